"""Rectangles of a sheet that may hold tables: tables that stand side by side are taken apart."""

from dataclasses import dataclass
from itertools import pairwise

from cxdash.trackers.files.cells import Cell, Grid
from cxdash.trackers.files.kinds import Kind, kind_of

_SAMPLE = 400
_WIDEST_NAME = 5
_LABELS = 3
_HEADERS = 80


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of a sheet, all bounds inclusive and zero-based; cells come with merged headers filled on request."""

    grid: Grid
    top: int
    bottom: int
    left: int
    right: int

    def row(self, number: int) -> list[Cell]:
        """Return a row's cells between the bounds, padded."""
        cells = self.grid.rows[number]
        part = list(cells[self.left : self.right + 1])
        return part + [None] * (self.right + 1 - self.left - len(part))

    def below(self, top: int) -> "Region":
        """Return the part from a row on."""
        return Region(self.grid, top, self.bottom, self.left, self.right)

    def above(self, bottom: int) -> "Region":
        """Return the part up to a row."""
        return Region(self.grid, self.top, bottom, self.left, self.right)


def regions(grid: Grid) -> list[Region]:
    """Return the sheet's rectangles from left to right, one where nothing is to be taken apart."""
    width = max((len(row) for row in grid.rows), default=0)
    first = next((number for number, row in enumerate(grid.rows) if _has_content(row)), None)
    if first is None:
        return []
    last = next(number for number in range(len(grid.rows) - 1, -1, -1) if _has_content(grid.rows[number]))
    empty = set(range(width))
    for row in grid.rows[first : last + 1]:
        if not empty:
            break
        size = len(row)
        empty -= {column for column in empty if column < size and row[column] is not None}
    empty -= _merged_over(grid)
    filled = [int(column not in empty) for column in range(width)]
    whole = Region(grid, first, last, 0, width - 1)
    parts = _cut(whole, filled)
    return [_trimmed(part) for part in parts] if len(parts) > 1 else parts


def _merged_over(grid: Grid) -> set[int]:
    """Return the columns that a merged cell reaches into from the left: empty, and still inside one table."""
    found: set[int] = set()
    for top, left, _, right in grid.merges:
        # A title above a table joins nothing; a label does, and it stands among others.
        beside = sum(cell is not None for cell in grid.rows[top]) if top < len(grid.rows) else 0
        if 0 < right - left <= _WIDEST_NAME and beside >= _LABELS and grid.at(top, left) is not None:
            found |= set(range(left + 1, right + 1))
    return found


def _has_content(row: list[Cell]) -> bool:
    return row.count(None) < len(row)


def _cut(whole: Region, filled: list[int]) -> list[Region]:
    kept: list[tuple[int, int]] = []
    for left, right in _spans(filled):
        if kept and left == right and _is_constant(whole, left):
            continue
        if kept and _belongs(_part(whole, kept[-1]), _part(whole, (left, right))):
            kept[-1] = (kept[-1][0], right)
        else:
            kept.append((left, right))
    return [_part(whole, span) for span in kept]


def _part(whole: Region, span: tuple[int, int]) -> Region:
    return Region(whole.grid, whole.top, whole.bottom, *span)


def _belongs(before: Region, part: Region) -> bool:
    """Whether what stands right of an empty column belongs to the table on its left."""
    if before.left == before.right:
        return True
    if part.left == part.right:
        return True
    if _repeats_labels(before, part):
        return False
    return not _stands_alone(part) or _only_names(before, part)


def _repeats_labels(before: Region, part: Region) -> bool:
    """Whether some row has the same labels again: two tables of one make, side by side."""
    for number in range(before.top, min(before.bottom, before.top + _HEADERS) + 1):
        left = [cell for cell in before.row(number) if isinstance(cell, str)]
        right = [cell for cell in part.row(number) if isinstance(cell, str)]
        if len(right) >= 2 and len(set(right)) >= 2 and left[-len(right) :] == right:
            return _kinds_below(part, number)
    return False


def _kinds_below(part: Region, number: int) -> bool:
    """Whether a row of labels has something other than texts below it, as headers do."""
    below = [kind_of(cell) for row in range(number + 1, min(part.bottom, number + 4) + 1) for cell in part.row(row)]
    return any(kind in {Kind.NUMBER, Kind.DATE, Kind.PERIOD, Kind.MISSING} for kind in below)


def _only_names(before: Region, part: Region) -> bool:
    """Whether the left part holds the names of the right one's rows: no figures of its own, and the same last row."""
    if before.right - before.left > 1 or _last_row(before) != _last_row(part):
        return False
    numbers = [
        cell
        for number in range(before.top, before.bottom + 1)
        for cell in before.row(number)
        if kind_of(cell) is Kind.NUMBER
    ]
    counted = [
        float(cell) for cell in numbers if isinstance(cell, float) or (isinstance(cell, str) and cell.isdecimal())
    ]
    return len(counted) == len(numbers) and all(after - first == 1 for first, after in pairwise(counted))


def _last_row(region: Region) -> int:
    return next(
        (n for n in range(region.bottom, region.top - 1, -1) if region.row(n).count(None) < len(region.row(n))), -1
    )


def _is_constant(whole: Region, column: int) -> bool:
    """Whether a column that stands apart holds one number throughout, as lines drawn into charts do."""
    cells = (row[column] for row in whole.grid.rows[whole.top : whole.bottom + 1] if len(row) > column)
    return len({cell for cell in cells if kind_of(cell) is Kind.NUMBER}) == 1


def _spans(filled: list[int]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for column, count in enumerate(filled):
        if count and spans and spans[-1][1] == column - 1:
            spans[-1] = (spans[-1][0], column)
        elif count:
            spans.append((column, column))
    return spans


def _stands_alone(region: Region) -> bool:
    """Whether the part right of an empty column has names or periods of its own in its first column."""
    cells = [row[region.left] for row in region.grid.rows[region.top : region.bottom + 1] if len(row) > region.left]
    own = [cell for cell in cells if cell is not None][:_SAMPLE]
    if len(own) < 3:
        return False
    kinds = [kind_of(cell) for cell in own[1:]]
    named = sum(kind in {Kind.TEXT, Kind.DATE, Kind.PERIOD} for kind in kinds)
    return named >= 0.6 * len(kinds) and len(set(own)) >= 0.5 * len(own)


def _trimmed(region: Region) -> Region:
    rows = [number for number in range(region.top, region.bottom + 1) if any(c is not None for c in region.row(number))]
    return Region(region.grid, rows[0], rows[-1], region.left, region.right) if rows else region
