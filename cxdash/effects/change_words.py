"""An effect with its interval in a few words, as the metric moved."""

from cxdash.domain.figures import Figures, number, percent, points
from cxdash.domain.metrics import Direction, Metric
from cxdash.effects.effect import Effect

NONE = "–"
_FINE = 0.02


def sign_of(effect: Effect) -> int:
    """Return what turns an improvement into the way the metric moves: −1 where lower is better."""
    return -1 if effect.direction is Direction.DOWN else 1


def with_range(effect: Effect | None, metric: Metric | None, figures: Figures) -> str:
    """Write an effect with its 95 % interval as the metric moved: ``−19 % (−30 to −7)``; an en dash without one."""
    if effect is None or metric is None or effect.effect is None or effect.low is None or effect.high is None:
        return NONE
    sign = sign_of(effect)
    low, high = sorted((sign * effect.low, sign * effect.high))
    return interval(sign * effect.effect, low, high, metric, figures, relative=effect.relative)


def interval(middle: float, low: float, high: float, metric: Metric, figures: Figures, *, relative: bool) -> str:
    """Write a change with its 95 % interval, all three as the metric moved: ``−19 % (−30 to −7)``."""
    if relative:
        places = 1 if (high - low) / 2 < _FINE else 0
        ends = [number(each * 100, places=places, sign=True) for each in (low, high)]
        return f"{percent(middle, places=places, sign=True)} ({ends[0]} to {ends[1]})"
    if metric.is_fraction:
        ends = [number(each * 100, places=1, sign=True) for each in (low, high)]
        return f"{points(middle)} ({ends[0]} to {ends[1]})"
    ends = [figures.difference(metric, each) for each in (low, high)]
    return f"{figures.difference(metric, middle)} ({ends[0]} to {ends[1]})"
