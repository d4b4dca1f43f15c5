"""XmR charts: limits that are frozen at go-live, and four patterns that prompt a question."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.effects.xmr import Limits, Pattern, Signal, largest_step, limits_of, signals
from tests.effects import published

LIMITS = Limits(10.0, 7.0, 13.0, is_trial=False)
HIGH, LOW = 10.5, 9.5


def _patterns(values):
    return [each.pattern for each in signals(values, LIMITS)]


def test_agrees_with_plot_the_dots():
    """Mean 0.1416238, limits −3.01138 and 3.294627 (NHSRplotthedots, moving ranges above 3.267 × mean left out)."""
    limits = limits_of(published.CHART_FIGURES)

    assert limits.centre == pytest.approx(0.1416238, abs=1e-6)
    assert (limits.low, limits.high) == pytest.approx((-3.01138, 3.294627), abs=1e-6)


def test_limits_are_266_hundredths_of_the_mean_moving_range_away():
    limits = limits_of([10.0, 12.0, 11.0, 13.0])

    assert (limits.centre, limits.high - 11.5, 11.5 - limits.low) == pytest.approx((11.5, *[2.66 * 5 / 3] * 2))


def test_one_jump_does_not_widen_the_limits():
    """Moving ranges 1, 1, 1, 1, 9, 9, 1 … have the mean 2.33; 9 is above 3.267 times that and left out."""
    steady = [10.0, 11.0] * 6
    jumped = [*steady[:5], 20.0, *steady[6:]]

    limits = limits_of(jumped)

    assert limits.high - limits.centre == pytest.approx(2.66)


@pytest.mark.parametrize(("periods", "is_trial"), [(11, True), (12, False)])
def test_limits_of_fewer_than_twelve_periods_are_on_trial(periods, is_trial):
    assert limits_of([float(at % 3) for at in range(periods)]).is_trial is is_trial


def test_the_largest_step_is_3267_thousandths_of_the_mean_moving_range():
    assert largest_step([10.0, 12.0, 11.0, 13.0]) == pytest.approx(3.267 * 5 / 3)


@pytest.mark.parametrize("baseline", [[], [1.0], [1.0, math.nan], [1.0, math.inf]])
def test_limits_need_two_numbers(baseline):
    with pytest.raises(ValueError, match="at least two"):
        limits_of(baseline)


@pytest.mark.parametrize(("value", "found"), [(13.0, False), (13.01, True), (7.0, False), (6.99, True)])
def test_a_point_outside_the_limits_is_a_signal(value, found):
    assert (Pattern.OUTSIDE in _patterns([HIGH, LOW, value, LOW, HIGH])) is found


@pytest.mark.parametrize(("length", "found"), [(6, False), (7, True), (9, True)])
def test_seven_in_a_row_on_one_side_are_a_signal(length, found):
    values = [LOW, *[HIGH, HIGH + 0.1] * length][: length + 1]

    assert (Pattern.ONE_SIDE in _patterns([*values, LOW])) is found


def test_a_point_on_the_mean_ends_a_run():
    assert _patterns([HIGH, HIGH + 0.1, HIGH, 10.0, HIGH, HIGH + 0.1, HIGH]) == []


@pytest.mark.parametrize(("length", "found"), [(6, False), (7, True)])
def test_seven_rising_in_a_row_are_a_signal(length, found):
    rising = [9.7 + 0.1 * at for at in range(length)]

    assert (Pattern.TREND in _patterns([9.9, *rising, 9.9])) is found


def test_an_equal_neighbour_ends_a_trend():
    assert Pattern.TREND not in _patterns([9.7, 9.8, 9.9, 10.0, 10.0, 10.1, 10.2, 10.3])


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([12.1, 10.0, 12.1], True),
        ([12.1, 12.1, 10.0], True),
        ([12.1, 10.0, 10.0, 12.1], False),
        ([12.1, 10.0, 7.9], False),
        ([12.0, 10.0, 12.0], False),
        ([7.9, 10.0, 7.9], True),
    ],
)
def test_two_of_three_beyond_two_thirds_of_the_same_limit_are_a_signal(values, found):
    assert (Pattern.NEAR_A_LIMIT in _patterns(values)) is found


def test_a_signal_names_its_place_and_side():
    values = [LOW, HIGH, HIGH, HIGH, 14.0, HIGH, HIGH, HIGH, LOW]

    assert signals(values, LIMITS) == (
        Signal(Pattern.OUTSIDE, 4, 4, is_high=True),
        Signal(Pattern.ONE_SIDE, 1, 7, is_high=True),
    )


def test_neighbouring_pairs_near_a_limit_form_one_signal():
    assert signals([12.5, 10.0, 12.5, 10.0, 12.5, LOW, LOW, LOW], LIMITS) == (
        Signal(Pattern.NEAR_A_LIMIT, 0, 4, is_high=True),
    )


def test_figures_that_never_varied_make_every_other_one_a_signal():
    limits = limits_of([5.0] * 12)

    assert (limits.low, limits.high) == (5.0, 5.0)
    assert signals([5.0, 5.1], limits) == (Signal(Pattern.OUTSIDE, 1, 1, is_high=True),)


def test_nothing_shows_nothing():
    assert signals([], LIMITS) == ()


_FIGURES = st.lists(st.floats(0.0, 20.0).map(lambda each: round(each, 1)), max_size=30)


@given(_FIGURES)
def test_turning_the_chart_upside_down_turns_every_signal(values):
    turned = signals([20.0 - value for value in values], LIMITS)

    assert {(each.pattern, each.first, each.last, not each.is_high) for each in turned} == {
        (each.pattern, each.first, each.last, each.is_high) for each in signals(values, LIMITS)
    }


@given(st.lists(st.floats(-1e3, 1e3).map(lambda each: round(each, 2)), min_size=2, max_size=30))
def test_limits_move_and_stretch_with_the_unit(values):
    limits, other = limits_of(values), limits_of([3 * value + 7 for value in values])

    assert (other.centre, other.low, other.high) == pytest.approx(
        tuple(3 * each + 7 for each in (limits.centre, limits.low, limits.high)), rel=1e-6, abs=1e-6
    )
