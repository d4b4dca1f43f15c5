"""The one sentence an executive reads, and the one line under the grade."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from cxdash.domain.figures import count, money, number, percent, points
from cxdash.domain.periods import Grain
from cxdash.effects.estimate import Estimate, Shape
from cxdash.effects.grade import Downgrade, Grade
from cxdash.effects.interval import Interval
from cxdash.effects.plan import Plan

_CURRENCY = "currency"
_FINE = 0.02


@dataclass(frozen=True, slots=True)
class Wording:
    """How values of the metric are written: a level with its unit, and a signed difference with its unit."""

    level: Callable[[float], str]
    difference: Callable[[float], str]


def plain_wording(plan: Plan, *, currency: str = "GBP") -> Wording:
    """Return a wording that follows from the plan's unit alone."""
    if plan.is_fraction:
        return Wording(percent, points)
    if plan.unit.startswith(_CURRENCY):
        return Wording(lambda value: money(value, currency), lambda value: money(value, currency, sign=True))
    unit = f"\u00a0{plan.unit}" if plan.unit not in {"", "count"} else ""
    return Wording(lambda value: number(value) + unit, lambda value: number(value, sign=True) + unit)


def effect_sentence(
    estimate: Estimate, interval: Interval | None, plan: Plan, *, grade: Grade, because: str | None, wording: Wording
) -> str:
    """Say what happened, what of it is the pilot's, how sure that is, and what grade it has.

    Args:
        estimate: the means of both phases.
        interval: the effect; None where nothing may be claimed.
        plan: metric, direction and target.
        grade: of the evidence.
        because: why there is no interval.
        wording: how values are written.
    """
    seen = _seen(estimate, plan, wording)
    if interval is None:
        return f"{seen} This is not evidence: {because}. Grade {grade}.".strip()
    allowing = {
        Shape.COMPARED: "After allowing for the comparison group and background drift the effect is",
        Shape.RANDOMISED: "Both groups were drawn by lot, so the effect is",
        Shape.ONE_NUMBER_BEFORE: "Counting the one number from before as one noisy period, the effect is",
    }.get(estimate.shape, "After allowing for background drift the effect is")
    target = _against_target(interval, plan, wording)
    return f"{seen} {allowing} {_effect(interval, plan, wording)}{target}. Grade {grade}."


def too_early_sentence(plan: Plan, *, arrived: int, declared: int, grain: Grain, stop_early: bool) -> str:
    """Say when there will be a result, and whether harm is already sure enough to stop."""
    last_day = date.fromordinal(plan.window_ends_before.toordinal() - 1)
    waiting = (
        f"Too early: the window ends on {_day(last_day)}; {arrived} of {count(declared, grain.value)} have arrived."
    )
    return f"{waiting} Harm is already almost certain: stop the pilot." if stop_early else waiting


def grade_summary(
    estimate: Estimate, plan: Plan, *, grade: Grade, found: Sequence[Downgrade], grain: Grain | None
) -> str:
    """Return the grade in a line: ``B · comparison group · 13 + 13 weeks · plan locked 3 March 2025 · 1 downgrade``."""
    design = {
        Shape.BEFORE_AFTER: "before and after",
        Shape.COMPARED: "comparison group",
        Shape.RANDOMISED: "randomised",
        Shape.COMPARED_WITHOUT_PAST: "comparison group without a past",
        Shape.ONE_NUMBER_BEFORE: "one number before",
        Shape.TARGET_ONLY: "target only",
    }[estimate.shape]
    periods = f"{estimate.n_baseline} + {count(estimate.n_pilot, grain.value if grain else 'period')}"
    lock = f"plan locked {_day(plan.locked_on)}" if plan.locked_on else "plan not locked"
    weakened = count(len(found), "downgrade") if found else "no downgrades"
    return f"{grade} · {design} · {periods} · {lock} · {weakened}"


def _seen(estimate: Estimate, plan: Plan, wording: Wording) -> str:
    before, after = estimate.baseline_mean, estimate.pilot_mean
    if after is None:
        return f"{plan.metric} has no figures from the pilot yet."
    if before is None:
        return f"{plan.metric} was {wording.level(after)} in the pilot."
    if estimate.shape in {Shape.RANDOMISED, Shape.COMPARED_WITHOUT_PAST}:
        return f"{plan.metric}: {wording.level(after)} in the pilot, {wording.level(before)} in the comparison group."
    was, became = wording.level(before), wording.level(after)
    if was == became:
        return f"{plan.metric} stayed at {was}."
    return f"{plan.metric} {'fell' if after < before else 'rose'} from {was} to {became}."


def _effect(interval: Interval, plan: Plan, wording: Wording) -> str:
    """Write the effect as the metric moved: ``−19 % (95 %: −30 to −7)``."""
    effect = plan.sign * interval.effect
    low, high = sorted((plan.sign * interval.low, plan.sign * interval.high))
    if not plan.is_relative:
        return f"{wording.difference(effect)} (95\u00a0%: {wording.difference(low)} to {wording.difference(high)})"
    places = 1 if interval.half_width < _FINE else 0
    limits = [number(each * 100, places=places, sign=True) for each in (low, high)]
    return f"{percent(effect, places=places, sign=True)} (95\u00a0%: {limits[0]} to {limits[1]})"


def _against_target(interval: Interval, plan: Plan, wording: Wording) -> str:
    required = plan.required_effect
    if required is None or plan.target is None:
        return ""
    places = 0 if math.isclose(plan.target.size * 100, round(plan.target.size * 100)) else 1
    wanted = (
        percent(plan.target.size, places=places, sign=True)
        if plan.is_relative
        else wording.difference(plan.target.size)
    )
    share = interval.effect / required
    reached = f"{percent(share, places=0)} of the {wanted} target" if share > 0 else f"away from the {wanted} target"
    return f", {reached}; {chance(interval.p_at_least(required))} chance the target is met"


def chance(probability: float) -> str:
    """Write a probability in whole percent, never as a certainty."""
    if probability < 0.01:
        return "less than 1\u00a0%"
    return "more than 99\u00a0%" if probability > 0.99 else percent(probability, places=0)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
