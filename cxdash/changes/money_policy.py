"""The money policy changed: always a further version with its reason, and the money of every effect counted anew."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import effects
from cxdash.changes.policies import PolicyChange
from cxdash.domain import money_policy_rules as rules
from cxdash.domain.actions import Action
from cxdash.domain.money_policy import MoneyPolicy
from cxdash.store import money_policies


def edit(session: Session, *, seen: MoneyPolicy, wanted: MoneyPolicy, today: date, reason: str) -> MoneyPolicy:
    """Store how effects become money from today on, and return it with its number; see ``PolicyChange.store``.

    It is counted anew for every pilot. Closed quarters and decided reviews keep what they said.
    """
    new = _CHANGE.store(session, seen=seen, wanted=wanted, today=today, reason=reason)
    effects.recompute(session, today=today, because="The money policy was changed")
    return new


def _differences(_: Session, before: MoneyPolicy, after: MoneyPolicy) -> Sequence[str]:
    return rules.differences(before, after)


_CHANGE = PolicyChange(
    money_policies.STORED,
    Action.MONEY_POLICY_EDIT,
    why="Say why the policy changes: every amount changes with it.",
    check=rules.check_policy,
    differences=_differences,
)
