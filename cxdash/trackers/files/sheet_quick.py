"""A worksheet's XML read by pattern, where it is written as the usual programs write it: twice as fast as a stream.

Nothing is expanded here and no document type is ever followed: a sheet with any declaration, comment or unusual form is
left to the streaming reader, and so is one where a single cell does not fit the pattern.
"""

import re
from collections.abc import Mapping
from html import unescape

from cxdash.trackers.files import limits
from cxdash.trackers.files.cells import Cell, letters
from cxdash.trackers.files.sheet_cells import SheetCells, is_true, put
from cxdash.trackers.problems import refusal

LETTERS = [letters(column) for column in range(limits.COLUMNS)] + [""]
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([^"']+)""")
# No pattern may look past the next tag or quotation mark, or a sheet of beginnings without ends takes for ever.
_CELLS = re.compile(
    r'<c r="([A-Z]{1,3})[0-9]{1,7}"([^<>/]{0,200})(?:><v>([^<]*)</v></c>|/>|>([^<]*(?:<(?!/?c[ >/])[^<]*){0,200})</c>)'
).findall
_ATTRIBUTE = re.compile(r'([a-z]{1,20})="([^"]*)"')
_FORMULA = re.compile(r"<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)")
_VALUE = re.compile(r"<v(?:\s[^<>]*)?>([^<]*)</v>")
_TEXT = re.compile(r"<t(?:\s[^<>]*)?>([^<]*)</t>")
_NUMBER = re.compile(r'\br="([0-9]+)"')
_HIDDEN = re.compile(r'\bhidden="([^"]+)"')
_COLUMN = re.compile(r"<col ([^<>]*)>")
_SPAN = re.compile(r'\b(min|max|hidden)="([^"]*)"')
_MERGE = re.compile(r'<mergeCell ref="([^"]*)"')
_LONGEST_ROW = 1 << 22
"""Characters; a longer row is left to the stream, which takes its cells one by one."""


def regular_text(content: bytes) -> str | None:
    """Return a worksheet's XML as text where it is plain enough to be read by pattern, else None."""
    head = content[:512]
    if b"<!" in content or b"<worksheet" not in content[:4096] or not content.rstrip().endswith(b"</worksheet>"):
        return None
    encoding = _ENCODING.search(head)
    if encoding and encoding[1].lower() not in {b"utf-8", b"us-ascii", b"ascii"}:
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n") if "\r" in text else text


def read_quick(text: str, cells: SheetCells) -> bool:
    """Fill ``cells`` from a worksheet's XML; return whether every cell fitted. Where not, the cells are of no use.

    Raises:
        RefusedFileError: the sheet breaks a limit.
    """
    begin, end = text.find("<sheetData>"), text.rfind("</sheetData>")
    if begin < 0:
        begin = end = text.find("<sheetData/>")
    if not 0 <= begin <= end or text.find("<sheetData", begin + 1) >= 0:
        return False
    before, after = text[:begin], text[end:]
    wanted = text.count("<c ", begin, end) + text.count("<c>", begin, end)
    if wanted > limits.CELLS:
        raise refusal("too_many_cells", limit=limits.CELLS)
    try:
        if _read_rows(text, begin, end, cells) != wanted:
            return False
    except (LookupError, ValueError, OverflowError):
        return False
    for attributes in _COLUMN.findall(before):
        span = dict(_SPAN.findall(attributes))
        if is_true(span.get("hidden")):
            cells.hide_columns(span["min"], span["max"])
    return _read_merges(after, cells)


def _read_merges(after: str, cells: SheetCells) -> bool:
    """Note the merged areas; return whether every one fitted the pattern."""
    wanted = after.count("<mergeCell ")
    if wanted > limits.MERGES:
        raise refusal("too_many_merges", sheet=cells.name)
    references = _MERGE.findall(after)
    for reference in references:
        cells.merge(reference)
    return len(references) == wanted


def _read_rows(text: str, begin: int, end: int, cells: SheetCells) -> int:
    """Read the rows between two places, without copying the text; return how many cells fitted the pattern."""
    matched = closed = rows = 0
    values = _ByAttributes(cells)
    place = text.find("<row", begin, end)
    while place >= 0:
        inside = text.index(">", place, end)
        following = text.find("<row", inside, end)
        head = text[place:inside]
        if (end if following < 0 else following) - inside > _LONGEST_ROW:
            return -1
        number = _NUMBER.search(head)
        hidden = _HIDDEN.search(head) if "hidden" in head else None
        row = cells.row(number[1] if number else None, hidden=bool(hidden and is_true(hidden[1])))
        found = _CELLS(text, inside, end if following < 0 else following)
        rows += 1
        closed += head.endswith("/")
        matched += len(found)
        cells.count += len(found)
        _fill(row, found, cells, values)
        cells.widen(len(row))
        place = following
    if text.count("</row>", begin, end) + closed != rows:
        message = "a row has no end"
        raise ValueError(message)
    return matched


def _fill(row: list[Cell], found: list[tuple[str, str, str, str]], cells: SheetCells, values: "_ByAttributes") -> None:
    """Put a row's cells into it; written for speed, since it runs up to two million times."""
    append = row.append
    for name, attributes, text, inside in found:
        if text:
            known = values[attributes]
            cell = float(text) if known is None else known[text]
        elif inside:
            cell = _other(attributes, inside, cells)
        else:
            continue
        if cell is not None:
            if name == LETTERS[len(row)]:
                append(cell)
            else:
                put(row, cells.column(name), cell)


class _ByAttributes(dict[str, Mapping[str, Cell] | None]):
    """What a cell's text means, by its attributes as written; None for plain numbers."""

    def __init__(self, cells: SheetCells) -> None:
        super().__init__()
        self._cells = cells

    def __missing__(self, written: str) -> Mapping[str, Cell] | None:
        attributes = dict(_ATTRIBUTE.findall(written))
        kind, style = attributes.get("t"), attributes.get("s", "")
        known: Mapping[str, Cell] | None
        if kind == "s":
            known = self._cells.texts
        elif kind in {None, "n"}:
            known = self._cells.styled.get(style)
        else:
            known = _Typed(self._cells, kind)
        self[written] = known
        return known


class _Typed(dict[str, Cell]):
    """The values of cells that say their type, by their text."""

    def __init__(self, cells: SheetCells, kind: str) -> None:
        super().__init__()
        self._cells = cells
        self._kind = kind

    def __missing__(self, text: str) -> Cell:
        value = self[text] = self._cells.typed(self._kind, None, unescape(text), formula=False)
        return value


def _other(written: str, inside: str, cells: SheetCells) -> Cell:
    """Return the value of a cell with a formula or with its text inside."""
    attributes = dict(_ATTRIBUTE.findall(written))
    kind = attributes.get("t")
    rest, formulas = _FORMULA.subn("", inside)
    texts = _TEXT.findall(rest) if kind == "inlineStr" else _VALUE.findall(rest)
    if "<v" in rest and not texts and "<v/>" not in rest:
        raise ValueError(inside)
    return cells.typed(kind, attributes.get("s"), unescape("".join(texts)), formula=bool(formulas))
