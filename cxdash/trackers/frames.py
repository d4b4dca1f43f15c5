"""A table cut out of its sheet: header labels, body rows, and what each column holds."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cxdash.domain.metrics import plain
from cxdash.domain.periods import Grain
from cxdash.trackers.cells import Cell, Percent, letters
from cxdash.trackers.headers import Header, HeaderFinder, dominant
from cxdash.trackers.kinds import Kind, kind_of
from cxdash.trackers.readings import Layout
from cxdash.trackers.regions import Region
from cxdash.trackers.when import When, when_of
from cxdash.trackers.words import column_field

_SAMPLE = 400
_TITLES = 30


@dataclass(slots=True)
class ColumnProfile:
    """One column: its place (zero-based on the sheet), its header and what its cells are like.

    ``said`` is the field that a person gave it (see ``told``); ``field`` the one it has.
    """

    index: int
    parts: tuple[str, ...]
    when: When | None
    rest: tuple[str, ...]
    kind: Kind
    share: float
    filled: int
    distinct: int
    texts: tuple[str, ...]
    percent: bool
    field: str | None = None
    years: bool = False
    said: str | None = None

    @property
    def label(self) -> str:
        """The header as one line."""
        return " – ".join(self.parts)

    @property
    def last(self) -> str:
        """The lowest line of the header."""
        return self.parts[-1] if self.parts else ""

    @property
    def letter(self) -> str:
        """The column's letters on the sheet."""
        return letters(self.index)

    @property
    def numeric(self) -> bool:
        """Whether the column holds figures (or marks in their place)."""
        return self.kind is Kind.NUMBER

    def said_name(self, kind: str) -> str | None:
        """Return the name a person gave with a field such as ``metric:CSAT``, None where another or none was said."""
        said, named, name = (self.said or "").partition(":")
        return name.strip() if named and said == kind else None


@dataclass(slots=True)
class Frame:
    """A table before its layout is known; ``layout`` and ``keeps_totals`` are what a person said about it."""

    region: Region
    header: Header
    body: list[int]
    columns: list[ColumnProfile]
    titles: list[str]
    sheet: str
    file: str
    alone: bool = True
    bottom: int = 0
    drops: set[int] = field(default_factory=set)
    fingerprint: str = ""
    layout: Layout | None = None
    keeps_totals: bool = False

    @property
    def figures(self) -> list[ColumnProfile]:
        """The columns that hold figures, without those that a field already claims."""
        return [column for column in self.columns if column.numeric and column.field is None]

    def with_field(self, *fields: str) -> ColumnProfile | None:
        """Return the first column of the first of these fields that any column has."""
        for name in fields:
            for column in self.columns:
                if column.field == name:
                    return column
        return None

    def rows(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """Yield each body row's number and the sheet's whole row of cells, indexed by a column's place."""
        grid = self.region.grid.rows
        drops = self.drops
        for number in self.body:
            if number not in drops:
                yield number, grid[number]


def build_frame(region: Region, header: Header, finder: HeaderFinder, *, file: str, is_whole: bool = False) -> Frame:
    """Cut the table under a header out of its region, to where the next table begins.

    Args:
        is_whole: the region holds this table alone, whatever its rows look like.
    """
    body, bottom = _body(region, header, finder, is_whole=is_whole)
    parts, whens = _labels(region, header, finder)
    columns = [
        _profile(region, region.left + place, parts[place], whens[place], body)
        for place in range(region.right - region.left + 1)
    ]
    kept = [column for column in columns if column.parts or column.filled]
    return Frame(
        region=region,
        header=header,
        body=_without_footnotes(region, body, kept),
        columns=kept,
        titles=_titles(region, header),
        sheet=region.grid.name,
        file=file,
        bottom=bottom,
        fingerprint=_fingerprint(kept),
    )


def _fingerprint(columns: list[ColumnProfile]) -> str:
    """Return a short code of the header's words, the same for the next file of the same make."""
    words = "\n".join(plain(column.label) for column in columns if column.when is None)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _without_footnotes(region: Region, body: list[int], columns: list[ColumnProfile]) -> list[int]:
    """Return the body without the notes below it: rows of few texts, without a figure, a mark or a period."""
    if not any(column.numeric for column in columns):
        return body
    few = max(1, len(columns) // 3)
    end = len(body)
    while end > 1:
        kinds = [kind_of(cell) for cell in region.row(body[end - 1])]
        filled = [kind for kind in kinds if kind is not Kind.EMPTY]
        if len(filled) > few or set(filled) != {Kind.TEXT}:
            break
        end -= 1
    return body[:end]


def _titles(region: Region, header: Header) -> list[str]:
    found: list[str] = []
    for number in range(max(region.top, header.first - _TITLES), header.first):
        cells = [cell for cell in region.row(number) if cell is not None]
        if cells:
            found.append(" ".join(str(cell) for cell in cells[:2]))
    return found


def _body(region: Region, header: Header, finder: HeaderFinder, *, is_whole: bool) -> tuple[list[int], int]:
    """Return the rows with content under a header, and the row before which the next table starts."""
    own = finder.filled(header.last)
    key = next((place for place, cell in enumerate(own) if isinstance(cell, str)), None)
    key_column = None if key is None else region.left + key
    rows = region.grid.rows
    body: list[int] = []
    waiting: list[int] | None = None  # the rows since an empty one, as long as none of them has figures
    left, right = region.left, region.right + 1
    for number in range(header.last + 1, region.bottom + 1):
        row = rows[number]
        part = row[left:right] if left else row
        if part.count(None) == len(part):
            if body:
                body += waiting or []
                waiting = []
            continue
        repeats = key_column is not None and len(row) > key_column and row[key_column] == own[key or 0]
        if (
            body
            and not is_whole
            and (
                (repeats and _same_labels(own, region.row(number)))
                or (waiting is not None and _new_header(body, number, finder))
            )
        ):
            return body, (waiting or [number])[0] - 1
        if waiting is None:
            body.append(number)
        else:
            waiting.append(number)
            if Kind.NUMBER in finder.kinds(number):
                body += waiting
                waiting = None
    return body + (waiting or []), region.bottom


def _same_labels(own: list[Cell], cells: list[Cell]) -> bool:
    labels = [(a, b) for a, b in zip(own, cells, strict=True) if isinstance(a, str)]
    return len(labels) >= 2 and sum(a == b for a, b in labels) >= 0.8 * len(labels)


def _new_header(body: list[int], number: int, finder: HeaderFinder) -> bool:
    """Whether a row after an empty one names columns anew: texts over most columns that held figures, figures below."""
    above = [finder.kinds(row) for row in body[-12:]]
    numeric = {place for place in range(len(above[0])) if dominant(kinds[place] for kinds in above)[0] is Kind.NUMBER}
    own = finder.kinds(number)
    over = [place for place in numeric if own[place] in {Kind.TEXT, Kind.PERIOD, Kind.DATE}]
    if len(over) < 2 or len(over) < 0.5 * len(numeric) or any(own[place] is Kind.NUMBER for place in numeric):
        return False
    below = finder.rows_below(number, 2)
    return any(kind is Kind.NUMBER for row in below for kind in finder.kinds(row))


def _labels(
    region: Region, header: Header, finder: HeaderFinder
) -> tuple[list[tuple[str, ...]], list[tuple[When | None, tuple[str, ...]]]]:
    lines = [_filled_right(finder, row, header) for row in range(header.first, header.last + 1)]
    parts: list[tuple[str, ...]] = []
    whens: list[tuple[When | None, tuple[str, ...]]] = []
    for place in range(region.right - region.left + 1):
        cells = [line[place] for line in lines if line[place] is not None]
        distinct = [cell for number, cell in enumerate(cells) if number == 0 or cell != cells[number - 1]]
        whens.append(_when(distinct))
        parts.append(tuple(_text(cell) for cell in distinct))
    return parts, whens


def _filled_right(finder: HeaderFinder, row: int, header: Header) -> list[Cell]:
    """Return a header line; years and months that stand only over the first of their columns go on to the right."""
    cells, kinds = finder.header_kinds(row)
    if row == header.last or not any(kind in {Kind.PERIOD, Kind.DATE} for kind in kinds):
        return cells
    current: Cell = None
    for place, cell in enumerate(cells):
        if cell is not None:
            current = cell if kinds[place] in {Kind.PERIOD, Kind.DATE} else None
        elif current is not None:
            cells[place] = current
    return cells


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and not isinstance(cell, Percent) and cell == int(cell):
        return str(int(cell))
    return " ".join(str(cell).split())


def _when(cells: list[Cell]) -> tuple[When | None, tuple[str, ...]]:
    """Return the period that a header's lines name together, and the lines that are no period."""
    found: When | None = None
    rest: list[str] = []
    for cell in cells:
        when = when_of(cell)
        if when is None:
            rest.append(_text(cell))
        elif found is None:
            found = when
        elif not found.complete and when.grain is Grain.YEAR:
            found = found.with_year(when.year)
        elif found.grain is Grain.YEAR and not when.complete:
            found = when.with_year(found.year)
        elif found.grain is Grain.YEAR or (when.day is not None and found.day is None):
            found = when
    return found, tuple(rest)


def _profile(
    region: Region, index: int, parts: tuple[str, ...], when: tuple[When | None, tuple[str, ...]], body: list[int]
) -> ColumnProfile:
    sample = body if len(body) <= _SAMPLE else body[: _SAMPLE // 2] + body[-_SAMPLE // 2 :: 1]
    rows = region.grid.rows
    cells = [rows[number][index] if len(rows[number]) > index else None for number in sample]
    filled = [cell for cell in cells if cell is not None]
    counts = Counter(kind_of(cell) for cell in filled)
    kind, share = _kind(counts)
    texts = tuple(dict.fromkeys(cell for cell in filled if isinstance(cell, str)))
    numbers = [cell for cell in filled if type(cell) is float]
    years = (
        bool(numbers)
        and kind is Kind.NUMBER
        and all(1900 <= n <= 2100 and n == int(n) for n in numbers)
        and not any(isinstance(c, Percent) for c in filled)
    )
    return ColumnProfile(
        index=index,
        parts=parts,
        when=when[0],
        rest=when[1],
        kind=kind,
        share=share,
        filled=len(filled),
        distinct=len(set(map(str, filled))),
        texts=texts,
        percent=any(isinstance(cell, Percent) for cell in filled),
        field=_field(parts, when[0]),
        years=years,
    )


def _kind(counts: Counter[Kind]) -> tuple[Kind, float]:
    """Return the kind of a column; one where figures are not outnumbered by texts holds figures."""
    others = counts[Kind.TEXT] + counts[Kind.DATE] + counts[Kind.PERIOD]
    if counts[Kind.NUMBER] and counts[Kind.NUMBER] >= others:
        return Kind.NUMBER, 1 - others / counts.total()
    return dominant(kind for kind, times in counts.items() for _ in range(times))


def _field(parts: tuple[str, ...], when: When | None) -> str | None:
    if when is not None or not parts:
        return None
    return column_field(parts[-1]) or (column_field(parts[0]) if len(parts) > 1 else None)
