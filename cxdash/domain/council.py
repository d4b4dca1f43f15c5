"""The council: what a meeting and an action must say, and the rhythm in which quarters are reviewed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from cxdash.domain.errors import RuleError
from cxdash.domain.figures import count
from cxdash.domain.periods import FiscalCalendar, Quarter

REVIEW_DAYS = 30
"""A quarter is reviewed within so many days after its end."""
LONGEST_NAME = 120
LONGEST_TEXT = 300
_LEAST_PRESENT = 2


@dataclass(frozen=True, slots=True)
class MeetingValues:
    """A meeting as it is planned; ``quarter`` is the one that it reviews, as ``2026-Q3``, "" for none."""

    name: str
    held_on: date
    quarter: str = ""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The quarter that is to be reviewed next, and the last day on which that is in time."""

    quarter: Quarter
    due: date
    is_over: bool

    def words(self, calendar: FiscalCalendar, today: date) -> str:
        """Say what is due and by when: ``Q3 2026 is to be reviewed by 30 Oct 2026, 22 days ago``."""
        name = calendar.name(self.quarter)
        days = (today - self.due).days
        if days > 0:
            return f"{name} was to be reviewed by {self.due:%-d %b %Y}: {days} {'day' if days == 1 else 'days'} overdue"
        if not self.is_over:
            return f"Every quarter that is over is reviewed. {name} is to be reviewed by {self.due:%-d %b %Y}"
        return f"{name} is to be reviewed by {self.due:%-d %b %Y}"


def rhythm(calendar: FiscalCalendar, reviewed: Collection[Quarter], *, today: date) -> Rhythm:
    """Return what is to be reviewed next: the quarter that ended last, or once it is reviewed the running one."""
    running = calendar.quarter_of(today)
    ended = running.shifted(-1)
    quarter = running if ended in reviewed else ended
    last_day = calendar.period(quarter).ends_before - timedelta(days=1)
    return Rhythm(quarter, last_day + timedelta(days=REVIEW_DAYS), is_over=quarter == ended)


def check_meeting(values: MeetingValues, calendar: FiscalCalendar) -> None:
    """Raise RuleError, with the field, where a meeting has no name or reviews a quarter that is none or not over."""
    if not values.name.strip():
        raise RuleError("The meeting needs a name, such as Council, October.", field="name")
    if len(values.name.strip()) > LONGEST_NAME:
        raise RuleError(f"Shorten the meeting's name to {LONGEST_NAME} characters.", field="name")
    if not values.quarter:
        return
    try:
        quarter = Quarter.parse(values.quarter)
    except ValueError as wrong:
        raise RuleError(str(wrong), field="quarter") from wrong
    ends_before = calendar.period(quarter).ends_before
    if values.held_on < ends_before:
        raise RuleError(
            f"{calendar.name(quarter)} is over on {ends_before:%-d %b %Y}. Review it on that day or later.",
            field="held_on",
        )


def check_may_change(name: str, closed_on: date | None) -> None:
    """Raise RuleError where the minutes of a meeting are agreed: nothing about it changes after that."""
    if closed_on is not None:
        raise RuleError(
            f"The minutes of “{name}” were agreed on {closed_on:%-d %b %Y}. What comes after belongs to the next one."
        )


def check_close(*, held_on: date, present: int, minutes: str, today: date) -> None:
    """Raise RuleError where a meeting is to come, has no minutes, or nobody met."""
    if held_on > today:
        raise RuleError(f"The meeting is on {held_on:%-d %b %Y}. Close it once it is held.", field="held_on")
    if present < _LEAST_PRESENT:
        raise RuleError("Say who was present: a meeting has at least two people.", field="present")
    if not minutes.strip():
        raise RuleError("Write the minutes, if only a sentence, before you close the meeting.", field="minutes")


def check_action(text: str, *, due: date, agreed_on: date) -> None:
    """Raise RuleError where an action does not say what to do, or is due before it was agreed."""
    if not text.strip():
        raise RuleError("Say what is to be done.", field="text")
    if len(text.strip()) > LONGEST_TEXT:
        raise RuleError(f"Shorten the action to {LONGEST_TEXT} characters.", field="text")
    if due < agreed_on:
        raise RuleError(f"An action agreed on {agreed_on:%-d %b %Y} is done by that day or later.", field="due")


def check_topic(title: str) -> None:
    """Raise RuleError where a topic has no words, or too many."""
    if not title.strip():
        raise RuleError("Say what the meeting shall speak about.", field="title")
    if len(title.strip()) > LONGEST_TEXT:
        raise RuleError(f"Shorten the topic to {LONGEST_TEXT} characters.", field="title")


def action_state(due: date, *, done_on: date | None, dropped_on: date | None, today: date) -> str:
    """Say how an action stands on a day: ``open``, ``8 days overdue``, ``done on 21 Oct 2026``."""
    if done_on is not None:
        return f"done on {done_on:%-d %b %Y}"
    if dropped_on is not None:
        return f"given up on {dropped_on:%-d %b %Y}"
    if due < today:
        return f"{count((today - due).days, 'day')} overdue"
    return "open"
