"""Use cases parked, stopped, resumed and retired: with a reason, and with what was learned kept for others."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import held
from cxdash.domain.actions import Action
from cxdash.domain.errors import RuleError, StaleEditError
from cxdash.domain.stages import Status
from cxdash.domain.statuses import ENDS, check_learning, check_reason
from cxdash.store import audit, gates
from cxdash.store.tables import UseCase


def change(
    session: Session, slug: str, wanted: Status, *, seen: Status, today: date, reason: str, learning: str = ""
) -> UseCase:
    """Park, stop, resume or retire a use case.

    Args:
        session: writes.
        slug: which use case.
        wanted: its status from today on.
        seen: its status as the person had it on the screen.
        today: the day it counts from.
        reason: why, for the log.
        learning: what others should know of it; asked for where work ends, and kept when it is taken up again.

    Raises:
        StaleEditError: somebody else changed the status meanwhile.
        NotAllowedError: the person may not do this.
        RuleError: reason or learning is missing, it has this status already, or it is archived.
        NotFoundError: there is no such use case.
    """
    use_case = held.use_case(session, slug)
    stored = Status(use_case.status)
    if stored is wanted:
        raise RuleError(f"“{use_case.title}” is {wanted.value} already.")
    if stored is not seen:
        raise StaleEditError(
            f"“{use_case.title}”",
            field="status",
            seen=seen.value,
            mine=wanted.value,
            theirs=stored.value,
            part=("status", None),
            stored=stored,
        )
    enter(session, use_case, wanted, today=today, reason=reason, learning=learning)
    return use_case


def enter(session: Session, use_case: UseCase, wanted: Status, *, today: date, reason: str, learning: str = "") -> None:
    """Give a use case that others cannot change at this moment another status, as ``change`` does.

    A register tells of what took place elsewhere and has no words for what was learned, so it is not asked for them.
    """
    audit.person_of(session).must_be_allowed(Action.USE_CASE_STATUS)
    check_reason(wanted, reason)
    if not audit.is_import(session):
        check_learning(wanted, learning.strip() or use_case.learning)
        session.info["reason"] = reason.strip()
    _enter(session, use_case, wanted, today=today, learning=learning)


def stop_by_decision(session: Session, use_case: UseCase, *, today: date, learning: str) -> None:
    """Stop a use case as a review decided, which keeps reason and learning too."""
    if Status(use_case.status) is not Status.STOPPED:
        _enter(session, use_case, Status.STOPPED, today=today, learning=learning)


def _enter(session: Session, use_case: UseCase, wanted: Status, *, today: date, learning: str) -> None:
    use_case.status, use_case.status_since = wanted.value, today
    use_case.learning = learning.strip() or use_case.learning
    waiting = gates.open_review(session, use_case.id) if wanted in ENDS else None
    if waiting is not None:
        waiting.withdrawn_on = today
    session.flush()
