"""A room that refines one card, and what tests read of it."""

from typing import NamedTuple

from sqlalchemy import select

from cxdash.changes.workshops import groups
from cxdash.changes.workshops.entering import Sender
from cxdash.domain.people import Person
from cxdash.domain.workshops.phases import Phase
from cxdash.store import workshop_cards, workshops
from cxdash.store.workshop_tables import WorkshopEvent
from tests.rooms import Room, acting, joined, moved, opened


class Refining(NamedTuple):
    """A room with the card “Missed visits”, who leads it, and two who take part."""

    row: Room
    admin: Person
    leader: Sender
    omar: Sender
    vic: Sender
    card: int
    group: int


def refining(database, admin):
    """Open a room and let it come to refining: what ``ready_after`` builds for many tests."""
    row, leader = opened(database, admin, "Spring workshop")
    omar, vic = (joined(database, row, name) for name in ("Omar", "Vic"))
    moved(database, leader, Phase.CLUSTER)
    group = acting(database, leader, groups.make, [], "Missed visits").id
    moved(database, leader, Phase.REFINE)
    return Refining(row, admin, leader, omar, vic, cards_of(database, row)[0].id, group)


def cards_of(database, row):
    """The cards of a room that were not taken away, in their order."""
    with database.reading() as session:
        found = workshops.cards(session, row.id)
        session.expunge_all()
        return found


def texts(database, card):
    """What stands on a card, by field; empty ones are left out."""
    with database.reading() as session:
        return {field: text for field, text in workshop_cards.texts(session, card).items() if text}


def draft(database, sender, place):
    """What somebody typed at a place and what they began from; None where there is nothing."""
    with database.reading() as session:
        row = workshop_cards.draft(session, sender.participant_id, place)
        return None if row is None else (row.text, row.base)


def journal(database, row, kind):
    """The entries of one kind in a room's journal: what was changed, before and after."""
    with database.reading() as session:
        query = select(WorkshopEvent).where(WorkshopEvent.workshop_id == row.id, WorkshopEvent.kind == kind)
        return [(each.subject, each.before, each.after) for each in session.scalars(query.order_by(WorkshopEvent.id))]
