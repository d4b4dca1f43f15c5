"""The engine against generalised least squares, and what must hold for every series; test_brute_force has the rest."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.effects import engine

GRID = np.arange(0, 1, 0.05)


def _series(*, gaps, seed=4):
    random = np.random.default_rng(seed)
    indices = np.arange(20)
    if gaps:
        indices = np.delete(indices, [3, 9, 14])
    after = indices >= 11
    return 50 + 3 * random.standard_normal(len(indices)) - 4 * after + 0.3 * indices, indices, after


def _columns(indices, after):
    drift = indices - indices[~after].mean()
    ramp = np.where(after, indices - indices[after].mean(), 0.0)
    return np.ones(len(indices)), drift, after.astype(float), ramp


def _covariance(rho, indices, drift):
    """Noise and drift together, in units of the noise's variance."""
    apart = np.abs(np.subtract.outer(indices, indices))
    tau = min(0.05, 2 / len(indices))
    return np.power(rho, apart, where=(apart > 0) | (rho > 0), out=np.eye(len(indices))) + tau**2 * np.outer(
        drift, drift
    )


@pytest.mark.parametrize("gaps", [False, True])
def test_every_component_is_a_generalised_least_squares_fit(gaps):
    """Location and scale per ρ are those of statsmodels' GLS with the drift in the covariance."""
    values, indices, after = _series(gaps=gaps)
    level, drift, post, ramp = _columns(indices, after)

    found = engine.step(values, indices, after).posterior

    for at, rho in enumerate(GRID):
        fit = sm.GLS(values, np.column_stack([level, post, ramp]), sigma=_covariance(rho, indices, drift)).fit()
        assert found.locations[at] == pytest.approx(fit.params[1])
        assert found.scales[at] == pytest.approx(fit.bse[1])
        assert found.freedom == fit.df_resid


def test_the_slope_of_the_baseline_is_a_generalised_least_squares_fit():
    values, indices, _ = _series(gaps=True)

    found = engine.slope(values, indices).posterior

    design = sm.add_constant(indices - indices.mean())
    for at, rho in enumerate(GRID):
        fit = sm.GLS(values, design, sigma=_covariance(rho, indices, np.zeros(len(indices)))).fit()
        assert (found.locations[at], found.scales[at]) == pytest.approx((fit.params[1], fit.bse[1]))


def test_a_long_series_caps_the_drift_that_is_allowed_for():
    """With 100 points a prior of 0.05 per period would allow drifts of 2.5 σ; it is capped at 2 / 100."""
    random = np.random.default_rng(2)
    after = np.arange(100) >= 50
    values = random.standard_normal(100)

    found = engine.step(values, np.arange(100), after).posterior

    level, drift, post, ramp = _columns(np.arange(100), after)
    fit = sm.GLS(
        values, np.column_stack([level, post, ramp]), sigma=np.eye(100) + 0.02**2 * np.outer(drift, drift)
    ).fit()
    assert found.scales[0] == pytest.approx(fit.bse[1])


@pytest.mark.parametrize("ramp", [0.0, 0.7])
def test_a_series_without_noise_is_refused(ramp):
    after = np.arange(20) >= 10

    with pytest.raises(engine.NoSpreadError):
        engine.step(np.where(after, ramp * np.arange(20), 0.0), np.arange(20), after)


def test_quantiles_and_probabilities_are_each_other_s_inverse():
    values, indices, after = _series(gaps=False)
    found = engine.step(values, indices, after).posterior

    for probability in (0.0005, 0.025, 0.5, 0.9, 0.9995):
        assert found.cdf(found.quantile(probability)) == pytest.approx(probability, abs=1e-9)


def test_draws_follow_the_posterior():
    values, indices, after = _series(gaps=False)
    found = engine.step(values, indices, after).posterior

    draws = found.draws(20_000, seed=5)

    assert np.array_equal(draws, found.draws(20_000, seed=5))
    for probability in (0.025, 0.5, 0.975):
        assert (draws <= found.quantile(probability)).mean() == pytest.approx(probability, abs=0.012)


def test_series_estimated_at_once_are_each_estimated_by_themselves():
    _, indices, after = _series(gaps=True)
    many = [_series(gaps=True, seed=seed)[0] * unit for seed, unit in ((4, 1.0), (5, 1e-6), (6, 1e6))]

    together = engine.steps(many, indices, after)

    for values, found in zip(many, together, strict=True):
        alone = engine.step(values, indices, after)
        assert found.posterior.weights == pytest.approx(alone.posterior.weights)
        assert found.posterior.locations == pytest.approx(alone.posterior.locations)
        assert found.posterior.scales == pytest.approx(alone.posterior.scales)
        assert found.rho_mean == pytest.approx(alone.rho_mean)


def test_one_series_without_noise_is_refused_among_many():
    values, indices, after = _series(gaps=False)

    with pytest.raises(engine.NoSpreadError):
        engine.steps([values, np.ones(len(values))], indices, after)
    with pytest.raises(engine.NoSpreadError):
        engine.steps([values, np.where(after, 0.7 * indices, 0.0)], indices, after)


@pytest.mark.parametrize(("before", "after"), [(4, 4), (5, 4), (13, 13), (26, 13), (50, 30)])
@pytest.mark.parametrize("gap", [0, 3])
def test_a_series_without_each_of_its_periods_is_each_shorter_series(before, after, gap):
    random = np.random.default_rng(before)
    indices = np.arange(before + after) + gap * (np.arange(before + after) >= before // 2)
    post = np.arange(before + after) >= before
    values = 1e6 + 40 * random.standard_normal(before + after).cumsum()

    together = engine.step_without_each(values, indices, post)

    assert len(together) == before + after
    for at, found in enumerate(together):
        alone = engine.step(*(np.delete(each, at) for each in (values, indices, post)))
        assert found.posterior.weights == pytest.approx(alone.posterior.weights, abs=1e-9)
        assert found.posterior.locations == pytest.approx(alone.posterior.locations, abs=1e-9 * values.std())
        assert found.posterior.scales == pytest.approx(alone.posterior.scales, rel=1e-9)
        assert found.posterior.freedom == alone.posterior.freedom


def test_the_one_period_that_makes_all_the_noise_has_no_quick_answer():
    after = np.arange(20) >= 10
    values = np.where(np.arange(20) == 4, 1e6, np.random.default_rng(1).standard_normal(20))

    found = engine.step_without_each(values, np.arange(20), after)

    assert [at for at, each in enumerate(found) if each is None] == [4]


def test_equal_values_without_one_of_them_are_refused():
    with pytest.raises(engine.NoSpreadError):
        engine.step_without_each(np.ones(20), np.arange(20), np.arange(20) >= 10)


@settings(max_examples=40, deadline=None)
@given(
    values=st.lists(st.floats(-50, 50).map(lambda each: round(each, 2)), min_size=9, max_size=20, unique=True),
    split=st.integers(4, 6),
    lifted=st.floats(-30, 30).map(lambda each: round(each, 2)),
)
def test_what_is_added_to_every_pilot_period_is_added_to_the_effect(values, split, lifted):
    """Level, effect and ramp have flat priors, so the whole posterior moves along."""
    indices = np.arange(len(values))
    after = indices >= split
    try:
        found = engine.step(values, indices, after)
        moved = engine.step(values + lifted * after, indices, after)
    except engine.NoSpreadError:
        return

    assert moved.rho_mean == pytest.approx(found.rho_mean, abs=1e-6)
    for probability in (0.025, 0.5, 0.975):
        expected = found.posterior.quantile(probability) + lifted
        assert moved.posterior.quantile(probability) == pytest.approx(expected, abs=1e-5, rel=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-50, 50).map(lambda each: round(each, 2)), min_size=9, max_size=20, unique=True))
def test_a_series_turned_upside_down_has_the_opposite_effect(values):
    indices = np.arange(len(values))
    after = indices >= 5
    try:
        found = engine.step(values, indices, after).posterior
    except engine.NoSpreadError:
        return

    turned = engine.step(np.negative(values), indices, after).posterior
    assert turned.locations == tuple(-each for each in found.locations)
    assert (turned.weights, turned.scales) == (found.weights, found.scales)
