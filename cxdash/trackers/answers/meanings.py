"""What a column can be taken for, in words people read, by the layout of its table."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from cxdash.domain.periods import Grain, Quarter, add_months
from cxdash.trackers.periods.when import parse_when
from cxdash.trackers.readings import Column, Layout
from cxdash.trackers.vocabulary import names

_WEEKS = 52
_NAMES = ("entity", "use_case", "pilot", "site")
_OF_LAYOUT: Mapping[Layout, tuple[str, ...]] = MappingProxyType(
    {
        Layout.LONG: (
            *_NAMES, "metric", "period", "year", "value", "numerator", "denominator", "segment", "arm", "unit",
        ),
        Layout.WIDE_PERIOD: (*_NAMES, "metric", "segment", "arm", "unit", "year"),
        Layout.WIDE_METRIC: (*_NAMES, "period", "year", "numerator", "denominator", "segment", "arm"),
        Layout.WIDE_ENTITY: (*_NAMES, "metric", "period", "year", "segment", "arm"),
        Layout.TRACKER: (*names("register"), "friction", "amount"),
        Layout.EVENT_LOG: ("date", *_NAMES, "segment", "arm"),
        Layout.NONE: (
            *_NAMES, "metric", "period", "year", "value", "numerator", "denominator", "segment", "arm", "unit",
        ),
    }
)  # fmt: skip
_OF_FRICTION = names("friction")
"""What a column of a register can be whose rows say what hurts on the journey."""
_OF_MONEY = names("money")
"""What a column of a register can be whose rows are costs and benefits."""
FIELDS = frozenset(field for fields in (*_OF_LAYOUT.values(), _OF_FRICTION, _OF_MONEY) for field in fields) | {"ignore"}
"""Every field that stands alone; ``metric:``, ``numerator:``, ``denominator:``, ``entity:``, ``period:`` name more."""
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "entity": "Use case or pilot",
        "value": "Figure",
        "numerator": "Counted part (numerator)",
        "denominator": "Whole it is counted out of (denominator)",
        "segment": "Part (segment)",
        "arm": "Pilot or comparison",
        "date": "Date of the event",
        "ignore": "Not used",
        "other": "Not used",
        "statement": "Outcome statement",
        "baseline_starts": "Baseline starts on",
        "goes_live": "Goes live on",
        "idea_on": "Idea since",
        "pilot_on": "Pilot since",
        "proof_on": "Proof since",
        "scale_on": "Scale since",
        "locked_on": "Locked on",
        "window_days": "Measurement window in days",
        "unit_value_low": "Unit value, low",
        "unit_value_high": "Unit value, high",
        "one_off_cost": "One-off cost",
        "run_cost_year": "Run cost per year",
        "usage_cost": "Usage cost per case",
        "owner": "Owner (in general)",
        "help_mode": "How it helps",
        "friction": "Friction point",
        "step": "Journey step of a friction point",
        "kind": "Kind of friction",
        "back_office": "Whether the back office does it",
        "monthly_volume": "Volume per month",
        "annual_cost": "Cost of a year, to compare",
        "amount": "Amount of a cost or benefit",
        "side": "Cost or benefit",
        "cost_kind": "Kind of cost, class of benefit",
        "line": "Cost line",
        "basis": "Planned, forecast or actual",
    }
)
_NAMED: Mapping[str, str] = MappingProxyType(
    {
        "metric": "A metric of its own: {}",
        "numerator": "Counted part of {}",
        "denominator": "Whole of {}",
        "entity": "A use case or pilot: {}",
        "period": "Figures of {}",
        "other": "Not used",
    }
)


def words_of(field: str) -> str:
    """Return the words for a field, such as ``Part (segment)`` or ``Figures of 2025-03``."""
    kind, named, name = field.partition(":")
    if named and kind in _NAMED:
        return _NAMED[kind].format(name)
    return _WORDS.get(field) or field.replace("_", " ").capitalize()


def fields_for(layout: Layout, column: Column, beside: Sequence[Column]) -> tuple[str, ...]:
    """Return the fields a column of a layout can have, its own first.

    Args:
        beside: all columns of the table, among them those whose periods tell what a column between them may be.
    """
    fields = [column.field]
    label = column.label or column.letter
    if layout is Layout.WIDE_PERIOD:
        fields += _periods_at(column, beside)
    fields += _of_layout(layout, column, beside)
    if layout is Layout.WIDE_ENTITY:
        fields.append(f"entity:{label}")
    if layout not in {Layout.WIDE_PERIOD, Layout.TRACKER, Layout.EVENT_LOG} and not column.field.startswith("metric:"):
        fields.append(f"metric:{label}")
    if column.field.partition(":")[0] != "other":
        fields.append("ignore")
    return tuple(dict.fromkeys(fields))


def _of_layout(layout: Layout, column: Column, beside: Sequence[Column]) -> tuple[str, ...]:
    """Return the fields of a layout; those of a register by what its other columns say that its rows are."""
    others = {each.field for each in beside if each is not column} if layout is Layout.TRACKER else set()
    if "amount" in others:
        return _OF_MONEY
    return _OF_FRICTION if "friction" in others else _OF_LAYOUT[layout]


def _periods_at(column: Column, beside: Sequence[Column]) -> list[str]:
    """Return the periods that a column without one may hold: by its header, by those of the columns beside it."""
    place = next((number for number, each in enumerate(beside) if each.letter == column.letter), None)
    if place is None or column.field.startswith("period"):
        return []
    found = [_shifted(column.label, 0)]
    for step in (-1, 1):
        number = place + step
        if 0 <= number < len(beside) and beside[number].field.startswith("period:"):
            found.append(_shifted(beside[number].label, -step))
    return [f"period:{text}" for text in found if text]


def _shifted(label: str, steps: int) -> str | None:
    """Write the period so many after the one a header names, None where it names none with its year."""
    whens = [when for text in (label, *label.split(" – ")) if (when := parse_when(text)) is not None and when.complete]
    if not whens or whens[0].year is None:
        return None
    year, number = whens[0].year, whens[0].number
    match whens[0].grain:
        case Grain.WEEK if number <= _WEEKS:
            iso = (date.fromisocalendar(year, number, 1) + timedelta(weeks=steps)).isocalendar()
            return f"{iso.year}-W{iso.week:02}"
        case Grain.MONTH:
            return f"{add_months(date(year, number, 1), steps):%Y-%m}"
        case Grain.QUARTER:
            return str(Quarter(year, number).shifted(steps))
        case Grain.YEAR:
            return str(year + steps)
        case _:
            return None


def is_field(text: str) -> bool:
    """Whether a text is a field that a column can be given."""
    kind, named, name = text.partition(":")
    if not named:
        return text in FIELDS
    if kind == "period":
        when = parse_when(name)
        return when is not None and when.complete and when.grain is not None
    return kind in _NAMED and kind != "other" and bool(name.strip())
