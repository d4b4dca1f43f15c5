"""Who this browser is in a room: found again by its secret, and what it has been answered."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes.workshops import rooms
from cxdash.changes.workshops.entering import Sender
from cxdash.domain.people import Person
from cxdash.domain.workshops.tickets import GUEST, ticket
from cxdash.store.schema import now
from cxdash.ui.workshop.edits import Answer

_SEATS = "workshop-seats"
_TICKETS = "workshop-tickets"
_MOST_ANSWERS = 100
_LASTS = timedelta(days=1)


@dataclass
class Seat:
    """A browser's place in one room.

    ``answers`` holds the last ones, by the names of the edits. ``key`` is what the browser is to keep, to be known
    again after a reload or a restart of the server; None where it gave the secret itself.
    """

    workshop_id: int
    participant_id: int
    key: Mapping[str, str] | None = None
    answers: dict[str, Answer] = field(default_factory=dict)

    def answered(self, answers: Mapping[str, Answer]) -> None:
        """Keep answers, and let go of the oldest."""
        for name, answer in answers.items():
            self.answers.pop(name, None)
            self.answers[name] = answer
        for name in list(self.answers)[:-_MOST_ANSWERS]:
            del self.answers[name]


def joined(session: Session, code: str, name: str, secret: str, person: Person) -> Seat:
    """Return the place of whoever joins a room from this browser, or is there already; errors as with ``rooms.join``.

    Nobody signs in yet: people take part by name, but for who acts as somebody, which says who they are.
    """
    account = None if person.through is None else person.id
    somebody = rooms.join(session, code, name, secret, person_id=account)
    return Seat(somebody.workshop_id, somebody.id)


def leading(session: Session, code: str, name: str, person: Person) -> Seat:
    """Return the place of the person who has opened a room, under the name that the others shall read."""
    secret = secrets.token_hex(16)
    somebody = rooms.join(session, code, name, secret, person_id=person.id)
    rooms.rename(session, Sender(somebody.workshop_id, somebody.id), name)
    return Seat(somebody.workshop_id, somebody.id, {"secret": secret, "name": somebody.name})


def taken(workshop_id: int, person: Person) -> Seat | None:
    """Return who this browser session is in a room; None before it has joined or said who it is."""
    seats: dict[tuple[int, int], Seat] = st.session_state.setdefault(_SEATS, {})
    return seats.get((workshop_id, person.id))


def take(seat: Seat, person: Person) -> None:
    """Be somebody in a room from now on, as long as one acts as the same person."""
    st.session_state.setdefault(_SEATS, {})[seat.workshop_id, person.id] = seat


def ticket_for(workshop_id: int, secret: str, seat: Seat | None) -> str:
    """Return the ticket to the room's bell, the same until half its time is over, so that no stream is cut."""
    tickets: dict[tuple[int, int], tuple[str, datetime]] = st.session_state.setdefault(_TICKETS, {})
    who, at = GUEST if seat is None else seat.participant_id, now()
    text, until = tickets.get((workshop_id, who), ("", at))
    if until - at < _LASTS / 2:
        until = at + _LASTS
        text = ticket(secret, workshop_id, who, until=until)
        tickets[workshop_id, who] = text, until
    return text
