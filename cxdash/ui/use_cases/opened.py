"""One use case at its own link: what is wanted, who answers, how far it came."""

from datetime import date

import streamlit as st

from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.reports import use_cases
from cxdash.ui import cached, edits, links, session
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import metric_form, one, pilot_form, plan_form

ALL = "All use cases"
TABS = ("Plan", "Pilots", "Figures", "Log", "Edit")


def show(slug: str, person: Person, *, today: date) -> None:
    """Show one use case with its tabs."""
    opened = cached.report(use_cases.opened, slug, today=today)
    if opened is None:
        st.title("Use cases")
        links.back_to_list(ALL, param="use_case")
        st.info(f"There is no use case “{literally(slug)}”. It may have been renamed; look for it in the list.")
        return
    st.title(literally(opened.title))
    links.back_to_list(ALL, param="use_case")
    edits.said()
    with session.section():
        one.head(opened)
    tabs = dict(zip(TABS, st.tabs(list(TABS), key="view", bind="query-params"), strict=True))
    shown = {
        "Plan": lambda: one.plan(opened),
        "Pilots": lambda: one.pilots(opened, today=today),
        "Figures": lambda: one.figures(slug),
        "Log": lambda: one.log(slug),
        "Edit": lambda: _edit(opened, person, today=today),
    }
    kept = f"editing-{slug}"
    for name, tab in tabs.items():
        # Forms once opened stay on the page, out of sight, so that a look at another tab loses nothing typed.
        if tab.open or (name == "Edit" and kept in st.session_state):
            if name == "Edit":
                st.session_state[kept] = True
            with tab, session.section():
                shown[name]()


def _edit(opened: use_cases.Opened, person: Person, *, today: date) -> None:
    """Show the forms this person may use."""
    if not person.may(Action.USE_CASE_EDIT):
        st.markdown("You may read this. Ask a contributor or the program manager to change it.")
        return
    offered = cached.report(use_cases.offered)
    parts = ["Use case", "Metrics", *(["Pilots"] if person.may(Action.PILOT_EDIT) else [])]
    tabs = dict(zip(parts, st.tabs(parts, key="part", bind="query-params"), strict=True))
    with tabs["Use case"]:
        plan_form.edit(opened.slug, offered, today=today)
        if person.may(Action.USE_CASE_ARCHIVE) and opened.archived_on is None:
            plan_form.archive(opened.slug, opened.title)
    with tabs["Metrics"]:
        metric_form.edit(opened, offered, today=today)
    if "Pilots" in tabs:
        with tabs["Pilots"]:
            pilot_form.edit(opened, offered, today=today)
