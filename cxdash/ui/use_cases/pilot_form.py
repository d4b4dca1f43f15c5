"""The form of a pilot: where, when and against what; locking its plan, and amending a locked one with a reason."""

from dataclasses import replace
from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import measured, pilots
from cxdash.domain.actions import Action
from cxdash.domain.comparisons import Comparison
from cxdash.domain.stages import Status
from cxdash.domain.use_cases import PilotValues
from cxdash.reports.use_cases import Offered, Opened
from cxdash.ui import cached, edits
from cxdash.ui.days import EARLIEST
from cxdash.ui.drawing import literally

_NEW = ""


def edit(opened: Opened, offered: Offered, *, today: date) -> None:
    """Let a person choose a pilot of the use case, or a new one, and show its form."""
    names = {pilot.slug: pilot.name for pilot in opened.pilots} | {_NEW: "A new pilot"}
    chosen = st.selectbox("Pilot", list(names), format_func=names.__getitem__, key=f"pilot-of-{opened.slug}")
    stored = PilotValues("") if chosen == _NEW else cached.report(pilots.values, chosen)
    form = edits.draft(f"pilot-{chosen or f'new-{opened.slug}'}", stored)
    if chosen != _NEW:
        edits.offer_to_start_again(form, stored)
    with st.form(form.key("form"), border=False):
        wanted, reason = _fields(form, offered, today=today)
        submitted = st.form_submit_button("Save pilot", type="primary", key=form.key("save"))
    if submitted:

        def store(changing: Session) -> None:
            if chosen == _NEW:
                measured.add_pilot(changing, opened.slug, wanted, today=today)
            else:
                measured.edit_pilot(changing, chosen, seen=form.seen, wanted=wanted, today=today, reason=reason)

        edits.save(form, Action.PILOT_EDIT, store, said=f"Saved {wanted.name}.")


def _fields(form: edits.Draft[PilotValues], offered: Offered, *, today: date) -> tuple[PilotValues, str]:
    """Show the fields and return what they say, with the reason for an amendment."""
    shown = form.shown
    left, middle, right = st.columns(3)
    name = left.text_input("Name", shown.name, key=form.key("name"), placeholder="Reminders Riverside")
    sites = list(dict.fromkeys(["", *offered.sites, shown.site]))
    site = middle.selectbox(
        "Site",
        sites,
        index=sites.index(shown.site),
        format_func=lambda each: each or "–",
        key=form.key("site"),
        accept_new_options=True,
    )
    segment = right.text_input("Segment", shown.segment, key=form.key("segment"), placeholder="New patients")
    left, middle, right = st.columns(3)
    goes_live = left.date_input(
        "Goes live", shown.goes_live, min_value=EARLIEST, format="YYYY-MM-DD", key=form.key("live")
    )
    window = middle.number_input("Window, days", 0, value=shown.window_days, key=form.key("window"))
    run_in = right.number_input(
        "Run-in, days", 0, value=shown.run_in_days, key=form.key("run-in"), help="First days that do not count."
    )
    left, middle, right = st.columns(3)
    baseline = left.date_input(
        "Baseline starts", shown.baseline_starts, min_value=EARLIEST, format="YYYY-MM-DD", key=form.key("baseline")
    )
    comparison = edits.choice(
        middle,
        "Compared with",
        list(Comparison),
        shown.comparison,
        key=form.key("comparison"),
        words=lambda each: each.label.capitalize(),
    )
    label = right.text_input("Comparison group", shown.comparison_label, key=form.key("group"), placeholder="Millbrook")
    population = st.text_input(
        "Whose outcome",
        shown.population,
        key=form.key("population"),
        help="Pilots among the same people share what was observed; the same words here say that they are the same.",
    )
    left, middle, right = st.columns(3)
    status = edits.choice(
        left, "Status", list(Status), shown.status, key=form.key("status"), words=lambda each: each.label
    )
    symbol = literally(offered.figures.symbol)
    once = middle.number_input(f"Cost, once, {symbol}", value=shown.one_off_cost, key=form.key("once"), format="%.10g")
    yearly = right.number_input(
        f"Cost of running, {symbol} a year", value=shown.run_cost_year, key=form.key("yearly"), format="%.10g"
    )
    notes = st.text_area("Notes", shown.notes, key=form.key("notes"), height=70)
    locked = st.checkbox(
        "Plan locked"
        if shown.locked_on is None
        else f"Plan locked since {shown.locked_on.day} {shown.locked_on:%b %Y}",
        shown.locked_on is not None,
        key=form.key("locked"),
        help="Holds dates, window, comparison and population fast, so that the result can be believed.",
    )
    reason = ""
    if shown.locked_on is not None:
        reason = st.text_input(
            "Why the locked plan is changed", key=form.key("reason"), help="Needed for an amendment; kept in the log."
        )
    locked_on = (shown.locked_on or today) if locked else None
    return (
        replace(
            shown,
            name=name or "",
            site=site or "",
            segment=segment or "",
            status=status,
            goes_live=goes_live,
            window_days=int(window or 0),
            run_in_days=int(run_in or 0),
            baseline_starts=baseline,
            comparison=comparison,
            comparison_label=label or "",
            population=population or "",
            locked_on=locked_on,
            one_off_cost=once,
            run_cost_year=yearly,
            notes=notes or "",
        ),
        reason or "",
    )
