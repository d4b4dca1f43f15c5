"""What kind of content a cell has, as far as finding tables needs to know."""

from datetime import timedelta
from enum import IntEnum
from functools import lru_cache

from cxdash.domain.periods import Grain
from cxdash.trackers.files.cells import Cell, CellError, Uncached
from cxdash.trackers.periods.when import parse_when
from cxdash.trackers.values.marks import is_error, is_missing
from cxdash.trackers.values.numbers import parse_number, parse_pair

_LONGEST = 200
"""Characters; what is longer is text and nothing else, whatever digits are in it."""


class Kind(IntEnum):
    """The kinds of content."""

    EMPTY = 0
    NUMBER = 1
    DATE = 2
    PERIOD = 3
    TEXT = 4
    MISSING = 5
    BOOL = 6
    ERROR = 7


def kind_of(cell: Cell) -> Kind:
    """Return a cell's kind; a number or a date written as text counts as what it says."""
    if cell is None:
        return Kind.EMPTY
    if isinstance(cell, CellError | Uncached):
        return Kind.ERROR
    if isinstance(cell, str):
        return _kind_of_text(cell)
    if isinstance(cell, bool):
        return Kind.BOOL
    if isinstance(cell, float | timedelta):
        return Kind.NUMBER
    return Kind.DATE


@lru_cache(maxsize=50_000)
def _kind_of_text(text: str) -> Kind:
    if len(text) > _LONGEST:
        return Kind.TEXT
    if is_missing(text):
        return Kind.MISSING
    if is_error(text):
        return Kind.ERROR
    has_digit = any(letter.isdigit() for letter in text)
    if has_digit and any(parse_number(text, decimal_comma=comma) is not None for comma in (False, True)):
        return Kind.NUMBER
    found = parse_when(text)
    if found is not None:
        return Kind.DATE if found.day is not None and found.grain is Grain.DAY else Kind.PERIOD
    return Kind.NUMBER if has_digit and parse_pair(text, decimal_comma=False) is not None else Kind.TEXT
