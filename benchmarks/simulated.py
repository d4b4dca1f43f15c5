"""Simulated pilots whose truth is known: noise of standard deviation 1 with the habits that trackers have."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# Draws runs × periods.
Noise = Callable[[np.random.Generator, int, int], Floats]

SIZES = tuple(product((4, 8, 13, 26), (4, 8, 13)))
"""Periods before and after go-live."""


@dataclass(frozen=True, slots=True)
class Design:
    """One kind of pilot.

    Attributes:
        before: periods before go-live.
        after: periods after it.
        noise: what the figures do besides.
        drift: rise per period, in standard deviations of the noise, that is no effect.
        effect: what each period of the pilot gains; nothing if empty, else one number for the first and one for the
            last period, between which it grows or fades.
    """

    before: int
    after: int
    noise: Noise
    drift: float = 0.0
    effect: tuple[float, float] = (0.0, 0.0)

    @property
    def phases(self) -> NDArray[np.bool_]:
        """Whether each period belongs to the pilot."""
        return np.arange(self.before + self.after) >= self.before

    @property
    def truth(self) -> float:
        """The average effect over the pilot's periods."""
        return sum(self.effect) / 2

    def series(self, random: np.random.Generator, runs: int) -> Floats:
        """Return simulated series, runs × periods."""
        gained = np.concatenate([np.zeros(self.before), np.linspace(*self.effect, self.after)])
        periods = self.before + self.after
        return self.noise(random, runs, periods) + self.drift * np.arange(periods) + gained


def autocorrelated(rho: float) -> Noise:
    """Return stationary normal noise in which periods that are k apart correlate by ρ to the power of k."""

    def drawn(random: np.random.Generator, runs: int, periods: int) -> Floats:
        apart = np.abs(np.subtract.outer(np.arange(periods), np.arange(periods)))
        factor = np.linalg.cholesky(np.asarray(rho, float) ** apart)
        result: Floats = random.standard_normal((runs, periods)) @ factor.T
        return result

    return drawn


def between_groups(rho: float, *, common_drift: float) -> Noise:
    """Return pilot minus comparison, each with its own noise, under a drift and shocks that both have in common."""
    own, shocks = autocorrelated(rho), autocorrelated(0.6)

    def drawn(random: np.random.Generator, runs: int, periods: int) -> Floats:
        common = shocks(random, runs, periods) + common_drift * np.arange(periods)
        pilot, comparison = (own(random, runs, periods) + common for _ in range(2))
        return pilot - comparison

    return drawn


def heavy_tailed(random: np.random.Generator, runs: int, periods: int) -> Floats:
    """Return Student t noise with 3 degrees of freedom, brought to standard deviation 1."""
    return random.standard_t(3, (runs, periods)) / np.sqrt(3)


def skewed(random: np.random.Generator, runs: int, periods: int) -> Floats:
    """Return exponential noise."""
    return random.standard_exponential((runs, periods))


def with_outliers(random: np.random.Generator, runs: int, periods: int) -> Floats:
    """Return normal noise with two periods of each run lifted by 4."""
    lifted = random.random((runs, periods)).argsort(axis=1) < 2
    return random.standard_normal((runs, periods)) + 4.0 * lifted
