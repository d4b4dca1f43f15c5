"""Sizes, directions and windows that cannot be meant."""

from collections.abc import Iterator

from cxdash.domain.metrics import Catalogue, Direction, Metric
from cxdash.domain.statements.parts import Change, ChangeKind, Finding, Parts
from cxdash.domain.statements.reading import Reading
from cxdash.domain.statements.render import spoken
from cxdash.domain.use_cases import LONGEST_WINDOW

_MAY_EXCEED = frozenset({"net_revenue_retention"})
"""Shares that can be above 100 %."""
_MAY_BE_NEGATIVE = frozenset({"nps", "gross_margin_pct", "agent_satisfaction"})


def findings(reading: Reading, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield what is wrong about a statement's direction, size and window."""
    parts = reading.parts
    metric = None if parts.metric is None else catalogue.get(parts.metric)
    if is_against_good(parts, metric) and metric is not None:
        good = "less" if metric.direction is Direction.DOWN else "more"
        yield Finding(
            "wrong_direction",
            f"{metric.name} is good when there is {good} of it, so this asks for it to get worse. Turn the direction"
            f" round.",
        )
    if parts.change is not None:
        wrong = _wrong(parts.change, parts.direction, metric)
        if wrong is None and reading.contradicts:
            wrong = "The words ask for one direction and the two values for the other. Check which is meant."
        if wrong is not None:
            yield Finding("impossible_size", wrong)
    if is_endless(parts):
        years = LONGEST_WINDOW // 366
        yield Finding("impossible_window", f"No pilot is measured for more than {years} years. Say over how many days.")


def is_endless(parts: Parts) -> bool:
    """Whether a statement's window is longer than any pilot's may be."""
    return parts.window_days is not None and parts.window_days > LONGEST_WINDOW


def is_against_good(parts: Parts, metric: Metric | None) -> bool:
    """Whether a statement asks for its metric to get worse; a metric whose good is a band has no wrong direction."""
    if metric is None or parts.direction is None or metric.direction not in {Direction.UP, Direction.DOWN}:
        return False
    return parts.direction is not metric.direction


def _wrong(change: Change, direction: Direction | None, metric: Metric | None) -> str | None:
    share = metric is not None and metric.is_fraction
    if change.kind is ChangeKind.TO_VALUE:
        return _wrong_value(change, metric)
    if change.size == 0:
        return "A change of nothing is no change. Say by how much."
    if change.kind is ChangeKind.RELATIVE and direction is Direction.DOWN and change.size > 100:
        return f"Nothing can fall by more than 100 %, and this says {change.size:g} %."
    if change.kind is ChangeKind.POINTS and share and change.size > 100:
        return f"A share lies between 0 and 100 %, so it cannot change by {change.size:g} points."
    if (
        change.start is not None
        and direction is Direction.DOWN
        and change.kind is not ChangeKind.RELATIVE
        and change.size > change.start
    ):
        return f"From {change.start:g} it cannot fall by {change.size:g}."
    return None


def _wrong_value(change: Change, metric: Metric | None) -> str | None:
    if change.start is not None and change.start == change.size:
        return f"It is {change.size:g} and shall become {change.size:g}: that is no change."
    if metric is None:
        return None
    values = [value for value in (change.size, change.start) if value is not None]
    if min(values) < 0 and metric.slug not in _MAY_BE_NEGATIVE:
        return f"{spoken(metric).capitalize()} cannot be below 0."
    if metric.is_fraction and max(values) > 100 and metric.slug not in _MAY_EXCEED:
        return f"{spoken(metric).capitalize()} is a share and cannot be above 100 %."
    return None
