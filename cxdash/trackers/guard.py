"""What a file really is, by its content, before any parser touches it."""

import re
from enum import StrEnum

from cxdash.trackers import limits
from cxdash.trackers.problems import refusal


class FileKind(StrEnum):
    """The kinds of file that are read."""

    XLSX = "xlsx"
    XLS = "xls"
    TEXT = "text"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
# A workbook stream that begins with its FILEPASS record (2Fh) is encrypted (MS-XLS 2.4.117).
_FILEPASS = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}\x2f\x00", re.DOTALL)
_OTHERS = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_WEB = re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta|div|style|script|!--)", re.IGNORECASE)


def kind_of(content: bytes, *, limit: int = limits.FILE) -> FileKind:
    """Return what kind of file this is.

    Raises:
        RefusedFileError: it is empty, too large, protected, or something else under a spreadsheet's name.
    """
    if not content:
        raise refusal("empty")
    if len(content) > limit:
        raise refusal("too_large", size=len(content) / 2**20, limit=limit / 2**20)
    if content.startswith(_ZIP):
        return FileKind.XLSX
    if content.startswith(_OLE):
        return _inside_ole(content)
    for magic, what in _OTHERS:
        if content.startswith(magic):
            raise refusal("other_format", what=what)
    if content.startswith(_OLD_BIFF) and b"\0" in content[:64]:
        raise refusal("old_excel")
    _refuse_markup(content)
    return FileKind.TEXT


def _inside_ole(content: bytes) -> FileKind:
    if _named(content, "EncryptedPackage") or _FILEPASS.search(content):
        raise refusal("password")
    if _named(content, "_VBA_PROJECT_CUR"):
        raise refusal("macros")
    if _named(content, "Workbook") or _named(content, "Book"):
        return FileKind.XLS
    if _named(content, "WordDocument") or _named(content, "PowerPoint Document"):
        raise refusal("word")
    raise refusal("old_excel")


def _named(content: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in content


def _refuse_markup(content: bytes) -> None:
    head = content[:2048].decode("utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", errors="replace")
    head = head.lstrip("\ufeff \t\r\n")
    if _WEB.match(head):
        raise refusal("web_page")
    if head.startswith("<?xml"):
        raise refusal("web_page" if _WEB.search(head) else "xml_2003")
