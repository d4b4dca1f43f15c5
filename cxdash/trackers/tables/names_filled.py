"""Names that stand only in the first of their rows go on downwards, in columns with many blanks."""

from collections.abc import Iterator, Sequence
from itertools import islice

from cxdash.trackers.files.cells import Cell
from cxdash.trackers.tables.frames import ColumnProfile, Frame

_SPARSE = 0.9
_SAMPLE = 400


def is_sparse(column: ColumnProfile, frame: Frame) -> bool:
    """Whether a column has so many blanks that its names must be meant for the rows below them too."""
    return column.filled < _SPARSE * min(len(frame.body), _SAMPLE)


def filled_rows(
    frame: Frame, columns: Sequence[ColumnProfile], *, most: int
) -> Iterator[tuple[Sequence[Cell], tuple[Cell, ...]]]:
    """Yield the first rows with what these columns say there, blanks of sparse columns filled from above."""
    sparse = [is_sparse(column, frame) for column in columns]
    last: list[Cell] = [None] * len(columns)
    for _, cells in islice(frame.rows(), most):
        names: list[Cell] = []
        for place, column in enumerate(columns):
            cell = cells[column.index] if column.index < len(cells) else None
            last[place] = cell if cell is not None else last[place]
            names.append(last[place] if sparse[place] else cell)
        yield cells, tuple(names)
