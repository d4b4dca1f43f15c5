"""One's own last change is taken back, and the ones before it, unless somebody has built on it."""

import pytest

from cxdash.changes.workshops import cards, choosing, committing, groups, notes, rooms, undoing
from cxdash.domain.errors import RuleError
from cxdash.domain.workshops.notes import NoteKind
from cxdash.domain.workshops.phases import Phase
from cxdash.domain.workshops.pieces import Field
from cxdash.store import workshops
from cxdash.store.workshop_tables import WorkshopDots, WorkshopEvent, WorkshopGroup, WorkshopNote, WorkshopPlace
from tests.builders import TODAY, add_use_case
from tests.changes.workshops.refining import cards_of, journal, refining, texts
from tests.rooms import acting, joined, moved, opened

NOTHING = "There is nothing of yours to take back"


@pytest.fixture
def begun(ready_after):
    """A database with a room that refines one card."""
    return ready_after(refining)


@pytest.fixture
def clustering(ready_after):
    """A database with a room in which three people have written a note each, by name, and now cluster."""
    return ready_after(_clustering)


def _clustering(database, admin):
    row, leader = opened(database, admin)
    people = {"Lea": leader} | {name: joined(database, row, name) for name in ("Omar", "Vic")}
    written = {
        name: acting(database, sender, notes.add, NoteKind.FRICTION, f"{name} waits").id
        for name, sender in people.items()
    }
    moved(database, leader, Phase.CLUSTER)
    return people, written


def undone(database, sender):
    return acting(database, sender, undoing.undo)


def group_of(database, note):
    with database.reading() as session:
        return session.get_one(WorkshopNote, note).group_id


def read(database, table, key):
    """A row as it is now, as a dictionary; None where there is none."""
    with database.reading() as session:
        row = session.get(table, key)
        return None if row is None else {each.name: getattr(row, each.name) for each in table.__table__.columns}


def write(begun, sender, text, base, field=Field.TITLE):
    database, room = begun
    acting(database, sender, cards.write, room.card, field, text, base)


def test_what_one_wrote_on_a_card_is_taken_back_step_by_step(begun):
    database, room = begun
    write(begun, room.omar, "Fewer missed visits", "Missed visits")
    write(begun, room.omar, "No missed visits", "Fewer missed visits")
    write(begun, room.omar, "-30 %", "", Field.TARGET)

    found = []
    for _ in range(3):
        undone(database, room.omar)
        found.append(texts(database, room.card))

    assert found == [
        {"title": "No missed visits"},
        {"title": "Fewer missed visits"},
        {"title": "Missed visits"},
    ]
    with pytest.raises(RuleError, match=NOTHING):
        undone(database, room.omar)


def test_an_undo_is_in_the_journal_with_what_it_took_back(begun):
    database, room = begun
    write(begun, room.omar, "Fewer missed visits", "Missed visits")

    number = undone(database, room.omar).id

    place = f"card {room.card}/title"
    assert journal(database, room.row, "undo") == [
        (place, {"text": "Fewer missed visits"}, {"text": "Missed visits"}),
    ]
    entry = read(database, WorkshopEvent, number)
    undid = read(database, WorkshopEvent, entry["undoes_id"])
    assert (undid["kind"], undid["subject"], entry["participant_id"]) == (
        "piece.write",
        place,
        room.omar.participant_id,
    )


def test_only_ones_own_changes_are_taken_back(begun):
    database, room = begun
    write(begun, room.omar, "-30 %", "", Field.TARGET)
    write(begun, room.vic, "no_show_rate", "", Field.METRIC)

    undone(database, room.omar)

    assert texts(database, room.card) == {"title": "Missed visits", "metric": "no_show_rate"}
    with pytest.raises(RuleError, match=NOTHING):
        undone(database, room.leader)


def test_what_somebody_changed_since_stays_and_they_are_named(begun):
    database, room = begun
    write(begun, room.omar, "Fewer missed visits", "Missed visits")
    write(begun, room.vic, "No missed visits", "Fewer missed visits")

    with pytest.raises(RuleError, match="Vic changed this since"):
        undone(database, room.omar)

    assert texts(database, room.card)["title"] == "No missed visits"


def test_once_the_other_took_theirs_back_ones_own_can_be_taken_back(begun):
    database, room = begun
    write(begun, room.omar, "Fewer missed visits", "Missed visits")
    write(begun, room.vic, "No missed visits", "Fewer missed visits")
    undone(database, room.vic)

    undone(database, room.omar)

    assert texts(database, room.card)["title"] == "Missed visits"


def test_of_a_locked_card_nothing_is_taken_back(begun):
    database, room = begun
    write(begun, room.omar, "Fewer missed visits", "Missed visits")
    acting(database, room.leader, cards.lock, room.card, locked=True)

    with pytest.raises(RuleError, match="has locked"):
        undone(database, room.omar)


def test_a_card_stays_once_somebody_wrote_on_it_and_one_taken_away_comes_back(begun):
    database, room = begun
    slug = add_use_case(database, room.admin, pilots_named=())
    made = acting(database, room.leader, cards.make, use_case=slug).id
    acting(database, room.omar, cards.write, made, Field.TITLE, "Other", "Fewer no-shows")

    with pytest.raises(RuleError, match="Omar changed this since"):
        undone(database, room.leader)
    acting(database, room.leader, cards.take_away, made)
    undone(database, room.leader)

    assert made in {card.id for card in cards_of(database, room.row)}


def test_a_card_that_nobody_wrote_on_goes_with_its_making(begun):
    database, room = begun
    slug = add_use_case(database, room.admin, pilots_named=())
    made = acting(database, room.leader, cards.make, use_case=slug).id
    acting(database, room.leader, cards.summon, made)

    undone(database, room.leader)

    assert made not in {card.id for card in cards_of(database, room.row)}
    with pytest.raises(RuleError, match=NOTHING):
        undone(database, room.leader)  # the card that refining began with is nobody's


def test_a_committed_card_is_not_taken_away_again(begun):
    database, room = begun
    slug = add_use_case(database, room.admin, pilots_named=())
    made = acting(database, room.leader, cards.make, use_case=slug).id
    acting(database, room.leader, committing.commit_card, made, today=TODAY)

    with pytest.raises(RuleError, match="changed this since"):
        undone(database, room.leader)


def test_notes_written_reworded_and_withdrawn_are_taken_back(clustering):
    database, (people, _) = clustering
    omar = people["Omar"]
    note = acting(database, omar, notes.add, NoteKind.IDEA, "Call back").id
    acting(database, omar, notes.write, note, "Call back soon", base="Call back")
    acting(database, omar, notes.withdraw, note)

    undone(database, omar)
    assert read(database, WorkshopNote, note)["withdrawn_at"] is None
    undone(database, omar)
    assert read(database, WorkshopNote, note)["text"] == "Call back"
    undone(database, omar)
    assert read(database, WorkshopNote, note)["withdrawn_at"] is not None


def test_a_note_that_who_leads_reworded_stays(clustering):
    database, (people, written) = clustering
    acting(database, people["Lea"], notes.write, written["Omar"], "Omar waits long", base="Omar waits")

    with pytest.raises(RuleError, match="changed this since"):
        undone(database, people["Omar"])


def test_a_note_goes_back_to_the_group_it_was_in(clustering):
    database, (people, written) = clustering
    omar, note = people["Omar"], written["Vic"]
    first, second = (acting(database, omar, groups.make, [], name).id for name in ("Waiting", "Calls"))
    acting(database, omar, notes.move_to_group, note, first)
    acting(database, omar, notes.move_to_group, note, second)

    undone(database, omar)
    assert group_of(database, note) == first
    acting(database, people["Vic"], notes.move_to_group, note, None)
    with pytest.raises(RuleError, match="Vic changed this since"):
        undone(database, omar)


def test_a_note_goes_back_to_where_its_group_went(clustering):
    database, (people, written) = clustering
    omar, vic, note = people["Omar"], people["Vic"], written["Vic"]
    first, second = (acting(database, vic, groups.make, [], name).id for name in ("Waiting", "Calls"))
    acting(database, vic, notes.move_to_group, note, first)
    acting(database, omar, notes.move_to_group, note, None)
    acting(database, vic, groups.merge, first, second)

    undone(database, omar)

    assert group_of(database, note) == second


def test_a_group_that_one_made_is_gone_and_its_notes_are_where_they_were(clustering):
    database, (people, written) = clustering
    vic, omar = people["Vic"], people["Omar"]
    first = acting(database, vic, groups.make, [written["Vic"]], "Waiting").id
    second = acting(database, omar, groups.make, list(written.values()), "All").id

    undone(database, omar)

    assert read(database, WorkshopGroup, second) is None
    assert [group_of(database, written[name]) for name in ("Lea", "Omar", "Vic")] == [None, None, first]


def test_a_group_that_others_use_stays(clustering):
    database, (people, written) = clustering
    vic, omar = people["Vic"], people["Omar"]
    group = acting(database, omar, groups.make, [written["Omar"]], "Waiting").id

    acting(database, vic, notes.move_to_group, written["Vic"], group)
    with pytest.raises(RuleError, match="Vic changed this since"):
        undone(database, omar)
    undone(database, vic)
    moved(database, people["Lea"], Phase.VOTE)
    acting(database, vic, choosing.give_dots, group, 1)
    moved(database, people["Lea"], Phase.CLUSTER)
    with pytest.raises(RuleError, match="Vic changed this since"):
        undone(database, omar)

    assert read(database, WorkshopGroup, group)["name"] == "Waiting"


def test_what_was_done_to_a_group_whose_making_was_taken_back_stays(clustering):
    database, people, written = clustering[0], *clustering[1]
    group = acting(database, people["Lea"], groups.make, [written["Lea"]]).id
    acting(database, people["Omar"], groups.name, group, "Waiting", base="Group 1")
    acting(database, people["Vic"], groups.name, group, "Group 1", base="Waiting")
    undone(database, people["Lea"])
    with pytest.raises(RuleError, match="Local administrator changed this since"):
        undone(database, people["Omar"])


def test_dots_for_a_group_whose_making_was_taken_back_stay(clustering):
    database, people = clustering[0], clustering[1][0]
    group = acting(database, people["Lea"], groups.make, []).id
    moved(database, people["Lea"], Phase.VOTE)
    for given in (1, 0):
        acting(database, people["Omar"], choosing.give_dots, group, given)
    moved(database, people["Lea"], Phase.CLUSTER)
    undone(database, people["Lea"])
    moved(database, people["Lea"], Phase.VOTE)
    with pytest.raises(RuleError, match="Local administrator changed this since"):
        undone(database, people["Omar"])


def test_a_name_and_a_merging_of_groups_are_taken_back(clustering):
    database, (people, written) = clustering
    omar = people["Omar"]
    first = acting(database, omar, groups.make, [written["Vic"]], "Waiting").id
    second = acting(database, omar, groups.make, [written["Omar"]], "Calls").id
    acting(database, omar, groups.name, second, "Phone calls", base="Calls")
    acting(database, omar, groups.merge, first, second)

    undone(database, omar)
    assert read(database, WorkshopGroup, first)["merged_into_id"] is None
    assert group_of(database, written["Vic"]) == first
    undone(database, omar)
    assert read(database, WorkshopGroup, second)["name"] == "Calls"


def test_groups_merged_or_named_by_others_since_stay(clustering):
    database, (people, _) = clustering
    omar, vic = people["Omar"], people["Vic"]
    first, second, third = (acting(database, vic, groups.make, [], name).id for name in ("Waiting", "Calls", "Mail"))
    acting(database, omar, groups.merge, first, second)
    acting(database, vic, groups.merge, second, third)

    with pytest.raises(RuleError, match="Vic changed this since"):
        undone(database, omar)


def test_a_name_that_somebody_gave_after_ones_own_stays(clustering):
    database, (people, _) = clustering
    omar, vic = people["Omar"], people["Vic"]
    group = acting(database, vic, groups.make, [], "Waiting").id
    acting(database, omar, groups.name, group, "Queues", base="Waiting")
    acting(database, vic, groups.name, group, "Lines", base="Queues")

    with pytest.raises(RuleError, match="Vic changed this since"):
        undone(database, omar)


def test_dots_and_places_are_taken_back(clustering):
    database, (people, _) = clustering
    omar = people["Omar"]
    group = acting(database, omar, groups.make, [], "Waiting").id
    key = (group, omar.participant_id)
    moved(database, people["Lea"], Phase.VOTE)
    for dots in (2, 3, 0):
        acting(database, omar, choosing.give_dots, group, dots)

    given = [(undone(database, omar), read(database, WorkshopDots, key))[1] for _ in range(3)]
    assert [row and row["dots"] for row in given] == [3, 2, None]

    moved(database, people["Lea"], Phase.PLACE)
    acting(database, omar, choosing.place, group, 3, 4)
    acting(database, omar, choosing.place, group, 9, 4)
    put = [(undone(database, omar), read(database, WorkshopPlace, key))[1] for _ in range(2)]
    assert [row and (row["value"], row["effort"]) for row in put] == [(3, 4), None]


def test_what_belongs_to_another_phase_stays_until_the_room_is_there_again(clustering):
    database, (people, _) = clustering
    omar = people["Omar"]
    group = acting(database, omar, groups.make, [], "Waiting").id
    moved(database, people["Lea"], Phase.VOTE)
    with pytest.raises(RuleError, match="nothing of yours to take back in “Dot vote”"):
        undone(database, omar)
    acting(database, omar, choosing.give_dots, group, 1)
    acting(database, omar, choosing.give_dots, group, 0)
    moved(database, people["Lea"], Phase.CLUSTER)

    undone(database, omar)

    assert read(database, WorkshopGroup, group) is None


def test_who_does_not_lead_any_more_takes_back_nothing_that_leading_takes(begun):
    database, room = begun
    slug = add_use_case(database, room.admin, pilots_named=())
    acting(database, room.leader, cards.make, use_case=slug)
    acting(database, room.omar, rooms.take_lead)

    with pytest.raises(RuleError, match=NOTHING):
        undone(database, room.leader)


def test_an_undo_of_a_room_takes_nothing_from_another(begun):
    database, room = begun
    write(begun, room.omar, "Fewer missed visits", "Missed visits")
    row, _ = opened(database, room.admin, "Another")
    elsewhere = joined(database, row, "Omar")

    with pytest.raises(RuleError, match=NOTHING):
        undone(database, elsewhere)
    with database.reading() as session:
        assert workshops.newest(session, [row.id])
