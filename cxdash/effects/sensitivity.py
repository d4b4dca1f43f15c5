"""What other readings of the same figures would say: the plain averages, no comparison group, one period fewer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import fmean

from cxdash.domain.comparisons import Comparison
from cxdash.effects import engine
from cxdash.effects.estimate import Estimate, Shape
from cxdash.effects.estimators import LEAST_BASELINE, LEAST_PILOT, choose_and_run
from cxdash.effects.interval import Interval, interval_of
from cxdash.effects.plan import Plan
from cxdash.effects.points import Point
from cxdash.effects.posterior import Mixture
from cxdash.effects.preparation import Figure, Prepared, prepare
from cxdash.effects.run import Run
from cxdash.effects.scale import scale_for
from cxdash.effects.timeline import Phase, Slot

_BOTH_PHASES = {Shape.BEFORE_AFTER, Shape.COMPARED}
# A range below this share of the values is judged by a run of its own, which knows what a rounding error is.
_HARDLY = 1e-9
# The 97.5 % quantile of a t distribution with one degree of freedom, and a logarithm that can be raised again.
_FARTHEST, _LARGEST_LOG = 13.0, 700.0


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


def sensitivity(points: Sequence[Point], plan: Plan, *, as_of: date, ran: Run | None = None) -> Sensitivity:
    """Return what else could be said of a pilot whose window is complete.

    Args:
        points: the metric's figures, of both arms where there is a comparison.
        plan: what was declared.
        as_of: the day of the measurement.
        ran: what ``run`` returned for these points and this plan, where it is known already.

    Raises:
        UnusableSeriesError: the figures cannot be put into one series.
    """
    prepared = prepare(points, plan, as_of=as_of) if ran is None else ran.prepared
    found = choose_and_run(prepared, plan, relative=plan.is_relative) if ran is None else ran.estimate
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
    known = dict(_by_one_run(found, prepared, plan)) if found.shape in _BOTH_PHASES else {}
    other = {figure.slot for figure in prepared.comparison}
    for figure in prepared.pilot:
        if figure.slot.phase is Phase.BASELINE and found.shape not in _BOTH_PHASES:
            continue
        if found.shape is Shape.COMPARED and figure.slot not in other:
            continue
        effect = known.get(figure.slot)
        if effect is None:
            effect = _run_again(figure, prepared, plan)
        if effect is not None:
            yield WithoutPeriod(figure.slot, effect)


def _run_again(figure: Figure, prepared: Prepared, plan: Plan) -> float | None:
    fewer = replace(prepared, pilot=tuple(each for each in prepared.pilot if each is not figure))
    interval = interval_of(choose_and_run(fewer, plan, relative=plan.is_relative))
    return None if interval is None else interval.effect


def _by_one_run(found: Estimate, prepared: Prepared, plan: Plan) -> Iterator[tuple[Slot, float]]:
    """Yield the effect without each period for which one run of the engine tells it as well as a run of its own.

    Left out are periods without which too few remain, the analysis would change its scale, or hardly anything varies.
    """
    other = {figure.slot: figure.value for figure in prepared.comparison}
    is_compared = found.shape is Shape.COMPARED
    figures = [figure for figure in prepared.pilot if not is_compared or figure.slot in other]
    own, others = [figure.value for figure in figures], [other[figure.slot] for figure in figures if is_compared]
    analysed = found.scale.analysed(own)
    if is_compared:
        analysed = [mine - theirs for mine, theirs in zip(analysed, found.scale.analysed(others), strict=True)]
    before = found.n_baseline
    size = 1.0 if found.scale.log else max(map(abs, (*own, *others)))
    if not all(_still_vary(phase, size=size) for phase in (analysed[:before], analysed[before:])):
        return
    indices, after = [figure.slot.index for figure in figures], [at >= before for at in range(len(figures))]
    enough = {False: before > LEAST_BASELINE, True: found.n_pilot > LEAST_PILOT}
    for at, step in enumerate(engine.step_without_each(analysed, indices, after)):
        if step is None or not enough[after[at]] or (found.scale.log and not _is_small(step.posterior)):
            continue
        scale = found.scale
        if plan.is_relative and not scale.log:
            left, baseline = _without(own, at) + _without(others, at), _without(own[:before], at)
            scale = scale_for(plan, left, baseline=fmean(baseline), relative=True)
        if scale.log is found.scale.log and scale.divisor > 0:
            yield figures[at].slot, scale.effect(step.posterior.mean)


def _without(values: Sequence[float], at: int) -> list[float]:
    return [*values[:at], *values[at + 1 :]]


def _still_vary(values: Sequence[float], *, size: float) -> bool:
    """Whether values vary by more than rounding errors whichever of them is left out."""
    ordered = sorted(values)
    return min(ordered[-2] - ordered[0], ordered[-1] - ordered[1]) > _HARDLY * max(size, *map(abs, ordered))


def _is_small(posterior: Mixture) -> bool:
    """Whether the limits of an effect measured in logarithms are surely floating-point numbers."""
    return max(map(abs, posterior.locations)) + _FARTHEST * max(posterior.scales) < _LARGEST_LOG
