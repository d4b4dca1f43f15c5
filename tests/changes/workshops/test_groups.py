"""Groups of notes made, named, merged with what was given to them, and parted again."""

import pytest
from sqlalchemy import select

from cxdash.changes.workshops import choosing, groups, notes
from cxdash.domain.errors import NotFoundError, RuleError
from cxdash.domain.workshops.notes import NoteKind
from cxdash.store import workshops
from cxdash.store.workshop_tables import WorkshopEvent, WorkshopGroup
from tests.rooms import acting, joined, moved, opened


@pytest.fixture
def room(ready_after):
    """A database with a room in its third phase, who leads it, Ana and Ben, and three notes of Ana's."""
    return ready_after(with_notes)


def with_notes(database, admin):
    row, leader = opened(database, admin)
    ana, ben = joined(database, row, "Ana"), joined(database, row, "Ben")
    written = [acting(database, ana, notes.add, NoteKind.FRICTION, f"Pain {number}").id for number in range(3)]
    moved(database, leader, "cluster")
    return row, leader, ana, ben, written


def make(database, sender, written=(), name=""):
    return acting(database, sender, groups.make, list(written), name).id


def grouped(database, row):
    """Groups by name with the notes in them."""
    with database.reading() as session:
        named = {each.id: each.name for each in workshops.groups(session, row.id)}
        found = {name: [] for name in named.values()}
        for note in workshops.notes(session, row.id):
            if note.group_id is not None:
                found[named[note.group_id]].append(note.id)
        return found


def chosen(database, group):
    """Dots and places of a group by participant."""
    with database.reading() as session:
        dots = {each.participant_id: each.dots for each in workshops.dots_of(session, group)}
        places = {each.participant_id: (each.value, each.effort) for each in workshops.places_of(session, group)}
        return dots, places


def test_notes_leave_the_group_they_were_in_and_the_journal_knows_which(room):
    database, (row, _, ana, ben, (first, second, third)) = room
    letters = make(database, ana, [first, second, first], "  The  letters ")

    calls = make(database, ben, [second, third])

    assert grouped(database, row) == {"The letters": [first], "Group 1": [second, third]}
    with database.reading() as session:
        event = session.scalars(select(WorkshopEvent).order_by(WorkshopEvent.id.desc())).first()
        assert (event.kind, event.subject) == ("group.make", f"group {calls}")
        assert event.before == {"groups": {str(second): letters, str(third): None}}
        assert event.after == {"name": "Group 1", "notes": [second, third]}


def test_a_group_of_notes_that_are_not_there_is_not_made(room):
    database, (row, _, ana, _, _) = room

    with pytest.raises(NotFoundError):
        make(database, ana, [99])
    with pytest.raises(RuleError, match="Shorten it to 80"):
        make(database, ana, [], "x" * 81)
    assert grouped(database, row) == {}


def test_two_names_for_one_group_clash_and_the_first_stays(room):
    database, (row, _, ana, ben, _) = room
    group = make(database, ana, name="Letters")

    first = acting(database, ana, groups.name, group, "Late letters", base="Letters")
    same = acting(database, ana, groups.name, group, "Late letters", base="Letters")
    clash = acting(database, ben, groups.name, group, "Post", base="Letters")

    assert [each.outcome for each in (first, same, clash)] == ["saved", "same", "clash"]
    assert list(grouped(database, row)) == ["Late letters"]
    assert clash.text == "Late letters"
    with pytest.raises(RuleError, match="needs a name"):
        acting(database, ana, groups.name, group, " ", base="Late letters")


def test_a_merged_group_brings_its_notes_dots_and_places(room):
    database, (row, leader, ana, ben, (first, second, _)) = room
    letters, post = make(database, ana, [first], "Letters"), make(database, ana, [second], "Post")
    moved(database, leader, "vote")
    for sender, group, dots in ((ana, letters, 1), (ana, post, 2), (ben, post, 3)):
        acting(database, sender, choosing.give_dots, group, dots)
    moved(database, leader, "place")
    for sender, group, at in ((ana, letters, (1, 1)), (ana, post, (9, 9)), (ben, post, (5, 5))):
        acting(database, sender, choosing.place, group, *at)
    moved(database, leader, "cluster")

    acting(database, ben, groups.merge, post, letters)

    one, two = ana.participant_id, ben.participant_id
    assert grouped(database, row) == {"Letters": [first, second]}
    assert chosen(database, letters) == ({one: 3, two: 3}, {one: (1, 1), two: (5, 5)})
    with database.reading() as session:
        event = session.scalars(select(WorkshopEvent).order_by(WorkshopEvent.id.desc())).first()
        moved_over = event.after
        assert (event.subject, event.before) == (f"group {post}", {"into": None})
    assert moved_over == {
        "into": letters,
        "notes": [second],
        "dots": {str(one): 2, str(two): 3},
        "places": {str(two): [5, 5]},
    }

    acting(database, ben, lambda session, _: groups.part(session, session.get_one(WorkshopGroup, post), moved_over))

    assert grouped(database, row) == {"Letters": [first], "Post": [second]}
    assert chosen(database, letters) == ({one: 1}, {one: (1, 1)})
    assert chosen(database, post) == ({one: 2, two: 3}, {one: (9, 9), two: (5, 5)})


def test_what_changed_since_the_merging_stays_where_it_is(room):
    database, (row, leader, ana, ben, (first, second, third)) = room
    letters, post, other = (
        make(database, ana, given, name)
        for given, name in (([first], "Letters"), ([second, third], "Post"), ([], "Other"))
    )
    moved(database, leader, "vote")
    acting(database, ana, choosing.give_dots, post, 3)
    moved(database, leader, "place")
    acting(database, ben, choosing.place, post, 5, 5)
    moved(database, leader, "cluster")
    acting(database, ben, groups.merge, post, letters)
    acting(database, ben, notes.move_to_group, third, other)
    moved(database, leader, "vote")
    acting(database, ana, choosing.give_dots, letters, 1)
    moved(database, leader, "place")
    acting(database, ben, choosing.place, letters, 6, 6)
    with database.reading() as session:
        said = session.scalars(select(WorkshopEvent).where(WorkshopEvent.kind == "group.merge")).one().after

    acting(database, ben, lambda session, _: groups.part(session, session.get_one(WorkshopGroup, post), said))

    assert grouped(database, row) == {"Letters": [first], "Post": [second], "Other": [third]}
    assert chosen(database, post) == ({ana.participant_id: 1}, {})
    assert chosen(database, letters) == ({}, {ben.participant_id: (6, 6)})


def test_a_group_that_was_merged_is_neither_named_merged_nor_chosen(room):
    database, (_, leader, ana, _, _) = room
    letters, post, calls = (make(database, ana, name=name) for name in ("Letters", "Post", "Calls"))
    acting(database, ana, groups.merge, post, letters)

    with pytest.raises(RuleError, match="into “Letters” meanwhile"):
        acting(database, ana, groups.name, post, "Mail", base="Post")
    with pytest.raises(RuleError, match="into “Letters” meanwhile"):
        acting(database, ana, groups.merge, post, calls)
    with pytest.raises(RuleError, match="cannot go into itself"):
        acting(database, ana, groups.merge, letters, post)
    acting(database, ana, groups.merge, calls, post)
    moved(database, leader, "vote")
    with pytest.raises(RuleError, match="into “Letters” meanwhile"):
        acting(database, ana, choosing.give_dots, calls, 1)


def test_only_who_leads_puts_a_groups_name_right_while_people_vote(room):
    database, (row, leader, ana, _, _) = room
    group = make(database, ana, name="Leters")
    moved(database, leader, "vote")

    with pytest.raises(RuleError, match="belongs to “Cluster”"):
        acting(database, ana, groups.name, group, "Letters", base="Leters")
    acting(database, leader, groups.name, group, "Letters", base="Leters")
    assert grouped(database, row) == {"Letters": []}
