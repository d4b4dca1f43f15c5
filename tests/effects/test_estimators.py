"""Which estimator runs on which shape of data, and on which scale."""

from datetime import timedelta

import numpy as np
import pytest

from cxdash.domain.comparisons import Arm, Comparison
from cxdash.domain.metrics import Direction
from cxdash.effects import engine
from cxdash.effects.estimate import Estimator, Shape
from cxdash.effects.estimation import estimate
from cxdash.effects.plan import Kind, RequiredChange
from cxdash.effects.points import Point
from tests.effects.series import GO_LIVE, LONG_AFTER, a_plan, noisy, weekly, weekly_counts

BEFORE_AFTER = noisy(20, 16)
OTHERS = noisy(21, 20, seed=2)


def _estimated(points, **changed):
    return estimate(points, a_plan(**changed), as_of=LONG_AFTER)


def test_a_series_before_and_after_runs_through_the_engine_on_logs():
    effect = _estimated(weekly(BEFORE_AFTER))

    step = engine.step(np.log(BEFORE_AFTER), np.arange(26), np.arange(26) >= 13)
    assert (effect.shape, effect.estimator, effect.scale) == (Shape.BEFORE_AFTER, Estimator.ENGINE, "log")
    assert effect.effect == pytest.approx(1 - np.exp(step.posterior.mean))
    assert effect.low == pytest.approx(1 - np.exp(step.posterior.quantile(0.975)))
    assert effect.p_target == pytest.approx(step.posterior.cdf(np.log(0.7)))


def test_gaps_keep_their_length_in_the_engine():
    values = [*BEFORE_AFTER[:5], None, None, *BEFORE_AFTER[7:]]

    effect = _estimated(weekly(values), target=None)

    kept = [at for at in range(26) if at not in {5, 6}]
    step = engine.step([BEFORE_AFTER[at] for at in kept], kept, [at >= 13 for at in kept])
    assert effect.effect == pytest.approx(-step.posterior.mean)


def test_a_comparison_group_is_subtracted_period_by_period():
    points = [*weekly(BEFORE_AFTER), *weekly(OTHERS, arm=Arm.COMPARISON)]

    effect = _estimated(points, comparison=Comparison.GROUP, target=RequiredChange(-6, relative=False))

    step = engine.step(np.subtract(BEFORE_AFTER, OTHERS), np.arange(26), np.arange(26) >= 13)
    assert (effect.shape, effect.estimator) == (Shape.COMPARED, Estimator.ENGINE_ON_DIFFERENCE)
    assert effect.effect == pytest.approx(-step.posterior.mean)
    assert effect.observed_change == pytest.approx(np.mean(BEFORE_AFTER[:13]) - np.mean(BEFORE_AFTER[13:]))


def test_only_periods_that_both_groups_have_are_compared():
    points = [*weekly(BEFORE_AFTER), *weekly(OTHERS[:20], arm=Arm.COMPARISON)]

    effect = _estimated(points, comparison=Comparison.GROUP)

    assert (effect.n_baseline, effect.n_pilot) == (13, 7)


def test_groups_without_a_common_past_get_their_difference_and_nothing_more():
    points = [*weekly(BEFORE_AFTER), *weekly(OTHERS[13:], baseline=0, arm=Arm.COMPARISON)]

    effect = _estimated(points, comparison=Comparison.GROUP)

    assert effect.shape is Shape.COMPARED_WITHOUT_PAST
    assert (effect.grade, effect.low, effect.effect) == ("D", None, None)
    assert effect.observed_change == pytest.approx(np.mean(OTHERS[13:]) - np.mean(BEFORE_AFTER[13:]))


def test_counts_before_and_after_are_weekly_rates_and_never_pooled():
    random = np.random.default_rng(3)
    events = random.binomial(1000, [0.2] * 13 + [0.16] * 13)

    effect = _estimated(weekly_counts(events, [1000] * 26), kind=Kind.RATE)

    step = engine.step(np.log(events / 1000), np.arange(26), np.arange(26) >= 13)
    assert effect.shape is Shape.BEFORE_AFTER
    assert effect.effect == pytest.approx(1 - np.exp(step.posterior.mean))


@pytest.mark.parametrize(
    ("kind", "values", "scale"),
    [
        (Kind.MEAN, BEFORE_AFTER, "log"),
        (Kind.COST, BEFORE_AFTER, "log"),
        (Kind.COUNT, BEFORE_AFTER, "log"),
        (Kind.SCORE, BEFORE_AFTER, "natural"),
        (Kind.MEAN, [*BEFORE_AFTER[:-1], 0.0], "natural"),
        (Kind.RATE, [each / 100 for each in BEFORE_AFTER], "log"),
        (Kind.RATE, [each / 30 for each in BEFORE_AFTER], "natural"),
    ],
)
def test_logs_are_for_positive_means_counts_costs_and_low_rates(kind, values, scale):
    assert _estimated(weekly(values), kind=kind).scale == scale


def test_absolute_targets_are_measured_in_the_metric_s_units():
    assert _estimated(weekly(BEFORE_AFTER), target=RequiredChange(-6, relative=False)).scale == "natural"


def test_relative_effects_in_natural_units_are_divided_by_the_baseline_s_mean():
    share = _estimated(weekly(BEFORE_AFTER), kind=Kind.SCORE)
    units = _estimated(weekly(BEFORE_AFTER), kind=Kind.SCORE, target=None)

    baseline = np.mean(BEFORE_AFTER[:13])
    assert (share.effect, share.low, share.high) == pytest.approx(
        (units.effect / baseline, units.low / baseline, units.high / baseline)
    )


def test_a_share_of_a_negative_baseline_means_nothing():
    effect = _estimated(weekly(noisy(-5, 4)), kind=Kind.SCORE, direction=Direction.UP, target=RequiredChange(0.3))

    assert "zero or below" in effect.no_interval_because
    assert effect.observed_change is None


def test_one_week_before_go_live_is_one_number():
    effect = _estimated(weekly(BEFORE_AFTER[12:], baseline=1))

    assert (effect.shape, effect.grade, effect.n_baseline) == (Shape.ONE_NUMBER_BEFORE, "D", 1)
    assert effect.low is not None


def test_one_number_before_needs_four_pilot_weeks():
    effect = _estimated(weekly(BEFORE_AFTER[13:16], baseline=0), baseline_value=20.0, window_days=21)

    assert effect.low is None
    assert "at least 4" in effect.no_interval_because


def test_a_series_without_a_past_is_not_measured():
    effect = _estimated(weekly(BEFORE_AFTER[13:], baseline=0))

    assert (effect.shape, effect.grade, effect.verdict) == (Shape.TARGET_ONLY, "E", "Not measured")


def test_no_figures_at_all_are_not_measured():
    effect = _estimated([])

    assert (effect.grade, effect.effect, effect.observed_change) == ("E", None, None)
    assert effect.no_interval_because == "there are no figures from before go-live"


def test_periods_that_do_not_fit_together_are_said_and_do_not_raise():
    points = [*weekly(BEFORE_AFTER), Point(GO_LIVE + timedelta(days=1), 3.0)]

    effect = _estimated(points)

    assert effect.verdict == "Not measured"
    assert "same week" in effect.no_interval_because


def test_a_declared_comparison_without_figures_leaves_before_and_after_and_costs_a_letter():
    effect = _estimated(weekly(BEFORE_AFTER), comparison=Comparison.GROUP)

    assert effect.shape is Shape.BEFORE_AFTER
    assert [each.code for each in effect.downgrades] == ["comparison missing"]
