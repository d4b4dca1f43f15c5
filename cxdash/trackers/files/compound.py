"""The streams of a compound file, the container of Excel 97 to 2003 and of encrypted workbooks (MS-CFB)."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct("<30xHH6x8xI4xII4xI4x")
_LISTED_IN_HEADER = 109
_LAST_SECTOR = 0xFFFFFFFA  # what is above says the end of a chain, a free sector and the like (MS-CFB 2.1)
_ENTRY = struct.Struct("<64sHBxIII36xIQ")
_STREAM, _ROOT = 2, 5
_NOBODY = 0xFFFFFFFF


class DamagedCompoundFileError(Exception):
    """The chains or the directory of a compound file lead nowhere or in circles."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    """What lies at the top of a compound file, by name; embedded documents keep theirs to themselves.

    Every chain is followed at most as far as there are sectors, so that a circle ends with an error.

    Raises:
        DamagedCompoundFileError: it is no compound file, or its chains or directory are damaged.
    """

    def __init__(self, content: bytes) -> None:
        """Read the tables of sectors and the directory."""
        if not content.startswith(SIGNATURE) or len(content) < 512:
            raise DamagedCompoundFileError
        shift, small_shift, directory, cutoff, small, more = _HEADER.unpack_from(content)
        if shift not in {9, 12} or small_shift != 6:
            raise DamagedCompoundFileError
        self._content = content
        self._size = 1 << shift
        self._cutoff = cutoff
        self._table = self._table_of_sectors(more)
        entries = _entries(self._chained(directory), is_old=shift == 9)
        if not entries or entries[0].kind != _ROOT:
            raise DamagedCompoundFileError
        self._small_table = _numbers(self._chained(small))
        self._small_sectors = self._chained(entries[0].start)[: entries[0].size]
        self._top = _children(entries, entries[0])

    @property
    def names(self) -> frozenset[str]:
        """The names of the streams and storages at the top, in lower case."""
        return frozenset(self._top)

    def stream(self, name: str) -> bytes | None:
        """Return a stream's bytes, None where there is no such stream at the top."""
        entry = self._top.get(name.casefold())
        if entry is None or entry.kind != _STREAM:
            return None
        if entry.size >= self._cutoff:
            found = self._chained(entry.start)
        else:
            numbers = _chain(self._small_table, entry.start)
            found = b"".join(self._small_sectors[64 * number : 64 * number + 64] for number in numbers)
        if len(found) < entry.size:
            raise DamagedCompoundFileError
        return found[: entry.size]

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        if begin >= len(self._content):
            raise DamagedCompoundFileError
        return self._content[begin : begin + self._size]

    def _chained(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _chain(self._table, start))

    def _table_of_sectors(self, more: int) -> Sequence[int]:
        """Read which sector follows which; the list of the table's own sectors goes on in sectors of its own."""
        listed = list(struct.unpack_from(f"<{_LISTED_IN_HEADER}I", self._content, 76))
        left = len(self._content) // self._size
        while more < _LAST_SECTOR:
            *numbers, more = _numbers(self._sector(more))
            listed += numbers
            left -= 1
            if left < 0:
                raise DamagedCompoundFileError
        used = [number for number in listed if number < _LAST_SECTOR]
        if len(used) > len(self._content) // self._size:
            raise DamagedCompoundFileError
        return _numbers(b"".join(self._sector(number) for number in used))


def _numbers(sectors: bytes) -> Sequence[int]:
    count = len(sectors) // 4
    return struct.unpack(f"<{count}I", sectors[: 4 * count])


def _chain(table: Sequence[int], start: int) -> list[int]:
    """Return the numbers of the sectors of a chain, in order."""
    found: list[int] = []
    number = start
    while number < _LAST_SECTOR:
        if number >= len(table) or len(found) >= len(table):
            raise DamagedCompoundFileError
        found.append(number)
        number = table[number]
    return found


def _entries(directory: bytes, *, is_old: bool) -> list[_Entry]:
    found = []
    for place in range(0, len(directory) - 127, 128):
        name, length, kind, left, right, child, start, size = _ENTRY.unpack_from(directory, place)
        text = name[: max(min(length, 64) - 2, 0)].decode("utf-16-le", errors="replace")
        # The upper half of a size may hold rubbish in files with small sectors (MS-CFB 2.6.4).
        found.append(_Entry(text, kind, left, right, child, start, size & 0xFFFFFFFF if is_old else size))
    return found


def _children(entries: Sequence[_Entry], root: _Entry) -> dict[str, _Entry]:
    """Return the entries directly below the root, which form a tree of left and right neighbours."""
    found: dict[str, _Entry] = {}
    waiting, seen = [root.child], set[int]()
    while waiting:
        number = waiting.pop()
        if number == _NOBODY or number in seen:
            continue
        if number >= len(entries):
            raise DamagedCompoundFileError
        seen.add(number)
        entry = entries[number]
        found.setdefault(entry.name.casefold(), entry)
        waiting += [entry.left, entry.right]
    return found
