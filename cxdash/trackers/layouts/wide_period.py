"""Wide by period: a column for each week, month, quarter or year, a row for each metric, site or pilot."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cxdash.domain.comparisons import Arm
from cxdash.domain.metrics import plain
from cxdash.domain.periods import Grain
from cxdash.trackers.columns.metric_names import MetricNames
from cxdash.trackers.columns.names_or_measures import rows_name_parts
from cxdash.trackers.columns.row_names import RowNames
from cxdash.trackers.content import Content, Setting, metric_of_titles, title_of
from cxdash.trackers.files.cells import Cell
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.periods.crossed_periods import crossed_periods
from cxdash.trackers.periods.years_of_rows import years_of_rows
from cxdash.trackers.problems import problem
from cxdash.trackers.readings import Layout
from cxdash.trackers.tables.corners import metric_in_corner
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.values.figures import Figures
from cxdash.trackers.vocabulary import words
from cxdash.trackers.words import arm_of, is_derived, is_total, is_unit, sounds_like_metric

_SHARE = 0.3
_MOSTLY = 0.6
_BESIDE_DAYS = 0.5

_BASELINES = frozenset({"baseline", "ausgangswert", "basiswert"})
_NOT_ACTUAL, _ACTUAL, _WHOLE = words("not_actual"), words("actual"), words("whole")


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a header says beside its period; ``whole`` is the column with the denominators of this one's figures."""

    arm: Arm | None = None
    segment: str | None = None
    metric: str | None = None
    whole: ColumnProfile | None = None


class WidePeriod:
    """A column per period."""

    layout = Layout.WIDE_PERIOD

    def recognise(self, frame: Frame, setting: Setting) -> float:  # noqa: ARG002 - the protocol's signature
        """Return high where enough of the columns of figures are headed by periods."""
        periods = _period_columns(frame)
        numeric = [column for column in frame.columns if column.numeric and not _is_plan(column)]
        if any(column.said_name("period") for column in periods):
            return 0.97
        marked = any(column.filled for column in periods)
        if not any(column.numbers for column in periods) and (marked or len(periods) == len(frame.columns)):
            return 0.0  # bars of a plan beside its tasks: neither names nor figures
        if len(periods) >= 2 and len(periods) >= _SHARE * len(numeric):
            return _BESIDE_DAYS if _has_days_of_rows(frame) else 0.97
        named = any(column.filled and not column.numeric for column in frame.columns)
        other = frame.with_field("period") is not None or frame.with_field("value") is not None
        alone = len(periods) == 1 and len(numeric) == 1 and periods[0].numbers > 1 and periods[0].share > _MOSTLY
        return 0.7 if alone and named and not other else 0.0

    def read(self, frame: Frame, setting: Setting) -> Content:
        """Read each row's figures under their periods."""
        figures, questions = setting.figures(frame)
        columns = _period_columns(frame)
        calendar = setting.calendar(" ".join(_line_label(frame)))
        topic = metric_in_corner(frame, figures.names) or metric_of_titles(frame, figures.names)
        has_metric = frame.with_field("metric") is not None
        beside = _beside(columns, None if has_metric else figures.names)
        in_header = any(each.metric for each in beside.values())
        in_title = topic is not None or rows_name_parts(frame, figures.names)
        needs_metric = has_metric or not (in_title or in_header)
        names = RowNames(frame, setting, figures.names, figures=columns, needs_metric=needs_metric)
        crossed = crossed_periods(frame, columns)
        whens = [column.when for column in columns if column.when]
        years = years_of_rows(frame, whens, names=(names.entity, names.metric))
        calendar.learn((when for when in whens if when.complete or years is None), context=setting.context(frame))
        title = topic or title_of(frame)
        self._note_long(frame, columns, figures)
        for row, cells in frame.rows():
            if names.heads_section(cells):
                continue
            name = names.of(cells)
            for column in columns:
                if column.index not in beside:
                    continue
                value = figures.value(row, column.index, _at(cells, column))
                if value is None or column.when is None:
                    continue
                said = beside[column.index]
                when = crossed.of(cells, column.when) if crossed else column.when
                figures.add(
                    row,
                    column.index,
                    column.said_name("metric") or said.metric or name.metric or title,
                    calendar.period(when, year=years.of(cells, when) if years else None) if when else None,
                    value=value,
                    denominator=figures.count_of(row, said.whole.index, _at(cells, said.whole)) if said.whole else None,
                    entity=name.entity,
                    segment=" · ".join(part for part in (name.segment, said.segment) if part) or None,
                    arm=said.arm or name.arm,
                    unit=name.unit or column.unit,
                )
        fields = names.fields() | {
            column.index: _field(column, figures) if column.index in beside else "denominator" for column in columns
        }
        if years is not None:
            fields[years.column.index] = "year"
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


def _has_days_of_rows(frame: Frame) -> bool:
    """Whether rows have days of their own: those of events or tasks, whose other columns are no periods."""
    return any(
        column.kind is Kind.DATE and column.when is None and column.distinct > 2 and column.filled > len(frame.body) / 2
        for column in frame.columns
    )


def _period_columns(frame: Frame) -> list[ColumnProfile]:
    """Return the columns of figures headed by periods, without plans, targets, and totals or baselines beside them."""
    found = [
        column
        for column in frame.columns
        if column.when is not None
        and (column.numeric or column.kind is Kind.EMPTY)
        and (column.said is not None or not _is_plan(column))
    ]
    bare = [column for column in found if column.said is not None or not any(map(_sums_up, column.rest))]
    return bare if len(bare) > 1 else found


def _sums_up(part: str) -> bool:
    """Whether a line beside a period says that its figures sum up others, or are those that all began with."""
    return is_total(part) or is_derived(part) or plain(part) in _BASELINES


def _is_plan(column: ColumnProfile) -> bool:
    """Whether a line beside a column's period says that its figures are planned, or worked out from others."""
    return column.when is not None and any(plain(part) in _NOT_ACTUAL for part in column.rest)


def _beside(columns: list[ColumnProfile], names: MetricNames | None) -> dict[int, _Beside]:
    """Return what each header names beside its period: the side of the comparison, a metric or a segment.

    What stands over all periods is a title of theirs, and what stands beside a period that comes only once is a name
    of it (``Wave 1``): neither is a segment. Columns of denominators are left out, they stand with their figures.

    Args:
        names: finds metrics; None where the rows name them.
    """
    shared = set.intersection(*(set(column.rest) for column in columns)) if columns else set()
    own = {
        column.index: [
            part for part in column.rest if part not in shared and arm_of(part) is None and plain(part) not in _ACTUAL
        ]
        for column in columns
    }
    arms = {
        column.index: next((arm for part in column.rest if (arm := arm_of(part)) is not None), None)
        for column in columns
    }
    in_header = names is not None and _name_metrics({part for parts in own.values() for part in parts[-1:]}, names)
    wholes = _wholes(columns, own, arms) if in_header else {}
    again = max(Counter(column.when for column in columns).values(), default=1) > 1
    found: dict[int, _Beside] = {}
    for column in columns:
        if column.index in {whole.index for whole in wholes.values()}:
            continue
        parts = own[column.index]
        metric = parts.pop() if in_header and parts else None
        segment = " · ".join(parts) if again else None
        found[column.index] = _Beside(arms[column.index], segment or None, metric, wholes.get(column.index))
    return found


def _name_metrics(parts: set[str], names: MetricNames) -> bool:
    """Whether the words beside the periods name metrics: some are known, or each of several has a word of measures."""
    if any(names.find(part) for part in parts):
        return True
    named = [part for part in parts if not is_total(part)]
    return len(named) > 1 and all(map(sounds_like_metric, named)) and not all(map(is_unit, named))


def _wholes(
    columns: list[ColumnProfile], own: dict[int, list[str]], arms: dict[int, Arm | None]
) -> dict[int, ColumnProfile]:
    """Return, for each column, the one that counts its answers: the only other one of its period, called ``n``."""
    found: dict[int, ColumnProfile] = {}
    for column in columns:
        alike = [
            other
            for other in columns
            if other is not column and other.when == column.when and arms[other.index] is arms[column.index]
        ]
        if len(alike) == 1 and own[alike[0].index] and plain(own[alike[0].index][-1]) in _WHOLE:
            found[column.index] = alike[0]
    return found


def _line_label(frame: Frame) -> list[str]:
    """Return the header's words that stand beside the periods, such as ``week of``."""
    return [part for column in frame.columns if column.when is None for part in column.parts] + frame.titles[-2:]


def _at(cells: Sequence[Cell], column: ColumnProfile) -> Cell:
    return cells[column.index] if column.index < len(cells) else None


def _field(column: ColumnProfile, figures: Figures) -> str:
    metric = column.said_name("metric")
    if column.said is not None:
        return f"metric:{figures.names.key(metric)}" if metric else column.said
    when = column.when
    if when is None or when.grain is None:
        return "period"
    return f"period:{Grain(when.grain)}"
