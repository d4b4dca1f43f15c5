"""Rectangles of a sheet that may hold tables: tables that stand side by side are taken apart."""

from dataclasses import dataclass

from cxdash.trackers.cells import Cell, Grid
from cxdash.trackers.kinds import Kind, kind_of

_SAMPLE = 400


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
    filled = [int(column not in empty) for column in range(width)]
    whole = Region(grid, first, last, 0, width - 1)
    parts = _cut(whole, filled)
    return [_trimmed(part) for part in parts] if len(parts) > 1 else parts


def _has_content(row: list[Cell]) -> bool:
    return row.count(None) < len(row)


def _cut(whole: Region, filled: list[int]) -> list[Region]:
    spans = _spans(filled)
    kept: list[tuple[int, int]] = []
    for left, right in spans:
        if kept and left == right and _is_constant(whole, left):
            continue
        if (
            kept and not (right > left and _stands_alone(Region(whole.grid, whole.top, whole.bottom, left, right)))
        ) or (kept and kept[-1][1] == kept[-1][0]):
            kept[-1] = (kept[-1][0], right)
        else:
            kept.append((left, right))
    return [Region(whole.grid, whole.top, whole.bottom, left, right) for left, right in kept]


def _is_constant(whole: Region, column: int) -> bool:
    """Whether a column that stands apart holds one number throughout, as lines drawn into charts do."""
    cells = (row[column] for row in whole.grid.rows[whole.top : whole.bottom + 1] if len(row) > column)
    return len({cell for cell in cells if isinstance(cell, float)}) == 1


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
