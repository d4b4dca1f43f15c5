"""What is left of a workshop: everything of its room, its history step by step, and its summary."""

import pytest
from sqlalchemy import event

from cxdash.changes.workshops import cards, choosing, committing, groups, notes, rooms, undoing
from cxdash.domain.errors import NotFoundError
from cxdash.domain.workshops.notes import NoteKind
from cxdash.domain.workshops.phases import UNDOABLE, Phase
from cxdash.domain.workshops.pieces import Field
from cxdash.reports.workshops import room as report
from cxdash.reports.workshops.history import board_after, history
from cxdash.reports.workshops.summary import summary
from cxdash.store import metrics, people, workshop_cards
from tests.reports.workshops.held import STATEMENT, TODAY, held
from tests.rooms import acting, joined, moved, opened


@pytest.fixture
def past(ready_after):
    """A database with a workshop that was held."""
    return ready_after(held)


def read(database, question, *given, **said):
    with database.reading() as session:
        return question(session, *given, **said)


def test_what_may_be_taken_back_is_said_once_in_the_rules():
    assert set(undoing._TAKE_BACK) == UNDOABLE  # noqa: SLF001 what can be taken back, by how


def test_everything_of_a_room_is_there(past):
    database, workshop = past
    there = read(database, report.there, workshop.room.id, today=TODAY)
    assert (there.title, there.phase, there.is_open) == ("Spring workshop", Phase.COMMIT, False)
    assert {note.text for note in there.notes} == {"Letters nobody reads", "Call before"}
    assert {group.name for group in there.groups} == {"Missed visits", "Calls"}
    assert sum(there.dots.values()) == 3
    assert len(there.places) == 2
    (card,) = there.cards
    assert card.is_committed
    assert card.pieces[Field.STATEMENT][0] == STATEMENT
    assert there.undo[workshop.ana.participant_id] == "your last words on a card"
    assert "no_show_rate" in dict(there.metrics)
    assert "containment" not in dict(there.metrics)
    assert "Omar Ops" in there.known_people


def test_a_room_is_read_in_as_many_queries_however_much_is_in_it(ready):
    database, person = ready
    room, _ = opened(database, person)
    catalogue = read(database, metrics.catalogue)
    asked = []
    event.listen(database.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    def queries():
        asked.clear()
        read(database, report.there, room.id, today=TODAY, catalogue=catalogue)
        return len([each for each in asked if each.lstrip().upper().startswith("SELECT")])

    empty = queries()
    for name in ("Ana", "Ben", "Cem"):
        sender = joined(database, room, name)
        for number in range(5):
            acting(database, sender, notes.add, NoteKind.IDEA, f"{name} {number}")
    assert queries() == empty <= 10


def test_only_who_leads_is_offered_to_take_back_what_leading_takes(small):
    database, person = small
    room, leader = opened(database, person)
    ana = joined(database, room, "Ana")
    moved(database, leader, Phase.CLUSTER)
    letters = acting(database, leader, groups.make, [], "Letters").id
    moved(database, leader, Phase.REFINE)
    card = read(database, report.there, room.id, today=TODAY).cards[0].id
    acting(database, leader, cards.write, card, Field.TITLE, "Plain letters", "Letters")
    acting(database, leader, cards.take_away, card)
    acting(database, leader, cards.make, group_id=letters)

    def undo():
        return read(database, report.there, room.id, today=TODAY).undo.get(leader.participant_id)

    assert undo() == "your new card"
    acting(database, ana, rooms.take_lead)
    assert undo() == "your last words on a card"


def test_a_card_says_that_somebody_wrote_on_it_after_it_was_committed(small):
    database, person = small
    room, leader = opened(database, person)
    ana = joined(database, room, "Ana")
    moved(database, leader, Phase.CLUSTER)
    acting(database, leader, groups.make, [], "Letters")
    moved(database, leader, Phase.REFINE)

    def card():
        return read(database, report.there, room.id, today=TODAY).cards[0]

    acting(database, ana, cards.write, card().id, Field.OPERATIONS, "omar  ops", "")
    assert not card().is_changed
    acting(database, leader, committing.commit_card, card().id, today=TODAY)
    assert not card().is_changed
    acting(database, ana, cards.write, card().id, Field.TITLE, "Plain letters", "Letters")
    assert card().is_changed
    acting(database, leader, committing.commit_card, card().id, today=TODAY)
    assert not card().is_changed


def test_a_room_that_is_not_there_is_said_to_be_gone(small):
    with pytest.raises(NotFoundError, match="no such workshop"):
        read(small[0], report.there, 99, today=TODAY)


def test_rooms_are_listed_the_newest_first(small):
    database, person = small
    for title in ("First", "Second"):
        opened(database, person, title)
    lines = read(database, report.rooms)
    assert [(each.title, each.is_open, each.phase) for each in lines] == [
        ("Second", True, Phase.CAPTURE),
        ("First", True, Phase.CAPTURE),
    ]


def test_a_history_tells_every_change_in_order(past):
    database, workshop = past
    said = [f"{step.who} {step.says}" for step in read(database, history, workshop.room.id)]
    told = [each for each in said if each.startswith("Ana")]
    assert told == [
        "Ana came in",
        "Ana wrote “Letters nobody reads”",
        "Ana wrote “Call before”",
        "Ana made the group “Missed visits” of 1 note",
        "Ana gave dots",
        "Ana placed “Missed visits”",
        f"Ana wrote on “Missed visits”, Outcome statement: “{STATEMENT}”",
        "Ana wrote on “Missed visits”, Metric: “Appointment no-show rate”",
        "Ana wrote on “Missed visits”, Target: “-30 %”",
        "Ana wrote on “Missed visits”, Answers for operations: “Omar Ops”",
    ]
    assert "The room made the card “Missed visits”" in said
    assert any(each.endswith("committed “Missed visits” to the portfolio") for each in said)
    assert any(each.endswith("noted for Omar Ops by 2 Mar 2026: Ask legal") for each in said)
    assert said[-1].endswith("closed the workshop")


def test_a_history_is_played_again_step_by_step(past):
    database, workshop = past
    steps = read(database, history, workshop.room.id)

    def board(says):
        number = next(step.number for step in steps if says in step.says)
        return read(database, board_after, workshop.room.id, number)

    assert [lane.notes for lane in board("wrote “Letters").lanes] == [("Letters nobody reads",)]
    assert [lane.notes for lane in board("wrote “Call").lanes] == [("Letters nobody reads", "Call before")]
    grouped = board("made the group “Calls”")
    assert [(lane.name, lane.notes) for lane in grouped.lanes] == [
        ("Missed visits", ("Letters nobody reads",)),
        ("Calls", ("Call before",)),
    ]
    assert grouped.phase is Phase.CLUSTER
    (card,) = board("closed the workshop").cards
    assert (card.title, card.fields[Field.METRIC]) == ("Missed visits", "no_show_rate")


def test_the_board_played_to_its_end_is_the_board_that_is_stored(past):
    database, workshop = past
    there = read(database, report.there, workshop.room.id, today=TODAY)
    last = read(database, board_after, workshop.room.id, there.rev)
    assert {note for lane in last.lanes for note in lane.notes} == {note.text for note in there.notes}
    assert {lane.name for lane in last.lanes} == {group.name for group in there.groups}
    assert [dict(card.fields) for card in last.cards] == [
        {field: text for field, (text, _) in card.pieces.items() if text} for card in there.cards
    ]


def test_a_workshop_that_goes_on_is_told_from_what_it_took_over(past):
    database, workshop = past
    with database.reading() as session:
        admin = people.known(session, 1)
    later, leader = opened(database, admin, "Summer workshop", resumes=workshop.room.code)
    with database.reading() as session:
        card = workshop_cards.ever_made(session, later.id)[0].id
    acting(
        database,
        leader,
        cards.make,
        use_case=read(database, report.there, workshop.room.id, today=TODAY).cards[0].use_case[0],
    )
    acting(database, leader, cards.write, card, Field.COMMERCIAL, "Cora", "")

    steps = read(database, history, later.id)
    assert steps[0].says == "opened the workshop, which goes on with an earlier one"
    assert "brought back the card “Missed visits”" in [step.says for step in steps]
    there, last = read(database, report.there, later.id, today=TODAY), read(database, board_after, later.id, 10**6)
    assert {lane.name: set(lane.notes) for lane in last.lanes} == {
        "Missed visits": {"Letters nobody reads"},
        "Calls": {"Call before"},
    }
    assert [dict(each.fields) for each in last.cards] == [
        {field: text for field, (text, _) in each.pieces.items() if text} for each in there.cards
    ]


def test_a_history_tells_nothing_of_notes_while_they_are_captured(small):
    database, person = small
    room, leader = opened(database, person)
    ana = joined(database, room, "Ana")
    acting(database, ana, notes.add, NoteKind.IDEA, "A secret")
    steps = read(database, history, room.id)
    assert "secret" not in str(steps)
    assert read(database, board_after, room.id, 10**6).lanes == ()

    moved(database, leader, Phase.REVEAL)
    assert "A secret" in str(read(database, history, room.id))


def test_what_was_taken_back_or_reworded_before_the_reveal_is_never_told(small):
    database, person = small
    room, leader = opened(database, person)
    ana = joined(database, room, "Ana")
    rash = acting(database, ana, notes.add, NoteKind.FRICTION, "The rash first words").id
    acting(database, ana, notes.write, rash, "The second words", base="The rash first words")
    gone = acting(database, ana, notes.add, NoteKind.FRICTION, "About a colleague").id
    acting(database, ana, notes.withdraw, gone)
    acting(database, ana, notes.add, NoteKind.FRICTION, "A slip")
    acting(database, ana, undoing.undo)

    def told():
        return [step.says for step in read(database, history, room.id) if step.who == "Ana"][1:]

    moved(database, leader, Phase.REVEAL)
    assert told() == ["wrote “The second words”"]
    for step in read(database, history, room.id):
        assert {note for lane in read(database, board_after, room.id, step.number).lanes for note in lane.notes} <= {
            "The second words"
        }

    moved(database, leader, Phase.CAPTURE)
    acting(database, ana, notes.write, rash, "Rash again", base="The second words")
    acting(database, ana, notes.write, rash, "The third words", base="Rash again")
    moved(database, leader, Phase.CLUSTER)
    assert told()[1:] == ["changed “The second words” to “The third words”"]

    moved(database, leader, Phase.CAPTURE)
    acting(database, ana, notes.withdraw, rash)
    moved(database, leader, Phase.REVEAL)
    assert told()[2:] == ["withdrew “The third words”"]
    acting(database, ana, undoing.undo)
    assert told()[3:] == ["took back that they withdrew “The third words”"]


def test_what_was_never_revealed_is_not_told_after_the_close_either(small):
    database, person = small
    room, leader = opened(database, person)
    ana = joined(database, room, "Ana")
    acting(database, ana, notes.add, NoteKind.IDEA, "A secret")
    acting(database, ana, notes.add, NoteKind.IDEA, "The first secret words")
    acting(database, leader, rooms.close)
    later, leads = opened(database, person, "It goes on", resumes=room.code)

    for each in (room, later):
        assert "secret" not in str(read(database, history, each.id))
        assert read(database, board_after, each.id, 10**6).lanes == ()
        assert "secret" not in str(read(database, summary, each.id, today=TODAY))
    back = joined(database, later, "Ana")
    first, second = read(database, report.there, later.id, today=TODAY).notes
    acting(database, back, notes.withdraw, first.id)
    acting(database, back, notes.write, second.id, "Plain words", base="The first secret words")
    moved(database, leads, Phase.REVEAL)
    assert [lane.notes for lane in read(database, board_after, later.id, 10**6).lanes] == [("Plain words",)]
    assert "secret" not in str(read(database, history, later.id))


def test_a_history_does_not_tell_who_has_voted_or_placed_before_that_is_over(small):
    database, person = small
    room, leader = opened(database, person)
    ana = joined(database, room, "Ana")

    def told():
        return [step.says for step in read(database, history, room.id) if step.who == "Ana"][1:]

    moved(database, leader, Phase.CLUSTER)
    letters = acting(database, leader, groups.make, [], "Letters").id
    moved(database, leader, Phase.VOTE)
    acting(database, ana, choosing.give_dots, letters, 2)
    acting(database, ana, undoing.undo)
    acting(database, ana, choosing.give_dots, letters, 3)
    assert told() == []
    moved(database, leader, Phase.PLACE)
    acting(database, ana, choosing.place, letters, 8, 2)
    assert told() == ["gave dots", "took back that they gave dots", "gave dots"]
    moved(database, leader, Phase.REFINE)
    assert told()[3:] == ["placed “Letters”"]


def test_a_summary_says_what_came_of_it(past):
    database, workshop = past
    told = read(database, summary, workshop.room.id, today=TODAY)
    assert told.headline == "1 of 1 card became use cases"
    assert (told.groups[0].name, told.groups[0].dots) == ("Missed visits", 3)
    assert told.groups[0].spread.disagreement.startswith("You do not agree on effort")
    card = next(each for each in told.cards if each.title == "Missed visits")
    assert (card.metric, card.owners) == ("Appointment no-show rate", {"operations": "Omar Ops"})
    assert card.became
    assert [(point.text, point.person, point.state) for point in told.points] == [("Ask legal", "Omar Ops", "open")]
    assert told.closed_on is not None


def test_a_summary_keeps_what_its_phase_hides(small):
    database, person = small
    room, _ = opened(database, person)
    ana = joined(database, room, "Ana")
    acting(database, ana, notes.add, NoteKind.IDEA, "A secret")
    assert "A secret" not in str(read(database, summary, room.id, today=TODAY))
