"""What a file really is, by its content, before any parser touches it."""

import re
from enum import StrEnum

from cxdash.trackers.files import limits
from cxdash.trackers.files.compound import SIGNATURE, CompoundFile, DamagedCompoundFileError
from cxdash.trackers.problems import refusal


class FileKind(StrEnum):
    """The kinds of file that are read."""

    XLSX = "xlsx"
    XLS = "xls"
    TEXT = "text"


_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
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


def kind_of(content: bytes, *, largest: int = limits.FILE) -> FileKind:
    """Return what kind of file this is.

    Raises:
        RefusedFileError: it is empty, too large, protected, or something else under a spreadsheet's name.
    """
    if not content:
        raise refusal("empty")
    if len(content) > largest:
        raise refusal("too_large", size=len(content) / 2**20, limit=largest / 2**20)
    if content.startswith(_ZIP):
        return FileKind.XLSX
    if content.startswith(SIGNATURE):
        return _inside_ole(content)
    for magic, what in _OTHERS:
        if content.startswith(magic):
            raise refusal("other_format", what=what)
    if content.startswith(_OLD_BIFF) and b"\0" in content[:64]:
        raise refusal("old_excel")
    _refuse_markup(content)
    return FileKind.TEXT


def _inside_ole(content: bytes) -> FileKind:
    """Look at the names at the top of the container: a cell or an embedded document may hold any of them."""
    try:
        names = CompoundFile(content).names
    except DamagedCompoundFileError as damaged:
        raise refusal("password" if "EncryptedPackage".encode("utf-16-le") in content else "old_excel") from damaged
    if "encryptedpackage" in names:
        raise refusal("password")
    if "_vba_project_cur" in names:
        raise refusal("macros")
    if names & {"workbook", "book"}:
        return FileKind.XLS
    raise refusal("word" if names & {"worddocument", "powerpoint document"} else "old_excel")


def _refuse_markup(content: bytes) -> None:
    head = content[:2048].decode("utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", errors="replace")
    head = head.lstrip("\ufeff \t\r\n")
    if _WEB.match(head):
        raise refusal("web_page")
    if head.startswith("<?xml"):
        raise refusal("web_page" if _WEB.search(head) else "xml_2003")
