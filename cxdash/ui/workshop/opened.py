"""One workshop at its own link: the room, the room on the wall, for guests, or what happened in it."""

from dataclasses import replace

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.domain.errors import NotFoundError
from cxdash.domain.people import Person
from cxdash.domain.workshops.codes import tidy_code
from cxdash.store import workshops
from cxdash.ui import cached, links
from cxdash.ui.drawing import literally
from cxdash.ui.workshop import afterwards, invite, lobby, room
from cxdash.ui.workshop.room import GUEST, PROJECTOR, Shown

HISTORY = "history"
_ON_ITS_OWN = """<style>
[data-testid="stSidebar"], [data-testid="stHeader"], .st-key-acting { display: none; }
[data-testid="stMainBlockContainer"] { padding: 1rem 2rem; max-width: none; }
</style>"""
"""The room alone on the screen: on the wall and before guests there is nothing to click."""


def show(asked: str, view: str, person: Person) -> None:
    """Show a workshop by its code; in a view that there is not, to take part. Without a code, show them all."""
    code = tidy_code(asked)
    about = cached.report(_about, code) if code else None
    if about is None:
        lobby.show(person)
        if code:
            st.info(f"No workshop has the code “{literally(code)}”. Compare it with the code on the big screen.")
        return
    st.query_params.from_dict(
        {"code": code, "view": view} if view else {"code": code}
    )  # a link here leaves it as it was
    if view == HISTORY:
        afterwards.show(about, person)
    elif view in {PROJECTOR, GUEST}:
        st.html(_ON_ITS_OWN)
        room.show(replace(about, view=view))
    else:
        _head(about)
        room.show(about)


def _about(reading: Session, code: str) -> Shown | None:
    try:
        found = workshops.by_code(reading, code)
    except NotFoundError:
        return None
    return Shown(found.id, found.code, found.secret, title=found.title, is_open=found.closed_at is None)


def _head(about: Shown) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="workshop-head"):
        st.title("Workshop", anchor=False, width="stretch")
        with st.popover("Invite", icon=":material/qr_code_2:", type="tertiary"):
            _invitation(about)
        links.to_page("workshop", "History", icon=":material/history:", code=about.code, view=HISTORY)


def _invitation(about: Shown) -> None:
    address = invite.link(about.code)
    st.markdown(f"Join with the code **{invite.spaced(about.code)}**")
    st.image(invite.qr(address), width=240, alt=f"QR code of the link to the room {about.code}")
    st.code(address, language=None)
    for words, icon, view in (
        ("On the wall", ":material/cast:", PROJECTOR),
        ("For guests, who only read", ":material/visibility:", GUEST),
    ):
        st.link_button(words, invite.link(about.code, view=view), icon=icon, type="tertiary")
