"""What a plan declares beside its dates: days out of the ordinary and days left out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.errors import RuleError
from cxdash.domain.plans import (
    Declared,
    LeftOut,
    OccasionKind,
    check_left_out,
    check_newly_left_out,
    check_occasions,
    days_between,
    in_order,
)

AUGUST = Declared(OccasionKind.SEASON, date(2026, 8, 1), date(2026, 8, 15), "Summer holidays")
OUTAGE = LeftOut(date(2026, 8, 3), date(2026, 8, 10), "Booking system down")


@pytest.mark.parametrize(
    ("starts", "ends_before", "words"),
    [
        (date(2026, 8, 1), date(2026, 8, 2), "1 Aug 2026"),
        (date(2026, 8, 1), date(2026, 8, 15), "1–14 Aug 2026"),
        (date(2026, 7, 28), date(2026, 8, 4), "28 Jul – 3 Aug 2026"),
        (date(2025, 12, 22), date(2026, 1, 5), "22 Dec 2025 – 4 Jan 2026"),
    ],
)
def test_days_are_written_with_the_last_one_that_counts(starts, ends_before, words):
    assert days_between(starts, ends_before) == words


def test_an_occasion_is_written_with_what_and_when():
    assert AUGUST.words == "season “Summer holidays” 1–14 Aug 2026"
    changed = Declared(OccasionKind.SYSTEM, date(2026, 8, 1), date(2026, 8, 2), "New telephony")
    assert changed.words == "measuring system changed “New telephony” 1 Aug 2026"


@pytest.mark.parametrize(
    ("occasions", "sentence"),
    [
        ([Declared(OccasionKind.EVENT, date(2026, 8, 1), date(2026, 8, 2), " ")], "Say what is out of the ordinary"),
        ([Declared(OccasionKind.EVENT, date(2026, 8, 1), date(2026, 8, 1), "Strike")], "“Strike” ends before it"),
        ([Declared(OccasionKind.EVENT, date(2026, 8, 2), date(2026, 8, 1), "Strike")], "“Strike” ends before it"),
        ([AUGUST, AUGUST], r"Season “Summer holidays” 1–14 Aug 2026 is declared twice"),
    ],
)
def test_an_occasion_that_cannot_be_is_refused_with_a_sentence(occasions, sentence):
    with pytest.raises(RuleError, match=sentence) as refused:
        check_occasions(occasions)
    assert refused.value.field == "occasions"


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        ([LeftOut(date(2026, 8, 3), date(2026, 8, 10), "")], "Say why 3–9 Aug 2026 is left out"),
        ([LeftOut(date(2026, 8, 3), date(2026, 8, 3), "Down")], "from 3 Aug 2026 end before they start"),
        ([OUTAGE, OUTAGE], "is left out twice"),
    ],
)
def test_days_left_out_without_sense_are_refused_with_a_sentence(left_out, sentence):
    with pytest.raises(RuleError, match=sentence) as refused:
        check_left_out(left_out)
    assert refused.value.field == "left_out"


def test_the_same_days_may_be_left_out_of_two_metrics():
    check_left_out([LeftOut(*_days(OUTAGE), "Down", "csat"), LeftOut(*_days(OUTAGE), "Down", "no_show_rate")])


@pytest.mark.parametrize(
    ("known_until", "sentence"),
    [
        (None, "There are no figures yet, so 3–9 Aug 2026 cannot be left out"),
        (date(2026, 8, 9), r"end on 8 Aug 2026.*Declare what is coming as an event"),
    ],
)
def test_only_figures_that_came_can_be_left_out(known_until, sentence):
    with pytest.raises(RuleError, match=sentence):
        check_newly_left_out([OUTAGE], known_until=known_until)
    check_newly_left_out([OUTAGE], known_until=date(2026, 8, 10))


@given(
    st.permutations(
        [AUGUST, *(Declared(kind, AUGUST.starts + timedelta(days=2), AUGUST.ends_before, "X") for kind in OccasionKind)]
    )
)
def test_occasions_told_in_any_order_are_the_same(told):
    assert in_order(told) == in_order(reversed(told))


def _days(left_out):
    return left_out.starts, left_out.ends_before
