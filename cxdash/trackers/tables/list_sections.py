"""Headings between the rows of a list, such as the stage above its use cases: they are no entries."""

from collections.abc import Sequence

from cxdash.trackers.files.cells import Cell
from cxdash.trackers.tables.frames import Frame

_FULL = 3


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


def _filled(cells: Sequence[Cell], frame: Frame) -> int:
    return sum(column.index < len(cells) and cells[column.index] is not None for column in frame.columns)
