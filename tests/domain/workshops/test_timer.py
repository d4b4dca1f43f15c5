"""The timer of a room."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.errors import RuleError
from cxdash.domain.workshops.timer import LONGEST, Timer, started

NOON = datetime(2026, 3, 2, 12)
SECONDS = st.floats(min_value=0, max_value=LONGEST)


def test_a_timer_runs_down_and_stays_at_none_left():
    timer = started(300, NOON)
    assert timer.left_at(NOON) == 300
    assert timer.left_at(NOON + timedelta(seconds=120)) == 180
    assert timer.left_at(NOON + timedelta(hours=3)) == 0


def test_where_no_timer_was_set_nothing_is_left_to_say():
    assert Timer().left_at(NOON) is None
    assert Timer().paused(NOON) == Timer() == Timer().resumed(NOON)


@given(st.integers(1, LONGEST), SECONDS, SECONDS, SECONDS)
def test_a_pause_however_long_costs_nothing_of_the_time(seconds, before, pause, after):
    timer = started(seconds, NOON)
    at_pause = NOON + timedelta(seconds=before)
    at_resume = at_pause + timedelta(seconds=pause)
    resumed = timer.paused(at_pause).resumed(at_resume)

    left = resumed.left_at(at_resume + timedelta(seconds=after))

    assert left == pytest.approx(max(0.0, seconds - before - after), abs=1e-4)


def test_to_pause_twice_is_to_pause_once():
    paused = started(300, NOON).paused(NOON + timedelta(seconds=10))
    assert paused.paused(NOON + timedelta(seconds=20)) == paused


@pytest.mark.parametrize("seconds", [0, -1, LONGEST + 1])
def test_a_timer_is_set_to_two_hours_at_most(seconds):
    with pytest.raises(RuleError, match="between one second and two hours"):
        started(seconds, NOON)
