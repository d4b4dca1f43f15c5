"""Files made to harm, each refused with its own code before it costs anything; harmless relatives are read."""

import io
import struct
import zipfile
from datetime import date

import pytest

from cxdash.domain.errors import RefusedFileError
from tests.trackers.books import Percent, part, read, repacked, workbook

SHEET = "xl/worksheets/sheet1.xml"
GOOD = workbook({"Figures": [["Week", "CSAT"], *([date(2025, 1, 6 + 7 * n), Percent(0.7)] for n in range(3))]})


def sheet_with(old: bytes, new: bytes) -> bytes:
    return repacked(GOOD, {SHEET: part(GOOD, SHEET).replace(old, new, 1)})


def ole(stream: str, size: int = 4096) -> bytes:
    name = stream.encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + name + b"\0" * size


def entities() -> bytes:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{levels}]>'.encode()


def with_document_type(encoding: str) -> bytes:
    xml = part(GOOD, SHEET).decode().split("?>", 1)[1]
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>{xml}'
    return repacked(GOOD, {SHEET: text.encode(encoding)})


def bomb() -> bytes:
    sheet = part(GOOD, SHEET).replace(b"</sheetData>", b"</sheetData>" + b" " * (60 << 20))
    return repacked(GOOD, {SHEET: sheet})


def twice() -> bytes:
    result = io.BytesIO(GOOD)
    with zipfile.ZipFile(result, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, part(GOOD, SHEET))
    return result.getvalue()


def with_macros() -> bytes:
    relations = part(GOOD, "xl/_rels/workbook.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rIdM" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
        b'Target="vbaProject.bin"/></Relationships>',
    )
    return repacked(GOOD, {"xl/_rels/workbook.xml.rels": relations, "xl/vbaProject.bin": b"x"})


def of_type(kind: str) -> bytes:
    types = part(GOOD, "[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", kind.encode()
    )
    return repacked(GOOD, {"[Content_Types].xml": types})


HOSTILE = {
    "empty": ("empty", b""),
    "web page": ("web_page", b"\xef\xbb\xbf  <html><table><tr><td>1</td></tr></table></html>"),
    "xml of 2003": (
        "xml_2003",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ),
    "pdf": ("other_format", b"%PDF-1.7 ..."),
    "protected": ("password", ole("EncryptedPackage")),
    "word of 97": ("word", ole("WordDocument")),
    "damaged old excel": ("old_excel", ole("Workbook")),
    "word": ("word", of_type("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")),
    "binary workbook": ("xlsb", of_type("application/vnd.ms-excel.sheet.binary.macroEnabled.main")),
    "macro workbook": ("macros", of_type("application/vnd.ms-excel.sheet.macroEnabled.main+xml")),
    "macros inside": ("macros", with_macros()),
    "truncated": ("damaged", GOOD[: len(GOOD) // 2]),
    "zip bomb": ("swells", bomb()),
    "billion laughs": ("dtd", repacked(GOOD, {SHEET: entities() + part(GOOD, SHEET).split(b"?>", 1)[1]})),
    "document type": ("dtd", with_document_type("utf-8")),
    "document type in UTF-16": ("dtd", with_document_type("utf-16")),
    "path traversal": ("unsafe_name", repacked(GOOD, {"../../etc/cron.d/x": b"x"})),
    "absolute path": ("unsafe_name", repacked(GOOD, {"/etc/x": b"x"})),
    "part twice": ("duplicate_part", twice()),
    "too many parts": ("too_many_parts", repacked(GOOD, {f"x/{n}.xml": b"" for n in range(2_001)})),
    "sheet merged whole": (
        "too_many_merges",
        sheet_with(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    ),
    "cell outside": ("bad_address", sheet_with(b'<c r="A1"', b'<c r="XFE1"')),
    "row outside": (
        "bad_address",
        sheet_with(b"</sheetData>", b'<row r="1048577"><c r="A1048577"><v>1</v></c></row></sheetData>'),
    ),
    "cells far apart": (
        "sparse_grid",
        sheet_with(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    ),
    "text too long": (
        "text_too_long",
        sheet_with(
            b"</sheetData>",
            b'<row r="9"><c r="A9" t="inlineStr"><is><t>' + b"ab" * 20_000 + b"</t></is></c></row></sheetData>",
        ),
    ),
    "damaged xml": ("bad_xml", sheet_with(b"</row>", b"</rwo>")),
    "text that is not there": ("bad_xml", sheet_with(b't="s"><v>0<', b't="s"><v>99<')),
    "zeros in text": ("nul_bytes", b"a,b\n1,\x00\n"),
    "text with too many columns": ("too_many_columns", b"," * 1_001 + b"\n"),
    "text with a field too long": ("text_too_long", b"a,b\n" + b"x" * 40_000 + b",1\n"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_with_its_reason(name):
    code, content = HOSTILE[name]

    with pytest.raises(RefusedFileError) as refused:
        read(content)

    assert refused.value.code == code
    assert str(refused.value).endswith(".")


def test_a_file_beyond_the_size_limit_is_refused():
    with pytest.raises(RefusedFileError, match="25 MB") as refused:
        read(b"a,b\n" * (7 << 20))

    assert refused.value.code == "too_large"


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        sheet_with(b'<dimension ref="A1:B4"/>', b'<dimension ref="A1:XFD1048576"/>'),
        repacked(
            GOOD,
            {
                SHEET: b'<?xml version="1.0" encoding="UTF-16"?>'.decode().encode("utf-16")
                + part(GOOD, SHEET).decode().split("?>", 1)[1].encode("utf-16-le")
            },
        ),
        repacked(GOOD, {SHEET: part(GOOD, SHEET).replace(b"<sheetData>", b"<!-- a comment --><sheetData>")}),
        repacked(GOOD, {"xl/notes about vbaProject.bin.txt": b"macroEnabled"}),
    ],
    ids=["plain", "wrong dimension", "UTF-16", "comment", "words of macros"],
)
def test_harmless_relatives_are_read(content):
    (table,) = read(content).tables

    assert len(table.readings) == 3


def test_text_that_looks_like_a_formula_stays_text():
    rows = b"Pilot,Metric,Month,Value\n=cmd|'/c calc'!A1,CSAT,2025-01,70%\n+1+1,CSAT,2025-01,60%\n"

    (table,) = read(rows, "x.csv").tables

    assert [reading.entity for reading in table.readings] == ["=cmd|'/c calc'!A1", "+1+1"]


def test_a_zip_that_lies_about_its_sizes_is_refused():
    content = bytearray(bomb())
    size = struct.pack("<I", len(part(bytes(content), SHEET)))
    lying = bytes(content).replace(size, struct.pack("<I", 1000))

    with pytest.raises(RefusedFileError) as refused:
        read(lying)

    assert refused.value.code in {"damaged", "swells", "bad_xml"}
