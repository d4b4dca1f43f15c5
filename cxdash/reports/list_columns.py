"""The columns of the list of use cases, and the orders it can be brought into."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from cxdash.domain.figures import to_three_figures
from cxdash.domain.metrics import Role
from cxdash.domain.ownership import Function
from cxdash.domain.readiness import LEVELS, Dimension
from cxdash.reports.portfolio import Entry
from cxdash.reports.statement_in_short import Judge

TITLE = "Use case"
PROMISED = "Promised a year"
_NOT_JUDGED = -1


@dataclass(frozen=True, slots=True)
class Line:
    """One use case as the list knows it.

    Attributes:
        targets: the targets of its primary metrics in words.
        promised: what meeting them would be worth a year, gross, in currency; None where nobody said.
        readiness: the level of each dimension that somebody judged.
        judge: says what its outcome statement lacks.
    """

    entry: Entry
    modules: tuple[str, ...]
    targets: tuple[str, ...]
    promised: float | None
    readiness: Mapping[str, int]
    comments: int
    judge: Judge

    @property
    def least_ready(self) -> tuple[Dimension, int] | None:
        """The weakest dimension with its level, below 0 where nobody judged it; None where nobody judged any."""
        if not self.readiness:
            return None
        levels = {dimension: self.readiness.get(dimension.value, _NOT_JUDGED) for dimension in Dimension}
        weakest = min(levels, key=levels.__getitem__)
        return weakest, levels[weakest]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it says of a use case, and as what it is sent."""

    says: Callable[[Line], object]
    kind: pa.DataType = pa.string()  # noqa: RUF009 a type never changes


def _owner(function: Function) -> Callable[[Line], object]:
    return lambda line: ", ".join(each.name for each in line.entry.owners if each.function == function.value)


def _least_ready(line: Line) -> str:
    if line.least_ready is None:
        return "Not judged"
    dimension, level = line.least_ready
    return f"{dimension.label}: {'not judged' if level < 0 else f'{level} {LEVELS[level].lower()}'}"


def _primaries(line: Line) -> str:
    return ", ".join(used.name for used in line.entry.metrics if used.role == Role.PRIMARY.value)


def _sites(line: Line) -> str:
    return ", ".join(dict.fromkeys(pilot.site_name for pilot in line.entry.pilots if pilot.site_name))


COLUMNS: Mapping[str, Column] = {
    TITLE: Column(lambda line: line.entry.line.title),
    "Stage": Column(lambda line: line.entry.stage.label),
    "Statement": Column(lambda line: line.judge.of(line.entry.line.statement)),
    "Outcome statement": Column(lambda line: line.entry.line.statement),
    "Shown so far": Column(lambda line: line.entry.shown_in_short),
    "Trouble": Column(lambda line: ", ".join(line.entry.trouble)),
    "Days in stage": Column(lambda line: line.entry.days_in_stage, pa.int64()),
    "Status": Column(lambda line: line.entry.status.label),
    "Pilots": Column(lambda line: len(line.entry.pilots), pa.int64()),
    "Owners missing": Column(lambda line: ", ".join(function.value for function in line.entry.missing)),
    **{function.label: Column(_owner(function)) for function in Function},
    "Primary metric": Column(_primaries),
    "Target": Column(lambda line: ", ".join(each for each in line.targets if each)),
    PROMISED: Column(lambda line: None if line.promised is None else to_three_figures(line.promised), pa.int64()),
    "Best grade": Column(lambda line: line.entry.best_grade or ""),
    "Newest figure": Column(lambda line: line.entry.newest, pa.date32()),
    "Journey steps": Column(lambda line: ", ".join(step.name for step in line.entry.steps)),
    "Modules": Column(lambda line: ", ".join(line.modules)),
    "Sites": Column(_sites),
    "How people are helped": Column(lambda line: line.entry.line.help_mode),
    "Idea since": Column(lambda line: line.entry.line.idea_on, pa.date32()),
    "Least ready": Column(_least_ready),
    "Comments": Column(lambda line: line.comments, pa.int64()),
}
"""Every column by the name people read; the title always comes first."""
DEFAULT = ("Stage", "Status", "Statement", "Shown so far", "Trouble")
"""What a screen of 1,280 pixels has room for."""


def _level(line: Line) -> float | None:
    return None if line.least_ready is None else float(line.least_ready[1])


def _largest(said: float | None) -> float | None:
    return None if said is None else -said


def _newest(day: date | None) -> float | None:
    return None if day is None else -day.toordinal()


BY_TITLE = "Title"
ORDERS: Mapping[str, Callable[[Line], float | None]] = {
    BY_TITLE: lambda _: 0.0,
    "Furthest stage": lambda line: -line.entry.stage.position,
    "Longest in stage": lambda line: _largest(line.entry.days_in_stage),
    "Best shown": lambda line: line.entry.rank,
    "Most trouble": lambda line: -len(line.entry.trouble),
    "Most owners missing": lambda line: -len(line.entry.missing),
    "Promises most": lambda line: _largest(line.promised),
    "Least ready": _level,
    "Newest idea": lambda line: _newest(line.entry.line.idea_on),
    "Newest figure": lambda line: _newest(line.entry.newest),
    "Most pilots": lambda line: -len(line.entry.pilots),
    "Most comments": lambda line: -line.comments,
}
"""What the list can be sorted by: the smaller first, None last, and what is equal by title."""
