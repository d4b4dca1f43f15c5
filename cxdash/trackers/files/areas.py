"""Rectangles and cells by their Excel addresses, as people and answers name them: ``A4:H5``, ``C4``."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from cxdash.trackers.files.cells import address, column_number

_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


class Area(NamedTuple):
    """A rectangle of a sheet; all bounds are inclusive and zero-based."""

    first: int
    left: int
    last: int
    right: int

    @classmethod
    def parse(cls, text: str) -> "Area":
        """Read ``A4:H5``, or ``A4`` for one cell; raises ValueError where it is no address."""
        start, _, end = text.partition(":")
        (row, column), (other_row, other_column) = cell_of(start), cell_of(end or start)
        return cls(min(row, other_row), min(column, other_column), max(row, other_row), max(column, other_column))

    def __str__(self) -> str:
        """Write ``A4:H5``, also where both corners are one cell."""
        return f"{address(self.first, self.left)}:{address(self.last, self.right)}"

    @property
    def start(self) -> str:
        """The address of the top left cell."""
        return address(self.first, self.left)

    def beside(self, other: "Area") -> bool:
        """Whether no column is in both."""
        return self.right < other.left or other.right < self.left

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies inside."""
        return self.first <= row <= self.last and self.left <= column <= self.right


def cell_of(text: str) -> tuple[int, int]:
    """Return a cell's row and column, zero-based; raises ValueError where the text is no address."""
    match = _CELL.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"“{text}” is not the address of a cell. Write it as C4.")
    return int(match[2]) - 1, column_number(match[1])


def cell_on(sheet: str, key: str) -> tuple[int, int] | None:
    """Return the cell that a key such as ``Figures!C4`` names on this sheet, None where it names none of it."""
    if not key.startswith(f"{sheet}!"):
        return None
    match = _CELL.fullmatch(key[len(sheet) + 1 :])
    return None if match is None else (int(match[2]) - 1, column_number(match[1]))


def written(areas: Iterable[Area]) -> str:
    """Write areas from top to bottom and left to right, a blank between two."""
    return " ".join(str(area) for area in sorted(areas))
