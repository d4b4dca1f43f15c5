"""A workbook's zip archive, opened with limits on what may come out of it."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from cxdash.trackers.files import limits
from cxdash.trackers.problems import refusal

_CHUNK = 1 << 18


class Archive:
    """The parts of a workbook by name; counts the bytes that really come out while they are read.

    Raises RefusedFileError for damaged archives, for names that point outside, and for parts that swell.
    """

    def __init__(self, content: bytes) -> None:
        """Read the list of parts and check its names and number."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError, UnicodeError) as error:
            raise refusal("damaged") from error
        if len(entries) > limits.PARTS:
            raise refusal("too_many_parts", count=len(entries), limit=limits.PARTS)
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            name = entry.filename.replace("\\", "/")
            if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
                raise refusal("unsafe_name", name=name)
            if name.casefold() in self._parts:
                raise refusal("duplicate_part", name=name)
            self._parts[name.casefold()] = entry
        # What the directory says of a part's size is never less than what comes out of it: zipfile stops there.
        if sum(entry.file_size for entry in entries) > limits.ALL_PARTS:
            raise refusal("too_much_inside", limit=limits.ALL_PARTS / 2**20)
        self._inflated = 0

    def __contains__(self, name: str) -> bool:
        """Whether the archive has this part; names differ in case between programs."""
        return name.casefold() in self._parts

    def names(self) -> list[str]:
        """Every part's name, in lower case."""
        return list(self._parts)

    def size(self, name: str) -> int:
        """How many bytes a part says it has."""
        entry = self._parts.get(name.casefold())
        return entry.file_size if entry else 0

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part's bytes piece by piece, refusing it as soon as it grows beyond its limits."""
        entry = self._parts.get(name.casefold())
        if entry is None:
            raise refusal("part_missing", name=name)
        if entry.flag_bits & 1:
            raise refusal("password")
        self._check(entry, entry.file_size)
        size = 0
        try:
            with self._zip.open(entry) as part:
                while piece := part.read(_CHUNK):
                    size += len(piece)
                    self._inflated += len(piece)
                    self._check(entry, size)
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise refusal("damaged") from error

    def ahead(self, name: str) -> Iterator[bytes]:
        """Yield a part's bytes for a look before it is read: they do not count as come out of the archive."""
        before = self._inflated
        yield from self.chunks(name)
        self._inflated = before

    def read(self, name: str) -> bytes:
        """Return a part's bytes whole."""
        return b"".join(self.chunks(name))

    def _check(self, entry: zipfile.ZipInfo, size: int) -> None:
        if size > limits.RATIO_FROM and size > limits.RATIO * max(entry.compress_size, 1):
            raise refusal("swells", name=entry.filename)
        if size > limits.PART or self._inflated > limits.ALL_PARTS:
            raise refusal("too_much_inside", limit=limits.PART / 2**20)
