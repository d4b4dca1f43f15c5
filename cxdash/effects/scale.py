"""From the units of the analysis to the effect people read, and back."""

import math
from dataclasses import dataclass


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

    def effect(self, coefficient: float) -> float:
        """Return the effect for a coefficient; raises OverflowError where it is beyond floating-point numbers."""
        return self.sign * (math.expm1(coefficient) if self.log else coefficient / self.divisor)

    def coefficient(self, effect: float) -> float:
        """Return the coefficient that means this effect; minus infinity for a fall by all there is or more."""
        natural = self.sign * effect
        if not self.log:
            return natural * self.divisor
        return math.log1p(natural) if natural > -1 else -math.inf
