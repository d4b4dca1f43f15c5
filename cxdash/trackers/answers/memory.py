"""What was said about one file, carried over to the next one with the same headers.

Answers name sheets, rows and columns. In the next file a title may stand above the table, a month may have been added
to its right, and the sheet may be called after another month. So beside the answers it is kept where the tables were
and how the columns that answers are about were called, under keys such as ``at:Figures``; with them the answers follow
their tables. The period of a whole sheet is not carried over: it is another one in the next file.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cxdash.trackers.files.areas import Area, cell_of, written
from cxdash.trackers.files.cells import address, column_number, letters
from cxdash.trackers.readings import Layout, Sheet, Table, Tracker

_AT = "at"
_OF_CELLS = frozenset({"column", "layout", "totals"})
_OF_SHEETS = _OF_CELLS | {"header", "sheet", "event_log"}


class _Place(NamedTuple):
    """Where a table's header is, and how columns of it are called, by their letters."""

    fingerprint: str
    header: Area
    labels: Mapping[str, str]


class _Move(NamedTuple):
    """A table's place in the earlier file and in this one."""

    before: _Place
    now: _Place


def fingerprints(tracker: Tracker) -> tuple[str, ...]:
    """Return the fingerprints of all headers of a tracker, as they are found when nobody says where headers are."""
    return tuple(dict.fromkeys(place.fingerprint for sheet in tracker.sheets for place in _places(sheet)))


def telling_fingerprints(tracker: Tracker) -> tuple[str, ...]:
    """Return the fingerprints of the sheets on which something was found to import or to ask."""
    telling = [sheet for sheet in tracker.sheets if sheet.used and any(_tells(table) for table in sheet.tables)]
    found = [
        place.fingerprint
        for sheet in telling
        for place in _places(sheet)
        if sheet.recognised or _tells_at(sheet, place.fingerprint)
    ]
    return tuple(dict.fromkeys(found))


def with_places(said: Mapping[str, str], tracker: Tracker) -> dict[str, str]:
    """Return what was said together with where its tables are, as it is kept for the next file."""
    kept = {key: answer for key, answer in said.items() if key.partition(":")[0] not in {_AT, "period"}}
    for sheet in tracker.sheets:
        about = [key for key in kept if _sheet_in(key, [sheet.name])]
        columns = {key.rpartition("!")[2].rstrip("0123456789") for key in about}
        if about:
            kept[f"{_AT}:{sheet.name}"] = json.dumps(
                [
                    [code, str(header), {letter: label for letter, label in labels.items() if letter in columns}]
                    for code, header, labels in _places(sheet)
                ],
                ensure_ascii=False,
            )
    return kept


def carried_over(kept: Mapping[str, str], tracker: Tracker) -> dict[str, str]:
    """Return what was said about an earlier file as it is said about this one, read with nothing said."""
    sheets = {key.partition(":")[2]: _stored(text) for key, text in kept.items() if key.partition(":")[0] == _AT}
    moves = dict(_moves(sheets, tracker))
    said: dict[str, str] = {}
    for key, answer in kept.items():
        kind, _, about = key.partition(":")
        if kind == _AT:
            continue
        sheet = _sheet_in(key, sheets)
        if sheet is None or sheet not in moves:
            said[key] = answer
            continue
        name, moved = moves[sheet]
        rest = about[len(sheet) + 1 :]
        if kind == "header":
            said[f"header:{name}"] = _header(answer, moved)
        elif not rest:
            said[f"{kind}:{name}"] = answer
        elif (cell := _cell(rest, moved)) is not None:
            said[f"{kind}:{name}!{cell}"] = answer
    return said


def _tells(table: Table) -> bool:
    return bool(table.readings or table.register) or table.layout is Layout.EVENT_LOG


def _tells_at(sheet: Sheet, fingerprint: str) -> bool:
    return any(_tells(table) for table in sheet.tables if table.fingerprint == fingerprint)


def _places(sheet: Sheet) -> list[_Place]:
    return [
        _Place(
            table.fingerprint,
            _header_area(table),
            {column.letter: column.label for column in table.columns},
        )
        for table in sheet.recognised or sheet.tables
        if table.fingerprint
    ]


def _header_area(table: Table) -> Area:
    whole = Area.parse(table.range) if table.range else Area(0, 0, 0, 0)
    first, last = table.header_rows or (whole.first + 1, whole.first + 1)
    return whole._replace(first=first - 1, last=last - 1)


def _stored(text: str) -> list[_Place]:
    return [_Place(code, Area.parse(area), labels) for code, area, labels in json.loads(text)]


def _sheet_in(key: str, names: Sequence[str] | Mapping[str, object]) -> str | None:
    """Return the sheet that a key is about, the longest of these names that fits."""
    kind, _, about = key.partition(":")
    fitting = [
        name
        for name in names
        if (kind in _OF_SHEETS and about == name) or (kind in _OF_CELLS and about.startswith(f"{name}!"))
    ]
    return max(fitting, key=len, default=None)


def _moves(sheets: Mapping[str, list[_Place]], tracker: Tracker) -> Iterator[tuple[str, tuple[str, list[_Move]]]]:
    """Yield each earlier sheet with the one it is now, and where its tables were and are."""
    now = {sheet.name: _places(sheet) for sheet in tracker.sheets}
    for name, before in sheets.items():
        codes = {place.fingerprint for place in before}
        alike = [other for other in now if other not in sheets and codes & {each.fingerprint for each in now[other]}]
        target = name if name in now else alike[0] if len(alike) == 1 else None
        if target is not None:
            yield name, (target, list(_paired(before, now[target])))


def _paired(before: list[_Place], now: list[_Place]) -> Iterator[_Move]:
    """Pair tables with the same header, of several the first with the first."""
    rest = list(now)
    for place in before:
        same = next((other for other in rest if other.fingerprint == place.fingerprint), None)
        if same is not None:
            rest.remove(same)
            yield _Move(place, same)


def _nearest(moves: list[_Move], row: int, left: int, right: int) -> _Move | None:
    """Return the move of the table whose header was nearest to a row, of those that have one of the columns."""
    own = [each for each in moves if each.before.header.left <= right and left <= each.before.header.right]
    return min(own or moves, key=lambda each: abs(each.before.header.last - row), default=None)


def _down(move: _Move) -> int:
    return move.now.header.last - move.before.header.last


def _header(answer: str, moves: list[_Move]) -> str:
    """Return the rows or areas of headers where they are now."""
    if ":" not in answer:
        first, dash, last = answer.partition("-")
        move = _nearest(moves, int(last or first) - 1, 0, max((each.before.header.right for each in moves), default=0))
        by = _down(move) if move else 0
        return f"{int(first) + by}{dash}{int(last) + by if last else ''}"
    return written(_area(Area.parse(each), moves) for each in answer.split())


def _area(area: Area, moves: list[_Move]) -> Area:
    move = _nearest(moves, area.last, area.left, area.right)
    if move is None:
        return area
    before, now, by = move.before.header, move.now.header, _down(move)
    left = now.left if area.left == before.left else area.left
    right = now.right if area.right == before.right else area.right
    return Area(area.first + by, left, area.last + by, right)


def _cell(text: str, moves: list[_Move]) -> str | None:
    """Return a cell where it is now: in the column with the same label; None where that is gone."""
    row, column = cell_of(text)
    move = _nearest(moves, row, column, column)
    if move is None:
        return text
    label = move.before.labels.get(letters(column))
    same = [letter for letter, other in move.now.labels.items() if other == label]
    if label is not None and letters(column) not in same:
        if len(same) != 1:
            return None
        column = column_number(same[0])
    return address(row + _down(move), column)
