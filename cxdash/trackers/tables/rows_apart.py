"""Whether the names and the day of each row tell a table's rows apart, as they do in tables of figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cxdash.trackers.columns.identifiers import is_identifier
from cxdash.trackers.files.cells import Cell
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.periods.when import parse_when
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.tables.names_filled import filled_rows, is_sparse

_CHECK = 3_000
_NO_NAMES = frozenset({"ignore", "unit", "period", "year"})


@dataclass(frozen=True, slots=True)
class Panel:
    """How full the table of names by days is, and the share of rows whose names and day come again."""

    fill: float
    repeats: float


def naming_texts(frame: Frame) -> list[ColumnProfile]:
    """Return the columns of texts that may name whom or what a row is about, without comments and identifiers."""
    return [
        column
        for column in frame.columns
        if column.kind is Kind.TEXT and column.field not in _NO_NAMES and not is_identifier(column)
    ]


def panel(frame: Frame, names: Sequence[ColumnProfile], period: ColumnProfile) -> Panel:
    """Count how the first rows with a day lie in the table of names by days."""
    found: set[tuple[object, ...]] = set()
    days: set[object] = set()
    seen: set[tuple[object, ...]] = set()
    rows = repeats = 0
    heading: Cell = None
    year = frame.with_field("year")
    goes_on = year is not None and is_sparse(year, frame)
    told: Cell = None
    for cells, name in filled_rows(frame, names, most=_CHECK):
        at = cells[period.index] if period.index < len(cells) else None
        if at is None:
            continue
        if len(cells) - cells.count(None) == 1:
            heading = at  # a year above its months
            continue
        own = cells[year.index] if year is not None and year.index < len(cells) else None
        told = told if own is None and goes_on else own
        day = (heading, told, _day(at))
        found.add(name)
        days.add(day)
        repeats += (*name, day) in seen
        seen.add((*name, day))
        rows += 1
    return Panel(rows / max(len(found) * len(days), 1), repeats / max(rows, 1))


def _day(cell: Cell) -> date | Cell:
    """Return the day of a point in time: figures are kept by the day at the shortest."""
    if isinstance(cell, datetime):
        return cell.date()
    when = parse_when(cell) if isinstance(cell, str) else None
    return when.day if when is not None and when.day is not None else cell
