"""Digests people subscribe to: how often they come, and when the next one is due."""

from datetime import date, timedelta
from enum import StrEnum

from cxdash.domain.periods import FiscalCalendar, Grain


class Cadence(StrEnum):
    """How often a digest comes."""

    WEEKLY = "weekly"
    QUARTERLY = "quarterly"

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value.capitalize()

    @property
    def says(self) -> str:
        """What is in it."""
        return _SAYS[self]


_SAYS = {
    Cadence.WEEKLY: "what moved, was decided and rang an alarm in the last week, and what waits for you",
    Cadence.QUARTERLY: "the five answers of the quarter that is over, with their figures",
}
_WEEK = timedelta(days=7)


def is_due(cadence: Cadence, last_sent_on: date | None, *, today: date, calendar: FiscalCalendar) -> bool:
    """Say whether a digest is due: one in each week, or one in each fiscal quarter about the one before it."""
    if last_sent_on is None:
        return True
    grain = Grain.WEEK if cadence is Cadence.WEEKLY else Grain.QUARTER
    return last_sent_on < calendar.start_of(grain, today)


def since(last_sent_on: date | None, *, today: date) -> date:
    """Return the first day that a weekly digest tells of: the day of the last one, a week ago where that is longer."""
    week_ago = today - _WEEK
    return week_ago if last_sent_on is None else min(last_sent_on, week_ago)
