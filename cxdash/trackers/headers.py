"""Where a table's header is: each row is scored as a header of those below, the best is stretched to its span."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cxdash.domain.metrics import Catalogue, plain
from cxdash.domain.periods import Grain
from cxdash.trackers.cells import Cell
from cxdash.trackers.kinds import Kind, kind_of
from cxdash.trackers.regions import Region
from cxdash.trackers.when import is_year, parse_when
from cxdash.trackers.words import COLUMN_FIELDS, REGISTER_FIELDS, TRACKER_LABELS

CANDIDATES = 80
BODY = 12
LONG = 60
_SHORT = 40
_SPAN = 4
_RECUR = 60
_LEAST = 0.9
_NEARLY = 0.7


@dataclass(frozen=True, slots=True)
class Header:
    """A header's first and last row (zero-based), its score, and by how much it beats the next best place."""

    first: int
    last: int
    score: float
    lead: float
    rival: int | None = None


class HeaderFinder:
    """Scores the rows of one region; merged cells count as filled where a header is looked for, and only there."""

    def __init__(self, region: Region, catalogue: Catalogue) -> None:
        """Keep the region and the words that headers use."""
        self.region = region
        self._names = catalogue.names()
        self._kinds: dict[int, list[Kind]] = {}
        self._merged: dict[int, list[tuple[int, int, int, int]]] = {}
        for merge in region.grid.merges:
            for row in range(merge[0], min(merge[2], merge[0] + 6) + 1):
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
        """Return a row's filled cells with their kinds; a row of years counts as a row of periods."""
        cells = self.filled(row)
        kinds = [kind_of(cell) for cell in cells]
        numbers = [cell for cell in cells if isinstance(cell, float)]
        texts = [cell for cell, kind in zip(cells, kinds, strict=True) if kind is Kind.NUMBER and isinstance(cell, str)]
        # A year may carry a footnote's mark: "2015 *", "2023 [note 1]".
        years = [number for number in numbers if is_year(number)] + [
            when.year for text in texts if (when := parse_when(text)) is not None and when.grain is Grain.YEAR
        ]
        if len(years) >= 2 and len(years) == len(numbers) + len(texts) and len(set(years)) >= 2:
            kinds = [Kind.PERIOD if kind is Kind.NUMBER else kind for kind in kinds]
        return cells, kinds

    def rows_below(self, row: int, count: int) -> list[int]:
        """Return the next rows with any content."""
        found: list[int] = []
        for number in range(row + 1, min(self.region.bottom, row + 4 * count + 40) + 1):
            if any(self.kinds(number)):
                found.append(number)
                if len(found) == count:
                    break
        return found

    def find(self) -> Header | None:
        """Return the best header, or None where no row looks like one."""
        scores: dict[int, float] = {}
        width = self._width()
        seen = 0
        for row in range(self.region.top, self.region.bottom + 1):
            if not any(self.kinds(row)):
                continue
            seen += 1
            if seen > CANDIDATES:
                break
            if sum(kind is not Kind.EMPTY for kind in self.header_kinds(row)[1]) >= 2:
                score = self._score(row, width)
                if score is not None:
                    scores[row] = score
        if not scores:
            return None
        best = max(scores, key=lambda row: scores[row])
        if scores[best] < _LEAST:
            return None
        best = self._first_of_several(scores, best)
        first, last = self._up(best), self._down(best)
        others = [row for row in scores if not first <= row <= last and not (row > last and self._looks_like_data(row))]
        rival = max(others, key=lambda row: scores[row], default=None)
        lead = scores[best] - scores[rival] if rival is not None else 9.0
        return Header(first, last, scores[best], lead, rival)

    def _first_of_several(self, scores: dict[int, float], best: int) -> int:
        """Return the first of several headers: one above the best, nearly as good, with figures between."""
        for row in sorted(scores):
            if row >= best:
                break
            figures = {Kind.NUMBER, Kind.MISSING} & set(self.header_kinds(row)[1])
            if scores[row] >= scores[best] - _NEARLY and not figures and self._has_own_figures(row, best):
                return row
        return best

    def _has_own_figures(self, row: int, end: int) -> bool:
        """Whether the row right below a header has figures under most of its labels, before another header comes."""
        below = self.rows_below(self._down(row), 1)
        if not below or below[0] >= end:
            return False
        kinds, heads = self.kinds(below[0]), self.header_kinds(row)[1]
        figures = [place for place, kind in enumerate(kinds) if kind in {Kind.NUMBER, Kind.MISSING}]
        return len(figures) >= 2 and all(heads[place] is not Kind.EMPTY for place in figures)

    def span(self, best: int) -> tuple[int, int]:
        """Return the span of a header whose main row is known."""
        return self._up(best), self._down(best)

    def _looks_like_data(self, row: int) -> bool:
        return any(kind in {Kind.NUMBER, Kind.DATE, Kind.MISSING} for kind in self.kinds(row))

    def _width(self) -> int:
        widths = (
            sum(map(bool, self.kinds(row)))
            for row in range(self.region.top, min(self.region.bottom, self.region.top + 120) + 1)
        )
        return max(widths, default=1) or 1

    def _score(self, row: int, width: int) -> float | None:
        below = self.rows_below(row, BODY)
        if not below:
            return None
        cells, heads = self.header_kinds(row)
        body = [self.kinds(number) for number in below]
        columns = covered = 0
        contrast = coherence = same = 0.0
        for column, head in enumerate(heads):
            kind, share = dominant(kinds[column] for kinds in body)
            if kind is Kind.EMPTY:
                continue
            columns += 1
            coherence += share
            if head in {Kind.EMPTY, Kind.MISSING}:
                continue
            covered += 1
            contrast += _contrast(head, kind)
            same += head is kind and head is not Kind.TEXT
        if not covered:
            return None
        labels = [cell for cell, kind in zip(cells, heads, strict=True) if kind not in {Kind.EMPTY, Kind.MISSING}]
        texts = [cell for cell in labels if isinstance(cell, str)]
        numeric = sum(kind is Kind.NUMBER for kind in heads) / len(labels)
        return (
            1.6 * contrast / covered
            + covered / columns
            + 0.5 * coherence / columns
            + 0.5 * sum(self._known(text) for text in texts) / len(labels)
            + 0.35 * len(set(map(str, labels))) / len(labels)
            + 0.5 * min(len(labels) / width, 1.0)
            - sum(len(text) > LONG for text in texts) / len(labels)
            - 1.2 * numeric
            - 0.5 * same / covered
            - 0.8 * self._repeated(row, cells) / len(labels)
            - 0.004 * (row - self.region.top)
        )

    def _repeated(self, row: int, cells: list[Cell]) -> int:
        """Count the texts of a row that stand in the same column nearby: labels do not, states and names do."""
        near = self.rows_below(row, BODY) + list(range(max(self.region.top, row - BODY), row))
        around = [self.region.row(number) for number in near]
        return sum(
            isinstance(cell, str) and any(other[column] == cell for other in around)
            for column, cell in enumerate(cells)
        )

    def _known(self, text: str) -> bool:
        name = plain(text)
        return name in COLUMN_FIELDS or name in REGISTER_FIELDS or name in TRACKER_LABELS or name in self._names

    def _numeric_columns(self, row: int) -> set[int]:
        body = [self.kinds(number) for number in self.rows_below(row, BODY)]
        if not body:
            return set()
        return {column for column in range(len(body[0])) if dominant(kinds[column] for kinds in body)[0] is Kind.NUMBER}

    def _down(self, best: int) -> int:
        last = best
        while last < min(self.region.bottom, best + _SPAN) and self._continues(best, last + 1):
            last += 1
        return last

    def _continues(self, best: int, row: int) -> bool:
        """Whether a row below the header still belongs to it: units or further labels above the figures."""
        own = self.kinds(row)
        if not any(own) or not set(own) <= {Kind.EMPTY, Kind.TEXT, Kind.MISSING, Kind.PERIOD}:
            return False
        cells = self.region.row(row)
        texts = [
            column
            for column, kind in enumerate(own)
            if kind in {Kind.TEXT, Kind.PERIOD} or str(cells[column]).startswith("[")
        ]
        if not texts or not self.rows_below(row, 1):
            return False
        numeric = self._numeric_columns(row)
        over = numeric & set(texts)
        if len(over) >= 2 and len(over) >= 0.25 * len(numeric):
            return not any(self._labels(number, over) for number in self.rows_below(row, _RECUR))
        above = self.header_kinds(best)[1]
        unlabelled = [column for column in texts if above[column] is Kind.EMPTY]
        return bool(numeric and len(texts) >= 2 and unlabelled and not over and not self._sections_below(row, numeric))

    def _labels(self, row: int, columns: set[int]) -> bool:
        kinds = self.kinds(row)
        return sum(kinds[column] in {Kind.TEXT, Kind.PERIOD} for column in columns) > 0.5 * len(columns)

    def _sections_below(self, row: int, numeric: set[int]) -> bool:
        """Whether rows with labels but no figures come again with figures below them, as headings of sections do."""
        heading = False
        for number in self.rows_below(row, _RECUR):
            kinds = self.kinds(number)
            figures = any(kinds[column] not in {Kind.EMPTY, Kind.TEXT} for column in numeric)
            if figures and heading:
                return True
            heading = not figures and Kind.TEXT in kinds and not self._is_footnote(number)
        return False

    def _is_footnote(self, row: int) -> bool:
        filled = [cell for cell in self.region.row(row) if cell is not None]
        return len(filled) == 1 and isinstance(filled[0], str) and (len(filled[0]) > 40 or filled[0][0] in "(*©")

    def _up(self, best: int) -> int:
        first = best
        while first > max(self.region.top, best - _SPAN) and self._groups(best, first - 1):
            first -= 1
        return first

    def _groups(self, best: int, row: int) -> bool:
        """Whether a row above the header still belongs to it: groups of columns or periods, not a title."""
        own = self.region.row(row)
        places = [column for column, cell in enumerate(own) if cell is not None]
        kinds = self.header_kinds(row)[1]
        labels = [column for column in places if kinds[column] in {Kind.TEXT, Kind.PERIOD, Kind.DATE}]
        if not places or any(str(own[column]).endswith(":") for column in places):
            return False
        below = self.header_kinds(best)[1]
        fills = [column for column in labels if below[column] is Kind.EMPTY]
        if len(labels) < len(places) and (len(labels) < 0.6 * len(places) or len(fills) < 2):
            return False
        spread = sum(cell is not None for cell in self.filled(row))
        if len(places) >= 2:
            long = sum(len(str(own[column])) > LONG for column in places)
            return long <= len(places) / 2 or spread >= 2 * len(places)
        if not labels or len(str(own[places[0]])) > _SHORT or places[0] == 0:
            return False
        return bool(fills) or 2 <= spread < 0.5 * len(kinds)


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


def _contrast(head: Kind, body: Kind) -> float:
    if head is Kind.TEXT:
        return {Kind.NUMBER: 1.0, Kind.DATE: 1.0, Kind.PERIOD: 0.9, Kind.BOOL: 0.8}.get(body, 0.35)
    if head in {Kind.PERIOD, Kind.DATE}:
        return {Kind.NUMBER: 0.9, Kind.TEXT: 0.2}.get(body, -0.6)
    return -0.6
