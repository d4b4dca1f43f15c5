"""Proof points as they are stored: one by its slug, all of them, those of pilots, their uses and what repeated them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from cxdash.domain.errors import NotFoundError
from cxdash.domain.proof_points import Story
from cxdash.store.proof_tables import ProofPoint, ProofUse, Repeat
from cxdash.store.tables import Ownership, Pilot, UseCase


def get(session: Session, slug: str) -> ProofPoint:
    """Return the proof point with this slug; NotFoundError tells where to look."""
    found = session.scalar(_whole().where(ProofPoint.slug == slug))
    if found is None:
        raise NotFoundError(f"There is no proof point “{slug}”. Open it from the library of proof points.")
    return found


def every(session: Session) -> Sequence[ProofPoint]:
    """Return every proof point of a use case that is not archived, the newest first, with all that a card says."""
    query = _whole().join(UseCase, UseCase.id == ProofPoint.use_case_id).where(UseCase.archived_at.is_(None))
    return session.scalars(query.order_by(ProofPoint.id.desc())).all()


def of_pilots(session: Session, pilot_ids: Collection[int]) -> Sequence[ProofPoint]:
    """Return the proof points of these pilots that are not retired."""
    query = select(ProofPoint).where(ProofPoint.pilot_id.in_(pilot_ids), ProofPoint.retired_on.is_(None))
    return session.scalars(query.order_by(ProofPoint.id)).all()


def uses(session: Session, proof_point_id: int) -> Sequence[ProofUse]:
    """Return where a proof point was told, the newest first."""
    query = select(ProofUse).where(ProofUse.proof_point_id == proof_point_id).options(joinedload(ProofUse.person))
    return session.scalars(query.order_by(ProofUse.used_on.desc(), ProofUse.id.desc())).all()


def times_used(session: Session) -> Mapping[int, int]:
    """Return how often each proof point was told, by its id; nothing for one that never was."""
    found: dict[int, int] = defaultdict(int)
    for number in session.scalars(select(ProofUse.proof_point_id)):
        found[number] += 1
    return found


def repeats(session: Session, proof_point_id: int) -> Sequence[Pilot]:
    """Return the pilots that were made to repeat a proof point, the oldest first; archived ones are left out."""
    query = (
        select(Pilot)
        .join(Repeat, Repeat.pilot_id == Pilot.id)
        .where(Repeat.proof_point_id == proof_point_id, Pilot.archived_at.is_(None))
    )
    return session.scalars(query.options(joinedload(Pilot.site)).order_by(Pilot.id)).all()


def story_of(row: ProofPoint) -> Story:
    """Return what people wrote about a proof point."""
    return Story(
        headline=row.headline,
        situation=row.situation,
        done=row.done,
        limits=row.limits,
        conditions=row.conditions,
        helped=row.helped,
        quote=row.quote,
        quote_by=row.quote_by,
        client=row.client,
        client_permission=row.client_permission,
        client_permission_on=row.client_permission_on,
        expires_on=row.expires_on,
    )


def _whole() -> Select[ProofPoint]:
    return select(ProofPoint).options(
        joinedload(ProofPoint.use_case).selectinload(UseCase.owners).joinedload(Ownership.person),
        joinedload(ProofPoint.pilot).joinedload(Pilot.site),
        joinedload(ProofPoint.metric),
        selectinload(ProofPoint.made_by),
    )
