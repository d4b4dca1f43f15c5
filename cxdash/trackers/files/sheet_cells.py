"""What reading a worksheet collects: its cells as values, its merges and hidden parts, within limits."""

import re
from datetime import date, datetime, timedelta
from math import isfinite

from cxdash.trackers.files import limits
from cxdash.trackers.files.cells import UNCACHED, Cell, CellError, Grid, Merge, Percent, column_number
from cxdash.trackers.files.number_formats import Shown
from cxdash.trackers.files.ooxml import Frame, clean
from cxdash.trackers.problems import refusal

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LAST_SERIAL = 2_958_466
_EMPTY: list[Cell] = []
_TRUE = frozenset({"1", "true"})


class _Styled(dict[str, Cell]):
    """The values of one style by their text; each distinct text is converted once."""

    def __init__(self, cells: "SheetCells", shown: Shown) -> None:
        super().__init__()
        self._cells = cells
        self._shown = shown

    def __missing__(self, text: str) -> Cell:
        value = self[text] = self._cells.shown_as(float(text), self._shown)
        return value


class SheetCells:
    """The cells of one sheet while it is read."""

    def __init__(self, name: str, frame: Frame) -> None:
        """Begin with no cells."""
        self.name = name
        self.count = 0
        self.styled = {style: _Styled(self, shown) for style, shown in frame.shown.items()}
        self.texts = frame.texts_by_number
        self._frame = frame
        self._rows: dict[int, list[Cell]] = {}
        self._columns: dict[str, int] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
        self._merges: list[Merge] = []
        self._width = 0
        self._errors = False
        self._last = 0
        self._held = 0
        self._open: list[Cell] = []
        self._opened_with = 0

    def row(self, number_text: str | None, *, hidden: bool) -> list[Cell]:
        """Open a row by its number, the next one where it has none; return its cells to fill."""
        number = int(number_text) if number_text else self._last + 1
        if not 0 < number <= limits.ROWS:
            raise refusal("bad_address", sheet=self.name, cell=f"row {number}")
        if self.count > limits.CELLS:
            raise refusal("too_many_cells", limit=limits.CELLS)
        if hidden:
            self._hidden_rows.add(number - 1)
        self._refuse_when_sparse()
        self._last, self._open = number, self._rows.setdefault(number, [])
        self._opened_with = len(self._open)
        return self._open

    def _refuse_when_sparse(self) -> None:
        """Refuse the sheet as soon as its rows hold far more places than cells, before they fill the memory."""
        self._held += len(self._open) - self._opened_with
        if self._held > limits.GRID and self._held > limits.GRID_FILL * self.count:
            raise refusal("sparse_grid", sheet=self.name, size=self._held)

    def column(self, letters: str) -> int:
        """Return the number of a column by its letters, refused outside of Excel's sheet."""
        found = self._columns.get(letters)
        if found is not None:
            return found
        number = column_number(letters) if letters.isascii() and letters.isalpha() and letters.isupper() else -1
        if not 0 <= number < limits.COLUMNS:
            raise refusal("bad_address", sheet=self.name, cell=letters[:40])
        self._width = max(self._width, number + 1)
        return self._columns.setdefault(letters, number)

    def widen(self, width: int) -> None:
        """Note that rows reach this far."""
        self._width = max(self._width, width)

    def shown_as(self, number: float, shown: Shown) -> Cell:
        """Return a number as its format shows it: a share, a day, a length of time or just the number."""
        if shown is Shown.PERCENT:
            return Percent(number)
        if shown is Shown.TIME and abs(number) < _LAST_SERIAL:
            return timedelta(days=number)
        if shown is Shown.DATE:
            return day_of(number, from_1904=self._frame.from_1904)
        return number

    def typed(self, kind: str | None, style: str | None, text: str, *, formula: bool) -> Cell:
        """Return the value of any cell from its type, style and text.

        Raises:
            IndexError or ValueError: the cell points to a text that is not there.
        """
        plain = text.strip()
        if kind == "e" or (formula and not plain):
            self._errors = True
        if kind in {None, "n"}:
            return self._number(plain, style or "") if plain else UNCACHED if formula else None
        match kind:
            case "s":
                return self._frame.texts[_position(plain)] if plain else None
            case "e":
                return CellError(plain or "#ERROR!")
            case "b":
                return plain == "1"
            case "d":
                return _iso(plain)
            case _:
                return clean(text)

    def _number(self, text: str, style: str) -> Cell:
        try:
            styled = self.styled.get(style)
            return float(text) if styled is None else styled[text]
        except ValueError:
            return clean(text)

    def hide_columns(self, first: str, last: str) -> None:
        """Note hidden columns, given by their one-based numbers; there are no more spans than columns."""
        if len(self._hidden_columns) < limits.COLUMNS:
            self._hidden_columns.append((max(int(first) - 1, 0), int(last)))

    def _columns_hidden(self) -> frozenset[int]:
        """Return the hidden columns among those that hold anything; spans that overlap are gone through once."""
        found: set[int] = set()
        reached = 0
        for first, end in sorted(self._hidden_columns):
            found.update(range(max(first, reached), min(end, self._width)))
            reached = max(reached, end)
        return frozenset(found)

    def merge(self, reference: str) -> None:
        """Note a merged area."""
        corners = [_ADDRESS.fullmatch(corner) for corner in reference.split(":")]
        points = [(int(corner[2]) - 1, column_number(corner[1])) for corner in corners if corner]
        if not points or len(points) != len(corners) or len(points) > 2:
            raise refusal("bad_address", sheet=self.name, cell=reference[:40])
        (top, left), (bottom, right) = points[0], points[-1]
        if bottom >= limits.ROWS or right >= limits.COLUMNS:
            raise refusal("bad_address", sheet=self.name, cell=reference[:40])
        self._merges.append((top, left, bottom, right))
        if len(self._merges) > limits.MERGES:
            raise refusal("too_many_merges", sheet=self.name)

    def grid(self, *, hidden: bool) -> Grid:
        """Return the sheet's cells, refused where they lie too far apart or too much is merged."""
        last = max((number for number, cells in self._rows.items() if cells), default=0)
        size = last * self._width
        if size > limits.GRID and size > limits.GRID_FILL * self.count:
            raise refusal("sparse_grid", sheet=self.name, size=size)
        merged = sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in self._merges)
        if merged > limits.MERGED_AREA:
            raise refusal("too_many_merges", sheet=self.name)
        return Grid(
            self.name,
            [self._rows.get(number, _EMPTY) for number in range(1, last + 1)],
            hidden=hidden,
            hidden_rows=frozenset(row for row in self._hidden_rows if row < last),
            hidden_columns=self._columns_hidden(),
            merges=tuple(self._merges),
            may_have_errors=self._errors,
        )


def put(row: list[Cell], column: int, value: Cell) -> None:
    """Put a value into a row at a column, whatever order cells come in."""
    if column == len(row):
        row.append(value)
    elif column > len(row):
        row.extend([None] * (column - len(row)))
        row.append(value)
    else:
        row[column] = value


def is_true(text: str | None) -> bool:
    """Whether an attribute says yes."""
    return text in _TRUE


def day_of(serial: float, *, from_1904: bool) -> Cell:
    """Return the day or moment of an Excel serial number, the number itself where it is no day.

    Excel believes that 1900 was a leap year, so serials below 60 count from a day later.
    """
    if not isfinite(serial) or not 0 <= serial < _LAST_SERIAL - 1_462:
        return serial
    first = (1904, 1, 1) if from_1904 else (1899, 12, 31 if serial < 60 else 30)
    origin = datetime(*first)  # noqa: DTZ001 - cells hold no zone
    days = int(serial)
    moment = origin + timedelta(days=days, seconds=round((serial - days) * 86_400))
    return moment if moment.hour or moment.minute or moment.second else moment.date()


def _position(text: str) -> int:
    position = int(text)
    if position < 0:
        raise IndexError(text)
    return position


def _iso(text: str) -> Cell:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text or None
    day = date(moment.year, moment.month, moment.day)
    return moment.replace(tzinfo=None) if moment.hour or moment.minute or moment.second else day
