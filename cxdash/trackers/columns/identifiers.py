"""Columns that tell rows apart and count nothing: ids, codes, telephone numbers, places on maps, numbers of rows."""

from cxdash.domain.metrics import plain
from cxdash.trackers.tables.frames import ColumnProfile
from cxdash.trackers.vocabulary import words

_CODES = words("code")
_ENDINGS = words("code_ending")
_COUNTERS = words("counter")
_OF_LISTS = words("list_counter")
_CONTACTS = words("contact")


def is_identifier(column: ColumnProfile) -> bool:
    """Whether a column's header, or how its numbers follow each other, says that it holds identifiers.

    ``Number`` and ``No.`` may head counts as well: there the numbers must go up row by row. ``Phone`` may be a
    channel: only texts below it are telephone numbers.
    """
    name = _name(column.label)
    if name in _CODES or _name(column.last).rpartition(" ")[2] in _ENDINGS:
        return True
    if column.numeric:
        return name in _OF_LISTS or (column.counts_rows and (not name or name in _COUNTERS))
    return name in _COUNTERS or name.rpartition(" ")[2] in _CONTACTS


def _name(label: str) -> str:
    return plain(label.replace("#", " # ").replace(".", " "))
