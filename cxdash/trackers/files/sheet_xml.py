"""A worksheet's XML read as a stream: slower than the quick way, and at home in every form that XML may take."""

import re
from collections.abc import Callable, Iterable

from cxdash.trackers.files import limits
from cxdash.trackers.files.cells import Cell
from cxdash.trackers.files.sheet_cells import SheetCells, is_true, put
from cxdash.trackers.files.xml_parts import local, stream
from cxdash.trackers.problems import refusal

_DIGITS = re.compile(r"[0-9]+")
_INSIDE_TEXT = frozenset(
    [
        "t",
        "r",
        "rPr",
        "rPh",
        "phoneticPr",
        "b",
        "i",
        "u",
        "sz",
        "color",
        "rFont",
        "family",
        "charset",
        "scheme",
        "strike",
        "vertAlign",
        "outline",
        "shadow",
        "condense",
        "extend",
    ]
)


def read_stream(part: str, chunks: Iterable[bytes], cells: SheetCells) -> None:
    """Fill ``cells`` from a worksheet's XML.

    Raises:
        RefusedFileError: the XML is damaged, brings a document type, or breaks a limit.
    """
    reader = _Reader(cells)
    try:
        stream(part, chunks, reader.start, reader.text)
        reader.finish()
    except (IndexError, ValueError, OverflowError) as error:
        raise refusal("bad_xml", name=part) from error


class _Reader:
    """Takes tags one by one; a cell is finished when the next tag outside of it opens."""

    def __init__(self, cells: SheetCells) -> None:
        self._cells = cells
        self._pieces: list[str] = []
        self._length = 0
        self._row: list[Cell] = []
        self._column = -1
        self._attributes: dict[str, str] | None = None
        self._formula = False
        self._inside = False
        self._has_value = False
        self._tags: dict[str, Callable[[dict[str, str]], None]] = {
            "v": self._value,
            "is": self._inline,
            "f": self._note_formula,
            "c": self._open_cell,
            "row": self._open_row,
            "mergeCell": lambda attributes: self._cells.merge(attributes.get("ref", "")),
            "col": self._columns,
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take an opening tag."""
        name = local(tag)
        handler = self._tags.get(name)
        if handler is not None:
            handler(attributes)
        elif not self._inside or name not in _INSIDE_TEXT:
            self.finish()

    def text(self, piece: str) -> None:
        """Take a piece of text, refused as soon as it is longer than a cell can hold."""
        if self._has_value:
            self._length += len(piece)
            if self._length > limits.TEXT:
                raise refusal("text_too_long", sheet=self._cells.name, limit=limits.TEXT)
            self._pieces.append(piece)

    def finish(self) -> None:
        """Put the open cell into its row."""
        if self._attributes is None:
            return
        attributes, self._attributes, self._inside = self._attributes, None, False
        kind, style = attributes.get("t"), attributes.get("s")
        text = "".join(self._pieces) if self._has_value else ""
        value = self._cells.typed(kind, style, text, formula=self._formula)
        reference = attributes.get("r")
        self._column = self._column + 1 if reference is None else self._place(reference, value)
        if self._column >= limits.COLUMNS:
            raise refusal("bad_address", sheet=self._cells.name, cell=f"column {self._column + 1}")
        if value is not None:
            put(self._row, self._column, value)

    def _place(self, reference: str, value: Cell) -> int:
        """Return a cell's column; an empty cell is not looked up, for it widens no sheet."""
        return self._column + 1 if value is None else self._cells.column(_DIGITS.sub("", reference))

    def _value(self, _: dict[str, str]) -> None:
        self._pieces.clear()
        self._length = 0
        self._has_value = True

    def _inline(self, _: dict[str, str]) -> None:
        self._value(_)
        self._inside = True

    def _note_formula(self, _: dict[str, str]) -> None:
        self._formula = True

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self.finish()
        self._attributes = attributes
        self._formula = self._has_value = False
        self._pieces.clear()
        self._cells.count += 1
        if self._cells.count > limits.CELLS:
            raise refusal("too_many_cells", limit=limits.CELLS)

    def _open_row(self, attributes: dict[str, str]) -> None:
        self.finish()
        self._row = self._cells.row(attributes.get("r"), hidden=is_true(attributes.get("hidden")))
        self._column = -1

    def _columns(self, attributes: dict[str, str]) -> None:
        if is_true(attributes.get("hidden")):
            self._cells.hide_columns(attributes.get("min", "1"), attributes.get("max", "1"))
