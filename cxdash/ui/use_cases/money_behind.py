"""What stands behind a use case's unit values: read by everybody, edited in place, confirmed by finance."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import valuations
from cxdash.domain.actions import Action
from cxdash.domain.benefits import FinanceClass
from cxdash.domain.people import Person
from cxdash.domain.valuations import ValuationValues
from cxdash.reports import stands_behind, use_cases
from cxdash.reports.stands_behind import Behind
from cxdash.ui import cached, edits
from cxdash.ui.days import EARLIEST
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import asides

_WHOLE = 100.0
_MEANS: Mapping[FinanceClass | None, str] = {
    None: "Nobody has said yet",
    FinanceClass.CASHABLE: "Cashable saving: a budget gets smaller",
    FinanceClass.MARGIN: "Incremental margin: more is earned, not only turned over",
    FinanceClass.AVOIDED: "Avoided spend: a named budget line is not spent",
    FinanceClass.CAPACITY: "Released capacity: hours, money only as far as they are used",
    FinanceClass.NON_FINANCIAL: "Non-financial: no money",
}


def show(slug: str, person: Person, *, today: date) -> None:
    """Show what stands behind each primary metric's value, with what the person may do about it."""
    for each in cached.report(stands_behind.of_use_case, slug):
        if not each.has_value:
            st.markdown(
                f"**{literally(each.metric)}:** nobody has said what one unit is worth. Say it under Metrics, with who "
                "says so."
            )
            continue
        key = f"valuation-{slug}-{each.slug}"
        may = person.may(Action.MONEY_EDIT)
        name = f"money-form-{key}" if may else f"says-{key}"
        opened = st.expander(f"What one is worth, and who says so: {each.metric}", key=name, on_change="rerun")
        if opened.open:
            with opened:
                table = pd.DataFrame(each.says, columns=["What", "Says"]).map(literally)
                st.table(table, hide_index=True, border="horizontal", alt="What stands behind the unit value")
                if may:
                    _form(slug, each, key, today=today)
        if person.may(Action.MONEY_ATTEST):
            with st.container(horizontal=True, gap="small"):
                _confirm(slug, each, key, today=today)


def _confirm(slug: str, each: Behind, key: str, *, today: date) -> None:
    """Let finance confirm the class as it is on the screen, or take that back with a reason."""
    if each.confirmed:
        asides.with_reason(
            "Take the confirmation back",
            lambda changing, why: valuations.withdraw_confirmation(changing, slug, each.slug, reason=why),
            key=f"unconfirm-{key}",
            action=Action.MONEY_ATTEST,
            said="Taken back",
        )
        return
    seen = cached.report(valuations.values, slug, each.slug)

    def store(changing: Session) -> None:
        valuations.confirm_class(changing, slug, each.slug, seen=seen, today=today)

    def fill() -> None:
        said = _MEANS[seen.finance_class]
        line = f", out of {literally(seen.budget_line)}" if seen.budget_line else ""
        st.markdown(
            f"You confirm that the gains are: **{literally(said)}**{line}. They then count in headline returns."
        )
        st.button("Confirm", key=f"do-{key}", type="primary", on_click=do)

    def do() -> None:
        asides.attempt(key, Action.MONEY_ATTEST, store, said="Confirmed")

    if seen.finance_class is not None:
        asides.aside("Confirm the sort of money", fill, key=key, icon=":material/verified:")


def _form(slug: str, each: Behind, key: str, *, today: date) -> None:
    stored = cached.report(valuations.values, slug, each.slug)
    form = edits.draft(key, stored)
    edits.offer_to_start_again(form, stored)
    shown = form.shown
    with st.form(form.key("form"), border=False):
        left, right = st.columns(2)
        people = ["", *dict.fromkeys([*cached.report(use_cases.offered).people, *filter(None, [shown.owner])])]
        owner = edits.choice(
            left,
            "Answers for it, in finance",
            people,
            shown.owner,
            key=form.key("owner"),
            words=lambda name: name or "–",
        )
        valued_on = right.date_input(
            "Last looked at", shown.valued_on, min_value=EARLIEST, format="YYYY-MM-DD", key=form.key("valued")
        )
        left, right = st.columns(2)
        kind = edits.choice(
            left, "Sort of money", list(_MEANS), shown.finance_class, key=form.key("class"), words=_MEANS.__getitem__
        )
        lines = ["", *cached.report(stands_behind.lines)]
        line = edits.choice(
            right, "Budget line", lines, shown.budget_line, key=form.key("line"), words=lambda name: name or "None"
        )
        ends = ("adoption_low", "adoption", "adoption_high")
        labels = ("Cases reached at least, %", "Likely, %", "At most, %")
        shares = [
            _percent(label, getattr(shown, name), key=form.key(name), place=place)
            for label, name, place in zip(labels, ends, st.columns(3), strict=True)
        ]
        saved = st.form_submit_button("Save", type="primary", key=form.key("save"))

    def wanted() -> ValuationValues:
        day = valued_on if isinstance(valued_on, date) else None
        low, likely, high = shares
        return ValuationValues(
            owner=owner,
            valued_on=day,
            finance_class=kind,
            budget_line=line,
            adoption_low=low,
            adoption=likely,
            adoption_high=high,
        )

    def store(changing: Session) -> None:
        valuations.edit(changing, slug, each.slug, seen=form.seen, wanted=wanted(), today=today)

    if edits.both(form) or saved:
        edits.save(form, Action.MONEY_EDIT, store, said=f"Saved what stands behind {each.metric}.", wanted=wanted)


def _percent(label: str, value: float | None, *, key: str, place: st.delta_generator.DeltaGenerator) -> float | None:
    """Ask for a share in percent; one that was not touched stays exactly what it was."""
    shown = None if value is None else float(f"{value * _WHOLE:.10g}")
    typed = place.number_input(label, 0.0, _WHOLE, value=shown, key=key, format="%.10g", step=5.0)
    if typed == shown:
        return value
    return None if typed is None else float(typed) / _WHOLE
