"""People by slug or name, as stored rows and as domain values, and what each answers for."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cxdash.domain.errors import NotFoundError
from cxdash.domain.people import Person, roles_of
from cxdash.store.tables import AuditEvent, MetricRow, Module, Ownership, PersonRow, UseCase


class Owned(NamedTuple):
    """Something that a person answers for: what it is, and its name; ``kind`` is a function or a noun."""

    person_id: int
    kind: str
    name: str


def find(session: Session, slug: str) -> PersonRow | None:
    """Return the person with this slug, or None."""
    return session.scalar(select(PersonRow).where(PersonRow.slug == slug))


def get(session: Session, slug: str) -> PersonRow:
    """Return the person with this slug, archived or not; NotFoundError where there is none."""
    found = find(session, slug)
    if found is None:
        raise NotFoundError(f"There is nobody “{slug}”. Choose somebody from the list of people.")
    return found


def as_person(row: PersonRow) -> Person:
    """Return a stored person as a domain value."""
    return Person(row.id, row.name, roles_of(row.roles))


def known(session: Session, person_id: int) -> Person | None:
    """Return somebody with the roles that they hold now; None for who is archived or was never there."""
    query = select(PersonRow.id, PersonRow.name, PersonRow.roles)
    found = session.execute(query.where(PersonRow.id == person_id, PersonRow.archived_at.is_(None))).first()
    return None if found is None else Person(found.id, found.name, roles_of(found.roles))


def everybody(session: Session) -> tuple[Person, ...]:
    """Return everybody who is not archived, by name."""
    query = select(PersonRow.id, PersonRow.name, PersonRow.roles).where(PersonRow.archived_at.is_(None))
    by_name = query.order_by(func.lower(PersonRow.name), PersonRow.id)
    return tuple(Person(row.id, row.name, roles_of(row.roles)) for row in session.execute(by_name))


def names(session: Session) -> list[str]:
    """Return the names of everybody who is not archived, in alphabetical order."""
    query = select(PersonRow.name).where(PersonRow.archived_at.is_(None)).order_by(PersonRow.name)
    return list(session.scalars(query))


def every_row(session: Session) -> Sequence[PersonRow]:
    """Return everybody, archived or not, by name."""
    return session.scalars(select(PersonRow).order_by(func.lower(PersonRow.name), PersonRow.id)).all()


def held(session: Session) -> Sequence[PersonRow]:
    """Return everybody who is not archived, as they are now; who takes a role away at this moment goes first."""
    query = select(PersonRow).where(PersonRow.archived_at.is_(None)).order_by(PersonRow.id)
    return session.scalars(query.with_for_update().execution_options(populate_existing=True)).all()


def with_email(session: Session, email: str) -> PersonRow | None:
    """Return who has this address, ignoring case, archived or not; None where nobody has."""
    return session.scalar(select(PersonRow).where(func.lower(PersonRow.email) == func.lower(email)))


def address(session: Session, person_id: int) -> str:
    """Return somebody's e-mail address; "" where none is known."""
    return session.scalar(select(PersonRow.email).where(PersonRow.id == person_id)) or ""


def owned(session: Session) -> list[Owned]:
    """Return what everybody answers for among what is not archived: use cases by function, metrics, modules."""
    use_cases = (
        select(Ownership.person_id, Ownership.function, UseCase.title)
        .join(UseCase, UseCase.id == Ownership.use_case_id)
        .where(UseCase.archived_at.is_(None))
        .order_by(func.lower(UseCase.title), Ownership.function)
    )
    found = [Owned(*row) for row in session.execute(use_cases)]
    for kind, table in (("metric", MetricRow), ("module", Module)):
        query = select(PersonRow.id, table.name).join(table, table.owner_id == PersonRow.id)
        current = query.where(table.archived_at.is_(None)).order_by(func.lower(table.name))
        found += [Owned(row[0], kind, row[1]) for row in session.execute(current)]
    return found


def last_seen(session: Session) -> dict[int, datetime]:
    """Return when each person changed anything last, by themselves or in their name."""
    query = select(AuditEvent.person_id, func.max(AuditEvent.at)).group_by(AuditEvent.person_id)
    return {row[0]: row[1] for row in session.execute(query)}
