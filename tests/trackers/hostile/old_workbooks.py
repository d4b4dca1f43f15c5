"""Excel files of 1997 to 2003 that harm: chains in circles, cells far apart, claims beyond what is there."""

import struct
from collections.abc import Callable

from tests.trackers.old_books import OldSheet, compound, number, old_workbook, record, stream

_FIGURES = {"Figures": OldSheet([["Calls"], [1_200]])}
_TABLE = 512  # where the table of sectors begins in what compound() writes
_FIRST_OF_RECORDS = 2  # the sector the records begin in: one sector of table, one of directory before it


def _with(more: bytes) -> Callable[[], bytes]:
    """Make a workbook with more records in its sheet."""
    return lambda: compound({"Workbook": stream({"Figures": OldSheet(more=more)})}, sector=4_096)


def _in_a_circle(sector: int) -> bytes:
    """Return a workbook in which a sector is followed by itself."""
    content = bytearray(old_workbook(_FIGURES))
    content[_TABLE + 4 * sector : _TABLE + 4 * sector + 4] = struct.pack("<I", sector)
    return bytes(content)


def _table_of_itself() -> bytes:
    """Return a workbook whose list of tables goes on in a sector that names itself as the next."""
    content = bytearray(old_workbook(_FIGURES))
    content[68:76] = struct.pack("<II", 1, 1)
    content[1024:1536] = struct.pack("<128I", *[1] * 128)
    return bytes(content)


def _elsewhere(begins: int) -> bytes:
    """Return a workbook whose sheet begins where there is none."""
    records = stream(_FIGURES)
    place = records.index(b"\x07\x00Figures") - 6
    return compound({"Workbook": records[:place] + struct.pack("<I", begins) + records[place + 4 :]})


def _several_numbers(row: int) -> bytes:
    return record(0xBD, struct.pack("<HH", row, 0) + b"\0" * 6 * 250 + struct.pack("<H", 249))


def _merges(count: int, area: tuple[int, int, int, int]) -> bytes:
    return record(0xE5, struct.pack("<H", count) + struct.pack("<4H", *area) * count)


KINDS = {
    "old: sectors in a circle": ("old_excel", lambda: _in_a_circle(_FIRST_OF_RECORDS)),
    "old: directory in a circle": ("old_excel", lambda: _in_a_circle(1)),
    "old: table of sectors in a circle": ("old_excel", _table_of_itself),
    "old: truncated": ("old_excel", lambda: old_workbook(_FIGURES)[:3_000]),
    "old: nothing in the stream": ("old_excel", lambda: compound({"Workbook": b""})),
    "old: encrypted": ("password", lambda: old_workbook(_FIGURES, more=record(0x2F, b"\0" * 6))),
    "old: macros": ("macros", lambda: compound({"Workbook": stream(_FIGURES), "_VBA_PROJECT_CUR": b""})),
    "old: macro sheet": ("macros", lambda: old_workbook({"Macro1": OldSheet([["=HALT()"]], kind=1)})),
    "old: module": ("macros", lambda: old_workbook({"Module1": OldSheet(kind=6)})),
    "old: only a chart": ("no_sheets", lambda: old_workbook({"Chart1": OldSheet(kind=2)})),
    "old: too many sheets": ("too_many_sheets", lambda: old_workbook({f"S{n}": OldSheet() for n in range(201)})),
    "old: sheet beyond the end": ("damaged", lambda: _elsewhere(1 << 30)),
    "old: sheet inside a record": ("damaged", lambda: _elsewhere(7)),
    "old: record beyond the end": ("damaged", _with(struct.pack("<HH", 0x203, 60_000))),
    "old: sheets within sheets": ("damaged", _with(record(0x809, b"\0" * 16) * 200_000)),
    "old: cells far apart": ("sparse_grid", _with(number(0, 0, 1.0) + number(65_535, 255, 1.0))),
    "old: a cell at the end of every row": ("sparse_grid", _with(b"".join(number(n, 255, 1.0) for n in range(65_536)))),
    "old: too many cells": ("too_many_cells", _with(b"".join(_several_numbers(n) for n in range(8_001)))),
    "old: too many records": ("too_many_cells", _with(record(0x201) * 2_500_001)),
    "old: a claim of two thousand million texts": (
        "too_many_cells",
        lambda: old_workbook(_FIGURES, more=record(0xFC, struct.pack("<II", 2**31 - 1, 2**31 - 1))),
    ),
    "old: sheet merged whole": ("too_many_merges", _with(_merges(1, (0, 65_535, 0, 255)))),
    "old: too many merges": ("too_many_merges", _with(_merges(1_000, (0, 1, 0, 1)) * 21)),
}
