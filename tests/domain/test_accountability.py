"""When a function that is named counts as silent."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.accountability import SILENT_DAYS, is_silent, quiet_days

TODAY = date(2026, 11, 21)
DAYS = st.none() | st.dates(date(2024, 1, 1), date(2028, 1, 1))


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("named", "last", "quiet"),
    [
        (ago(90), None, 90),
        (ago(90), ago(10), 10),
        (ago(5), ago(90), 5),
        (None, ago(7), 7),
        (None, None, 0),
        (ago(-3), None, 0),
    ],
)
def test_one_is_quiet_since_the_last_deed_and_at_most_since_one_was_named(named, last, quiet):
    assert quiet_days(named_on=named, last=last, today=TODAY) == quiet


def test_the_sixtieth_day_is_one_too_many():
    assert not is_silent(SILENT_DAYS - 1)
    assert is_silent(SILENT_DAYS)


@given(named=DAYS, last=DAYS, later=DAYS.filter(bool))
def test_a_later_deed_never_makes_anybody_more_silent(named, last, later):
    before = quiet_days(named_on=named, last=last, today=TODAY)
    after = quiet_days(named_on=named, last=max(filter(None, (last, later))), today=TODAY)

    assert after <= before or (named is None and last is None)
