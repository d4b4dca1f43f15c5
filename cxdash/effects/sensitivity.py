"""What other readings of the same figures would say: the plain averages, no comparison group, one period fewer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import fmean

from cxdash.domain.comparisons import Comparison
from cxdash.effects.estimate import Estimate, Shape
from cxdash.effects.estimators import choose_and_run
from cxdash.effects.interval import Interval, interval_of
from cxdash.effects.plan import Plan
from cxdash.effects.points import Point
from cxdash.effects.preparation import Prepared, prepare
from cxdash.effects.timeline import Phase, Slot

_BOTH_PHASES = {Shape.BEFORE_AFTER, Shape.COMPARED}


@dataclass(frozen=True, slots=True)
class WithoutPeriod:
    """The effect when one period is left out."""

    slot: Slot
    effect: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Other answers to the same question, none of which replaces the effect; positive is an improvement.

    Attributes:
        plain: the change of the averages, less that of the comparison group where there is one; no drift removed.
        without_comparison: the effect and its interval from the pilot's own figures alone; None where there is no
            comparison with a past, or too little to judge by.
        lowest: the smallest effect that leaving out one period gives; None where there is no interval.
        highest: the largest one.
    """

    plain: float | None
    without_comparison: Interval | None
    lowest: WithoutPeriod | None
    highest: WithoutPeriod | None


def sensitivity(points: Sequence[Point], plan: Plan, *, as_of: date) -> Sensitivity:
    """Return what else could be said of a pilot whose window is complete; arguments as for ``estimate``.

    Raises:
        UnusableSeriesError: the figures cannot be put into one series.
    """
    prepared = prepare(points, plan, as_of=as_of)
    found = choose_and_run(prepared, plan, relative=plan.is_relative)
    is_compared = found.shape is Shape.COMPARED
    fewer = sorted(_without_each(found, prepared, plan), key=lambda each: each.effect)
    return Sensitivity(
        plain=_plain(found, prepared),
        without_comparison=_without_comparison(prepared, plan) if is_compared else None,
        lowest=fewer[0] if fewer else None,
        highest=fewer[-1] if fewer else None,
    )


def _without_comparison(prepared: Prepared, plan: Plan) -> Interval | None:
    alone = replace(plan, comparison=Comparison.NONE)
    return interval_of(choose_and_run(replace(prepared, comparison=()), alone, relative=plan.is_relative))


def _plain(found: Estimate, prepared: Prepared) -> float | None:
    """Return the difference of two differences, or on the log scale the ratio of two ratios less 1."""
    if found.shape is not Shape.COMPARED or found.observed_change is None:
        return found.observed_change
    other = {figure.slot: figure.value for figure in prepared.comparison}
    shared = [
        (figure.slot.phase, figure.value, other[figure.slot]) for figure in prepared.pilot if figure.slot in other
    ]
    mine = [fmean(value for phase, value, _ in shared if phase is each) for each in (Phase.BASELINE, Phase.PILOT)]
    theirs = [fmean(value for phase, _, value in shared if phase is each) for each in (Phase.BASELINE, Phase.PILOT)]
    before, after, other_before, other_after = found.scale.analysed([*mine, *theirs])
    return found.scale.effect(after - before - (other_after - other_before))


def _without_each(found: Estimate, prepared: Prepared, plan: Plan) -> Iterator[WithoutPeriod]:
    """Yield the effect without each period that it rests on; periods without which there is no interval are passed."""
    if found.posterior is None:
        return
    other = {figure.slot for figure in prepared.comparison}
    for figure in prepared.pilot:
        if figure.slot.phase is Phase.BASELINE and found.shape not in _BOTH_PHASES:
            continue
        if found.shape is Shape.COMPARED and figure.slot not in other:
            continue
        fewer = replace(prepared, pilot=tuple(each for each in prepared.pilot if each is not figure))
        interval = interval_of(choose_and_run(fewer, plan, relative=plan.is_relative))
        if interval is not None:
            yield WithoutPeriod(figure.slot, interval.effect)
