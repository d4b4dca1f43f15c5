"""The room: one component in one fragment, which sends what people do and shows what the room has become."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from cxdash.domain.actions import Action
from cxdash.domain.errors import CxdashError
from cxdash.domain.workshops.codes import tidy_code
from cxdash.reports.workshops.seen import Reader, seen_by
from cxdash.store.schema import now
from cxdash.ui import cached, session
from cxdash.ui.workshop import edits, invite, script, seats, there
from cxdash.ui.workshop.deeds import storable
from cxdash.ui.workshop.edits import Asking

TAKING_PART, PROJECTOR, GUEST = "room", "projector", "guest"
_SAID = "workshop-door-said"
_LEAST_SECRET, _MOST_SECRET = 16, 64
_whole = st.components.v2.component("cxdash_workshop_whole", css=script.STYLE, js=script.WHOLE)
_loading = st.components.v2.component("cxdash_workshop", css=script.STYLE, js=script.LOADING)


@dataclass(frozen=True, slots=True)
class Shown:
    """Which room is shown and how; ``secret`` is what tickets to its bell are sealed with."""

    workshop_id: int
    code: str
    secret: str
    title: str = ""
    view: str = TAKING_PART
    is_open: bool = True

    @property
    def key(self) -> str:
        """The key of the component."""
        return f"{self.view}-{self.workshop_id}"


@st.fragment
def show(shown: Shown) -> None:
    """Show a room as this browser may see it, or the door to it before the browser has said who it is."""
    if tidy_code(st.query_params.get("code", "")) != shown.code:  # another code was typed at the door
        st.rerun()
    with session.shown_to_people():
        draw = _loading if script.is_handed_out() else _whole
        draw(
            key=shown.key,
            data=sent(shown),
            on_edits_change=partial(_edited, shown),
            on_hello_change=partial(_greeted, shown),
            on_rung_change=_listen,
        )


def sent(shown: Shown) -> dict[str, Any]:
    """Return all that the browser is sent: the room as its reader may see it, or the door.

    Who has not joined a closed room reads it as a guest does.
    """
    person = session.current_person()
    seat = None if shown.view != TAKING_PART else seats.taken(shown.workshop_id, person)
    if seat is None and shown.view == TAKING_PART and shown.is_open:
        known_as = "" if person.through is None else person.name
        return {"kind": "door", "code": shown.code, "name": known_as, "says": st.session_state.pop(_SAID, "")}
    reader = Reader(0 if seat is None else seat.participant_id, may_lead=person.may(Action.WORKSHOP_LEAD))
    seen = seen_by(there.room(shown.workshop_id), reader, now=now())
    view = GUEST if seat is None and shown.view == TAKING_PART else shown.view
    address = invite.link(shown.code)
    return seen | {
        "view": view,
        "ticket": seats.ticket_for(shown.workshop_id, shown.secret, seat),
        "answers": {} if seat is None else seat.answers,
        "key": None if seat is None else seat.key,
        "link": address,
        "qr": invite.qr(address) if view == PROJECTOR else "",
    }


def _edited(shown: Shown) -> None:
    """Do what the browser sends; what has no answer yet, such as before it has said who it is, is sent again."""
    person = session.current_person()
    seat = seats.taken(shown.workshop_id, person)
    if seat is not None and shown.view == TAKING_PART:
        asking = Asking(person, shown.workshop_id, seat.participant_id, cached.today())
        seat.answered(edits.do_all(session.database(), asking, _told(shown, "edits")))


def _greeted(shown: Shown) -> None:
    """Let somebody in who says who they are: with the secret of a place in the room, or with a new name."""
    hello = _told(shown, "hello")
    if not isinstance(hello, Mapping) or shown.view != TAKING_PART:
        return
    code, name, secret = (hello.get(word) for word in ("code", "name", "secret"))
    if not (isinstance(code, str) and isinstance(name, str) and isinstance(secret, str) and _is_long_enough(secret)):
        return
    person = session.current_person()
    try:
        with session.database().changing(person, Action.WORKSHOP_TAKE_PART) as changing:
            seat = seats.joined(changing, storable(code), storable(name), secret, person)
    except CxdashError as refused:
        st.session_state[_SAID] = str(refused)
        return
    seats.take(seat, person)
    there.forget(seat.workshop_id)
    st.query_params["code"] = tidy_code(code)


def _is_long_enough(secret: str) -> bool:
    """Say whether nobody can guess a browser's secret, and it can be stored."""
    return secret.isascii() and _LEAST_SECRET <= len(secret) <= _MOST_SECRET


def _listen() -> None:
    """A ring needs no work of its own: the run that follows shows what the room has become."""


def _told(shown: Shown, name: str) -> object:
    told = st.session_state.get(shown.key)
    return told.get(name) if isinstance(told, Mapping) else None
