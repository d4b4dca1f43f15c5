"""Columns of points in time at which something happened, unlike the hours and days that figures are kept for."""

import re
from datetime import datetime
from itertools import islice

from cxdash.trackers.files.cells import Cell
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.tables.frames import ColumnProfile, Frame

_SAMPLE = 200
_STEP = 5
_MOSTLY = 0.5
_CLOCK = re.compile(r"\d[T ]\d{1,2}:(\d\d)(?::(\d\d))?")


def are_moments(frame: Frame, column: ColumnProfile) -> bool:
    """Whether most days of a column carry a time of day that no clock strikes: 09:07 rather than 09:00 or 09:15."""
    if column.kind is not Kind.DATE:
        return False
    index = column.index
    cells = [cells[index] for _, cells in islice(frame.rows(), _SAMPLE) if index < len(cells)]
    filled = [cell for cell in cells if cell is not None]
    return bool(filled) and sum(map(_is_odd, filled)) > _MOSTLY * len(filled)


def _is_odd(cell: Cell) -> bool:
    if isinstance(cell, datetime):
        return bool(cell.minute % _STEP or cell.second)
    found = _CLOCK.search(cell) if isinstance(cell, str) else None
    return found is not None and bool(int(found[1]) % _STEP or int(found[2] or 0))
