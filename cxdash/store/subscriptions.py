"""Subscriptions to digests, with whom they go to and where."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.domain.people import Person, roles_of
from cxdash.domain.subscriptions import Cadence
from cxdash.store.quarter_tables import Subscription
from cxdash.store.tables import PersonRow


class Subscriber(NamedTuple):
    """Somebody who wants a digest; the address is "" where none is known."""

    person: Person
    slug: str
    address: str
    cadence: Cadence
    since: date
    last_sent_on: date | None


def running(session: Session) -> Sequence[Subscriber]:
    """Return who gets which digest, by name; nobody who is archived."""
    query = (
        select(Subscription, PersonRow)
        .join(PersonRow, PersonRow.id == Subscription.person_id)
        .where(Subscription.ended_on.is_(None), PersonRow.archived_at.is_(None))
        .order_by(PersonRow.name, Subscription.cadence)
    )
    return [_subscriber(row, person) for row, person in session.execute(query)]


def get(session: Session, person_id: int, cadence: Cadence) -> Subscription | None:
    """Return a subscription as it is now, ended ones included; None where there never was one."""
    return session.get(Subscription, (person_id, cadence.value), populate_existing=True)


def _subscriber(row: Subscription, person: PersonRow) -> Subscriber:
    return Subscriber(
        Person(person.id, person.name, roles_of(person.roles)),
        person.slug,
        person.email or "",
        Cadence(row.cadence),
        row.since,
        row.last_sent_on,
    )
