"""Those rows of a sheet that a person is shown: around its tables and the cells to mend, as plain text."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from cxdash.trackers.files.cells import UNCACHED, Cell, Grid, Percent, column_number, letters
from cxdash.trackers.readings import Preview, Table

ABOVE, BELOW, COLUMNS, ROWS = 3, 40, 40, 160
_MARKED, _WIDTH = 10, 60


def preview(grid: Grid, tables: Sequence[Table]) -> Preview:
    """Return the rows around every header, those with a cell to mend and the total rows, within the first columns."""
    height = len(grid.rows)
    wanted: dict[int, None] = {}
    for number in _wanted(tables):
        if 1 <= number <= height and len(wanted) < ROWS:
            wanted[number] = None
    width = min(max((len(grid.rows[number - 1]) for number in wanted), default=0), _columns(tables))
    return Preview(
        rows={number: _texts(grid.rows[number - 1], width) for number in sorted(wanted)},
        height=height,
        width=max((len(row) for row in grid.rows), default=0),
        hidden_rows=frozenset(number for number in wanted if number - 1 in grid.hidden_rows),
        hidden_columns=frozenset(letters(column) for column in grid.hidden_columns),
    )


def _wanted(tables: Sequence[Table]) -> Iterator[int]:
    """Yield the numbers of rows, the most telling first; a sheet without a table shows where it begins."""
    headed = [table.header_rows for table in tables if table.header_rows is not None]
    top = min((first for first, _ in headed), default=1)
    yield from range(1, ABOVE + 1)
    yield from range(max(top - BELOW, 1), top)
    for first, last in headed:
        yield from range(first - ABOVE, last + ROWS // (4 * len(headed)))
    for table in tables:
        yield from dict.fromkeys(_row_of(problem.source.cell) for problem in table.problems[: 4 * _MARKED])
        yield from table.total_rows[:_MARKED]
    for _, last in headed or [(0, 0)]:
        yield from range(last + 1, last + BELOW)


def _columns(tables: Sequence[Table]) -> int:
    """Return how many columns to show: the rightmost table begins within them."""
    left = max((column_number(table.columns[0].letter) for table in tables if table.columns), default=0)
    return max(COLUMNS, min(left + COLUMNS // 2, 3 * COLUMNS))


def _row_of(cell: str) -> int:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)


def _texts(row: Sequence[Cell], width: int) -> tuple[str, ...]:
    return tuple(shown(row[place]) if place < len(row) else "" for place in range(width))


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
        return f"{cell:%Y-%m-%d %H:%M}" if (cell.hour, cell.minute) != (0, 0) else f"{cell:%Y-%m-%d}"
    if isinstance(cell, timedelta):
        seconds = round(cell.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    text = str(cell)
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"
