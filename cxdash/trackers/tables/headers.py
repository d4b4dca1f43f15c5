"""Where a table's header is: each row is scored as a header of those below, the best is stretched to its span."""

from dataclasses import dataclass, replace

from cxdash.domain.metrics import Catalogue
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.tables.header_rows import HeaderRows
from cxdash.trackers.tables.header_scores import scores
from cxdash.trackers.tables.header_spans import first_row, last_row
from cxdash.trackers.tables.regions import Region
from cxdash.trackers.words import heads_a_list

_LEAST = 0.9
_NEARLY = 0.7
_NO_RIVAL = 9.0


@dataclass(frozen=True, slots=True)
class Header:
    """A header's first and last row (zero-based), its score, and by how much it beats the next best place."""

    first: int
    last: int
    score: float
    lead: float
    rival: int | None = None


class HeaderFinder:
    """Finds the header of a region's first table."""

    def __init__(self, region: Region, catalogue: Catalogue) -> None:
        """Keep the region and the words that headers use."""
        self.rows = HeaderRows(region)
        self._names = catalogue.names().keys()
        self._scores: dict[int, float] = {}

    def find(self) -> Header | None:
        """Return the best header, or None where no row looks like one."""
        self._scores = scores(self.rows, self._names)
        if not self._scores:
            return None
        best = max(self._scores, key=lambda row: self._scores[row])
        if self._scores[best] < _LEAST:
            return None
        best = self._first_of_several(best)
        return Header(*self.span(best), self._scores[best], _NO_RIVAL)

    def span(self, best: int) -> tuple[int, int]:
        """Return the first and last row of a header whose main row is known."""
        return first_row(self.rows, best), last_row(self.rows, best)

    def judged(self, header: Header, bottom: int) -> Header:
        """Return a header with the next best place for it, among the rows of its table and those above it.

        Args:
            bottom: the table's last row; headers below it are those of other tables.
        """
        rivals = [row for row in self._scores if row <= bottom and self._is_rival(header, row)]
        rival = max(rivals, key=lambda row: self._scores[row], default=None)
        if rival is None:
            return header
        return replace(header, lead=header.score - self._scores[rival], rival=rival)

    def _is_rival(self, header: Header, row: int) -> bool:
        if header.first <= row <= header.last or self.rows.same_labels(header.last, row):
            return False
        return row < header.first or not self.rows.looks_like_data(row)

    def _first_of_several(self, best: int) -> int:
        """Return the first of several headers: one above the best with the same labels, or nearly as good."""
        for row in sorted(self._scores):
            if row >= best:
                break
            nearly = self._scores[row] >= self._scores[best] - _NEARLY and self._is_parted(row, best)
            if self.rows.same_labels(row, best) and self._has_own_rows(row, best):
                return row
            another = nearly and not self._has_figures(row)
            if another and (self._has_own_figures(row, best) or self._heads_own_list(row, best)):
                return row
        return best

    def _is_parted(self, row: int, end: int) -> bool:
        """Whether an empty row lies between two rows; without one, both are part of one table and its head."""
        return any(not any(self.rows.kinds(number)) for number in range(row + 1, end))

    def _has_figures(self, row: int) -> bool:
        return bool({Kind.NUMBER, Kind.MISSING} & set(self.rows.header_kinds(row)[1]))

    def _heads_own_list(self, row: int, end: int) -> bool:
        return heads_a_list(self.rows.filled(row)) and self._has_own_rows(row, end)

    def _has_own_rows(self, row: int, end: int) -> bool:
        """Whether at least one row of several cells lies between a header and the same header again."""
        return any(len(kinds) - kinds.count(Kind.EMPTY) > 1 for kinds in map(self.rows.kinds, range(row + 1, end)))

    def _has_own_figures(self, row: int, end: int) -> bool:
        """Whether the row right below a header has figures under its labels, before another header comes."""
        below = self.rows.rows_below(last_row(self.rows, row), 1)
        if not below or below[0] >= end:
            return False
        kinds, heads = self.rows.kinds(below[0]), self.rows.header_kinds(row)[1]
        figures = [place for place, kind in enumerate(kinds) if kind in {Kind.NUMBER, Kind.MISSING}]
        return bool(figures) and all(heads[place] is not Kind.EMPTY for place in figures)
