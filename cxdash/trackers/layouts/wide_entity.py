"""Wide by entity: a column for each site, pilot or use case, a row for each period, one metric for the whole table."""

from cxdash.domain.comparisons import Arm
from cxdash.domain.metrics import plain
from cxdash.trackers.columns.names_or_measures import weight_of_names
from cxdash.trackers.columns.row_names import RowNames
from cxdash.trackers.columns.sides import have_sides, side_of
from cxdash.trackers.content import Content, Setting, metric_of_titles, title_of
from cxdash.trackers.layouts.wide_metric import WideMetric
from cxdash.trackers.periods.row_periods import RowPeriods
from cxdash.trackers.readings import Layout
from cxdash.trackers.tables.corners import metric_in_corner
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.values.figures import Figures
from cxdash.trackers.vocabulary import words
from cxdash.trackers.words import arm_in, is_derived

# Measures over the columns are the commoner habit; without a sign either way both are asked about, measures first.
_LESS_LIKELY = 0.09
_NOT_NAMES = words("not_actual") | words("actual") | words("goal") | words("weight")
_OTHER_TIMES = words("other_time")


class WideEntity:
    """A column per site or pilot."""

    layout = Layout.WIDE_ENTITY

    def recognise(self, frame: Frame, setting: Setting) -> float:
        """Return high where the columns' names look like names of one kind; the shape is that of wide by metric."""
        columns = _entities(frame)
        if any(column.said_name("metric") for column in frame.columns):
            return 0.0
        weight = weight_of_names(frame, setting, columns) if len(columns) > 1 else 0.0
        in_rows = _metric_is_said(frame) or (_metrics_down(frame, columns) and weight >= 0)
        base = 0.8 if in_rows else WideMetric().recognise(frame, setting)
        if (
            base == 0
            or len(columns) < 2
            or any(setting.catalogue.named(part) for column in columns for part in column.parts)
        ):
            return 0.0
        if any(column.field in {"numerator", "denominator", "value"} for column in columns):
            return 0.0
        return min(base - _LESS_LIKELY + 0.25 * weight, 0.98)

    def read(self, frame: Frame, setting: Setting) -> Content:
        """Read each row's figures; the metric stands in the rows, in the title or in the sheet's name."""
        figures, questions = setting.figures(frame)
        columns = _entities(frame)
        sided = have_sides(columns)
        topic = metric_in_corner(frame, figures.names) or metric_of_titles(frame, figures.names)
        in_rows = frame.with_field("metric") is not None or (
            topic is None and any(figures.names.find(text) for column in frame.columns for text in column.texts[:50])
        )
        told = [column for column in frame.columns if column.numeric and column.said_name("metric")]
        names = RowNames(frame, setting, figures.names, figures=columns + told, needs_metric=in_rows)
        periods = RowPeriods(frame, setting, frame.with_field("period"))
        title = topic or title_of(frame)
        for row, cells in frame.rows():
            if names.heads_section(cells):
                periods.heads_section(cells)
                continue
            period, asked = None, False
            name = names.of(cells)
            for column in columns + told:
                value = figures.value(row, column.index, cells[column.index] if column.index < len(cells) else None)
                if value is None:
                    continue
                if not asked:
                    period, asked = periods.of(row, cells, figures), True
                if column in told:
                    figures.add(
                        row, column.index, column.said_name("metric") or "", period,
                        value=value, entity=name.entity, segment=name.segment, arm=name.arm,
                    )  # fmt: skip
                    continue
                entity, arm = _entity_of(column, setting, sided=sided)
                parts = [part for part in (name.entity, name.segment) if part and part != setting.entity]
                figures.add(
                    row, column.index, name.metric or title, period,
                    value=value, entity=entity, segment=" · ".join(parts) or None, arm=arm or name.arm,
                    unit=column.unit,
                )  # fmt: skip
        return Content(
            readings=figures.readings(),
            figures=figures,
            observations=figures.count,
            questions=questions + periods.questions,
            notes=periods.calendar.notes,
            fields=names.fields()
            | {column.index: _field(column, setting, figures, sided=sided) for column in columns + told},
        )


def _metric_is_said(frame: Frame) -> bool:
    """Whether a person said which column names the metric of a row."""
    metric = frame.with_field("metric")
    return metric is not None and metric.said is not None


def _metrics_down(frame: Frame, columns: list[ColumnProfile]) -> bool:
    """Whether rows name metrics, and what stands over the columns says nothing of plans, totals or other times."""
    if frame.with_field("metric") is None or any(column.when for column in frame.columns if column.numeric):
        return False
    said = [plain(column.last) for column in columns]
    return not any(
        name in _NOT_NAMES or is_derived(name) or name.split()[:1] == [] or name.split()[0] in _OTHER_TIMES
        for name in said
    )


def _field(column: ColumnProfile, setting: Setting, figures: Figures, *, sided: bool) -> str:
    metric = column.said_name("metric")
    return f"metric:{figures.names.key(metric)}" if metric else f"entity:{_entity_of(column, setting, sided=sided)[0]}"


def _entities(frame: Frame) -> list[ColumnProfile]:
    return [
        column
        for column in frame.columns
        if column.numeric
        and column.when is None
        and column.field is None
        and (column.parts or column.said)
        and not column.said_name("metric")
    ]


def _entity_of(column: ColumnProfile, setting: Setting, *, sided: bool) -> tuple[str | None, Arm | None]:
    said = column.said_name("entity")
    if said is not None:
        return said, None
    sides = {part: side_of(part, sided=sided) for part in column.parts}
    arm = next((found for found in sides.values() if found is not None), None)
    rest = [part for part in column.parts if sides[part] is None]
    if not rest:
        return setting.entity, arm
    stem, said = arm_in(" – ".join(rest))
    return (stem, said) if said is Arm.COMPARISON else (" – ".join(rest), arm)
