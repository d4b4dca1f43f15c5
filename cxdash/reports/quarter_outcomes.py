"""What customers and agents met at the pilots in a quarter, against another quarter: sums over sums."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, percent
from cxdash.domain.metrics import Direction, Metric, MetricClass
from cxdash.domain.periods import Period
from cxdash.domain.sums import Sums, value_of
from cxdash.reports.answer import Answer
from cxdash.store import metrics, pilot_cells
from cxdash.store.pilot_cells import Cell

COLUMNS = ("metric", "who", "before", "now", "words", "improved", "direction", "pilots")
_CLASSES = {MetricClass.CUSTOMER_OUTCOME: "Customers", MetricClass.AGENT_EXPERIENCE: "Agents"}
_ABOUT_THE_SAME = 0.005
"""The share of the value before under which nobody speaks of a change: what reads as equal is not called worse."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One metric over the pilots that have figures in both quarters; values in metric units.

    ``improved`` is the change as a share of the value before, positive where it got better.
    """

    who: str
    metric: Metric
    pilots: int
    before: float
    now: float
    improved: float

    def words(self, figures: Figures) -> str:
        """Write both values: ``81.2 → 82.0 %``."""
        return figures.change(self.metric, self.before, self.now)

    @property
    def direction(self) -> str:
        """Whether it got better, worse or stayed about the same."""
        if abs(self.improved) < _ABOUT_THE_SAME:
            return "same"
        return "better" if self.improved > 0 else "worse"


def outcomes(session: Session, *, quarter: Period, before: Period, live_pilots: Collection[int]) -> tuple[Outcome, ...]:
    """Return every customer outcome and agent metric of these pilots, customers first, the best change first.

    A pilot counts for a metric only where it has figures in both quarters, so that a newcomer moves nothing; and where
    some pilots have counts beside their rates, only with them: rates alone cannot be weighed against those of others.
    """
    cells = pilot_cells.of_quarters(session, [quarter.starts.toordinal(), before.starts.toordinal()])
    known = {number: metric for metric, number in _by_id(session) if metric.metric_class in _CLASSES}
    by_metric: dict[int, dict[int, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for cell in cells:
        if cell.metric_id in known and cell.pilot_id in live_pilots:
            by_metric[cell.metric_id][cell.pilot_id].append(cell)
    found = [_outcome(known[number], list(pilots.values()), quarter) for number, pilots in by_metric.items()]
    order = list(_CLASSES.values())
    return tuple(
        sorted((each for each in found if each is not None), key=lambda each: (order.index(each.who), -each.improved))
    )


def answer(found: Sequence[Outcome], figures: Figures, *, this: str, before: str) -> Answer:
    """Say how many metrics got better from one quarter to the other, by their names, and which one got worst."""
    if not found:
        return Answer("–", "no figures", f"No customer or agent metric has figures in {this} and {before}.")
    by = Counter(each.direction for each in found)
    worst = min(found, key=lambda each: each.improved)
    told = [f"{by['worse']} worse, most of all {worst.metric.name} ({worst.words(figures)})"] if by["worse"] else []
    told += [f"{by['same']} about the same"] if by["same"] else []
    unit = f"customer and agent metrics are better than in {before}"
    return Answer(f"{by['better']} of {len(found)}", unit, f"{'; '.join(told) or 'None is worse'}.")


def finding(found: Sequence[Outcome]) -> str:
    """Say which metric moved most, better or worse; empty where none has figures."""
    if not found:
        return ""
    most = max(found, key=lambda each: abs(each.improved))
    if most.direction == "same":
        return "No metric moved by more than half a percent"
    return f"{most.metric.name} moved most: {percent(abs(most.improved))} {most.direction}"


def table(found: Sequence[Outcome], figures: Figures) -> pd.DataFrame:
    """Return a row per metric, in ``COLUMNS``."""
    rows = [
        (
            each.metric.name,
            each.who,
            each.before,
            each.now,
            each.words(figures),
            each.improved,
            each.direction,
            each.pilots,
        )
        for each in found
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _by_id(session: Session) -> list[tuple[Metric, int]]:
    return [(metrics.as_metric(row), row.id) for row in metrics.rows(session)]


def _outcome(metric: Metric, pilots: list[list[Cell]], quarter: Period) -> Outcome | None:
    both = [cells for cells in pilots if len({cell.day for cell in cells}) == 2]
    both = [cells for cells in both if all(cell.ratio_parts == cell.parts for cell in cells)] or both
    if not both or metric.direction not in {Direction.UP, Direction.DOWN}:
        return None
    day = quarter.starts.toordinal()
    now = value_of(metric, _sum(cell for cells in both for cell in cells if cell.day == day))
    before = value_of(metric, _sum(cell for cells in both for cell in cells if cell.day != day))
    if now is None or before is None or not before:
        return None
    sign = 1 if metric.direction is Direction.UP else -1
    return Outcome(_CLASSES[metric.metric_class], metric, len(both), before, now, sign * (now - before) / abs(before))


def _sum(cells: Iterable[Cell]) -> Sums:
    """Add up one metric's sums of several pilots."""
    return reduce(Sums.plus, (cell.sums for cell in cells))
