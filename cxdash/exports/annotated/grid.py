"""Where the cells to mark stand in a worksheet's XML, found in one pass however large the sheet is."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from cxdash.exports.annotated import spans
from cxdash.trackers.files.cells import column_number

Place = tuple[int, int]
"""A row and a column, each counted from 0."""

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_MERGE = re.compile(rb"""<(?:[\w.-]+:)?mergeCell\s[^<>]*\bref\s*=\s*["']([A-Z0-9$:]+)["']""")
_AFTER_SHEET, _AFTER_PART, _AFTER_CHOICE = 1, 2, 3
"""How many elements are open where parts of the sheet, rows and columns, and what a program may choose, stand."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is written: where its tag opens, and its style."""

    start: int
    style: str


@dataclass(slots=True)
class Row:
    """A row with a cell to mark: where its tag opens and its content ends, its style, and its cells by column."""

    start: int
    end: int
    style: str | None
    cells: list[tuple[int, int]] = field(default_factory=list)

    def place_of(self, column: int) -> int:
        """Return where a cell belongs that is not there yet."""
        return next((start for other, start in self.cells if other > column), self.end)


@dataclass(slots=True)
class SheetMap:
    """The places of a sheet that marking needs, as offsets in its XML; ``-1`` is the end of what closes itself."""

    attributes: Mapping[str, str] = field(default_factory=dict)
    parts: list[tuple[str, int]] = field(default_factory=list)
    end: int = -1
    data_start: int = -1
    data_end: int = -1
    data_tag: str = ""
    cells: dict[Place, list[Cell]] = field(default_factory=dict)
    rows: dict[int, Row] = field(default_factory=dict)
    row_starts: list[tuple[int, int]] = field(default_factory=list)
    columns: list[tuple[int, int, str]] = field(default_factory=list)
    drawing: str | None = None

    @property
    def prefix(self) -> str:
        """The prefix of the sheet's tags, with its colon."""
        return self.data_tag.removesuffix("sheetData")

    def place_of_row(self, row: int) -> int:
        """Return where a row belongs that is not there yet."""
        return next((start for other, start in self.row_starts if other > row), self.data_end)

    def style_of(self, place: Place) -> str:
        """Return the style of a cell that is not there yet: its row's, else its column's."""
        row = self.rows.get(place[0])
        if row is not None and row.style is not None:
            return row.style
        return next((style for first, last, style in self.columns if first <= place[1] <= last), "0")


def place_of(address: str) -> Place | None:
    """Return the place that an address such as ``C7`` names, None where it names none."""
    found = _ADDRESS.fullmatch(address)
    return (int(found[2]) - 1, column_number(found[1])) if found else None


def shown_at(content: bytes, places: Iterable[Place]) -> dict[Place, Place]:
    """Return for each place the one where it is seen: the upper left corner of what it is merged into."""
    shown = {place: place for place in places}
    in_rows: dict[int, list[Place]] = {}
    for place in shown:
        in_rows.setdefault(place[0], []).append(place)
    for reference in _MERGE.findall(content):
        corners = [place_of(corner) for corner in reference.decode("ascii").split(":")]
        if len(corners) == 2 and corners[0] and corners[1]:
            (top, left), (bottom, right) = corners[0], corners[1]
            for row in in_rows.keys() & range(top, bottom + 1):
                shown |= {place: corners[0] for place in in_rows[row] if left <= place[1] <= right}
    return shown


def find(name: str, content: bytes, places: Collection[Place], marks: Collection[str]) -> SheetMap:
    """Go through a worksheet once.

    Args:
        name: the part's name, for the sentence that refuses it.
        content: its XML in UTF-8.
        places: the cells to mark.
        marks: the styles of cells that an earlier copy marked.

    Raises:
        RefusedFileError: the part is damaged.
    """
    reading = _Pass(name, content, places, marks)
    spans.run(reading.parser, name, content)
    return reading.found


class _Pass:
    """Takes opening and closing tags one by one; written for speed, since there may be millions."""

    def __init__(self, name: str, content: bytes, places: Collection[Place], marks: Collection[str]) -> None:
        self.found = SheetMap()
        self.parser = spans.parser_of(name)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._content = content
        self._places = frozenset(places)
        self._wanted = {row for row, _ in places}
        self._marks = frozenset(marks)
        self._depth = 0
        self._row_tag = self._cell_tag = ""
        self._row: Row | None = None
        self._inside_row = self._looking = False
        self._number = self._highest = self._column = -1

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._inside_row:
            if self._looking and tag == self._cell_tag:
                self._cell(attributes)
            return
        if tag == self._row_tag:
            self._open_row(attributes)
            return
        name = tag.rpartition(":")[2]
        if self._depth == 0:
            self.found.attributes = attributes
        elif self._depth == _AFTER_SHEET:
            self._part(tag, name, attributes)
        elif self._depth == _AFTER_PART and name == "col" and "style" in attributes:
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self.found.columns.append((first - 1, last - 1, attributes["style"]))
        elif self._depth == _AFTER_CHOICE and self.found.parts[-1][0] == "AlternateContent":
            self.found.parts[-1] = (name, self.found.parts[-1][1])
        self._depth += 1

    def _end(self, tag: str) -> None:
        if self._inside_row:
            if tag == self._row_tag:
                self._close_row()
            return
        self._depth -= 1
        if self._depth == 0:
            self.found.end = self.parser.CurrentByteIndex
        elif self._row_tag and tag == self.found.data_tag:
            self._row_tag = ""
            self.found.data_end = self._end_of(self.found.data_start)

    def _part(self, tag: str, name: str, attributes: Mapping[str, str]) -> None:
        self.found.parts.append((name, self.parser.CurrentByteIndex))
        if name == "sheetData":
            prefix = tag[: -len(name)]
            self.found.data_start, self.found.data_tag = self.parser.CurrentByteIndex, tag
            self._row_tag, self._cell_tag = f"{prefix}row", f"{prefix}c"
        elif name == "legacyDrawing":
            self.found.drawing = next((value for key, value in attributes.items() if key.endswith(":id")), None)

    def _open_row(self, attributes: Mapping[str, str]) -> None:
        start = self.parser.CurrentByteIndex
        self._number = int(attributes["r"]) - 1 if attributes.get("r") else self._highest + 1
        self._highest = max(self._highest, self._number)
        self._column = -1
        self._inside_row = True
        self.found.row_starts.append((self._number, start))
        wanted = self._number in self._wanted
        self._looking = wanted or bool(self._marks)
        has_style = "s" in attributes and attributes.get("customFormat") in {"1", "true"}
        self._row = Row(start, -1, attributes["s"] if has_style else None) if wanted else None

    def _close_row(self) -> None:
        self._inside_row = False
        if self._row is not None:
            self._row.end = self._end_of(self._row.start)
            self.found.rows.setdefault(self._number, self._row)

    def _cell(self, attributes: Mapping[str, str]) -> None:
        address, style = attributes.get("r"), attributes.get("s", "0")
        self._column = self._column + 1 if not address else column_number(address.rstrip("0123456789").strip("$"))
        start = self.parser.CurrentByteIndex
        if self._row is not None:
            self._row.cells.append((self._column, start))
        place = (self._number, self._column)
        if place in self._places or style in self._marks:
            self.found.cells.setdefault(place, []).append(Cell(start, style))

    def _end_of(self, start: int) -> int:
        """Return where the content of the element ends that opened at ``start`` and closes now."""
        opened = spans.tag_end(self._content, start)
        closes_itself = self._content[opened - 2 : opened] == b"/>"
        return -1 if closes_itself else self.parser.CurrentByteIndex
