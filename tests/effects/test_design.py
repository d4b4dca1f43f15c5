"""What a plan can prove, said before its pilot starts."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.domain.comparisons import Arm, Comparison
from cxdash.domain.metrics import Direction
from cxdash.effects.design import CANNOT_PROVE, margin_warning, provable, smallest_step
from cxdash.effects.estimation import estimate
from cxdash.effects.plan import Kind, RequiredChange
from cxdash.effects.points import Point
from tests.effects.series import GO_LIVE, LONG_AFTER, a_plan, noisy, weekly, weekly_counts

BEFORE = noisy(20, 20)[:13]
SPREAD = float(np.std(np.log(BEFORE), ddof=1))
# Half the width of the interval in standard deviations of the baseline: rows of 4, 8 and 13 pilot periods.
TABLE = {4: (2.3, 2.1, 2.0), 8: (1.9, 1.8, 1.8), 13: (1.8, 1.6, 1.7), 26: (1.5, 1.5, 1.5)}


def _asked(values=BEFORE, others=None, **changed):
    points = weekly(values, baseline=len(values))
    if others is not None:
        points += weekly(others, baseline=len(others), arm=Arm.COMPARISON)
    return provable(points, a_plan(**changed), as_of=GO_LIVE)


@pytest.mark.parametrize("before", TABLE)
def test_the_engine_gives_the_method_s_table(before):
    found = [smallest_step(before, after) for after in (4, 8, 13)]

    assert found == pytest.approx(TABLE[before], abs=0.12)


def test_more_baseline_proves_smaller_changes():
    steps = [smallest_step(before, 13) for before in (4, 6, 8, 13, 20, 26, 39, 52)]

    assert steps == sorted(steps, reverse=True)


@pytest.mark.parametrize(("before", "after"), [(3, 13), (13, 2)])
def test_too_few_periods_prove_nothing(before, after):
    with pytest.raises(ValueError, match="no interval"):
        smallest_step(before, after)


def test_the_smallest_change_is_half_the_width_that_intervals_have():
    """40 pilots without an effect: half of them get an interval wider than what the plan said, half a narrower one."""
    said, narrower = [], 0
    for seed in range(40):
        points = weekly(noisy(20, 20, seed=seed))
        found = estimate(points, a_plan(), as_of=LONG_AFTER)
        said.append(provable(points, a_plan(), as_of=GO_LIVE).smallest)
        narrower += (found.high - found.low) / 2 < said[-1]

    assert 10 <= narrower <= 30


@pytest.mark.parametrize(("margin", "warns"), [(1.05, False), (0.95, True)])
def test_a_target_below_the_smallest_change_is_warned_of(margin, warns):
    smallest = _asked().smallest

    found = _asked(target=RequiredChange(-smallest * margin))

    assert found.warning == (CANNOT_PROVE if warns else "")
    assert found.smallest == pytest.approx(1 - np.exp(-smallest_step(13, 13) * SPREAD))


def test_a_rise_by_the_same_step_is_a_larger_share():
    assert _asked(direction=Direction.UP, target=RequiredChange(0.3)).smallest == pytest.approx(
        np.exp(smallest_step(13, 13) * SPREAD) - 1
    )


def test_an_absolute_target_is_proved_in_units_of_the_metric():
    found = _asked(target=RequiredChange(-1.0, relative=False))

    assert found.smallest == pytest.approx(smallest_step(13, 13) * np.std(BEFORE, ddof=1))
    assert found.warning == CANNOT_PROVE


def test_without_a_target_nothing_is_warned_of():
    assert _asked(target=None).warning == ""


def test_a_comparison_group_that_shares_the_shocks_proves_more():
    shocks = np.array(noisy(0, 0, sd=3.0, seed=5)[:13])
    mine, others = (list(30 + shocks + 0.3 * np.array(noisy(0, 0, seed=seed)[:13])) for seed in (6, 7))

    alone = _asked(mine, target=RequiredChange(-0.1))
    compared = _asked(mine, others, comparison=Comparison.GROUP, target=RequiredChange(-0.1))

    assert alone.warning == CANNOT_PROVE
    assert compared.warning == ""
    assert compared.smallest < alone.smallest / 3


def test_only_periods_before_go_live_and_the_declared_window_count():
    everything = provable(weekly(noisy(20, 3)), a_plan(window_days=56), as_of=LONG_AFTER)

    assert (everything.n_baseline, everything.n_pilot) == (13, 8)
    assert everything.spread == pytest.approx(SPREAD)


@pytest.mark.parametrize(
    ("values", "changed", "because"),
    [
        (BEFORE[:3], {}, "there are 3 periods from before go-live, and 4 are needed"),
        ([], {}, "there are 0 periods"),
        (BEFORE, {"window_days": 14}, "the window has 2 periods"),
        ([20.0] * 13, {}, "never vary"),
        ([-each for each in BEFORE], {"kind": Kind.SCORE}, "zero or below"),
    ],
)
def test_what_is_not_known_is_said(values, changed, because):
    found = _asked(values, **changed)

    assert found.smallest is None
    assert because in found.unknown_because
    assert found.warning == ""


def test_a_comparison_that_equals_the_pilot_never_varies():
    assert "never vary" in _asked(BEFORE, BEFORE, comparison=Comparison.GROUP).unknown_because


def test_periods_that_do_not_fit_together_are_said():
    points = [*weekly(BEFORE), Point(GO_LIVE - timedelta(days=6), 3.0)]

    assert "same week" in provable(points, a_plan(), as_of=GO_LIVE).unknown_because


LOTTERY = {"kind": Kind.RATE, "comparison": Comparison.RANDOMISED, "direction": Direction.DOWN}


def test_a_lottery_is_judged_by_the_counts_to_be_expected():
    """13 weeks of 1,000 cases in halves of 6,500: 1.96 √(2 × 0.2 × 0.8 / 6,500) = 1.375 points."""
    points = weekly_counts([200] * 13, [1000] * 13)

    found = provable(points, a_plan(target=RequiredChange(-0.01, relative=False), **LOTTERY), as_of=GO_LIVE)

    assert found.smallest == pytest.approx(0.01375, abs=0.00001)
    assert found.warning == CANNOT_PROVE


def test_a_lottery_s_relative_change_is_that_of_the_ratio():
    """The logarithm's half width is 0.01375 / 0.2 = 0.06876; a fall by 1 − exp(−0.06876) = 6.6 %."""
    points = weekly_counts([200] * 13, [1000] * 13)

    assert provable(points, a_plan(**LOTTERY), as_of=GO_LIVE).smallest == pytest.approx(0.06645, abs=0.0001)


def test_few_teams_drawn_by_lot_are_a_series():
    points = weekly_counts([200, 210, 190, 205] * 3, [1000] * 12, baseline=12)

    assert provable(points, a_plan(units_per_arm=9, **LOTTERY), as_of=GO_LIVE).spread is not None


@pytest.mark.parametrize(
    ("counts", "because"), [([], "no counts"), ([1] * 13, "fewer than 10 events"), ([999] * 13, "fewer than 10 events")]
)
def test_a_lottery_needs_events(counts, because):
    points = weekly_counts(counts, [1000] * len(counts))

    assert because in provable(points, a_plan(**LOTTERY), as_of=GO_LIVE).unknown_because


def _warned(margin, *, relative=False, **changed):
    plan = a_plan(metric="Satisfaction", direction=Direction.UP, kind=Kind.SCORE, target=None, **changed)
    return margin_warning(weekly(BEFORE), plan, margin, as_of=GO_LIVE, relative=relative)


def test_a_margin_below_two_standard_deviations_is_warned_of():
    two = 2 * float(np.std(BEFORE, ddof=1))

    assert _warned(two * 1.001) == ""
    assert _warned(two * 0.999) == (
        "Satisfaction varies so much by itself that this margin can hardly be shown to hold. "
        f"Allow {two:.2f}, or add a comparison group."
    )


def test_a_relative_margin_is_a_share_of_the_baseline():
    share = 2 * float(np.std(BEFORE, ddof=1) / np.mean(BEFORE))

    assert _warned(share * 1.001, relative=True) == ""
    assert f"Allow {share:.1%}".replace("%", "\u00a0%") in _warned(share * 0.999, relative=True)


def test_a_margin_without_a_baseline_is_not_warned_of():
    plan = a_plan(target=None)

    assert margin_warning(weekly(BEFORE[:3], baseline=3), plan, 0.01, as_of=GO_LIVE) == ""


@settings(max_examples=30, deadline=None)
@given(
    values=st.lists(st.floats(5, 50).map(lambda each: round(each, 2)), min_size=4, max_size=15, unique=True),
    factor=st.sampled_from([10.0, 0.01, 3.7]),
)
def test_units_leave_relative_smallest_changes_alone(values, factor):
    scaled = [factor * each for each in values]

    assert _asked(scaled).smallest == pytest.approx(_asked(values).smallest, rel=1e-6)
