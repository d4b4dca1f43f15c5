"""Outcomes and proof points signed by the person who answers in a function, and taken back by who signed."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain import sign_offs as rules
from cxdash.domain.errors import NotAllowedError, RuleError
from cxdash.domain.ownership import ACCOUNTABLE, Function
from cxdash.domain.proof_points import check_approvable
from cxdash.domain.sign_offs import About
from cxdash.judging import approvals, signatures
from cxdash.store import audit, metrics, named, organisation, proof_points, sign_offs, use_cases
from cxdash.store.gate_tables import SignOff
from cxdash.store.tables import PersonRow, UseCase

LONGEST_NOTE = 500


def sign(session: Session, slug: str, function: Function, *, seen: str, today: date, note: str = "") -> SignOff:
    """Store the signature of who answers in a function under the outcome that they saw.

    Args:
        session: writes.
        slug: which use case.
        function: for which of its functions.
        seen: the digest of what was on the screen, of ``domain.sign_offs.outcome_digest``.
        today: the day of the signature.
        note: what the person adds.

    Raises:
        NotAllowedError: somebody else answers in this function, or nobody does.
        RuleError: the outcome was changed since it was shown, promises nothing yet, or is signed as it stands.
        NotFoundError: there is no such use case.
    """
    use_case = _held(session, slug)
    _must_answer(session, use_case, function)
    content = signatures.outcome_content(use_case, metrics.catalogue(session), organisation.figures(session))
    rules.check_outcome(content)
    name = rules.outcome_digest(content)
    _must_be_seen(seen, name, what="The outcome")
    row = SignOff(about=About.OUTCOME.value, content=content, digest=name)
    return _signed(session, use_case, row, function, today=today, note=note)


def approve(session: Session, slug: str, function: Function, *, seen: str, today: date, note: str = "") -> SignOff:
    """Store the approval of a proof point by who answers in one of the three accountable functions.

    Args:
        session: writes.
        slug: which proof point.
        function: for which function of its use case.
        seen: the digest of the story and the evidence that were on the screen, as the proof point keeps it.
        today: the day of the approval.
        note: what the person adds.

    Raises:
        NotAllowedError: somebody else answers in this function, or nobody does.
        RuleError: approval is not asked for, it changed since it was shown, later figures no longer support it, it
            names a client that is not known to permit that, or it is approved as it stands.
        NotFoundError: there is no such proof point.
    """
    point = proof_points.get(session, slug)
    use_case = _held(session, point.use_case.slug)
    session.refresh(point)
    if function not in ACCOUNTABLE:
        raise RuleError("A proof point is approved by technology, operations and commercial.")
    _must_answer(session, use_case, function)
    check_approvable(
        approvals.state(point, {}, on=today),
        proof_points.story_of(point),
        by_commercial=function is Function.COMMERCIAL,
    )
    _must_be_seen(seen, point.digest, what=f"“{point.headline}”")
    approval = SignOff(
        about=About.PROOF.value,
        pilot_id=point.pilot_id,
        proof_point_id=point.id,
        content=approvals.content_of(point),
        digest=point.digest,
    )
    return _signed(session, use_case, approval, function, today=today, note=note)


def withdraw(session: Session, slug: str, function: Function, *, today: date, reason: str) -> None:
    """Take back one's own signature under an outcome; the log keeps it, and why.

    Raises:
        RuleError: no reason is given, or this person has not signed.
        NotFoundError: there is no such use case.
    """
    _take_back(session, _held(session, slug), None, function, today=today, reason=reason)


def withdraw_approval(session: Session, slug: str, function: Function, *, today: date, reason: str) -> None:
    """Take back one's own approval of a proof point; the log keeps it, and why.

    Raises:
        RuleError: no reason is given, or this person has not approved it.
        NotFoundError: there is no such proof point.
    """
    point = proof_points.get(session, slug)
    _take_back(session, _held(session, point.use_case.slug), point.id, function, today=today, reason=reason)


def _held(session: Session, slug: str) -> UseCase:
    """Return a use case as it is now, which nobody changes until this is stored."""
    use_case = use_cases.get(session, slug)
    named.hold(session, UseCase, [use_case.id])
    if use_case.archived_at is not None:
        raise RuleError(f"“{use_case.title}” is archived. Bring it back before you sign for it.")
    return use_case


def _must_answer(session: Session, use_case: UseCase, function: Function) -> None:
    person, owner = audit.person_of(session), signatures.owner_ids(use_case).get(function)
    if owner == person.id:
        return
    if owner is None:
        raise NotAllowedError(f"Nobody answers for {function.value} yet. Name somebody; they then sign.")
    name = session.get_one(PersonRow, owner).name
    raise NotAllowedError(f"{name} answers for {function.value} here, so only {name} signs for it.")


def _must_be_seen(seen: str, now: str, *, what: str) -> None:
    if seen != now:
        raise RuleError(f"{what} was changed while you read it. Read what stands there now, then sign.")


def _signed(
    session: Session, use_case: UseCase, row: SignOff, function: Function, *, today: date, note: str
) -> SignOff:
    person = audit.person_of(session)
    earlier = _own(session, use_case, row.proof_point_id, function)
    if earlier and earlier[-1].digest == row.digest:
        raise RuleError(f"{person.name} has signed this already, for {function.value}.")
    if len(note.strip()) > LONGEST_NOTE:
        raise RuleError(f"The note is too long. Shorten it to {LONGEST_NOTE} characters.", field="note")
    row.use_case_id, row.function = use_case.id, function.value
    row.person_id, row.signed_on, row.note = person.id, today, note.strip()
    session.add(row)
    session.flush()
    return row


def _take_back(
    session: Session, use_case: UseCase, proof_point_id: int | None, function: Function, *, today: date, reason: str
) -> None:
    if not reason.strip():
        raise RuleError("Say why you take your signature back; the others should know.", field="reason")
    rows = _own(session, use_case, proof_point_id, function)
    if not rows:
        raise RuleError(f"You have not signed this for {function.value}, so there is nothing to take back.")
    session.info["reason"] = reason.strip()
    for row in rows:
        row.withdrawn_on = today
    session.flush()


def _own(session: Session, use_case: UseCase, proof_point_id: int | None, function: Function) -> list[SignOff]:
    person = audit.person_of(session)
    return list(
        sign_offs.by_person(session, use_case.id, person.id, function=function.value, proof_point_id=proof_point_id)
    )
