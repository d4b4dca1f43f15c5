"""The money of a use case: what it is worth and promised, what it costs, who else claims it, and finance's word."""

from datetime import date

import streamlit as st

from cxdash.domain.people import Person
from cxdash.reports import attesting, claims, stands_behind, use_case_money
from cxdash.reports.claims import Claims
from cxdash.ui import cached, session
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import attestation, money_behind, money_costs, money_worth

_FORMS = "money-form-"


def show(slug: str, person: Person, *, today: date) -> None:
    """Show the money of a use case: one number and a sentence, then each thing behind it folded away in a line."""
    found = cached.report(use_case_money.of_use_case, slug, today=today)
    if not found.promises:
        st.markdown("No primary metric yet, so nothing is promised. Choose one under Metrics.")
        return
    behind = {each.slug: each for each in cached.report(stands_behind.of_use_case, slug)}
    attested, promises = _attested(slug, today=today), {each.metric_slug: each for each in found.promises}
    for each in found.worths:
        promise = promises.pop(each.metric_slug, None)
        money_worth.measured(each, behind.get(each.metric_slug), promise, attested=attested)
    if not found.worths:
        money_worth.nothing_measured(found)
    money_worth.promised(tuple(promises.values()))
    said = cached.report(claims.of_use_case, slug, today=today) if found.priced else None
    if said is not None and said.says:
        st.markdown("\n".join(f"- {literally(sentence)}" for sentence in said.says))
    if found.worths:
        money_worth.opened_down(found)
        money_worth.after_costs(found.worths)
    with session.section():
        money_costs.show(slug, person, today=today)
    if said is not None:
        _claimed(said)
        money_worth.bankable(found, today=today)
        money_worth.each_pilot(found)
    with session.section():
        money_behind.show(slug, person, today=today)
    attestation.show(slug, person, today=today)


def is_open() -> bool:
    """Whether somebody has a form of it open."""
    return any(str(name).startswith(_FORMS) and st.session_state[name] for name in st.session_state)


def _attested(slug: str, *, today: date) -> str:
    """Say finance's word in short; empty where there is none that holds."""
    word = cached.report(attesting.attesting, slug, today=today).word
    return "" if word is None or word.changed else f"Attested: {word.amount}"


def _claimed(found: Claims) -> None:
    """Offer who else claims the same money, where somebody does."""
    if found.rows.empty:
        return
    opened = st.expander("Who else claims the same money", key="money-claims", on_change="rerun")
    if opened.open:
        with opened:
            st.table(found.rows.map(literally), hide_index=True, border="horizontal", alt="Claims on the same people")
