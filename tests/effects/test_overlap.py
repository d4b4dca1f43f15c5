"""Pilots on the same people or cost line: counted once."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.errors import RuleError
from cxdash.effects.estimation import estimate
from cxdash.effects.overlap import CostTree, DriverChange, Reduction, capped, combined, joint_plan, saving
from cxdash.effects.plan import Stretch
from tests.effects.series import GO_LIVE, LONG_AFTER, a_plan, weekly

LINE = CostTree(contacts=10_000, containment=0.20, handle_minutes=6.0, cost_per_minute=0.50)


def test_reductions_of_one_metric_multiply():
    """20 % and 10 % of all people leave 0.8 × 0.9 = 72 %: together 28 %, not 30 %."""
    together = combined([Reduction(0.20), Reduction(0.10)])

    assert (together.counts, together.plain_sum, together.overlap) == pytest.approx((0.28, 0.30, 0.02))


def test_a_pilot_counts_by_the_share_of_people_it_touches():
    assert combined([Reduction(0.20, share=0.5), Reduction(0.10)]).counts == pytest.approx(1 - 0.9 * 0.9)


def test_one_pilot_is_combined_with_nothing():
    assert combined([Reduction(0.2, share=0.25)]).counts == pytest.approx(0.05)
    assert combined([]).counts == 0


_REDUCTIONS = st.lists(st.builds(Reduction, st.floats(0, 1), st.floats(0, 1)), max_size=6)


@given(_REDUCTIONS, st.randoms(use_true_random=False))
def test_gains_together_never_exceed_their_sum_nor_everything_in_any_order(reductions, random):
    together = combined(reductions)

    assert -1e-12 <= together.counts <= 1
    assert together.overlap >= -1e-12
    assert combined(random.sample(reductions, len(reductions))).counts == pytest.approx(together.counts)


@pytest.mark.parametrize(("size", "share"), [(1.1, 1.0), (math.nan, 1.0), (-math.inf, 1.0), (0.5, -0.1), (0.5, 1.1)])
def test_what_is_no_reduction_is_refused(size, share):
    with pytest.raises(RuleError, match="Write"):
        Reduction(size, share)


def test_one_cost_line_is_computed_once_through_its_drivers():
    """Containment 20 % → 30 % and handle time −25 %: 24,000 becomes 15,750; alone they save 3,000 and 6,000."""
    together = saving(LINE, [DriverChange(containment=0.10), DriverChange(handle_minutes=-0.25)])

    assert LINE.cost == pytest.approx(24_000)
    assert (together.counts, together.plain_sum, together.overlap) == pytest.approx((8_250, 9_000, 750))


def test_the_order_of_pilots_does_not_matter_to_the_line():
    changes = [DriverChange(containment=0.1), DriverChange(handle_minutes=-0.25), DriverChange(contacts=-0.1)]

    assert saving(LINE, changes).counts == pytest.approx(saving(LINE, changes[::-1]).counts)


def test_no_change_saves_nothing():
    assert saving(LINE, []).counts == 0
    assert saving(LINE, [DriverChange()]).counts == 0


@pytest.mark.parametrize(
    "change", [DriverChange(containment=0.9), DriverChange(contacts=-1.5), DriverChange(handle_minutes=math.nan)]
)
def test_drivers_stay_within_their_range(change):
    with pytest.raises(RuleError):
        saving(LINE, [change])


def test_savings_never_exceed_what_the_line_costs():
    together = capped([18_000, 12_000], cost_line=24_000)

    assert (together.counts, together.overlap) == (24_000, 6_000)
    assert capped([8_000, 12_000], cost_line=24_000).overlap == 0


@pytest.mark.parametrize("cost_line", [-1.0, math.nan, math.inf])
def test_a_cost_line_has_to_cost_something_that_is_known(cost_line):
    with pytest.raises(RuleError, match="cost line"):
        capped([1.0], cost_line=cost_line)


def test_pilots_that_overlap_are_measured_together_while_all_are_running():
    second = GO_LIVE + timedelta(weeks=4)
    plan = joint_plan(
        [
            a_plan(go_live=second, window_days=91, locked_on=second, run_in_days=7),
            a_plan(window_days=91, overlapping=("the other",)),
        ]
    )

    assert plan.go_live == GO_LIVE
    assert plan.measured_from == second + timedelta(days=7)
    assert plan.window_ends_before == GO_LIVE + timedelta(days=91)
    assert (plan.overlapping, plan.locked_on) == ((), GO_LIVE)


def test_the_joint_effect_is_against_the_time_before_the_first():
    """Weeks of one pilot alone count in neither phase."""
    second = GO_LIVE + timedelta(weeks=4)
    values = [20.0, 20.4] * 6 + [20.1] + [16.0] * 4 + [12.0, 12.3, 12.1] * 3
    plan = joint_plan([a_plan(window_days=91), a_plan(go_live=second, locked_on=second, window_days=91)])

    effect = estimate(weekly(values), plan, as_of=LONG_AFTER)

    assert (effect.n_baseline, effect.n_pilot) == (13, 9)
    assert effect.pilot_mean == pytest.approx(12.133, abs=0.001)
    assert "overlap" not in {each.code for each in effect.downgrades}


def test_pilots_that_never_overlap_have_no_joint_effect():
    later = GO_LIVE + timedelta(days=90)

    assert joint_plan([a_plan(), a_plan(go_live=later, locked_on=later)]) is None


def test_what_weakens_one_plan_weakens_the_joint_one():
    strike = Stretch(date(2025, 4, 1), date(2025, 4, 8), "strike")

    plan = joint_plan([a_plan(), a_plan(amended=True, extended=True, occasions=(strike,), excluded=(strike,))])

    assert (plan.amended, plan.extended, plan.occasions, plan.excluded) == (True, True, (strike,), (strike,))


@pytest.mark.parametrize(
    ("locked_on", "joint"), [(None, None), (GO_LIVE, GO_LIVE), (date(2025, 4, 1), date(2025, 4, 1))]
)
def test_a_late_lock_of_one_is_late_for_all(locked_on, joint):
    assert joint_plan([a_plan(), a_plan(locked_on=locked_on)]).locked_on == joint


def test_different_metrics_have_no_joint_effect():
    with pytest.raises(RuleError, match="different metrics"):
        joint_plan([a_plan(), a_plan(metric="Repeat contact")])
