"""How far a header reaches up and down from its main row: groups and periods above, names and units below."""

import re

from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.tables.header_rows import HeaderRows
from cxdash.trackers.tables.header_scores import LONG

_SENTENCE_ENDS = re.compile(r"[a-zß-ÿ]+ [a-zß-ÿ]{4,}[.!?]$")
_SHORT = 40
_SPAN = 5
_RECUR = 60
_LABELS = frozenset({Kind.TEXT, Kind.PERIOD, Kind.DATE})
_OF_SUBHEADERS = frozenset({Kind.EMPTY, Kind.TEXT, Kind.MISSING, Kind.PERIOD, Kind.DATE})


def last_row(rows: HeaderRows, best: int) -> int:
    """Return the last row of a header whose main row is known."""
    last = best
    while last < min(rows.region.bottom, best + _SPAN) and _continues(rows, best, last + 1):
        last += 1
    return last


def first_row(rows: HeaderRows, best: int) -> int:
    """Return the first row of a header whose main row is known."""
    first = best
    while first > max(rows.region.top, best - _SPAN) and _groups(rows, best, first - 1):
        first -= 1
    return first


def _continues(rows: HeaderRows, best: int, row: int) -> bool:
    """Whether a row below the header still belongs to it: units, periods or further labels above the figures."""
    own = rows.kinds(row)
    if not any(own) or not set(own) <= _OF_SUBHEADERS or not rows.rows_below(row, 1):
        return False
    cells = rows.region.row(row)
    texts = [column for column, kind in enumerate(own) if kind in _LABELS or str(cells[column]).startswith(("[", "("))]
    if not texts:
        return False
    numeric = rows.numeric_columns(row)
    over = numeric & set(texts)
    if len(over) >= 2 and len(over) >= 0.25 * len(numeric):
        return not _comes_again(rows, row, over)
    if Kind.DATE in own or Kind.PERIOD in own:
        return False
    unlabelled = [column for column in texts if _is_open(rows, best, column)]
    return bool(numeric and len(texts) >= 2 and unlabelled and not over and not _sections_below(rows, row, numeric))


def _is_open(rows: HeaderRows, best: int, column: int) -> bool:
    """Whether the header has no label of its own over a column: none at all, or one merged over several."""
    return rows.header_kinds(best)[1][column] is Kind.EMPTY or rows.spans_several(best, column)


def _comes_again(rows: HeaderRows, row: int, columns: set[int]) -> bool:
    """Whether rows of labels over these columns come again below the first figures, and are not this row repeated."""
    below_figures = False
    for number in rows.rows_below(row, _RECUR):
        kinds = rows.kinds(number)
        labels = sum(kinds[column] in _LABELS for column in columns) > 0.5 * len(columns)
        if labels and below_figures and not rows.same_labels(row, number) and not _leads_to_repeat(rows, row, number):
            return True
        below_figures = below_figures or not labels
    return False


def _leads_to_repeat(rows: HeaderRows, row: int, number: int) -> bool:
    """Whether a row of labels stands right above this header repeated, as the group of the next block does."""
    return any(rows.same_labels(row, below) for below in rows.rows_below(number, 1))


def _sections_below(rows: HeaderRows, row: int, numeric: set[int]) -> bool:
    """Whether rows with labels but no figures come again with figures below them, as headings of sections do."""
    heading = False
    for number in rows.rows_below(row, _RECUR):
        kinds = rows.kinds(number)
        figures = any(kinds[column] not in {Kind.EMPTY, Kind.TEXT} for column in numeric)
        if figures and heading:
            return True
        heading = not figures and Kind.TEXT in kinds and not _is_footnote(rows, number)
    return False


def _is_footnote(rows: HeaderRows, row: int) -> bool:
    filled = [cell for cell in rows.region.row(row) if cell is not None]
    return len(filled) == 1 and isinstance(filled[0], str) and (len(filled[0]) > 40 or filled[0][0] in "(*©")


def _groups(rows: HeaderRows, best: int, row: int) -> bool:
    """Whether a row above the header still belongs to it: groups of columns or periods, not a title."""
    own = rows.region.row(row)
    places = [column for column, cell in enumerate(own) if cell is not None]
    kinds = rows.label_kinds(row)[1]
    labels = [column for column in places if kinds[column] in _LABELS]
    if not places or any(str(own[column]).endswith(":") for column in places):
        return False
    if any(_is_prose(rows, number) for number in (row, row - 1) if number >= rows.region.top):
        return False
    below = rows.header_kinds(best)[1]
    fills = [column for column in labels if below[column] is Kind.EMPTY]
    if len(labels) < len(places) and (len(labels) < 0.6 * len(places) or len(fills) < 2):
        return False
    spread = sum(cell is not None for cell in rows.filled(row))
    if len(places) >= 2:
        long = sum(len(str(own[column])) > LONG for column in places)
        return long <= len(places) / 2 or spread >= 2 * len(places) or _tells_apart(rows, best, places)
    if not labels or len(str(own[places[0]])) > _SHORT or places[0] == 0:
        return False
    return bool(fills) or (spread >= 2 and _is_group(rows, best, places[0], kinds, spread))


def _tells_apart(rows: HeaderRows, best: int, places: list[int]) -> bool:
    """Whether labels that come twice in the header stand below a row's labels, which tell them apart."""
    below = rows.header_kinds(best)[0]
    return all(below[place] is not None for place in places) and any(
        below.count(cell) > 1 for cell in below if isinstance(cell, str)
    )


def _is_prose(rows: HeaderRows, row: int) -> bool:
    """Whether a row has words written across its cells, one of which ends a sentence."""
    filled = [cell for cell in rows.region.row(row) if cell is not None]
    return len(filled) > 1 and any(isinstance(cell, str) and _SENTENCE_ENDS.search(cell) for cell in filled)


def _is_group(rows: HeaderRows, best: int, place: int, kinds: list[Kind], spread: int) -> bool:
    """Whether one merged label is a group of columns: a period, right of the names, or over less than half of them."""
    return kinds[place] is Kind.PERIOD or place > _first_column(rows, best) or spread < 0.5 * len(kinds)


def _first_column(rows: HeaderRows, best: int) -> int:
    """Return the first column of a table: of its header, or of the names below it."""
    used = [rows.kinds(row) for row in (best, *rows.rows_below(best, 3))]
    return min(place for kinds in used for place, kind in enumerate(kinds) if kind is not Kind.EMPTY)
