"""Actions of the council: who does what by when; done, dropped, or due on another day with a reason."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.actions import Action
from cxdash.domain.council import check_action, check_may_change
from cxdash.domain.errors import NotAllowedError, RuleError
from cxdash.domain.names import tidy
from cxdash.store import audit, council, people, use_cases
from cxdash.store.council_tables import CouncilAction


def add(
    session: Session,
    text: str,
    *,
    person: str,
    due: date,
    today: date,
    meeting_id: int | None = None,
    use_case: str | None = None,
) -> CouncilAction:
    """Agree that somebody does something by a day.

    Args:
        session: writes.
        text: what is to be done.
        person: the slug of who does it.
        due: the last day on which that is in time.
        today: the day it is agreed on.
        meeting_id: where it was agreed, None outside meetings.
        use_case: the slug of the one it is about, None where it is about none.

    Raises:
        NotAllowedError: the person does not prepare the council's meetings.
        RuleError: it says nothing, is due before it is agreed, or the meeting's minutes are agreed.
        NotFoundError: there is no such person, meeting or use case.
    """
    audit.person_of(session).must_be_allowed(Action.COUNCIL_EDIT)
    check_action(text, due=due, agreed_on=today)
    if meeting_id is not None:
        meeting = council.meeting(session, meeting_id, held=True)
        check_may_change(meeting.name, meeting.closed_on)
    row = CouncilAction(
        text=tidy(text),
        person_id=people.get(session, person).id,
        due=due,
        agreed_on=today,
        meeting_id=meeting_id,
        use_case_id=None if use_case is None else use_cases.get(session, use_case).id,
    )
    session.add(row)
    session.flush()
    return row


def done(session: Session, action_id: int, *, outcome: str, today: date) -> CouncilAction:
    """Report an action as done, with what came of it; by who is to do it, or prepares the council's meetings.

    Raises:
        NotAllowedError: the person does neither.
        RuleError: it says nothing of what came of it, or the action is done or dropped.
        NotFoundError: there is no such action.
    """
    row = _reported_on(session, action_id)
    if not outcome.strip():
        raise RuleError("Say what came of it, in a few words.", field="outcome")
    row.done_on, row.outcome = today, outcome.strip()
    session.flush()
    return row


def drop(session: Session, action_id: int, *, reason: str, today: date) -> CouncilAction:
    """Give an action up; by who prepares the council's meetings.

    Raises:
        NotAllowedError: the person does not.
        RuleError: there is no reason, or the action is done or dropped.
        NotFoundError: there is no such action.
    """
    row = _prepared(session, action_id)
    _reason(session, reason, "Say why it is not done any more.")
    row.dropped_on, row.outcome = today, reason.strip()
    session.flush()
    return row


def move_due(session: Session, action_id: int, due: date, *, seen: date, today: date, reason: str) -> CouncilAction:
    """Give an action another day; by who prepares the council's meetings.

    Args:
        session: writes.
        action_id: which action.
        due: the new day.
        seen: the day as the person had it on the screen.
        today: the day of the change.
        reason: why, for the log.

    Raises:
        NotAllowedError: the person does not prepare meetings.
        RuleError: the day is past, the reason missing, the action done or dropped, or somebody moved it meanwhile.
        NotFoundError: there is no such action.
    """
    row = _prepared(session, action_id)
    if row.due != seen:
        raise RuleError(f"Somebody moved it to {row.due:%-d %b %Y} meanwhile. Look at it again.", field="due")
    if due < today or due == seen:
        raise RuleError(f"Choose another day, today or later; {due:%-d %b %Y} is none.", field="due")
    _reason(session, reason, "Say why the day moves.")
    row.due = due
    session.flush()
    return row


def _reported_on(session: Session, action_id: int) -> CouncilAction:
    person = audit.person_of(session)
    person.must_be_allowed(Action.COUNCIL_ACT)
    row = council.action(session, action_id)
    if row.person_id != person.id and not person.may(Action.COUNCIL_EDIT):
        raise NotAllowedError(
            f"{row.person.name} is to do this. They report on it, or somebody who prepares the council's meetings."
        )
    _check_waits(row)
    return row


def _prepared(session: Session, action_id: int) -> CouncilAction:
    audit.person_of(session).must_be_allowed(Action.COUNCIL_EDIT)
    row = council.action(session, action_id)
    _check_waits(row)
    return row


def _check_waits(row: CouncilAction) -> None:
    if row.done_on is not None:
        raise RuleError(f"This action is done since {row.done_on:%-d %b %Y}.")
    if row.dropped_on is not None:
        raise RuleError(f"This action was given up on {row.dropped_on:%-d %b %Y}.")


def _reason(session: Session, reason: str, missing: str) -> None:
    if not reason.strip():
        raise RuleError(missing, field="reason")
    session.info["reason"] = reason.strip()
