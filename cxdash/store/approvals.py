"""Signatures under the proofs that pilots give, found by pilot."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from cxdash.store.gate_tables import SignOff

PROOF = "proof"
"""What a signature is about that approves the proof of a pilot."""


def by_pilot(session: Session, *, use_case_id: int | None = None) -> Mapping[int, Sequence[SignOff]]:
    """Return the signatures under proofs that were not withdrawn, the newest last, of one use case or (None) of all."""
    query = (
        select(SignOff)
        .options(joinedload(SignOff.person))
        .where(SignOff.about == PROOF, SignOff.pilot_id.is_not(None), SignOff.withdrawn_on.is_(None))
        .order_by(SignOff.id)
    )
    if use_case_id is not None:
        query = query.where(SignOff.use_case_id == use_case_id)
    found: dict[int, list[SignOff]] = defaultdict(list)
    for each in session.scalars(query):
        if each.pilot_id is not None:
            found[each.pilot_id].append(each)
    return dict(found)
