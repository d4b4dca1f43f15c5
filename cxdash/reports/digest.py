"""What a subscriber reads: the quarter that is over in five answers, or what changed in a week and waits for them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.people import Person
from cxdash.domain.periods import FiscalCalendar, Quarter
from cxdash.domain.subscriptions import Cadence
from cxdash.judging.pilot_results import day
from cxdash.reports import digest_parts, digest_week
from cxdash.reports.digest_parts import Link, Part
from cxdash.store import organisation


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest for one person.

    Attributes:
        subject: of the mail.
        says: what it is about, a sentence.
        parts: in the order in which they are read.
        page: where all of it stands.
    """

    cadence: Cadence
    organisation: str
    subject: str
    says: str
    parts: tuple[Part, ...]
    page: Link


def digest(session: Session, person: Person, cadence: Cadence, *, since: date, today: date) -> Digest:
    """Return what one person reads.

    Args:
        session: reads.
        person: for whom.
        cadence: which digest.
        since: the first day that a weekly digest tells of.
        today: the day of the digest.
    """
    if cadence is Cadence.WEEKLY:
        return _weekly(session, person, since=since, today=today)
    return _quarterly(session, person, today=today)


def last_over(calendar: FiscalCalendar, today: date) -> Quarter:
    """Return the last fiscal quarter that is over on a day."""
    return calendar.quarter_of(today).shifted(-1)


def _weekly(session: Session, person: Person, *, since: date, today: date) -> Digest:
    name = organisation.name(session)
    return Digest(
        Cadence.WEEKLY,
        name,
        f"{name}: what changed since {day(since)}",
        f"From {day(since)} to {day(today)}.",
        (
            digest_parts.waits_for(session, person, today=today),
            *digest_week.parts(session, since=since, today=today),
        ),
        Link("this_quarter"),
    )


def _quarterly(session: Session, person: Person, *, today: date) -> Digest:
    name, calendar = organisation.name(session), organisation.calendar(session)
    quarter = last_over(calendar, today)
    page = Link("this_quarter", (("quarter", calendar.name(quarter)),))
    found = digest_parts.quarter(session, quarter, today=today)
    return Digest(
        Cadence.QUARTERLY,
        name,
        f"{name}: {calendar.name(quarter)} in five answers",
        found.says,
        (*found.parts, digest_parts.waits_for(session, person, today=today)),
        page,
    )
