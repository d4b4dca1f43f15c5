"""Workbooks whose XML harms: document types, too many or too far cells, merges, texts, and what is slow to search."""

from collections.abc import Callable

from tests.trackers.books import part, repacked, workbook
from tests.trackers.hostile.good import GOOD, SHEET, STYLES, TEXTS, drawn_out, sheet_of, sheet_with, sheet_xml

_LONG = 40_000
_EVERY_PART = (
    SHEET,
    TEXTS,
    STYLES,
    "xl/workbook.xml",
    "[Content_Types].xml",
    "xl/_rels/workbook.xml.rels",
    "_rels/.rels",
)


def _document_type(name: str, declared: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    """Make a workbook with a document type in one part."""

    def make() -> bytes:
        xml = part(GOOD, name).decode().split("?>", 1)[1]
        mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
        text = f'<?xml version="1.0" encoding="{encoding[:6] if mark else encoding}"?><!DOCTYPE x [{declared}]>{xml}'
        return repacked(GOOD, {name: mark + text.encode(encoding)})

    return make


def _two_large_sheets() -> bytes:
    """Return a workbook with 1.5 million cells on each of two sheets."""
    cells = drawn_out(b"<row>" + b"<c/>" * 1_000 + b"</row>", 7 << 20)
    book = workbook({"One": [[1]], "Two": [[2]]})
    return repacked(
        book, {f"xl/worksheets/sheet{number}.xml": sheet_xml(cells + drawn_out(b" ", 22 << 20)) for number in (1, 2)}
    )


_LAUGHS = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
_OUTSIDE = '<!ENTITY x SYSTEM "file:///etc/passwd">'
_QUADRATIC = f'<!ENTITY a "{"a" * 100_000}">'


def _rows(count: int, cells: str) -> bytes:
    """Return rows in which ``{row}`` stands for the number."""
    return "".join(f'<row r="{row}">{cells.format(row=row)}</row>' for row in range(1, count + 1)).encode()


def _merges(count: int) -> bytes:
    return b"<mergeCells>" + b'<mergeCell ref="A1:B2"/>' * count + b"</mergeCells>"


def _styled(formats: bytes) -> bytes:
    return repacked(GOOD, {STYLES: b"<styleSheet>" + formats + b"</styleSheet>"})


KINDS = {
    "billion laughs": ("dtd", _document_type(SHEET, _LAUGHS)),
    "one large entity": ("dtd", _document_type(SHEET, _QUADRATIC)),
    "document type in UTF-16": ("dtd", _document_type(SHEET, _OUTSIDE, "utf-16")),
    "document type in UTF-16 of the other order": ("dtd", _document_type(SHEET, _OUTSIDE, "utf-16-be")),
    "document type in another alphabet": ("dtd", _document_type(SHEET, _OUTSIDE, "iso-8859-5")),
    **{f"document type in {name}": ("dtd", _document_type(name, _OUTSIDE)) for name in _EVERY_PART},
    "unknown encoding": ("bad_xml", _document_type(SHEET, "", "cp037")),
    "damaged xml": ("bad_xml", lambda: sheet_with(b"</row>", b"</rwo>")),
    "text that is not there": ("bad_xml", lambda: sheet_with(b't="s"><v>0<', b't="s"><v>99<')),
    "too many cells": ("too_many_cells", lambda: sheet_of(_rows(125_001, '<c r="A{row}"><v>1</v></c>' * 16))),
    "too many cells without addresses": (
        "too_many_cells",
        lambda: sheet_of(drawn_out(b"<row>" + b"<c/>" * 1_000 + b"</row>", 12 << 20)),
    ),
    "a row of too many cells": (
        "bad_address",
        lambda: sheet_of(b"<row>" + drawn_out(b"<c><v>1</v></c>", 4 << 20) + b"</row>"),
    ),
    "a row of empty cells": ("too_many_cells", lambda: sheet_of(b"<row>" + drawn_out(b"<c/>", 40 << 20) + b"</row>")),
    "too many cells in UTF-16": (
        "too_many_cells",
        lambda: repacked(GOOD, {SHEET: sheet_xml(drawn_out(b"<c/>", 20 << 20)).decode().encode("utf-16")}),
    ),
    "too many cells on two sheets": ("too_many_cells", _two_large_sheets),
    "cell outside": ("bad_address", lambda: sheet_with(b'<c r="A1"', b'<c r="XFE1"')),
    "cell of no address": ("bad_address", lambda: sheet_with(b'<c r="A1"', b'<c r="1"')),
    "row outside": (
        "bad_address",
        lambda: sheet_with(b"</sheetData>", b'<row r="1048577"><c r="A1048577"><v>1</v></c></row></sheetData>'),
    ),
    "rows without numbers": ("bad_address", lambda: sheet_of(drawn_out(b"<row/>", 7 << 20))),
    "tags within tags": ("bad_xml", lambda: sheet_of(b"<row><c>" + drawn_out(b"<f>", 40 << 20) + b"</c></row>")),
    "many texts": (
        "too_many_cells",
        lambda: repacked(GOOD, {TEXTS: b"<sst>" + drawn_out(b"<si><t>a</t></si>", 60 << 20) + b"</sst>"}),
    ),
    "cells far apart": (
        "sparse_grid",
        lambda: sheet_with(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    ),
    "ten cells and a far corner": (
        "sparse_grid",
        lambda: sheet_of(
            _rows(10, '<c r="A{row}"><v>{row}</v></c>') + b'<row r="900000"><c r="XFD900000"><v>1</v></c></row>'
        ),
    ),
    "a cell at the end of every row": (
        "sparse_grid",
        lambda: sheet_of(_rows(60_000, '<c r="XFD{row}"><v>{row}</v></c>')),
    ),
    "sheet merged whole": (
        "too_many_merges",
        lambda: sheet_of(b"", after=b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    ),
    "too many merges": ("too_many_merges", lambda: sheet_of(b"", after=_merges(20_001))),
    "a part full of merges": (
        "too_many_merges",
        lambda: sheet_of(
            b"", after=b"<mergeCells>" + drawn_out(b'<mergeCell ref="A1:B2"/>', 46 << 20) + b"</mergeCells>"
        ),
    ),
    "merge outside": (
        "bad_address",
        lambda: sheet_of(b"", after=b'<mergeCells><mergeCell ref="A1:XFE2"/></mergeCells>'),
    ),
    "text too long in a cell": (
        "text_too_long",
        lambda: sheet_of(b'<row r="9"><c r="A9" t="inlineStr"><is><t>' + b"ab" * _LONG + b"</t></is></c></row>"),
    ),
    "text too long among the texts": (
        "text_too_long",
        lambda: repacked(GOOD, {TEXTS: b"<sst><si><t>" + b"ab" * _LONG + b"</t></si></sst>"}),
    ),
    "text of 100 MB": (
        "text_too_long",
        lambda: repacked(GOOD, {TEXTS: b"<sst><si><t>" + drawn_out(b"a", 100 << 20) + b"</t></si></sst>"}),
    ),
    "number of 40 MB": (
        "text_too_long",
        lambda: sheet_of(b"<row><c><v>" + drawn_out(b"1", 40 << 20) + b"</v></c></row>"),
    ),
    "too many texts": (
        "too_many_cells",
        lambda: repacked(GOOD, {TEXTS: b"<sst>" + drawn_out(b"<si/>", 60 << 20) + b"</sst>"}),
    ),
    "too many styles": (
        "swells",
        lambda: _styled(b"<cellXfs>" + drawn_out(b'<xf numFmtId="9"/>', 60 << 20) + b"</cellXfs>"),
    ),
    "too many sheets": (
        "too_many_sheets",
        lambda: repacked(
            GOOD,
            {
                "xl/workbook.xml": part(GOOD, "xl/workbook.xml").replace(
                    b"</sheets>", b'<sheet name="x" sheetId="9" r:id="rId1"/>' * 200 + b"</sheets>"
                )
            },
        ),
    ),
}


SLOW_TO_SEARCH = {
    "cells that never end": lambda: sheet_of(b'<row r="1">' + b'<c r="A1">' * 390_000 + b"</row>"),
    "formulas that never end": lambda: sheet_of(b'<row r="1"><c r="A1">' + b"<f>" * 1_300_000 + b"</c></row>"),
    "values that never end": lambda: sheet_of(b'<row r="1"><c r="A1"><f/>' + b"<v " * 1_300_000 + b"</c></row>"),
    "attributes that never end": lambda: sheet_of(b'<row r="1"><c r="A1"' + b"a" * 3_900_000 + b"/></row>"),
    "columns that never end": lambda: sheet_of(b"", before=b"<cols>" + b"<col " * 750_000 + b"</cols>"),
    "columns hidden again and again": lambda: sheet_of(
        b"", before=b"<cols>" + b'<col min="1" max="16383" hidden="1"/>' * 90_000 + b"</cols>"
    ),
    "number format of brackets": lambda: _styled(
        b'<numFmts><numFmt numFmtId="164" formatCode="' + b"[" * 3_900_000 + b'"/></numFmts>'
    ),
}
"""Workbooks below 4 MB whose sheets are read or refused, and must not take long over it."""
