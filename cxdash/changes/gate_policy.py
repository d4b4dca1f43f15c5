"""The gate policy changed: always a further version with its reason, so that past decisions keep the one they met."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes.policies import PolicyChange
from cxdash.domain import gate_policy_rules as rules
from cxdash.domain.actions import Action
from cxdash.domain.gate_policy import GatePolicy
from cxdash.store import gate_policies, organisation


def edit(session: Session, *, seen: GatePolicy, wanted: GatePolicy, today: date, reason: str) -> GatePolicy:
    """Store what the gates ask for from today on, and return it with its number; see ``PolicyChange.store``.

    Reviews that were asked for keep their evidence; whether a go is possible is judged by the policy of the day.
    """
    return _CHANGE.store(session, seen=seen, wanted=wanted, today=today, reason=reason)


def _differences(session: Session, before: GatePolicy, after: GatePolicy) -> Sequence[str]:
    return rules.differences(before, after, organisation.figures(session))


_CHANGE = PolicyChange(
    gate_policies.STORED,
    Action.POLICY_EDIT,
    why="Say why the policy changes: people will be held to it.",
    check=rules.check_policy,
    differences=_differences,
)
