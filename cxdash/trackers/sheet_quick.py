"""A worksheet's XML read by pattern, where it is written as the usual programs write it: twice as fast as a stream.

Nothing is expanded here and no document type is ever followed: a sheet with any declaration, comment or unusual form is
left to the streaming reader, and so is one where a single cell does not fit the pattern.
"""

import re
from html import unescape

from cxdash.trackers import limits
from cxdash.trackers.cells import Cell, letters
from cxdash.trackers.sheet_cells import SheetCells, is_true, put

LETTERS = [letters(column) for column in range(limits.COLUMNS)] + [""]
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([^"']+)""")
_CELLS = re.compile(
    r'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?(?:><v>([^<]*)</v></c>|/>|>(.*?)</c>)',
    re.DOTALL,
).findall
_FORMULA = re.compile(r"<f(?:\s[^>]*)?(?:/>|>.*?</f>)", re.DOTALL)
_VALUE = re.compile(r"<v(?:\s[^>]*)?>([^<]*)</v>")
_TEXT = re.compile(r"<t(?:\s[^>]*)?>([^<]*)</t>")
_NUMBER = re.compile(r'\br="([0-9]+)"')
_HIDDEN = re.compile(r'\bhidden="([^"]+)"')
_COLUMN = re.compile(r"<col ([^>]*)>")
_SPAN = re.compile(r'\b(min|max|hidden)="([^"]*)"')
_MERGE = re.compile(r'<mergeCell ref="([^"]*)"')


def regular_text(content: bytes) -> str | None:
    """Return a worksheet's XML as text where it is plain enough to be read by pattern, else None."""
    head = content[:512]
    if b"<!" in content or b"<worksheet" not in content[:4096] or not content.rstrip().endswith(b"</worksheet>"):
        return None
    encoding = _ENCODING.search(head)
    if encoding and encoding[1].lower() not in {b"utf-8", b"us-ascii", b"ascii"}:
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def read_quick(text: str, cells: SheetCells) -> bool:
    """Fill ``cells`` from a worksheet's XML; return whether every cell fitted. Where not, the cells are of no use.

    Raises:
        RefusedFileError: the sheet breaks a limit.
    """
    before, _, rest = text.partition("<sheetData>")
    body, _, after = rest.partition("</sheetData>")
    if len(_MERGE.findall(after)) != after.count("<mergeCell "):
        return False
    try:
        if _read_rows(body, cells) != body.count("<c ") + body.count("<c>"):
            return False
    except (LookupError, ValueError, OverflowError):
        return False
    for attributes in _COLUMN.findall(before):
        span = dict(_SPAN.findall(attributes))
        if is_true(span.get("hidden")):
            cells.hide_columns(span["min"], span["max"])
    for reference in _MERGE.findall(after):
        cells.merge(reference)
    return True


def _read_rows(body: str, cells: SheetCells) -> int:
    matched = closed = 0
    chunks = body.split("<row")[1:]
    for chunk in chunks:
        head, _, rest = chunk.partition(">")
        closed += head.endswith("/")
        number = _NUMBER.search(head)
        hidden = _HIDDEN.search(head) if "hidden" in head else None
        row = cells.row(number[1] if number else None, hidden=bool(hidden and is_true(hidden[1])))
        found = _CELLS(rest)
        matched += len(found)
        cells.count += len(found)
        _fill(row, found, cells)
        cells.widen(len(row))
    if body.count("</row>") + closed != len(chunks):
        raise ValueError("a row has no end")
    return matched


def _fill(row: list[Cell], found: list[tuple[str, str, str, str, str]], cells: SheetCells) -> None:
    """Put a row's cells into it; written for speed, since it runs up to two million times."""
    order = LETTERS
    styled = cells.styled
    texts = cells.texts
    append = row.append
    for name, style, kind, value, other in found:
        cell: Cell
        if value:
            if kind == "s":
                cell = texts[value]
            elif not kind:
                by_text = styled.get(style)
                cell = float(value) if by_text is None else by_text[value]
            else:
                cell = cells.typed(kind, style, unescape(value), formula=False)
        elif other:
            cell = _other(kind, style, other, cells)
        else:
            continue
        if cell is not None:
            if name == order[len(row)]:
                append(cell)
            else:
                put(row, cells.column(name), cell)


def _other(kind: str, style: str, inside: str, cells: SheetCells) -> Cell:
    """Return the value of a cell with a formula or with its text inside."""
    rest, formulas = _FORMULA.subn("", inside)
    texts = _TEXT.findall(rest) if kind == "inlineStr" else _VALUE.findall(rest)
    if "<v" in rest and not texts and "<v/>" not in rest:
        raise ValueError(inside)
    return cells.typed(kind or None, style, unescape("".join(texts)), formula=bool(formulas))
