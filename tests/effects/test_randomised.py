"""Counts of two groups drawn by lot."""

import numpy as np
import pytest
from scipy import stats

from cxdash.domain.comparisons import Arm, Comparison
from cxdash.domain.metrics import Direction
from cxdash.effects.estimate import Estimator, Shape
from cxdash.effects.estimation import estimate
from cxdash.effects.plan import Kind, RequiredChange
from cxdash.effects.posterior import ScoreDifference
from tests.effects.series import LONG_AFTER, a_plan, weekly_counts

WEEKS = 13


def _randomised(pilot, comparison, *, sizes=(400, 400), **changed):
    points = [
        *weekly_counts(pilot, [sizes[0]] * len(pilot), baseline=0),
        *weekly_counts(comparison, [sizes[1]] * len(comparison), baseline=0, arm=Arm.COMPARISON),
    ]
    plan = a_plan(**({"kind": Kind.RATE, "comparison": Comparison.RANDOMISED, "target": None} | changed))
    return estimate(points, plan, as_of=LONG_AFTER)


def _draws(share, seed, size=400):
    return np.random.default_rng(seed).binomial(size, share, WEEKS)


def test_randomised_counts_are_graded_a():
    effect = _randomised(_draws(0.15, 1), _draws(0.20, 2))

    assert (effect.shape, effect.estimator, effect.grade) == (Shape.RANDOMISED, Estimator.NEWCOMBE, "A")
    assert effect.observed_change == effect.effect
    assert effect.drift_removed == 0


def test_a_split_that_chance_does_not_explain_blocks_the_result():
    effect = _randomised(_draws(0.15, 1, 400), _draws(0.20, 2, 460), sizes=(400, 460))

    assert (effect.low, effect.verdict) == (None, "Not measured")
    assert "not the planned split of 50%" in effect.no_interval_because


def test_a_planned_uneven_split_is_no_mismatch():
    effect = _randomised(_draws(0.15, 1, 400), _draws(0.20, 2, 100), sizes=(400, 100), planned_split=0.8)

    assert effect.low is not None


@pytest.mark.parametrize(("events", "has_interval"), [(9, False), (10, True)])
def test_each_group_needs_ten_events(events, has_interval):
    effect = _randomised([events], [30])

    assert (effect.low is not None) == has_interval


def test_events_in_clusters_widen_the_interval_to_that_of_weekly_differences():
    pilot = [20, 110, 30, 100, 25, 105, 35, 95]
    comparison = [80, 90, 70, 100, 85, 75, 95, 65]

    effect = _randomised(pilot, comparison)

    differences = (np.array(pilot) - np.array(comparison)) / 400
    half = stats.t.ppf(0.975, 7) * stats.sem(differences)
    assert effect.estimator is Estimator.PAIRED_PERIODS
    assert (effect.low, effect.high) == pytest.approx((-differences.mean() - half, -differences.mean() + half))


def test_few_randomised_teams_are_two_series():
    effect = _randomised(_draws(0.15, 1), _draws(0.20, 2), units_per_arm=9)

    assert effect.shape is Shape.COMPARED_WITHOUT_PAST


def test_a_relative_target_uses_the_ratio():
    effect = _randomised([60], [80], target=RequiredChange(-0.3))

    assert effect.estimator is Estimator.LOG_RATIO
    assert effect.effect == pytest.approx(0.25)


def test_the_probability_of_the_difference_is_where_the_interval_at_that_confidence_ends():
    difference = ScoreDifference(56, 70, 48, 80)

    assert difference.cdf(difference.quantile(0.975)) == pytest.approx(0.975, abs=1e-6)
    assert difference.cdf(difference.quantile(0.004)) == pytest.approx(0.004, abs=1e-6)
    assert difference.cdf(difference.mean) == pytest.approx(0.5, abs=1e-6)
    assert (difference.cdf(-1.0), difference.cdf(1.0)) == (0.0, 1.0)


def test_draws_of_a_difference_follow_its_quantiles():
    difference = ScoreDifference(56, 70, 48, 80)

    draws = difference.draws(20_000, seed=1)

    assert (draws <= difference.quantile(0.9)).mean() == pytest.approx(0.9, abs=0.01)


def test_swapping_the_groups_mirrors_the_interval():
    forth = _randomised([60], [80], direction=Direction.UP)
    back = _randomised([80], [60], direction=Direction.UP)

    assert (forth.low, forth.high) == pytest.approx((-back.high, -back.low))
