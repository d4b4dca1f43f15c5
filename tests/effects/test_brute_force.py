"""The engine against the posterior itself, summed over a dense grid of everything unknown.

Nothing of the engine's algebra is used. The density of the figures is that of an AR(1) process, each figure given the
one before it; level, drift, effect and ramp are integrated on a four-dimensional grid, σ on a fine grid of its
logarithm, ρ on the grid that the method names. Quantiles agree within a thousandth of the interval's half width,
probabilities within 0.0001.
"""

import numpy as np
import pytest
from scipy.interpolate import CubicSpline
from scipy.optimize import brentq

from cxdash.effects import engine

RHOS = np.arange(0, 1, 0.05)
DRIFT_PER_PERIOD = 0.05

# Level, drift, effect and ramp: places in units of their spread, dense in the middle and far out in the tails.
_EFFECT_STEPS = np.linspace(-8, 8, 81)
_OTHER_STEPS = np.linspace(-5.6, 5.6, 15)
_PLACES = [2 * np.sinh(_EFFECT_STEPS / 2), *[2 * np.sinh(_OTHER_STEPS / 2)] * 3]
_SIZES = [
    np.cosh(_EFFECT_STEPS / 2) * (_EFFECT_STEPS[1] - _EFFECT_STEPS[0]),
    *[np.cosh(_OTHER_STEPS / 2) * (_OTHER_STEPS[1] - _OTHER_STEPS[0])] * 3,
]
_GRID = np.stack([each.ravel() for each in np.meshgrid(*_PLACES, indexing="ij")])
_LOG_CELLS = np.log(np.prod([each.ravel() for each in np.meshgrid(*_SIZES, indexing="ij")], axis=0))


def _series(before, after, *, effect=-4.0, drift=0.0, ramp=0.0, rho=0.0, gaps=(), unit=1.0):
    random = np.random.default_rng([before, after])
    noise = random.standard_normal(before + after)
    for at in range(1, len(noise)):
        noise[at] = rho * noise[at - 1] + np.sqrt(1 - rho**2) * noise[at]
    time = np.arange(before + after)
    phase = time >= before
    values = 20 + noise + drift * time + effect * phase + ramp * phase * (time - time[phase].mean())
    kept = [at for at in time if at not in gaps]
    return unit * values[kept], time[kept], phase[kept]


SERIES = {
    "the least there may be": _series(4, 3),
    "four and four, a gap in each phase": _series(5, 5, gaps=(2, 8)),
    "a drifting, slow-moving series": _series(8, 4, effect=0.0, drift=0.2, rho=0.7),
    "figures by the million, an effect that ramps up": _series(6, 6, ramp=1.0, unit=1e6),
}


def _mean_function(values, indices, after):
    """Columns in the order effect, level, drift, ramp."""
    drift = indices - indices[~after].mean()
    ramp = np.where(after, indices - indices[after].mean(), 0.0)
    return np.column_stack([after, np.ones(len(values)), drift, ramp]).astype(float)


def _innovations(residuals, indices, rho):
    """What each figure adds to what the one before it foretold, in units of σ; and the logarithm of their density."""
    remembered = rho ** np.diff(indices).astype(float)
    left = np.sqrt(1 - remembered**2)
    later = (residuals[1:] - remembered[:, None] * residuals[:-1]) / left[:, None]
    return np.concatenate([residuals[:1], later]), -np.log(left).sum()


def _log_of_sigma_integrated(squares, count):
    """The logarithm of ∫ σ^−count exp(−squares / 2σ²) d log σ, summed over 1,200 values of log σ and interpolated."""
    known = np.geomspace(squares.min() * 0.999, squares.max() * 1.001, 300)
    logs = np.linspace(0.5 * np.log(known[0] / count) - 5, 0.5 * np.log(known[-1] / count) + 7, 1200)
    exponent = -count * logs - known[:, None] * np.exp(-2 * logs) / 2
    top = exponent.max(axis=1)
    table = top + np.log(np.exp(exponent - top[:, None]).sum(axis=1) * (logs[1] - logs[0]))
    return np.interp(np.log(squares), np.log(known), table)


def _placed(values, design, indices, rho, tau):
    """Return where the grid's middle lies and how it is stretched; where it lies does not change what is summed."""
    whitened, _ = _innovations(np.column_stack([values, design]), indices, rho)
    rows = np.vstack([whitened[:, 1:], [0, 0, 1 / tau, 0]])
    middle, *_ = np.linalg.lstsq(rows, np.append(whitened[:, 0], 0.0), rcond=None)
    left = np.append(whitened[:, 0], 0.0) - rows @ middle
    spread = np.sqrt(left @ left / (len(values) - 3))
    return middle, np.linalg.cholesky(np.linalg.inv(rows.T @ rows)) * spread


def _by_brute_force(values, indices, after):
    """Return the places of the effect and the mass at each, one row per ρ; all masses add up to 1."""
    design = _mean_function(values, indices, after)
    tau = min(DRIFT_PER_PERIOD, 2 / len(values))
    places, logs = [], []
    for rho in RHOS:
        middle, stretch = _placed(values, design, indices, rho, tau)
        coefficients = middle[:, None] + stretch @ _GRID
        innovations, log_density = _innovations(values[:, None] - design @ coefficients, indices, rho)
        # The drift's prior is one more normal density of standard deviation τσ.
        squares = (innovations**2).sum(axis=0) + (coefficients[2] / tau) ** 2
        log_mass = _log_of_sigma_integrated(squares, len(values) + 1) + _LOG_CELLS
        log_mass += 0.5 * np.log(1 - rho) + log_density + np.log(np.diag(stretch)).sum()
        places.append(middle[0] + stretch[0, 0] * _PLACES[0])
        logs.append(log_mass.reshape(len(_EFFECT_STEPS), -1))
    highest = max(each.max() for each in logs)
    masses = np.array([np.exp(each - highest).sum(axis=1) for each in logs])
    return np.array(places), masses / masses.sum()


def _below(value, places, masses):
    """The mass below a value; between the places the density is a cubic spline of the step."""
    step = _EFFECT_STEPS[1] - _EFFECT_STEPS[0]
    total = 0.0
    for at, mass in zip(places, masses, strict=True):
        middle = len(at) // 2
        reached = 2 * np.arcsinh((value - at[middle]) / (at[middle + 1] - at[middle]) * np.sinh(step / 2))
        density = CubicSpline(_EFFECT_STEPS, mass / step)
        total += density.integrate(_EFFECT_STEPS[0], np.clip(reached, _EFFECT_STEPS[0], _EFFECT_STEPS[-1]))
    return float(total)


def _quantile(probability, places, masses):
    return brentq(lambda value: _below(value, places, masses) - probability, places.min(), places.max())


@pytest.fixture(scope="module", params=SERIES)
def summed(request):
    """A series, its posterior by brute force, and the engine's answer."""
    values, indices, after = SERIES[request.param]
    return (values, *_by_brute_force(values, indices, after), engine.step(values, indices, after))


def test_quantiles_are_those_of_the_posterior(summed):
    _, places, masses, found = summed
    half_width = (found.posterior.quantile(0.975) - found.posterior.quantile(0.025)) / 2

    for probability in (0.025, 0.1, 0.5, 0.9, 0.975):
        by_force = _quantile(probability, places, masses)
        assert found.posterior.quantile(probability) == pytest.approx(by_force, abs=0.001 * half_width)


def test_probabilities_are_those_of_the_posterior(summed):
    values, places, masses, found = summed

    for share in (0.0, 0.1, 0.3):
        value = -share * values.mean()
        assert found.posterior.cdf(value) == pytest.approx(_below(value, places, masses), abs=1e-4)


def test_mean_and_autocorrelation_are_those_of_the_posterior(summed):
    values, places, masses, found = summed

    assert found.posterior.mean == pytest.approx((places * masses).sum(), abs=1e-6 * values.std())
    assert found.rho_mean == pytest.approx(masses.sum(axis=1) @ RHOS, abs=1e-6)


def test_the_grid_holds_the_mass(summed):
    """The outermost places of the effect hold next to nothing, so nothing was cut off."""
    _, _, masses, _ = summed

    assert masses[:, [0, -1]].sum() < 1e-5
