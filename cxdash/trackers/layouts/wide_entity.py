"""Wide by entity: a column for each site, pilot or use case, a row for each period, one metric for the whole table."""

from cxdash.domain.comparisons import Arm
from cxdash.domain.metrics import plain
from cxdash.trackers.content import Content, Setting, metric_of_titles, title_of
from cxdash.trackers.figures import Figures
from cxdash.trackers.frames import ColumnProfile, Frame
from cxdash.trackers.layouts.wide_metric import WideMetric
from cxdash.trackers.metric_names import MetricNames
from cxdash.trackers.readings import Layout
from cxdash.trackers.row_names import RowNames
from cxdash.trackers.row_periods import RowPeriods
from cxdash.trackers.totals import columns_add_up
from cxdash.trackers.words import arm_in, arm_of, is_total, sounds_like_metric


class WideEntity:
    """A column per site or pilot."""

    layout = Layout.WIDE_ENTITY

    def recognise(self, frame: Frame, setting: Setting) -> float:
        """Return high where the columns' names look like names of one kind; the shape is that of wide by metric."""
        columns = _entities(frame)
        if any(column.said_name("metric") for column in frame.columns):
            return 0.0
        base = 0.8 if _metric_is_said(frame) else WideMetric().recognise(frame, setting)
        if base == 0 or len(columns) < 2 or any(setting.catalogue.named(column.last) for column in columns):
            return 0.0
        if any(column.field in {"numerator", "denominator", "value"} for column in columns):
            return 0.0
        return min(base - 0.01 + 0.25 * _evidence(frame, setting, columns), 0.98)

    def read(self, frame: Frame, setting: Setting) -> Content:
        """Read each row's figures; the metric stands in the rows, in the title or in the sheet's name."""
        figures, questions = setting.figures(frame)
        columns = _entities(frame)
        topic = metric_of_titles(frame, figures.names)
        in_rows = _metric_is_said(frame) or (
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
                entity, arm = _entity_of(column, setting)
                parts = [part for part in (name.entity, name.segment) if part and part != setting.entity]
                figures.add(
                    row, column.index, name.metric or title, period,
                    value=value, entity=entity, segment=" · ".join(parts) or None, arm=arm or name.arm,
                )  # fmt: skip
        return Content(
            readings=figures.readings(),
            figures=figures,
            observations=figures.count,
            questions=questions + periods.questions,
            notes=periods.calendar.notes,
            fields=names.fields() | {column.index: _field(column, setting, figures) for column in columns + told},
        )


def _metric_is_said(frame: Frame) -> bool:
    """Whether a person said which column names the metric of a row."""
    metric = frame.with_field("metric")
    return metric is not None and metric.said is not None


def _field(column: ColumnProfile, setting: Setting, figures: Figures) -> str:
    metric = column.said_name("metric")
    return f"metric:{figures.names.key(metric)}" if metric else f"entity:{_entity_of(column, setting)[0]}"


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


def _entity_of(column: ColumnProfile, setting: Setting) -> tuple[str | None, Arm | None]:
    said = column.said_name("entity")
    if said is not None:
        return said, None
    arm = next((found for part in column.parts if (found := arm_of(part)) is not None), None)
    rest = [part for part in column.parts if arm_of(part) is None]
    if not rest:
        return setting.entity, arm
    stem, said = arm_in(" – ".join(rest))
    return (stem, said) if said is Arm.COMPARISON else (" – ".join(rest), arm)


def _evidence(frame: Frame, setting: Setting, columns: list[ColumnProfile]) -> float:
    """Weigh what speaks for names of places or people over the columns (positive) against names of measures."""
    labels = [column.last for column in columns]
    found = 0.0
    found -= sum(sounds_like_metric(label) and not is_total(label) for label in labels) / len(labels)
    first = [plain(label).split()[:1] for label in labels]
    same = max(first.count(word) for word in first) / len(first)
    if same >= 0.6 and len(labels) >= 4:
        found += 0.7
    if columns_add_up(frame, columns):
        found += 1.0
    if any(arm_of(part) for column in columns for part in column.parts) and len(columns) <= 4:
        found += 0.6
    if metric_of_titles(frame, MetricNames(setting.catalogue, setting.hints.metrics)) is not None:
        found += 1.0
    if any(column.percent for column in columns) and not all(column.percent for column in columns):
        found -= 0.5
    return found
