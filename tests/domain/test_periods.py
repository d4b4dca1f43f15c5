"""Days, weeks, months and fiscal quarters."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.periods import FiscalCalendar, Grain, Period, Quarter, add_months, periods_between

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
CALENDARS = st.builds(FiscalCalendar, st.integers(1, 12))
GRAINS = st.sampled_from(Grain)
QUARTERS = st.builds(Quarter, st.integers(2001, 2098), st.integers(1, 4))


@pytest.mark.parametrize(
    ("first_month", "day", "name"),
    [
        (1, date(2026, 11, 21), "Q4 2026"),
        (4, date(2026, 3, 31), "Q4 FY2026"),
        (4, date(2026, 4, 1), "Q1 FY2027"),
        (10, date(2026, 9, 30), "Q4 FY2026"),
        (10, date(2026, 10, 1), "Q1 FY2027"),
    ],
)
def test_a_fiscal_year_is_named_for_the_year_it_ends_in(first_month, day, name):
    calendar = FiscalCalendar(first_month)

    assert calendar.name(calendar.quarter_of(day)) == name


@given(calendar=CALENDARS, day=DAYS)
def test_every_day_lies_in_its_own_quarter(calendar, day):
    period = calendar.period(calendar.quarter_of(day))

    assert period.starts <= day < period.ends_before


@given(calendar=CALENDARS, quarter=QUARTERS)
def test_quarters_follow_each_other_without_a_gap(calendar, quarter):
    assert calendar.period(quarter).ends_before == calendar.starts(quarter.shifted(1))


@given(quarter=QUARTERS, by=st.integers(-40, 40))
def test_shifting_there_and_back_changes_nothing(quarter, by):
    assert quarter.shifted(by).shifted(-by) == quarter


@given(quarter=QUARTERS)
def test_a_written_quarter_reads_back(quarter):
    assert Quarter.parse(str(quarter)) == quarter


@pytest.mark.parametrize("text", ["Q3 2026", "2026-Q5", "2026", ""])
def test_what_is_no_quarter_says_how_to_write_one(text):
    with pytest.raises(ValueError, match="Write it as 2026-Q3"):
        Quarter.parse(text)


@given(calendar=CALENDARS, grain=GRAINS, day=DAYS)
def test_the_start_of_a_stretch_is_its_own_start(calendar, grain, day):
    start = calendar.start_of(grain, day)

    assert calendar.start_of(grain, start) == start
    assert start <= day < Period(start, grain).ends_before


@given(day=DAYS)
def test_a_week_counts_where_most_of_its_days_are(day):
    """ISO: the week of 28 December 2026 to 3 January 2027 has four of its days in 2026."""
    week = Period(day - timedelta(days=day.weekday()), Grain.WEEK)
    days = [week.starts + timedelta(days=number) for number in range(7)]

    assert sum(each.year == week.anchor.year for each in days) >= 4


@given(day=DAYS, months=st.integers(-30, 30))
def test_months_add_up(day, months):
    there = add_months(day, months)

    assert there.day == 1
    assert add_months(there, -months) == day.replace(day=1)


@given(starts=DAYS, days=st.integers(0, 200), grain=st.sampled_from([Grain.DAY, Grain.WEEK]))
def test_periods_between_two_days_fill_the_time_without_a_gap(starts, days, grain):
    found = list(periods_between(grain, starts, starts + timedelta(days=days)))

    assert len(found) == days // (1 if grain is Grain.DAY else 7)
    assert all(earlier.ends_before == later.starts for earlier, later in pairwise(found))


def test_a_month_is_as_long_as_the_calendar_says():
    assert Period(date(2028, 2, 1), Grain.MONTH).ends_before == date(2028, 3, 1)
    assert Period(date(2026, 12, 1), Grain.MONTH).ends_before == date(2027, 1, 1)
    assert Period(date(2026, 11, 1), Grain.QUARTER).ends_before == date(2027, 2, 1)
    assert Period(date(2026, 4, 1), Grain.YEAR).ends_before == date(2027, 4, 1)
