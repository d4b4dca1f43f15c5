"""The council's rules: what a meeting and an action say, and which quarter is to be reviewed by when."""

from datetime import date

import pytest

from cxdash.domain.council import (
    MeetingValues,
    check_action,
    check_close,
    check_meeting,
    rhythm,
)
from cxdash.domain.errors import RuleError
from cxdash.domain.periods import FiscalCalendar, Quarter

CALENDAR, FISCAL = FiscalCalendar(), FiscalCalendar(4)
THIRD = Quarter(2026, 3)


@pytest.mark.parametrize(
    ("today", "reviewed", "said"),
    [
        (date(2026, 10, 1), (), "Q3 2026 is to be reviewed by 30 Oct 2026"),
        (date(2026, 10, 30), (), "Q3 2026 is to be reviewed by 30 Oct 2026"),
        (date(2026, 10, 31), (), "Q3 2026 was to be reviewed by 30 Oct 2026: 1 day overdue"),
        (date(2026, 11, 21), (THIRD.shifted(-1),), "Q3 2026 was to be reviewed by 30 Oct 2026: 22 days overdue"),
        (
            date(2026, 11, 21),
            (THIRD,),
            "Every quarter that is over is reviewed. Q4 2026 is to be reviewed by 30 Jan 2027",
        ),
    ],
)
def test_a_quarter_is_reviewed_within_thirty_days_of_its_end(today, reviewed, said):
    assert rhythm(CALENDAR, reviewed, today=today).words(CALENDAR, today) == said


def test_the_rhythm_follows_the_fiscal_year():
    found = rhythm(FISCAL, (), today=date(2026, 11, 21))

    assert (found.quarter, found.due) == (Quarter(2027, 2), date(2026, 10, 30))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (MeetingValues(" ", date(2026, 10, 6)), "needs a name"),
        (MeetingValues("x" * 121, date(2026, 10, 6)), "Shorten"),
        (MeetingValues("Council", date(2026, 10, 6), "third"), "is not a quarter"),
        (MeetingValues("Council", date(2026, 9, 30), "2026-Q3"), "is over on 1 Oct 2026"),
    ],
)
def test_what_no_meeting_may_say(values, said):
    with pytest.raises(RuleError, match=said):
        check_meeting(values, CALENDAR)


def test_a_meeting_may_review_the_quarter_that_ended_the_day_before():
    check_meeting(MeetingValues("Council", date(2026, 10, 1), "2026-Q3"), CALENDAR)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"held_on": date(2026, 10, 7)}, "once it is held"),
        ({"present": 1}, "at least two people"),
        ({"minutes": " "}, "Write the minutes"),
    ],
)
def test_a_meeting_is_closed_once_people_met_and_wrote(given, said):
    whole = {"held_on": date(2026, 10, 6), "present": 2, "minutes": "Agreed.", "today": date(2026, 10, 6)}
    check_close(**whole)

    with pytest.raises(RuleError, match=said):
        check_close(**whole | given)


@pytest.mark.parametrize(
    ("text", "due", "said"),
    [
        (" ", date(2026, 10, 6), "what is to be done"),
        ("x" * 301, date(2026, 10, 6), "Shorten"),
        ("Train the night shift", date(2026, 10, 5), "that day or later"),
    ],
)
def test_what_no_action_may_say(text, due, said):
    with pytest.raises(RuleError, match=said):
        check_action(text, due=due, agreed_on=date(2026, 10, 6))
