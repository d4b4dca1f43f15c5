"""Headings between the rows of a list, such as the stage above its use cases: they are no entries."""

from collections.abc import Sequence

from cxdash.trackers.files.cells import Cell, address
from cxdash.trackers.tables.frames import Frame

_FULL = 3
_SHOWN, _MOST_SHOWN = 40, 5


def has_sections(frame: Frame) -> bool:
    """Whether single texts stand above fuller rows, in a table whose rows are mostly full."""
    rows = [cells for _, cells in frame.rows()]
    lone = [is_section(cells, frame) for cells in rows]
    full = sum(_filled(cells, frame) >= _FULL for cells in rows)
    return any(lone) and full > sum(lone) and not lone[-1]


def is_section(cells: Sequence[Cell], frame: Frame) -> bool:
    """Whether a row has nothing but one text, in the first column that has texts."""
    filled = [column for column in frame.columns if column.index < len(cells) and cells[column.index] is not None]
    if len(filled) != 1 or not isinstance(cells[filled[0].index], str):
        return False
    return filled[0].index == next((column.index for column in frame.columns if column.texts), -1)


def lone_text(row: int, cells: Sequence[Cell]) -> str:
    """Return the text of a heading with its address, for people; ``row`` is zero-based."""
    place = next(place for place, cell in enumerate(cells) if cell is not None)
    return f"“{str(cells[place])[:_SHOWN]}” in {address(row, place)}"


def note_headings(headings: Sequence[str]) -> list[str]:
    """Return a note about texts alone in their rows: an entry of which only the name is known looks the same."""
    if not headings:
        return []
    more = f" and {len(headings) - _MOST_SHOWN} more" if len(headings) > _MOST_SHOWN else ""
    told = f"Taken for headings, as they stand alone in their rows: {', '.join(headings[:_MOST_SHOWN])}{more}."
    return [f"{told} Where one is an entry of its own, fill in another cell of its row."]


def _filled(cells: Sequence[Cell], frame: Frame) -> int:
    return sum(column.index < len(cells) and cells[column.index] is not None for column in frame.columns)
