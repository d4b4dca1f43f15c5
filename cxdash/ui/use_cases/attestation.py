"""Finance's word on the money of a use case: what it rests on, what changed since, and the form of who may give it."""

from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import attestations
from cxdash.domain.actions import Action
from cxdash.domain.attestations import Amounts
from cxdash.domain.errors import RuleError
from cxdash.domain.people import Person
from cxdash.reports import attesting
from cxdash.reports.attesting import Attesting, Word
from cxdash.ui import cached
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import asides
from cxdash.ui.use_cases.gate_marks import day

_AMOUNTS = ("low", "likely", "high")


def show(slug: str, person: Person, *, today: date) -> None:
    """Show finance's word once there is something to attest, and let finance give it."""
    found = cached.report(attesting.attesting, slug, today=today)
    if not found.rests_on and found.word is None:
        return
    st.markdown("##### Attested by finance")
    with st.container(border=True, gap="xsmall", key="attestation"):
        if found.word is None:
            st.markdown(":orange-badge[:material/hourglass_empty: Not attested] Nobody of finance has attested it yet.")
        else:
            _said(found.word)
        if person.may(Action.MONEY_ATTEST):
            with st.container(horizontal=True, gap="small"):
                _give(slug, found, today=today)
                if found.word is not None:
                    _take_back(found.word, today=today)


def _said(word: Word) -> None:
    mark = ":green-badge[:material/verified: Attested]"
    if word.changed:
        mark = ":orange-badge[:material/change_circle: Attest again]"
    note = f" “{literally(word.note)}”" if word.note else ""
    st.markdown(f"{mark} **{literally(word.amount)}** · {literally(word.by)} on {day(word.on)}.{note}")
    if word.changed:
        st.markdown("Since then:\n" + "\n".join(f"- {literally(words)}" for words in word.changed))


def _give(slug: str, found: Attesting, *, today: date) -> None:
    key = f"attest-{slug}"

    def fill() -> None:
        st.markdown("It rests on:\n" + "\n".join(f"- {literally(line)}" for line in found.rests_on))
        for name, place in zip(_AMOUNTS, st.columns(len(_AMOUNTS), gap="small"), strict=True):
            place.number_input(
                f"{name.capitalize()} a year, {literally(found.symbol)}", value=None, key=f"{name}-{key}", step=1000.0
            )
        st.text_input("What you looked at", key=f"note-{key}")
        st.button("Attest the money", key=f"do-{key}", type="primary", on_click=do)

    def do() -> None:
        low, likely, high = (st.session_state.get(f"{name}-{key}") for name in _AMOUNTS)
        note = str(st.session_state.get(f"note-{key}", ""))

        def store(changing: Session) -> None:
            if low is None or likely is None or high is None:
                raise RuleError("Enter all three amounts: low, likely and high.", field="likely")
            amounts = Amounts(float(low), float(likely), float(high))
            attestations.attest(changing, slug, amounts, seen=found.digest, today=today, note=note)

        asides.attempt(key, Action.MONEY_ATTEST, store, said="Attested")

    label = "Attest the money" if found.word is None else "Attest it again"
    asides.aside(label, fill, key=key, icon=":material/verified:")


def _take_back(word: Word, *, today: date) -> None:
    asides.with_reason(
        "Take it back",
        lambda changing, why: attestations.withdraw(changing, word.id, today=today, reason=why),
        key=f"unattest-{word.id}",
        action=Action.MONEY_ATTEST,
        said="Taken back",
    )
