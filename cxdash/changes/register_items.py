"""What a register would change, row by row: use cases and pilots that are new, changed, as before or rejected."""

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import TYPE_CHECKING

from cxdash.changes.use_cases import Standing
from cxdash.domain.use_cases import PilotValues, UseCaseValues
from cxdash.trackers.readings import Problem, RegisterRow, Source

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class Outcome(StrEnum):
    """What an import would do with a row or a reading."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True)
class FieldChange:
    """One field that a row would change, as it reads now and as it would read."""

    field: str
    old: object
    new: object


@dataclass(frozen=True)
class UseCaseItem:
    """What the register says about one use case."""

    title: str
    outcome: Outcome
    wanted: UseCaseValues
    source: Source
    slug: str | None = None
    seen: UseCaseValues | None = None
    standing: Standing = field(default_factory=Standing)
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class PilotItem:
    """What the register says about one pilot."""

    name: str
    use_case: str
    outcome: Outcome
    wanted: PilotValues
    source: Source
    slug: str | None = None
    seen: PilotValues | None = None
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class RegisterPlan:
    """What a register would change; ``rows`` are those that were accepted, as they were read."""

    use_cases: tuple[UseCaseItem, ...] = ()
    pilots: tuple[PilotItem, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows: tuple[RegisterRow, ...] = ()

    @property
    def items(self) -> tuple[UseCaseItem | PilotItem, ...]:
        """Use cases and pilots in one list."""
        return (*self.use_cases, *self.pilots)


def changes_between(seen: "DataclassInstance | None", wanted: "DataclassInstance") -> tuple[FieldChange, ...]:
    """Return the fields that differ; none for what is new as a whole."""
    if seen is None:
        return ()
    pairs = ((each.name, getattr(seen, each.name), getattr(wanted, each.name)) for each in fields(wanted))
    return tuple(FieldChange(name, old, new) for name, old, new in pairs if old != new)


def outcome_of(seen: object, changes: tuple[FieldChange, ...]) -> Outcome:
    """Say what becomes of a row, by what is stored and what would change of it."""
    if seen is None:
        return Outcome.NEW
    return Outcome.CHANGED if changes else Outcome.UNCHANGED


def line_of(source: Source) -> tuple[str, str]:
    """Return the sheet and the row of a cell."""
    return source.sheet, source.cell.lstrip("$ABCDEFGHIJKLMNOPQRSTUVWXYZ")
