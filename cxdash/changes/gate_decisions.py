"""Decisions at gates: taken, stood by, taken back, and carried out; nothing else moves a use case to another stage."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import gate_reviews, gate_votes, held, names, statuses
from cxdash.domain.errors import RuleError
from cxdash.domain.gate_decisions import check_decision, check_nothing_blocks, must_decide, must_second, needs_second
from cxdash.domain.gate_evidence import read
from cxdash.domain.gate_reviews import Decision, Progress, Wanted
from cxdash.domain.people import Person
from cxdash.domain.stages import Status
from cxdash.domain.statuses import check_active
from cxdash.judging import gates as judging
from cxdash.judging import reviews
from cxdash.store import audit
from cxdash.store.gate_tables import GateCondition, GateReview
from cxdash.store.tables import StageMove, UseCase


def decide(session: Session, review_id: int, wanted: Wanted, *, seen: str, today: date) -> GateReview:
    """Take a decision in an open review; where a second person has to stand by it, it waits for them.

    Args:
        session: writes.
        review_id: which review.
        wanted: the decision with all that belongs to it.
        seen: the digest of the evidence that the person had on the screen.
        today: the day of the decision.

    Raises:
        NotAllowedError: the person does not decide where this much is at stake.
        RuleError: it lacks something, a go is blocked or rests on evidence from before money was claimed, the evidence
            was frozen anew or on a later day, or the review is over.
        NotFoundError: there is no such review.
    """
    person = audit.person_of(session)
    use_case, review = held.review(session, review_id)
    gate_reviews.check_open(review)
    _check_not_before(review.frozen_on, "The evidence was frozen", today=today)
    check_active(use_case.title, Status(use_case.status), "its gate is decided")
    gate, frozen = judging.gate(session, use_case.slug, today=today), read(review.evidence)
    delegation = reviews.delegation(gate, frozen)
    must_decide(person, delegation)
    gate_votes.check_evidence(review, seen)
    check_decision(
        wanted,
        stage=gate.stage,
        frozen=frozen.lines,
        present=gate.lines,
        reopened=gate.reopened,
        money_is_new=reviews.money_is_new(gate, frozen),
        today=today,
    )
    advice = reviews.recommendation(review, gate)
    _write(session, review, wanted, person, today=today)
    review.against_recommendation = wanted.decision is not advice.decision
    session.info["reason"] = review.rationale
    if not needs_second(wanted.decision, advice, delegation):
        _carry_out(session, use_case, review, today=today)
    session.flush()
    return review


def second(session: Session, review_id: int, *, seen: int, today: date) -> GateReview:
    """Stand by the decision of somebody else, which takes effect with it.

    Args:
        session: writes.
        review_id: which review.
        seen: the version of the review that the person had on the screen.
        today: the day it takes effect.

    Raises:
        NotAllowedError: the person took the decision, or does not decide where this much is at stake.
        RuleError: nothing waits for a second person, the decision was changed since, or a go is blocked by now.
        NotFoundError: there is no such review.
    """
    person = audit.person_of(session)
    use_case, review = held.review(session, review_id)
    _check_waits(review)
    _check_not_before(review.decided_on, "The decision was taken", today=today)
    check_active(use_case.title, Status(use_case.status), "its gate is decided")
    gate, frozen = judging.gate(session, use_case.slug, today=today), read(review.evidence)
    must_second(person, decided_by=review.decided_by_id or 0, delegation=reviews.delegation(gate, frozen))
    if review.version != seen:
        raise RuleError("The decision was changed after you opened it. Look at it again before you stand by it.")
    decision = Decision(review.decision or "")
    if decision.moves_on:
        check_nothing_blocks(
            decision,
            frozen=frozen.lines,
            present=gate.lines,
            reopened=gate.reopened,
            money_is_new=reviews.money_is_new(gate, frozen),
            is_taken=True,
        )
    review.seconded_by_id = person.id
    session.info["reason"] = review.rationale
    _carry_out(session, use_case, review, today=today)
    session.flush()
    return review


def take_back(session: Session, review_id: int, *, today: date, reason: str) -> GateReview:
    """Take back a decision that waits for a second person; the review is open again, and the log keeps what it was.

    Raises:
        NotAllowedError: the person does not decide where this much is at stake.
        RuleError: nothing waits for a second person, or there is no reason.
        NotFoundError: there is no such review.
    """
    use_case, review = held.review(session, review_id)
    _check_waits(review)
    gate = judging.gate(session, use_case.slug, today=today)
    must_decide(audit.person_of(session), reviews.delegation(gate, read(review.evidence)))
    if not reason.strip():
        raise RuleError("Say why the decision is taken back.", field="reason")
    session.info["reason"] = reason.strip()
    for condition in list(review.conditions):
        session.delete(condition)
    review.decision = review.back_to = review.decided_on = review.decided_by_id = None
    review.rationale = review.learning = ""
    review.against_recommendation = False
    session.flush()
    session.expire(review)
    return review


def _check_waits(review: GateReview) -> None:
    state = reviews.progress_of(review)
    if state is not Progress.NEEDS_SECOND:
        raise RuleError(f"No decision waits for a second person: this review is {state.value}.")


def _check_not_before(day: date | None, what: str, *, today: date) -> None:
    """Raise RuleError where today, which a clock or a sample may set back, comes before what it rests on."""
    if day is not None and today < day:
        raise RuleError(f"{what} on {day:%-d %b %Y}, which is after {today:%-d %b %Y}. Nothing is decided before it.")


def _write(session: Session, review: GateReview, wanted: Wanted, person: Person, *, today: date) -> None:
    review.decision = wanted.decision.value
    review.back_to = None if wanted.back_to is None else wanted.back_to.value
    review.rationale = wanted.rationale.strip()
    review.learning = wanted.learning.strip()
    review.decided_on, review.decided_by_id = today, person.id
    for each in wanted.conditions:
        owner = names.person_named(session, each.owner).id
        session.add(GateCondition(review_id=review.id, text=each.text.strip(), owner_id=owner, due=each.due))


def _carry_out(session: Session, use_case: UseCase, review: GateReview, *, today: date) -> None:
    """Do what was decided; from now on the review never changes."""
    review.effective_on = today
    session.flush()
    decision = Decision(review.decision or "")
    if decision.moves_on:
        _move(session, use_case, review, review.to_stage, today=today)
    elif decision is Decision.RECYCLE and review.back_to not in (None, use_case.stage):
        _move(session, use_case, review, str(review.back_to), today=today)
    elif decision is Decision.STOP:
        statuses.stop_by_decision(session, use_case, today=today, learning=review.learning)


def _move(session: Session, use_case: UseCase, review: GateReview, to: str, *, today: date) -> None:
    session.add(
        StageMove(
            use_case_id=use_case.id,
            from_stage=use_case.stage,
            to_stage=to,
            moved_on=today,
            reason=review.rationale,
            review_id=review.id,
        )
    )
    use_case.stage, use_case.stage_since = to, today
    session.flush()
    session.expire(use_case, ["moves"])
