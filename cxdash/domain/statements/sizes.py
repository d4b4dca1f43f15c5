"""How much a statement asks for: the change that its amounts make, in the unit of its metric."""

import re
from collections.abc import Sequence

from cxdash.domain.metrics import Metric
from cxdash.domain.statements.directions import Mark, Way
from cxdash.domain.statements.parts import Change, ChangeKind
from cxdash.domain.statements.quantities import Place, Quantity

_TIME_UNITS = {"seconds": 1.0, "minutes": 60.0, "hours": 3600.0, "days": 86400.0, "ms": 0.001}
_OF_ITSELF = re.compile(
    r"\s+(?:of )?(?:(?:what|where|today|the|its|their|our|current|existing|this|last|that)\b|of\b)", re.IGNORECASE
)
_PART = re.compile(r"half|third|quarter|fifth", re.IGNORECASE)
_OF = re.compile(r"\s+of\b", re.IGNORECASE)
_JOINED = re.compile(
    r"\s*(?:$|[,.;:]|(?:through|by|in|within|over|for|among|via|across|during|with|points?)\b)", re.IGNORECASE
)
"""After a share that says nothing of what it is a share of."""
_CLOSED = re.compile(
    r"\s*(?:$|[,.;)]|(?:in|within|over|during|for|among|by|through|via|after|thanks)\b)", re.IGNORECASE
)
"""After a bare number that is a bound of its own: “below 9 within 90 days”."""
_FEWER = re.compile(r"\s+(?:fewer|more)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s+(?:fewer|more|less|[a-z-]+ )?(?:per|a|each|every) (?:day|week|month|year|quarter)\b", re.IGNORECASE
)


def change_of(text: str, amounts: Sequence[Quantity], metric: Metric | None, ways: Sequence[Mark]) -> Change | None:
    """Return the change these amounts ask for, or None.

    Args:
        text: the statement.
        amounts: those of the goal, in order; not those of other clauses.
        metric: the goal, for its unit; None where it is not known: values then stay as written.
        ways: the words of direction; some say a size by themselves (“halve”).
    """
    start = next((each for each in amounts if each.place is Place.FROM), None)
    goal = _value_to_reach(text, [each for each in amounts if _fits(each, metric)], start)
    begins = None if start is None else _valued(start, metric)
    if goal is not None and start is not None:
        return Change(ChangeKind.TO_VALUE, _valued(goal, metric), begins, goal.currency or start.currency)
    by = next((each for each in amounts if each.place is Place.BY and _fits(each, metric)), None)
    if by is not None:
        return _changed(text, by, metric, begins)
    said = next((mark.size for mark in ways if mark.size is not None), None)
    if said is not None:
        return Change(ChangeKind.RELATIVE, said, begins)
    if goal is not None and (metric is not None or goal.unit):
        return _reached(text, goal, metric, ways)
    return _loose(text, amounts, metric, ways, begins)


def _loose(
    text: str, amounts: Sequence[Quantity], metric: Metric | None, ways: Sequence[Mark], begins: float | None
) -> Change | None:
    """Return the change that amounts make without “by” and “to”: “30 % fewer”, “under five minutes”, “eliminate”."""
    alone = _alone(text, amounts, metric, ways)
    reached = ways and all(mark.way is Way.REACH for mark in ways)
    if alone is not None and reached and metric is not None and metric.is_fraction and alone.unit in {"%", "part"}:
        return Change(ChangeKind.TO_VALUE, _valued(alone, metric), begins)
    shared = share_reached(text, amounts, metric, ways)
    if shared is not None:
        return Change(ChangeKind.TO_VALUE, _valued(shared, metric), begins)
    if alone is not None:
        return _changed(text, alone, metric, begins)
    bound = next(
        (each for each in amounts if each.place in {Place.UNDER, Place.OVER} and _bounds(text, each, metric)), None
    )
    if bound is not None:
        return Change(ChangeKind.TO_VALUE, _valued(bound, metric), begins, bound.currency)
    return Change(ChangeKind.TO_VALUE, 0.0, begins) if any(mark.to_zero for mark in ways) else None


def share_reached(
    text: str, amounts: Sequence[Quantity], metric: Metric | None, ways: Sequence[Mark]
) -> Quantity | None:
    """Return the share that a sentence begins with that names no direction: “80 % of agents using the assistant”."""
    if metric is None or not metric.is_fraction or any(mark.way is not Way.REACH for mark in ways) or not amounts:
        return None
    first = amounts[0]
    shared = first.unit in {"%", "part"} and first.place not in {Place.BY, Place.FROM}
    begins = shared and not text[: first.opens].strip()
    return first if begins and not _JOINED.match(text, first.span.end) else None


def bound_of(amounts: Sequence[Quantity], metric: Metric | None) -> Way | None:
    """Return the direction that “under five minutes” or “at least 85 %” implies."""
    places = [
        each.bound for each in amounts if each.place in {Place.UNDER, Place.OVER, Place.TO} and _fits(each, metric)
    ]
    if Place.UNDER in places:
        return Way.DOWN
    return Way.UP if Place.OVER in places else None


def _value_to_reach(text: str, amounts: Sequence[Quantity], start: Quantity | None) -> Quantity | None:
    reached = [each for each in amounts if each.place is Place.TO and each.unit != "times"]
    if start is None:
        reached = [each for each in reached if each.unit or each.bound or not _COUNTED.match(text, each.span.end)]
    after = [each for each in reached if start is not None and each.span > start.span]
    return next(iter(after or reached), None)


def _alone(text: str, amounts: Sequence[Quantity], metric: Metric | None, ways: Sequence[Mark]) -> Quantity | None:
    """Return an amount without a word that places it, as in “30 % fewer” and “lower AHT 20 secs”."""
    directed = any(mark.way is not Way.REACH for mark in ways)
    for each in amounts:
        if each.place is not Place.ALONE or not _fits(each, metric):
            continue
        if not directed and _OF.match(text, each.span.end):
            continue
        if each.unit or (directed and metric is not None and not metric.is_fraction):
            return each
    return None


def _fits(each: Quantity, metric: Metric | None) -> bool:
    """Whether an amount can be one of this metric: seconds are none of a share."""
    if each.unit == "seconds" and metric is not None:
        return metric.unit in _TIME_UNITS
    return True


def _bounds(text: str, each: Quantity, metric: Metric | None) -> bool:
    if not each.unit and metric is not None and metric.is_fraction and not _CLOSED.match(text, each.span.end):
        return False
    return _fits(each, metric)


def _reached(text: str, goal: Quantity, metric: Metric | None, ways: Sequence[Mark]) -> Change:
    if goal.unit == "part" and _OF_ITSELF.match(text, goal.span.end) and not _of_contacts(text, goal):
        return Change(ChangeKind.RELATIVE, _round(100 - goal.value))
    down = any(mark.way is Way.DOWN for mark in ways)
    if goal.unit == "part" and down and _PART.search(text, goal.span.start, goal.span.end):
        return Change(ChangeKind.RELATIVE, _round(100 - goal.value))
    if goal.unit == "points" and metric is not None and metric.is_fraction and any(mark.way is Way.UP for mark in ways):
        return Change(ChangeKind.TO_VALUE, _round(goal.value))
    if goal.unit in {"%", "part"} and metric is not None and not metric.is_fraction and metric.per == 1:
        return Change(ChangeKind.RELATIVE, _round(abs(goal.value)))
    return Change(ChangeKind.TO_VALUE, _valued(goal, metric), None, goal.currency)


def _of_contacts(text: str, goal: Quantity) -> bool:
    rest = text[goal.span.end : goal.span.end + 40]
    return (
        re.match(r"\s+of (?:all |our )?(?:calls|contacts|issues|cases|patients|customers|appointments|visits)", rest)
        is not None
    )


def _changed(text: str, by: Quantity, metric: Metric | None, begins: float | None) -> Change:
    if by.unit in {"%", "part"}:
        return Change(ChangeKind.RELATIVE, _round(by.value), begins)
    if by.unit == "times":
        return Change(ChangeKind.RELATIVE, _round(100 * (by.value - 1)), begins)
    if by.unit == "points":
        return Change(ChangeKind.POINTS, _round(by.value), begins)
    in_points = not by.unit and metric is not None and (metric.is_fraction or metric.unit == "points")
    if in_points and by.value <= 100 and not _FEWER.match(text, by.span.end) and not _COUNTED.match(text, by.span.end):
        return Change(ChangeKind.POINTS, _round(by.value), begins)
    return Change(ChangeKind.ABSOLUTE, _valued(by, metric), begins, by.currency)


def _valued(each: Quantity, metric: Metric | None) -> float:
    """Return an amount in the metric's unit as people write it: shares in percent, times in the metric's own unit."""
    if each.unit == "minutes or millions" and (metric is None or metric.unit not in _TIME_UNITS):
        return _round(each.value / 60 * 1e6)
    if each.unit in {"seconds", "minutes or millions"}:
        per = _TIME_UNITS.get(metric.unit) if metric is not None else None
        return _round(each.value / (per or each.per))
    if each.unit == "milliseconds" and metric is not None and metric.unit in _TIME_UNITS:
        return _round(each.value / 1000 / _TIME_UNITS[metric.unit])
    if metric is not None and metric.is_fraction and each.unit == "" and 0 < each.value < 1:
        return _round(100 * each.value)
    if metric is not None and metric.per > 1 and each.unit in {"%", "part"}:
        return _round(each.value / 100 * metric.per)
    return _round(each.value)


def _round(value: float) -> float:
    return round(value, 2) if abs(value) >= 1 else round(value, 4)
