"""Finance's attestations of money, found by use case."""

from collections.abc import Mapping

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from cxdash.domain.errors import NotFoundError
from cxdash.store.gate_tables import Attestation


def get(session: Session, attestation_id: int) -> Attestation:
    """Return an attestation as it is now; NotFoundError tells where to look."""
    found = session.get(Attestation, attestation_id, populate_existing=True)
    if found is None:
        message = f"There is no attestation {attestation_id}. Open it from its use case."
        raise NotFoundError(message)
    return found


def newest(session: Session, use_case_id: int) -> Attestation | None:
    """Return what finance attested last about a use case and did not withdraw; None where there is nothing."""
    return session.scalar(_standing().where(Attestation.use_case_id == use_case_id))


def newest_by_use_case(session: Session) -> Mapping[int, Attestation]:
    """Return what finance attested last about each use case and did not withdraw."""
    return {row.use_case_id: row for row in session.scalars(_standing())}


def of_use_case(session: Session, use_case_id: int) -> list[Attestation]:
    """Return every attestation of a use case, the newest first."""
    query = select(Attestation).options(joinedload(Attestation.person))
    return list(session.scalars(query.where(Attestation.use_case_id == use_case_id).order_by(Attestation.id.desc())))


def _standing() -> Select[Attestation]:
    last = select(func.max(Attestation.id)).where(Attestation.withdrawn_on.is_(None)).group_by(Attestation.use_case_id)
    return select(Attestation).options(joinedload(Attestation.person)).where(Attestation.id.in_(last))
