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
# A difference that is a smaller share than this of what it is taken from has lost too many digits.
_UNSOUND = 1e-4


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
    return _averaged(_design(t, post), np.asarray(values, float).T, t, prior=_drift_row(len(t)), wanted=2)


def step_without_each(values: ArrayLike, indices: ArrayLike, after: ArrayLike) -> list[Step | None]:
    """Estimate the step without each of the periods in turn; no phase may have less than three of them.

    Leaving a period out is giving it a level of its own. With u the period's unit vector whitened, and M what takes the
    model out of a vector, that level is δ = u'My / u'Mu; it takes δ²·u'Mu off the remainder and multiplies |A| by u'Mu.
    So everything follows from one decomposition per ρ.

    Args:
        values: as for ``step``.
        indices: the same.
        after: the same.

    Returns:
        one step per period; None where so little is left without it that rounding errors would show: ask ``step``.

    Source: Cook & Weisberg (1982), Residuals and Influence in Regression (mean-shift outlier model).

    Raises:
        NoSpreadError: all values are equal.
    """
    y, t, post = np.asarray(values, float), np.asarray(indices, float), np.asarray(after, bool)
    periods, spread = len(y), float(y.std())
    if not spread:
        raise NoSpreadError("the values are all equal")
    prior = _drift_row(periods - 1)
    columns = prior.shape[1]
    whitened, log_determinant = _whitened(np.column_stack([_design(t, post), (y - y.mean()) / spread]), t)
    model, response = whitened[..., :columns], whitened[..., columns]
    base, factor = np.linalg.qr(np.concatenate([model, np.broadcast_to(prior, (len(GRID), *prior.shape))], axis=1))
    explained = np.einsum("gtc,gt->gc", base[:, :-1], response)
    left = np.pad(response, ((0, 0), (0, 1))) - np.einsum("gtc,gc->gt", base, explained)
    whole = (left**2).sum(axis=1)[:, None]

    across, size = _against_units(np.concatenate([base, left[..., None]], axis=2)[:, :-1], t)
    own_explained, own_left = across[..., :columns], across[..., columns]
    own = size - (own_explained**2).sum(axis=2)
    level = own_left / own
    remainder = whole - level * own_left
    sound = (remainder > _UNSOUND * whole) & (own > _UNSOUND * size) & (whole > _UNSOUND**2)
    remainder = np.where(sound, remainder, 1.0)

    # Without a period of the pilot the middle of its window moves, and what "on average" means moves along the ramp.
    wanted = np.zeros((periods, columns))
    wanted[:, 2] = 1.0
    wanted[post, 3] = (t[post].mean() - t[post]) / (post.sum() - 1)
    rows = wanted @ np.linalg.inv(factor)
    along = (rows * own_explained).sum(axis=2)
    coefficient = (np.einsum("gtc,gc->gt", rows, explained) - level * along) * spread
    freedom = periods - columns
    scales = np.sqrt(remainder / freedom * ((rows**2).sum(axis=2) + along**2 / own)) * spread
    log_weight = _of_rho(log_determinant, factor)[:, None] - 0.5 * np.log(own) - 0.5 * freedom * np.log(remainder)
    found = _mixed(log_weight, coefficient, scales, freedom)
    return [each if is_sound else None for each, is_sound in zip(found, sound.all(axis=0), strict=True)]


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

    log_weight = _of_rho(log_determinant, factor)[:, None] - 0.5 * freedom * np.log(remainder)
    return _mixed(log_weight, coefficient, scales, freedom)


def _design(t: Floats, post: NDArray[np.bool_]) -> Floats:
    """Return the columns level, drift, step and ramp."""
    drift = t - t[~post].mean()
    ramp = np.where(post, t - t[post].mean(), 0.0)
    return np.column_stack([np.ones_like(t), drift, post, ramp])


def _drift_row(periods: int) -> Floats:
    """Return the prior on the drift as a row of data."""
    tau = min(DRIFT_PER_PERIOD, 2.0 / periods)
    return np.array([[0.0, 1.0 / tau, 0.0, 0.0]])


def _of_rho(log_determinant: Floats, factor: Floats) -> Floats:
    """Return the part of each ρ's weight that does not depend on the values: log of √(1 − ρ) · |L|⁻¹ · |A|^(−½)."""
    diagonal = np.abs(np.diagonal(factor, axis1=1, axis2=2))
    return np.asarray(0.5 * np.log1p(-GRID) - log_determinant - np.log(diagonal).sum(axis=1))


def _mixed(log_weight: Floats, coefficient: Floats, scales: Floats, freedom: int) -> list[Step]:
    """Return one step for each column of the three tables, whose rows are the values of ρ."""
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
    passed, left = _chain(indices)
    first = np.broadcast_to(columns[0], (len(GRID), 1, columns.shape[1]))
    later = (columns[1:] - passed[..., None] * columns[:-1]) / left[..., None]
    return np.concatenate([first, later], axis=1), np.log(left).sum(axis=1)


def _against_units(columns: Floats, indices: Floats) -> tuple[Floats, Floats]:
    """Return u'·columns and u'u for every ρ, u being the whitened unit vector of each period in turn."""
    passed, left = _chain(indices)
    own = np.concatenate([np.ones((len(GRID), 1)), 1.0 / left], axis=1)
    of_the_next = np.concatenate([-passed / left, np.zeros((len(GRID), 1))], axis=1)
    following = np.concatenate([columns[:, 1:], columns[:, :1]], axis=1)
    return own[..., None] * columns + of_the_next[..., None] * following, own**2 + of_the_next**2


def _chain(indices: Floats) -> tuple[Floats, Floats]:
    """Return what each period but the first takes over from the one before it, and the spread of what it adds."""
    passed = GRID[:, None] ** np.diff(indices)
    return passed, np.sqrt(1.0 - passed**2)


def _plain(numbers: NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(numbers.tolist())
