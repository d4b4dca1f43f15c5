"""Dots given to groups, and groups placed between value and effort."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from cxdash.changes.workshops import choosing, entering, groups
from cxdash.domain.errors import NotFoundError, RuleError
from cxdash.store import workshops
from cxdash.store.workshop_tables import WorkshopEvent
from tests.rooms import acting, joined, moved, opened


@pytest.fixture
def room(ready_after):
    """A database with a room in the vote, two groups, and who leads it, Ana and Ben."""
    return ready_after(before_the_vote)


def before_the_vote(database, admin):
    row, leader = opened(database, admin, dots_each=3)
    ana, ben = joined(database, row, "Ana"), joined(database, row, "Ben")
    moved(database, leader, "cluster")
    made = [acting(database, ana, groups.make, [], name).id for name in ("Letters", "Calls")]
    moved(database, leader, "vote")
    return row, leader, ana, ben, made


def dots(database, group):
    with database.reading() as session:
        return {each.participant_id: each.dots for each in workshops.dots_of(session, group)}


def told(database, kind):
    with database.reading() as session:
        return session.scalar(select(func.count()).where(WorkshopEvent.kind == kind))


def test_dots_are_given_changed_and_taken_back(room):
    database, (_, _, ana, ben, (letters, calls)) = room

    for sender, group, given in ((ana, letters, 2), (ben, letters, 3), (ana, letters, 1), (ana, calls, 2)):
        acting(database, sender, choosing.give_dots, group, given)
    acting(database, ana, choosing.give_dots, letters, 1)
    acting(database, ana, choosing.give_dots, calls, 0)

    assert dots(database, letters) == {ana.participant_id: 1, ben.participant_id: 3}
    assert dots(database, calls) == {}
    assert told(database, "dots.give") == 5


def test_an_edit_that_changed_nothing_is_not_done_when_it_is_sent_again_after_a_later_one(room):
    database, (_, leader, ana, _, (letters, _)) = room

    def once(session, sender, do, *given):
        if not entering.done_before(session, sender):
            do(session, sender, letters, *given)

    def again(do, first, second):
        sent = [(replace(ana, sent=f"{do.__name__} {number}"), given) for number, given in enumerate((first, second))]
        acting(database, ana, do, letters, *first)
        for sender, given in (*sent, *sent):
            acting(database, sender, once, do, *given)

    again(choosing.give_dots, (2,), (3,))
    assert dots(database, letters) == {ana.participant_id: 3}
    moved(database, leader, "place")
    again(choosing.place, (5, 5), (6, 6))
    with database.reading() as session:
        assert [each.value for each in workshops.places_of(session, letters)] == [6]
    assert (told(database, "dots.give"), told(database, "place.put")) == (2, 2)


def test_nobody_gives_more_dots_than_they_have(room):
    database, (_, _, ana, _, (letters, calls)) = room
    acting(database, ana, choosing.give_dots, letters, 2)

    with pytest.raises(RuleError, match="3 dots in all, and 2 of them lie elsewhere"):
        acting(database, ana, choosing.give_dots, calls, 2)
    with pytest.raises(RuleError, match="fewer than no dots"):
        acting(database, ana, choosing.give_dots, calls, -1)
    with pytest.raises(NotFoundError):
        acting(database, ana, choosing.give_dots, 99, 1)


def test_a_group_is_placed_and_placed_again(room):
    database, (_, leader, ana, ben, (letters, _)) = room
    moved(database, leader, "place")

    for sender, at in ((ana, (7, 2)), (ana, (7, 2)), (ben, (1, 10)), (ana, (8, 2))):
        acting(database, sender, choosing.place, letters, *at)

    with database.reading() as session:
        found = {each.participant_id: (each.value, each.effort) for each in workshops.places_of(session, letters)}
        last = session.scalars(select(WorkshopEvent).order_by(WorkshopEvent.id.desc())).first()
        assert (last.before, last.after) == ({"value": 7, "effort": 2}, {"value": 8, "effort": 2})
    assert found == {ana.participant_id: (8, 2), ben.participant_id: (1, 10)}
    assert told(database, "place.put") == 3


@pytest.mark.parametrize("at", [(0, 5), (5, 11)])
def test_a_place_is_on_the_map(room, at):
    database, (_, leader, ana, _, (letters, _)) = room
    moved(database, leader, "place")

    with pytest.raises(RuleError, match="between 1 and 10"):
        acting(database, ana, choosing.place, letters, *at)
