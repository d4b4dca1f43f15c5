"""Effects in a few words for tables and labels; the whole sentence is stored with the effect."""

from collections.abc import Sequence

from cxdash.domain.figures import Figures, number, percent, points, signed
from cxdash.domain.metrics import Direction, Metric
from cxdash.effects.effect import Effect
from cxdash.effects.guardrails import GuardrailResult, GuardrailStatus

NONE = "–"
_FINE = 0.02


def sign_of(effect: Effect) -> int:
    """Return what turns an improvement into the way the metric moves: −1 where lower is better."""
    return -1 if effect.direction is Direction.DOWN else 1


def change(value: float | None, effect: Effect, metric: Metric, figures: Figures) -> str:
    """Write an oriented change of an effect as the metric moved: ``−19 %``, ``+8.9 points``."""
    if value is None:
        return NONE
    moved = sign_of(effect) * value
    return percent(moved, sign=True) if effect.relative else figures.difference(metric, moved)


def with_range(effect: Effect | None, metric: Metric | None, figures: Figures) -> str:
    """Write an effect with its 95 % interval as the metric moved: ``−19 % (−30 to −7)``; an en dash without one."""
    if effect is None or metric is None or effect.effect is None or effect.low is None or effect.high is None:
        return NONE
    sign = sign_of(effect)
    middle, (low, high) = sign * effect.effect, sorted((sign * effect.low, sign * effect.high))
    if effect.relative:
        places = 1 if (high - low) / 2 < _FINE else 0
        ends = [number(each * 100, places=places, sign=True) for each in (low, high)]
        return f"{percent(middle, places=places, sign=True)} ({ends[0]} to {ends[1]})"
    if metric.is_fraction:
        ends = [number(each * 100, places=1, sign=True) for each in (low, high)]
        return f"{points(middle)} ({ends[0]} to {ends[1]})"
    ends = [figures.difference(metric, each) for each in (low, high)]
    return f"{figures.difference(metric, middle)} ({ends[0]} to {ends[1]})"


def three_numbers(effect: Effect, metric: Metric, figures: Figures) -> tuple[str, str, str] | None:
    """Write what was observed, what drift and comparison account for, and the effect, so that they add up as shown."""
    if effect.observed_change is None or effect.effect is None or effect.low is None:
        return None
    sign = sign_of(effect)
    if not effect.relative and not metric.is_fraction:
        parts = (effect.observed_change, effect.observed_change - effect.effect, effect.effect)
        seen, removed, left = (figures.difference(metric, sign * part) for part in parts)
        return seen, removed, left
    total, own = round(sign * effect.observed_change * 100, 1), round(sign * effect.effect * 100, 1)
    unit = "%" if effect.relative else "points"
    seen, removed, left = (signed(f"{abs(part):.1f}\u00a0{unit}", part) for part in (total, round(total - own, 1), own))
    return seen, removed, left


def lights(guardrails: tuple[tuple[str, GuardrailResult], ...]) -> str:
    """Write guardrails by their lights, the worst first: ``Red: Complaint rate · Green: Slot utilisation``."""
    found = {status: [name for name, each in guardrails if each.status is status] for status in GuardrailStatus}
    return " · ".join(f"{status.value.capitalize()}: {', '.join(names)}" for status, names in found.items() if names)


def listed(names: Sequence[str]) -> str:
    """Name several things in a sentence: ``Resolution rate, Repeat contact rate and Complaint rate``."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def share(value: float | None) -> str:
    """Write a share of the target in whole percent, an en dash where there is none."""
    return NONE if value is None else percent(value, places=0)


def chance(probability: float | None) -> str:
    """Write a probability in whole percent, never as a certainty."""
    if probability is None:
        return NONE
    if probability < 0.01:
        return "< 1\u00a0%"
    return "> 99\u00a0%" if probability > 0.99 else percent(probability, places=0)
