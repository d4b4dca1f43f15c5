"""Text files of separated values: their encoding and delimiter found, their rows read as text."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cxdash.trackers.files import limits
from cxdash.trackers.files.cells import Cell, Grid
from cxdash.trackers.problems import refusal

DELIMITERS = (",", ";", "\t", "|", ":", " ", "^", "~")
_WEIGHTS = {"\t": 1.15, ";": 1.12, "|": 1.12, ",": 1.0, "^": 1.0, "~": 1.0, ":": 0.3, " ": 0.2}
_IN_TEXTS = frozenset(": ^~")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE_LINES = 200
_SAMPLE_BYTES = 1 << 20
_WITHOUT_ZEROS = frozenset({"utf-8", "utf-8-sig", "cp1252"})
_MOST_IN_A_LINE = limits.TEXT  # a text of several lines may hold as many delimiters, but no more
_BLANKS = re.compile(r"(?<=\S) +(?=\S)")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


@dataclass(frozen=True, slots=True)
class TextTable:
    """A text file's rows, and how they had to be read."""

    grid: Grid
    encoding: str
    delimiter: str


def read_text(content: bytes, name: str) -> TextTable:
    """Read a file of separated values.

    Raises:
        RefusedFileError: binary data, or a field or row beyond the limits.
    """
    encoding = encoding_of(content)
    if b"\0" in content and encoding in _WITHOUT_ZEROS:
        raise refusal("nul_bytes")
    delimiter = delimiter_of(_decoder(encoding).decode(content[:_SAMPLE_BYTES]))
    with io.TextIOWrapper(io.BytesIO(content), encoding, errors="replace", newline="") as lines:
        rows = _rows(_within_limits(lines, delimiter), delimiter, name)
    return TextTable(Grid(name, rows), encoding, delimiter)


def encoding_of(content: bytes) -> str:
    """Return the encoding: by its mark, by the pattern of zeros, else UTF-8, else Windows' western one."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    by_zeros = _encoding_by_zeros(content[:4096])
    if by_zeros:
        return by_zeros
    return "utf-8" if _is_utf8(content) else "cp1252"


def _is_utf8(content: bytes) -> bool:
    """Whether all of it is UTF-8, a piece at a time: decoded whole, one rare letter makes it four times as large."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for place in range(0, len(content), _SAMPLE_BYTES):
            decoder.decode(content[place : place + _SAMPLE_BYTES])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    return codecs.getincrementaldecoder(encoding)("replace")


def _encoding_by_zeros(sample: bytes) -> str | None:
    if sample.count(0) < len(sample) / 3 or len(sample) < 8:
        return None
    share = [sample[place::4].count(0) / max(len(sample[place::4]), 1) for place in range(4)]
    if min(share[1:]) > 0.7 and share[0] < 0.3:
        return "utf-32-le"
    if min(share[:3]) > 0.7 and share[3] < 0.3:
        return "utf-32-be"
    if min(share[1], share[3]) > 0.7 and max(share[0], share[2]) < 0.3:
        return "utf-16-le"
    if min(share[0], share[2]) > 0.7 and max(share[1], share[3]) < 0.3:
        return "utf-16-be"
    return None


def delimiter_of(text: str) -> str:
    """Return the delimiter that cuts most lines into the same number of fields, more than one."""
    lines = [line for line in _QUOTED.sub('""', text[: 1 << 18]).splitlines()[:_SAMPLE_LINES] if line.strip()]
    if not lines:
        return ""
    votes = {delimiter: _vote(lines, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: votes[delimiter])
    return best if votes[best] > 0 else ","


def _vote(lines: list[str], delimiter: str) -> float:
    counts = Counter(_times(line, delimiter) for line in lines)
    counts.pop(0, None)
    if not counts:
        return 0.0
    # Decimal commas and lists in texts cut lines too, but hardly ever the header; what stands in texts, like blanks and
    # colons, needs to be regular throughout.
    commonest, times = max(counts.items(), key=lambda item: (item[1], item[0]))
    regular = times / len(lines)
    if delimiter in _IN_TEXTS and regular < 0.95:
        return 0.0
    return _WEIGHTS[delimiter] * regular**3 * (1 + min(commonest, 20) / 40)


def _times(line: str, delimiter: str) -> int:
    """Count a delimiter in a line; blanks side by side line columns up and are one."""
    return len(_BLANKS.findall(line)) if delimiter == " " else line.count(delimiter)


def _within_limits(lines: Iterable[str], delimiter: str) -> Iterator[str]:
    """Pass lines on, unless one alone would fill the memory with its fields."""
    for line in lines:
        if "\0" in line:
            raise refusal("nul_bytes")
        if delimiter and line.count(delimiter) > _MOST_IN_A_LINE:
            raise refusal("too_many_columns", count=line.count(delimiter) + 1, limit=limits.CSV_COLUMNS)
        yield line


def _rows(lines: Iterable[str], delimiter: str, name: str) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    seen: dict[str, str | None] = {"": None}
    cells = 0
    csv.field_size_limit(limits.TEXT)
    try:
        for record in csv.reader(lines, delimiter=delimiter or ",", skipinitialspace=True):
            if len(record) > limits.CSV_COLUMNS:
                raise refusal("too_many_columns", count=len(record), limit=limits.CSV_COLUMNS)
            cells += len(record)
            if cells > limits.CELLS:
                raise refusal("too_many_cells", limit=limits.CELLS)
            rows.append([seen[field] if field in seen else _field(field, seen) for field in record])
    except csv.Error as error:  # the one that this dialect knows: a field beyond the limit
        raise refusal("text_too_long", sheet=name, limit=limits.TEXT) from error
    return rows


def _field(field: str, seen: dict[str, str | None]) -> str | None:
    return seen.setdefault(field, field.strip() or None)
