"""What a use case declares of a metric, in a few words: its target, and how much worse a guardrail may get."""

from cxdash.domain.figures import MINUS, NO_BREAK, Figures, number, percent, points, signed
from cxdash.domain.metrics import Direction, Metric
from cxdash.domain.targets import Target, TargetKind


def target_words(target: Target | None, metric: Metric, figures: Figures) -> str:
    """Write a target as people say it: ``−30 %``, ``−12.5 %``, ``−6 points``, ``to 12 %``; "" without one."""
    if target is None:
        return ""
    match target.kind:
        case TargetKind.RELATIVE:
            return _share(target.size)
        case TargetKind.ABSOLUTE:
            return change_words(target.size, metric, figures)
        case TargetKind.TO_VALUE:
            if not metric.is_fraction:
                return f"to {figures.value(metric, target.size)}"
            return f"to {percent(target.size, places=_places(target.size))}"


def margin_words(margin: float | None, metric: Metric, figures: Figures, *, relative: bool) -> str:
    """Write by how much a guardrail may get worse, signed as it would move: ``+2.5 points``, ``+10 % of baseline``."""
    if margin is None:
        return ""
    worse = margin if metric.direction is Direction.DOWN else -margin
    if relative:
        return f"{_share(worse)} of baseline"
    return change_words(worse, metric, figures)


def change_words(size: float, metric: Metric, figures: Figures) -> str:
    """Write a declared change, signed, with as many places as were declared: ``−4 points``, ``+2.5 per 1,000``."""
    if metric.is_fraction:
        said = points(size, places=_places(size))
        return said.removesuffix("s") if said.lstrip("+" + MINUS).startswith(f"1{NO_BREAK}") else said
    if metric.unit.startswith("currency"):
        return figures.difference(metric, size)
    unit = f"{NO_BREAK}{metric.unit}" if metric.unit != "count" else ""
    return signed(_short(size), size) + unit


def _share(fraction: float) -> str:
    """Write a share of the baseline with as many places as were declared, one at most: ``−30 %``, ``−12.5 %``."""
    return percent(fraction, places=_places(fraction), sign=True)


def _places(fraction: float) -> int:
    return 0 if abs(fraction * 100 - round(fraction * 100)) < 0.05 else 1


def _short(size: float) -> str:
    """Write a number with two places at most, and none that say nothing."""
    text = number(abs(size), places=2)
    return text.rstrip("0").removesuffix(".")
