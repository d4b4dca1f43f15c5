"""What a plan can prove, asked before its pilot starts: the smallest change that it could tell from none."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from statistics import fmean, median, stdev

import numpy as np
import scipy

from cxdash.domain.comparisons import Arm, Comparison
from cxdash.domain.figures import percent
from cxdash.effects import engine
from cxdash.effects.estimators import LEAST_BASELINE, LEAST_PILOT
from cxdash.effects.plan import Kind, Plan
from cxdash.effects.points import Point
from cxdash.effects.posterior import Floats
from cxdash.effects.preparation import Prepared, UnusableSeriesError, prepare
from cxdash.effects.randomised import LEAST_EVENTS, MOST_TEAMS
from cxdash.effects.scale import Scale, scale_for
from cxdash.effects.sentence import Wording, plain_wording
from cxdash.effects.timeline import Phase

CANNOT_PROVE = "This window cannot prove this target. Add a comparison group, or more baseline."
_AUTOCORRELATIONS = (0.0, 0.3, 0.6)
_SERIES = 60
_SAFE_MARGIN = 2.0
# A spread below this share of the values is rounding error.
_EQUAL = 1e-12


@dataclass(frozen=True, slots=True)
class Provable:
    """What a design can show, in units of the effect; positive is an improvement.

    Attributes:
        smallest: half the width that its 95 % interval will about have; None where that cannot be said yet.
        required: the effect that the target asks for; None without a target.
        spread: standard deviation of the baseline's periods in units of the analysis; None where it is not known.
        n_baseline: periods before go-live so far (common ones where there is a comparison group).
        n_pilot: periods of the declared window.
        unknown_because: completes "What this window can prove is not known: …".
    """

    smallest: float | None
    required: float | None
    spread: float | None
    n_baseline: int
    n_pilot: int
    unknown_because: str | None = None

    @property
    def warning(self) -> str:
        """The sentence for the plan, empty where the target can be proved or nothing is known."""
        cannot = self.smallest is not None and self.required is not None and self.required < self.smallest
        return CANNOT_PROVE if cannot else ""


def provable(points: Sequence[Point], plan: Plan, *, as_of: date) -> Provable:
    """Return what a plan can prove, from the baseline's figures so far and the periods that its window declares.

    Groups drawn by lot are judged by the counts to be expected, everything else by the engine.

    Args:
        points: the metric's figures; those from go-live on are not looked at.
        plan: as it would be locked.
        as_of: today.
    """
    try:
        prepared = prepare([each for each in points if each.starts < plan.go_live], plan, as_of=as_of)
    except UnusableSeriesError as error:
        return Provable(None, plan.required_effect, None, 0, 0, unknown_because=str(error))
    judged = _of_counts if _is_lottery(plan) else _of_series
    return judged(prepared, plan)


@cache
def smallest_step(n_baseline: int, n_pilot: int) -> float:
    """Return half the width of the interval that the engine usually gives, in standard deviations of the baseline.

    The median of simulated series of noise alone, averaged over autocorrelations of 0, 0.3 and 0.6; the same numbers
    of periods always give the same answer.

    Raises:
        ValueError: there are fewer than 4 periods before or 3 after go-live, so that there is no interval.
    """
    if n_baseline < LEAST_BASELINE or n_pilot < LEAST_PILOT:
        raise ValueError(f"{n_baseline} and {n_pilot} periods give no interval.")
    periods = n_baseline + n_pilot
    indices = np.arange(periods)
    steps = [engine.steps(list(_noise(rho, periods)), indices, indices >= n_baseline) for rho in _AUTOCORRELATIONS]
    return fmean(
        median((each.posterior.quantile(0.975) - each.posterior.quantile(0.025)) / 2 for each in found)
        for found in steps
    )


def margin_warning(
    points: Sequence[Point],
    plan: Plan,
    margin: float,
    *,
    as_of: date,
    relative: bool = False,
    wording: Wording | None = None,
) -> str:
    """Return the warning that a guardrail's margin is too narrow to be shown to hold, empty where it is not.

    Below two standard deviations of the baseline 13 and 13 weeks seldom show that harm stayed within the margin.

    Args:
        points: the guardrail metric's figures; those from go-live on are not looked at.
        plan: the guardrail metric's own.
        margin: harm still accepted, above 0, as for ``guardrail``.
        as_of: today.
        relative: whether the margin is a fraction of the baseline.
        wording: how values are written; by default as the plan's unit suggests.
    """
    try:
        prepared = prepare([each for each in points if each.starts < plan.go_live], plan, as_of=as_of)
    except UnusableSeriesError:
        return ""
    baseline = _baseline(prepared, plan, relative=relative)
    if isinstance(baseline, str) or abs(baseline.scale.coefficient(-margin)) >= _SAFE_MARGIN * baseline.spread:
        return ""
    scale = baseline.scale
    needed = abs(scale.effect(-scale.sign * _SAFE_MARGIN * baseline.spread))
    written = percent(needed) if relative else (wording or plain_wording(plan)).difference(needed)
    instead = ", or add a comparison group" if plan.comparison is Comparison.NONE else ""
    return (
        f"{plan.metric} varies so much by itself that this margin can hardly be shown to hold. "
        f"Allow {written.lstrip('+')}{instead}."
    )


@dataclass(frozen=True, slots=True)
class _Baseline:
    """How the time before go-live looks to the analysis; ``spread`` is above 0."""

    scale: Scale
    spread: float
    periods: int


def _is_lottery(plan: Plan) -> bool:
    """Whether contacts themselves are drawn by lot and counted."""
    enough_units = plan.units_per_arm is None or plan.units_per_arm >= MOST_TEAMS
    return plan.comparison is Comparison.RANDOMISED and plan.kind is Kind.RATE and enough_units


def _of_series(prepared: Prepared, plan: Plan) -> Provable:
    baseline, declared = _baseline(prepared, plan, relative=plan.is_relative), prepared.declared
    if isinstance(baseline, str):
        periods = len(prepared.figures(Phase.BASELINE))
        return Provable(None, plan.required_effect, None, periods, declared, unknown_because=baseline)
    if declared < LEAST_PILOT:
        because = f"the window has {declared} periods, and {LEAST_PILOT} are the least that can be judged"
        return Provable(
            None, plan.required_effect, baseline.spread, baseline.periods, declared, unknown_because=because
        )
    scale = baseline.scale
    smallest = scale.effect(scale.sign * smallest_step(baseline.periods, declared) * baseline.spread)
    return Provable(smallest, plan.required_effect, baseline.spread, baseline.periods, declared)


def _of_counts(prepared: Prepared, plan: Plan) -> Provable:
    """Take half the width of the interval of two shares (or their ratio) that are both as in the baseline.

    The baseline's cases per period are divided between the groups as planned.
    """
    baseline, declared = prepared.figures(Phase.BASELINE), prepared.declared
    counted = [(figure.numerator or 0.0, figure.denominator) for figure in baseline if figure.denominator]
    if not counted or not declared:
        because = "there are no counts from before go-live"
        return Provable(None, plan.required_effect, None, len(baseline), declared, unknown_because=because)
    share = sum(above for above, _ in counted) / sum(below for _, below in counted)
    cases = fmean(below for _, below in counted) * declared
    of_each = (cases * plan.planned_split, cases * (1 - plan.planned_split))
    if min(of_each) * min(share, 1 - share) < LEAST_EVENTS:
        because = f"fewer than {LEAST_EVENTS} events, or {LEAST_EVENTS} cases without one, are expected in a group"
        return Provable(None, plan.required_effect, None, len(baseline), declared, unknown_because=because)
    half = float(scipy.special.ndtri(0.975)) * math.sqrt(sum(share * (1 - share) / each for each in of_each))
    smallest = abs(math.expm1(plan.sign * half / share)) if plan.is_relative else half
    return Provable(smallest, plan.required_effect, None, len(baseline), declared)


def _baseline(prepared: Prepared, plan: Plan, *, relative: bool) -> _Baseline | str:
    """Return the baseline (differences from the comparison group where there is one), or why it says too little."""
    mine = prepared.figures(Phase.BASELINE)
    other = {figure.slot: figure.value for figure in prepared.figures(Phase.BASELINE, arm=Arm.COMPARISON)}
    if plan.comparison is not Comparison.NONE and prepared.comparison:
        mine = tuple(figure for figure in mine if figure.slot in other)
    if len(mine) < LEAST_BASELINE:
        return f"there are {len(mine)} periods from before go-live, and {LEAST_BASELINE} are needed"
    values, others = [figure.value for figure in mine], [other[figure.slot] for figure in mine if other]
    scale = scale_for(plan, values + others, baseline=fmean(values), relative=relative)
    if scale.divisor <= 0:
        return "the baseline is zero or below, so a share of it means nothing"
    analysed = scale.analysed(values)
    if others:
        analysed = [own - theirs for own, theirs in zip(analysed, scale.analysed(others), strict=True)]
    spread = stdev(analysed)
    if spread <= _EQUAL * max(map(abs, analysed)):
        return "the figures from before go-live never vary"
    return _Baseline(scale, spread, len(mine))


def _noise(rho: float, periods: int) -> Floats:
    """Return series of stationary noise of standard deviation 1; longer ones begin like shorter ones."""
    shocks = np.stack([np.random.default_rng(seed).standard_normal(periods) for seed in range(_SERIES)])
    series = shocks.copy()
    for at in range(1, periods):
        series[:, at] = rho * series[:, at - 1] + math.sqrt(1 - rho**2) * shocks[:, at]
    return series
