"""A locked plan: read as a short text, amended and extended with a reason; what no lock holds is edited freely."""

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import measured
from cxdash.domain.actions import Action
from cxdash.domain.use_cases import MetricUse, PilotValues
from cxdash.reports import plan_text, planning
from cxdash.reports.use_cases import Offered, PilotCard
from cxdash.ui import cached, edits
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import plan_days, plan_fields, plan_shown
from cxdash.ui.use_cases.plan_fields import Form, Typed

_COSTS_A_LETTER = (
    "An amendment is drawn on the chart and, where it changes the promise, costs a letter of the evidence."
)
_EXTENDING = (
    "The figures are then judged once, at the new end and over the whole window. An extension costs a letter of the "
    "evidence."
)


def show(card: PilotCard, stored: PilotValues, uses: tuple[MetricUse, ...], offered: Offered, *, today: date) -> None:
    """Show the plan of a locked pilot, or the form that amends it once somebody asked for that."""
    asked = amending(card.slug)
    if st.session_state.get(asked):
        _amend(card, stored, uses, offered, today=today)
        return
    st.markdown(f"**{literally(card.progress or card.verdict)}** · {literally(card.lock)}")
    shown = cached.report(plan_text.text, card.slug, stored, uses)
    left, right = st.columns([3, 2], gap="large")
    with left:
        plan_shown.declared(shown)
    with right:
        design = cached.report(planning.design, stored, uses, pilot=card.slug, today=today)
        plan_shown.history(shown)
        plan_shown.late(design)
        if card.progress:
            st.markdown("##### What it can prove")
            plan_shown.proofs(design)
    with st.container(horizontal=True):
        st.button("Amend", icon=":material/edit:", key=f"{asked}-open", on_click=_open, args=(asked,))
        _extend(card.slug, stored, today=today)
    with st.expander("Name, site, client, status, costs and notes: not held by the lock", key=f"not-held-{card.slug}"):
        _edit_the_rest(card.slug, stored, offered, today=today)


def amending(slug: str) -> str:
    """Name what the page remembers while a plan is being amended."""
    return f"amending-{slug}"


def _open(amending: str) -> None:
    st.session_state[amending] = True


def _close(amending: str, form: Form) -> None:
    """Leave the form and forget what was typed into it."""
    st.session_state.pop(amending, None)
    edits.start_afresh(form)


def _amend(card: PilotCard, stored: PilotValues, uses: tuple[MetricUse, ...], offered: Offered, *, today: date) -> None:
    """Show the fields that the lock holds, what the edit amends as it is typed, and ask why."""
    form = edits.draft(f"amend-{card.slug}", stored)
    edits.offer_to_start_again(form, stored)
    left, right = st.columns([3, 2], gap="large")
    with left:
        typed = plan_fields.plan(form, offered, form.shown, uses)
    amends = cached.report(plan_text.amends, form.shown, typed.values, uses)
    design = cached.report(planning.design, typed.values, uses, pilot=card.slug, today=today)
    with right, st.container(key="plan-proof"):
        st.markdown("##### What this amends")
        if amends.changes:
            st.markdown("\n".join(f"- {literally(words)}" for words in amends.changes))
            st.warning(literally(amends.cost), icon=":material/history:")
        else:
            st.markdown(f"Nothing so far. {_COSTS_A_LETTER}")
        st.markdown("##### What this plan can prove")
        plan_shown.proofs(design)
    reason = st.text_input(
        "Why the plan is amended", key=form.key("reason"), placeholder="The rollout to the second ward came late"
    )
    keeps = edits.both(form)
    with st.container(horizontal=True):
        if st.button("Save amendment", type="primary", key=form.key("save")) or keeps:
            _save(
                card.slug,
                form,
                typed,
                today=today,
                reason=reason or "",
                said=f"The plan of {stored.name} is amended." if amends.changes else "Nothing was changed.",
            )
        st.button("Leave it as it is", key=form.key("leave"), on_click=_close, args=(amending(card.slug), form))


def _extend(slug: str, stored: PilotValues, *, today: date) -> None:
    """Offer a later last day of the window, with a reason."""
    if stored.goes_live is None:
        return
    form = edits.draft(f"extend-{slug}", stored)
    last = plan_days.last_day(stored.goes_live + timedelta(days=stored.window_days))
    with st.popover("Extend the window", icon=":material/event_upcoming:", key=form.key("open")):
        st.markdown(_EXTENDING)
        until = st.date_input(
            "New last day",
            None,
            min_value=plan_days.day_after(last),
            format="YYYY-MM-DD",
            key=form.key("until"),
            help=f"The window ends on {last:%Y-%m-%d} now.",
        )
        reason = st.text_input("Why", key=form.key("reason"), placeholder="Too few patients in December")
        if not st.button("Extend", type="primary", key=form.key("save")):
            return
        longer = (plan_days.day_after(until) - stored.goes_live).days if isinstance(until, date) else None
        typed = Typed(
            replace(form.shown, window_days=longer or stored.window_days),
            () if longer else ("Give the new last day of the window.",),
        )
        _save(slug, form, typed, today=today, reason=reason or "", said=f"The window of {stored.name} is extended.")


def _edit_the_rest(slug: str, stored: PilotValues, offered: Offered, *, today: date) -> None:
    form = edits.draft(f"pilot-{slug}", stored)
    edits.offer_to_start_again(form, stored)
    values = plan_fields.costs(form, offered, plan_fields.place(form, offered, form.shown))
    keeps = edits.both(form)
    if st.button("Save pilot", type="primary", key=form.key("save")) or keeps:
        _save(slug, form, Typed(values), today=today, reason="", said=f"Saved {values.name}.")


def _save(slug: str, form: Form, typed: Typed, *, today: date, reason: str, said: str) -> None:
    def store(changing: Session) -> None:
        measured.edit_pilot(changing, slug, seen=form.seen, wanted=typed.to_store, today=today, reason=reason)

    edits.save(
        form,
        Action.PILOT_EDIT,
        store,
        said=said,
        then=lambda: st.session_state.pop(amending(slug), None),
        wanted=lambda: typed.to_store,
    )
