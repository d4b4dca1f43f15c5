"""Gate reviews asked for, their evidence frozen anew, and withdrawn."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import held
from cxdash.domain.actions import Action
from cxdash.domain.digests import digest
from cxdash.domain.errors import NotAllowedError, RuleError
from cxdash.domain.gate_reviews import Progress, check_withdrawal
from cxdash.domain.stages import Status
from cxdash.domain.statuses import check_active
from cxdash.judging import gates as judging
from cxdash.judging import reviews
from cxdash.store import audit, gates
from cxdash.store.gate_tables import GateReview
from cxdash.store.tables import UseCase


def request(session: Session, slug: str, *, today: date, note: str = "", meeting_id: int | None = None) -> GateReview:
    """Ask for a decision at the next gate of a use case, on the evidence of today.

    It may be asked for whatever the evidence says: hold, recycle and stop are decisions too.

    Args:
        session: writes.
        slug: which use case.
        today: the day the evidence is frozen.
        note: what the people who decide should know.
        meeting_id: of the council that is to decide; None where it is not known yet.

    Raises:
        NotAllowedError: the person may not ask for a review.
        RuleError: a review is open already, no gate is left, or the use case rests or is archived.
        NotFoundError: there is no such use case.
    """
    person = audit.person_of(session)
    person.must_be_allowed(Action.GATE_REQUEST)
    use_case = held.use_case(session, slug)
    check_active(use_case.title, Status(use_case.status), "you ask for a review of its gate")
    _check_none_open(session, use_case)
    gate = judging.gate(session, slug, today=today)
    if gate.to is None:
        raise RuleError(f"“{use_case.title}” is at scale, so no gate is left to review.")
    review = GateReview(
        use_case_id=use_case.id,
        from_stage=gate.stage.value,
        to_stage=gate.to.value,
        policy_number=gate.policy.number,
        requested_on=today,
        requested_by_id=person.id,
        note=note.strip(),
        frozen_on=today,
        evidence=gate.evidence,
        digest=digest(gate.evidence),
        meeting_id=meeting_id,
    )
    session.add(review)
    session.flush()
    return review


def freeze_again(session: Session, review_id: int, *, today: date) -> GateReview:
    """Freeze the evidence of an open review as it stands today; where it reads otherwise, everybody votes again.

    Raises:
        NotAllowedError: the person may not ask for a review.
        RuleError: the review is decided, waits for a second person or is withdrawn, or the use case rests.
        NotFoundError: there is no such review.
    """
    audit.person_of(session).must_be_allowed(Action.GATE_REQUEST)
    use_case, review = held.review(session, review_id)
    check_active(use_case.title, Status(use_case.status), "the evidence is frozen anew")
    check_open(review)
    gate = judging.gate(session, use_case.slug, today=today)
    review.frozen_on, review.policy_number = today, gate.policy.number
    name = digest(gate.evidence)
    if name != review.digest:
        review.evidence, review.digest = gate.evidence, name
    session.flush()
    return review


def withdraw(session: Session, review_id: int, *, today: date, reason: str) -> GateReview:
    """Take a review back before a decision is in effect; whoever asked for it may, and who may decide at gates.

    Raises:
        NotAllowedError: the person did neither ask for it, nor may decide at gates, or a decision is taken in it and
            the person does not decide.
        RuleError: there is no reason, or the review is over.
        NotFoundError: there is no such review.
    """
    person = audit.person_of(session)
    _, review = held.review(session, review_id)
    if review.requested_by_id != person.id and not person.may(Action.GATE_DECIDE):
        raise NotAllowedError(
            f"{review.requested_by.name} asked for this review. They may withdraw it, or somebody who decides at gates."
        )
    state = reviews.progress_of(review)
    check_withdrawal(state)
    if state is Progress.NEEDS_SECOND and not person.may(Action.GATE_DECIDE):
        raise NotAllowedError(
            "A decision is taken and waits for a second person. Who decides at gates may withdraw it."
        )
    if not reason.strip():
        raise RuleError("Say why the review is withdrawn.", field="reason")
    session.info["reason"] = reason.strip()
    review.withdrawn_on = today
    session.flush()
    return review


def check_open(review: GateReview) -> None:
    """Raise RuleError where a review does not wait for its decision any more."""
    state = reviews.progress_of(review)
    if state is Progress.NEEDS_SECOND:
        raise RuleError(
            "A decision is taken and waits for a second person. Stand by it, or take it back before anything changes."
        )
    if state is not Progress.OPEN:
        raise RuleError(f"This review is {state.value}. Ask for a new one.")


def _check_none_open(session: Session, use_case: UseCase) -> None:
    waiting = gates.open_review(session, use_case.id)
    if waiting is not None:
        raise RuleError(
            f"A review of the gate to {waiting.to_stage} waits for its decision: {waiting.requested_by.name} asked for "
            f"it on {waiting.requested_on:%-d %b %Y}. Decide or withdraw that one first."
        )
