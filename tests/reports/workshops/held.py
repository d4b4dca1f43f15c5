"""A workshop that has gone all its way, for tests that read what is left of it."""

from datetime import date
from typing import NamedTuple

from cxdash.changes.workshops import cards, choosing, committing, groups, notes, points, rooms, undoing
from cxdash.changes.workshops.entering import Sender
from cxdash.domain.workshops.notes import NoteKind
from cxdash.domain.workshops.phases import Phase
from cxdash.domain.workshops.pieces import Field
from tests.changes.workshops.refining import cards_of
from tests.rooms import Room, acting, joined, moved, opened

TODAY = date(2026, 3, 2)
STATEMENT = "Reduce the no-show rate by 30 % among patients through reminders, measured over 90 days."


class Held(NamedTuple):
    """A workshop, who leads it, who takes part, and its card."""

    room: Room
    leader: Sender
    ana: Sender
    card: int


def held(database, admin):
    """Hold a workshop from its first note to its close."""
    room, leader = opened(database, admin, "Spring workshop")
    ana = joined(database, room, "Ana")
    letters = acting(database, ana, notes.add, NoteKind.FRICTION, "Letters nobody reads").id
    calls = acting(database, ana, notes.add, NoteKind.IDEA, "Call before")
    acting(database, ana, notes.add, NoteKind.IDEA, "A slip of the pen")
    acting(database, ana, undoing.undo)
    moved(database, leader, Phase.CLUSTER)
    missed = acting(database, ana, groups.make, [letters], "Missed visits").id
    acting(database, leader, groups.make, [calls.id], "Calls")
    moved(database, leader, Phase.VOTE)
    acting(database, ana, choosing.give_dots, missed, 3)
    moved(database, leader, Phase.PLACE)
    acting(database, ana, choosing.place, missed, 8, 3)
    acting(database, leader, choosing.place, missed, 7, 9)
    moved(database, leader, Phase.REFINE)
    card = cards_of(database, room)[0].id
    for field, text in {
        Field.STATEMENT: STATEMENT,
        Field.METRIC: "no_show_rate",
        Field.TARGET: "-30 %",
        Field.OPERATIONS: "Omar Ops",
    }.items():
        acting(database, ana, cards.write, card, field, text, "")
    moved(database, leader, Phase.COMMIT)
    acting(database, leader, committing.commit_card, card, today=TODAY)
    acting(database, leader, points.add, "Ask legal", person="Omar Ops", due=TODAY, today=TODAY)
    acting(database, leader, rooms.close)
    return Held(room, leader, ana, card)
