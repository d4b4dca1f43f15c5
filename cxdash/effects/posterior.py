"""What is believed about an effect after the data: a distribution with probabilities, quantiles and draws."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import scipy
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_LEAST_TAIL = 1e-12


@dataclass(frozen=True, slots=True)
class Mixture:
    """A weighted mixture of Student t distributions; one component with infinite freedom is a normal distribution.

    Units are those of the analysis: natural logarithms, or the metric's own.
    """

    weights: tuple[float, ...]
    locations: tuple[float, ...]
    scales: tuple[float, ...]
    freedom: float

    @classmethod
    def single(cls, location: float, scale: float, freedom: float) -> Self:
        """Return one Student t distribution."""
        return cls((1.0,), (location,), (scale,), freedom)

    @property
    def mean(self) -> float:
        """The expected effect."""
        return float(np.dot(self.weights, self.locations))

    def cdf(self, value: float) -> float:
        """Return the probability that the effect is at most ``value``."""
        standardised = (value - np.array(self.locations)) / np.array(self.scales)
        return float(np.clip(np.dot(self.weights, scipy.special.stdtr(self.freedom, standardised)), 0.0, 1.0))

    def quantile(self, probability: float) -> float:
        """Return the value that the effect stays below with this probability (0 to 1, exclusive).

        The mixture's quantile lies between the smallest and the largest of its components' quantiles.
        """
        weights, locations, scales = map(np.array, (self.weights, self.locations, self.scales))
        parts = locations + scales * scipy.special.stdtrit(self.freedom, probability)

        def above(value: float) -> float:
            below = np.dot(weights, scipy.special.stdtr(self.freedom, (value - locations) / scales))
            return float(below) - probability

        return _root(above, float(parts.min()), float(parts.max()))

    def draws(self, count: int, *, seed: int) -> Floats:
        """Return ``count`` random effects: a component by its weight, then a value from it."""
        random = np.random.default_rng(seed)
        chosen = random.choice(len(self.weights), size=count, p=np.array(self.weights) / np.sum(self.weights))
        noise = random.standard_normal(count)
        if np.isfinite(self.freedom):
            noise /= np.sqrt(random.chisquare(self.freedom, count) / self.freedom)
        result: Floats = np.array(self.locations)[chosen] + np.array(self.scales)[chosen] * noise
        return result

    def to_json(self) -> dict[str, Any]:
        """Return the distribution in a form that JSON can hold; infinite freedom is null."""
        return {
            "weights": list(self.weights),
            "locations": list(self.locations),
            "scales": list(self.scales),
            "freedom": self.freedom if np.isfinite(self.freedom) else None,
        }


@dataclass(frozen=True, slots=True)
class ScoreDifference:
    """What Newcombe's hybrid score intervals say, at every confidence, about the difference of two shares.

    The limits at confidence 1 − 2p are taken as the quantiles p and 1 − p (a confidence distribution).

    Source: Newcombe (1998), Statistics in Medicine 17:873-890, method 10.
    """

    count: float
    total: float
    other_count: float
    other_total: float

    @property
    def mean(self) -> float:
        """The difference of the shares."""
        return self.count / self.total - self.other_count / self.other_total

    def cdf(self, value: float) -> float:
        """Return the probability that the difference is at most ``value``."""
        if value <= self.quantile(_LEAST_TAIL):
            return 0.0
        if value >= self.quantile(1 - _LEAST_TAIL):
            return 1.0
        return _root(lambda probability: self.quantile(probability) - value, _LEAST_TAIL, 1 - _LEAST_TAIL)

    def quantile(self, probability: float) -> float:
        """Return the value that the difference stays below with this probability (0 to 1, exclusive)."""
        low, high = self._limits(np.array([min(probability, 1 - probability)]))
        return float(low[0] if probability <= 1 - probability else high[0])

    def draws(self, count: int, *, seed: int) -> Floats:
        """Return ``count`` random differences, read off 1,999 quantiles."""
        tails = np.linspace(0.0005, 0.5, 1000)
        low, high = self._limits(tails)
        levels = np.concatenate([tails, 1 - tails[-2::-1]])
        quantiles = np.concatenate([low, high[-2::-1]])
        return np.asarray(np.interp(np.random.default_rng(seed).random(count), levels, quantiles))

    def _limits(self, tails: Floats) -> tuple[Floats, Floats]:
        """Return the limits that leave each of these probabilities (at most 0.5) out on either side."""
        from statsmodels.stats import proportion  # noqa: PLC0415 - takes seconds, and few series need it

        counts = (self.count, self.total, self.other_count, self.other_total)
        low, high = proportion.confint_proportions_2indep(
            *(np.full(len(tails), each) for each in counts), method="newcomb", compare="diff", alpha=2 * tails
        )
        return np.asarray(low), np.asarray(high)

    def to_json(self) -> dict[str, Any]:
        """Return the counts it follows from."""
        return {
            "count": self.count,
            "total": self.total,
            "other_count": self.other_count,
            "other_total": self.other_total,
        }


Posterior = Mixture | ScoreDifference


def posterior_from_json(stored: Mapping[str, Any]) -> Posterior:
    """Rebuild what ``to_json`` of either distribution returned."""
    if "weights" not in stored:
        return ScoreDifference(**stored)
    freedom = stored["freedom"]
    return Mixture(
        tuple(stored["weights"]),
        tuple(stored["locations"]),
        tuple(stored["scales"]),
        float("inf") if freedom is None else freedom,
    )


def _root(function: Callable[[float], float], low: float, high: float) -> float:
    """Return where a rising function crosses zero; the ends themselves where it does not change sign between."""
    if function(low) >= 0:
        return low
    if function(high) <= 0:
        return high
    return float(scipy.optimize.brentq(function, low, high, xtol=1e-14 * max(abs(low), abs(high)), rtol=1e-13))
