"""People by slug or name, as stored rows and as domain values."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.domain.people import Person, Role
from cxdash.store.tables import PersonRow


def find(session: Session, slug: str) -> PersonRow | None:
    """Return the person with this slug, or None."""
    return session.scalar(select(PersonRow).where(PersonRow.slug == slug))


def as_person(row: PersonRow) -> Person:
    """Return a stored person as a domain value."""
    return Person(row.id, row.name, frozenset(Role(role) for role in row.roles))


def names(session: Session) -> list[str]:
    """Return the names of everybody who is not archived, in alphabetical order."""
    query = select(PersonRow.name).where(PersonRow.archived_at.is_(None)).order_by(PersonRow.name)
    return list(session.scalars(query))
