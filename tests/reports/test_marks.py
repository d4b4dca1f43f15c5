"""What happened around a pilot is numbered in order of time, and no number covers another."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.reports.happenings import Happening, marks

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def happened(day, *, days=1, words="Strike"):
    return Happening(day, day + timedelta(days=days), words)


def test_marks_are_numbered_in_order_of_time():
    found = marks([happened(date(2026, 6, 1)), happened(date(2026, 2, 1))], first=FIRST, last=LAST)

    assert [(mark.number, mark.happening.starts.month) for mark in found] == [("1", 2), ("2", 6)]


def test_two_marks_of_one_week_stand_above_each_other():
    found = marks(
        [happened(date(2026, 6, 1)), happened(date(2026, 6, 4)), happened(date(2026, 9, 1))], first=FIRST, last=LAST
    )

    assert [mark.row for mark in found] == [0, 1, 0]


def test_what_lies_outside_the_chart_has_no_mark():
    found = marks([happened(date(2025, 6, 1)), happened(date(2027, 6, 1))], first=FIRST, last=LAST)

    assert found == ()


def test_a_season_that_began_before_the_chart_is_marked_at_its_edge():
    (found,) = marks([happened(date(2025, 12, 20), days=16)], first=FIRST, last=LAST)

    assert found.number == "1"


@given(st.lists(st.integers(0, 363), max_size=12))
def test_no_number_covers_another_unless_three_rows_are_full(offsets):
    found = marks([happened(FIRST + timedelta(days=each)) for each in offsets], first=FIRST, last=LAST)

    apart = (LAST - FIRST) * 0.04
    for row in (0, 1):
        days = [mark.happening.starts for mark in found if mark.row == row]
        assert all(later - earlier >= apart for earlier, later in itertools.pairwise(days))
    assert {mark.row for mark in found} <= {0, 1, 2}


@pytest.mark.parametrize("metric", ["", "no_show_rate"])
def test_days_left_out_concern_their_metric_or_every_one(metric):
    left_out = Happening(FIRST, LAST, "Left out", leaves_out=True, metric=metric)

    assert left_out.concerns("no_show_rate")
    assert left_out.concerns("csat") is (metric == "")
