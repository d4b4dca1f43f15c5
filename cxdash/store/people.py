"""People by slug or name, as stored rows and as domain values."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cxdash.domain.people import Person, roles_of
from cxdash.store.tables import PersonRow


def find(session: Session, slug: str) -> PersonRow | None:
    """Return the person with this slug, or None."""
    return session.scalar(select(PersonRow).where(PersonRow.slug == slug))


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
