"""A plan that cannot be measured is refused with the reason."""

from datetime import timedelta

import pytest

from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import Direction
from cxdash.effects.plan import RequiredChange
from tests.effects.series import GO_LIVE, a_plan


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"direction": Direction.BAND}, "no better direction"),
        ({"direction": Direction.NONE}, "no better direction"),
        ({"direction": Direction.UP}, "moves the other way"),
        ({"window_days": 0}, "at least one day"),
        ({"run_in_days": 90}, "run-in must be shorter"),
        ({"baseline_starts": GO_LIVE}, "not before go-live"),
        ({"planned_split": 1.0}, "between 0 and 1"),
        ({"baseline_value": float("nan")}, "must be a number"),
    ],
)
def test_contradictions_are_refused(changed, words):
    with pytest.raises(RuleError, match=words):
        a_plan(**changed)


@pytest.mark.parametrize("size", [0.0, float("nan"), float("inf")])
def test_a_target_asks_for_a_change(size):
    with pytest.raises(RuleError, match="no change"):
        RequiredChange(size)


def test_the_required_effect_is_an_improvement():
    assert a_plan(target=RequiredChange(-0.3)).required_effect == 0.3
    assert a_plan(direction=Direction.UP, target=RequiredChange(6, relative=False)).required_effect == 6


def test_the_window_ends_before_the_day_after_its_last():
    assert a_plan(window_days=90).window_ends_before == GO_LIVE + timedelta(days=90)
