"""The rows of a region as the search for headers sees them: kinds of cells, merged cells filled, years as periods."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from cxdash.domain.metrics import plain
from cxdash.trackers.files.cells import Cell
from cxdash.trackers.files.kinds import Kind, kind_of
from cxdash.trackers.periods.when import is_year, parse_when
from cxdash.trackers.tables.regions import Region
from cxdash.trackers.vocabulary import words

BODY = 12
_DEEPEST_MERGE = 6
_DAYS = 28
_PERIOD_WORDS = words("period")


class HeaderRows:
    """A region's rows; merged cells count as filled where a header is looked for, and only there."""

    def __init__(self, region: Region) -> None:
        """Keep the region, and its merges by the rows they cover."""
        self.region = region
        self._kinds: dict[int, list[Kind]] = {}
        self._merged: dict[int, list[tuple[int, int, int, int]]] = {}
        for merge in region.grid.merges:
            for row in range(merge[0], min(merge[2], merge[0] + _DEEPEST_MERGE) + 1):
                self._merged.setdefault(row, []).append(merge)

    def kinds(self, row: int) -> list[Kind]:
        """Return the kinds of a row's own cells."""
        found = self._kinds.get(row)
        if found is None:
            found = self._kinds[row] = [kind_of(cell) for cell in self.region.row(row)]
        return found

    def filled(self, row: int) -> list[Cell]:
        """Return a row's cells with merged ones repeated over their area."""
        cells = self.region.row(row)
        left = self.region.left
        for top, first, _, last in self._merged.get(row, ()):
            value = self.region.grid.at(top, first)
            for column in range(max(first, left), min(last, self.region.right) + 1):
                if cells[column - left] is None:
                    cells[column - left] = value
        return cells

    def header_kinds(self, row: int) -> tuple[list[Cell], list[Kind]]:
        """Return a row's filled cells with their kinds; years, and days counted from 1, are periods there."""
        cells = self.filled(row)
        kinds = [kind_of(cell) for cell in cells]
        numbers = [cell for cell, kind in zip(cells, kinds, strict=True) if kind is Kind.NUMBER]
        years = [year for cell in numbers if (year := year_of(cell)) is not None]
        named = len(years) >= 2 and len(years) == len(numbers) and len(set(years)) >= 2
        if named or _count_up(numbers):
            kinds = [Kind.PERIOD if kind is Kind.NUMBER else kind for kind in kinds]
        return cells, kinds

    def label_kinds(self, row: int) -> tuple[list[Cell], list[Kind]]:
        """Return a row's filled cells with their kinds where it can only be labels: one year is enough to be a period.

        Words with a number in them (``31 days``) are labels there and no lengths of time.
        """
        cells, kinds = self.header_kinds(row)
        counted = _count_periods(cells, kinds)
        for place, cell in enumerate(cells):
            if kinds[place] is not Kind.NUMBER:
                continue
            if counted or year_of(cell) is not None:
                kinds[place] = Kind.PERIOD
            elif isinstance(cell, str) and any(letter.isalpha() for letter in cell):
                kinds[place] = Kind.TEXT
        return cells, kinds

    def spans_several(self, row: int, place: int) -> bool:
        """Whether a cell belongs to one that is merged over several columns."""
        column = self.region.left + place
        return any(first <= column <= last and last > first for _, first, _, last in self._merged.get(row, ()))

    def has_wide_cells(self, row: int) -> bool:
        """Whether any of a row's cells are merged over several columns."""
        return any(last > first for _, first, _, last in self._merged.get(row, ()))

    def rows_below(self, row: int, count: int) -> list[int]:
        """Return the next rows with any content."""
        found: list[int] = []
        for number in range(row + 1, min(self.region.bottom, row + 4 * count + 40) + 1):
            if any(self.kinds(number)):
                found.append(number)
                if len(found) == count:
                    break
        return found

    def same_labels(self, row: int, other: int) -> bool:
        """Whether two rows have nearly the same texts in the same places, two at least, as repeated headers do."""
        pairs = [
            (a, b) for a, b in zip(self.region.row(row), self.region.row(other), strict=True) if isinstance(a, str)
        ]
        same = [a for a, b in pairs if a == b]
        return len(set(same)) >= 2 and len(same) >= 0.8 * len(pairs)

    def numeric_columns(self, row: int) -> set[int]:
        """Return the columns that hold figures right below a row."""
        body = [self.kinds(number) for number in self.rows_below(row, BODY)]
        if not body:
            return set()
        return {column for column in range(len(body[0])) if dominant(kinds[column] for kinds in body)[0] is Kind.NUMBER}

    def looks_like_data(self, row: int) -> bool:
        """Whether a row holds figures or days of its own."""
        return any(kind in {Kind.NUMBER, Kind.DATE, Kind.MISSING} for kind in self.kinds(row))


def year_of(cell: Cell) -> int | None:
    """Return the year that a cell of a header names as a number or as text, with a footnote perhaps."""
    if isinstance(cell, float):
        return int(cell) if is_year(cell) else None
    found = parse_when(cell) if isinstance(cell, str) else None
    return found.year if found is not None and found.grain == "year" and found.day is None else None


def _count_up(cells: Sequence[Cell]) -> bool:
    """Whether numbers count from 1 up to the days of a month at the least, as they do over the days of a month."""
    numbers = [float(cell) if isinstance(cell, str) and cell.isdecimal() else cell for cell in cells]
    return len(numbers) >= _DAYS and numbers == [float(number) for number in range(1, len(numbers) + 1)]


def _count_periods(cells: Sequence[Cell], kinds: Sequence[Kind]) -> bool:
    """Whether numbers go up by one beside a label such as ``Week number``."""
    labels = [cell for cell, kind in zip(cells, kinds, strict=True) if kind is Kind.TEXT]
    numbers = [cell for cell, kind in zip(cells, kinds, strict=True) if kind is Kind.NUMBER]
    counted = [cell for cell in numbers if type(cell) is float]
    steps = {after - before for before, after in pairwise(counted)}
    said = set(plain(str(labels[0])).split()) if len(labels) == 1 else set()
    return len(counted) == len(numbers) > 2 and steps == {1.0} and bool(said & _PERIOD_WORDS)


def dominant(kinds: Iterable[Kind]) -> tuple[Kind, float]:
    """Return the commonest kind of a column's cells and its share; marks for missing values count as numbers."""
    counts = Counter(kinds)
    counts.pop(Kind.EMPTY, None)
    missing = counts.pop(Kind.MISSING, 0) + counts.pop(Kind.ERROR, 0)
    if missing:
        if not counts or counts[Kind.NUMBER]:
            counts[Kind.NUMBER] += missing
        else:
            counts[max(counts, key=lambda kind: counts[kind])] += missing
    if not counts:
        return Kind.EMPTY, 0.0
    kind, times = counts.most_common(1)[0]
    return kind, times / counts.total()
