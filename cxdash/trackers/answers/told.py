"""What a person said about the tables of one sheet, put on their frames before they are understood.

An answer names its table by a cell: the one in which a column's header ends, or the one in which the table's range
starts. A header that is changed later moves that cell by a few rows, so an answer without a table of its own goes to
the nearest one that has the column; where there is none it is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from cxdash.trackers.files.areas import cell_on
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.periods.when import parse_when
from cxdash.trackers.readings import Hints
from cxdash.trackers.tables.frames import ColumnProfile, Frame

T = TypeVar("T")
_NEAR = 4
_FIGURES = frozenset({"value", "numerator", "denominator"})
_TIMES = frozenset({"period", "year", "date"})


def tell(frames: Sequence[Frame], hints: Hints) -> None:
    """Put the answers about one sheet on its tables and their columns; a column's cell goes before its label."""
    for frame in frames:
        frame.layout = hints.layouts.get(frame.sheet)
        for column in frame.columns:
            if column.label in hints.fields:
                _say(column, hints.fields[column.label])
    for frame, _, layout in _anchored(frames, hints.layouts, by_header=False):
        frame.layout = layout
    for frame, _, _ in _anchored(frames, dict.fromkeys(hints.totals, True), by_header=False):
        frame.keeps_totals = True
    for frame, index, field in _anchored(frames, hints.fields, by_header=True):
        _say(next(column for column in frame.columns if column.index == index), field)


def _anchored(frames: Sequence[Frame], said: Mapping[str, T], *, by_header: bool) -> Iterator[tuple[Frame, int, T]]:
    """Yield each answer with its table and column, those that name a table exactly last, so that they win.

    Args:
        by_header: the cell is in the header's last row, not in the first row of the table.
    """
    found: list[tuple[int, Frame, int, T]] = []
    for key, answer in said.items():
        cell = cell_on(frames[0].sheet, key) if frames else None
        if cell is None:
            continue
        row, index = cell
        near = [
            (abs((frame.header.last if by_header else frame.header.first) - row), frame)
            for frame in frames
            if any(column.index == index for column in frame.columns)
        ]
        distance, frame = min(near, key=lambda each: each[0], default=(_NEAR + 1, None))
        if frame is not None and distance <= _NEAR:
            found.append((distance, frame, index, answer))
    for _, frame, index, answer in sorted(found, key=lambda each: -each[0]):
        yield frame, index, answer


def _say(column: ColumnProfile, field: str) -> None:
    """Give a column the field that was said; what its header and cells look like no longer counts."""
    kind, named, name = field.partition(":")
    column.said = field
    if kind == "period" and named:
        column.when = parse_when(name)
        column.rest = column.parts[:-1] if column.when is not None else column.rest
    elif kind != "metric" or not named:
        column.when = None
    if named or kind in _FIGURES:
        column.kind = Kind.NUMBER
    elif column.kind is Kind.NUMBER and kind not in _TIMES:
        column.kind = Kind.TEXT
    column.years = column.years or kind == "year"
