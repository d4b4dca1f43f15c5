"""Versions of locked plans: the lock is the first, every amendment makes a further one, in the change's transaction."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.plans import Content
from cxdash.store import audit, plans
from cxdash.store.plans import Author
from cxdash.store.tables import Pilot

_AGAIN = "Locked again"


def lock(session: Session, pilot: Pilot, content: Content, *, locked_on: date, reason: str = "") -> None:
    """Keep what a plan says that is being locked; one that was locked before goes on counting its versions."""
    number = plans.newest_number(session, pilot.id) + 1
    why = "" if number == 1 else reason.strip() or _AGAIN
    author = Author(audit.person_of(session).id, locked_on, why)
    plans.add_version(session, pilot.id, number=number, content=content, author=author)


def amend(session: Session, pilot: Pilot, content: Content, *, today: date, reason: str) -> None:
    """Keep what a locked plan says from today on, and why."""
    number = plans.newest_number(session, pilot.id) + 1
    author = Author(audit.person_of(session).id, today, reason.strip())
    plans.add_version(session, pilot.id, number=number, content=content, author=author)
