"""A signature, or an approval of a proof point: what it covers, given with one click, taken back with a reason."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.domain.actions import Action
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person
from cxdash.domain.sign_offs import State
from cxdash.reports.signatures import Owner, Signed
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import saving

_ICONS = {
    State.UNSIGNED: ":material/draw:",
    State.SIGNED: ":green[:material/verified:]",
    State.CHANGED: ":orange[:material/change_circle:]",
    State.FORMER: ":orange[:material/person_alert:]",
}
SIGNED, APPROVED = "signed", "approved"
"""What is done to an outcome, and to a proof point."""
Give = Callable[[Session, Function, str], object]
"""Stores a signature for a function with a note."""
TakeBack = Callable[[Session, Function, str], object]
"""Takes a signature for a function back for a reason."""


def mark(owner: Owner, *, done: str = SIGNED) -> str:
    """Say with an icon and words how an owner stands, having ``done`` it or not; "" where nobody is named."""
    standing = owner.standing
    if standing.state is State.NOBODY:
        return ""
    icon, words = _ICONS[standing.state], f"Not {done}"
    match standing.state:
        case State.SIGNED:
            words = f"{done.capitalize()} {_day(standing.on)}"
        case State.CHANGED:
            words = f"{done.capitalize()} {_day(standing.on)}, asks again: {'; '.join(standing.since)}"
        case State.FORMER:
            words = f"Not {done}; {standing.by} {done} {_day(standing.on)} and answers no more"
    note = f" “{literally(standing.note)}”" if standing.note else ""
    return f"{icon} {literally(words)}{note}"


def ask(signed: Signed, person: Person, give: Give, *, key: str) -> None:
    """Ask this person for their signature where it waits, showing exactly what it covers.

    What a proof point says stands above it already, for everybody.
    """
    asked = signed.asked(person.id)
    if not asked:
        return
    functions = ", ".join(each.function.value for each in asked)
    headline = signed.about[1]
    what, noun, verb = (f"“{headline}”", "approval", "Approve") if headline else ("this outcome", "signature", "Sign")
    with st.container(border=True, gap="small", key=f"sign-{key}"):
        st.markdown(f":material/draw: **Your {noun} is asked for, as {functions}**: you stand by {literally(what)}.")
        if signed.statement:
            st.markdown(_covered(signed))
        for words in dict.fromkeys(words for each in asked for words in each.standing.since):
            st.markdown(f":orange[Since you {_done(signed)}:] {literally(words)}")
        note = f"sign-note-{key}"
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("What you add, if anything", key=note, width=360)
            st.button(
                f"{verb} as {functions}",
                type="primary",
                icon=":material/draw:",
                key=f"sign-now-{key}",
                on_click=_give,
                args=(key, give, asked, note, _done(signed)),
            )
        saving.refusal(f"sign-{key}")


def offer_to_take_back(signed: Signed, person: Person, take_back: TakeBack, *, key: str) -> None:
    """Let this person take their own signature back, and say why."""
    given = signed.given(person.id)
    if not given:
        return
    noun = "approval" if signed.about[1] else "signature"
    with st.popover(f"Take your {noun} back", type="tertiary", icon=":material/undo:", key=f"unsign-{key}"):
        why = f"unsign-why-{key}"
        st.text_input("Why", key=why)
        saving.refusal(f"unsign-{key}")
        st.button("Take it back", key=f"unsign-now-{key}", on_click=_take_back, args=(key, take_back, given, why))


def _done(signed: Signed) -> str:
    return APPROVED if signed.about[1] else SIGNED


def _covered(signed: Signed) -> str:
    return f"“{literally(signed.statement)}”\n\n" + "\n".join(f"- {literally(line)}" for line in signed.lines)


def _give(key: str, give: Give, asked: Sequence[Owner], note: str, done: str) -> None:
    words = str(st.session_state.get(note, ""))

    def store(changing: Session) -> None:
        for each in asked:
            give(changing, each.function, words)

    saving.attempt(f"sign-{key}", Action.OUTCOME_SIGN, store, said=done.capitalize())


def _take_back(key: str, take_back: TakeBack, given: Sequence[Owner], why: str) -> None:
    reason = str(st.session_state.get(why, ""))

    def store(changing: Session) -> None:
        for each in given:
            take_back(changing, each.function, reason)

    saving.attempt(f"unsign-{key}", Action.OUTCOME_SIGN, store, said="Taken back")


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%-d %b %Y}"
