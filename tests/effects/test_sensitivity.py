"""Other readings of the same figures: published differences of differences, and what hangs on one period."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.domain.comparisons import Arm, Comparison
from cxdash.domain.metrics import Direction
from cxdash.effects.estimate import Shape
from cxdash.effects.estimation import estimate
from cxdash.effects.estimators import choose_and_run
from cxdash.effects.interval import interval_of
from cxdash.effects.plan import Kind, RequiredChange, Stretch
from cxdash.effects.points import Point
from cxdash.effects.preparation import prepare
from cxdash.effects.run import run
from cxdash.effects.sensitivity import sensitivity
from cxdash.effects.timeline import Phase
from tests.effects import published
from tests.effects.series import GO_LIVE, LONG_AFTER, a_plan, noisy, weekly, yearly

BEFORE_AFTER = noisy(20, 16)
OTHERS = noisy(21, 20, seed=2)
COMPARED = [*weekly(BEFORE_AFTER), *weekly(OTHERS, arm=Arm.COMPARISON)]


def test_california_s_plain_difference_of_differences_is_the_published_one():
    """−27.35 packs a year (Arkhangelsky et al. 2021, difference in differences), which drift explains in part."""
    go_live = date(1989, 1, 1)
    plan = a_plan(
        target=None, comparison=Comparison.GROUP, go_live=go_live, window_days=(date(2001, 1, 1) - go_live).days
    )
    california = yearly(published.CALIFORNIA_PACKS, first=1970)
    others = yearly(published.OTHER_STATES_PACKS, first=1970, arm=Arm.COMPARISON)

    found = sensitivity([*california, *others], plan, as_of=date(2020, 1, 1))

    assert -found.plain == pytest.approx(-27.35, abs=0.001)


def test_new_jersey_s_minimum_wage_raised_employment_by_the_published_difference():
    """+2.75 full-time equivalents per restaurant, published as 2.76 from rounded means (Card & Krueger 1994).

    One wave before and one after are no series, so cxdash shows the difference and claims nothing.
    """
    waves = [date(1992, 1, 1), date(1992, 10, 1)]
    points = [
        Point(starts, None, *counts, arm=arm, ends_before=starts + timedelta(days=91))
        for arm, state in (
            (Arm.PILOT, published.FAST_FOOD_NEW_JERSEY),
            (Arm.COMPARISON, published.FAST_FOOD_PENNSYLVANIA),
        )
        for starts, counts in zip(waves, state, strict=True)
    ]
    plan = a_plan(
        direction=Direction.UP,
        target=None,
        comparison=Comparison.GROUP,
        go_live=date(1992, 4, 1),
        window_days=275,
    )

    found = sensitivity(points, plan, as_of=LONG_AFTER)

    assert found.plain == pytest.approx(2.75, abs=0.01)
    assert (found.lowest, found.highest) == (None, None)
    effect = estimate(points, plan, as_of=LONG_AFTER)
    assert (effect.grade, effect.low) == ("E", None)


def test_the_plain_difference_is_the_interaction_of_a_regression():
    """Ordinary least squares of the figures on group, phase and both, by statsmodels."""
    found = sensitivity(COMPARED, a_plan(comparison=Comparison.GROUP, target=None), as_of=LONG_AFTER)

    group, phase = np.repeat([1.0, 0.0], 26), np.tile(np.arange(26) >= 13, 2).astype(float)
    design = np.column_stack([np.ones(52), group, phase, group * phase])
    fit = sm.OLS(np.array([*BEFORE_AFTER, *OTHERS]), design).fit()
    assert -found.plain == pytest.approx(fit.params[3])


def test_a_relative_plain_difference_is_a_ratio_of_ratios():
    found = sensitivity(COMPARED, a_plan(comparison=Comparison.GROUP), as_of=LONG_AFTER)

    mine, theirs = (np.mean(each[13:]) / np.mean(each[:13]) for each in (BEFORE_AFTER, OTHERS))
    assert found.plain == pytest.approx(1 - mine / theirs)


def test_without_a_comparison_the_plain_difference_is_the_observed_change():
    found = sensitivity(weekly(BEFORE_AFTER), a_plan(), as_of=LONG_AFTER)

    assert found.plain == estimate(weekly(BEFORE_AFTER), a_plan(), as_of=LONG_AFTER).observed_change
    assert found.without_comparison is None


def test_leaving_the_comparison_out_is_the_effect_of_the_pilot_s_own_figures():
    found = sensitivity(COMPARED, a_plan(comparison=Comparison.GROUP), as_of=LONG_AFTER)

    alone = estimate(weekly(BEFORE_AFTER), a_plan(), as_of=LONG_AFTER)
    assert (found.without_comparison.effect, found.without_comparison.low) == (alone.effect, alone.low)


@pytest.mark.parametrize("comparison", [Comparison.NONE, Comparison.GROUP])
def test_a_period_left_out_is_a_period_excluded(comparison):
    plan = a_plan(comparison=comparison)

    found = sensitivity(COMPARED, plan, as_of=LONG_AFTER)

    slots = [GO_LIVE + timedelta(weeks=at - 13) for at in range(26)]
    effects = {
        starts: estimate(
            COMPARED,
            replace(plan, excluded=(Stretch(starts, starts + timedelta(days=7), "tried without"),)),
            as_of=LONG_AFTER,
        ).effect
        for starts in slots
    }
    assert found.lowest.effect == pytest.approx(min(effects.values()))
    assert found.highest.effect == pytest.approx(max(effects.values()))
    assert effects[found.highest.slot.starts] == pytest.approx(max(effects.values()))


def test_the_week_that_an_effect_hangs_on_is_named():
    values = [*noisy(20, 20)]
    values[20] = 2.0

    found = sensitivity(weekly(values), a_plan(), as_of=LONG_AFTER)

    assert found.lowest.slot.starts == GO_LIVE + timedelta(weeks=7)
    assert found.lowest.effect < found.highest.effect


def test_a_relative_effect_in_natural_units_stays_a_share():
    plan = a_plan(kind=Kind.SCORE, target=RequiredChange(-0.3))

    found = sensitivity(weekly(BEFORE_AFTER), plan, as_of=LONG_AFTER)

    assert found.plain == pytest.approx(1 - np.mean(BEFORE_AFTER[13:]) / np.mean(BEFORE_AFTER[:13]))


VALUES = st.one_of(
    st.floats(0.5, 50.0).map(lambda each: round(each, 3)),
    st.sampled_from([0.0, -3.0, 7.0, 7.0, 1e5, 1e-6, 1e9]),
)


@settings(max_examples=80, deadline=None)
@given(
    before=st.lists(VALUES, min_size=4, max_size=14),
    after=st.lists(VALUES, min_size=3, max_size=12),
    others=st.one_of(st.none(), st.lists(VALUES, min_size=26, max_size=26)),
    kind=st.sampled_from([Kind.MEAN, Kind.SCORE, Kind.RATE]),
    target=st.sampled_from([RequiredChange(-0.3), RequiredChange(-6, relative=False), None]),
    missing=st.integers(0, 30),
)
def test_leaving_out_every_period_at_once_is_leaving_out_each(before, after, others, kind, target, missing):
    values = [*before, *after]
    points = weekly(values, baseline=len(before))
    if others is not None:
        points += weekly(others[: len(values)], baseline=len(before), arm=Arm.COMPARISON)
    points = [each for at, each in enumerate(points) if at != missing]
    comparison = Comparison.NONE if others is None else Comparison.GROUP
    plan = a_plan(kind=kind, target=target, comparison=comparison, window_days=7 * len(after))

    found = sensitivity(points, plan, as_of=LONG_AFTER)

    literal = _run_without_each(points, plan)
    assert (found.lowest is None) == (not literal)
    if literal:
        assert found.lowest.effect == pytest.approx(min(literal.values()), rel=1e-9, abs=1e-12)
        assert found.highest.effect == pytest.approx(max(literal.values()), rel=1e-9, abs=1e-12)
        assert literal[found.lowest.slot.index] == pytest.approx(found.lowest.effect, rel=1e-9, abs=1e-12)


def _run_without_each(points, plan):
    """Prepare once, then run the estimator again for every period of the pilot that it rests on."""
    prepared = prepare(points, plan, as_of=LONG_AFTER)
    whole = choose_and_run(prepared, plan, relative=plan.is_relative)
    if whole.posterior is None:
        return {}
    series = whole.shape in {Shape.BEFORE_AFTER, Shape.COMPARED}
    common = {each.slot for each in prepared.comparison}
    rests_on = [
        each
        for each in prepared.pilot
        if (series or each.slot.phase is Phase.PILOT) and (whole.shape is not Shape.COMPARED or each.slot in common)
    ]
    effects = {}
    for figure in rests_on:
        fewer = replace(prepared, pilot=tuple(each for each in prepared.pilot if each is not figure))
        interval = interval_of(choose_and_run(fewer, plan, relative=plan.is_relative))
        if interval is not None:
            effects[figure.slot.index] = interval.effect
    return effects


def test_what_ran_before_need_not_run_again():
    plan = a_plan(comparison=Comparison.GROUP)
    ran = run(COMPARED, plan, as_of=LONG_AFTER, relative=True)

    assert sensitivity((), plan, as_of=LONG_AFTER, ran=ran) == sensitivity(COMPARED, plan, as_of=LONG_AFTER)


def test_one_number_before_is_never_left_out():
    points = weekly(BEFORE_AFTER[13:], baseline=1)

    found = sensitivity(points, a_plan(), as_of=LONG_AFTER)

    assert GO_LIVE - timedelta(weeks=1) not in {found.lowest.slot.starts, found.highest.slot.starts}
    assert found.lowest.effect <= estimate(points, a_plan(), as_of=LONG_AFTER).effect <= found.highest.effect


def test_nothing_is_as_sensitive_as_nothing():
    found = sensitivity([], a_plan(), as_of=LONG_AFTER)

    assert (found.plain, found.without_comparison, found.lowest, found.highest) == (None,) * 4
