"""Words half typed are kept for who typed them, and for nobody else."""

import pytest

from cxdash.changes.workshops import cards, drafts, rooms
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotFoundError, RuleError
from cxdash.domain.workshops.pieces import Field
from cxdash.store import workshops
from tests.changes.workshops.refining import draft, refining
from tests.rooms import Sender, acting, joined, opened

PLACE = "note new"


@pytest.fixture
def begun(ready_after):
    """A database with a room that refines one card."""
    return ready_after(refining)


def newest(database, row):
    with database.reading() as session:
        return workshops.newest(session, [row.id])


def test_a_draft_is_kept_replaced_and_given_up(begun):
    database, room = begun

    acting(database, room.omar, drafts.keep, PLACE, "Nobody ans", "")
    assert draft(database, room.omar, PLACE) == ("Nobody ans", "")
    acting(database, room.omar, drafts.keep, PLACE, "Nobody answers", "Nobody")
    assert draft(database, room.omar, PLACE) == ("Nobody answers", "Nobody")
    acting(database, room.omar, drafts.drop, PLACE)
    acting(database, room.omar, drafts.drop, PLACE)

    assert draft(database, room.omar, PLACE) is None


def test_each_has_drafts_of_their_own_at_the_same_place(begun):
    database, room = begun

    acting(database, room.omar, drafts.keep, PLACE, "Mine", "")
    acting(database, room.vic, drafts.keep, PLACE, "Also mine", "")
    acting(database, room.vic, drafts.drop, PLACE)

    assert (draft(database, room.omar, PLACE), draft(database, room.vic, PLACE)) == (("Mine", ""), None)


def test_a_draft_rings_nobody(begun):
    database, room = begun
    before = newest(database, room.row)

    acting(database, room.omar, drafts.keep, PLACE, "Half a", "")

    assert newest(database, room.row) == before


def test_words_that_stand_on_the_card_already_are_no_draft(begun):
    database, room = begun
    place = f"card {room.card}/target"
    acting(database, room.omar, drafts.keep, place, "-30 %", "")
    acting(database, room.omar, cards.write, room.card, Field.TARGET, "-30 %", "")
    assert draft(database, room.omar, place) is None

    acting(database, room.omar, drafts.keep, place, "-30 %", "")  # sent again, as its answer was lost
    assert draft(database, room.omar, place) is None
    acting(database, room.omar, drafts.keep, place, "-40 %", "-30 %")

    assert draft(database, room.omar, place) == ("-40 %", "-30 %")


def test_a_closed_room_and_a_stranger_keep_no_drafts(begun):
    database, room = begun
    with database.changing(room.admin, Action.WORKSHOP_TAKE_PART) as session, pytest.raises(NotFoundError):
        drafts.keep(session, Sender(room.row.id, 9_999), PLACE, "Half a", "")

    acting(database, room.leader, rooms.close)

    with pytest.raises(RuleError, match="closed"):
        acting(database, room.omar, drafts.keep, PLACE, "Half a", "")


def test_a_draft_tells_nothing_of_the_words_on_a_card_of_another_room(begun):
    database, room = begun
    elsewhere, _ = opened(database, room.admin, "Another workshop")
    stranger = joined(database, elsewhere, "Sam")
    guessed = f"card {room.card}/title"

    acting(database, stranger, drafts.keep, guessed, "Missed visits", "")

    assert draft(database, stranger, guessed) == ("Missed visits", "")
