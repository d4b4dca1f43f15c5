"""What a use case is judged by: each metric with its role and target, edited where it stands."""

from datetime import date

import streamlit as st

from cxdash.changes import use_cases
from cxdash.domain.actions import Action
from cxdash.domain.figures import count
from cxdash.domain.metric_pairs import MissingPair
from cxdash.domain.metrics import Role
from cxdash.domain.people import Person
from cxdash.reports import planning
from cxdash.reports.use_cases import Measure, Offered, Opened
from cxdash.ui import cached, drawing
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import metric_form
from cxdash.ui.use_cases.metric_form import ASKED

_COLOURS = {Role.PRIMARY: "blue", Role.GUARDRAIL: "orange"}


def show(opened: Opened, offered: Offered, person: Person, *, today: date) -> None:
    """Show the metrics of a use case, and the form of the one that is being edited."""
    may = person.may(Action.USE_CASE_EDIT)
    asked = st.query_params.get(ASKED, "") if may else ""
    if opened.measures:
        drawing.heading("Judged by", opened.measures_table, key="measures")
    else:
        st.markdown("No metric yet: nothing says what should get better.")
    for measure in opened.measures:
        with st.container(border=True, gap="xsmall"):
            _measure(measure, may=may and asked != measure.slug)
            if asked == measure.slug:
                metric_form.show(opened, asked, offered, today=today)
    if may:
        _unwatched(opened)
        _further(opened, offered, asked, today=today)


def is_open() -> bool:
    """Whether somebody is editing a metric."""
    return ASKED in st.query_params


def ask_for(metric: str) -> None:
    """Open the form of a metric."""
    st.query_params[ASKED] = metric


def _measure(each: Measure, *, may: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        colour = _COLOURS.get(each.role, "gray")
        st.markdown(f"**{literally(each.name)}** :{colour}-badge[{each.role.label}]", width="stretch")
        if may:
            st.button(
                "Edit",
                icon=":material/edit:",
                type="tertiary",
                key=f"edit-{each.slug}",
                on_click=ask_for,
                args=(each.slug,),
            )
    said = (
        ("Target", each.target),
        ("Baseline", each.baseline),
        ("Margin", each.margin),
        ("One is worth", each.worth),
        ("According to", each.says_who),
    )
    st.markdown(
        " · ".join(f"{label} **{literally(words)}**" for label, words in said if words)
        or f"{each.metric_class}; nothing else is said yet"
    )


def _unwatched(opened: Opened) -> None:
    """Say what nobody watches, and offer the guardrail that would."""
    uses = cached.report(use_cases.values, opened.slug).metrics
    missing = cached.report(planning.unwatched, uses)
    if not missing:
        return
    label = f"{count(len(missing), 'guardrail')} missing"
    with st.expander(label, icon=":material/shield:", type="compact"):
        for each in missing:
            _offer(each)


def _offer(missing: MissingPair) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(literally(missing.sentence), width="stretch")
        if missing.proposal is not None:
            metric = missing.proposal.metric
            st.button(
                f"Add {metric.name}", key=f"guard-{metric.slug}", on_click=ask_for, args=(metric.slug,), type="tertiary"
            )


def _further(opened: Opened, offered: Offered, asked: str, *, today: date) -> None:
    """Offer every other metric of the catalogue."""
    used = {measure.slug for measure in opened.measures}
    catalogue = {metric.slug: metric for metric in offered.metrics if metric.slug not in used}
    key = f"add-measure-{asked if asked in catalogue else ''}"
    st.selectbox(
        "Add a metric",
        list(catalogue),
        index=list(catalogue).index(asked) if asked in catalogue else None,
        format_func=lambda slug: catalogue[slug].name,
        key=key,
        placeholder="Choose one of the catalogue",
        on_change=lambda: ask_for(st.session_state[key] or ""),
    )
    if asked in catalogue:
        with st.container(border=True):
            metric_form.show(opened, asked, offered, today=today)
