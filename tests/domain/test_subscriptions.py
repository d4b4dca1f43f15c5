"""Digests are due once a week, or once a fiscal quarter."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.periods import FiscalCalendar
from cxdash.domain.subscriptions import Cadence, is_due, since

FROM_APRIL = FiscalCalendar(4)
SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("cadence", "last", "due"),
    [
        (Cadence.WEEKLY, None, True),
        (Cadence.WEEKLY, date(2026, 11, 16), False),
        (Cadence.WEEKLY, date(2026, 11, 15), True),
        (Cadence.QUARTERLY, None, True),
        (Cadence.QUARTERLY, date(2026, 10, 1), False),
        (Cadence.QUARTERLY, date(2026, 9, 30), True),
    ],
)
def test_the_first_day_of_a_week_and_of_a_quarter_makes_the_next_one_due(cadence, last, due):
    assert is_due(cadence, last, today=SATURDAY, calendar=FROM_APRIL) is due


def test_quarters_are_those_of_the_fiscal_calendar():
    assert is_due(Cadence.QUARTERLY, date(2026, 10, 1), today=SATURDAY, calendar=FiscalCalendar(2))


@given(st.sampled_from(Cadence), st.integers(1, 12), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_what_was_sent_is_not_due_again_on_the_same_day(cadence, first_month, today):
    assert not is_due(cadence, today, today=today, calendar=FiscalCalendar(first_month))


def test_a_weekly_digest_tells_of_a_week_and_of_every_week_that_was_left_out():
    assert since(None, today=SATURDAY) == date(2026, 11, 14)
    assert since(SATURDAY - timedelta(days=3), today=SATURDAY) == date(2026, 11, 14)
    assert since(SATURDAY - timedelta(days=20), today=SATURDAY) == date(2026, 11, 1)
