"""The pilots of a use case: each with its verdict, its window and its lock, its plan read or edited beside it."""

from datetime import date

import streamlit as st

from cxdash.changes import pilots as stored
from cxdash.changes import use_cases
from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.reports import plan_text, planning
from cxdash.reports.use_cases import Offered, Opened, PilotCard
from cxdash.ui import cached, links
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import pilot_form, plan_shown, proofs
from cxdash.ui.use_cases.pilot_form import ASKED, NEW

_ABREAST = 2


def show(opened: Opened, offered: Offered, person: Person, *, today: date) -> None:
    """Show every pilot, the form of the one that is being edited under its row."""
    may = person.may(Action.PILOT_EDIT)
    asked = st.query_params.get(ASKED, "") if may else ""
    if not opened.pilots:
        st.markdown("No pilot yet. A tracker that names one brings its figures.")
    for first in range(0, len(opened.pilots), _ABREAST):
        row = opened.pilots[first : first + _ABREAST]
        for column, pilot in zip(st.columns(_ABREAST), row, strict=False):
            with column, st.container(border=True, gap="xsmall", key=f"pilot-card-{pilot.slug}"):
                _pilot(pilot)
                if may and asked != pilot.slug:
                    icon = ":material/lock:" if pilot.is_locked else ":material/edit:"
                    key = f"plan-{pilot.slug}"
                    st.button("Plan", icon=icon, type="tertiary", key=key, on_click=_ask_for, args=(pilot.slug,))
                elif not may:
                    _plan(pilot, opened.slug, today=today)
        for pilot in row:
            if asked == pilot.slug:
                _form(opened, pilot.slug, pilot.name, offered, today=today)
    proofs.show(opened.slug, person, today=today)
    if may and asked == NEW:
        _form(opened, NEW, "A new pilot", offered, today=today)
    elif may:
        st.button("Add a pilot", icon=":material/add:", on_click=_ask_for, args=(NEW,))


def is_open() -> bool:
    """Whether somebody is editing a plan."""
    return ASKED in st.query_params


def _ask_for(pilot: str) -> None:
    st.query_params[ASKED] = pilot


def _close() -> None:
    st.query_params.pop(ASKED, None)


def _pilot(pilot: PilotCard) -> None:
    links.to_page("compare", literally(pilot.name), pilot=pilot.slug)
    st.markdown(f"**{literally(pilot.verdict or pilot.progress or 'Not measured')}**")
    if pilot.effect:
        st.markdown(literally(pilot.effect))
    for sentence in (*pilot.alarms[:1], *(f"Guardrail red: {name}." for name in pilot.harmed)):
        st.markdown(f":red[{literally(sentence)}]")
    st.caption(literally(f"{pilot.plan}. {pilot.lock}."))


def _form(opened: Opened, slug: str, name: str, offered: Offered, *, today: date) -> None:
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"##### {literally(name)}", width="stretch")
            st.button("Close", icon=":material/close:", type="tertiary", key="close-plan", on_click=_close)
        pilot_form.show(opened, slug, offered, today=today)


def _plan(pilot: PilotCard, use_case: str, *, today: date) -> None:
    """Show the plan to who only reads, once it is opened; only then is it read."""
    opened = st.expander("The plan", key=f"plan-of-{pilot.slug}", on_change="rerun", type="compact")
    if not opened.open:
        return
    plan, uses = cached.report(stored.values, pilot.slug), cached.report(use_cases.values, use_case).metrics
    with opened:
        shown = cached.report(plan_text.text, pilot.slug, plan, uses)
        plan_shown.declared(shown)
        st.markdown("##### What it can prove")
        design = cached.report(planning.design, plan, uses, pilot=pilot.slug, today=today)
        plan_shown.proofs(design)
        plan_shown.history(shown)
        plan_shown.late(design)
