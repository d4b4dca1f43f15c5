"""The figures an effect rests on, each with the file and the cell it was read from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.comparisons import Arm
from cxdash.domain.errors import RuleError
from cxdash.domain.figures import count, percent
from cxdash.domain.metrics import Metric
from cxdash.domain.periods import Grain, Period
from cxdash.effects.effect import Effect
from cxdash.effects.plan import Kind, Plan
from cxdash.effects.timeline import MixedCadenceError, Phase, Timeline, timeline
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, day
from cxdash.reports import happenings
from cxdash.reports.happenings import Happening
from cxdash.reports.run_chart import period_words
from cxdash.store import sources
from cxdash.store.sources import CellSource

_SHOWN_AS = {Phase.BASELINE: "baseline", Phase.PILOT: "pilot", Phase.NEITHER: "not used: run-in or around go-live"}
_BEFORE = "not used: before the baseline"
_AFTER = "not used: after the window"
_OUTSIDE = {_BEFORE, _AFTER}


@dataclass(frozen=True)
class Used:
    """The data behind one effect.

    Attributes:
        said: how much there is, how much is missing, and where it came from, a sentence each.
        cells: one row per figure of baseline and window: period, whose, used as what, value, counts, cell and file.
    """

    said: tuple[str, ...]
    cells: pd.DataFrame


def used(session: Session, slug: str, metric: str, *, today: date) -> Used | None:
    """Return the figures of a pilot's primary metric (a slug) with their cells; None where there are none."""
    result = pilot_results.one(session, slug, metric, today=today)
    if result is None or result.metric is None or result.metric_id is None:
        return None
    found = sources.of_metric(session, result.id, result.metric_id)
    if not found:
        return None
    phases = _phases(found, result)
    left_out = happenings.left_out(session, result)
    rows = [(each, _used_as(each, phases, left_out)) for each in found]
    counted = [(each, used_as) for each, used_as in rows if used_as not in _OUTSIDE]
    cells = pd.DataFrame([_row(each, used_as, result, result.metric) for each, used_as in counted or rows])
    if not any(each.segment for each in found):
        cells = cells.drop(columns="Segment")
    said = (*_amount(result.effect), *_places([each for each, _ in counted or rows]))
    beyond = len(rows) - len(counted) if counted else 0
    more = (
        (f"{count(beyond, 'other figure')} from before the baseline or after the window: not used.",) if beyond else ()
    )
    return Used(said=(*said, *more), cells=cells)


def _used_as(each: CellSource, phases: "_Phases | None", left_out: Iterable[Happening]) -> str:
    period = Period(date.fromordinal(each.day), each.grain)
    why = next((gone.words for gone in left_out if gone.overlaps(period.starts, period.ends_before)), "")
    if phases is None:
        return why
    used_as = phases.words(period)
    return why if why and used_as not in _OUTSIDE else used_as


def _row(each: CellSource, used_as: str, result: Result, metric: Metric) -> dict[str, object]:
    value = each.value
    if each.numerator is not None and each.denominator:
        value = each.numerator / each.denominator * metric.per
    whose = result.name if each.arm == Arm.PILOT else result.comparison or "Comparison"
    return {
        "Period": period_words(Period(date.fromordinal(each.day), each.grain)),
        "Whose": whose,
        "Segment": each.segment or "all",
        "Used as": used_as,
        _value_column(metric): _shown(value, metric),
        "Numerator": each.numerator,
        "Denominator": each.denominator,
        "Cell": each.cell,
        "File": each.file,
        "Imported": each.imported_at.date(),
    }


def _shown(value: float | None, metric: Metric) -> float | None:
    """Return a share in percent, without the dust that the multiplication leaves."""
    return value if value is None or not metric.is_fraction else round(value * 100, 9)


def _value_column(metric: Metric) -> str:
    return f"Value, {metric.unit}" if metric.unit not in {"", "count"} else "Value"


@dataclass(frozen=True, slots=True)
class _Phases:
    """The periods of an effect, and what lies outside them."""

    line: Timeline
    daily: bool
    go_live: date

    def words(self, period: Period) -> str:
        """Say whether a figure counts, and as what."""
        try:
            slot = self.line.week_of(period.starts) if self.daily else self.line.slot_of(period.starts)
        except MixedCadenceError:
            return "not used: does not fit the other periods"
        if slot is None:
            return _AFTER if period.starts >= self.go_live else _BEFORE
        if slot.phase is Phase.NEITHER and slot.ends_before <= self.go_live:
            return _BEFORE
        return _SHOWN_AS[slot.phase]


def _phases(found: Iterable[CellSource], result: Result) -> _Phases | None:
    """Lay the figures out as the estimate does; None without an effect or a plan that can be measured."""
    effect, live = result.effect, result.goes_live
    if effect is None or live is None:
        return None
    try:
        plan = Plan(
            direction=effect.direction,
            kind=Kind.SCORE,
            go_live=live,
            window_days=result.window_days,
            run_in_days=result.run_in_days,
            baseline_starts=result.baseline_starts,
        )
    except RuleError:
        return None
    counted = list(found)
    grain = counted[0].grain
    starts = {date.fromordinal(each.day) for each in counted}
    return _Phases(timeline(starts, plan, grain=grain), daily=grain is Grain.DAY, go_live=live)


def _amount(effect: Effect | None) -> Iterator[str]:
    if effect is None:
        return
    grain = effect.grain.value if effect.grain is not None else "period"
    pilot = count(effect.n_pilot, grain)
    yield f"{count(effect.n_baseline, grain)} before and {pilot} of {effect.n_declared} declared in the pilot."
    if effect.missing_share == 0:
        yield "No period is missing."
    else:
        left_out = f"; {count(effect.n_excluded, grain)} with a reason" if effect.n_excluded else ""
        yield f"{percent(effect.missing_share)} of the expected periods are missing or left out{left_out}."
    if effect.checksum:
        yield f"Checksum of figures, plan and method: {effect.checksum[:16]}."


def _places(found: Sequence[CellSource]) -> Iterator[str]:
    """Say from which files the figures came, and the first and last cell of each."""
    by_file: dict[tuple[str, date], list[str]] = {}
    for each in found:
        by_file.setdefault((each.file, each.imported_at.date()), []).append(each.cell)
    for (file, imported_on), cells in sorted(by_file.items(), key=lambda item: item[0][1]):
        known = [cell for cell in cells if cell]
        where = "" if not known else f": {known[0]}" if len(known) == 1 else f": {known[0]} to {known[-1]}"
        yield f"{count(len(cells), 'figure')} from {file}, imported on {day(imported_on)}{where}."
