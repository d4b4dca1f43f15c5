"""A table cut out of its sheet: header labels, body rows, and what each column holds."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cxdash.domain.metrics import plain
from cxdash.trackers.files.cells import Cell, Percent, letters
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.periods.written_period import When
from cxdash.trackers.readings import Layout
from cxdash.trackers.tables.column_kinds import held_by
from cxdash.trackers.tables.header_labels import HeaderLabel, header_labels
from cxdash.trackers.tables.headers import Header, HeaderFinder
from cxdash.trackers.tables.regions import Region
from cxdash.trackers.tables.table_body import body_rows, titles_above, without_footnotes
from cxdash.trackers.words import column_field

_SAMPLE = 400


@dataclass(slots=True)
class ColumnProfile:
    """One column: its place (zero-based on the sheet), its header and what its cells are like.

    ``said`` is the field that a person gave it (see ``told``); ``field`` the one it has. ``unit`` stands in the header
    below the names, ``suffix`` is a word behind each of its numbers,
    ``counts_rows`` says that they go up by one from row to row,
    ``numbers`` how many of the cells looked at are numbers rather than marks.
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
    unit: str = ""
    suffix: str = ""
    counts_rows: bool = False
    numbers: int = 0

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
    """A table before its layout is known; ``layout`` and ``keeps_totals`` are what a person said about it.

    ``drops`` are rows left out, ``carried`` the names that stood in them alone, by row and column.
    """

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
    carried: dict[int, dict[int, str]] = field(default_factory=dict)
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
        drops, carried = self.drops, self.carried
        if not drops:
            yield from ((number, grid[number]) for number in self.body)
            return
        for number in self.body:
            if number in drops:
                continue
            yield number, _with(grid[number], carried[number]) if number in carried else grid[number]


def _with(cells: Sequence[Cell], names: Mapping[int, str]) -> Sequence[Cell]:
    """Return a row's cells with names in some of its blanks."""
    found = [*cells, *[None] * (max(names) + 1 - len(cells))]
    for index, name in names.items():
        found[index] = name
    return found


def build_frame(region: Region, header: Header, finder: HeaderFinder, *, file: str, is_whole: bool = False) -> Frame:
    """Cut the table under a header out of its region, to where the next table begins.

    Args:
        is_whole: the region holds this table alone, whatever its rows look like.
    """
    body, bottom = body_rows(region, header, finder.rows, is_whole=is_whole)
    titles = titles_above(region, header)
    labels = header_labels(header, finder.rows, [*titles, region.grid.name])
    kept = _profiles(region, labels, body)
    numeric = {column.index - region.left for column in kept if column.numeric}
    above_notes = without_footnotes(region, body, numeric, len(kept))
    if len(above_notes) < len(body):
        body, kept = above_notes, _profiles(region, labels, above_notes)
    return Frame(
        region=region,
        header=finder.judged(header, bottom),
        body=body,
        columns=kept,
        titles=titles,
        sheet=region.grid.name,
        file=file,
        bottom=bottom,
        fingerprint=_fingerprint(kept),
    )


def _fingerprint(columns: list[ColumnProfile]) -> str:
    """Return a short code of the header's words, the same for the next file of the same make."""
    words = "\n".join(plain(column.label) for column in columns if column.when is None)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _profiles(region: Region, labels: Sequence[HeaderLabel], body: list[int]) -> list[ColumnProfile]:
    """Return what each column is like, without those that have neither a label nor a cell."""
    columns = [_profile(region, region.left + place, label, body) for place, label in enumerate(labels)]
    return [column for column in columns if column.parts or column.filled]


def _profile(region: Region, index: int, label: HeaderLabel, body: list[int]) -> ColumnProfile:
    sample = body if len(body) <= _SAMPLE else body[: _SAMPLE // 2] + body[-_SAMPLE // 2 :: 1]
    rows = region.grid.rows
    cells = [rows[number][index] if len(rows[number]) > index else None for number in sample]
    filled = [cell for cell in cells if cell is not None]
    held = held_by(cells)
    return ColumnProfile(
        index=index,
        parts=label.parts,
        when=label.when,
        rest=label.rest,
        kind=held.kind,
        share=held.share,
        filled=len(filled),
        distinct=len(set(map(str, filled))),
        texts=tuple(dict.fromkeys(cell for cell in filled if isinstance(cell, str))),
        percent=any(isinstance(cell, Percent) for cell in filled),
        field=_field(label.parts, label.when),
        years=held.years,
        unit=label.unit,
        suffix=held.suffix,
        counts_rows=held.counts_rows,
        numbers=held.numbers,
    )


def _field(parts: tuple[str, ...], when: When | None) -> str | None:
    if when is not None or not parts:
        return None
    if len(parts) == 1:
        return column_field(parts[0].partition("\\")[0] or parts[0])  # "geo\\TIME_PERIOD" heads rows and columns
    field = column_field(parts[-1]) or column_field(parts[0])
    return None if field == "value" else field  # "Revenue – Actual" names a metric
