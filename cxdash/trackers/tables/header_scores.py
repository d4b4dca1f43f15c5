"""How much each row of a region looks like the header of the rows below it."""

import re
from collections.abc import Set as AbstractSet

from cxdash.domain.metrics import plain
from cxdash.trackers.files.cells import Cell
from cxdash.trackers.files.kinds import Kind, kind_of
from cxdash.trackers.tables.header_rows import BODY, HeaderRows, dominant, year_of
from cxdash.trackers.words import COLUMN_FIELDS, REGISTER_FIELDS, TRACKER_LABELS

CANDIDATES = 80
LONG = 60
_FEW = 0.25
_MEASURED = re.compile(r"-\d+|-?\d+[.,]\d+")
_NO_LABELS = frozenset({Kind.EMPTY, Kind.MISSING})


def scores(rows: HeaderRows, names: AbstractSet[str]) -> dict[int, float]:
    """Return the score of each of the first rows that can be a header.

    Args:
        names: the names of metrics, in plain words.
    """
    width = _width(rows)
    found: dict[int, float] = {}
    seen = 0
    for row in range(rows.region.top, rows.region.bottom + 1):
        if not any(rows.kinds(row)):
            continue
        seen += 1
        if seen > CANDIDATES:
            break
        if _has_labels(rows, row, width):
            score = _score(rows, row, width, names)
            if score is not None:
                found[row] = score
    return found


def _has_labels(rows: HeaderRows, row: int, width: int) -> bool:
    """Whether a row has two cells of its own; one alone is a title, unless the only figures are right below it."""
    own = sum(kind is not Kind.EMPTY for kind in rows.kinds(row))
    return own >= 2 or (own == 1 and width == 2 and _heads_the_figures(rows, row))


def _heads_the_figures(rows: HeaderRows, row: int) -> bool:
    """Whether a row's one label stands over the only column of figures, whose names beside it have no header."""
    place = next(number for number, kind in enumerate(rows.kinds(row)) if kind is not Kind.EMPTY)
    return place > 0 and rows.numeric_columns(row) == {place} and not rows.spans_several(row, place)


def _width(rows: HeaderRows) -> int:
    region = rows.region
    widths = (sum(map(bool, rows.kinds(row))) for row in range(region.top, min(region.bottom, region.top + 120) + 1))
    return max(widths, default=1) or 1


def _score(rows: HeaderRows, row: int, width: int, names: AbstractSet[str]) -> float | None:
    below = rows.rows_below(row, BODY)
    if not below:
        return None
    cells, heads = rows.header_kinds(row)
    body = [rows.kinds(number) for number in below]
    columns = covered = alike = 0
    contrast = coherence = same = 0.0
    for column, head in enumerate(heads):
        kind, share = dominant(kinds[column] for kinds in body)
        if kind is Kind.EMPTY:
            continue
        columns += 1
        coherence += share
        if head in _NO_LABELS:
            continue
        covered += 1
        contrast += _contrast(head, kind)
        same += head is kind and head is not Kind.TEXT
        alike += head is kind
    if not covered or (same and alike == covered and heads.count(Kind.PERIOD) < 2):
        return None  # nothing to read below it, or a row of data like those below
    labels = [cell for cell, kind in zip(cells, heads, strict=True) if kind not in _NO_LABELS]
    if sum(map(_is_measured, labels)) > _FEW * len(labels) or _says_one_thing(labels):
        return None
    texts = [cell for cell in labels if isinstance(cell, str)]
    numeric = sum(kind is Kind.NUMBER for kind in heads) / len(labels)
    return (
        1.6 * contrast / covered
        + covered / columns
        + 0.5 * coherence / columns
        + 0.5 * sum(_known(text, names) for text in texts) / len(labels)
        + 0.35 * len(set(map(str, labels))) / len(labels)
        + 0.5 * min(len(labels) / width, 1.0)
        - sum(len(text) > LONG for text in texts) / len(labels)
        - 1.2 * numeric
        - 0.5 * same / covered
        - 0.8 * _repeated(rows, row, cells) / len(labels)
        - 0.004 * (row - rows.region.top)
    )


def _repeated(rows: HeaderRows, row: int, cells: list[Cell]) -> int:
    """Count the texts of a row that stand in the same column nearby: labels do not, states and names do."""
    near = rows.rows_below(row, BODY) + list(range(max(rows.region.top, row - BODY), row))
    around = [rows.region.row(number) for number in near if not rows.same_labels(row, number)]
    return sum(
        isinstance(cell, str) and any(other[column] == cell for other in around) for column, cell in enumerate(cells)
    )


def _known(text: str, names: AbstractSet[str]) -> bool:
    name = plain(text)
    return name in COLUMN_FIELDS or name in REGISTER_FIELDS or name in TRACKER_LABELS or name in names


def _says_one_thing(labels: list[Cell]) -> bool:
    """Whether a row is a name and what it says, as above tables: ``Owner:`` and a person, ``Version`` and a number."""
    ended = [str(label).rstrip().endswith(":") for label in labels]
    if len(labels) == 2 and kind_of(labels[1]) is Kind.NUMBER and year_of(labels[1]) is None:
        return True
    return ended[0] and not all(ended)


def _is_measured(cell: Cell) -> bool:
    """Whether a cell is a number below zero or with a fraction, which labels hardly are."""
    if isinstance(cell, str):
        return _MEASURED.fullmatch(cell) is not None
    return isinstance(cell, float) and (cell < 0 or cell % 1 > 0)


def _contrast(head: Kind, body: Kind) -> float:
    if head is Kind.TEXT:
        return {Kind.NUMBER: 1.0, Kind.DATE: 1.0, Kind.PERIOD: 0.9, Kind.BOOL: 0.8}.get(body, 0.35)
    if head in {Kind.PERIOD, Kind.DATE}:
        return {Kind.NUMBER: 0.9, Kind.TEXT: 0.2}.get(body, -0.6)
    return -0.6
