"""Pilots edited: a plan is typed beside what it can prove, locked with a button, and amended with a reason."""

from dataclasses import replace
from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import measured, pilots, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.use_cases import MetricUse, PilotValues, UseCaseValues
from cxdash.reports import planning
from cxdash.reports.planning import Design
from cxdash.reports.use_cases import Offered, Opened
from cxdash.ui import cached, edits, session
from cxdash.ui.use_cases import locked_plan, plan_fields, plan_shown, statement
from cxdash.ui.use_cases.plan_fields import Form, Typed

NEW = "new"
ASKED = "plan"
"""What the address calls the pilot whose plan is open."""
_UNSTORED = ""
_HELD = (
    "The lock holds dates, window, comparison, who is touched and what is out of the ordinary, and of the metrics "
    "their targets, baselines, margins and unit values. Each later change needs a reason, is drawn on the chart, and "
    "may cost a letter of the evidence."
)


@st.fragment
def show(opened: Opened, chosen: str, offered: Offered, *, today: date) -> None:
    """Show the plan of one pilot of the use case, or the form of it; ``NEW`` is one that is not stored yet."""
    with session.section():
        card = next((each for each in opened.pilots if each.slug == chosen), None)
        use_case = cached.report(use_cases.values, opened.slug)
        stored = _begun(use_case, today=today) if card is None else cached.report(pilots.values, card.slug)
        uses = use_case.metrics
        if card is None or stored.locked_on is None:
            slug = _UNSTORED if card is None else card.slug
            _draft(opened.slug, slug, stored, uses, offered, today=today)
        else:
            locked_plan.show(card, stored, uses, offered, today=today)


def _begun(use_case: UseCaseValues, *, today: date) -> PilotValues:
    """Return how a new pilot begins: with the window of the outcome statement, where that names one."""
    begun = PilotValues("")
    found, _ = statement.judged(use_case.statement, today=today)
    return replace(begun, window_days=found.parts.window_days or begun.window_days)


def _draft(
    use_case: str, slug: str, stored: PilotValues, uses: tuple[MetricUse, ...], offered: Offered, *, today: date
) -> None:
    """Show the form of a plan that is not locked, beside what it can prove as it is typed."""
    form = edits.draft(f"pilot-{slug or f'new-{use_case}'}", stored)
    if slug != _UNSTORED:
        edits.offer_to_start_again(form, stored)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.markdown("##### Where")
        start = plan_fields.place(form, offered, form.shown)
        typed = plan_fields.plan(form, offered, start, uses, has_figures=slug != _UNSTORED)
        with st.expander("Costs and notes", key=form.key("costs")):
            typed = replace(typed, values=plan_fields.costs(form, offered, typed.values))
    design = cached.report(planning.design, typed.values, uses, pilot=slug or None, today=today)
    with right, st.container(key="plan-proof"):
        st.markdown("##### What this plan can prove")
        plan_shown.proofs(design)
        plan_shown.lacks(design)
    keeps = edits.both(form)
    with st.container(horizontal=True):
        if st.button("Save pilot", type="primary", key=form.key("save")) or keeps:
            _save(use_case, slug, form, typed, today=today, said=f"Saved {typed.values.name}.")
        if _lock_confirmed(form, design):
            locked = replace(typed, values=replace(typed.values, locked_on=today))
            _save(use_case, slug, form, locked, today=today, said=f"The plan of {typed.values.name} is locked.")


def _lock_confirmed(form: Form, design: Design) -> bool:
    """Show the button that locks and, before it counts, what is held fast and since when there are figures."""
    with st.popover("Lock the plan", icon=":material/lock:", disabled=bool(design.lacking), key=form.key("lock")):
        st.markdown(_HELD)
        plan_shown.late(design)
        return st.button("Lock it now", type="primary", key=form.key("lock-now"))


def _save(use_case: str, slug: str, form: Form, typed: Typed, *, today: date, said: str) -> None:
    """Store a plan; that of a new pilot stays open, now under the pilot's own name."""
    made = list[str]()

    def store(changing: Session) -> None:
        if slug == _UNSTORED:
            made.append(measured.add_pilot(changing, use_case, typed.to_store, today=today))
        else:
            measured.edit_pilot(changing, slug, seen=form.seen, wanted=typed.to_store, today=today)

    def keep_open() -> None:
        if made:
            st.query_params[ASKED] = made[0]

    edits.save(form, Action.PILOT_EDIT, store, said=said, then=keep_open, wanted=lambda: typed.to_store)
