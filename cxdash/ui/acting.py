"""Acting in another's name while nobody signs in yet: chosen in the sidebar, said on every page, left with a click."""

import streamlit as st

from cxdash.domain.people import Person
from cxdash.store import people
from cxdash.ui import cached, session
from cxdash.ui.drawing import literally

_EDITION = "act-as-edition"
"""Counts the choices: each is made in a field of its own, for one out of sight brings its last choice back."""


def show() -> None:
    """Say in the sidebar who one is, let an administrator act as another, and say above the page that they do."""
    own, person = session.own_self(), session.current_person()
    # Always there, if empty, so that nothing below it moves and is drawn from nothing when somebody begins to act.
    above = st.container(horizontal=True, vertical_alignment="center", gap="small", key="acting")
    if person.through is not None:
        with above:
            _say(person)
    if session.may_act(own):
        _offer(own, person)


def _say(person: Person) -> None:
    st.markdown(
        f":material/person: You act as **{literally(person.name)}** ({_roles(person)}). The log names both of you.",
        width="content",
    )
    st.button("Back to yourself", key="back-to-yourself", on_click=_back, type="tertiary", icon=":material/undo:")


def _offer(own: Person, person: Person) -> None:
    named = {each.id: each for each in cached.report(people.everybody) if each.id != own.id}
    if not named:
        return
    edition = st.session_state.get(_EDITION, 0)
    key = f"act-as-{edition}"
    who = st.sidebar.popover(
        f"You are: {literally(person.name)}", key=f"who-{edition}", type="tertiary", on_change="rerun"
    )
    if not who.open:
        return
    with who:
        st.selectbox(
            "Act as",
            list(named),
            index=list(named).index(person.id) if person.id in named else None,
            format_func=lambda number: f"{named[number].name} ({_roles(named[number])})",
            placeholder="Choose somebody",
            key=key,
            on_change=_chosen,
            args=(key,),
        )
        st.caption("What you then sign, vote or edit is theirs. The log keeps that it was you who did it.")


def _chosen(key: str) -> None:
    _act_as(st.session_state[key])


def _back() -> None:
    _act_as(None)


def _act_as(person_id: int | None) -> None:
    session.act_as(person_id)
    st.session_state[_EDITION] = st.session_state.get(_EDITION, 0) + 1


def _roles(person: Person) -> str:
    return ", ".join(sorted(role.label for role in person.roles))
