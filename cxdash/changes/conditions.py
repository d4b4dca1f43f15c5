"""Conditions of a conditional go: reported as met with evidence, or due on another day with a reason."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import held
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, RuleError
from cxdash.store import audit, gates
from cxdash.store.gate_tables import GateCondition


def meet(session: Session, condition_id: int, *, evidence: str, today: date) -> GateCondition:
    """Report a condition as met, with what shows it; by who answers for it, or who decides at gates.

    Raises:
        NotAllowedError: the person does neither.
        RuleError: it says nothing of what shows it, is met already, or its decision is not in effect.
        NotFoundError: there is no such condition.
    """
    person = audit.person_of(session)
    person.must_be_allowed(Action.CONDITION_MEET)
    condition = _held(session, condition_id)
    if condition.owner_id != person.id and not person.may(Action.GATE_DECIDE):
        raise NotAllowedError(
            f"{condition.owner.name} answers for this condition. They report on it, or somebody who decides at gates."
        )
    _check_not_met(condition)
    if not evidence.strip():
        raise RuleError("Say what shows that it is met: a link, a figure, or who saw it.", field="evidence")
    condition.met_on, condition.met_by_id, condition.evidence = today, person.id, evidence.strip()
    session.flush()
    return condition


def move_due(session: Session, condition_id: int, due: date, *, seen: date, today: date, reason: str) -> GateCondition:
    """Give a condition another day by which it is met; by who decides at gates.

    Args:
        session: writes.
        condition_id: which condition.
        due: the new day.
        seen: the day as the person had it on the screen.
        today: the day of the change.
        reason: why, for the log.

    Raises:
        NotAllowedError: the person does not decide at gates.
        RuleError: the day is not to come, the reason is missing, it is met already, or somebody moved it meanwhile.
        NotFoundError: there is no such condition.
    """
    audit.person_of(session).must_be_allowed(Action.GATE_DECIDE)
    condition = _held(session, condition_id)
    _check_not_met(condition)
    if condition.due != seen:
        raise RuleError(f"Somebody moved it to {condition.due:%-d %b %Y} meanwhile. Look at it again.", field="due")
    if due <= today:
        raise RuleError(f"A condition is met by a day to come; {due:%-d %b %Y} is none.", field="due")
    if not reason.strip():
        raise RuleError("Say why the day moves.", field="reason")
    session.info["reason"] = reason.strip()
    condition.due = due
    session.flush()
    return condition


def _held(session: Session, condition_id: int) -> GateCondition:
    _, review = held.review(session, gates.condition(session, condition_id).review_id)
    if review.effective_on is None:
        raise RuleError("The decision that asks for it is not in effect yet.")
    return gates.condition(session, condition_id)


def _check_not_met(condition: GateCondition) -> None:
    if condition.met_on is not None:
        raise RuleError(f"This condition is met since {condition.met_on:%-d %b %Y}.")
