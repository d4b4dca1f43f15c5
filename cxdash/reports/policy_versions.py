"""Every version of the gate policy in words: what changed, who changed it, why, and how many decisions met it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures
from cxdash.domain.gate_policy import START, GatePolicy
from cxdash.domain.gate_policy_content import from_content
from cxdash.domain.gate_policy_rules import differences
from cxdash.store import gate_policies, organisation


@dataclass(frozen=True, slots=True)
class Version:
    """One version after the one that cxdash starts with.

    Attributes:
        says: what it says otherwise than the version before it, a sentence each.
        decisions: how many decisions in effect were judged by it.
    """

    number: int
    made_on: date
    by: str
    reason: str
    says: Sequence[str]
    decisions: int


@dataclass(frozen=True, slots=True)
class Versions:
    """The policy that holds, how money is written in it, and its versions, the newest first."""

    current: GatePolicy
    figures: Figures
    past: Sequence[Version]
    decisions_at_start: int


def versions(session: Session) -> Versions:
    """Return the policy that holds and how it came to be."""
    figures, met = organisation.figures(session), gate_policies.decisions(session)
    rows = gate_policies.versions(session)
    policies = [*(from_content(row.content, number=row.number) for row in rows), START]
    past = tuple(
        Version(
            row.number,
            row.made_on,
            row.person.name,
            row.reason,
            differences(before, after, figures),
            met.get(row.number, 0),
        )
        for row, (after, before) in zip(rows, pairwise(policies), strict=True)
    )
    return Versions(policies[0], figures, past, met.get(START.number, 0))
