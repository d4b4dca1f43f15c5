"""What the notes of a slide say of its figures: how they were measured, where they came from, what is left out."""

from sqlalchemy.orm import Session

from cxdash.domain.figures import count
from cxdash.exports.method_words import AS_ONE
from cxdash.exports.quarter_taken import Taken
from cxdash.exports.records import records
from cxdash.reports import cells

_PILOTS = 6
"""Of how many pilots the cells are named in the notes; the workbook names them for all."""


def of_value(session: Session, taken: Taken) -> tuple[str, ...]:
    """Return the notes to what changed: method, what stands apart or is left out, and the cells of the largest."""
    page = taken.page
    return (
        f"Figures {taken.words}.",
        AS_ONE,
        *page.value.notes,
        *page.value_details,
        *_cells(session, taken),
        f"{count(len(page.lines), 'pilot')} in the workbook, each with effect, unit value, cases and cells.",
    )


def _cells(session: Session, taken: Taken) -> list[str]:
    found = []
    lines = records(taken.page.lines)
    for (pilot, metric), line in list(zip(taken.page.trails, lines, strict=True))[:_PILOTS]:
        used = cells.used(session, pilot, metric, today=taken.today)
        said = "no cells are known" if used is None else " ".join(used.said)
        found.append(f"{line['Pilot']}, grade {line['Grade']}: {said}")
    return found
