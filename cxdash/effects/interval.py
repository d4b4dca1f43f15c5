"""An effect with its 95 % interval and its probabilities, on the scale people read."""

import math
from dataclasses import dataclass

from cxdash.effects.estimate import Estimate
from cxdash.effects.posterior import Posterior
from cxdash.effects.scale import Scale

_LOW, _HIGH = 0.025, 0.975


@dataclass(frozen=True, slots=True)
class Interval:
    """The effect and the range it lies in with 95 % probability; positive is an improvement."""

    effect: float
    low: float
    high: float
    posterior: Posterior
    scale: Scale

    @property
    def half_width(self) -> float:
        """Half the width of the range."""
        return (self.high - self.low) / 2

    def p_at_least(self, effect: float) -> float:
        """Return the probability that the effect is at least this large."""
        below = self.posterior.cdf(self.scale.coefficient(effect))
        return 1 - below if self.scale.sign > 0 else below


def interval_of(estimate: Estimate) -> Interval | None:
    """Return the estimate's interval; None without a posterior, or where a limit is beyond floating-point numbers."""
    posterior, coefficient = estimate.posterior, estimate.coefficient
    if posterior is None or coefficient is None:
        return None
    try:
        limits = sorted(estimate.scale.effect(posterior.quantile(each)) for each in (_LOW, _HIGH))
        effect = estimate.scale.effect(coefficient)
    except OverflowError:
        return None
    if not all(map(math.isfinite, (*limits, effect))):
        return None
    return Interval(effect, limits[0], limits[1], posterior, estimate.scale)
