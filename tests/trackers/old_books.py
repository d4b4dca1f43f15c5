"""Workbooks in Excel's format of 1997 to 2003, written record by record, so that tests may break any of them."""

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.trackers.books import Clock, Formula, Percent

WHOLE, PERCENT, DAY, CLOCK, SHARE = range(5)
"""The styles that cells may have: plain, 0 %, a date, a length of time, 0.0 % in a format of the workbook's own."""
_FORMATS = {WHOLE: 0, PERCENT: 9, DAY: 14, CLOCK: 46, SHARE: 164}
_ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


@dataclass
class OldSheet:
    """A sheet's cells, and what is hidden or merged; ``kind`` 0 is a worksheet, 1 a macro sheet."""

    rows: Sequence[Sequence[Any]] = ()
    hidden: bool = False
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    merges: Sequence[tuple[int, int, int, int]] = ()
    kind: int = 0
    more: bytes = field(default=b"", repr=False)


def record(code: int, data: bytes = b"") -> bytes:
    """Return one record."""
    return struct.pack("<HH", code, len(data)) + data


def number(row: int, column: int, value: float, style: int = WHOLE) -> bytes:
    """Return the record of one number."""
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def old_workbook(sheets: Mapping[str, OldSheet], *, from_1904: bool = False, more: bytes = b"") -> bytes:
    """Return an .xls file; ``more`` are records put into the workbook's own part."""
    return compound({"Workbook": stream(sheets, from_1904=from_1904, more=more)})


def stream(sheets: Mapping[str, OldSheet], *, from_1904: bool = False, more: bytes = b"") -> bytes:
    """Return a workbook's records."""
    texts: dict[str, int] = {}
    bodies = [_sheet(sheet, texts, from_1904=from_1904) for sheet in sheets.values()]
    head = [record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 0x7CC, 0, 6)), record(0x42, b"\xb0\x04"), more]
    head += [record(0x22, struct.pack("<H", from_1904))]
    head += [record(0x41E, struct.pack("<HH", 164, 4) + b"\0" + b"0.0%")]
    head += [record(0xE0, struct.pack("<HHH14x", 0, _FORMATS[style], 0)) for style in sorted(_FORMATS)]
    tail = _texts(texts) + record(0x0A)
    begins = len(b"".join(head)) + sum(4 + 8 + len(name) for name in sheets) + len(tail)
    for (name, sheet), body in zip(sheets.items(), bodies, strict=True):
        place = struct.pack("<IBBBB", begins, sheet.hidden, sheet.kind, len(name), 0)
        head.append(record(0x85, place + name.encode("latin-1")))
        begins += len(body)
    return b"".join([*head, tail, *bodies])


def _sheet(sheet: OldSheet, texts: dict[str, int], *, from_1904: bool) -> bytes:
    records = [record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 0x7CC, 0, 6))]
    records += [record(0x7D, struct.pack("<HHHHHH", each, each, 2048, 0, 1, 0)) for each in sheet.hidden_columns]
    records += [record(0x208, struct.pack("<HHHHHHI", each, 0, 9, 255, 0, 0, 0x20)) for each in sheet.hidden_rows]
    for row, cells in enumerate(sheet.rows):
        records += [
            _cell(row, column, value, texts, from_1904=from_1904)
            for column, value in enumerate(cells)
            if value is not None
        ]
    records.append(sheet.more)
    if sheet.merges:
        areas = b"".join(struct.pack("<4H", top, bottom, left, right) for top, left, bottom, right in sheet.merges)
        records.append(record(0xE5, struct.pack("<H", len(sheet.merges)) + areas))
    return b"".join([*records, record(0x0A)])


def _cell(row: int, column: int, value: Any, texts: dict[str, int], *, from_1904: bool) -> bytes:
    if isinstance(value, bool):
        return record(0x205, struct.pack("<HHHBB", row, column, WHOLE, value, 0))
    if isinstance(value, Formula):
        return _formula(row, column, value)
    if isinstance(value, str) and value in _ERRORS:
        return record(0x205, struct.pack("<HHHBB", row, column, WHOLE, _ERRORS[value], 1))
    if isinstance(value, str):
        return record(0xFD, struct.pack("<HHHI", row, column, WHOLE, texts.setdefault(value, len(texts))))
    if isinstance(value, date):
        first = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
        return number(row, column, float((value - first) // timedelta(days=1)), DAY)
    style = SHARE if isinstance(value, Percent) else CLOCK if isinstance(value, Clock) else WHOLE
    return number(row, column, float(value), style)


def _formula(row: int, column: int, formula: str) -> bytes:
    """Return a formula with its saved result, a number, an error or a text; its tokens are left out."""
    result = formula.partition("|")[2]
    head, tail = struct.pack("<HHH", row, column, WHOLE), struct.pack("<HIH", 0, 0, 0)
    if result in _ERRORS:
        return record(0x06, head + struct.pack("<BBBBBBH", 2, 0, _ERRORS[result], 0, 0, 0, 0xFFFF) + tail)
    if result.replace(".", "").isdigit():
        return record(0x06, head + struct.pack("<d", float(result)) + tail)
    text = struct.pack("<HB", len(result), 0) + result.encode("latin-1")
    return record(0x06, head + struct.pack("<BBBBBBH", 0, 0, 0, 0, 0, 0, 0xFFFF) + tail) + record(0x207, text)


def _texts(texts: Iterable[str]) -> bytes:
    """Return the table of texts, continued in a new record before each one that does not fit any more."""
    parts = [bytearray(struct.pack("<II", len(list(texts)), len(list(texts))))]
    for text in texts:
        written = struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")
        if len(parts[-1]) + len(written) > 8_224:
            parts.append(bytearray())
        parts[-1] += written
    return record(0xFC, bytes(parts[0])) + b"".join(record(0x3C, bytes(part)) for part in parts[1:])


def compound(streams: Mapping[str, bytes], *, sector: int = 512) -> bytes:
    """Return a compound file with these streams at its top, none in the sectors for short ones."""
    padded = [content.ljust(4_096, b"\0") for content in streams.values()]
    counts = [-(-len(content) // sector) for content in padded]
    directory = -(-128 * (len(streams) + 1) // sector)
    whole = directory + sum(counts)
    tables = next(n for n in range(1, 110) if n * (sector // 4) >= whole + n)
    chain: list[int] = [_TABLE] * tables
    starts = []
    for count in (directory, *counts):
        starts.append(len(chain))
        chain += [*range(len(chain) + 1, len(chain) + count), _END]
    chain += [_FREE] * (tables * (sector // 4) - len(chain))
    entries = [_entry("Root Entry", 5, _FREE, 1, _END, 0)]
    for position, (name, content) in enumerate(zip(streams, padded, strict=True), 1):
        following = position + 1 if position < len(streams) else _FREE
        entries.append(_entry(name, 2, following, _FREE, starts[position], len(content)))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3 if sector == 512 else 4,
        0xFFFE,
        sector.bit_length() - 1,
        6,
        0 if sector == 512 else directory,
        tables,
        starts[0],
        0,
        4_096,
        _END,
        0,
        _END,
        0,
    )
    listed = struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    parts = [(header + listed).ljust(sector, b"\0"), struct.pack(f"<{len(chain)}I", *chain)]
    parts.append(b"".join(entries).ljust(directory * sector, b"\0"))
    parts += [content.ljust(count * sector, b"\0") for content, count in zip(padded, counts, strict=True)]
    return b"".join(parts)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    letters = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII36xIQ", letters, len(letters) + 2, kind, 1, _FREE, right, child, start if kind == 2 else _END, size
    )
