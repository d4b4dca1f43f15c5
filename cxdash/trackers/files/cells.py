"""What one cell can hold after reading, and the grid of cells that every file format becomes."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta


class Percent(float):
    """A number that its sheet shows in percent; 0.125 is 12.5 %."""

    __slots__ = ()


class CellError(str):
    """An error that Excel shows in place of a value, such as ``#DIV/0!``."""

    __slots__ = ()


class Uncached:
    """A formula that was saved without its result."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Name the marker."""
        return "UNCACHED"


UNCACHED = Uncached()

Cell = float | str | bool | date | datetime | timedelta | Uncached | None
Merge = tuple[int, int, int, int]

_LETTERS: list[str] = []


def letters(column: int) -> str:
    """Write a column number (0 is A) in letters."""
    while len(_LETTERS) <= column:
        number, text = len(_LETTERS) + 1, ""
        while number:
            number, rest = divmod(number - 1, 26)
            text = chr(65 + rest) + text
        _LETTERS.append(text)
    return _LETTERS[column]


def column_number(text: str) -> int:
    """Read column letters as a number; A is 0."""
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number - 1


def address(row: int, column: int) -> str:
    """Write a cell's address as Excel does, from zero-based numbers."""
    return f"{letters(column)}{row + 1}"


@dataclass(slots=True)
class Grid:
    """One sheet's cells; rows may be ragged, row 0 is Excel's row 1. Merges are (top, left, bottom, right).

    A reader that met neither an error nor a formula without its result says so, which saves a search of all cells.
    """

    name: str
    rows: list[list[Cell]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] = ()
    notes: list[str] = field(default_factory=list)
    may_have_errors: bool = True

    def at(self, row: int, column: int) -> Cell:
        """Return a cell's value, None outside what the file holds."""
        if not 0 <= row < len(self.rows):
            return None
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None
