"""The gate a use case comes to next: what is met and what to do, the review under way, what was decided before."""

from datetime import date

import streamlit as st

from cxdash.domain.actions import Action
from cxdash.domain.gates import Line, State, View, Where
from cxdash.domain.people import Person
from cxdash.domain.stages import Stage, Status
from cxdash.domain.waivers import Reopened
from cxdash.reports import gate, gate_review
from cxdash.reports.gate_review import AtGate
from cxdash.reports.use_cases import Offered, Opened
from cxdash.ui import cached, drawing, links
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import asides, gate_decision, gate_marks, gate_past, gate_waivers, metric_form, pilot_form
from cxdash.ui.use_cases import gate_review as review_shown

TABS = "view"
"""The key of the page's tabs."""
_ASIDES = ("ask-for-review", "waive", "renew", "withdraw", "take-back", "condition")
_TABS = {View.DEFINE, View.METRICS, View.PILOTS, View.MONEY}


def show(opened: Opened, offered: Offered, person: Person, *, today: date) -> None:
    """Show where a use case stands at its gate, and let everybody do their part."""
    at = cached.report(gate_review.at_gate, opened.slug, today=today)
    if at.taken_over:
        st.markdown(
            ":material/move_to_inbox: **Taken over from the register, not reviewed here.** Nobody decided in cxdash at "
            f"the {at.taken_over}."
        )
    for each in at.gate.reopened:
        _reopened(at, each, opened, person, today=today)
    for review in at.past:
        if review.effective_on is not None and any(each.met_on is None for each in review.conditions):
            gate_past.newest(review, person, today=today)
    if at.status is not Status.ACTIVE:
        st.markdown(f"It is {at.status.value}, so nobody decides at its gate. It is resumed under Define.")
    if at.under_way is not None:
        review_shown.show(at, at.under_way, person, offered.people, today=today)
    if at.gate.to is None:
        st.markdown("It is at scale: no gate is left.")
    else:
        _checklist(at, at.gate.to, opened, person, today=today)
    gate_past.show(at.past, person, today=today)


def is_open() -> bool:
    """Whether somebody is filling something in; what is typed lives in the browser until it is sent."""
    begun = (review_shown.VOTE, gate_decision.CHOICE)
    return asides.is_open(*_ASIDES) or any(
        str(name).startswith(begun) and st.session_state[name] for name in st.session_state
    )


def _checklist(at: AtGate, to: Stage, opened: Opened, person: Person, *, today: date) -> None:
    found = at.gate
    title = f"{found.met} of {len(found.lines)} criteria for {to.value} are met"
    drawing.heading(title, gate.table(found), key="gate")
    st.progress(found.met / len(found.lines))
    advice = found.recommendation
    if at.under_way is None and advice is not None:
        because = "That gate comes first." if found.reopened else advice.because
        st.markdown(f"The evidence recommends {gate_marks.decision(advice.decision)} {literally(because)}")
        st.caption(f"{literally(at.stake)}.")
        review_shown.ask(at, to, person, today=today)
    for line in found.lines:
        _line(at, line, to, opened, person, today=today)


def _line(at: AtGate, line: Line, to: Stage, opened: Opened, person: Person, *, today: date) -> None:
    """Show a criterion, and where it is not met what to do next, with where that is done."""
    words = gate_marks.criterion(line)
    waiver = gate_waivers.said(at, line, to, today=today)
    if waiver:
        words += f"  \n{waiver}"
    if line.next_step:
        words += f"  \n:material/arrow_forward: {literally(line.next_step)}"
    st.markdown(words)
    if line.state not in {State.NOT_MET, State.WAIVED} or at.is_archived:
        return
    with st.container(horizontal=True, gap="small", key=f"criterion-{line.code}"):
        if line.where is not None:
            _open(line.where, line.code, opened, person)
        gate_waivers.offer(at, line, to, person, today=today)


def _open(where: Where, code: str, opened: Opened, person: Person) -> None:
    """Lead to where it is entered: the tab, and in it the form where there is but one."""
    if where.view is View.CATALOGUE:
        links.to_page("metrics", "Open the catalogue")
    elif where.view in _TABS:
        st.button(
            f"Open {where.view.value}",
            key=f"open-{code}",
            type="tertiary",
            icon=":material/arrow_outward:",
            on_click=_go,
            args=(where, opened, person),
        )


def _go(where: Where, opened: Opened, person: Person) -> None:
    st.session_state[TABS] = where.view.value
    primaries = [each.slug for each in opened.measures if each.role.value == "primary"]
    if where.view is View.METRICS and where.field and len(primaries) == 1 and person.may(Action.USE_CASE_EDIT):
        st.query_params[metric_form.ASKED] = primaries[0]
    pilots = [each.slug for each in opened.pilots]
    has_form = where.view is View.PILOTS and where.field not in {"", "approval"} and len(pilots) <= 1
    if has_form and person.may(Action.PILOT_EDIT):
        st.query_params[pilot_form.ASKED] = pilots[0] if pilots else pilot_form.NEW


def _reopened(at: AtGate, each: Reopened, opened: Opened, person: Person, *, today: date) -> None:
    """Say that an earlier gate is open again, and the ways to shut it."""
    with st.container(border=True, gap="xsmall", key=f"reopened-{each.line.code}"):
        st.markdown(f":red[:material/lock_open:] **{literally(each.words)}**")
        st.markdown(
            f"Mend it: {literally(each.line.next_step)} Or have the waiver renewed. Until then it does not pass the "
            "next gate; a review may still decide hold, recycle or stop."
        )
        with st.container(horizontal=True, gap="small"):
            if each.line.where is not None:
                _open(each.line.where, f"reopened-{each.line.code}", opened, person)
            gate_waivers.renew(at, each, person, today=today)
