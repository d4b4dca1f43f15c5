"""The gate policy changed: always a further version with its reason, so that past decisions keep the one they met."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.actions import Action
from cxdash.domain.errors import RuleError, StaleEditError
from cxdash.domain.gate_policy import GatePolicy
from cxdash.domain.gate_policy_content import content
from cxdash.domain.gate_policy_rules import check_policy, differences
from cxdash.store import audit, gate_policies, organisation
from cxdash.store.gate_tables import GatePolicyRow


def edit(session: Session, *, seen: GatePolicy, wanted: GatePolicy, today: date, reason: str) -> GatePolicy:
    """Store what the gates ask for from today on, and return it with its number.

    Reviews that were asked for keep their evidence; whether a go is possible is judged by the policy of the day.

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
    person.must_be_allowed(Action.POLICY_EDIT)
    if not reason.strip():
        raise RuleError("Say why the policy changes: people will be held to it.", field="reason")
    check_policy(wanted)
    stored = gate_policies.current(session)
    if stored.number != seen.number:
        raise _stale(session, seen, stored)
    if content(stored) == content(wanted):
        raise RuleError("The policy says this already, so there is nothing to store.")
    session.info["reason"] = reason.strip()
    new = replace(wanted, number=stored.number + 1)
    session.add(
        GatePolicyRow(
            number=new.number, made_on=today, person_id=person.id, reason=reason.strip(), content=content(new)
        )
    )
    session.flush()
    return new


def _stale(session: Session, seen: GatePolicy, stored: GatePolicy) -> StaleEditError:
    said = differences(seen, stored, organisation.figures(session))
    return StaleEditError(
        "The gate policy",
        field="its version",
        seen=str(seen.number),
        mine=f"a change of version {seen.number}",
        theirs=f"{stored.number}: {'; '.join(said)}" if said else str(stored.number),
        stored=stored,
    )
