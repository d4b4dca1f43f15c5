"""What must hold for every series."""

import json
import math
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cxdash.domain.comparisons import Arm, Comparison
from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import Direction
from cxdash.effects.effect import Effect
from cxdash.effects.estimate import Shape
from cxdash.effects.estimation import estimate
from cxdash.effects.plan import Kind, RequiredChange
from cxdash.effects.points import Point, is_measurable
from tests.effects.series import GO_LIVE, LONG_AFTER, a_plan, weekly

LEVELS = st.floats(5.0, 50.0).map(lambda level: round(level, 2))


def _series(least=4, most=15):
    return st.lists(LEVELS, min_size=least, max_size=most, unique=True)


def _measured(before, after, plan, *, others=None):
    points = weekly([*before, *after], baseline=len(before))
    if others is not None:
        points += weekly(others, baseline=len(before), arm=Arm.COMPARISON)
    window = max(7 * len(after), 1)
    return estimate(points, replace(plan, window_days=window), as_of=LONG_AFTER)


def _numbers(effect):
    return (effect.observed_change, effect.drift_removed, effect.effect, effect.low, effect.high, effect.p_target)


@settings(max_examples=40, deadline=None)
@given(before=_series(), after=_series(), factor=st.sampled_from([10.0, 0.01, 3.7]))
def test_units_leave_relative_effects_alone(before, after, factor):
    mine = _measured(before, after, a_plan())
    scaled = _measured([factor * each for each in before], [factor * each for each in after], a_plan())

    assert _numbers(scaled) == pytest.approx(_numbers(mine), rel=1e-6, abs=1e-8)


@settings(max_examples=40, deadline=None)
@given(before=_series(), after=_series(), factor=st.sampled_from([10.0, 0.01, 3.7]))
def test_absolute_effects_are_in_the_metric_s_units(before, after, factor):
    mine = _measured(before, after, a_plan(target=RequiredChange(-6, relative=False)))
    scaled = _measured(
        [factor * each for each in before],
        [factor * each for each in after],
        a_plan(target=RequiredChange(-6 * factor, relative=False)),
    )

    assert _numbers(scaled)[:5] == pytest.approx([factor * each for each in _numbers(mine)[:5]], rel=1e-6, abs=1e-8)
    assert (scaled.p_target, *scaled.attainment) == pytest.approx((mine.p_target, *mine.attainment), abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(before=_series(), after=_series(), target=st.sampled_from([-0.3, -6.0]))
def test_the_other_direction_mirrors_the_effect(before, after, target):
    wanted = RequiredChange(target, relative=target > -1)
    down = _measured(before, after, a_plan(target=wanted))
    up = _measured(before, after, a_plan(direction=Direction.UP, target=replace(wanted, size=-target)))

    assert (up.effect, up.low, up.high) == (-down.effect, -down.high, -down.low)
    assert up.p_improved == pytest.approx(down.p_worse)


@settings(max_examples=40, deadline=None)
@given(before=_series(), after=_series(), constant=st.sampled_from([-3.0, 100.0, 1e4]))
def test_a_constant_in_both_phases_leaves_absolute_effects_alone(before, after, constant):
    plan = a_plan(target=RequiredChange(-6, relative=False))
    mine = _measured(before, after, plan)
    moved = _measured([constant + each for each in before], [constant + each for each in after], plan)

    assert _numbers(moved) == pytest.approx(_numbers(mine), rel=1e-6, abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(before=_series(), after=_series(), random=st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(before, after, random):
    points = weekly([*before, *after], baseline=len(before))
    shuffled = random.sample(points, len(points))

    assert estimate(shuffled, a_plan(), as_of=LONG_AFTER) == estimate(points, a_plan(), as_of=LONG_AFTER)


@settings(max_examples=30, deadline=None)
@given(
    counts=st.lists(st.tuples(*[st.integers(10, 90)] * 4), min_size=8, max_size=16),
    comparison=st.sampled_from(list(Comparison)),
    random=st.randoms(use_true_random=False),
)
def test_the_order_of_rows_of_groups_and_segments_does_not_matter(counts, comparison, random):
    plan = a_plan(kind=Kind.RATE, comparison=comparison, window_days=28)
    points = [
        Point(GO_LIVE + timedelta(weeks=at - len(counts) + 4), None, float(counted), 100.0, arm=arm, segment=segment)
        for at, week in enumerate(counts)
        for counted, (arm, segment) in zip(
            week, [(arm, name) for arm in Arm for name in ("north", "south")], strict=True
        )
    ]

    shuffled = random.sample(points, len(points))

    assert estimate(shuffled, plan, as_of=LONG_AFTER) == estimate(points, plan, as_of=LONG_AFTER)


@settings(max_examples=30, deadline=None)
@given(before=_series(), after=_series(), target=st.sampled_from([-0.3, -6.0]))
def test_a_comparison_equal_to_the_pilot_leaves_nothing(before, after, target):
    plan = a_plan(comparison=Comparison.GROUP, target=RequiredChange(target, relative=target > -1))

    effect = _measured(before, after, plan, others=[*before, *after])

    assert effect.shape is Shape.COMPARED
    assert effect.effect == 0
    assert effect.low is None


@settings(max_examples=30, deadline=None)
@given(before=_series(), after=_series(), target=st.sampled_from([-0.3, -6.0, None]))
def test_the_three_numbers_add_up(before, after, target):
    wanted = None if target is None else RequiredChange(target, relative=target > -1)

    effect = _measured(before, after, a_plan(target=wanted))

    assert effect.observed_change == pytest.approx(effect.drift_removed + effect.effect, abs=1e-12)
    assert effect.low <= effect.effect <= effect.high
    assert effect.p_improved + effect.p_worse == pytest.approx(1)


@settings(max_examples=60, deadline=None)
@given(before=_series(0, 6), after=_series(0, 5))
def test_too_few_points_get_no_interval_and_no_probability(before, after):
    assume(len(before) != 1)
    enough = len(before) >= 4 and len(after) >= 3

    effect = _measured(before, after, a_plan())

    assert (effect.low is not None) == (effect.p_improved is not None) == (effect.attainment is not None) == enough
    assert (effect.no_interval_because is None) == enough
    assert enough or effect.verdict == "Not measured"


@settings(max_examples=20, deadline=None)
@given(level=LEVELS, varied=_series(4, 8), which=st.sampled_from(["baseline", "pilot"]))
def test_values_that_never_vary_get_no_interval(level, varied, which):
    flat = [level] * 8
    before, after = (flat, varied) if which == "baseline" else (varied, flat)

    effect = _measured(before, after, a_plan())

    assert effect.low is None
    assert effect.no_interval_because == f"all {which} values are equal"


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 1e31, 1e-31])
@pytest.mark.parametrize("field", ["value", "numerator", "denominator"])
def test_what_is_no_number_never_gets_in(field, number):
    with pytest.raises(RuleError, match=field):
        Point(GO_LIVE, **{field: number})


_ANY_NUMBER = st.one_of(
    st.none(),
    st.floats(-1e30, 1e30).filter(is_measurable),
    st.sampled_from([0.0, 1e-30, -1e-30, 1e30, 1.0, 1.0 + 1e-15]),
)


@settings(max_examples=150, deadline=None)
@given(
    values=st.lists(st.tuples(_ANY_NUMBER, _ANY_NUMBER), min_size=7, max_size=16),
    kind=st.sampled_from(list(Kind)),
    target=st.sampled_from([-0.3, -6.0, -1.5, None]),
    comparison=st.sampled_from(list(Comparison)),
)
def test_what_is_no_number_never_gets_out(values, kind, target, comparison):
    wanted = None if target is None else RequiredChange(target, relative=target > -2)
    plan = a_plan(kind=kind, target=wanted, comparison=comparison, window_days=28)
    points = [
        Point(GO_LIVE + timedelta(weeks=at - len(values) + 4), value, arm=arm)
        for at, pair in enumerate(values)
        for arm, value in zip(Arm, pair, strict=True)
    ]

    effect = estimate(points, plan, as_of=LONG_AFTER)

    stored = json.dumps(effect.to_json(), allow_nan=False)
    assert Effect.from_json(json.loads(stored)) == effect


_ANY_COUNT = st.one_of(
    st.integers(0, 200).map(float), st.floats(0, 1e30).filter(is_measurable), st.sampled_from([0.0, 1e-30, 1e30])
)


@settings(max_examples=100, deadline=None)
@given(
    counts=st.lists(st.tuples(*[_ANY_COUNT] * 4), min_size=7, max_size=16),
    target=st.sampled_from([-0.3, -0.06, None]),
    comparison=st.sampled_from(list(Comparison)),
)
def test_counts_of_any_size_never_give_what_is_no_number(counts, target, comparison):
    wanted = None if target is None else RequiredChange(target, relative=target < -0.1)
    plan = a_plan(kind=Kind.RATE, target=wanted, comparison=comparison, window_days=28)
    points = [
        Point(GO_LIVE + timedelta(weeks=at - len(counts) + 4), None, numerator, denominator, arm=arm)
        for at, (mine, of_mine, theirs, of_theirs) in enumerate(counts)
        for arm, numerator, denominator in ((Arm.PILOT, mine, of_mine), (Arm.COMPARISON, theirs, of_theirs))
    ]

    effect = estimate(points, plan, as_of=LONG_AFTER)

    stored = json.dumps(effect.to_json(), allow_nan=False)
    assert Effect.from_json(json.loads(stored)) == effect


@settings(max_examples=30, deadline=None)
@given(before=_series(), after=_series(), target=st.sampled_from([-0.3, -6.0]))
def test_an_effect_survives_storage_exactly(before, after, target):
    plan = a_plan(target=RequiredChange(target, relative=target > -1), extended=True)

    effect = _measured(before, after, plan)

    assert Effect.from_json(json.loads(json.dumps(effect.to_json(), allow_nan=False))) == effect
