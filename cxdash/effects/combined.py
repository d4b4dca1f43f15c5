"""Results of several sites as one: random effects, with how much the sites differ beyond chance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cxdash.effects.posterior import Floats

_NORMAL_WIDTH = 3.92
"""How many standard errors a 95 % interval is wide."""
_HALVINGS = 60


@dataclass(frozen=True, slots=True)
class Study:
    """One result: an effect, positive where the metric improved, with its 95 % interval."""

    effect: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Combined:
    """All results as one.

    Attributes:
        unexplained: I², the share of the spread between the results that chance does not explain, 0 to 1.
    """

    effect: float
    low: float
    high: float
    unexplained: float


def combined(studies: Sequence[Study]) -> Combined | None:
    """Return the random-effects mean of results with its 95 % interval; None for fewer than two that have a width.

    The variance between sites is Paule and Mandel's, never below 0; I² is Higgins and Thompson's.

    Source: Paule, Mandel (1982), J Res Nat Bur Stand 87:377-385; Higgins, Thompson (2002), Stat Med 21:1539-1558.
    """
    usable = [each for each in studies if each.high > each.low]
    if len(usable) < 2:
        return None
    effects = np.array([each.effect for each in usable])
    variances = np.array([((each.high - each.low) / _NORMAL_WIDTH) ** 2 for each in usable])
    weights = 1 / (variances + variance_between(effects, variances))
    mean, half = float((weights * effects).sum() / weights.sum()), float(weights.sum() ** -0.5) * _NORMAL_WIDTH / 2
    spread, by_chance = _spread(effects, variances, 0.0), len(usable) - 1
    return Combined(mean, mean - half, mean + half, max(0.0, 1 - by_chance / spread) if spread else 0.0)


def variance_between(effects: Floats, variances: Floats) -> float:
    """Return the variance between sites at which the results spread as much as chance and it explain; 0 or more."""
    by_chance = len(effects) - 1
    if _spread(effects, variances, 0.0) <= by_chance:
        return 0.0
    low, high = 0.0, float(np.ptp(effects) ** 2 * len(effects))
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _spread(effects, variances, middle) > by_chance else (low, middle)
    return (low + high) / 2


def _spread(effects: Floats, variances: Floats, between: float) -> float:
    weights = 1 / (variances + between)
    mean = (weights * effects).sum() / weights.sum()
    return float((weights * (effects - mean) ** 2).sum())
