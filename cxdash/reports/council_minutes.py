"""One meeting of the council as it is edited and handed over, with its minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.brief import Brief
from cxdash.domain.council import MeetingValues
from cxdash.judging import minutes as judging
from cxdash.store import council


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic of a meeting and what came of it."""

    number: int
    title: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting as it is edited and handed over; ``present`` holds slugs."""

    number: int
    values: MeetingValues
    text: str
    closed_on: date | None
    present: Sequence[str]
    topics: Sequence[TopicLine]
    minutes: Brief


def meeting(session: Session, number: int, *, today: date) -> Meeting:
    """Return a meeting with its minutes.

    Raises:
        NotFoundError: there is no such meeting.
    """
    row = council.meeting(session, number)
    return Meeting(
        row.id,
        MeetingValues(row.name, row.held_on, row.quarter),
        row.minutes,
        row.closed_on,
        tuple(each.slug for each in council.present(session, number)),
        tuple(TopicLine(each.id, each.title, each.outcome) for each in council.topics(session, number)),
        judging.minutes(session, row, today=today),
    )
