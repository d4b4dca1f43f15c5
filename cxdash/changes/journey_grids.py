"""Many rows of the journey saved at once: all of them in one transaction, or none with every wrong cell named."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from cxdash.changes import journey_steps, journeys
from cxdash.domain.errors import RuleError, StaleEditError
from cxdash.domain.journeys import FrictionValues, StepValues

Values = TypeVar("Values", FrictionValues, StepValues)


@dataclass(frozen=True, slots=True)
class Edit(Generic[Values]):
    """One row as a person wants it, and what to call it; a new one has no slug, and nobody has seen it before."""

    row: str
    slug: str
    seen: Values | None
    wanted: Values


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A cell that cannot be stored: row and column as they are called on the screen, why; ``clash`` where it is one."""

    row: str
    column: str
    why: str
    slug: str = ""
    clash: StaleEditError | None = None


class RowsRefusedError(RuleError):
    """Some rows cannot be stored, so none was; ``cells`` are the wrong ones."""

    def __init__(self, cells: Sequence[WrongCell]) -> None:
        """Name every wrong cell by row and column."""
        lines = [f"- **{each.row}**{_column(each.column)}: {each.why}" for each in cells]
        super().__init__("Nothing was saved, and nothing that was typed is lost.\n\n" + "\n".join(lines))
        self.cells = tuple(cells)


def row_name(at: int, *, shown: int) -> str:
    """Return what the row at a place is called, with ``shown`` numbered rows before those that are new."""
    return f"Row {at + 1}" if at < shown else f"New row {at + 1 - shown}"


def friction_rows(session: Session, slugs: Sequence[str]) -> tuple[tuple[str, FrictionValues], ...]:
    """Return what a person may edit about these friction points, each beside its slug."""
    return tuple((slug, journeys.friction_values(session, slug)) for slug in slugs)


def step_rows(session: Session, slugs: Sequence[str]) -> tuple[tuple[str, StepValues], ...]:
    """Return what a person may edit about these steps, each beside its slug."""
    return tuple((slug, journey_steps.step_values(session, slug)) for slug in slugs)


def save_friction(session: Session, edits: Iterable[Edit[FrictionValues]], *, columns: Mapping[str, str]) -> None:
    """Store friction points, edited and new; RowsRefusedError names every wrong cell by ``columns``, names by field."""

    def store(edit: Edit[FrictionValues]) -> None:
        if edit.seen is None:
            journeys.create_friction(session, edit.wanted)
        else:
            journeys.edit_friction(session, edit.slug, seen=edit.seen, wanted=edit.wanted)

    _save(edits, store, columns)


def save_steps(session: Session, edits: Iterable[Edit[StepValues]], *, columns: Mapping[str, str]) -> None:
    """Store steps, edited and new; RowsRefusedError names every wrong cell by ``columns``, names by field."""

    def store(edit: Edit[StepValues]) -> None:
        if edit.seen is None:
            journey_steps.create_step(session, edit.wanted)
        else:
            journey_steps.edit_step(session, edit.slug, seen=edit.seen, wanted=edit.wanted)

    _save(edits, store, columns)


def _save(edits: Iterable[Edit[Values]], store: Callable[[Edit[Values]], None], columns: Mapping[str, str]) -> None:
    """Store row by row, and go on after a refusal to find the other ones; the transaction then stores nothing."""
    wrong: list[WrongCell] = []
    for edit in edits:
        try:
            store(edit)
        except StaleEditError as clash:
            field = clash.part[0] if clash.part else clash.field
            wrong.append(WrongCell(edit.row, columns.get(field, clash.field), _clash_in_words(clash), edit.slug, clash))
        except RuleError as refusal:
            wrong.append(WrongCell(edit.row, columns.get(refusal.field, ""), str(refusal)))
    if wrong:
        raise RowsRefusedError(wrong)


def _clash_in_words(clash: StaleEditError) -> str:
    return (
        f"somebody else changed it from “{clash.seen}” to “{clash.theirs}” meanwhile, and you entered “{clash.mine}”. "
        "To keep yours, save again; to keep theirs, enter it first."
    )


def _column(name: str) -> str:
    return f", {name}" if name else ""
