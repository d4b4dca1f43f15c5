"""One figure of an event log: what its rows add up to by period and name, what it is called, and in which unit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from cxdash.domain.comparisons import Arm
from cxdash.domain.metrics import Aggregation, Catalogue, Metric
from cxdash.domain.periods import Grain, Period
from cxdash.trackers.columns.metric_names import MetricNames
from cxdash.trackers.content import title_of
from cxdash.trackers.events.event_proposals import is_ticked, is_yes, metric_of_value
from cxdash.trackers.events.event_summaries import EventFigure, Fold
from cxdash.trackers.files.cells import Cell, CellError, Percent, Uncached
from cxdash.trackers.files.preview import shown
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.values.figures import Figures
from cxdash.trackers.values.marks import is_missing
from cxdash.trackers.values.numbers import Number
from cxdash.trackers.values.scales import Scale
from cxdash.trackers.words import is_generic_sheet

Key = tuple[date, str | None, str | None, Arm]
"""A period's first day, then entity, segment and side of the comparison."""


class SettledNames(MetricNames):
    """The metric of each label as settled beforehand: the mean of a score is not the share that bears its name."""

    def __init__(self, catalogue: Catalogue, metrics: Mapping[str, Metric | None]) -> None:
        """Keep the metrics by their labels; no other label is a metric."""
        super().__init__(catalogue, {})
        self._settled = metrics

    def find(self, label: str) -> Metric | None:
        """Return the metric that was settled for a label."""
        return self._settled.get(label)


@dataclass
class Measure:
    """Takes one row after the other; ``amounts`` holds for each key the sum (or the rows that match) and the rows."""

    figure: EventFigure
    column: ColumnProfile
    amounts: dict[Key, list[float]] = field(default_factory=dict)
    _largest: float = 0.0
    _holds_durations: bool = False
    _holds_percent: bool = False

    def __post_init__(self) -> None:
        """Note how the cells of a share are compared; a column of ticks says no where it is empty."""
        self._wanted = _plain(self.figure.equals)
        self._is_ticked = is_ticked(self.column)

    def take(self, key: Key, row: int, cell: Cell, figures: Figures) -> None:
        """Take one row's cell; what is missing or is no number counts in no way."""
        fold = self.figure.fold
        value: float | None = 1.0
        if fold is Fold.SHARE:
            value = self._matches(row, cell, figures)
        elif fold is not Fold.COUNT:
            value = self._number(row, cell, figures)
        if value is None:
            return
        amount = self.amounts.get(key)
        if amount is None:
            amount = self.amounts[key] = [0.0, 0.0]
        amount[0] += value
        amount[1] += 1

    def _number(self, row: int, cell: Cell, figures: Figures) -> float | None:
        number = figures.number(row, self.column.index, cell)
        if number is None:
            return None
        if isinstance(number, timedelta):
            self._holds_durations = True
            return number.total_seconds()
        self._holds_percent = self._holds_percent or isinstance(number, Percent)
        self._largest = max(self._largest, abs(number))
        return float(number)

    def _matches(self, row: int, cell: Cell, figures: Figures) -> float | None:
        if isinstance(cell, CellError | Uncached):
            figures.number(row, self.column.index, cell)
            return None
        text = _plain(shown(cell))
        if text == self._wanted:
            return 1.0
        if text and not is_missing(text):
            return 0.0
        if self._is_ticked:
            return 0.0
        figures.missing += bool(text)
        return None

    def named(self, frame: Frame, names: MetricNames) -> tuple[str, Metric | None]:
        """Return the figure's label, and the metric of the catalogue where it is that metric's figure."""
        own = self.column.label or self.column.letter
        metric = names.find(self.column.last)
        match self.figure.fold:
            case Fold.COUNT:
                label = title_of(frame) if is_generic_sheet(frame.sheet) else frame.sheet
                metric = names.find(label)
                return label, metric if metric and metric.aggregation is Aggregation.SUM else None
            case Fold.SHARE:
                same = metric if metric and metric.is_fraction and is_yes(self.figure.equals) else None
                same = same or metric_of_value(self.figure.equals, names)
                return (same.name, same) if same else (f"{own}: {self.figure.equals}", None)
            case Fold.SUM if metric is not None:
                adds_up = metric.aggregation is Aggregation.SUM
                return (own, metric) if adds_up else (f"Sum of {own}", None)
            case Fold.MEAN if metric is not None and self._averages_to(metric):
                return own, metric
            case fold:
                return f"{own} ({'sum' if fold is Fold.SUM else 'average'})", None

    def _averages_to(self, metric: Metric) -> bool:
        """Whether the mean of rows is the metric: not of scores from 1 to 10 where it is a share or a balance."""
        if metric.aggregation not in {Aggregation.RATIO_OF_SUMS, Aggregation.WEIGHTED_MEAN} or metric.unit == "points":
            return False
        return not metric.is_fraction or self._holds_percent or self._largest <= 1 or self._largest > 10

    def give(self, figures: Figures, label: str, metric: Metric | None, *, row: int, grain: Grain) -> None:
        """Hand every period's figure over; a mean and a share keep their numerator and denominator, so they add up."""
        unit = "%" if self.figure.fold is Fold.SHARE else "seconds" if self._holds_durations and metric is None else ""
        scale = Scale(metric, label, unit, self._largest)
        for key in sorted(self.amounts, key=lambda each: (each[0], each[1] or "", each[2] or "", each[3])):
            start, entity, segment, arm = key
            total, rows = self.amounts[key]
            value: Number | None = None
            part = total
            if self.figure.fold is Fold.MEAN:
                part = scale.apply(self._as_number(total / rows)) * rows / (metric.per if metric else 1)
            elif self.figure.fold is not Fold.SHARE:
                value = self._as_number(total)
            figures.add(
                row, self.column.index, label, Period(start, grain), value=value,
                numerator=part if value is None else None, denominator=rows if value is None else None,
                entity=entity, segment=segment, arm=arm, unit=unit,
            )  # fmt: skip

    def _as_number(self, value: float) -> Number:
        """Return a value as the kind of number that the column's cells are."""
        if self._holds_durations:
            return timedelta(seconds=value)
        return Percent(value) if self._holds_percent else value


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
