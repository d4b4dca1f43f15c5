"""Use cases as they are now, kept from others who are about to change their gates until this change is done."""

from sqlalchemy.orm import Session

from cxdash.domain.errors import RuleError
from cxdash.store import gates, named, use_cases
from cxdash.store.gate_tables import GateReview
from cxdash.store.tables import UseCase


def use_case(session: Session, slug: str) -> UseCase:
    """Return a use case of the lists; who decides about it at this moment goes first, and we see what they did.

    Raises:
        NotFoundError: there is no such use case.
        RuleError: it is archived.
    """
    return by_id(session, use_cases.get(session, slug).id)


def review(session: Session, review_id: int) -> tuple[UseCase, GateReview]:
    """Return a use case and one of its reviews, as ``use_case`` does."""
    held = by_id(session, gates.review(session, review_id).use_case_id)
    return held, gates.review(session, review_id)


def by_id(session: Session, use_case_id: int) -> UseCase:
    """Return a use case by its number, as ``use_case`` does."""
    named.hold(session, UseCase, [use_case_id])
    found = session.get_one(UseCase, use_case_id)
    if found.archived_at is not None:
        raise RuleError(f"“{found.title}” is archived. Bring it back before anything is decided about it.")
    return found
