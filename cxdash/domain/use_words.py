"""What a use case declares of a metric, in a few words: its target, and how much worse a guardrail may get."""

from cxdash.domain.figures import Figures, percent
from cxdash.domain.metrics import Direction, Metric
from cxdash.domain.targets import Target, TargetKind


def target_words(target: Target | None, metric: Metric, figures: Figures) -> str:
    """Write a target as people say it: ``−30 %``, ``−12.5 %``, ``−6.0 points``, ``to 12.0 %``; "" without one."""
    if target is None:
        return ""
    match target.kind:
        case TargetKind.RELATIVE:
            return _share(target.size)
        case TargetKind.ABSOLUTE:
            return figures.difference(metric, target.size)
        case TargetKind.TO_VALUE:
            return f"to {figures.value(metric, target.size)}"


def margin_words(margin: float | None, metric: Metric, figures: Figures, *, relative: bool) -> str:
    """Write by how much a guardrail may get worse, signed as it would move: ``+1.0 points``, ``+10 % of baseline``."""
    if margin is None:
        return ""
    worse = margin if metric.direction is Direction.DOWN else -margin
    if relative:
        return f"{_share(worse)} of baseline"
    return figures.difference(metric, worse)


def _share(fraction: float) -> str:
    """Write a share of the baseline with as many places as were declared, one at most: ``−30 %``, ``−12.5 %``."""
    is_whole = abs(fraction * 100 - round(fraction * 100)) < 0.05
    return percent(fraction, places=0 if is_whole else 1, sign=True)
