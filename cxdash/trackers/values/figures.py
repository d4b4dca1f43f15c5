"""Figures of one table: cells read as numbers, brought to the unit of their metric, checked, and made readings."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from cxdash.domain.comparisons import Arm
from cxdash.domain.periods import Grain, Period
from cxdash.trackers.columns.metric_names import MetricNames
from cxdash.trackers.files.cells import Cell, CellError, Uncached, address
from cxdash.trackers.problems import problem
from cxdash.trackers.reading_columns import MISSING, Readings, Row
from cxdash.trackers.readings import Problem, Question, Source
from cxdash.trackers.values.figure_kinds import Kinds
from cxdash.trackers.values.marks import is_censored, is_error, is_missing_figure
from cxdash.trackers.values.numbers import Number, Pair, comma_votes, parse_number, parse_pair

# Shares that can be above one whole: customers who stay may spend more than before.
_MAY_EXCEED = frozenset({"net_revenue_retention"})


class _Raw(NamedTuple):
    entity: str | None
    label: str
    period: Period | None
    segment: str | None
    arm: Arm
    unit: str
    row: int
    column: int
    value: Number | None
    numerator: float | None
    denominator: float | None


_TOO_LARGE = 1e30
"""Larger than anything counted, small enough that sums and squares stay numbers; NaN is not below it either."""


@dataclass
class Figures:
    """Collects a table's figures; ``readings`` brings them to their units once all are known.

    ``suffixes`` are the words that stand behind every number of a column, such as ``cases``.
    """

    sheet: str
    names: MetricNames
    decimal_comma: bool = False
    suffixes: frozenset[str] = frozenset()
    missing: int = 0
    problems: list[Problem] = field(default_factory=list)
    _raw: list[_Raw] = field(default_factory=list)
    _largest: dict[tuple[str, str], float] = field(default_factory=dict)
    _broken: set[tuple[str, str]] = field(default_factory=set)
    _texts: dict[str, Number | Pair | str] = field(default_factory=dict)
    _counts: dict[str, str] = field(default_factory=dict)

    def key(self, label: str) -> str:
        """Return by what the figures under a label are kept once they are readings: a metric's slug or a name."""
        return self._counts.get(label) or self.names.key(label)

    @property
    def count(self) -> int:
        """How many figures were understood, whether or not their period is known."""
        return len(self._raw)

    def number(self, row: int, column: int, cell: Cell) -> Number | None:
        """Return a cell as a number; note a mark for a missing value, and a problem for anything else."""
        found = self.value(row, column, cell)
        if isinstance(found, Pair):
            self._problem("not_a_number", row, column, str(cell))
            return None
        return found

    def value(self, row: int, column: int, cell: Cell) -> Number | Pair | None:
        """Return a cell as a number or a part of a whole; note a mark for a missing value, a problem for the rest."""
        if cell is None:
            return None
        if isinstance(cell, float):
            if abs(cell) < _TOO_LARGE:
                return cell
            self._problem("not_a_number", row, column, str(cell))
            return None
        if isinstance(cell, timedelta):
            return cell
        if isinstance(cell, CellError):
            self._problem("error_cell", row, column, str(cell))
        elif isinstance(cell, Uncached):
            self._problem("uncached", row, column, "")
        elif isinstance(cell, str):
            return self._from_text(row, column, cell)
        elif isinstance(cell, bool):
            self._problem("not_a_number", row, column, "TRUE" if cell else "FALSE")
        elif isinstance(cell, date):
            self._problem("date_as_value", row, column, str(cell))
        return None

    def _from_text(self, row: int, column: int, cell: str) -> Number | Pair | None:
        found = self._texts.get(cell, "")
        if found == "":
            found = self._texts[cell] = self._read_text(cell)
        if isinstance(found, str):
            if found == "missing":
                self.missing += 1
            else:
                self._problem("error_cell" if is_error(cell) else "not_a_number", row, column, cell[:60])
            return None
        return found

    def _read_text(self, text: str) -> Number | Pair | str:
        if is_missing_figure(text):
            return "missing"
        number = parse_number(text, decimal_comma=self.decimal_comma)
        if number is None and self.suffixes:
            text = self._without_suffix(text)
            number = parse_number(text, decimal_comma=self.decimal_comma)
        if number is not None and (isinstance(number, timedelta) or abs(number) < _TOO_LARGE):
            return number
        if is_censored(text):
            return "missing"
        return parse_pair(text, decimal_comma=self.decimal_comma) or "problem"

    def _without_suffix(self, text: str) -> str:
        """Return a number without the word that stands behind every number of its column."""
        plain = text.strip()
        return next((plain[: -len(word)].strip() for word in self.suffixes if plain.casefold().endswith(word)), text)

    def count_of(self, row: int, column: int, cell: Cell) -> float | None:
        """Return a cell that holds a count, such as a numerator."""
        number = self.number(row, column, cell)
        return number.total_seconds() if isinstance(number, timedelta) else number

    def _problem(self, code: str, row: int, column: int, value: str) -> None:
        self.problems.append(problem(code, self.source(row, column), value=value))

    def source(self, row: int, column: int) -> Source:
        """Return a cell's address from zero-based numbers."""
        return Source(self.sheet, address(row, column))

    def add(  # noqa: PLR0913 - a figure has so many sides, all but the first given by name
        self,
        row: int,
        column: int,
        label: str,
        period: Period | None,
        *,
        value: Number | Pair | None,
        numerator: float | None = None,
        denominator: float | None = None,
        entity: str | None = None,
        segment: str | None = None,
        arm: Arm = Arm.PILOT,
        unit: str = "",
    ) -> None:
        """Take one figure; label and unit are its metric and unit as the tracker writes them."""
        if type(value) is float:
            key = (label, unit)
            size = abs(value)
            if size > self._largest.get(key, 0.0):
                self._largest[key] = size
            if value % 1:
                self._broken.add(key)
        elif isinstance(value, Pair):
            numerator, denominator, value = value.part, value.whole, None
        self._raw.append(_Raw(entity, label, period, segment, arm, unit, row, column, value, numerator, denominator))

    def readings(self) -> Readings:
        """Return the figures whose period is known, in their metric's unit; note what cannot be."""
        kinds = Kinds(self.sheet, self.names, self._largest, self._broken)
        found: list[Row] = []
        seen: dict[tuple[int, int], Row] = {}
        days: dict[int, tuple[int, Grain]] = {}  # by the period's identity: a period's own hash is slow
        for raw in self._raw:
            entity, label, period, segment, arm, unit, row, column, value, part, whole = raw
            if period is None:
                continue
            known = days.get(id(period))
            if known is None:
                known = days[id(period)] = (period.starts.toordinal(), period.grain)
            day, grain = known
            if whole is not None and (whole == 0 or (part or 0) > whole) and not self._pair_fits(raw):
                continue
            kind = kinds.of(entity, label, segment, arm, unit, grain)
            reading = (
                kind.label,
                day,
                row,
                column,
                MISSING if value is None else kind.scale.apply(value),
                MISSING if part is None else part,
                MISSING if whole is None else whole,
            )
            first = seen.setdefault((kind.series, day), reading)
            if first is reading:
                found.append(reading)
            elif first[4:] != reading[4:]:  # all that is missing is one object, which inside a tuple equals itself
                other = address(first[2], first[3])
                self.problems.append(problem("twice", self.source(row, column), other=other))
        self._counts = kinds.counts
        return Readings.from_rows(kinds.labels(), found)

    def _pair_fits(self, raw: _Raw) -> bool:
        """Say whether a doubtful pair can stand: nothing out of nothing is missing, a part above its whole is wrong."""
        part, whole, metric = raw.numerator, raw.denominator, self.names.find(raw.label)
        if whole == 0:
            if part:
                self._problem("denominator_zero", raw.row, raw.column, "")
            else:
                self.missing += 1
            return False
        if metric is None or not metric.is_fraction or metric.slug in _MAY_EXCEED:
            return True
        source = self.source(raw.row, raw.column)
        self.problems.append(problem("part_above_whole", source, part=f"{part:g}", whole=f"{whole:g}"))
        return False


def decimal_comma_of(texts: Iterable[str], *, said: bool | None, german: bool) -> tuple[bool, Question | None]:
    """Decide how a table's text numbers write decimals; ask where nothing tells.

    Args:
        said: a person's answer, if any.
        german: whether other signs on the sheet (months, headers) are German.
    """
    if said is not None:
        return said, None
    listed = list(texts)
    votes = comma_votes(listed)
    if votes:
        return votes > 0, None
    doubtful = [
        text for text in listed if parse_number(text, decimal_comma=True) != parse_number(text, decimal_comma=False)
    ]
    if not doubtful or german:
        return german, None
    if all("," in text for text in doubtful):
        return False, None
    return False, Question(
        "decimal_comma", f"Is the mark in {doubtful[0]} a decimal mark or one of thousands?", ("decimal", "thousands")
    )
