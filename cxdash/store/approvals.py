"""Proof points with the signatures under them, found by use case."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from cxdash.domain.sign_offs import About
from cxdash.store.gate_tables import SignOff
from cxdash.store.proof_tables import ProofPoint


class Signed(NamedTuple):
    """A proof point with signatures under it, the newest last."""

    point: ProofPoint
    signatures: Sequence[SignOff]


def by_use_case(session: Session, *, use_case_id: int | None = None) -> Mapping[int, Sequence[Signed]]:
    """Return the proof points of one use case or (None) of all, with the signatures that were not withdrawn."""
    points = select(ProofPoint).order_by(ProofPoint.id)
    signatures = (
        select(SignOff)
        .options(joinedload(SignOff.person))
        .where(SignOff.about == About.PROOF.value, SignOff.withdrawn_on.is_(None))
        .order_by(SignOff.id)
    )
    if use_case_id is not None:
        points = points.where(ProofPoint.use_case_id == use_case_id)
        signatures = signatures.where(SignOff.use_case_id == use_case_id)
    given: dict[int, list[SignOff]] = defaultdict(list)
    for each in session.scalars(signatures):
        if each.proof_point_id is not None:
            given[each.proof_point_id].append(each)
    found: dict[int, list[Signed]] = defaultdict(list)
    for point in session.scalars(points):
        found[point.use_case_id].append(Signed(point, given.get(point.id, ())))
    return dict(found)


def of(session: Session, point: ProofPoint) -> Signed:
    """Return one proof point with the signatures under it that were not withdrawn."""
    return next(
        each for each in by_use_case(session, use_case_id=point.use_case_id)[point.use_case_id] if each.point is point
    )
