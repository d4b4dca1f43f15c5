"""Where a proof point was told, noted by who told it."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.errors import RuleError
from cxdash.judging import approvals
from cxdash.store import approvals as stored
from cxdash.store import audit, proof_points
from cxdash.store.proof_tables import ProofUse

LONGEST_PLACE = 160
LONGEST_NOTE = 500


def note_use(session: Session, slug: str, *, place: str, used_on: date, today: date, note: str = "") -> ProofUse:
    """Store that a proof point was told.

    Args:
        session: writes.
        slug: which proof point.
        place: where, and to whom: “Bid for North Region, first meeting”.
        used_on: on which day; not later than today.
        today: the day of the note.
        note: what came of it, if anything.

    Raises:
        RuleError: it may not be told on this day, no place is given, or a text is too long.
        NotFoundError: there is no such proof point.
    """
    point = proof_points.get(session, slug)
    state = approvals.now(stored.of(session, point), today=today).state
    if not state.may_be_used:
        raise RuleError(f"“{point.headline}” may not be used outside: it {_BECAUSE.get(state.value, state.value)}.")
    where, words = place.strip(), note.strip()
    if not where:
        raise RuleError("Say where it was used, and before whom.", field="place")
    if len(where) > LONGEST_PLACE or len(words) > LONGEST_NOTE:
        raise RuleError(
            f"That is too long. Say where in {LONGEST_PLACE} characters, and what came of it in {LONGEST_NOTE}.",
            field="place",
        )
    if used_on > today:
        raise RuleError("That day has not come yet. Note it once it was used.", field="used_on")
    row = ProofUse(
        proof_point_id=point.id, used_on=used_on, place=where, note=words, person_id=audit.person_of(session).id
    )
    session.add(row)
    session.flush()
    return row


_BECAUSE = {"draft": "is a draft", "drifted": "has drifted", "expired": "has expired", "retired": "is retired"}
