"""Approaches and vendors of a use case: listed, added, edited and archived, once its statement passes."""

from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cxdash.changes import approaches
from cxdash.domain.actions import Action
from cxdash.domain.approaches import LONGEST_NAME, ApproachValues
from cxdash.reports import approaches as reports
from cxdash.ui import cached, edits
from cxdash.ui.drawing import literally

Form = edits.Draft[ApproachValues]
_FORM, _OPEN = "approach-", "-open"


def show(slug: str, *, may_edit: bool, today: date) -> None:
    """Show what is recorded; whoever may edits it, and adds to it where the statement passes."""
    found = cached.report(reports.considered, slug, today=today)
    for number, values in found.recorded:
        with st.container(border=True, gap="xsmall"):
            _said(values)
            if may_edit:
                _edit(number, values)
    if found.refusal:
        st.caption("Approaches and vendors wait until the outcome statement passes.")
        return
    if not found.recorded:
        st.caption("None recorded yet. Send the brief to several, and compare their answers.")
    if may_edit:
        _add(slug, today=today)


def is_open() -> bool:
    """Whether somebody has opened a form; what is typed into it lives in the browser until it is sent."""
    names = (str(name) for name in st.session_state)
    return any(name.startswith(_FORM) and name.endswith(_OPEN) and st.session_state[name] for name in names)


def _said(values: ApproachValues) -> None:
    vendor = f" · {literally(values.vendor)}" if values.vendor else ""
    st.markdown(f"**{literally(values.name)}**{vendor}")
    if values.notes:
        st.markdown(literally(values.notes))


def _add(slug: str, *, today: date) -> None:
    form = edits.draft(f"{_FORM}of-{slug}", ApproachValues(""))
    key = form.key("open")
    with st.expander("Add an approach", icon=":material/add:", key=key, on_change="rerun"), _form(form):
        wanted = _fields(form)
        if st.form_submit_button("Add", key=form.key("save")):
            edits.save(
                form,
                Action.USE_CASE_EDIT,
                lambda changing: approaches.add(changing, slug, wanted, today=today),
                said=f"“{wanted.name}” is recorded.",
            )


def _edit(number: int, stored: ApproachValues) -> None:
    form = edits.draft(f"{_FORM}{number}", stored)
    with st.expander("Edit", key=form.key("open"), type="compact", on_change="rerun"):
        edits.offer_to_start_again(form, stored)
        with _form(form):
            wanted = _fields(form)
            with st.container(horizontal=True):
                saved = st.form_submit_button("Save", key=form.key("save"))
                archived = st.form_submit_button("Archive", key=form.key("archive"), type="tertiary")
        if saved:
            edits.save(
                form,
                Action.USE_CASE_EDIT,
                lambda changing: approaches.edit(changing, number, seen=form.seen, wanted=wanted),
                said="Saved.",
            )
        if archived:
            edits.save(
                form,
                Action.USE_CASE_EDIT,
                lambda changing: approaches.archive(changing, number),
                said=f"“{stored.name}” is archived.",
            )


def _form(form: Form) -> DeltaGenerator:
    return st.form(form.key("form"), border=False)


def _fields(form: Form) -> ApproachValues:
    left, right = st.columns(2)
    name = left.text_input(
        "Approach",
        form.shown.name,
        key=form.key("name"),
        max_chars=LONGEST_NAME,
        placeholder="Reminders with an answer, built into the booking system",
    )
    vendor = right.text_input(
        "Vendor",
        form.shown.vendor,
        key=form.key("vendor"),
        max_chars=LONGEST_NAME,
        placeholder="Empty where it would be built here",
    )
    notes = st.text_area("Notes", form.shown.notes, key=form.key("notes"), height=70)
    return ApproachValues(name or "", vendor or "", notes or "")
