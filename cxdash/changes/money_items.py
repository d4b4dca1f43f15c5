"""What a list of costs and benefits would change, amount by amount."""

from dataclasses import dataclass

from cxdash.changes.register_items import FieldChange, Outcome
from cxdash.domain.money_entries import MoneyEntryValues
from cxdash.trackers.readings import Problem, Question, RegisterRow, Source


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose money a row is about, by slug and by name; slugs are None for what the same file registers first."""

    use_case: str | None
    title: str
    pilot: str | None = None
    pilot_name: str = ""

    @property
    def name(self) -> str:
        """The pilot's name, else the use case's title."""
        return self.pilot_name or self.title


@dataclass(frozen=True)
class MoneyItem:
    """What the file says about one amount."""

    whose: Whose
    outcome: Outcome
    wanted: MoneyEntryValues
    source: Source
    entry_id: int | None = None
    seen: MoneyEntryValues | None = None
    changes: tuple[FieldChange, ...] = ()
    run_assumed: bool = False


@dataclass(frozen=True)
class MoneyPlan:
    """What a list of costs and benefits would change; ``rows`` are those that were accepted, as they were read."""

    items: tuple[MoneyItem, ...] = ()
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    rows: tuple[RegisterRow, ...] = ()

    @property
    def assumed(self) -> tuple[str, ...]:
        """The lines that say neither once nor running, in words."""
        lines = dict.fromkeys(item.wanted.line or "a cost without a name" for item in self.items if item.run_assumed)
        if not lines:
            return ()
        named = ", ".join(f"“{line}”" for line in lines)
        return (f"taken for running costs, as nothing says that they come once: {named}",)
