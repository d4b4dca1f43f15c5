"""An outcome statement taken apart for people: its parts in a few words, and the metric it could make primary."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import isclose

from cxdash.domain.figures import Figures, count, number
from cxdash.domain.last_day import aimed_at
from cxdash.domain.metrics import Catalogue, Direction, Metric, Role, primaries_problem, role_problem
from cxdash.domain.statements import Change, ChangeKind, Lint, Parts
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.domain.use_words import target_words

ADVISED = "Population"
"""The one part that a statement passes without."""
_EVEN = 1e-6
"""What two sizes may differ by and still be the same: the dust of binary fractions."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of a statement: what it is, and what the statement says of it; "" where it is missing."""

    part: str
    words: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What a statement says of its metric, to be stored with one click.

    Attributes:
        use: the metric as the statement wants it.
        words: what the click does.
        seen: the metric as it is stored; None where the use case does not have it yet.
    """

    use: MetricUse
    words: str
    seen: MetricUse | None = None


def chips(lint: Lint, catalogue: Catalogue, figures: Figures) -> tuple[Chip, ...]:
    """Return the six parts of a statement in the order in which it is read aloud."""
    parts = lint.parts
    metric = None if parts.metric is None else catalogue.get(parts.metric)
    return (
        Chip("Direction", {Direction.DOWN: "Down", Direction.UP: "Up"}.get(parts.direction or Direction.NONE, "")),
        Chip("Metric", "" if metric is None else metric.name),
        Chip("Size", "" if parts.change is None else _size(parts.change, metric, figures)),
        Chip(ADVISED, parts.population),
        Chip("Mechanism", parts.mechanism),
        Chip("Window", "" if parts.window_days is None else count(parts.window_days, "day")),
    )


def offer(lint: Lint, uses: Iterable[MetricUse], catalogue: Catalogue, figures: Figures) -> Offer | None:
    """Return the statement's metric as the primary one, or its target where it is primary already with another.

    None where neither is to be stored, or the firewall keeps it out.
    """
    used = {use.metric: use for use in uses}
    metric = catalogue.get(lint.parts.metric or "")
    target = None if metric is None else target_of(lint.parts, metric)
    if metric is None or target is None:
        return None
    change = lint.parts.change
    start = None if change is None else _start(change, metric)
    own = used.get(metric.slug)
    if own is not None:
        return _target_offered(own, target, metric, figures, start=start)
    if any(use.role is Role.PRIMARY for use in used.values()):
        return None
    if role_problem(metric, Role.PRIMARY) or primaries_problem([metric]):
        return None
    words = f"Make {metric.name} the primary metric with target {target_words(target, metric, figures)}"
    return Offer(MetricUse(metric.slug, Role.PRIMARY, target, baseline=start), words)


def asks_the_same(one: Target, other: Target, *, baseline: float | None) -> bool:
    """Whether two targets are one promise: alike, or leading from the baseline (metric units) to the same value."""
    if one.kind is other.kind:
        return isclose(one.size, other.size, abs_tol=_EVEN)
    return baseline is not None and isclose(aimed_at(one, baseline), aimed_at(other, baseline), abs_tol=_EVEN)


def _target_offered(
    own: MetricUse, target: Target, metric: Metric, figures: Figures, *, start: float | None
) -> Offer | None:
    """Return the statement's target for a metric that the use case has, where it is primary and promises another."""
    baseline = start if own.baseline is None else own.baseline
    if own.role is not Role.PRIMARY:
        return None
    if own.target is not None and asks_the_same(target, own.target, baseline=baseline):
        return None
    size = target_words(target, metric, figures).removeprefix("to ")
    return Offer(replace(own, target=target), f"Set the target of {metric.name} to {size}", seen=own)


def target_of(parts: Parts, metric: Metric) -> Target | None:
    """Return the target that a statement names, in metric units; None where its direction or size is missing."""
    change, direction = parts.change, parts.direction
    if change is None or direction not in {Direction.UP, Direction.DOWN}:
        return None
    sign = -1.0 if direction is Direction.DOWN else 1.0
    share = 0.01 if metric.is_fraction else 1.0
    match change.kind:
        case ChangeKind.RELATIVE:
            return Target(TargetKind.RELATIVE, sign * change.size / 100)
        case ChangeKind.POINTS:
            return Target(TargetKind.ABSOLUTE, sign * change.size / 100) if metric.is_fraction else None
        case ChangeKind.ABSOLUTE:
            return Target(TargetKind.ABSOLUTE, sign * change.size * share)
        case ChangeKind.TO_VALUE:
            return Target(TargetKind.TO_VALUE, change.size * share)


def _start(change: Change, metric: Metric) -> float | None:
    """Return where the statement says that the metric stands, in metric units."""
    if change.start is None:
        return None
    return change.start * (0.01 if metric.is_fraction else 1.0)


def _size(change: Change, metric: Metric | None, figures: Figures) -> str:
    return " ".join(_size_words(change, metric, figures))


def _size_words(change: Change, metric: Metric | None, figures: Figures) -> Iterator[str]:
    in_share = metric is not None and metric.is_fraction
    if change.start is not None:
        yield f"from {number(change.start)}{' %' if in_share else ''}"
    size = number(change.size)
    match change.kind:
        case ChangeKind.RELATIVE:
            yield f"{size} %"
        case ChangeKind.POINTS:
            yield f"{size} points"
        case ChangeKind.ABSOLUTE | ChangeKind.TO_VALUE:
            unit = "%" if in_share else "" if metric is None or metric.unit == "count" else figures.unit(metric)
            prefix = "to " if change.kind is ChangeKind.TO_VALUE else ""
            yield f"{prefix}{size} {unit}".strip()
