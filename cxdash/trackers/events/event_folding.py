"""Rows of an event log taken together by period and name into the figures that a person asked for."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from cxdash.domain.comparisons import Arm
from cxdash.domain.metrics import Metric
from cxdash.domain.periods import FiscalCalendar, Grain, Period
from cxdash.trackers.columns.metric_names import MetricNames
from cxdash.trackers.content import Content, Setting
from cxdash.trackers.events.event_measures import Measure, SettledNames
from cxdash.trackers.events.event_summaries import Summary
from cxdash.trackers.files.cells import Cell
from cxdash.trackers.periods.row_periods import note_period, period_cells
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.values.figures import Figures
from cxdash.trackers.values.marks import is_missing
from cxdash.trackers.words import arm_in, arm_of, is_total

_WEEKS = FiscalCalendar()


def fold(frame: Frame, setting: Setting, summary: Summary) -> Content:
    """Return the figures of a log's periods; every column that the summary names is one of the table's."""
    columns = {column.letter: column for column in frame.columns}
    figures, questions = setting.figures(frame)
    days = _Days(frame, setting, columns[summary.date], summary.grain)
    measures = [Measure(figure, columns.get(figure.column, days.column)) for figure in summary.figures]
    _take(frame, figures, days, _Names(columns, summary, setting), measures)
    named = _named(frame, MetricNames(setting.catalogue, setting.hints.metrics), measures)
    figures.names = SettledNames(setting.catalogue, dict(named))
    for measure, (label, metric) in zip(measures, named, strict=True):
        measure.give(figures, label, metric, row=frame.header.last, grain=summary.grain)
    keys = {
        measure.column.index: f"metric:{figures.names.key(label)}"
        for measure, (label, _) in zip(measures, named, strict=True)
    }
    return Content(
        readings=figures.readings(),
        figures=figures,
        observations=figures.count,
        questions=questions + days.questions,
        notes=[*days.notes, *days.partial()],
        fields=_other_fields(frame) | keys | _own_fields(columns, summary),
    )


def _take(frame: Frame, figures: Figures, days: "_Days", names: "_Names", measures: Sequence[Measure]) -> None:
    place = days.column.index
    for row, cells in frame.rows():
        width = len(cells)
        cell = cells[place] if place < width else None
        start = days.start_of(cell)
        if start is None:
            if cell is not None or not any(isinstance(text, str) and is_total(text) for text in cells):
                note_period(figures, row, place, cell)
            continue
        key = (start, *names.of(cells))
        for measure in measures:
            index = measure.column.index
            measure.take(key, row, cells[index] if index < width else None, figures)


def _named(frame: Frame, names: MetricNames, measures: Sequence[Measure]) -> list[tuple[str, Metric | None]]:
    """Return each figure's label and metric; a second figure with the same ones is told apart by its column."""
    found: dict[str, Metric | None] = {}
    for measure in measures:
        label, metric = measure.named(frame, names)
        if metric is not None and metric in found.values():
            label, metric = f"{label} ({measure.figure.fold})", None
        if label in found:
            label = f"{label} ({measure.figure.fold} of {measure.column.letter})"
        found[label] = metric
    return list(found.items())


def _own_fields(columns: Mapping[str, ColumnProfile], summary: Summary) -> dict[int, str]:
    fields = {columns[summary.date].index: "date"}
    for letter, field in ((summary.entity, "entity"), (summary.segment, "segment"), (summary.arm, "arm")):
        if letter is not None:
            column = columns[letter]
            names = field == "entity" and column.field in {"pilot", "use_case", "site"}
            fields[column.index] = (column.field if names else None) or field
    return fields


def _other_fields(frame: Frame) -> dict[int, str]:
    """Return the fields of columns that take no part: a summary says all that is used."""
    return {column.index: "ignore" if column.field == "ignore" else "other" for column in frame.columns}


class _Days:
    """The days of a log's rows, each with the first day of its period."""

    def __init__(self, frame: Frame, setting: Setting, column: ColumnProfile, grain: Grain) -> None:
        self.column = column
        self._grain = grain
        whens = period_cells(frame, column)
        calendar = setting.calendar(column.label)
        calendar.learn((when for when in whens.values() if when), context=setting.context(frame))
        calendar.grain = Grain.DAY  # the rows' own days are wanted, not the periods they would stand for in a report
        found = {cell: calendar.period(when) for cell, when in whens.items() if when}
        self._periods = {cell: period for cell, period in found.items() if period is not None}
        self._starts = {cell: start for cell, period in self._periods.items() if (start := self._start(period))}
        self.questions, self.notes = calendar.questions, calendar.notes

    def start_of(self, cell: Cell) -> date | None:
        """Return the first day of the period a cell's day lies in, None where the cell holds no day."""
        return self._starts.get(cell)

    def _start(self, period: Period) -> date | None:
        """Return where a row counts: by its day, or by its own period where that is just as long."""
        if period.grain is Grain.DAY:
            return _WEEKS.start_of(self._grain, period.starts)
        return period.starts if period.grain is self._grain else None

    def partial(self) -> list[str]:
        """Return a note where the log begins or ends in the middle of a period.

        Days of the week on which nothing ever happens are not missed: a log of office days ends with a Friday.
        """
        days = sorted({period.starts for period in self._periods.values() if period.grain is Grain.DAY})
        if not days or self._grain is Grain.DAY:
            return []
        open_on = {day.weekday() for day in days}
        first, last = (Period(_WEEKS.start_of(self._grain, day), self._grain) for day in (days[0], days[-1]))
        edges = {
            f"the first {self._grain} ({first.starts})": _between(first.starts, days[0]),
            f"the last {self._grain} ({last.starts})": _between(days[-1] + timedelta(days=1), last.ends_before),
        }
        cut = [name for name, missed in edges.items() if any(day.weekday() in open_on for day in missed)]
        if not cut:
            return []
        text = f"{' and '.join(cut)} may not be complete: the rows run from {days[0]} to {days[-1]}."
        return [f"{text[0].upper()}{text[1:]}"]


def _between(starts: date, ends_before: date) -> list[date]:
    return [starts + timedelta(days=number) for number in range((ends_before - starts).days)]


class _Names:
    """Whom a log's rows are about: entity, segment and side of the comparison, as far as the summary asks."""

    def __init__(self, columns: Mapping[str, ColumnProfile], summary: Summary, setting: Setting) -> None:
        letters = (summary.entity, summary.segment, summary.arm)
        self._places = [None if letter is None else columns[letter].index for letter in letters]
        self._setting = setting
        self._of = cache(self._named)

    def of(self, cells: Sequence[Cell]) -> tuple[str | None, str | None, Arm]:
        """Return what a row says."""
        width = len(cells)
        return self._of(*[None if place is None or place >= width else cells[place] for place in self._places])

    def _named(self, entity: Cell, segment: Cell, arm: Cell) -> tuple[str | None, str | None, Arm]:
        name, side = _text(entity), _text(arm)
        found = self._setting.arm
        if name is not None:
            stem, said = arm_in(name)
            if said is Arm.COMPARISON:
                name, found = stem, said
        return name or self._setting.entity, _text(segment), (arm_of(side) if side else None) or found


def _text(cell: Cell) -> str | None:
    if cell is None:
        return None
    text = f"{cell:g}" if isinstance(cell, float) else " ".join(str(cell).split())
    return None if is_missing(text) else text
