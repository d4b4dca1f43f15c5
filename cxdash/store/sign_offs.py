"""Signatures that were not taken back, found for one use case and for all of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from cxdash.domain.sign_offs import About, Signature
from cxdash.store.gate_tables import SignOff
from cxdash.store.tables import UseCase

Signatures = Mapping[str, Sequence[Signature]]
"""By function, the newest last."""


def outcomes(session: Session, *, only: int | None = None) -> Mapping[int, Signatures]:
    """Return the signatures under outcomes by use case; ``only`` asks for one use case by its id."""
    found: dict[int, dict[str, list[Signature]]] = defaultdict(lambda: defaultdict(list))
    for row in session.scalars(_standing(About.OUTCOME, only)):
        found[row.use_case_id][row.function].append(_signature(row))
    return found


def by_person(
    session: Session, use_case_id: int, person_id: int, *, function: str, proof_point_id: int | None = None
) -> Sequence[SignOff]:
    """Return what a person signed for a function and did not take back, the newest last.

    It is the outcome of the use case, or the proof point with this id.
    """
    about = About.OUTCOME if proof_point_id is None else About.PROOF
    query = _standing(about, use_case_id).where(SignOff.person_id == person_id, SignOff.function == function)
    return session.scalars(query.where(SignOff.proof_point_id == proof_point_id)).all()


def _standing(about: About, only: int | None) -> Select[SignOff]:
    query = (
        select(SignOff)
        .options(joinedload(SignOff.person))
        .where(SignOff.about == about.value, SignOff.withdrawn_on.is_(None))
        .order_by(SignOff.id)
    )
    if only is not None:
        return query.where(SignOff.use_case_id == only)
    return query.join(UseCase, UseCase.id == SignOff.use_case_id).where(UseCase.archived_at.is_(None))


def _signature(row: SignOff) -> Signature:
    return Signature(row.person_id, row.person.name, row.signed_on, row.content, row.note)
