"""Journeys, their steps and friction points as they are stored, and the use cases that answer them."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from cxdash.domain.errors import NotFoundError
from cxdash.domain.names import tidy
from cxdash.domain.stages import Status
from cxdash.store.journey_tables import FrictionPoint, Journey, JourneyStep, UseCaseFriction
from cxdash.store.tables import MetricRow, UseCase, UseCaseStep

_ACTIVE = (UseCase.archived_at.is_(None), UseCase.status == Status.ACTIVE.value)


class Answer(NamedTuple):
    """An active use case beside what it answers: the id of a friction point or of a step."""

    answered: int
    slug: str
    title: str
    stage: str


def journeys(session: Session) -> Sequence[Journey]:
    """Return every journey that is not archived, in its order."""
    current = Journey.archived_at.is_(None)
    return session.scalars(select(Journey).where(current).order_by(Journey.position, Journey.id)).all()


def steps(session: Session) -> Sequence[JourneyStep]:
    """Return every step that is not archived, journey by journey, in their order."""
    query = (
        select(JourneyStep)
        .join(Journey, Journey.id == JourneyStep.journey_id)
        .where(JourneyStep.archived_at.is_(None), Journey.archived_at.is_(None))
        .order_by(Journey.position, Journey.id, JourneyStep.position, JourneyStep.id)
    )
    return session.scalars(query).all()


def friction(session: Session) -> Sequence[FrictionPoint]:
    """Return every friction point that is not archived, in the order in which they were written down."""
    current = FrictionPoint.archived_at.is_(None)
    return session.scalars(select(FrictionPoint).where(current).order_by(FrictionPoint.id)).all()


def friction_at(session: Session, step_id: int) -> Sequence[FrictionPoint]:
    """Return the friction points of one step that are not archived."""
    here = (FrictionPoint.step_id == step_id, FrictionPoint.archived_at.is_(None))
    return session.scalars(select(FrictionPoint).where(*here).order_by(FrictionPoint.id)).all()


def friction_named(session: Session, step_id: int, name: str) -> FrictionPoint | None:
    """Return the friction point of this name at a step, ignoring case, that is not archived; None where there is none.

    The database folds both sides.
    """
    here = (FrictionPoint.step_id == step_id, FrictionPoint.archived_at.is_(None))
    words = tidy(name)
    is_so_called = or_(FrictionPoint.name == words, func.lower(FrictionPoint.name) == func.lower(words))
    return session.scalar(select(FrictionPoint).where(*here, is_so_called).order_by(FrictionPoint.id))


def metric_slugs(session: Session) -> dict[int, str]:
    """Return every metric's slug by its id, archived ones included."""
    return {row.id: row.slug for row in session.execute(select(MetricRow.id, MetricRow.slug))}


def get_journey(session: Session, slug: str) -> Journey:
    """Return the journey with this slug; NotFoundError tells where to look."""
    found = session.scalar(select(Journey).where(Journey.slug == slug))
    if found is None:
        raise NotFoundError(f"There is no journey “{slug}”. Choose one on the page Journey.")
    return found


def get_step(session: Session, slug: str) -> JourneyStep:
    """Return the step with this slug; NotFoundError tells where to look."""
    found = session.scalar(select(JourneyStep).where(JourneyStep.slug == slug))
    if found is None:
        raise NotFoundError(f"There is no journey step “{slug}”. Look for it on the page Journey.")
    return found


def find_friction(session: Session, slug: str) -> FrictionPoint | None:
    """Return the friction point with this slug, archived or not, or None."""
    return session.scalar(select(FrictionPoint).where(FrictionPoint.slug == slug))


def get_friction(session: Session, slug: str) -> FrictionPoint:
    """Return the friction point with this slug; NotFoundError tells where to look."""
    found = find_friction(session, slug)
    if found is None:
        raise NotFoundError(f"There is no friction point “{slug}”. Look for it on the page Journey.")
    return found


def linked(session: Session) -> list[Answer]:
    """Return the active use cases linked to friction points, each beside the friction point's id."""
    query = (
        select(UseCaseFriction.friction_id, UseCase.slug, UseCase.title, UseCase.stage)
        .join(UseCase, UseCase.id == UseCaseFriction.use_case_id)
        .where(*_ACTIVE)
        .order_by(UseCase.title)
    )
    return [Answer._make(row) for row in session.execute(query)]


def serving(session: Session) -> list[Answer]:
    """Return the active use cases that serve steps, each beside the step's id."""
    query = (
        select(UseCaseStep.step_id, UseCase.slug, UseCase.title, UseCase.stage)
        .join(UseCase, UseCase.id == UseCaseStep.use_case_id)
        .where(*_ACTIVE)
        .order_by(UseCase.title)
    )
    return [Answer._make(row) for row in session.execute(query)]


def link(session: Session, *, use_case_id: int, friction_id: int) -> UseCaseFriction | None:
    """Return the link between a use case and a friction point, or None."""
    return session.get(UseCaseFriction, (use_case_id, friction_id))


def serves(session: Session, *, use_case_id: int, step_id: int) -> bool:
    """Say whether a use case serves a step."""
    return session.get(UseCaseStep, (use_case_id, step_id)) is not None


def active_use_cases(session: Session) -> list[tuple[str, str]]:
    """Return slug and title of every active use case, by title."""
    query = select(UseCase.slug, UseCase.title).where(*_ACTIVE).order_by(UseCase.title)
    return [(slug, title) for slug, title in session.execute(query)]


def unarchived_at(session: Session, step_id: int) -> list[str]:
    """Return the titles of the use cases that serve a step and are not archived, whatever their status."""
    query = (
        select(UseCase.title)
        .join(UseCaseStep, UseCaseStep.use_case_id == UseCase.id)
        .where(UseCaseStep.step_id == step_id, UseCase.archived_at.is_(None))
        .order_by(UseCase.title)
    )
    return list(session.scalars(query))
