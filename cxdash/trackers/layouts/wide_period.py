"""Wide by period: a column for each week, month, quarter or year, a row for each metric, site or pilot."""

from cxdash.domain.comparisons import Arm
from cxdash.domain.metrics import plain
from cxdash.domain.periods import Grain
from cxdash.trackers.content import Content, Setting, metric_of_titles, title_of
from cxdash.trackers.figures import Figures
from cxdash.trackers.frames import ColumnProfile, Frame
from cxdash.trackers.kinds import Kind
from cxdash.trackers.problems import problem
from cxdash.trackers.readings import Layout
from cxdash.trackers.row_names import RowNames
from cxdash.trackers.vocabulary import words
from cxdash.trackers.words import arm_of

_SHARE = 0.3

_NOT_ACTUAL, _ACTUAL = words("not_actual"), words("actual")


class WidePeriod:
    """A column per period."""

    layout = Layout.WIDE_PERIOD

    def recognise(self, frame: Frame, setting: Setting) -> float:  # noqa: ARG002 - the protocol's signature
        """Return high where enough of the columns of figures are headed by periods."""
        periods = _period_columns(frame)
        numeric = [column for column in frame.columns if column.numeric]
        if any(column.said_name("period") for column in periods):
            return 0.97
        if len(periods) >= 2 and len(periods) >= _SHARE * len(numeric):
            return 0.97
        named = any(column.filled and not column.numeric for column in frame.columns)
        other = frame.with_field("period") is not None or frame.with_field("value") is not None
        return 0.7 if len(periods) == 1 and len(numeric) == 1 and named and not other else 0.0

    def read(self, frame: Frame, setting: Setting) -> Content:
        """Read each row's figures under their periods."""
        figures, questions = setting.figures(frame)
        columns = _period_columns(frame)
        calendar = setting.calendar(" ".join(_line_label(frame)))
        topic = metric_of_titles(frame, figures.names)
        has_metric = frame.with_field("metric") is not None
        names = RowNames(frame, setting, figures.names, figures=columns, needs_metric=topic is None or has_metric)
        year = _year_column(frame, names)
        whens = [column.when for column in columns if column.when]
        calendar.learn((when for when in whens if when.complete or year is None), context=setting.context(frame))
        title = topic or title_of(frame)
        beside = _beside(columns)
        self._note_long(frame, columns, figures)
        for row, cells in frame.rows():
            if names.heads_section(cells):
                continue
            name = names.of(cells)
            own_year = _as_year(cells[year.index]) if year is not None and year.index < len(cells) else None
            for column in columns:
                value = figures.value(row, column.index, cells[column.index] if column.index < len(cells) else None)
                if value is None or column.when is None:
                    continue
                period = calendar.period(column.when, year=own_year)
                arm, segment = beside[column.index]
                figures.add(
                    row,
                    column.index,
                    column.said_name("metric") or name.metric or title,
                    period,
                    value=value,
                    entity=name.entity,
                    segment=segment or name.segment,
                    arm=arm or name.arm,
                    unit=name.unit,
                )
        fields = names.fields() | {column.index: _field(column, figures) for column in columns}
        if year is not None:
            fields[year.index] = "year"
        return Content(
            readings=figures.readings(),
            figures=figures,
            observations=figures.count,
            questions=questions + calendar.questions,
            notes=calendar.notes,
            fields=fields,
        )

    def _note_long(self, frame: Frame, columns: list[ColumnProfile], figures: Figures) -> None:
        for column in columns:
            if column.when is not None and column.when.grain is None:
                source = figures.source(frame.header.last, column.index)
                figures.problems.append(problem("period_too_long", source, value=column.label))


def _period_columns(frame: Frame) -> list[ColumnProfile]:
    """Return the columns of figures headed by periods, without plans and targets."""
    return [
        column
        for column in frame.columns
        if column.when is not None
        and (column.numeric or column.kind is Kind.EMPTY)
        and (column.said is not None or not any(plain(part) in _NOT_ACTUAL for part in column.rest))
    ]


def _beside(columns: list[ColumnProfile]) -> dict[int, tuple[Arm | None, str | None]]:
    """Return the side of the comparison and the segment that each header names beside its period.

    What stands over all periods is a title of theirs and no segment.
    """
    shared = set.intersection(*(set(column.rest) for column in columns)) if columns else set()
    found: dict[int, tuple[Arm | None, str | None]] = {}
    for column in columns:
        arm = next((said for part in column.rest if (said := arm_of(part)) is not None), None)
        own = [
            part for part in column.rest if part not in shared and arm_of(part) is None and plain(part) not in _ACTUAL
        ]
        found[column.index] = arm, " · ".join(own) or None
    return found


def _line_label(frame: Frame) -> list[str]:
    """Return the header's words that stand beside the periods, such as ``week of``."""
    return [part for column in frame.columns if column.when is None for part in column.parts] + frame.titles[-2:]


def _year_column(frame: Frame, names: RowNames) -> ColumnProfile | None:
    for column in frame.columns:
        if column.years and column.when is None and column is not names.entity and column is not names.metric:
            return column
    return None


def _as_year(cell: object) -> int | None:
    if isinstance(cell, str) and cell.strip().isdigit():
        return int(cell)
    return int(cell) if isinstance(cell, float) else None


def _field(column: ColumnProfile, figures: Figures) -> str:
    metric = column.said_name("metric")
    if column.said is not None:
        return f"metric:{figures.names.key(metric)}" if metric else column.said
    when = column.when
    if when is None or when.grain is None:
        return "period"
    return f"period:{Grain(when.grain)}"
