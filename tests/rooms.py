"""Rooms of workshops for tests: opened, joined and edited as people do it, in a line each."""

from typing import NamedTuple

from cxdash.changes.workshops import rooms
from cxdash.changes.workshops.entering import Sender
from cxdash.changes.workshops.rooms import RoomValues
from cxdash.domain.actions import Action
from cxdash.domain.workshops.phases import Phase
from cxdash.store import people
from cxdash.store.workshop_tables import Participant, Workshop


class Room(NamedTuple):
    """What of a room stays as it is: its number and its code."""

    id: int
    code: str


def opened(database, person, title="Fewer calls about letters", *, resumes=None, **said):
    """Open a room that this person leads; returns the room and its leader."""
    with database.changing(person, Action.WORKSHOP_LEAD) as session:
        workshop = rooms.open_room(session, RoomValues(title, **said), resumes=resumes)
        room = Room(workshop.id, workshop.code)
        leader = rooms.join(session, room.code, "", "", person_id=person.id)
        return room, Sender(room.id, leader.id)


def joined(database, room, name, *, secret=None, person=None):
    """Let somebody join by name, or with their account; returns who sends their edits.

    Who joins by name does so where sign-in is off: at the keyboard is the one who leads.
    """
    with database.reading() as session:
        by = person or people.known(session, session.get_one(Workshop, room.id).leader_id)
    with database.changing(by, Action.WORKSHOP_TAKE_PART) as session:
        account = None if person is None else person.id
        somebody = rooms.join(session, room.code, name, secret or f"secret of {name}", person_id=account)
        return Sender(room.id, somebody.id)


def acting(database, sender, function, *given, **said):
    """Let somebody do one thing in a change of its own, and return what the function returned."""
    with database.reading() as session:
        participant = session.get_one(Participant, sender.participant_id)
        leader = session.get_one(Workshop, sender.workshop_id).leader_id
        person = people.known(session, participant.person_id or leader)
    with database.changing(person, Action.WORKSHOP_TAKE_PART) as session:
        session.expire_on_commit = False  # what is returned can be read after the end
        return function(session, sender, *given, **said)


def moved(database, leader, *phases):
    """Lead the room through phases, one after the other."""
    for phase in phases:
        acting(database, leader, rooms.move, Phase(phase))
