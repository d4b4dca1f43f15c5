"""Which column of a table plays which part: names, metrics, periods, units, segments."""

from collections.abc import Sequence
from itertools import islice

from cxdash.domain.metrics import Catalogue, plain
from cxdash.trackers.columns.metric_names import named
from cxdash.trackers.columns.name_columns import settle_names
from cxdash.trackers.columns.plan_columns import set_plans_aside
from cxdash.trackers.files.cells import Cell
from cxdash.trackers.files.kinds import Kind, kind_of
from cxdash.trackers.periods.periods_in_texts import have_periods
from cxdash.trackers.tables.frames import ColumnProfile, Frame
from cxdash.trackers.tables.plan_rows import tell_plans_from_actuals
from cxdash.trackers.vocabulary import words
from cxdash.trackers.words import arm_of

# Fields that columns of figures may have; any other named field on a column of figures is taken back.
_OF_FIGURES = frozenset({"value", "numerator", "denominator", "year", "period", "ignore"})
_NOT_OF_TEXTS = frozenset({"value", "numerator", "denominator", "period", "year", "arm", "unit"})
_NAMED_FIGURES = frozenset({"metric", "entity", "period"})
_NAMES = frozenset({"pilot", "use_case", "entity", "site"})
# Days that say when something is to be done, not what time figures are from.
_TASK_DATES = words("task_date")
_UNITS = words("unit")
_NEVER_METRICS = frozenset({"unit", "use_case", "pilot"})  # a use case may well be named after its metric
_PERIOD_WORDS = words("period")
_NOT_ACTUAL = words("not_actual")
_MEASURE_NAMES = words("measure_name")
_WEEKDAYS = words("weekday")
_KEPT = words("kept_date")
_NEARLY = 0.02
_CHECK = 2_000
_WEIGHTS, _HOURS = words("weight"), words("hour_column")
_NUMBERED = words("counter") | {"num", "of", "the"}


def assign_roles(frame: Frame, catalogue: Catalogue) -> None:
    """Give each column its field, from what a person said, from its header, then from its cells."""
    for column in frame.columns:
        column.field = _by_content(column, catalogue) if column.said is None else _by_word(column.said)
    _yield_to_said(frame)
    _name_hours(frame)
    _one_period(frame)
    _drop_lone_days(frame)
    settle_names(frame)
    _one_value(frame)
    _weigh_metrics_only(frame)
    _one_each(frame)
    _leave_out_parts_of_dates(frame)
    set_plans_aside(frame)


def _by_word(said: str) -> str | None:
    """Return the field that was said; a column of figures that has only a name, such as ``metric:CSAT``, has none."""
    kind, named, _ = said.partition(":")
    return None if named and kind in _NAMED_FIGURES else kind


def _yield_to_said(frame: Frame) -> None:
    """Take back a field that was only recognised where a person gave it, or another name of rows, to a column."""
    said = {column.field for column in frame.columns if column.said is not None}
    if said & _NAMES:
        said |= _NAMES
    for column in frame.columns:
        if column.said is None and column.field in said - {None, "ignore"}:
            column.field = None


def _by_content(column: ColumnProfile, catalogue: Catalogue) -> str | None:
    if column.numeric:
        return None if column.when is not None else _of_figures(column, catalogue)
    if column.kind in {Kind.DATE, Kind.PERIOD} and column.field not in {"year", "ignore"}:
        return "period"
    return _of_texts(column, catalogue)


def _of_figures(column: ColumnProfile, catalogue: Catalogue) -> str | None:
    field = column.field
    if catalogue.named(column.last) and field not in {"numerator", "denominator"}:
        return None
    said = set(plain(column.label).split())
    if column.years and (field in {"year", "period"} or said & _PERIOD_WORDS or not said):
        return "year"
    return field if field in _OF_FIGURES and column.filled else None


def _of_texts(column: ColumnProfile, catalogue: Catalogue) -> str | None:
    return _by_texts(column, catalogue) or _by_name(column)


def _by_texts(column: ColumnProfile, catalogue: Catalogue) -> str | None:
    """Return the field that a column's texts show, whatever its header says."""
    if not column.texts:
        return None
    if all(arm_of(text) for text in column.texts):
        return "arm"
    if tell_plans_from_actuals(column.texts):
        return "ignore"
    known = sum(named(catalogue, text) is not None for text in column.texts)
    least = 1 if column.field in {None, "metric"} else 2  # one queue may be called like a metric
    if known >= max(0.6 * len(column.texts), least) and column.field not in _NEVER_METRICS:
        return "metric"
    if all(text.casefold().strip(" .") in _WEEKDAYS for text in column.texts):
        return "ignore"  # a weekday beside its date says nothing more
    units = sum(plain(text) in _UNITS or text.casefold() in _UNITS for text in column.texts)
    enough = 0.5 if column.field == "unit" else 1.0  # of the texts in a column called so, half are enough
    return "unit" if units >= enough * len(column.texts) else None


def _by_name(column: ColumnProfile) -> str | None:
    """Return the field that the header of a column of texts names, where its cells can be that."""
    field, name = column.field, plain(column.last)
    if field == "value" and name in _MEASURE_NAMES:
        return "metric"
    if field == "period" and have_periods(column.texts, column.label):
        return "period"
    if column.kind is Kind.TEXT and name in _NOT_ACTUAL:
        return "ignore"
    return None if column.kind is Kind.TEXT and field in _NOT_OF_TEXTS else field


def _one_period(frame: Frame) -> None:
    """Keep one period column: the one that says so, else the first; a year stays beside months without years."""
    periods = [column for column in frame.columns if column.field == "period"]
    years = [column for column in frame.columns if column.field == "year"]
    if years and periods and all(map(_says_when_kept, periods)):
        for column in periods:
            column.field = "ignore"
        periods = []
    if len(periods) > 1:
        real = [column for column in periods if column.kind in {Kind.DATE, Kind.PERIOD}] or periods
        labelled = [column for column in real if set(plain(column.last).split()) & _PERIOD_WORDS]
        timely = [column for column in labelled or real if not set(plain(column.last).split()) & _TASK_DATES]
        keep = _finest(timely or labelled or real)
        for column in periods:
            if column is not keep:
                column.field = "ignore" if column.kind is Kind.DATE else None
    for column in years[1:]:
        column.field = None
    if (
        years
        and frame.with_field("period") is None
        and not any(column.when for column in frame.columns if column.numeric)
    ):
        years[0].field = "period"


def _name_hours(frame: Frame) -> None:
    """Take the hours of a day for names of rows where days stand over the columns: their figures are no lengths."""
    if sum(column.when is not None for column in frame.columns if column.numeric) < 2:
        return
    for column in frame.columns:
        if column.numeric and column.said is None and column.when is None and plain(column.label) in _HOURS:
            column.field, column.kind = "segment", Kind.TEXT


def _drop_lone_days(frame: Frame) -> None:
    """Take back a nameless column of periods that stand in no row with figures, as the day of an update does."""
    period = frame.with_field("period")
    if period is None or period.parts or period.said is not None:
        return
    places = [column.index for column in frame.columns if column.numeric]
    rows = [cells for _, cells in islice(frame.rows(), _CHECK)]
    dated = [_is_filled(cells, period.index) for cells in rows if any(_has_figure(cells, place) for place in places)]
    if dated and not any(dated):
        period.field = None


def _has_figure(cells: Sequence[Cell], place: int) -> bool:
    return place < len(cells) and kind_of(cells[place]) is Kind.NUMBER


def _is_filled(cells: Sequence[Cell], place: int) -> bool:
    return place < len(cells) and cells[place] is not None


def _finest(columns: list[ColumnProfile]) -> ColumnProfile:
    """Return the first column of periods, unless another tells at least twice as many apart: months beside a year."""
    finest = max(columns, key=lambda column: column.distinct)
    return finest if finest.distinct >= 2 * columns[0].distinct else columns[0]


def _says_when_kept(column: ColumnProfile) -> bool:
    """Whether a column tells when its rows were written down, not what time they are about: ``LAST UPDATE``."""
    return column.said is None and bool(set(plain(column.last).split()) & _KEPT)


def _leave_out_parts_of_dates(frame: Frame) -> None:
    """Leave out numbers of weeks, months or days beside the day itself: they are no figures."""
    period = frame.with_field("period")
    if period is None or period.kind is not Kind.DATE:
        return
    for column in frame.figures:
        said = set(plain(column.label).split())
        if column.said is None and column.when is None and said & _PERIOD_WORDS and said <= _PERIOD_WORDS | _NUMBERED:
            column.field = "ignore"


def _one_value(frame: Frame) -> None:
    """Keep a value column only where the table has exactly one; two of them are metrics of their own."""
    values = [column for column in frame.columns if column.field == "value"]
    strong = [
        column for column in values if plain(column.last) not in {"target", "soll", "ziel", "score", "amount", "result"}
    ]
    if len(values) > 1:
        keep = strong[0] if strong else None
        for column in values:
            if column is not keep:
                column.field = "ignore" if keep and plain(column.last) in {"target", "soll", "ziel"} else None
    if frame.with_field("value") is not None:
        for column in frame.figures:
            if plain(column.last) in _NOT_ACTUAL and column.said is None:
                column.field = "ignore"


def _weigh_metrics_only(frame: Frame) -> None:
    """Take weights for figures of their own where rows name no metrics to be weighed, and they make up no whole."""
    if frame.with_field("metric") is not None:
        return
    for column in frame.columns:
        if not (column.numeric and column.said is None and column.field == "ignore" and plain(column.last) in _WEIGHTS):
            continue
        cells = [cells[column.index] for _, cells in frame.rows() if column.index < len(cells)]
        whole = sum(cell for cell in cells if isinstance(cell, float))
        if not any(abs(whole - each) < _NEARLY * each for each in (1, 100)):
            column.field = None


def _one_each(frame: Frame) -> None:
    for name in ("pilot", "use_case", "entity", "site", "metric", "unit", "segment", "arm", "numerator", "denominator"):
        for column in [column for column in frame.columns if column.field == name][1:]:
            if column.said_name(name) is None:  # a part of CSAT stands beside a part of another metric
                column.field = None
