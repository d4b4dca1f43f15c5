"""The records of an Excel 97 to 2003 workbook, counted and thinned out before a parser builds anything from them.

Kept are the records that hold cells, their formats, hidden rows and columns, and merges; drawings, names, formulas and
whatever else may be hostile or slow are left out (MS-XLS 2.3 lists the numbers of records).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from cxdash.trackers.files import limits
from cxdash.trackers.problems import refusal

_HEAD = struct.Struct("<HH")
_PLACE = struct.Struct("<HH")
_BEGIN, _END, _CONTINUE, _ENCRYPTED, _SHEET, _TEXTS, _SUPPORTING = 0x809, 0x0A, 0x3C, 0x2F, 0x85, 0xFC, 0x1AE
_MERGES, _SEVERAL_NUMBERS, _FORMULA, _FORMULA_TEXT = 0xE5, 0xBD, 0x06, 0x207
_CODE_PAGE, _DATE_MODE, _FONT, _FORMAT, _STYLE = 0x42, 0x22, 0x31, 0x41E, 0xE0
_CELLS = frozenset({0x203, 0x27E, 0xFD, 0x204, 0xD6, 0x205, _FORMULA, 0x206, 0x406, _SEVERAL_NUMBERS})
_ROW, _COLUMNS = 0x208, 0x7D
_OF_WORKBOOK = frozenset({_CODE_PAGE, _DATE_MODE, _FONT, _FORMAT, _STYLE, _TEXTS, _SHEET, _ENCRYPTED, _SUPPORTING})
_OF_SHEET = _CELLS | {_ROW, _COLUMNS, _MERGES, _FORMULA_TEXT}
_WITHIN = (b"\x01\x04", b"\x01\x3a")  # a supporting book that is the workbook itself, or an add-in (MS-XLS 2.4.271)


class _SheetKind(IntEnum):
    """What a sheet is, as the list of sheets says it (MS-XLS 2.4.28)."""

    WORKSHEET = 0
    MACROS = 1
    CHART = 2
    MODULE = 6


@dataclass(frozen=True, slots=True)
class Thinned:
    """The records that are read; ``links`` says that the workbook refers to others."""

    stream: bytes
    links: bool


def thinned(stream: bytes) -> Thinned:
    """Return a workbook's stream with nothing in it but what is read.

    Raises:
        RefusedFileError: it is encrypted, holds macro sheets, is damaged, older than 1993, or beyond the limits.
    """
    if stream[:2] != b"\x09\x08":
        raise refusal("old_excel")
    counting = _Counting()
    book = _Book()
    for code, data, raw in _records(stream, 0, _OF_WORKBOOK, counting):
        if code == _SHEET:
            book.add_sheet(data, raw)
        elif code == _SUPPORTING:
            book.links = book.links or (len(data) > 4 and data[2:4] not in _WITHIN)
        else:
            _refuse_unreadable(code, data)
            book.kept += raw
    if not book.sheets:
        raise refusal("no_sheets")
    if len(book.sheets) > limits.SHEETS:
        raise refusal("too_many_sheets", count=len(book.sheets), limit=limits.SHEETS)
    for name, begins, place in book.sheets:
        book.kept[place : place + 4] = struct.pack("<I", len(book.kept))
        _keep_sheet(stream, begins, book.kept, counting, name=name)
    return Thinned(bytes(book.kept), book.links)


class _Book:
    """What is kept of a workbook's own part; of each worksheet its name, its beginning and where that is written."""

    def __init__(self) -> None:
        self.kept = bytearray()
        self.sheets: list[tuple[str, int, int]] = []
        self.links = False

    def add_sheet(self, data: bytes, raw: bytes) -> None:
        """Keep the record of a worksheet; charts are left out."""
        if len(data) < 8:
            raise refusal("damaged")
        begins, _, kind = struct.unpack_from("<IBB", data)
        if kind in {_SheetKind.MACROS, _SheetKind.MODULE}:
            raise refusal("macros")
        if kind == _SheetKind.WORKSHEET:
            self.sheets.append((_name(data), begins, len(self.kept) + 4))
            self.kept += raw


def _refuse_unreadable(code: int, data: bytes) -> None:
    """Refuse an encrypted workbook, and a table of texts that claims more than cells could hold."""
    if code == _ENCRYPTED:
        raise refusal("password")
    if code == _TEXTS and len(data) >= 8 and struct.unpack_from("<I", data, 4)[0] > limits.CELLS:
        raise refusal("too_many_cells", limit=limits.CELLS)


def _name(data: bytes) -> str:
    """Return a sheet's name for a sentence: from 1997 on, a byte says whether its letters have one byte or two."""
    if len(data) > 6 and len(data) == 7 + data[6]:
        return data[7:].decode("cp1252", errors="replace")
    return data[8:].decode("utf-16-le" if data[7:8] == b"\x01" else "latin-1", errors="replace")


class _Counting:
    """How many cells and records were met in the whole workbook."""

    def __init__(self) -> None:
        self.cells = 0
        self.records = 0


def _keep_sheet(stream: bytes, begins: int, kept: bytearray, counting: _Counting, *, name: str) -> None:
    """Copy a sheet's records, and refuse it where it holds too much or lies too far apart."""
    cells = last_row = last_column = merges = area = 0
    for code, data, raw in _records(stream, begins, _OF_SHEET, counting):
        kept += raw
        if code in _CELLS and len(data) >= 6:
            row, column = _PLACE.unpack_from(data)
            several = 1
            if code == _SEVERAL_NUMBERS:
                several = (len(data) - 6) // 6
                column += several - 1
            cells += several
            last_row, last_column = max(last_row, row), max(last_column, column)
            if counting.cells + cells > limits.CELLS:
                raise refusal("too_many_cells", limit=limits.CELLS)
        elif code == _MERGES:
            for place in range(2, len(data) - 7, 8):
                top, bottom, left, right = struct.unpack_from("<4H", data, place)
                merges += 1
                area += max(bottom - top + 1, 0) * max(right - left + 1, 0)
    counting.cells += cells
    if merges > limits.MERGES or area > limits.MERGED_AREA:
        raise refusal("too_many_merges", sheet=name)
    size = (last_row + 1) * (last_column + 1)
    if size > limits.GRID and size > limits.GRID_FILL * cells:
        raise refusal("sparse_grid", sheet=name, size=size)


def _records(
    stream: bytes, begins: int, wanted: frozenset[int], counting: _Counting
) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield the wanted records between a beginning and its end, each with its continuations: number, data, all bytes.

    The beginning and the end are among them. What an embedded chart holds is passed over.
    """
    place, depth, size = begins, 0, len(stream)
    taking = False
    while place + 4 <= size:
        code, length = _HEAD.unpack_from(stream, place)
        begin, place = place, place + 4 + length
        counting.records += 1
        if counting.records > limits.RECORDS:
            raise refusal("too_many_cells", limit=limits.CELLS)
        if place > size:
            break
        if code == _CONTINUE:
            if taking:
                yield code, b"", stream[begin:place]
            continue
        depth += (code == _BEGIN) - (code == _END)
        is_edge = (code == _BEGIN and depth == 1) or (code == _END and depth == 0)
        taking = is_edge or (depth == 1 and code in wanted)
        if taking:
            yield code, stream[begin + 4 : place], stream[begin:place]
        if depth <= 0:
            if code != _END:
                break
            return
    raise refusal("damaged")
