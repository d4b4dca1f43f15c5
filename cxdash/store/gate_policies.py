"""The gate policy that holds, and every version that held before."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cxdash.domain.errors import NotFoundError
from cxdash.domain.gate_policy import START, GatePolicy
from cxdash.domain.gate_policy_content import from_content
from cxdash.store.gate_tables import GatePolicyRow, GateReview


def current(session: Session) -> GatePolicy:
    """Return the newest gate policy; the one that cxdash starts with before anybody changed it."""
    newest = select(GatePolicyRow.number, GatePolicyRow.content).order_by(GatePolicyRow.number.desc()).limit(1)
    found = session.execute(newest).one_or_none()
    return START if found is None else from_content(found.content, number=found.number)


def version(session: Session, number: int) -> GatePolicy:
    """Return the gate policy of a number, 0 for the one that cxdash starts with; NotFoundError where there is none."""
    if number == START.number:
        return START
    found = session.get(GatePolicyRow, number)
    if found is None:
        raise NotFoundError(f"There is no version {number} of the gate policy.")
    return from_content(found.content, number=number)


def decisions(session: Session) -> Mapping[int, int]:
    """Return how many decisions in effect were judged by each version, by its number."""
    query = select(GateReview.policy_number, func.count().label("found")).where(GateReview.effective_on.is_not(None))
    return {row.policy_number: row.found for row in session.execute(query.group_by(GateReview.policy_number))}
