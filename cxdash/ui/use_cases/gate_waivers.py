"""Waivers beside their criterion: asked for, approved or refused by somebody else, ended, and renewed."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import waivers
from cxdash.domain.actions import Action
from cxdash.domain.gate_policy import GatePolicy
from cxdash.domain.gates import Line, State
from cxdash.domain.people import Person
from cxdash.domain.stages import Stage
from cxdash.domain.waivers import Reopened, WaiverState
from cxdash.reports.gate_review import Asking, AtGate
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import asides, saving
from cxdash.ui.use_cases.gate_marks import day

_USUAL_DAYS = 90
_Ask = Callable[[Session, str, date], object]
"""Stores what is asked for, with its reason and its last day."""


def said(at: AtGate, line: Line, to: Stage, *, today: date) -> str:
    """Say what is to be known of a criterion's waiver beside its state; "" where nothing is."""
    asking = at.waivers.get((to, line.code))
    if asking is None or line.state not in {State.NOT_MET, State.WAIVED}:
        return ""
    waiver = asking.waiver
    if line.state is State.WAIVED:
        return f"{literally(asking.asked_by)} asked for it, {literally(asking.approved_by)} approved it"
    match waiver.state(today):
        case WaiverState.ASKED:
            return (
                f":orange-badge[:material/hourglass_empty: Waiver asked for] {literally(asking.asked_by)} asks until "
                f"{day(waiver.expires_on)}: {literally(waiver.reason)}"
            )
        case WaiverState.EXPIRED:
            return f":red-badge[:material/event_busy: Waiver expired] on {day(waiver.expires_on)}"
        case WaiverState.ENDED:
            by = "" if waiver.ended_on is None else f" on {day(waiver.ended_on)}"
            how = "ended" if waiver.was_given else "refused"
            return f":red-badge[:material/block: Waiver {how}]{by}: {literally(waiver.ended_why)}"
    return ""


def offer(at: AtGate, line: Line, to: Stage, person: Person, *, today: date) -> None:
    """Offer this person what they may do about the waiver of a criterion that is not met or waived."""
    asking = at.waivers.get((to, line.code))
    state = None if asking is None else asking.waiver.state(today)
    if asking is not None and state in {WaiverState.ASKED, WaiverState.IN_FORCE}:
        _settle(asking, person, today=today)
    elif line.state is State.NOT_MET and person.may(Action.WAIVER_ASK):
        store = partial(_store, at.slug, line.code, to, today)
        _ask("Ask for a waiver", store, at.gate.policy, key=f"waive-{to.value}-{line.code}", today=today)


def renew(at: AtGate, reopened: Reopened, person: Person, *, today: date) -> None:
    """Offer to ask that a waiver which is over hold for longer, or to approve what somebody asked for already."""
    asking = at.waivers.get((reopened.to, reopened.line.code))
    if asking is not None and asking.waiver.state(today) is WaiverState.ASKED:
        waiver = asking.waiver
        st.caption(
            f"{literally(asking.asked_by)} asks for a new waiver until {day(waiver.expires_on)}: "
            f"{literally(waiver.reason)}"
        )
        _settle(asking, person, today=today)
    elif person.may(Action.WAIVER_ASK):
        store = partial(_renew, reopened.waiver.id, today)
        _ask("Renew the waiver", store, at.gate.policy, key=f"renew-{reopened.waiver.id}", today=today)


def _settle(asking: Asking, person: Person, *, today: date) -> None:
    waiver, key = asking.waiver, f"waiver-{asking.waiver.id}"
    waits, is_own = waiver.state(today) is WaiverState.ASKED, asking.asked_by_id == person.id
    if waits and person.may(Action.WAIVER_APPROVE) and not is_own:
        st.button(
            "Approve the waiver",
            key=f"approve-{key}",
            icon=":material/check:",
            on_click=_approve,
            args=(waiver.id, today),
        )
        saving.refusal(f"approve-{key}")
    if not (person.may(Action.WAIVER_APPROVE) or (waits and is_own)):
        return
    label = "Take it back" if waits and is_own else "Refuse it" if waits else "End the waiver"
    action = Action.WAIVER_ASK if waits and is_own else Action.WAIVER_APPROVE
    asides.with_reason(
        label,
        lambda changing, why: waivers.end(changing, waiver.id, today=today, why=why),
        key=key,
        action=action,
        said="The criterion counts again",
        icon=":material/block:",
    )


def _ask(label: str, store: _Ask, policy: GatePolicy, *, key: str, today: date) -> None:
    reason, until = f"reason-{key}", f"until-{key}"
    longest = today + timedelta(days=policy.longest_waiver_days)

    def fill() -> None:
        st.text_input("Why it may be set aside", key=reason)
        st.date_input(
            f"Until, at most {day(longest)}",
            min(today + timedelta(days=_USUAL_DAYS), longest),
            key=until,
            min_value=today + timedelta(days=1),
            max_value=longest,
            format="YYYY-MM-DD",
        )
        st.caption("It is in force once somebody else approves it.")
        st.button(label, key=f"do-{key}", type="primary", on_click=do)

    def do() -> None:
        words, last = str(st.session_state.get(reason, "")), st.session_state.get(until)
        asides.attempt(
            key,
            Action.WAIVER_ASK,
            lambda changing: store(changing, words, last if isinstance(last, date) else longest),
            said="Asked for; somebody else approves it",
        )

    asides.aside(label, fill, key=key, icon=":material/schedule:")


def _store(slug: str, code: str, to: Stage, today: date, changing: Session, reason: str, last: date) -> None:
    waivers.ask(changing, slug, code, to=to, reason=reason, expires_on=last, today=today)


def _renew(number: int, today: date, changing: Session, reason: str, last: date) -> None:
    waivers.renew(changing, number, reason=reason, expires_on=last, today=today)


def _approve(number: int, today: date) -> None:
    saving.attempt(
        f"approve-waiver-{number}",
        Action.WAIVER_APPROVE,
        lambda changing: waivers.approve(changing, number, today=today),
        said="The waiver is in force",
    )
