"""The form of one cost or modelled benefit of a use case: a new amount, or one that is there already."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import money_entries
from cxdash.domain.actions import Action
from cxdash.domain.benefits import FinanceClass
from cxdash.domain.errors import RuleError
from cxdash.domain.money_entries import Basis, CostKind, Kind, MoneyEntryValues, Side
from cxdash.domain.periods import Grain, Period
from cxdash.reports.use_case_costs import Listed
from cxdash.store import organisation
from cxdash.ui import cached, edits, filters
from cxdash.ui.days import EARLIEST

_NEW = 0
_GRAINS = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)
_KINDS: Mapping[tuple[Side, Kind], str] = {
    **{(Side.COST, kind): f"Cost, {kind.label.lower()}" for kind in CostKind},
    **{(Side.BENEFIT, kind): f"Modelled benefit, {kind.value}" for kind in FinanceClass},
    (Side.BENEFIT, None): "Modelled benefit, class not said",
}


def show(slug: str, listed: Sequence[Listed], pilots: Sequence[tuple[str, str]]) -> None:
    """Ask which amount is meant, then show its form.

    Args:
        slug: the use case.
        listed: the amounts that are there.
        pilots: slug and name of those that an amount may be of.
    """
    names = {_NEW: "A new amount"} | {
        each.id: f"{each.what} · {each.whose} · {each.period} · {each.basis.lower()} · {each.amount}" for each in listed
    }
    chosen = _NEW
    if listed:
        chosen = st.selectbox("Which amount", list(names), format_func=names.__getitem__, key=f"money-entry-{slug}")
    entry = next((each.entry for each in listed if each.id == chosen), None)
    stored = _blank() if entry is None else money_entries.values_of(entry)
    _form(slug, chosen, stored, dict(pilots))


def _blank() -> MoneyEntryValues:
    """Return how a new amount begins: a plan for the quarter that runs."""
    starts = filters.calendar().start_of(Grain.QUARTER, cached.today())
    return MoneyEntryValues(
        side=Side.COST, kind=CostKind.RUN, basis=Basis.PLANNED, period=Period(starts, Grain.QUARTER), amount=0.0
    )


def _form(slug: str, number: int, stored: MoneyEntryValues, pilots: Mapping[str, str]) -> None:
    form = edits.draft(f"money-entry-{slug}-{number}", stored)
    if number != _NEW:
        edits.offer_to_start_again(form, stored)
    with st.form(form.key("form"), border=False):
        typed = _fields(form, pilots)
        with st.container(horizontal=True):
            saved = st.form_submit_button("Save the amount", type="primary", key=form.key("save"))
            removed = st.form_submit_button("Remove it", key=form.key("remove")) if number != _NEW else False

    def wanted() -> MoneyEntryValues:
        if typed is None:
            raise RuleError("Enter the amount, and a day of the period it is for.", field="amount")
        return typed

    def store(changing: Session) -> None:
        if number == _NEW:
            money_entries.add(changing, slug, wanted())
        else:
            money_entries.edit(changing, number, seen=form.seen, wanted=wanted())

    def remove(changing: Session) -> None:
        money_entries.remove(changing, number, seen=form.seen)

    if removed:
        edits.save(form, Action.MONEY_EDIT, remove, said="Removed the amount.")
    elif edits.both(form) or saved:
        edits.save(form, Action.MONEY_EDIT, store, said="Saved the amount.", wanted=wanted)


def _fields(form: edits.Draft[MoneyEntryValues], pilots: Mapping[str, str]) -> MoneyEntryValues | None:
    """Show the fields and return what they say; None while the amount or the day is missing."""
    shown = form.shown
    left, middle, right = st.columns([3, 2, 2])
    what = edits.choice(
        left, "What it is", list(_KINDS), (shown.side, shown.kind), key=form.key("kind"), words=_KINDS.__getitem__
    )
    basis = edits.choice(
        middle, "Basis", list(Basis), shown.basis, key=form.key("basis"), words=lambda each: each.label
    )
    pilot = edits.choice(
        right,
        "Whose",
        [None, *pilots],
        shown.pilot,
        key=form.key("pilot"),
        words=lambda each: "The whole use case" if each is None else pilots.get(each, each),
    )
    left, middle, right = st.columns([3, 2, 2])
    line = left.text_input("Line", shown.line, key=form.key("line"), placeholder="Licences")
    grain = edits.choice(
        middle, "For a", list(_GRAINS), shown.period.grain, key=form.key("grain"), words=lambda each: each.value
    )
    day = right.date_input(
        "That holds the day", shown.period.starts, min_value=EARLIEST, format="YYYY-MM-DD", key=form.key("day")
    )
    left, right = st.columns([2, 5])
    begun: float | None = shown.amount or None
    symbol = cached.report(organisation.figures).symbol
    amount = left.number_input(f"Amount, {symbol}", value=begun, key=form.key("amount"), format="%.10g", step=1000.0)
    note = right.text_input("Note", shown.note, key=form.key("note"))
    if amount is None or not isinstance(day, date):
        return None
    side, kind = what
    starts = filters.calendar().start_of(grain, day)
    return MoneyEntryValues(
        side=side,
        kind=kind,
        basis=basis,
        period=Period(starts, grain),
        amount=float(amount),
        line=line or "",
        pilot=pilot,
        note=note or "",
    )
