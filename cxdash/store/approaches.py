"""Approaches recorded with a use case, and the vendors among them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.domain.errors import NotFoundError
from cxdash.store.definition_tables import Approach


def of_use_case(session: Session, use_case_id: int) -> Sequence[Approach]:
    """Return the approaches of a use case that are not archived, in the order they were recorded."""
    query = select(Approach).where(Approach.use_case_id == use_case_id, Approach.archived_at.is_(None))
    return session.scalars(query.order_by(Approach.id)).all()


def get(session: Session, approach_id: int) -> Approach:
    """Return one approach; NotFoundError where there is none, or it was archived."""
    found = session.get(Approach, approach_id)
    if found is None or found.archived_at is not None:
        raise NotFoundError("This approach is not there any more. Open the use case again.")
    return found


def vendors(session: Session, use_case_id: int) -> list[str]:
    """Return the names of the vendors recorded with a use case."""
    query = select(Approach.vendor).where(Approach.use_case_id == use_case_id, Approach.archived_at.is_(None))
    return [vendor for vendor in session.scalars(query) if vendor.strip()]
