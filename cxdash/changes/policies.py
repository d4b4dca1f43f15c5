"""Changing a policy, whichever it is: a further version with its reason, so that what met an earlier one keeps it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic

from sqlalchemy.orm import Session

from cxdash.domain.actions import Action
from cxdash.domain.errors import RuleError, StaleEditError
from cxdash.store import audit
from cxdash.store.policy_versions import PolicyT, PolicyVersions, RowT


@dataclass(frozen=True, slots=True)
class PolicyChange(Generic[PolicyT, RowT]):
    """How one policy is changed.

    Attributes:
        versions: where it is stored.
        action: what a person must be allowed to do.
        why: what to answer who gives no reason.
        check: raises RuleError for what no such policy may say.
        differences: what the second of two policies says otherwise than the first, a sentence each.
    """

    versions: PolicyVersions[PolicyT, RowT]
    action: Action
    why: str
    check: Callable[[PolicyT], None]
    differences: Callable[[Session, PolicyT, PolicyT], Sequence[str]]

    def store(self, session: Session, *, seen: PolicyT, wanted: PolicyT, today: date, reason: str) -> PolicyT:
        """Store what the policy says from today on, and return it with its number.

        Args:
            session: writes.
            seen: the policy as the person had it on the screen.
            wanted: the policy as the person wants it; its number does not matter.
            today: the day of the change.
            reason: why, kept with the version.

        Raises:
            StaleEditError: somebody else changed the policy meanwhile.
            NotAllowedError: the person may not change it.
            RuleError: there is no reason, nothing would change, or it says what no policy may say.
        """
        person = audit.person_of(session)
        person.must_be_allowed(self.action)
        if not reason.strip():
            raise RuleError(self.why, field="reason")
        self.check(wanted)
        stored = self.versions.current(session)
        if stored.number != seen.number:
            raise self._stale(session, seen, stored)
        if self.versions.content(stored) == self.versions.content(wanted):
            raise RuleError("The policy says this already, so there is nothing to store.")
        session.info["reason"] = reason.strip()
        new = replace(wanted, number=stored.number + 1)
        self.versions.add(session, new, person_id=person.id, today=today, reason=reason.strip())
        return new

    def _stale(self, session: Session, seen: PolicyT, stored: PolicyT) -> StaleEditError:
        said = self.differences(session, seen, stored)
        return StaleEditError(
            self.versions.name.capitalize(),
            field="its version",
            seen=str(seen.number),
            mine=f"a change of version {seen.number}",
            theirs=f"{stored.number}: {'; '.join(said)}" if said else str(stored.number),
            stored=stored,
        )
