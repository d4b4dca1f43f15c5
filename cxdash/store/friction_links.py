"""Which friction points a use case answers, and which there are to choose from."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.domain.errors import NotFoundError
from cxdash.store.journey_tables import FrictionPoint, JourneyStep, UseCaseFriction


def of_use_case(session: Session, use_case_id: int) -> list[str]:
    """Return the slugs of the friction points that a use case answers and that are not archived."""
    query = (
        select(FrictionPoint.slug)
        .join(UseCaseFriction, UseCaseFriction.friction_id == FrictionPoint.id)
        .where(UseCaseFriction.use_case_id == use_case_id, FrictionPoint.archived_at.is_(None))
        .order_by(FrictionPoint.slug)
    )
    return list(session.scalars(query))


def ids(session: Session, slugs: Collection[str]) -> dict[str, int]:
    """Return the ids of friction points by slug; those that do not exist or are archived are left out."""
    current = FrictionPoint.archived_at.is_(None)
    query = select(FrictionPoint.slug, FrictionPoint.id).where(FrictionPoint.slug.in_(slugs), current)
    return {row[0]: row[1] for row in session.execute(query)}


def choices(session: Session) -> list[tuple[str, str, str]]:
    """Return slug, name and journey step of every friction point that is not archived, in the journey's order."""
    query = (
        select(FrictionPoint.slug, FrictionPoint.name, JourneyStep.name)
        .join(JourneyStep, JourneyStep.id == FrictionPoint.step_id)
        .where(FrictionPoint.archived_at.is_(None))
        .order_by(JourneyStep.position, FrictionPoint.name)
    )
    return [(slug, name, step) for slug, name, step in session.execute(query)]


def slug(session: Session, friction_id: int) -> str:
    """Return the slug of a friction point, archived or not; NotFoundError where it was removed."""
    found = session.scalar(select(FrictionPoint.slug).where(FrictionPoint.id == friction_id))
    if found is None:
        raise NotFoundError("This friction point is gone. Write it down again on the page Journey.")
    return found
