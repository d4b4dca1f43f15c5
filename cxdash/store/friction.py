"""What the next list of friction points is compared with: archived names, and which use cases answer what."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.domain.metrics import plain
from cxdash.store.journey_tables import FrictionPoint, JourneyStep, UseCaseFriction
from cxdash.store.tables import UseCase


def archived_steps(session: Session) -> dict[str, date]:
    """Return the day each archived step was archived, by its plain name."""
    query = select(JourneyStep.name, JourneyStep.archived_at).where(JourneyStep.archived_at.is_not(None))
    return {plain(name): at.date() for name, at in session.execute(query) if at is not None}


def archived_points(session: Session) -> dict[tuple[int, str], date]:
    """Return the day each archived friction point was archived, by its step's id and its plain name."""
    query = select(FrictionPoint.step_id, FrictionPoint.name, FrictionPoint.archived_at)
    found = session.execute(query.where(FrictionPoint.archived_at.is_not(None)))
    return {(step_id, plain(name)): at.date() for step_id, name, at in found if at is not None}


def answered_by(session: Session) -> dict[int, tuple[str, ...]]:
    """Return the titles of the use cases that answer each friction point, by its id, in alphabetical order."""
    query = (
        select(UseCaseFriction.friction_id, UseCase.title)
        .join(UseCase, UseCase.id == UseCaseFriction.use_case_id)
        .where(UseCase.archived_at.is_(None))
        .order_by(UseCase.title)
    )
    found: dict[int, tuple[str, ...]] = {}
    for friction_id, title in session.execute(query):
        found[friction_id] = (*found.get(friction_id, ()), title)
    return found
