"""The sheets that trace a quarter's money: each pilot's factors, and every cell that they were read from."""

from typing import Any

from sqlalchemy.orm import Session

from cxdash.exports.quarter_taken import Taken
from cxdash.exports.records import records
from cxdash.exports.sheets import Column, Kind, Sheets
from cxdash.reports import cells
from cxdash.reports.closed_quarters import View

_CELLS = 50_000
"""How many cells are listed one by one; what is beyond is named by its first and last cell."""


def add(session: Session, sheets: Sheets, taken: Taken) -> None:
    """Add a row per pilot with effect, unit value, cases and where its figures stand, and a row per uploaded cell."""
    traced: list[tuple[Any, ...]] = []
    listed: list[tuple[Any, ...]] = []
    for (slug, metric), line in zip(taken.page.trails, records(taken.page.lines), strict=True):
        used = cells.used(session, slug, metric, today=taken.today)
        said = () if used is None else used.said
        names = ("Basis", "Grade", "Realised", "Effect (95 %)", "Cases", "Unit value", "Source of the unit value")
        traced.append((line["Pilot"], metric, *(line.get(name) for name in names), " ".join(said)))
        if used is not None and len(listed) < _CELLS:
            listed += [_cell(line["Pilot"], metric, row) for row in records(used.cells)]
    columns = [
        Column("Pilot"),
        Column("Metric"),
        Column("Counts as"),
        Column("Grade"),
        Column("Realised", Kind.MONEY),
        Column("Effect (95 %)"),
        Column("Cases", Kind.WHOLE),
        Column("Worth of one", Kind.EXACT),
        Column("Who says so"),
        Column("Figures, files and cells"),
    ]
    notes = [f"Figures {taken.words}.", "Realised is effect × cases × worth of one, less what another pilot claims."]
    if taken.view is View.REPORTED:
        notes.append(f"Files and cells are those {taken.known}; what was corrected since is among the restatements.")
    sheets.add("Sources", "Where each amount comes from", columns, traced, notes=notes)
    heads = ("Pilot", "Metric", "Period", "Whose", "Segment", "Used as")
    figures = [Column(head, Kind.NUMBER) for head in ("Value", "Numerator", "Denominator")]
    sheets.add(
        "Cells",
        "Every uploaded figure behind the effects",
        [*map(Column, heads), *figures, Column("File"), Column("Cell"), Column("Imported", Kind.DAY)],
        listed[:_CELLS],
        notes=(f"Figures {taken.known}. Values in the unit of their metric; shares in %.", *_cut(len(listed))),
    )


def _cell(pilot: str, metric: str, row: dict[str, Any]) -> tuple[Any, ...]:
    value = next((each for name, each in row.items() if name.startswith("Value")), None)
    place = ("File", "Cell", "Imported")
    return (
        pilot,
        metric,
        row["Period"],
        row["Whose"],
        row.get("Segment", "all"),
        row["Used as"],
        value,
        row["Numerator"],
        row["Denominator"],
        *(row[name] for name in place),
    )


def _cut(found: int) -> tuple[str, ...]:
    return () if found < _CELLS else (f"The first {_CELLS:,} cells; the sheet Sources names the files of all.",)
