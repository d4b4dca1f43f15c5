"""Counts of two groups drawn by lot in the same periods: score intervals, checked for clustering and for the split."""

import math
from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean, stdev

import scipy

from cxdash.effects.estimate import Estimate, Estimator, Shape
from cxdash.effects.plan import Plan
from cxdash.effects.posterior import Mixture, Posterior, ScoreDifference
from cxdash.effects.preparation import Figure
from cxdash.effects.scale import Scale

# With fewer randomised teams, sites or agents per arm the two groups are compared as series.
MOST_TEAMS = 10
# In each group, and as many units without an event.
LEAST_EVENTS = 10
_LEAST_PAIRS = 4
_CLUSTERED = 1.25
_MISMATCH = 0.001


def from_randomised_counts(
    pilot: Sequence[Figure], comparison: Sequence[Figure], plan: Plan, *, relative: bool
) -> Estimate:
    """Compare the shares of two randomised groups over the pilot's periods that both have.

    The result is the difference of the shares, or for relative effects their ratio less 1. Where weekly differences
    vary more than independent counts would, their own t interval replaces it. A split of units that chance does not
    explain blocks the result.

    Source: statsmodels.stats.proportion.confint_proportions_2indep; Newcombe (1998), method 10.
    """
    other = {figure.slot: figure for figure in comparison}
    pairs = [(mine, other[mine.slot]) for mine in pilot if mine.slot in other]
    scale = Scale(log=relative, divisor=1.0, sign=plan.sign)
    estimator = Estimator.LOG_RATIO if relative else Estimator.NEWCOMBE
    estimate = Estimate(Shape.RANDOMISED, estimator, scale, n_baseline=len(pairs), n_pilot=len(pairs))
    if not pairs:
        return replace(estimate, no_interval_because="the two groups have no period in common")
    count, total = _sums([mine for mine, _ in pairs])
    other_count, other_total = _sums([theirs for _, theirs in pairs])
    share, other_share = count / total, other_count / other_total
    estimate = replace(estimate, baseline_mean=other_share, pilot_mean=share)
    if other_share > 0 or not relative:
        observed = share / other_share - 1 if relative else share - other_share
        estimate = replace(estimate, observed_change=scale.sign * observed)
    problem = _split_problem(total, other_total, plan) or _too_few_events(count, total, other_count, other_total)
    if problem is not None:
        return replace(estimate, no_interval_because=problem)
    posterior = (
        _log_ratio(count, total, other_count, other_total)
        if relative
        else ScoreDifference(count, total, other_count, other_total)
    )
    return _unless_clustered(replace(estimate, coefficient=posterior.mean, posterior=posterior), posterior, pairs)


def _sums(figures: Sequence[Figure]) -> tuple[float, float]:
    return sum(figure.numerator or 0.0 for figure in figures), sum(figure.denominator or 0.0 for figure in figures)


def _split_problem(total: float, other_total: float, plan: Plan) -> str | None:
    """Say that the split of units differs from the planned one by more than chance (sample-ratio mismatch)."""
    units = total + other_total
    planned = [units * plan.planned_split, units * (1 - plan.planned_split)]
    if scipy.stats.chisquare([total, other_total], planned).pvalue >= _MISMATCH:
        return None
    return (
        f"{total:,.0f} against {other_total:,.0f} is not the planned split of {plan.planned_split:.0%}: "
        "units were lost or added on one side, so the groups are no longer alike"
    )


def _too_few_events(count: float, total: float, other_count: float, other_total: float) -> str | None:
    if min(count, total - count, other_count, other_total - other_count) >= LEAST_EVENTS:
        return None
    return f"each group needs at least {LEAST_EVENTS} events and {LEAST_EVENTS} units without one"


def _log_ratio(count: float, total: float, other_count: float, other_total: float) -> Mixture:
    """Return the normal distribution of the log ratio that the library's interval stands for."""
    from statsmodels.stats import proportion  # noqa: PLC0415 - takes seconds, and few series need it

    low, high = proportion.confint_proportions_2indep(
        count, total, other_count, other_total, method="log", compare="ratio"
    )
    middle, half = (math.log(high) + math.log(low)) / 2, (math.log(high) - math.log(low)) / 2
    return Mixture.single(middle, half / float(scipy.special.ndtri(0.975)), math.inf)


def _unless_clustered(estimate: Estimate, posterior: Posterior, pairs: Sequence[tuple[Figure, Figure]]) -> Estimate:
    """Prefer the t interval of the periods' own differences where it is more than a quarter wider."""
    log = estimate.scale.log
    if len(pairs) < _LEAST_PAIRS or (log and any(min(mine.value, theirs.value) <= 0 for mine, theirs in pairs)):
        return estimate
    differences = [math.log(mine.value / theirs.value) if log else mine.value - theirs.value for mine, theirs in pairs]
    error = stdev(differences) / math.sqrt(len(differences))
    half_width = error * float(scipy.special.stdtrit(len(differences) - 1, 0.975))
    if half_width <= _CLUSTERED * (posterior.quantile(0.975) - posterior.quantile(0.025)) / 2:
        return estimate
    paired = Mixture.single(fmean(differences), error, len(differences) - 1.0)
    caution = "Events come in clusters, so the interval rests on the differences between periods."
    return replace(
        estimate,
        estimator=Estimator.PAIRED_PERIODS,
        coefficient=paired.mean,
        posterior=paired,
        cautions=(*estimate.cautions, caution),
    )
