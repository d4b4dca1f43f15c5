"""Pilots on the same people: measured together."""

from datetime import date, timedelta

import pytest

from cxdash.domain.errors import RuleError
from cxdash.effects.estimation import estimate
from cxdash.effects.overlap import joint_plan
from cxdash.effects.plan import Stretch
from tests.effects.series import GO_LIVE, LONG_AFTER, a_plan, weekly


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
