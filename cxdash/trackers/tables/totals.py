"""Rows that repeat other rows: totals by their word and their sum, rows worked out from others."""

from collections.abc import Sequence
from datetime import timedelta

from cxdash.trackers.files.cells import Cell, Percent
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.tables.plan_rows import plan_rows
from cxdash.trackers.values.marks import is_missing
from cxdash.trackers.values.numbers import parse_number
from cxdash.trackers.words import is_derived, is_total

_TOLERANCE = 0.005
_LARGE = 3_000
_Row = tuple[int, Sequence[Cell]]


def repeating_rows(frame: Frame, figures: list[ColumnProfile], *, decimal_comma: bool = False) -> list[int]:
    """Return the rows to drop (zero-based): totals and rows such as ``Percent change``.

    A total needs the word and the sum; where its figures are shares, lying between the others is enough. A first or
    last row whose every count is the sum of all the others is a total even under a place's name (``England``).

    Args:
        decimal_comma: how numbers in texts are written.
    """
    labels = [
        column.index
        for column in frame.columns
        if (column not in figures and not column.numeric)
        or column.field in {"period", "year"}
        or any(map(is_total, column.texts))  # "Total" may stand among the prices, left of what it sums
    ]
    places = [column.index for column in figures]
    written = any(column.texts for column in figures)
    rows = [
        (row, _numbered(cells, places, decimal_comma=decimal_comma) if written else cells)
        for row, cells in frame.rows()
    ]
    derived, claims = _rows_saying(rows, labels)
    derived |= plan_rows(frame, rows)
    found = sorted(derived)
    dropped = set(found)
    claims -= dropped
    if claims:
        found += _claimed_totals(rows, claims, dropped, places, labels)
    elif rows and _is_nameless_total(rows, dropped, places, frame):
        found.append(rows[-1][0])
    elif len(rows) <= _LARGE and frame.with_field("period") is None and not any(column.when for column in figures):
        with_figures = [
            row for row in rows if row[0] not in dropped and any(value is not None for value in _values(row[1], places))
        ]
        found += _silent_totals(with_figures, places)
    return sorted(found)


def _rows_saying(rows: list[_Row], labels: list[int]) -> tuple[set[int], set[int]]:
    """Return the rows that say they are worked out from others, and those that say they are totals."""
    derived: set[int] = set()
    claims: set[int] = set()
    for index in labels:
        texts = {cells[index] for _, cells in rows if index < len(cells)}
        short = [text for text in texts if isinstance(text, str) and len(text) < 60]
        for says, into in ((is_derived, derived), (is_total, claims)):
            saying = {text for text in short if says(text)}
            if saying:
                into |= {number for number, cells in rows if index < len(cells) and cells[index] in saying}
    return derived, claims


def _claimed_totals(
    rows: list[_Row], claims: set[int], dropped: set[int], places: list[int], labels: list[int]
) -> list[int]:
    found: list[int] = []
    details: list[list[float | None]] = []
    marks: dict[str, int] = {"start": 0}
    subtotals: list[list[float | None]] = []
    for position, (number, cells) in enumerate(rows):
        values = _values(cells, places)
        if number in dropped or not any(value is not None for value in values):
            if number not in dropped:
                marks["section"] = len(details)
            continue
        if number not in claims:
            details.append(values)
            continue
        name = next(
            (str(cells[i]) for i in labels if i < len(cells) and isinstance(cells[i], str) and is_total(str(cells[i]))),
            "",
        )
        starts = {0, marks.get("total", 0), marks.get("section", 0), marks.get(name, 0)}
        below = [
            _values(later, places)
            for after, later in rows[position + 1 :]
            if after not in claims and after not in dropped
        ]
        groups = [details[start:] for start in starts] + [subtotals, *([below] if not details else [])]
        if any(_sums(values, group) or _sums_and_means(values, group) for group in groups if group) or _between(
            values, details or below, cells, places
        ):
            found.append(number)
            subtotals.append(values)
            marks["total"] = marks[name] = len(details)
        else:
            details.append(values)
    return found


def _is_nameless_total(rows: list[_Row], dropped: set[int], places: list[int], frame: Frame) -> bool:
    """Whether the last row has figures alone, no name and no period, and they are the sums of all others."""
    number, cells = rows[-1]
    named = [column.index for column in frame.columns if column.index not in places and column.filled]
    if (
        number in dropped
        or len(rows) > _LARGE
        or not named
        or any(cells[place : place + 1] not in ([], [None]) for place in named)
    ):
        return False
    others = [_values(row, places) for at, row in rows[:-1] if at not in dropped]
    return _sums(_values(cells, places), others, exact=True)


def _silent_totals(rows: list[_Row], places: list[int]) -> list[int]:
    """Return a first or last row that is the sum of all others in most columns, three at least."""
    if len(rows) < 4 or len(places) < 3:
        return []
    values = [_values(cells, places) for _, cells in rows]
    for place in (0, -1):
        others = values[1:] if place == 0 else values[:-1]
        if _sums(values[place], others, least=3, exact=True):
            return [rows[place][0]]
    return []


def _numbered(cells: Sequence[Cell], places: list[int], *, decimal_comma: bool) -> Sequence[Cell]:
    """Return a row with numbers in place of the texts that are some."""
    found = list(cells)
    for index in places:
        cell = found[index] if index < len(found) else None
        if isinstance(cell, str) and not is_missing(cell):
            number = parse_number(cell, decimal_comma=decimal_comma)
            found[index] = cell if number is None else number
    return found


def _values(cells: Sequence[Cell], places: list[int]) -> list[float | None]:
    found: list[float | None] = []
    for index in places:
        cell = cells[index] if index < len(cells) else None
        if isinstance(cell, timedelta):
            cell = cell.total_seconds()
        found.append(float(cell) if isinstance(cell, float) else None)
    return found


def _sums(total: list[float | None], rows: list[list[float | None]], *, least: int = 1, exact: bool = False) -> bool:
    """Whether a row is the sum of others, in half of the columns that can be compared."""
    compared = agreeing = 0
    for place, value in enumerate(total):
        parts = [row[place] for row in rows if row[place] is not None]
        if value is None or not parts or (value == 0 and exact):
            continue
        compared += 1
        whole = sum(part for part in parts if part is not None)
        to_the_digit = exact or len(parts) == 1
        room = max(abs(whole) * 1e-9, 1e-6) if to_the_digit else max(abs(whole) * _TOLERANCE, 1e-9)
        agreeing += abs(value - whole) <= room and (not exact or len([part for part in parts if part]) >= 3)
    return agreeing >= least and agreeing >= 0.5 * compared


def _sums_and_means(total: list[float | None], rows: list[list[float | None]]) -> bool:
    """Whether each figure of a row is the sum of others or lies between them, as counts and their rates do."""
    sums = 0
    for place, value in enumerate(total):
        parts = [part for row in rows if (part := row[place]) is not None]
        if value is None or len(parts) < 2:
            continue
        adds_up = abs(value - sum(parts)) <= max(abs(sum(parts)) * _TOLERANCE, 1e-9)
        if not adds_up and not min(parts) <= value <= max(parts):
            return False
        sums += adds_up
    return sums > 0


def _between(
    total: list[float | None], rows: list[list[float | None]], cells: Sequence[Cell], places: list[int]
) -> bool:
    """Whether a row of shares lies between the smallest and the largest of the others."""
    compared = 0
    for place, value in enumerate(total):
        parts = [row[place] for row in rows if row[place] is not None]
        if value is None or len(parts) < 2:
            continue
        known = [part for part in parts if part is not None]
        if not isinstance(cells[places[place]], Percent) or not min(known) - 1e-9 <= value <= max(known) + 1e-9:
            return False
        compared += 1
    return compared > 0 and compared >= 0.5 * sum(value is not None for value in total)


def columns_add_up(frame: Frame, columns: list[ColumnProfile]) -> bool:
    """Whether one column is the sum of all others in nearly every row, as it is when they are parts of one whole."""
    places = [column.index for column in columns]
    if len(places) < 4:
        return False
    rows = [
        values
        for _, cells in list(frame.rows())[:60]
        if (values := _values(_numbered(cells, places, decimal_comma=False), places)).count(None) <= len(places) / 2
    ]
    for place in (0, len(places) - 1):
        fits = 0
        for values in rows:
            whole = values[place]
            rest = sum(value for index, value in enumerate(values) if index != place and value is not None)
            fits += whole is not None and whole > 0 and abs(whole - rest) <= 0.05 * whole
        if len(rows) >= 3 and fits >= 0.8 * len(rows):
            return True
    return False
