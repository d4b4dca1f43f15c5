"""What the last day of the window looks like in figures, where the target is met and no guardrail is broken."""

import re
from dataclasses import dataclass

from cxdash.domain.figures import Figures, number, percent
from cxdash.domain.metrics import Direction, Metric
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_words import change_words

_ASIDE = re.compile(r"\s+\([^)]*\)|, for (?:every|a) .*$")
OUT_OF = 1_000
"""Shares are told as so many of a thousand, which can be pictured."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a metric counts, and of what, in words."""

    numerator: str
    denominator: str


def counted(metric: Metric) -> Counted:
    """Return the two sides of a metric's formula as people write them, else the names of its columns."""
    sides = [_side(side.strip()) for side in metric.formula.split(" / ")]
    if len(sides) == 2 and not any("x" in side.split() for side in sides):
        return Counted(*sides)
    return Counted(metric.numerator.replace("_", " "), metric.denominator.replace("_", " "))


def _side(text: str) -> str:
    is_bracketed = text.startswith("(") and text.endswith(")")
    return text[1:-1] if is_bracketed else _ASIDE.sub("", text)


def aimed_at(target: Target, baseline: float) -> float:
    """Return the value a target leads to, in metric units."""
    match target.kind:
        case TargetKind.TO_VALUE:
            return target.size
        case TargetKind.RELATIVE:
            return baseline * (1 + target.size)
        case TargetKind.ABSOLUTE:
            return baseline + target.size


def of_target(metric: Metric, target: Target, baseline: float | None, figures: Figures) -> str:
    """Say what the metric reads on the last day: ``Of 1,000 orders: at most 85 orders refunded, instead of 100``."""
    if baseline is None and target.kind is not TargetKind.TO_VALUE:
        change = _change(metric, target, figures)
        return f"{metric.name} is {change} against its baseline, which has to be measured before the start."
    aim = aimed_at(target, baseline or 0.0)
    is_less = aim < baseline if baseline is not None else metric.direction is Direction.DOWN
    bound = "at most" if is_less else "at least"
    if metric.is_fraction and aim <= 1:
        sides = counted(metric)
        then = "" if baseline is None else f", instead of {number(baseline * OUT_OF, places=0)}"
        many = f"{bound} {number(aim * OUT_OF, places=0)} {sides.numerator}{then}"
        return f"Of {OUT_OF:,} {sides.denominator}: {many} ({metric.name} {bound} {percent(aim)})."
    if baseline is None:
        return f"{metric.name} is {bound} {figures.value(metric, aim)}."
    aimed, stands = figures.alike(metric, aim, baseline)
    return f"{metric.name} is {bound} {aimed}, instead of {stands}."


def of_guardrail(metric: Metric, margin: float, baseline: float | None, figures: Figures, *, relative: bool) -> str:
    """Say how far a guardrail may have moved the wrong way by the last day."""
    may_rise = metric.direction is Direction.DOWN
    word = "above" if may_rise else "below"
    if baseline is None:
        size = percent(margin, places=0) if relative else change_words(margin, metric, figures).lstrip("+")
        return f"{metric.name} is not more than {size} {word} its own baseline."
    step = margin * baseline if relative else margin
    bound = baseline + step if may_rise else baseline - step
    limit, stands = figures.alike(metric, bound, baseline)
    return f"{metric.name} is not {word} {limit} (baseline {stands})."


def _change(metric: Metric, target: Target, figures: Figures) -> str:
    size = abs(target.size)
    words = (
        percent(size, places=0)
        if target.kind is TargetKind.RELATIVE
        else change_words(size, metric, figures).lstrip("+")
    )
    return f"{words} {'lower' if target.size < 0 else 'higher'}"
