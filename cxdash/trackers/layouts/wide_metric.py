"""Wide by metric: a column for each metric, a row for each period and perhaps each site or pilot."""

from collections.abc import Sequence
from itertools import islice

from cxdash.trackers.columns.pairs import MetricColumns, all_columns, metric_columns
from cxdash.trackers.columns.row_names import RowNames
from cxdash.trackers.columns.task_lists import is_due
from cxdash.trackers.content import Content, Setting
from cxdash.trackers.files.cells import Cell
from cxdash.trackers.layouts.register import is_register
from cxdash.trackers.periods.row_periods import RowPeriods
from cxdash.trackers.readings import Layout
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.tables.rows_apart import naming_texts, panel
from cxdash.trackers.values.figures import Figures
from cxdash.trackers.words import sounds_like_metric

_SAMPLE = 200
_OF_TASKS_OR_EVENTS = 0.62
_OFTEN = 0.05


class WideMetric:
    """A column per metric."""

    layout = Layout.WIDE_METRIC

    def recognise(self, frame: Frame, setting: Setting) -> float:
        """Return high with a period column and columns of figures that are not periods themselves."""
        figures = _figures(frame)
        if not figures or is_register(frame) or frame.with_field("metric") is not None:
            return 0.0
        period = frame.with_field("period")
        if period is None:
            labels = any(not column.numeric and column.filled for column in frame.columns)
            measured = len(figures) >= 2 or sounds_like_metric(figures[0].last)
            return 0.55 if measured and labels else 0.0
        if is_due(period) or panel(frame, naming_texts(frame), period).repeats > _OFTEN:
            return _OF_TASKS_OR_EVENTS
        known = sum(any(map(setting.catalogue.named, column.parts)) for column in figures)
        return 0.9 if known >= 0.5 * len(figures) else 0.8

    def read(self, frame: Frame, setting: Setting) -> Content:
        """Read each row's metrics."""
        figures, questions = setting.figures(frame)
        columns = _figures(frame)
        rows = [cells for _, cells in islice(frame.rows(), _SAMPLE)]
        groups = metric_columns(columns, setting.catalogue, figures.names, rows)
        names = RowNames(frame, setting, figures.names, figures=columns, needs_metric=False)
        periods = RowPeriods(frame, setting, frame.with_field("period"))
        for row, cells in frame.rows():
            if names.heads_section(cells):
                periods.heads_section(cells)
                continue
            _read_row(row, cells, groups, figures, names, periods)
        return Content(
            readings=figures.readings(),
            figures=figures,
            observations=figures.count,
            questions=questions + periods.questions,
            notes=periods.calendar.notes,
            fields=names.fields() | _fields(groups, figures),
        )


def _figures(frame: Frame) -> list[ColumnProfile]:
    """Return the columns of figures that are not headed by periods, unless a person called them a metric."""
    return [
        column
        for column in frame.columns
        if column.numeric
        and (column.when is None or column.said_name("metric"))
        and column.field in {None, "numerator", "denominator", "value"}
    ]


def _read_row(
    row: int, cells: Sequence[Cell], groups: list[MetricColumns], figures: Figures, names: RowNames, periods: RowPeriods
) -> None:
    name = names.of(cells)
    period = None
    asked = False
    for group in groups:
        value = part = whole = None
        if group.value is not None:
            value = figures.value(row, group.value.index, _at(cells, group.value.index))
        if group.part is not None:
            part = figures.count_of(row, group.part.index, _at(cells, group.part.index))
        if group.whole is not None:
            whole = figures.count_of(row, group.whole.index, _at(cells, group.whole.index))
        if value is None and (part is None or whole is None):
            continue
        if not asked:
            period, asked = periods.of(row, cells, figures), True
        place = next(column.index for column in (group.value, group.part, group.whole) if column is not None)
        figures.add(
            row,
            place,
            group.label,
            period,
            value=value,
            numerator=part,
            denominator=whole,
            entity=name.entity or group.entity,
            segment=name.segment if name.entity is None or group.entity is None else group.entity,
            arm=group.arm or name.arm,
            unit=_unit(group),
        )


def _unit(group: MetricColumns) -> str:
    return next((column.unit for column in (group.value, group.part) if column is not None), "")


def _at(cells: Sequence[Cell], index: int) -> Cell:
    return cells[index] if index < len(cells) else None


def _fields(groups: list[MetricColumns], figures: Figures) -> dict[int, str]:
    fields: dict[int, str] = {}
    for group in groups:
        key = figures.key(group.label)
        for column in all_columns([group]):
            role = "numerator" if column is group.part else "denominator" if column is group.whole else "metric"
            fields.setdefault(column.index, f"{role}:{key}")
    return fields
