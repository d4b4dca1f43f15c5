"""How far a header reaches up and down from its main row: groups and periods above, names and units below."""

import re

from cxdash.domain.metrics import plain
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.tables.header_rows import HeaderRows
from cxdash.trackers.tables.header_scores import LONG

_SENTENCE_ENDS = re.compile(r"[a-zß-ÿ]+ [a-zß-ÿ]{4,}[.!?]$")
_TIMES = frozenset({"time", "time period", "period", "year", "years", "date", "month", "quarter", "zeit", "jahr"})
_SHORT = 40
_NEXT = 3
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
    if not texts or _names_rows_below_time(rows, best, row):
        return bool(texts)
    numeric = rows.numeric_columns(row)
    over = numeric & set(texts)
    if len(over) >= 2 and len(over) >= 0.25 * len(numeric):
        return not _comes_again(rows, row, over)
    if Kind.DATE in own or Kind.PERIOD in own:
        return False
    unlabelled = [column for column in texts if _is_open(rows, best, column)]
    # The choices of a question stand right of the first columns, which say who answers.
    choices = len(unlabelled) > 1 and own[0] is Kind.EMPTY and rows.kinds(best)[0] is not Kind.EMPTY
    named = numeric and len(texts) >= 2 and unlabelled and not over and not _sections_below(rows, row, numeric)
    return bool(choices or named)


def _names_rows_below_time(rows: HeaderRows, best: int, row: int) -> bool:
    """Whether one label says what the rows are, below one that says that the columns are times: ``GEO``, ``TIME``."""
    filled = [place for place, kind in enumerate(rows.kinds(row)) if kind is not Kind.EMPTY]
    if len(filled) != 1 or row != best + 1:
        return False
    cells, kinds = rows.header_kinds(best)
    corner = cells[filled[0]]
    others = [kind for place, kind in enumerate(kinds) if kind is not Kind.EMPTY and place != filled[0]]
    return (
        isinstance(corner, str)
        and plain(corner) in _TIMES
        and len(others) > 1
        and set(others) <= {Kind.PERIOD, Kind.DATE}
        and any(rows.kinds(below)[filled[0]] is Kind.TEXT for below in rows.rows_below(row, 1))
    )


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
    places = [column for column, cell in enumerate(own) if cell is not None and _is_used(rows, best, row, column)]
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
    filled = rows.filled(row)
    spread = sum(cell is not None and _is_used(rows, best, row, column) for column, cell in enumerate(filled))
    if len(places) >= 2:
        long = sum(len(str(own[column])) > LONG for column in places)
        return long <= len(places) / 2 or spread >= 2 * len(places) or _tells_apart(rows, best, places)
    if not labels or len(str(own[places[0]])) > _SHORT or places[0] == 0 or _is_said_below(rows, row, places[0]):
        return False
    return bool(fills) or (spread >= 2 and _is_group(rows, best, places[0], kinds, spread))


def _is_said_below(rows: HeaderRows, row: int, place: int) -> bool:
    """Whether the labels below a group of several columns all say what it says: it is only a note about them."""
    group, cells = plain(str(rows.region.row(row)[place])), rows.filled(row + 1)
    below = [cells[column] for column, cell in enumerate(rows.filled(row)) if cell is not None]
    return len(below) > 1 and all(isinstance(cell, str) and plain(cell).startswith(f"{group} ") for cell in below)


def _is_used(rows: HeaderRows, best: int, row: int, place: int) -> bool:
    """Whether a label stands over a column of the table, or is merged over several of them."""
    if rows.spans_several(row, place) or rows.header_kinds(best)[1][place] is not Kind.EMPTY:
        return True
    return any(rows.kinds(below)[place] is not Kind.EMPTY for below in rows.rows_below(best, _NEXT))


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
