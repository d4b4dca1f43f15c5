"""Use cases with all that their gates ask for and that is kept with them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cxdash.store.once import once
from cxdash.store.tables import Ownership, Pilot, UseCase, UseCaseMetric


def every(session: Session) -> Sequence[UseCase]:
    """Return every use case that is not archived, by title, with owners, metrics, pilots, readiness and moves."""
    query = (
        select(UseCase)
        .where(UseCase.archived_at.is_(None))
        .options(
            selectinload(UseCase.owners).joinedload(Ownership.person),
            selectinload(UseCase.metrics).joinedload(UseCaseMetric.metric),
            selectinload(UseCase.pilots).joinedload(Pilot.comparison_waiver),
            selectinload(UseCase.readiness),
            selectinload(UseCase.moves),
        )
        .order_by(UseCase.title)
    )
    return once(session, every, lambda: session.scalars(query).all())
