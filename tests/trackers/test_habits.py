"""Trackers as people really keep them are read as a careful program manager reads them."""

import pytest

from tests.trackers.habits.corpus import HABITS
from tests.trackers.habits.judging import faults


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_it_is_read_as_a_careful_person_reads_it(habit):
    assert [str(fault) for fault in faults(habit)] == []
