"""The first rows of a sheet as plain text, for a thumbnail."""

from datetime import datetime, timedelta
from functools import lru_cache

from cxdash.trackers.cells import UNCACHED, Cell, Grid, Percent
from cxdash.trackers.opening import open_file

ROWS, COLUMNS, WIDTH = 40, 30, 60


def grid(content: bytes, name: str, sheet: str, rows: int = 30, columns: int = 20) -> list[list[str]]:
    """Return the upper left corner of a sheet as text; empty where there is no such sheet.

    Raises:
        RefusedFileError: the file cannot be read.
    """
    for found in _grids(content, name):
        if found.name == sheet:
            return [list(line) for line in corner(found, rows=rows, columns=columns)]
    return []


@lru_cache(maxsize=2)
def _grids(content: bytes, name: str) -> tuple[Grid, ...]:
    return open_file(content, name).grids


def corner(grid: Grid, *, rows: int = ROWS, columns: int = COLUMNS) -> tuple[tuple[str, ...], ...]:
    """Return a grid's upper left corner as text."""
    width = max((len(row) for row in grid.rows[:rows]), default=0)
    width = min(width, columns)
    return tuple(
        tuple(shown(row[place]) if place < len(row) else "" for place in range(width)) for row in grid.rows[:rows]
    )


def shown(cell: Cell) -> str:  # noqa: PLR0911 - one return for each type of cell
    """Write a cell as a person would see it."""
    if cell is None:
        return ""
    if cell is UNCACHED:
        return "(no result)"
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, Percent):
        return f"{float(cell) * 100:.4g} %"
    if isinstance(cell, float):
        return f"{cell:.10g}"
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, timedelta):
        seconds = round(cell.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    text = str(cell)
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"
