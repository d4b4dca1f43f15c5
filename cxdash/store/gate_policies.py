"""The gate policy that holds, and every version that held before."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cxdash.domain.gate_policy import START
from cxdash.domain.gate_policy_content import content, from_content
from cxdash.store.gate_tables import GatePolicyRow, GateReview
from cxdash.store.policy_versions import PolicyVersions

STORED = PolicyVersions("the gate policy", GatePolicyRow, START, content, from_content)
current = STORED.current
version = STORED.version
versions = STORED.rows


def decisions(session: Session) -> Mapping[int, int]:
    """Return how many decisions in effect were judged by each version, by its number."""
    query = select(GateReview.policy_number, func.count().label("found")).where(GateReview.effective_on.is_not(None))
    return {row.policy_number: row.found for row in session.execute(query.group_by(GateReview.policy_number))}
