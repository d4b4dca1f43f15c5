"""Quality of human contacts and agent load beside the automation share: by use case, by module, and altogether."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.augmentation import METRICS, SIDE_OF, Augmentation, Change, Side, State, Turn, turn
from cxdash.domain.figures import count
from cxdash.domain.metrics import Catalogue
from cxdash.domain.stages import Stage, Status
from cxdash.store import augmentation, freshness, metrics, standings

COLUMNS = (
    "Use case",
    "People fare",
    "Automation share",
    "Quality of human contacts",
    "Agent load",
    "How people are helped, and what shows it",
)
DETAILS = ("Use case", "Pilot", "Tells of", "Metric", "Went", "From what to what", "With an interval")
MODULE_COLUMNS = ("Module", "Use cases", *(state.value for state in State))
_WORST_FIRST = (Turn.WORSE, Turn.STEADY, Turn.BETTER)


@dataclass(frozen=True, slots=True)
class Line:
    """One use case; ``to_add`` says which metric would tell what nobody measures."""

    slug: str
    title: str
    stage: Stage
    found: Augmentation
    to_add: tuple[str, ...]

    @property
    def state(self) -> State:
        """How people fare."""
        return self.found.state

    def cell(self, side: Side) -> str:
        """Say in a cell which way a side went: the worst turn of its pilots, and in how many of them."""
        by_pilot: dict[str, list[Turn]] = defaultdict(list)
        for each in self.found.of(side):
            by_pilot[each.pilot].append(each.turn)
        if not by_pilot:
            return "Not measured"
        turns = [min(some, key=_WORST_FIRST.index) for some in by_pilot.values()]
        worst = min(turns, key=_WORST_FIRST.index)
        return f"{worst.value.capitalize()} in {turns.count(worst)} of {count(len(turns), 'pilot')}"


@dataclass(frozen=True)
class Augmentations:
    """Every active use case that is tried, those first in which people lose; and by module."""

    lines: tuple[Line, ...]
    modules: tuple[tuple[str, tuple[Line, ...]], ...]

    @property
    def warned(self) -> tuple[Line, ...]:
        """The use cases in which automation rises and people lose."""
        return self._in(State.WARNED)

    @property
    def finding(self) -> str:
        """What is most to be known, in a sentence."""
        if not self.lines:
            return "No use case is tried yet"
        warned, unknown = len(self.warned), len(self._in(State.UNKNOWN))
        said = [f"Automation rises and people lose in {count(warned, 'use case')}"] if warned else []
        if self._in(State.WORSE):
            worse = len(self._in(State.WORSE))
            said.append(f"they lose in {worse} more" if warned else f"People lose in {count(worse, 'use case')}")
        if not said:
            said.append("No use case shows people losing")
        return ", ".join([*said, f"{unknown} of {len(self.lines)} not measured"] if unknown else said)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The use cases as a table with ``COLUMNS``."""
        rows = [
            (
                each.title,
                each.state.value,
                *(each.cell(side) for side in (Side.AUTOMATION, Side.QUALITY, Side.LOAD)),
                each.found.as_declared,
            )
            for each in self.lines
        ]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    @cached_property
    def details(self) -> pd.DataFrame:
        """What the table rests on, a row for each pilot and metric, with ``DETAILS``."""
        rows = [
            (line.title, each.pilot, each.side.value, each.name, each.turn.value, each.words, each.is_evidence)
            for line in self.lines
            for each in line.found.changes
        ]
        return pd.DataFrame(rows, columns=list(DETAILS))

    @cached_property
    def module_table(self) -> pd.DataFrame:
        """The modules as a table with ``MODULE_COLUMNS``."""
        rows = [
            (name, len(lines), *(sum(each.state is state for each in lines) for state in State))
            for name, lines in self.modules
        ]
        return pd.DataFrame(rows, columns=list(MODULE_COLUMNS))

    def _in(self, state: State) -> tuple[Line, ...]:
        return tuple(each for each in self.lines if each.state is state)


def augmentations(session: Session) -> Augmentations:
    """Return how people fare in every use case; the database is asked as often for two hundred as for one."""
    catalogue = metrics.catalogue(session)
    changes = changes_by_use_case(session)
    with_figures = _with_figures(session)
    tried = [
        each
        for each in standings.use_cases(session)
        if each.status == Status.ACTIVE.value and each.stage != Stage.IDEA.value
    ]
    by_id = {
        each.id: _line(each, changes.get(each.id, []), with_figures.get(each.id, set()), catalogue) for each in tried
    }
    by_module: dict[str, list[Line]] = defaultdict(list)
    for name, number in augmentation.modules(session):
        if number in by_id:
            by_module[name].append(by_id[number])
    order = list(State)
    lines = sorted(by_id.values(), key=lambda each: (order.index(each.state), each.title.casefold()))
    return Augmentations(tuple(lines), tuple((name, tuple(some)) for name, some in by_module.items()))


def changes_by_use_case(session: Session) -> dict[int, list[Change]]:
    """Return what went which way beside the automation, by the id of each use case that has figures of it."""
    return _changes(augmentation.measured(session, list(SIDE_OF)))


def in_short(session: Session, slug: str) -> Line | None:
    """Return how people fare in one use case; None where it is an idea, at rest or unknown."""
    found = [each for each in standings.use_cases(session) if each.slug == slug]
    if not found or found[0].status != Status.ACTIVE.value or found[0].stage == Stage.IDEA.value:
        return None
    (use_case,) = found
    changes = _changes(augmentation.measured(session, list(SIDE_OF), only=slug))
    with_figures = _with_figures(session, only=use_case.id)
    catalogue = metrics.catalogue(session)
    return _line(use_case, changes.get(use_case.id, []), with_figures.get(use_case.id, set()), catalogue)


def _line(
    use_case: standings.UseCaseLine, changes: Sequence[Change], with_figures: set[str], catalogue: Catalogue
) -> Line:
    found = Augmentation(use_case.help_mode, tuple(changes))
    return Line(
        slug=use_case.slug,
        title=use_case.title,
        stage=Stage(use_case.stage),
        found=found,
        to_add=tuple(_to_add(side, with_figures, catalogue) for side in found.unmeasured),
    )


def _to_add(side: Side, with_figures: set[str], catalogue: Catalogue) -> str:
    """Say which metric would tell; one that has figures already is only to be declared."""
    known = [(slug, metric) for slug in METRICS[side] if (metric := catalogue.get(slug)) is not None]
    there = next((metric.name for slug, metric in known if slug in with_figures), None)
    if there is not None:
        return f"{side.capitalize()}: {there} has figures; too few to judge, or not a metric of the use case yet."
    names = " or ".join(f"“{metric.name}”" for _, metric in known[:2])
    return f"{side.capitalize()}: not measured. Add {names} to its metrics and bring its figures."


def _with_figures(session: Session, *, only: int | None = None) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for each in freshness.reaches(session, only=only):
        found[each.use_case_id].add(each.metric)
    return dict(found)


def _changes(measured: Iterable[augmentation.Measured]) -> dict[int, list[Change]]:
    found: dict[int, list[Change]] = defaultdict(list)
    for each in measured:
        if each.effect is not None:
            found[each.use_case_id].append(_change(each, each.effect))
    return dict(found)


def _change(each: augmentation.Measured, effect: dict[str, Any]) -> Change:
    is_over = effect["window_complete"]
    which = (
        turn(
            low=effect["low"],
            high=effect["high"],
            observed=effect["observed_change"],
            baseline=None if effect["relative"] else effect["baseline_mean"],
        )
        if is_over
        else Turn.UNKNOWN
    )
    # the sentence of an effect says from what to what first, then what may be claimed of it
    words = effect["sentence"].split(". ")[0].rstrip(".") if is_over else "its window still runs"
    return Change(each.pilot, each.metric, each.name, which, words, is_evidence=effect["low"] is not None)
