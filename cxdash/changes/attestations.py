"""Money attested by finance on the results as they stand, and taken back."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import held
from cxdash.domain.actions import Action
from cxdash.domain.attestations import Amounts, check_attested
from cxdash.domain.digests import digest
from cxdash.domain.errors import RuleError
from cxdash.judging import attested_money
from cxdash.store import attestations as stored
from cxdash.store import audit
from cxdash.store.gate_tables import Attestation


def attest(session: Session, slug: str, amounts: Amounts, *, seen: str, today: date, note: str = "") -> Attestation:
    """Store finance's word on a use case's money, with the results it rests on; the newest one counts.

    Args:
        session: writes.
        slug: which use case.
        amounts: what it is worth a year.
        seen: the digest of the results that the person had on the screen, as ``attested_money.resting`` returns them.
        today: the day of the attestation.
        note: what finance looked at.

    Raises:
        NotAllowedError: the person is not of finance.
        RuleError: no pilot has finished, the results changed meanwhile, the amounts do not rise, or it is archived.
        NotFoundError: there is no such use case.
    """
    person = audit.person_of(session)
    person.must_be_allowed(Action.MONEY_ATTEST)
    use_case = held.use_case(session, slug)
    content = attested_money.resting(session, use_case, today=today)
    check_attested(amounts, content)
    name = digest(content)
    if name != seen:
        raise RuleError("The results changed after you opened them. Look at them again before you attest the money.")
    row = Attestation(
        use_case_id=use_case.id,
        person_id=person.id,
        attested_on=today,
        low=amounts.low,
        likely=amounts.likely,
        high=amounts.high,
        content=content,
        digest=name,
        note=note.strip(),
    )
    session.add(row)
    session.flush()
    return row


def withdraw(session: Session, attestation_id: int, *, today: date, reason: str) -> Attestation:
    """Take an attestation back; an earlier one does not come back with it.

    Raises:
        NotAllowedError: the person is not of finance.
        RuleError: there is no reason, or it was withdrawn already.
        NotFoundError: there is no such attestation.
    """
    audit.person_of(session).must_be_allowed(Action.MONEY_ATTEST)
    use_case = held.by_id(session, stored.get(session, attestation_id).use_case_id)
    if not reason.strip():
        raise RuleError("Say why the attestation is withdrawn.", field="reason")
    row = stored.get(session, attestation_id)
    if row.withdrawn_on is not None:
        raise RuleError(f"It was withdrawn on {row.withdrawn_on:%-d %b %Y} already.")
    session.info["reason"] = reason.strip()
    for each in stored.of_use_case(session, use_case.id):
        if each.id <= row.id and each.withdrawn_on is None:
            each.withdrawn_on = today
    session.flush()
    return row
