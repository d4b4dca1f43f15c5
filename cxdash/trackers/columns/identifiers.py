"""Columns that tell rows apart and count nothing: ids, codes, telephone numbers, places on maps, numbers of rows."""

from cxdash.domain.metrics import plain
from cxdash.trackers.tables.frames import ColumnProfile
from cxdash.trackers.vocabulary import words
from cxdash.trackers.words import spaced

_CODES = words("code")
_PERIODS = words("period")  # "date_key" is a day
_ENDINGS = words("code_ending")
_COUNTERS = words("counter")
_OF_LISTS = words("list_counter")
_CONTACTS = words("contact")


def is_identifier(column: ColumnProfile) -> bool:
    """Whether a column's header, or how its numbers follow each other, says that it holds identifiers.

    ``Number`` and ``No.`` may head counts as well: there the numbers must go up row by row. ``Phone`` may be a
    channel: only texts below it are telephone numbers. ``Line`` and ``Item`` may head names: identifiers have digits.
    """
    name = _name(column.label)
    *before, last = _name(column.last).split() or [""]
    if name in _CODES or (last in _ENDINGS and not _PERIODS & set(before)):
        return True
    if column.numeric:
        return name in _OF_LISTS or (column.counts_rows and (not name or name in _COUNTERS))
    numbered = name in _COUNTERS and 2 * sum(map(_has_digit, column.texts)) >= len(column.texts)
    return numbered or name.rpartition(" ")[2] in _CONTACTS


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _name(label: str) -> str:
    """Return a header in plain words, ``decimalLatitude`` as two."""
    return plain(spaced(label).replace("#", " # ").replace(".", " "))
