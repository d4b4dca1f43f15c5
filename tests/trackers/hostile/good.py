"""The harmless workbook that hostile ones are made of."""

import random
from datetime import date

from tests.trackers.books import Percent, part, repacked, workbook

SHEET, TEXTS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
GOOD = workbook({"Figures": [["Week", "CSAT"], *([date(2025, 1, 6 + 7 * n), Percent(0.7)] for n in range(3))]})


def sheet_with(old: bytes, new: bytes) -> bytes:
    """Return the workbook with something in its sheet's XML replaced."""
    return repacked(GOOD, {SHEET: part(GOOD, SHEET).replace(old, new, 1)})


def sheet_xml(rows: bytes, *, before: bytes = b"", after: bytes = b"") -> bytes:
    """Return a worksheet's XML with these rows, and what stands before and after them."""
    return b"<worksheet>" + before + b"<sheetData>" + rows + b"</sheetData>" + after + b"</worksheet>"


def sheet_of(rows: bytes, *, before: bytes = b"", after: bytes = b"") -> bytes:
    """Return the workbook with a sheet of these rows."""
    return repacked(GOOD, {SHEET: sheet_xml(rows, before=before, after=after)})


def drawn_out(piece: bytes, size: int) -> bytes:
    """Repeat a piece of XML up to a size, with comments between that keep a part from looking like a bomb."""
    letters = random.Random(1)  # noqa: S311 - only has to be hard to compress
    block = piece * ((1 << 16) // len(piece) + 1)
    some = b"".join(block + b"<!--" + letters.randbytes(400).hex().encode() + b"-->" for _ in range(8))
    return some * (size // len(some) + 1)
