"""Before the window is complete nothing is claimed; only harm that is almost certain stops a pilot."""

from datetime import timedelta

import pytest

from cxdash.effects.estimation import estimate, inputs_checksum
from cxdash.effects.plan import RequiredChange
from tests.effects.series import GO_LIVE, LONG_AFTER, a_plan, noisy, weekly


@pytest.mark.parametrize("weeks", [0, 1, 3, 8, 12])
def test_a_running_window_shows_no_interval_and_no_probability(weeks):
    effect = estimate(weekly(noisy(20, 12)), a_plan(), as_of=GO_LIVE + timedelta(weeks=weeks))

    assert effect.verdict == "Too early"
    assert not effect.window_complete
    claims = (effect.effect, effect.low, effect.high, effect.p_improved, effect.p_target, effect.attainment)
    assert claims == (None,) * 6
    assert effect.posterior is None
    assert effect.no_interval_because == "the measurement window is not complete"
    assert effect.recommendation is None


def test_the_sentence_says_when_there_will_be_a_result():
    effect = estimate(weekly(noisy(20, 12)), a_plan(), as_of=GO_LIVE + timedelta(weeks=8))

    assert effect.sentence == "Too early: the window ends on 31 May 2025; 8 of 13 weeks have arrived."


def test_the_grade_of_a_running_pilot_is_what_its_design_can_reach():
    effect = estimate(weekly(noisy(20, 12)), a_plan(), as_of=GO_LIVE + timedelta(weeks=2))

    assert effect.grade == "C"


@pytest.mark.parametrize(("after", "stops"), [(20, False), (35, True), (5, False)])
def test_only_harm_stops_a_running_pilot(after, stops):
    effect = estimate(weekly(noisy(20, after)), a_plan(), as_of=GO_LIVE + timedelta(weeks=8))

    assert effect.stop_early is stops
    assert effect.verdict == "Too early"
    assert ("stop the pilot" in effect.sentence) is stops


def test_the_whole_window_is_measured_once_it_is_complete():
    points = weekly(noisy(20, 12))

    effect = estimate(points, a_plan(), as_of=GO_LIVE + timedelta(days=90))

    assert effect == estimate(points, a_plan(), as_of=LONG_AFTER)
    assert (effect.n_pilot, effect.n_declared, effect.verdict) == (13, 13, "Target met")


def test_the_checksum_changes_with_every_input_and_not_with_the_order():
    points = weekly(noisy(20, 12))
    checksum = inputs_checksum(points, a_plan())

    assert inputs_checksum(points[::-1], a_plan()) == checksum
    assert inputs_checksum(points[1:], a_plan()) != checksum
    assert inputs_checksum(points, a_plan(amended=True)) != checksum
    assert inputs_checksum(points, a_plan(target=RequiredChange(-0.2))) != checksum
    assert inputs_checksum(points, a_plan(), p_net_value=0.9) != checksum
    assert estimate(points, a_plan(), as_of=LONG_AFTER).checksum == checksum
