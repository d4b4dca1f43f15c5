"""How often the sample portfolio's intervals hold the true effects of its answer key, over many draws of its noise."""

from statistics import fmean

from cxdash.effects.estimation import estimate
from data.generate.organisation import AS_OF, Pilot
from data.generate.portfolio import PILOTS, use_case_of
from data.generate.series import observe
from data.generate.vocabulary import TOO_EARLY
from tests.data.judged import plan_of, points_of


def held(draws: int, seed: int) -> dict[str, float]:
    """Return by closed pilot the share of draws in which the interval of its primary metric holds the truth."""
    closed = [pilot for pilot in PILOTS if pilot.intended != TOO_EARLY]
    return {pilot.name: fmean(_holds(pilot, seed=each) for each in range(seed, seed + draws)) for pilot in closed}


def _holds(pilot: Pilot, *, seed: int) -> bool:
    metric = use_case_of(pilot).metric
    drawn = observe(pilot, metric, seed=seed)
    effect = estimate(points_of(drawn), plan_of(pilot, metric), as_of=AS_OF)
    if effect.low is None or effect.high is None:
        return False
    return effect.low <= (drawn.joint.relative if effect.relative else drawn.joint.natural) <= effect.high
