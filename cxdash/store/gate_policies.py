"""The gate policy that holds, and every version that held before."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.domain.errors import NotFoundError
from cxdash.domain.gate_policy import START, GatePolicy
from cxdash.domain.gate_policy_content import from_content
from cxdash.store.gate_tables import GatePolicyRow


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
