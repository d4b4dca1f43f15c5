"""The gate a use case comes to next: what is met and what to do, the review under way, what was decided before."""

from datetime import date

import streamlit as st

from cxdash.domain.gates import Line, State, View, Where, met_of
from cxdash.domain.ownership import ACCOUNTABLE
from cxdash.domain.people import Person
from cxdash.domain.stages import Stage, Status
from cxdash.domain.waivers import Reopened
from cxdash.reports import gate, gate_review
from cxdash.reports.gate_review import AtGate
from cxdash.reports.use_cases import Offered, Opened
from cxdash.ui import cached, drawing, links
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import arriving, asides, gate_decision, gate_marks, gate_past, gate_waivers
from cxdash.ui.use_cases import gate_review as review_shown

_ASIDES = ("ask-for-review", "waive", "renew", "withdraw", "take-back", "condition")
_ARROW = ":material/arrow_outward:"
_GO_TO = {
    "statement": "Go to the statement",
    "metric": "Add a metric",
    "guardrail": "Add a guardrail",
    "role": "Go to its role",
    "target": "Go to the target",
    "baseline": "Go to the baseline",
    "unit_value": "Go to what one is worth",
    "annual_volume": "Go to how many a year",
    "new": "Plan a pilot",
    "plan": "Open its plan",
    "status": "Go to its status",
    "comparison": "Go to the comparison",
    "comparison_waiver": "Go to who accepts it",
    "goes_live": "Go to the day it goes live",
    "site": "Go to its site",
    "run_cost_year": "Go to the run cost",
    "attestation": "Go to the attestation",
    "condition": "Go to the condition",
    "scaling": "Go to the scaling owner",
    **{each.value: f"Go to the {each.value} owner" for each in ACCOUNTABLE},
}
"""What the link to a field says; a dimension of readiness goes by its name."""


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
    met, asked = met_of(found.lines)
    title = f"{met} of {asked} criteria for {to.value} are met"
    drawing.heading(title, gate.table(found), key="gate")
    st.progress(met / max(asked, 1))
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
            _open(line.where, line.code, opened)
        gate_waivers.offer(at, line, to, person, today=today)


def _open(where: Where, code: str, opened: Opened) -> None:
    """Lead to where it is done: the page, or the field of this one with its form opened."""
    if where.view is View.UPLOAD:
        links.to_page("upload", "Upload a tracker", icon=_ARROW)
    elif where.view is View.CATALOGUE:
        of = next((each.slug for each in opened.measures if each.name == where.of), "")
        links.to_page("metrics", "Open the catalogue", icon=_ARROW, **({"metric": of} if of else {}))
    elif where.view is View.PROOF_POINTS:
        pilot = next((each.slug for each in opened.pilots if each.name == where.of), "")
        links.to_page("proof_points", "Open the proof point", icon=_ARROW, **({"pilot": pilot} if pilot else {}))
    else:
        label = _GO_TO.get(where.field, f"Go to {where.field}" if where.field else f"Open {where.view.value}")
        st.button(label, key=f"open-{code}", type="tertiary", icon=_ARROW, on_click=arriving.go, args=(where,))


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
                _open(each.line.where, f"reopened-{each.line.code}", opened)
            gate_waivers.renew(at, each, person, today=today)
