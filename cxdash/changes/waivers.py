"""Waivers of gate criteria: asked for by one person, approved or refused by another, ended, renewed."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import held
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, RuleError
from cxdash.domain.gates import codes
from cxdash.domain.stages import Stage
from cxdash.domain.waivers import Waiver, WaiverState, check_approval, check_expiry, check_waiver
from cxdash.judging.gates import as_waiver
from cxdash.store import audit, gate_policies
from cxdash.store import waivers as stored
from cxdash.store.gate_tables import GateWaiver
from cxdash.store.tables import UseCase

OVER = frozenset({WaiverState.EXPIRED, WaiverState.ENDED})


def ask(
    session: Session, slug: str, criterion: str, *, to: Stage, reason: str, expires_on: date, today: date
) -> GateWaiver:
    """Ask that a criterion of a gate be set aside for a use case until a day.

    Args:
        session: writes.
        slug: which use case.
        criterion: its code.
        to: the stage behind the gate: the next one, or one passed with a waiver that is over.
        reason: why it may be set aside.
        expires_on: the last day it is to be in force.
        today: the day it is asked for.

    Raises:
        NotAllowedError: the person may not ask for waivers.
        RuleError: the gate has no such criterion or lies further ahead, the reason is missing, the day is out of the
            policy's reach, or a waiver of it is in force or waits already.
        NotFoundError: there is no such use case.
    """
    person = audit.person_of(session)
    person.must_be_allowed(Action.WAIVER_ASK)
    use_case = held.use_case(session, slug)
    _check_within_reach(use_case, to)
    wanted = Waiver(
        to=to, criterion=criterion, reason=reason, expires_on=expires_on, asked_on=today, asked_by=person.name
    )
    check_waiver(wanted, criteria=codes(to), policy=gate_policies.current(session), today=today)
    _check_no_other(session, use_case, wanted, today=today)
    return _add(session, use_case, wanted, person.id)


def renew(session: Session, waiver_id: int, *, reason: str, expires_on: date, today: date) -> GateWaiver:
    """Ask that a criterion stay set aside for longer: a waiver of its own, which somebody else approves.

    Raises:
        NotAllowedError: the person may not ask for waivers.
        RuleError: the reason is missing, the day is out of reach or no later than the one that holds, one waits
            already, or the waiver was never approved.
        NotFoundError: there is no such waiver.
    """
    person = audit.person_of(session)
    person.must_be_allowed(Action.WAIVER_ASK)
    use_case, row = _held(session, waiver_id)
    known = as_waiver(row)
    if known.approved_on is None:
        raise RuleError("This waiver was never approved, so there is nothing to renew. Ask for a new one.")
    if known.state(today) is WaiverState.IN_FORCE and expires_on <= known.expires_on:
        raise RuleError(f"It is in force until {known.expires_on:%-d %b %Y}. Choose a later day.", field="expires_on")
    wanted = Waiver(
        to=known.to,
        criterion=known.criterion,
        reason=reason,
        expires_on=expires_on,
        asked_on=today,
        asked_by=person.name,
    )
    check_waiver(wanted, criteria=codes(known.to), policy=gate_policies.current(session), today=today)
    _check_no_other(session, use_case, wanted, today=today, besides=waiver_id)
    return _add(session, use_case, wanted, person.id)


def approve(session: Session, waiver_id: int, *, today: date) -> GateWaiver:
    """Approve a waiver that somebody else asked for; it is in force from today on.

    Raises:
        NotAllowedError: the person may not approve waivers.
        RuleError: the person asked for it, it is over or approved already, or lasts longer than the policy allows.
        NotFoundError: there is no such waiver.
    """
    person = audit.person_of(session)
    person.must_be_allowed(Action.WAIVER_APPROVE)
    _, row = _held(session, waiver_id)
    check_approval(as_waiver(row), asked_by=row.asked_by_id, approver=person.id, today=today)
    check_expiry(row.expires_on, policy=gate_policies.current(session), today=today)
    row.approved_on, row.approved_by_id = today, person.id
    session.flush()
    return row


def end(session: Session, waiver_id: int, *, today: date, why: str) -> GateWaiver:
    """Refuse a waiver that waits, or end one that is in force; from today on the criterion counts again.

    Who asked for it may take back what nobody approved yet.

    Raises:
        NotAllowedError: the person may not approve waivers, and did not ask for one that still waits.
        RuleError: it is over already, or there is no reason.
        NotFoundError: there is no such waiver.
    """
    person = audit.person_of(session)
    _, row = _held(session, waiver_id)
    state = as_waiver(row).state(today)
    takes_back = state is WaiverState.ASKED and row.asked_by_id == person.id
    if not takes_back and not person.may(Action.WAIVER_APPROVE):
        raise NotAllowedError(f"{person.name} may not end this waiver. Ask somebody who approves waivers.")
    if state in OVER:
        raise RuleError(f"This waiver has {state.value} already.")
    if not why.strip():
        raise RuleError("Say why the criterion counts again.", field="why")
    session.info["reason"] = why.strip()
    row.ended_on, row.ended_by_id, row.ended_why = today, person.id, why.strip()
    session.flush()
    return row


def _held(session: Session, waiver_id: int) -> tuple[UseCase, GateWaiver]:
    use_case = held.by_id(session, stored.get(session, waiver_id).use_case_id)
    return use_case, stored.get(session, waiver_id)


def _check_within_reach(use_case: UseCase, to: Stage) -> None:
    stage = Stage(use_case.stage)
    if to.position > stage.position + 1:
        raise RuleError(
            f"“{use_case.title}” stands at {stage.value}; the gate to {to.value} is not the next one.",
            field="criterion",
        )


def _check_no_other(
    session: Session, use_case: UseCase, wanted: Waiver, *, today: date, besides: int | None = None
) -> None:
    """Refuse a second waiver of a criterion while one is in force or waits; a renewal may follow the one it renews."""
    for row in stored.of_use_case(session, use_case.id):
        known = as_waiver(row)
        if (known.to, known.criterion) != (wanted.to, wanted.criterion) or known.id == besides:
            continue
        state = known.state(today)
        if state is WaiverState.ASKED:
            raise RuleError(
                f"{known.asked_by} asked for this waiver on {known.asked_on:%-d %b %Y}; it waits for approval."
            )
        if state is WaiverState.IN_FORCE and known.expires_on >= wanted.expires_on:
            raise RuleError(f"A waiver of it is in force until {known.expires_on:%-d %b %Y}. Renew it for longer.")


def _add(session: Session, use_case: UseCase, wanted: Waiver, person_id: int) -> GateWaiver:
    row = GateWaiver(
        use_case_id=use_case.id,
        to_stage=wanted.to.value,
        criterion=wanted.criterion,
        reason=wanted.reason.strip(),
        expires_on=wanted.expires_on,
        asked_on=wanted.asked_on,
        asked_by_id=person_id,
    )
    session.add(row)
    session.flush()
    return row
