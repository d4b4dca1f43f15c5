"""Effects in a few words for tables and labels; the whole sentence is stored with the effect."""

from cxdash.domain.figures import Figures, percent, signed
from cxdash.domain.metrics import Metric
from cxdash.effects.change_words import NONE, sign_of, with_range
from cxdash.effects.effect import Effect
from cxdash.effects.guardrails import GuardrailResult, GuardrailStatus

__all__ = ["NONE", "chance", "change", "lights", "share", "sign_of", "three_numbers", "with_range"]


def change(value: float | None, effect: Effect, metric: Metric, figures: Figures) -> str:
    """Write an oriented change of an effect as the metric moved: ``−19 %``, ``+8.9 points``."""
    if value is None:
        return NONE
    moved = sign_of(effect) * value
    return percent(moved, sign=True) if effect.relative else figures.difference(metric, moved)


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
