"""Guardrails: red, amber, green, and when harm stops a pilot early."""

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import Direction
from cxdash.effects.estimation import estimate
from cxdash.effects.guardrails import GuardrailResult, guardrail, guardrail_status
from cxdash.effects.plan import Kind
from cxdash.effects.run import run
from tests.effects.series import GO_LIVE, LONG_AFTER, a_plan, noisy, weekly

PLAN = a_plan(direction=Direction.UP, kind=Kind.SCORE, metric="Satisfaction", target=None)


@pytest.mark.parametrize(
    ("beyond", "worse", "light"),
    [
        (0.50, 0.50, "red"),
        (0.49, 0.974, "amber"),
        (0.05, 0.975, "red"),
        (0.10, 0.40, "amber"),
        (0.099, 0.40, "green"),
        (0.0, 0.0, "green"),
    ],
)
def test_two_probabilities_decide_the_light(beyond, worse, light):
    assert guardrail_status(p_beyond_margin=beyond, p_worse=worse) == light


@pytest.mark.parametrize(("after", "light"), [(80, "green"), (76, "red"), (90, "green")])
def test_harm_beyond_the_margin_is_red_and_no_harm_is_green(after, light):
    result = guardrail(weekly(noisy(80, after)), PLAN, 2.5, as_of=LONG_AFTER)

    assert result.status == light
    assert result.low < after - 80 < result.high


def test_a_narrow_margin_cannot_be_shown_to_be_safe():
    assert guardrail(weekly(noisy(80, 80.5)), PLAN, 0.6, as_of=LONG_AFTER).status == "amber"


def test_harm_is_never_said_to_be_certain():
    said = guardrail(weekly(noisy(80, 60)), PLAN, 2.5, as_of=LONG_AFTER).sentence

    assert said == "Satisfaction got worse (more than 99\u00a0% sure)."


def test_where_lower_is_better_a_rise_is_harm():
    plan = a_plan(metric="Repeat contact", target=None)

    assert guardrail(weekly(noisy(20, 26)), plan, 2.0, as_of=LONG_AFTER).status == "red"
    assert guardrail(weekly(noisy(20, 14)), plan, 2.0, as_of=LONG_AFTER).status == "green"


def test_a_relative_margin_is_a_share_of_the_baseline():
    in_units = guardrail(weekly(noisy(80, 79)), PLAN, 4.0, as_of=LONG_AFTER)
    baseline = estimate(weekly(noisy(80, 79)), PLAN, as_of=LONG_AFTER).baseline_mean

    in_shares = guardrail(weekly(noisy(80, 79)), PLAN, 4.0 / baseline, as_of=LONG_AFTER, relative=True)

    assert in_shares.p_beyond_margin == pytest.approx(in_units.p_beyond_margin)


@pytest.mark.parametrize("kind", [Kind.MEAN, Kind.SCORE])
@pytest.mark.parametrize(
    ("direction", "after", "light"),
    [
        (Direction.UP, 20, "green"),
        (Direction.UP, 14, "red"),
        (Direction.UP, 26, "green"),
        (Direction.DOWN, 20, "green"),
        (Direction.DOWN, 26, "red"),
        (Direction.DOWN, 14, "green"),
    ],
)
def test_a_relative_margin_works_both_ways_and_on_both_scales(direction, kind, after, light):
    """A quarter of 20 is accepted; a change by 6 is more than that, whichever way is harm."""
    plan = a_plan(direction=direction, kind=kind, target=None)

    result = guardrail(weekly(noisy(20, after)), plan, 0.18, as_of=LONG_AFTER, relative=True)

    assert (result.status, result.relative) == (light, True)
    improved = (after - 20) / 20 * plan.sign
    assert result.low < improved < result.high


@pytest.mark.parametrize("relative", [True, False])
def test_a_series_that_ran_already_is_judged_the_same(relative):
    points = weekly(noisy(80, 78))
    ran = run(points, PLAN, as_of=LONG_AFTER, relative=relative)

    judged = guardrail((), PLAN, 0.05, as_of=LONG_AFTER, relative=relative, ran=ran)

    assert judged == guardrail(points, PLAN, 0.05, as_of=LONG_AFTER, relative=relative)


@pytest.mark.parametrize("direction", [Direction.UP, Direction.DOWN])
def test_more_than_everything_cannot_be_lost(direction):
    """A margin of the whole baseline is never exceeded where higher is better; where lower is, a rise can exceed it."""
    plan = a_plan(direction=direction, kind=Kind.MEAN, target=None)

    result = guardrail(
        weekly(noisy(20, 18 if direction is Direction.UP else 45)), plan, 1.0, as_of=LONG_AFTER, relative=True
    )

    assert (result.p_beyond_margin == 0) is (direction is Direction.UP)


@pytest.mark.parametrize("margin", [0.0, -1.0, float("nan")])
def test_a_margin_has_to_be_above_zero(margin):
    with pytest.raises(RuleError, match="above 0"):
        guardrail(weekly(noisy(80, 80)), PLAN, margin, as_of=LONG_AFTER)


def test_too_little_data_is_not_green():
    result = guardrail(weekly(noisy(80, 80)[:14]), PLAN, 2.0, as_of=LONG_AFTER)

    assert result.status == "not measured"
    assert result.p_worse is None
    assert "there are 13 and 1" in result.sentence


def test_a_guardrail_survives_storage_exactly():
    result = guardrail(weekly(noisy(80, 78)), PLAN, 2.0, as_of=LONG_AFTER)

    assert GuardrailResult.from_json(json.loads(json.dumps(result.to_json()))) == result


def test_guardrails_are_judged_while_the_window_is_running():
    result = guardrail(weekly(noisy(80, 60)), PLAN, 2.0, as_of=GO_LIVE + timedelta(weeks=6))

    assert (result.status, result.stop_early) == ("red", True)


def test_a_red_guardrail_turns_a_met_target_into_harm():
    red = guardrail(weekly(noisy(80, 60)), PLAN, 2.0, as_of=LONG_AFTER)
    primary = weekly(noisy(20, 10))

    assert estimate(primary, a_plan(), as_of=LONG_AFTER).verdict == "Target met"
    effect = estimate(primary, a_plan(), as_of=LONG_AFTER, guardrails=[red])

    assert (effect.verdict, effect.recommendation) == ("Harm", "stop")


def test_a_running_pilot_stops_when_a_guardrail_s_harm_is_almost_certain():
    as_of = GO_LIVE + timedelta(weeks=6)
    red = guardrail(weekly(noisy(80, 60)), PLAN, 2.0, as_of=as_of)

    effect = estimate(weekly(noisy(20, 10)), a_plan(), as_of=as_of, guardrails=[red])

    assert (effect.verdict, effect.recommendation, effect.stop_early) == ("Too early", "stop", True)


_LEVELS = st.lists(st.floats(5, 50).map(lambda level: round(level, 2)), min_size=8, max_size=13, unique=True)


@settings(max_examples=30, deadline=None)
@given(before=_LEVELS, after=_LEVELS, margins=st.tuples(st.floats(0.1, 20), st.floats(0.1, 20)))
def test_a_wider_margin_is_never_redder(before, after, margins):
    points = weekly([*before, *after], baseline=len(before))
    narrow, wide = (guardrail(points, PLAN, margin, as_of=LONG_AFTER) for margin in sorted(margins))

    assert wide.p_beyond_margin <= narrow.p_beyond_margin <= narrow.p_worse
    lights = ["green", "amber", "red"]
    assert lights.index(wide.status.value) <= lights.index(narrow.status.value)


@settings(max_examples=30, deadline=None)
@given(before=_LEVELS, after=_LEVELS, margin=st.floats(0.1, 20), factor=st.sampled_from([10.0, 0.01, 3.7]))
def test_the_unit_does_not_change_the_light(before, after, margin, factor):
    mine = guardrail(weekly([*before, *after], baseline=len(before)), PLAN, margin, as_of=LONG_AFTER)
    scaled = [factor * level for level in (*before, *after)]

    other = guardrail(weekly(scaled, baseline=len(before)), PLAN, factor * margin, as_of=LONG_AFTER)

    assert (other.p_beyond_margin, other.p_worse) == pytest.approx((mine.p_beyond_margin, mine.p_worse), abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(before=_LEVELS, after=_LEVELS, margin=st.floats(0.01, 0.9), factor=st.sampled_from([10.0, 0.01, 3.7]))
def test_the_unit_does_not_change_a_light_of_a_relative_margin(before, after, margin, factor):
    plan = a_plan(target=None)
    mine = guardrail(weekly([*before, *after], baseline=len(before)), plan, margin, as_of=LONG_AFTER, relative=True)
    scaled = [factor * level for level in (*before, *after)]

    other = guardrail(weekly(scaled, baseline=len(before)), plan, margin, as_of=LONG_AFTER, relative=True)

    assert (other.p_beyond_margin, other.p_worse) == pytest.approx((mine.p_beyond_margin, mine.p_worse), abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(before=_LEVELS, after=_LEVELS, margin=st.floats(0.1, 20))
def test_upside_down_figures_of_the_other_direction_have_the_same_light(before, after, margin):
    up = guardrail(weekly([*before, *after], baseline=len(before)), PLAN, margin, as_of=LONG_AFTER)
    turned = [100 - level for level in (*before, *after)]

    down = guardrail(
        weekly(turned, baseline=len(before)),
        a_plan(kind=Kind.SCORE, target=None),
        margin,
        as_of=LONG_AFTER,
    )

    assert (down.p_beyond_margin, down.p_worse) == pytest.approx((up.p_beyond_margin, up.p_worse), abs=1e-6)
