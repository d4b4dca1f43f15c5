"""Zip archives that swell, point elsewhere, hold a part twice or lie about what is in them."""

import io
import struct
import zipfile

import pytest

from tests.trackers.books import part, repacked
from tests.trackers.hostile.good import GOOD, SHEET, STYLES, TEXTS, drawn_out


def bomb(name: str = SHEET, size: int = 60 << 20) -> bytes:
    """Return a workbook in which one part is a thousand times as large as it is stored."""
    return repacked(GOOD, {name: part(GOOD, name) + b" " * size})


def lying_about_its_size() -> bytes:
    """Return a bomb whose directory says that the part is small."""
    content = bomb()
    true = struct.pack("<I", len(part(content, SHEET)))
    return content.replace(true, struct.pack("<I", 1_000))


def _twice(name: str) -> bytes:
    result = io.BytesIO(GOOD)
    with zipfile.ZipFile(result, "a") as archive:
        if name == SHEET:
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr(name, part(GOOD, SHEET))
        else:
            archive.writestr(name, part(GOOD, SHEET))
    return result.getvalue()


def _encrypted() -> bytes:
    """Return a workbook whose directory marks every part as encrypted."""
    content = bytearray(GOOD)
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(content)


def _stored_over_each_other() -> bytes:
    """Return an archive in which every name of the directory leads to the same bytes."""
    content = bytearray(GOOD)
    first, place = struct.pack("<I", 0), content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 42 : place + 46] = first
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(content)


KINDS = {
    "truncated": ("damaged", lambda: GOOD[: len(GOOD) // 2]),
    "nothing in the archive": ("damaged", lambda: b"PK\x05\x06" + b"\0" * 18),
    "parts over each other": ("damaged", _stored_over_each_other),
    "sheet swells": ("swells", bomb),
    "texts swell": ("swells", lambda: bomb(TEXTS)),
    "styles swell": ("swells", lambda: bomb(STYLES)),
    "content types swell": ("swells", lambda: bomb("[Content_Types].xml")),
    "workbook swells": ("swells", lambda: bomb("xl/workbook.xml")),
    "relations swell": ("swells", lambda: bomb("xl/_rels/workbook.xml.rels")),
    "one part of 210 MB": ("too_much_inside", lambda: repacked(GOOD, {SHEET: drawn_out(b" ", 210 << 20)})),
    "parts of 320 MB together": (
        "too_much_inside",
        lambda: repacked(GOOD, {SHEET: drawn_out(b" ", 160 << 20), "xl/media/image1.emf": drawn_out(b" ", 160 << 20)}),
    ),
    "lies about its size": ("damaged", lying_about_its_size),
    "too many parts": ("too_many_parts", lambda: repacked(GOOD, {f"x/{n}.xml": b"" for n in range(2_001)})),
    "path traversal": ("unsafe_name", lambda: repacked(GOOD, {"../../etc/cron.d/x": b"x"})),
    "path traversal of Windows": ("unsafe_name", lambda: repacked(GOOD, {"..\\..\\x": b"x"})),
    "absolute path": ("unsafe_name", lambda: repacked(GOOD, {"/etc/x": b"x"})),
    "path on a drive": ("unsafe_name", lambda: repacked(GOOD, {"C:/x": b"x"})),
    "part twice": ("duplicate_part", lambda: _twice(SHEET)),
    "part twice in other letters": ("duplicate_part", lambda: _twice(SHEET.upper())),
    "encrypted parts": ("password", _encrypted),
}
