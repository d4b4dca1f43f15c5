"""What people of the sample portfolio did, one gesture after the other, each in the name of who made it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from cxdash.domain.actions import OF_THE_SAMPLE, Action
from cxdash.domain.errors import NotFoundError
from cxdash.domain.people import Person
from cxdash.store import named, people
from cxdash.store.database import Database
from cxdash.store.tables import PersonRow

Said = Mapping[str, Any]
Services = Mapping[str, tuple[Action, Callable[[Session, Said, date], object]]]
"""What each gesture is in the log, and what stores it; it takes the day on which the gesture was made."""


def store(database: Database, gestures: Iterable[Said], services: Services) -> None:
    """Store gestures in their order, each in a transaction of its own.

    Args:
        database: one with the portfolio that they are about.
        gestures: what each ``does``, ``who`` made it, ``on`` which day, and what belongs to it.
        services: by what a gesture does.

    Raises:
        NotFoundError: a gesture names a person, a use case or a pilot that nobody knows.
        NotAllowedError: somebody does what they may not do.
        RuleError: a gesture breaks a rule.
    """
    for said in gestures:
        action, service = services[said["does"]]
        with database.changing(who(database, said["who"]), action, reason=OF_THE_SAMPLE) as session:
            service(session, said, date.fromisoformat(said["on"]))


def who(database: Database, name: str) -> Person:
    """Return a person of the portfolio by name; NotFoundError where the registers name nobody so."""
    with database.reading() as session:
        return people.as_person(known(session, name))


def known(session: Session, name: str) -> PersonRow:
    """Return the row of a person by name; NotFoundError where the registers name nobody so."""
    row = named.find(session, PersonRow, name)
    if row is None:
        raise NotFoundError(f"{name} is in no register. Name somebody who owns a use case.")
    return row
