"""Signatures, attestations, reviews and conditions with the days on which they held, whether or not they hold today."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from cxdash.store.gate_tables import Attestation, GateCondition, GateReview, SignOff

_Said = TypeVar("_Said", SignOff, Attestation, GateReview)


class Condition(NamedTuple):
    """What a decision asked for: from the day it took effect, until the day it was met."""

    use_case_id: int
    text: str
    due: date
    effective_on: date
    met_on: date | None


def signatures(session: Session) -> Mapping[int, Sequence[SignOff]]:
    """Return every signature under outcomes and proofs by use case, the newest last, withdrawn ones too."""
    return _grouped(session.scalars(select(SignOff).options(joinedload(SignOff.person)).order_by(SignOff.id)).all())


def attestations(session: Session) -> Mapping[int, Sequence[Attestation]]:
    """Return every attestation by use case, the newest last, withdrawn ones too."""
    query = select(Attestation).options(joinedload(Attestation.person)).order_by(Attestation.id)
    return _grouped(session.scalars(query).all())


def reviews(session: Session, *, after: date) -> Mapping[int, Sequence[GateReview]]:
    """Return by use case the reviews that were still under way at the end of a day, or asked for later."""
    is_over = or_(GateReview.effective_on <= after, GateReview.withdrawn_on <= after)
    query = select(GateReview).where(or_(GateReview.requested_on > after, is_over.is_not(True)))
    return _grouped(session.scalars(query.order_by(GateReview.id)).all())


def conditions(session: Session) -> Sequence[Condition]:
    """Return the conditions of every decision that took effect, the first due first."""
    columns = (GateReview.use_case_id, GateCondition.text, GateCondition.due, GateReview.effective_on)
    query = (
        select(*columns, GateCondition.met_on)
        .join(GateReview, GateReview.id == GateCondition.review_id)
        .where(GateReview.effective_on.is_not(None))
        .order_by(GateCondition.due, GateCondition.id)
    )
    return [Condition._make(row) for row in session.execute(query)]


def stood(said: SignOff | Attestation, day: date) -> bool:
    """Say whether a signature or an attestation was given by the end of a day and not taken back by then."""
    given = said.signed_on if isinstance(said, SignOff) else said.attested_on
    return given <= day and (said.withdrawn_on is None or said.withdrawn_on > day)


def waited(review: GateReview, day: date) -> bool:
    """Say whether a review waited for votes at the end of a day: asked for, and neither decided nor withdrawn."""
    ends = [each for each in (review.decided_on, review.effective_on, review.withdrawn_on) if each is not None]
    return review.requested_on <= day and all(each > day for each in ends)


def _grouped(rows: Sequence[_Said]) -> Mapping[int, Sequence[_Said]]:
    found: dict[int, list[_Said]] = defaultdict(list)
    for row in rows:
        found[row.use_case_id].append(row)
    return dict(found)
