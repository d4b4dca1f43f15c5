"""From the metric's units to those of the analysis, and from there to the effect people read."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cxdash.effects.plan import Kind, Plan

_LOG_KINDS = {Kind.MEAN, Kind.COUNT, Kind.COST, Kind.RATE}
_HIGHEST_LOG_RATE = 0.5


@dataclass(frozen=True, slots=True)
class Scale:
    """How a coefficient becomes an effect; a positive effect is an improvement.

    Attributes:
        log: the analysis ran on natural logarithms, and the effect is a fraction of the baseline.
        divisor: what a coefficient in metric units is divided by: the baseline mean for fractions, else 1.
        sign: +1 where higher is better, −1 where lower is.
    """

    log: bool
    divisor: float
    sign: int

    @property
    def name(self) -> str:
        """The word used in results: ``log`` or ``natural``."""
        return "log" if self.log else "natural"

    def analysed(self, values: Iterable[float]) -> list[float]:
        """Return values as they are analysed: their logarithms, or as they are."""
        return [math.log(value) for value in values] if self.log else list(values)

    def effect(self, coefficient: float) -> float:
        """Return the effect for a coefficient; raises OverflowError where it is beyond floating-point numbers."""
        return self.sign * (math.expm1(coefficient) if self.log else coefficient / self.divisor)

    def coefficient(self, effect: float) -> float:
        """Return the coefficient that means this effect; minus infinity for a fall by all there is or more."""
        natural = self.sign * effect
        if not self.log:
            return natural * self.divisor
        return math.log1p(natural) if natural > -1 else -math.inf


def scale_for(plan: Plan, values: Sequence[float], *, baseline: float, relative: bool) -> Scale:
    """Use logs for relative effects of positive costs, means, counts and rates below one half; else natural units.

    Args:
        plan: kind and direction of the metric.
        values: everything that is to be analysed.
        baseline: what a relative effect in natural units is a share of.
        relative: whether the effect is a fraction of the baseline, or in metric units.
    """
    low_enough = plan.kind is not Kind.RATE or max(values) < _HIGHEST_LOG_RATE
    log = relative and plan.kind in _LOG_KINDS and min(values) > 0 and low_enough
    return Scale(log=log, divisor=baseline if relative and not log else 1.0, sign=plan.sign)
