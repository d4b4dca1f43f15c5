"""What an event log can be summarised to: complete proposals that a person accepts with one click."""

from dataclasses import replace
from datetime import timedelta
from itertools import islice

from cxdash.domain.metrics import Aggregation, Metric, plain
from cxdash.domain.periods import Grain
from cxdash.trackers.columns.metric_names import MetricNames
from cxdash.trackers.content import Setting
from cxdash.trackers.events.event_summaries import EventFigure, Fold, Summary
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.periods.row_periods import period_cells
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.values.marks import is_missing
from cxdash.trackers.vocabulary import words

_ID_WORDS = words("row_number")
_NAMES = ("pilot", "use_case", "site", "entity")
_MOST_NAMES, _MOST_VALUES, _MOST_FIGURES = 50, 8, 6
_SAMPLE = 50
_YES, _SUMS, _MEANS = words("yes"), words("event_sum"), words("event_mean")


def propose(frame: Frame, setting: Setting) -> tuple[Summary, ...]:
    """Return summaries that can be accepted as they are, the most telling first; none without a column of dates."""
    day = date_column(frame)
    if day is None:
        return ()
    names = MetricNames(setting.catalogue, setting.hints.metrics)
    figures = (EventFigure(Fold.COUNT), *_figures(frame, names, day))[:_MOST_FIGURES]
    apart, segment, arm = _name(frame), frame.with_field("segment"), frame.with_field("arm")
    full = Summary(
        date=day.letter,
        grain=Grain.WEEK,
        figures=figures,
        entity=apart.letter if apart else None,
        segment=segment.letter if segment and segment.said else None,
        arm=arm.letter if arm else None,
    )
    first, second = _grains(frame, day)
    found = [replace(full, grain=first), replace(full, grain=second)]
    if len(figures) > 1:
        found.append(replace(full, grain=first, figures=figures[:1]))
    if apart is not None and apart.said is None:
        found.append(replace(full, grain=first, entity=None))
    return tuple(found)


def date_column(frame: Frame) -> ColumnProfile | None:
    """Return the column that says when events happened: as a person said, else the period's, else the first of days."""
    said = frame.with_field("date")
    period = frame.with_field("period")
    if said is not None or (period is not None and period.kind is Kind.DATE):
        return said or period
    return next((column for column in frame.columns if column.kind is Kind.DATE and column.said is None), None)


def numbers_rows(column: ColumnProfile, rows: int) -> bool:
    """Whether a column numbers its rows: named as a number, and hardly ever the same twice."""
    name = plain(column.last.replace("#", " # "))
    said = name.split()
    if not said or name.startswith(("number of", "anzahl")) or column.distinct < 0.95 * min(rows, 400):
        return False
    if column.kind is Kind.TEXT:
        return bool(_ID_WORDS & set(said))
    return column.kind is Kind.NUMBER and said[-1] in _ID_WORDS and not column.percent


def is_yes(text: str) -> bool:
    """Whether a cell says that something is so."""
    return text.strip().casefold() in _YES


def _name(frame: Frame) -> ColumnProfile | None:
    column = frame.with_field(*_NAMES)
    if column is None or column.said is not None:
        return column
    return column if column.kind is Kind.TEXT and 1 < column.distinct <= _MOST_NAMES else None


def _grains(frame: Frame, day: ColumnProfile) -> tuple[Grain, Grain]:
    days = [when.day for when in period_cells(frame, day).values() if when is not None and when.day is not None]
    span = max(days) - min(days) if days else timedelta(0)
    if span < timedelta(days=21):
        return Grain.DAY, Grain.WEEK
    return (Grain.WEEK, Grain.MONTH) if span < timedelta(days=3 * 365) else (Grain.MONTH, Grain.WEEK)


def metric_of_value(text: str, names: MetricNames) -> Metric | None:
    """Return the metric that is the share of rows with this value, as ``No-show`` is of the no-show rate."""
    found = (names.find(name) for name in (text, f"{text} rate"))
    return next((metric for metric in found if metric is not None and metric.is_fraction), None)


def _figures(frame: Frame, names: MetricNames, day: ColumnProfile) -> list[EventFigure]:
    found = []
    for column in frame.columns:
        taken = column is day or column.field in {"ignore", "arm", *_NAMES}
        if taken or not column.filled or column.years or numbers_rows(column, len(frame.body)):
            continue
        if column.numeric and not is_ticked(column):
            figure = _of_numbers(frame, column, names)
        else:
            figure = _of_values(column, names)
        if figure is not None:
            found.append(figure)
    return found


def is_ticked(column: ColumnProfile) -> bool:
    """Whether a column holds nothing but a mark such as ``x`` where something is so."""
    return bool(column.texts) and all(is_yes(text) and is_missing(text) for text in column.texts)


def _of_numbers(frame: Frame, column: ColumnProfile, names: MetricNames) -> EventFigure | None:
    """Return a figure of a column of numbers whose name tells whether they add up or are averaged."""
    metric = names.find(column.last)
    said = set(plain(column.label).split())
    if metric is not None and metric.aggregation is not Aggregation.NEVER:
        return EventFigure(Fold.SUM if metric.aggregation is Aggregation.SUM else Fold.MEAN, column.letter)
    if said & _SUMS:
        return EventFigure(Fold.SUM, column.letter)
    return EventFigure(Fold.MEAN, column.letter) if said & _MEANS or _holds_durations(frame, column) else None


def _holds_durations(frame: Frame, column: ColumnProfile) -> bool:
    return any(
        column.index < len(cells) and isinstance(cells[column.index], timedelta)
        for _, cells in islice(frame.rows(), _SAMPLE)
    )


def _of_values(column: ColumnProfile, names: MetricNames) -> EventFigure | None:
    """Return the share of a column's yes, or of a value that is called like a metric."""
    if column.kind is Kind.BOOL:
        return EventFigure(Fold.SHARE, column.letter, "TRUE")
    if len(column.texts) > _MOST_VALUES:
        return None
    telling = [text for text in column.texts if is_yes(text) or metric_of_value(text, names) is not None]
    return EventFigure(Fold.SHARE, column.letter, telling[0]) if telling else None
