"""Compare pilots fairly: the best of many looks better than it is, so each is drawn towards the common mean."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cxdash.effects.effect import Effect
from cxdash.effects.grade import Grade

UNCONFIRMED = "unconfirmed single result"
_SPREAD_PRIOR = 0.5
_SPREADS = np.linspace(0.01, 2.0, 60)
_NORMAL_WIDTH = 3.92


@dataclass(frozen=True, slots=True)
class Attainment:
    """One pilot's effect as a share of what it promised, with the standard error of that share (above 0).

    Raises:
        ValueError: a number is not finite, or the standard error is not above 0.
    """

    name: str
    share: float
    error: float

    def __post_init__(self) -> None:
        """Refuse what cannot be weighed."""
        if not (math.isfinite(self.share) and math.isfinite(self.error) and self.error > 0):
            raise ValueError(
                f"{self.name}: attainment {self.share} with standard error {self.error} cannot be compared."
            )


@dataclass(frozen=True, slots=True)
class Shrunk:
    """One pilot's attainment, raw and shrunk, with the shrunk one's 95 % range.

    ``pull`` is the share of the distance to the common mean that was taken away, 0 (none) to 1. ``label`` is empty, or
    says that nothing could be compared.
    """

    name: str
    raw: float
    shrunk: float
    low: float
    high: float
    pull: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Heterogeneity:
    """What the pilots have in common and how much they differ, for the method note."""

    mean: float
    error: float
    between_variance: float


def attainment_of(name: str, effect: Effect) -> Attainment | None:
    """Return an effect's attainment for comparison; None unless it has a closed window, a target and grade A to D."""
    if effect.attainment is None or not effect.window_complete or effect.grade is Grade.E:
        return None
    low, middle, high = effect.attainment
    error = (high - low) / _NORMAL_WIDTH
    return Attainment(name, middle, error) if error > 0 else None


def shrink(attainments: Sequence[Attainment]) -> list[Shrunk]:
    """Return each pilot's attainment drawn towards the common mean, in the order given.

    Pilot i's share a_i ~ N(θ_i, s_i²), θ_i ~ N(μ, τ²), μ flat, τ ~ half-normal(0.5), averaged over 60 values of τ from
    0.01 to 2. A single pilot is left as it is and labelled.
    """
    if len(attainments) < 2:
        return [_alone(each) for each in attainments]
    shares = np.array([each.share for each in attainments])
    variances = np.array([each.error**2 for each in attainments])
    spread = _SPREADS[:, None] ** 2
    precision = 1.0 / (variances + spread)
    total = precision.sum(axis=1)
    centre = (precision * shares).sum(axis=1) / total
    log_weight = (
        0.5 * np.log(precision).sum(axis=1)
        - 0.5 * (precision * (shares - centre[:, None]) ** 2).sum(axis=1)
        - 0.5 * np.log(total)
        - 0.5 * (_SPREADS / _SPREAD_PRIOR) ** 2
    )
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()

    pull = variances / (variances + spread)
    means = pull * centre[:, None] + (1 - pull) * shares
    within = (1 - pull) * variances + pull**2 / total[:, None]
    shrunk = weight @ means
    error = np.sqrt(weight @ (within + (means - shrunk) ** 2))
    return [
        Shrunk(
            name=each.name,
            raw=each.share,
            shrunk=float(shrunk[at]),
            low=float(shrunk[at] - _NORMAL_WIDTH / 2 * error[at]),
            high=float(shrunk[at] + _NORMAL_WIDTH / 2 * error[at]),
            pull=float((weight @ pull)[at]),
        )
        for at, each in enumerate(attainments)
    ]


def overstatement(pilots: Sequence[Shrunk], *, top: int = 3) -> float | None:
    """Return by which share the raw results of the best pilots exceed their shrunk ones; None without a base."""
    best = sorted(pilots, key=lambda each: each.raw, reverse=True)[:top]
    shrunk = sum(each.shrunk for each in best)
    if len(pilots) < 2 or shrunk <= 0:
        return None
    return sum(each.raw for each in best) / shrunk - 1


def heterogeneity(attainments: Sequence[Attainment], *, method: str = "iterated") -> Heterogeneity:
    """Return the random-effects mean and the variance between pilots (0 at least), by ``iterated`` or ``dl``.

    Source: statsmodels.stats.meta_analysis.combine_effects; Paule & Mandel (1982), DerSimonian & Laird (1986).

    Raises:
        ValueError: there are fewer than two pilots.
    """
    if len(attainments) < 2:
        raise ValueError("At least two pilots are needed to say how much they differ.")
    from statsmodels.stats.meta_analysis import combine_effects  # noqa: PLC0415 - takes seconds, and one note needs it

    shares = np.array([each.share for each in attainments])
    variances = np.array([each.error**2 for each in attainments])
    between = max(float(combine_effects(shares, variances, method_re=method).tau2), 0.0)
    precision = 1.0 / (variances + between)
    mean = float((precision * shares).sum() / precision.sum())
    return Heterogeneity(mean, float(precision.sum() ** -0.5), between)


def _alone(pilot: Attainment) -> Shrunk:
    half = _NORMAL_WIDTH / 2 * pilot.error
    return Shrunk(pilot.name, pilot.share, pilot.share, pilot.share - half, pilot.share + half, 0.0, UNCONFIRMED)
