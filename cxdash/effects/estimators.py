"""Choose the estimator by the shape of the data, and run it."""

import math
from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean, stdev

from cxdash.domain.comparisons import Arm, Comparison
from cxdash.effects import engine
from cxdash.effects.estimate import Estimate, Estimator, Shape
from cxdash.effects.plan import Kind, Plan
from cxdash.effects.posterior import Mixture
from cxdash.effects.preparation import Figure, Prepared
from cxdash.effects.randomised import MOST_TEAMS, from_randomised_counts
from cxdash.effects.scale import Scale, scale_for
from cxdash.effects.timeline import Phase

LEAST_BASELINE = 4
LEAST_PILOT = 3
_LEAST_PILOT_AGAINST_ONE = 4
# Differences below this share of the values are rounding errors of equal values.
_EQUAL = 1e-12


def choose_and_run(prepared: Prepared, plan: Plan, *, relative: bool) -> Estimate:
    """Return the effect of the pilot by the estimator that fits the data.

    Args:
        prepared: the two phases.
        plan: as declared.
        relative: whether the effect is a fraction of the baseline, or in metric units.
    """
    baseline, pilot = prepared.figures(Phase.BASELINE), prepared.figures(Phase.PILOT)
    against = prepared.figures(Phase.PILOT, arm=Arm.COMPARISON)
    if _is_randomised_count(plan, pilot, against):
        return from_randomised_counts(pilot, against, plan, relative=relative)
    if plan.comparison is not Comparison.NONE and against:
        return _compared(prepared, plan, relative=relative)
    if len(baseline) > 1:
        return _before_after(baseline, pilot, plan, relative=relative)
    if baseline or plan.baseline_value is not None:
        known = baseline[0].value if plan.baseline_value is None else plan.baseline_value
        return _against_one_number(known, pilot, plan, relative=relative)
    scale = Scale(log=False, divisor=1.0, sign=plan.sign)
    mean = fmean(figure.value for figure in pilot) if pilot else None
    because = "there are no figures from before go-live"
    return Estimate(
        Shape.TARGET_ONLY,
        Estimator.NONE,
        scale,
        n_baseline=0,
        n_pilot=len(pilot),
        pilot_mean=mean,
        no_interval_because=because,
    )


def _is_randomised_count(plan: Plan, pilot: Sequence[Figure], against: Sequence[Figure]) -> bool:
    """Whether contacts were randomised and counted; few teams, sites or agents per arm are two series instead."""
    enough_units = plan.units_per_arm is None or plan.units_per_arm >= MOST_TEAMS
    counted = all(
        figure.numerator is not None and 0 <= figure.numerator <= (figure.denominator or 0)
        for figure in (*pilot, *against)
    )
    declared = plan.comparison is Comparison.RANDOMISED and plan.kind is Kind.RATE
    return declared and enough_units and counted and bool(pilot) and bool(against)


def _before_after(baseline: Sequence[Figure], pilot: Sequence[Figure], plan: Plan, *, relative: bool) -> Estimate:
    known = fmean(figure.value for figure in baseline)
    values = [figure.value for figure in (*baseline, *pilot)]
    scale = scale_for(plan, values, baseline=known, relative=relative)
    estimate = _observed(Shape.BEFORE_AFTER, Estimator.ENGINE, scale, baseline, pilot)
    problem = _too_few(baseline, pilot) or _no_share_of(known, scale, relative=relative)
    if problem is not None:
        return replace(estimate, no_interval_because=problem)
    return _with_engine(estimate, baseline, pilot, scale.analysed(values), size=_size(scale, values))


def _compared(prepared: Prepared, plan: Plan, *, relative: bool) -> Estimate:
    """Run the engine on pilot minus comparison (log ratio on the log scale) over the periods that both have."""
    other = {figure.slot: figure.value for figure in prepared.comparison}
    shared = [figure for figure in prepared.pilot if figure.slot in other]
    baseline = [figure for figure in shared if figure.slot.phase is Phase.BASELINE]
    pilot = [figure for figure in shared if figure.slot.phase is Phase.PILOT]
    values, others = [figure.value for figure in shared], [other[figure.slot] for figure in shared]
    if not baseline:
        return _difference_only(prepared, values, others, plan)
    known = fmean(figure.value for figure in baseline)
    scale = scale_for(plan, values + others, baseline=known, relative=relative)
    estimate = _observed(Shape.COMPARED, Estimator.ENGINE_ON_DIFFERENCE, scale, baseline, pilot)
    problem = _too_few(baseline, pilot, common=True) or _no_share_of(known, scale, relative=relative)
    if problem is not None:
        return replace(estimate, no_interval_because=problem)
    differences = [mine - theirs for mine, theirs in zip(scale.analysed(values), scale.analysed(others), strict=True)]
    return _with_engine(estimate, baseline, pilot, differences, size=_size(scale, values + others))


def _difference_only(prepared: Prepared, values: Sequence[float], others: Sequence[float], plan: Plan) -> Estimate:
    scale = Scale(log=False, divisor=1.0, sign=plan.sign)
    estimate = Estimate(
        Shape.COMPARED_WITHOUT_PAST,
        Estimator.DIFFERENCE_ONLY,
        scale,
        n_baseline=0,
        n_pilot=len(prepared.figures(Phase.PILOT)),
        no_interval_because="the groups were not drawn by lot and have no common periods before go-live",
    )
    if not values:
        return estimate
    pilot, comparison = fmean(values), fmean(others)
    return replace(
        estimate, baseline_mean=comparison, pilot_mean=pilot, observed_change=scale.effect(pilot - comparison)
    )


def _against_one_number(known: float, pilot: Sequence[Figure], plan: Plan, *, relative: bool) -> Estimate:
    """Compare the pilot's mean with one earlier number, counted as one noisy period.

    The standard error is s √(1/n + 1), s being the standard deviation of the n pilot periods, with n − 1 freedom.
    """
    values = [figure.value for figure in pilot]
    scale = scale_for(plan, [known, *values], baseline=known, relative=relative)
    estimate = Estimate(
        Shape.ONE_NUMBER_BEFORE,
        Estimator.ONE_NOISY_PERIOD,
        scale,
        n_baseline=1,
        n_pilot=len(values),
        baseline_mean=known,
    )
    if not values:
        return replace(estimate, no_interval_because="there are no figures of the pilot yet")
    mean = fmean(values)
    problem = _no_share_of(known, scale, relative=relative)
    if problem is not None:
        return replace(estimate, pilot_mean=mean, no_interval_because=problem)
    estimate = replace(estimate, pilot_mean=mean, observed_change=_change(known, mean, scale))
    if len(values) < _LEAST_PILOT_AGAINST_ONE:
        because = f"one number from before go-live needs at least 4 pilot periods, and there are {len(values)}"
        return replace(estimate, no_interval_because=because)
    analysed = scale.analysed(values)
    difference = fmean(analysed) - scale.analysed([known])[0]
    if _are_equal(analysed, size=_size(scale, values)):
        return replace(estimate, no_interval_because="all pilot values are equal")
    error = stdev(analysed) * math.sqrt(1 / len(values) + 1)
    posterior = Mixture.single(difference, error, len(values) - 1.0)
    return replace(estimate, coefficient=difference, posterior=posterior)


def _observed(
    shape: Shape, estimator: Estimator, scale: Scale, baseline: Sequence[Figure], pilot: Sequence[Figure]
) -> Estimate:
    """Return the estimate as far as two means go."""
    before = fmean(figure.value for figure in baseline)
    after = fmean(figure.value for figure in pilot) if pilot else None
    is_share_of_something = scale.log or scale.divisor > 0
    return Estimate(
        shape,
        estimator,
        scale,
        n_baseline=len(baseline),
        n_pilot=len(pilot),
        baseline_mean=before,
        pilot_mean=after,
        observed_change=_change(before, after, scale) if after is not None and is_share_of_something else None,
    )


def _with_engine(
    estimate: Estimate, baseline: Sequence[Figure], pilot: Sequence[Figure], analysed: Sequence[float], *, size: float
) -> Estimate:
    """Run the engine on values in units of the analysis; equal values get no interval."""
    before, after = analysed[: len(baseline)], analysed[len(baseline) :]
    flat = [name for name, values in (("baseline", before), ("pilot", after)) if _are_equal(values, size=size)]
    if flat:
        if estimate.shape is Shape.BEFORE_AFTER:
            return replace(estimate, no_interval_because=f"all {' and all '.join(flat)} values are equal")
        because = f"the difference from the comparison group never varies in the {' and the '.join(flat)}"
        return replace(estimate, coefficient=fmean(after) - fmean(before), no_interval_because=because)
    indices = [figure.slot.index for figure in (*baseline, *pilot)]
    phases = [False] * len(baseline) + [True] * len(pilot)
    try:
        found = engine.step(analysed, indices, phases)
    except engine.NoSpreadError as error:
        return replace(estimate, no_interval_because=str(error))
    return replace(
        estimate,
        coefficient=found.posterior.mean,
        posterior=found.posterior,
        rho_mean=found.rho_mean,
        slope_is_clear=estimate.shape is Shape.BEFORE_AFTER and _slope_is_clear(before, indices[: len(before)]),
    )


def _slope_is_clear(values: Sequence[float], indices: Sequence[int]) -> bool:
    """Whether the 95 % interval of the drift within the baseline excludes none."""
    try:
        posterior = engine.slope(values, indices).posterior
    except engine.NoSpreadError:
        return True
    return not 0.025 <= posterior.cdf(0.0) <= 0.975


def _change(before: float, after: float, scale: Scale) -> float:
    """Return the change of the mean that anyone can check with a pocket calculator, oriented like the effect."""
    return scale.sign * (after / before - 1) if scale.log else scale.effect(after - before)


def _no_share_of(known: float, scale: Scale, *, relative: bool) -> str | None:
    if relative and not scale.log and known <= 0:
        return "the baseline is zero or below, so a share of it means nothing; declare the target in units"
    return None


def _too_few(baseline: Sequence[Figure], pilot: Sequence[Figure], *, common: bool = False) -> str | None:
    if len(baseline) >= LEAST_BASELINE and len(pilot) >= LEAST_PILOT:
        return None
    periods = "common periods" if common else "periods"
    return (
        f"{LEAST_BASELINE} {periods} before go-live and {LEAST_PILOT} after are the least that can be judged, "
        f"and there are {len(baseline)} and {len(pilot)}"
    )


def _size(scale: Scale, values: Sequence[float]) -> float:
    """Return how large the analysed numbers are, which rounding errors are measured by."""
    return 1.0 if scale.log else max(map(abs, values))


def _are_equal(values: Sequence[float], *, size: float) -> bool:
    """Whether values differ by no more than rounding errors of numbers of this size."""
    return max(values) - min(values) <= _EQUAL * max(size, *map(abs, values))
