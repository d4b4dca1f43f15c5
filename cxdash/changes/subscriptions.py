"""Digests subscribed to and ended by whom they go to; and sent, each once."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.actions import Action
from cxdash.domain.subscriptions import Cadence, is_due
from cxdash.store import audit, organisation, subscriptions
from cxdash.store.quarter_tables import Subscription


def subscribe(session: Session, cadence: Cadence, *, today: date) -> None:
    """Let the person who asks have a digest from now on; nothing changes where they have it already."""
    person = audit.person_of(session)
    person.must_be_allowed(Action.DIGEST_SUBSCRIBE)
    row = subscriptions.get(session, person.id, cadence)
    if row is None:
        session.add(Subscription(person_id=person.id, cadence=cadence.value, since=today))
    elif row.ended_on is not None:
        row.since, row.ended_on = today, None
    session.flush()


def end(session: Session, cadence: Cadence, *, today: date) -> None:
    """Let the person who asks have a digest no longer; nothing changes where they do not have it."""
    person = audit.person_of(session)
    person.must_be_allowed(Action.DIGEST_SUBSCRIBE)
    row = subscriptions.get(session, person.id, cadence)
    if row is not None and row.ended_on is None:
        row.ended_on = today
    session.flush()


def take(session: Session, person_id: int, cadence: Cadence, *, today: date) -> bool:
    """Note that a digest goes out today and say whether it is for us to send: nobody else took it, and it is due.

    It is noted before it is sent, so that two who send at the same time do not send it twice; ``give_back`` undoes it
    where sending failed.
    """
    audit.person_of(session).must_be_allowed(Action.DIGEST_SEND)
    row = subscriptions.get(session, person_id, cadence)
    calendar = organisation.calendar(session)
    if row is None or row.ended_on is not None:
        return False
    if not is_due(cadence, row.last_sent_on, today=today, calendar=calendar):
        return False
    row.last_sent_on = today
    session.flush()
    return True


def give_back(session: Session, person_id: int, cadence: Cadence, *, last_sent_on: date | None) -> None:
    """Note that a digest did not go out after all: the last one is again the one before it."""
    audit.person_of(session).must_be_allowed(Action.DIGEST_SEND)
    row = subscriptions.get(session, person_id, cadence)
    if row is not None:
        row.last_sent_on = last_sent_on
    session.flush()
