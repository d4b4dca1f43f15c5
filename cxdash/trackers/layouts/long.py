"""Long: a row for each figure, with its metric, period and value in columns of their own."""

from cxdash.domain.metrics import plain
from cxdash.trackers.columns.row_names import RowNames
from cxdash.trackers.content import Content, Setting, metric_of_titles, title_of
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.layouts.register import is_register
from cxdash.trackers.periods.row_periods import RowPeriods
from cxdash.trackers.readings import Layout
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.values.figures import Figures
from cxdash.trackers.vocabulary import words

_WITHOUT_PERIOD = 0.7
_BESIDE_ANOTHER = 0.75
_ALSO_METRICS, _NOT_ACTUAL = words("also_metric"), words("not_actual")


class Long:
    """A row per figure."""

    layout = Layout.LONG

    def recognise(self, frame: Frame, setting: Setting) -> float:  # noqa: ARG002 - the protocol's signature
        """Return high with a period column, one value column (or a part and its whole), and names in the rows."""
        value = frame.with_field("value")
        metric = frame.with_field("metric")
        if is_register(frame) or any(column.when for column in frame.columns if column.numeric):
            return 0.0
        if frame.with_field("period") is None:
            known = value is not None and _is_actual(value) and _names_rows(frame)
            return (_WITHOUT_PERIOD + 0.1 * (metric is not None)) if known else 0.0
        others = [column for column in frame.figures if column.when is None]
        pair = frame.with_field("numerator") is not None and frame.with_field("denominator") is not None
        if value is not None and (value.numeric or value.kind is Kind.EMPTY):
            return 0.96 if metric is not None else _of_one_value(frame, value, others, pair=pair)
        if metric is not None and pair and not others:
            return 0.9
        return 0.8 if metric is not None and len(others) == 1 else 0.0

    def read(self, frame: Frame, setting: Setting) -> Content:
        """Read each row's figure; further columns that a person called metrics have figures of their own."""
        figures, questions = setting.figures(frame)
        told = [column for column in frame.figures if column.said_name("metric")]
        value = frame.with_field("value") or next(iter(told or frame.figures), None)
        numerator, denominator = frame.with_field("numerator"), frame.with_field("denominator")
        columns = [column for column in (value, numerator, denominator) if column is not None]
        periods = RowPeriods(frame, setting, frame.with_field("period"))
        names = RowNames(frame, setting, figures.names, figures=columns + told, needs_metric=True)
        topic = (
            metric_of_titles(frame, figures.names)
            or (value.last if value and value.field != "value" else None)
            or title_of(frame)
        )
        if columns:
            _read_rows(frame, figures, names, periods, (value, numerator, denominator), topic)
        for column in told:
            if column is not value:
                _read_rows(frame, figures, names, periods, (column, None, None), topic)
        fields = names.fields()
        if value is not None and value.field is None:
            fields[value.index] = "value"
        fields |= {column.index: f"metric:{figures.names.key(column.said_name('metric') or '')}" for column in told}
        return Content(
            readings=figures.readings(),
            figures=figures,
            observations=figures.count,
            questions=questions + periods.questions,
            notes=periods.calendar.notes,
            fields=fields,
        )


def _of_one_value(frame: Frame, value: ColumnProfile, others: list[ColumnProfile], *, pair: bool) -> float:
    """Return how sure it is that a table without a column of metrics has one figure a row."""
    if len(others) > 1 or not _names_rows(frame):
        return 0.0
    if others and not pair:
        return _BESIDE_ANOTHER  # "Value" is then as likely one of several measures
    # "Amount" and "Score" may as well be the name of a metric.
    period = frame.with_field("period")
    says_value = plain(value.last) not in _ALSO_METRICS or (period is not None and period.kind is Kind.PERIOD)
    return 0.92 if pair or (says_value and not others) else 0.85


def _is_actual(value: ColumnProfile) -> bool:
    return value.numbers > 0 and plain(value.last) not in _NOT_ACTUAL


def _names_rows(frame: Frame) -> bool:
    return frame.with_field("pilot", "use_case", "entity", "site", "segment", "metric") is not None or any(
        column.kind is Kind.TEXT and column.field is None and column.distinct > 1 for column in frame.columns
    )


def _read_rows(
    frame: Frame,
    figures: Figures,
    names: RowNames,
    periods: RowPeriods,
    columns: tuple[ColumnProfile | None, ColumnProfile | None, ColumnProfile | None],
    topic: str,
) -> None:
    said = columns[0].said_name("metric") if columns[0] else None
    value_at, part_at, whole_at = (None if column is None else column.index for column in columns)
    place = next(index for index in (value_at, part_at, whole_at) if index is not None)
    for row, cells in frame.rows():
        width = len(cells)
        value = part = whole = None
        if value_at is not None and value_at < width:
            cell = cells[value_at]
            # A finite number needs no second look, and most cells are one.
            value = cell if isinstance(cell, float) and cell - cell == 0 else figures.value(row, value_at, cell)
        if part_at is not None and part_at < width:
            cell = cells[part_at]
            part = cell if isinstance(cell, float) and cell - cell == 0 else figures.count_of(row, part_at, cell)
        if whole_at is not None and whole_at < width:
            cell = cells[whole_at]
            whole = cell if isinstance(cell, float) and cell - cell == 0 else figures.count_of(row, whole_at, cell)
        if value is None and (part is None or whole is None):
            continue
        name = names.of(cells)
        figures.add(
            row,
            place,
            said or name.metric or topic,
            periods.of(row, cells, figures),
            value=value,
            numerator=part,
            denominator=whole,
            entity=name.entity,
            segment=name.segment,
            arm=name.arm,
            unit=name.unit,
        )
