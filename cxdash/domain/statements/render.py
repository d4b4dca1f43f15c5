"""Writes a statement from its parts, one way for all; blanks stand for parts that are missing."""

import re

from cxdash.domain.metrics import Catalogue, Direction, Metric
from cxdash.domain.statements.parts import Change, ChangeKind, Parts

BLANK = "___"
EITHER = "Reduce / increase"
"""Stands for a direction that nobody has chosen."""
_NAMES = {"no_show_rate": "no-show rate", "csat": "CSAT", "time_to_value_days": "time to value"}
_UNITS = {"hours": "hours", "days": "days", "minutes": "minutes", "seconds": "seconds", "ms": "ms"}


def render(parts: Parts, catalogue: Catalogue) -> str:
    """Write the statement that ``parse`` reads as these parts, with blanks for those that are missing."""
    metric = None if parts.metric is None else catalogue.get(parts.metric)
    name = BLANK if metric is None else spoken(metric)
    verb = {Direction.DOWN: "Reduce", Direction.UP: "Increase"}.get(parts.direction or Direction.NONE, EITHER)
    size = f"by {BLANK} %" if parts.change is None else written(parts.change, metric)
    days = BLANK if parts.window_days is None else f"{parts.window_days:,}"
    return f"{verb} {name} {size} {_for_whom(parts.population)} {_how(parts.mechanism)}, measured over {days} days."


def spoken(metric: Metric) -> str:
    """Return a metric's name as it stands in a sentence: without brackets, lower case but for letters."""
    if metric.slug in _NAMES:
        return _NAMES[metric.slug]
    name = metric.name.partition(" (")[0]
    first = name.split()[0] if name else ""
    return (
        name if first[1:].lower() != first[1:] or any(each.isdigit() for each in first) else name[:1].lower() + name[1:]
    )


def written(change: Change, metric: Metric | None) -> str:
    """Write a change as a sentence says it: “by 30 %”, “from 18 % to 12 %”."""
    size = f"{change.size:.10g}"
    start = change.start
    if change.kind is ChangeKind.RELATIVE:
        return f"by {size} %{_from(change, metric)}"
    if change.kind is ChangeKind.POINTS:
        return f"by {size} percentage points{_from(change, metric)}"
    if change.kind is ChangeKind.ABSOLUTE:
        return f"by {_valued(change.size, change, metric, plain=True)}{_from(change, metric)}"
    begins = "" if start is None else f"from {_valued(start, change, metric)} "
    return f"{begins}to {_valued(change.size, change, metric)}"


def _from(change: Change, metric: Metric | None) -> str:
    return "" if change.start is None else f", from {_valued(change.start, change, metric)},"


def _valued(value: float, change: Change, metric: Metric | None, *, plain: bool = False) -> str:
    decimals = "" if value == int(value) else ".2f" if change.currency else ".10g"
    number = f"{change.currency}{value:,{decimals or '.0f'}}"
    if metric is None or change.currency:
        return number
    if metric.unit == "%":
        return number if plain else f"{number} %"
    if metric.unit.startswith("per 1,000"):
        return f"{number} per 1,000"
    return f"{number} {_UNITS[metric.unit]}" if metric.unit in _UNITS else number


def _for_whom(population: str) -> str:
    """Return “among patients”, but “for our contact centre”: only several can be told apart."""
    several = re.search(r"[a-hj-rtv-z]s\b|people|men|children", population) is not None
    return f"among {population}" if several else f"{'for' if population else 'among'} {population or BLANK}"


def _how(mechanism: str) -> str:
    first, _, more = mechanism.partition(" ")
    return f"by {mechanism}" if more and first.endswith("ing") and len(first) > 5 else f"through {mechanism or BLANK}"
