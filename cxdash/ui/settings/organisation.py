"""Whose cxdash this is: its name, the currency of its money, and the month its fiscal year begins."""

import streamlit as st

from cxdash.changes import organisation as changes
from cxdash.domain.actions import Action
from cxdash.domain.organisations import MONTHS, OrganisationValues
from cxdash.domain.people import Person
from cxdash.ui import cached
from cxdash.ui.use_cases import saving

_SAVED = "organisation"


def show(person: Person) -> None:
    """Show the organisation; an administrator edits it in place."""
    seen, may = cached.report(changes.values), person.may(Action.ORGANISATION_EDIT)
    keys = {name: f"organisation-{name}-{seen}" for name in ("name", "currency", "month")}
    st.text_input("Name", seen.name, key=keys["name"], disabled=not may, width=420)
    st.text_input(
        "Currency",
        seen.currency,
        key=keys["currency"],
        disabled=not may,
        max_chars=3,
        width=140,
        help="Three letters, such as GBP. Amounts keep their figures: nothing is converted.",
    )
    st.selectbox(
        "The fiscal year begins in",
        range(1, len(MONTHS) + 1),
        index=seen.fiscal_first_month - 1,
        format_func=lambda number: MONTHS[number - 1],
        key=keys["month"],
        disabled=not may,
        width=200,
        help="Every quarter follows from it. It can be changed while no figures are stored.",
    )
    saving.refusal(_SAVED)
    if may:
        st.button("Save", type="primary", key="organisation-save", on_click=_saved, args=(seen, keys))
    else:
        st.caption("An administrator changes these.")
    st.caption(
        "Nothing is converted where the currency changes. The fiscal year may change while no figures are stored."
    )


def _saved(seen: OrganisationValues, keys: dict[str, str]) -> None:
    typed = {part: st.session_state[key] for part, key in keys.items()}
    wanted = OrganisationValues(typed["name"], typed["currency"], typed["month"])
    saving.attempt(
        _SAVED,
        Action.ORGANISATION_EDIT,
        lambda changing: changes.edit(changing, seen=seen, wanted=wanted),
        said="Saved",
    )
