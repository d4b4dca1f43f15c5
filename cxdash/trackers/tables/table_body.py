"""The rows of a table below its header: to where the next table begins, without the notes underneath."""

from collections.abc import Set as AbstractSet
from itertools import pairwise

from cxdash.trackers.files.cells import Cell
from cxdash.trackers.files.kinds import Kind, kind_of
from cxdash.trackers.tables.header_rows import BODY, HeaderRows, dominant
from cxdash.trackers.tables.headers import Header
from cxdash.trackers.tables.regions import Region
from cxdash.trackers.words import heads_a_list

_TITLES = 30
_LABELS = frozenset({Kind.TEXT, Kind.PERIOD, Kind.DATE})
_NO_FIGURES = frozenset({Kind.EMPTY, Kind.TEXT, Kind.PERIOD})


def body_rows(region: Region, header: Header, headers: HeaderRows, *, is_whole: bool) -> tuple[list[int], int]:
    """Return the rows with content under a header, and the row before which the next table starts.

    Args:
        is_whole: the region holds this table alone, whatever its rows look like.
    """
    rows = region.grid.rows
    own = headers.filled(header.last)
    key = next((place for place, cell in enumerate(own) if isinstance(cell, str)), None)
    key_column = None if key is None else region.left + key
    body: list[int] = []
    waiting: list[int] | None = None  # the rows since an empty one, as long as none of them has figures
    left, right = region.left, region.right + 1
    for number in range(header.last + 1, region.bottom + 1):
        row = rows[number]
        part = row[left:right] if left else row
        if part.count(None) == len(part):
            if body:
                body += waiting or []
                waiting = []
            continue
        repeats = key_column is not None and len(row) > key_column and row[key_column] == own[key or 0]
        if body and not is_whole and repeats and headers.same_labels(header.last, number):
            return (body, waiting[0] - 1) if waiting else _without_head_of_next(body, header, number, headers)
        if body and not is_whole and waiting is not None and _new_header(body, number, headers):
            return body, (waiting or [number])[0] - 1
        if waiting is None:
            body.append(number)
        else:
            waiting.append(number)
            if Kind.NUMBER in headers.kinds(number):
                body += waiting
                waiting = None
    return body + (waiting or []), region.bottom


def _without_head_of_next(body: list[int], header: Header, number: int, headers: HeaderRows) -> tuple[list[int], int]:
    """Cut a body before a header that comes again: its groups and its title stand above it, and belong to it."""
    deepest = header.last - header.first + 2
    first = number
    while len(body) > 1 and number - body[-1] <= deepest and _is_head(headers.kinds(body[-1])):
        first = body.pop()
    return body, first - 1


def _is_head(kinds: list[Kind]) -> bool:
    return set(kinds) <= _NO_FIGURES or len(kinds) - kinds.count(Kind.EMPTY) == 1


def _new_header(body: list[int], number: int, headers: HeaderRows) -> bool:
    """Whether a row after an empty one names columns anew: texts over most columns that held figures, figures below."""
    above = [headers.kinds(row) for row in body[-BODY:]]
    if heads_a_list(headers.filled(number)):
        return bool(headers.rows_below(number, 1))
    numeric = {place for place in range(len(above[0])) if dominant(kinds[place] for kinds in above)[0] is Kind.NUMBER}
    own = headers.kinds(number)
    over = [place for place in numeric if own[place] in _LABELS]
    if len(over) < 2 or len(over) < 0.5 * len(numeric) or any(own[place] is Kind.NUMBER for place in numeric):
        return False
    below = headers.rows_below(number, 2)
    return any(kind is Kind.NUMBER for row in below for kind in headers.kinds(row))


def without_footnotes(region: Region, body: list[int], numeric: AbstractSet[int], width: int) -> list[int]:
    """Return the body without the notes below it: rows of few texts, without a figure, a mark or a period.

    A legend that explains a mark (``..``, not available) has the mark beside its text, left of the figures.

    Args:
        numeric: the columns of the table that hold figures, by their places in the region.
        width: how many columns the table has.
    """
    if not numeric:
        return body
    few = max(1, width // 3)
    end = len(body)
    while end > 1:
        kinds = [kind_of(cell) for cell in region.row(body[end - 1])]
        filled = [kind for kind in kinds if kind is not Kind.EMPTY]
        legend = set(filled) == {Kind.TEXT, Kind.MISSING} and all(kinds[place] is Kind.EMPTY for place in numeric)
        if len(filled) > max(few, 2 * legend) or not (legend or set(filled) == {Kind.TEXT}):
            break
        end -= 1
    return body[:end]


def titles_above(region: Region, header: Header) -> list[str]:
    """Return the lines above a header, each as the texts of its first two cells, then what else a line says.

    A line may name several things beside each other, ``Company: Acme`` and ``Year: 2025``.
    """
    found: list[str] = []
    for number in range(max(region.top, header.first - _TITLES), header.first):
        cells = [cell for cell in region.row(number) if cell is not None]
        if cells:
            found.append(" ".join(map(_said, cells[:2])))
            pairs = pairwise(cells[2:])
            found += [f"{name} {_said(cell)}" for name, cell in pairs if str(name).rstrip().endswith(":")]
    return found


def _said(cell: Cell) -> str:
    return f"{cell:.15g}" if type(cell) is float else str(cell)
