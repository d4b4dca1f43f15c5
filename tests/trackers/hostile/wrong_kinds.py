"""Files under a spreadsheet's name that are something else, or a workbook of a kind that is not read."""

import gzip
import io
import zipfile

from tests.trackers.books import part, repacked
from tests.trackers.hostile.good import GOOD
from tests.trackers.old_books import compound

_TYPES, _RELATIONS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
_MAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_RELATION = "http://schemas.microsoft.com/office/2006/relationships"


def _of_type(kind: str) -> bytes:
    return repacked(GOOD, {_TYPES: part(GOOD, _TYPES).replace(_MAIN, kind.encode())})


def _related(kind: str, target: str) -> bytes:
    """Return a workbook whose relationships name one part more."""
    relation = f'<Relationship Id="rIdM" Type="{_RELATION}/{kind}" Target="{target}"/>'
    relations = part(GOOD, _RELATIONS).replace(b"</Relationships>", relation.encode() + b"</Relationships>")
    return repacked(GOOD, {_RELATIONS: relations, f"xl/{target}": b"x"})


def _open_document() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", "<office/>")
    return content.getvalue()


KINDS = {
    "empty": ("empty", lambda: b""),
    "too large": ("too_large", lambda: b"a,b\n" * (7 << 20)),
    "web page": ("web_page", lambda: b"\xef\xbb\xbf  <html><table><tr><td>1</td></tr></table></html>"),
    "web page in UTF-16": ("web_page", lambda: "<!DOCTYPE html><table></table>".encode("utf-16")),
    "web page in XML": ("web_page", lambda: b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>'),
    "xml of 2003": (
        "xml_2003",
        lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ),
    "pdf": ("other_format", lambda: b"%PDF-1.7 ..."),
    "text document": ("other_format", lambda: b"{\\rtf1 Figures}"),
    "picture": ("other_format", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 60),
    "compressed text": ("other_format", lambda: gzip.compress(b"a,b\n" * 99)),
    "database": ("other_format", lambda: b"SQLite format 3\0" + b"\0" * 84),
    "program": ("other_format", lambda: b"\x7fELF" + b"\0" * 60),
    "protected": ("password", lambda: compound({"EncryptionInfo": b"", "EncryptedPackage": b"\1" * 5_000})),
    "protected and damaged": (
        "password",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"),
    ),
    "word of 97": ("word", lambda: compound({"WordDocument": b"\1" * 5_000})),
    "slides of 97": ("word", lambda: compound({"PowerPoint Document": b"\1" * 5_000})),
    "mail": ("old_excel", lambda: compound({"__properties_version1.0": b"\1" * 5_000})),
    "excel of 1990": ("old_excel", lambda: b"\x09\x02\x06\x00\x00\x00\x10\x00\x00\x00" + b"\x0a\x00\x00\x00"),
    "word": ("word", lambda: _of_type(f"{_OFFICE}.wordprocessingml.document.main+xml")),
    "slides": ("word", lambda: _of_type(f"{_OFFICE}.presentationml.presentation.main+xml")),
    "binary workbook": ("xlsb", lambda: _of_type("application/vnd.ms-excel.sheet.binary.macroEnabled.main")),
    "macro workbook": ("macros", lambda: _of_type("application/vnd.ms-excel.sheet.macroEnabled.main+xml")),
    "macros inside": ("macros", lambda: _related("vbaProject", "vbaProject.bin")),
    "macro sheet": ("macros", lambda: _related("xlMacrosheet", "macrosheets/sheet1.xml")),
    "macro sheet of another language": ("macros", lambda: _related("xlIntlMacrosheet", "macrosheets/sheet1.xml")),
    "open document": ("ods", _open_document),
    "any archive": ("damaged", lambda: repacked(GOOD, {_TYPES: None})),
    "workbook without sheets": (
        "no_sheets",
        lambda: repacked(GOOD, {"xl/workbook.xml": b"<workbook><sheets></sheets></workbook>"}),
    ),
}
