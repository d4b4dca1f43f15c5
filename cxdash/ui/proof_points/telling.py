"""The log of where a proof point was used, and a line more in it."""

from datetime import date

import streamlit as st

from cxdash.changes import proof_uses
from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.reports.proof_points import ProofPointShown, Used
from cxdash.ui.drawing import literally
from cxdash.ui.proof_points import marks
from cxdash.ui.use_cases import asides


def show(shown: ProofPointShown, person: Person, *, today: date) -> None:
    """Show each use, the newest first, and let everybody note one of what may be used."""
    st.markdown("\n".join(map(_line, shown.uses)) or "Nobody has used it yet.")
    if shown.state.may_be_used and person.may(Action.PROOF_USE):
        asides.aside("Note a use", lambda: _ask(shown.slug, today), key=f"use-{shown.slug}", icon=":material/campaign:")


def _line(each: Used) -> str:
    note = f" {literally(each.note)}" if each.note else ""
    return f"- {marks.day(each.used_on)} · **{literally(each.place)}** · {literally(each.by)}.{note}"


def _ask(slug: str, today: date) -> None:
    st.text_input("Where, and before whom", key=f"place-{slug}", placeholder="Bid for North Region, first meeting")
    st.date_input("On which day", today, key=f"used-on-{slug}", format="DD/MM/YYYY")
    st.text_input("What came of it, if anything", key=f"note-{slug}")
    st.button("Note it", type="primary", key=f"do-use-{slug}", on_click=_note, args=(slug, today))


def _note(slug: str, today: date) -> None:
    place, used_on, note = (st.session_state.get(f"{name}-{slug}") for name in ("place", "used-on", "note"))
    asides.attempt(
        f"use-{slug}",
        Action.PROOF_USE,
        lambda changing: proof_uses.note_use(
            changing, slug, place=place or "", used_on=used_on or today, today=today, note=note or ""
        ),
        said="Noted",
    )
