"""The default estimator: a step after go-live, with background drift and autocorrelation averaged over, not guessed.

Baseline and pilot points follow

    y_t = β0 + β1 (t − t̄_base) + β2 post + β3 post (t − t̄_pilot) + e_t,   e ~ AR(1), corr(e_i, e_j) = ρ^|t_i − t_j|

β2 is the effect: the average over the pilot window against the projected baseline. β3 lets it ramp up or fade. Drift
has the prior β1/σ ~ N(0, τ²); β0, β2, β3 and 1/σ² have flat priors; ρ is averaged over a grid with prior weight
√(1 − ρ). Given ρ the effect follows a Student t distribution, so the result is a mixture of those, weighted by the
restricted likelihood. In short autocorrelated series the usual tests claim a win far too often where there is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxdash.effects.posterior import Floats, Mixture

GRID: Floats = np.arange(20, dtype=np.float64) * 0.05
DRIFT_PER_PERIOD = 0.05
# Below this share of the variation the residuals are rounding errors of a series that follows the model exactly.
_EXACT_FIT = 1e-18


class NoSpreadError(ValueError):
    """The figures follow a straight line exactly, so nothing can be said about their noise."""


@dataclass(frozen=True, slots=True)
class Step:
    """The effect in the units of the analysis, and how slow-moving the series is (mean of ρ, 0 to 0.95)."""

    posterior: Mixture
    rho_mean: float


def step(values: ArrayLike, indices: ArrayLike, after: ArrayLike) -> Step:
    """Estimate the step after go-live.

    Args:
        values: one finite number per period, in any unit.
        indices: the period's true place in time (whole periods, rising; gaps are allowed).
        after: whether the period belongs to the pilot.

    Raises:
        NoSpreadError: the values fit the model without a remainder.
    """
    return steps([values], indices, after)[0]


def steps(values: Sequence[ArrayLike], indices: ArrayLike, after: ArrayLike) -> list[Step]:
    """Estimate the step of many series with the same periods at once, each by itself; arguments as for ``step``.

    Raises:
        NoSpreadError: the values of one of the series fit the model without a remainder.
    """
    t, post = np.asarray(indices, float), np.asarray(after, bool)
    drift = t - t[~post].mean()
    ramp = np.where(post, t - t[post].mean(), 0.0)
    design = np.column_stack([np.ones_like(t), drift, post, ramp])
    tau = min(DRIFT_PER_PERIOD, 2.0 / len(t))
    return _averaged(design, np.asarray(values, float).T, t, prior=np.array([[0.0, 1.0 / tau, 0.0, 0.0]]), wanted=2)


def slope(values: ArrayLike, indices: ArrayLike) -> Step:
    """Estimate the drift per period of one phase alone, without a prior on it; arguments as for ``step``.

    Raises:
        NoSpreadError: the values fit a straight line without a remainder.
    """
    t = np.asarray(indices, float)
    design = np.column_stack([np.ones_like(t), t - t.mean()])
    return _averaged(design, np.asarray(values, float)[:, None], t, prior=np.empty((0, 2)), wanted=1)[0]


def _averaged(design: Floats, values: Floats, indices: Floats, *, prior: Floats, wanted: int) -> list[Step]:
    """Average one coefficient's conditional posteriors over the grid of ρ, for each column of ``values``.

    Values are standardised first, so that no unit is too small or too large for floating-point numbers. The QR
    decomposition of the whitened [X | Y] holds everything: R's last columns give b and √S, its diagonal |A|^½.
    """
    centre, spread = values.mean(axis=0), values.std(axis=0)
    if not spread.all():
        raise NoSpreadError("the values are all equal")
    whitened, log_determinant = _whitened(np.column_stack([design, (values - centre) / spread]), indices)
    rows = np.column_stack([prior, np.zeros((len(prior), values.shape[1]))])
    prior_rows = np.broadcast_to(rows, (len(GRID), *rows.shape))
    triangle = np.asarray(np.linalg.qr(np.concatenate([whitened, prior_rows], axis=1), mode="r"))

    columns = design.shape[1]
    factor, explained = triangle[:, :columns, :columns], triangle[:, :columns, columns:]
    remainder = (triangle[:, columns:, columns:] ** 2).sum(axis=1)
    if remainder.min() <= _EXACT_FIT * len(values):
        raise NoSpreadError("the values follow a straight line exactly")
    inverse = np.linalg.inv(factor)[:, wanted, :]
    coefficient = np.einsum("gc,gcs->gs", inverse, explained) * spread
    variance = np.einsum("gc,gc->g", inverse, inverse)
    freedom = len(values) + len(prior) - columns
    scales = np.sqrt(remainder / freedom * variance[:, None]) * spread

    of_rho = 0.5 * np.log1p(-GRID) - log_determinant - np.log(np.abs(np.diagonal(factor, axis1=1, axis2=2))).sum(axis=1)
    log_weight = of_rho[:, None] - 0.5 * freedom * np.log(remainder)
    weight = np.exp(log_weight - log_weight.max(axis=0))
    weight /= weight.sum(axis=0)
    return [
        Step(Mixture(_plain(each), _plain(middle), _plain(scale), float(freedom)), float(each @ GRID))
        for each, middle, scale in zip(weight.T, coefficient.T, scales.T, strict=True)
    ]


def _whitened(columns: Floats, indices: Floats) -> tuple[Floats, Floats]:
    """Return L⁻¹·columns for every ρ (grid × rows × columns) and log|L|, L being the Cholesky factor of ρ^|ti − tj|.

    The covariance is that of a Markov chain, so each row needs only the one before it.
    """
    passed = GRID[:, None] ** np.diff(indices)
    left = np.sqrt(1.0 - passed**2)
    first = np.broadcast_to(columns[0], (len(GRID), 1, columns.shape[1]))
    later = (columns[1:] - passed[..., None] * columns[:-1]) / left[..., None]
    return np.concatenate([first, later], axis=1), np.log(left).sum(axis=1)


def _plain(numbers: NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(numbers.tolist())
