"""Notes written, reworded, withdrawn and put into groups."""

import pytest
from sqlalchemy import select

from cxdash.changes.setup import ensure_ready
from cxdash.changes.workshops import groups, notes
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError
from cxdash.domain.workshops.notes import NoteKind
from cxdash.store import workshops
from cxdash.store.workshop_tables import WorkshopEvent, WorkshopNote
from tests.rooms import acting, joined, moved, opened


@pytest.fixture
def room(ready_after):
    """A database with a room, and who leads it, Ana and Ben."""
    return ready_after(with_two)


def with_two(database, admin):
    row, leader = opened(database, admin)
    return row, leader, joined(database, row, "Ana"), joined(database, row, "Ben")


def add(database, sender, text="Letters come late"):
    return acting(database, sender, notes.add, NoteKind.FRICTION, text).id


def text_of(database, note):
    with database.reading() as session:
        return session.get_one(WorkshopNote, note).text


def last(database, kind):
    with database.reading() as session:
        found = session.scalars(select(WorkshopEvent).where(WorkshopEvent.kind == kind).order_by(WorkshopEvent.id))
        return [(each.subject, each.before, each.after) for each in found]


def test_a_note_is_kept_with_its_writer_and_told(room):
    database, (row, _, ana, _) = room

    note = add(database, ana, "  Letters come late\n")

    with database.reading() as session:
        (kept,) = workshops.notes(session, row.id)
        assert (kept.id, kept.participant_id, kept.kind, kept.text) == (
            note,
            ana.participant_id,
            "friction",
            "Letters come late",
        )
    after = {"kind": "friction", "text": "Letters come late"}
    assert last(database, "note.add") == [(f"note {note}", None, after)]


@pytest.mark.parametrize(("text", "words"), [(" ", "empty"), ("x" * 501, "Shorten it to 500")])
def test_a_note_says_something_and_not_too_much(room, text, words):
    database, (_, _, ana, _) = room

    with pytest.raises(RuleError, match=words):
        add(database, ana, text)
    note = add(database, ana)
    with pytest.raises(RuleError, match=words):
        acting(database, ana, notes.write, note, text, base="Letters come late")


def test_words_of_one_note_typed_in_two_windows_both_stay(room):
    database, (_, _, ana, _) = room
    note = add(database, ana, "Letters come late and unread")

    first = acting(database, ana, notes.write, note, "Letters often come late and unread", base=text_of(database, note))
    second = acting(
        database, ana, notes.write, note, "Letters come late and stay unread", base="Letters come late and unread"
    )

    assert (first.outcome, second.outcome) == ("saved", "merged")
    assert text_of(database, note) == second.text == "Letters often come late and stay unread"
    assert len(last(database, "note.write")) == 2


def test_a_clash_stores_nothing_and_returns_what_is_there(room):
    database, (_, _, ana, _) = room
    note = add(database, ana, "Letters late")

    acting(database, ana, notes.write, note, "Letters early", base="Letters late")
    clash = acting(database, ana, notes.write, note, "Letters never", base="Letters late")

    assert (clash.outcome, clash.text, text_of(database, note)) == ("clash", "Letters early", "Letters early")


def test_two_changes_that_are_too_long_together_are_refused(room):
    database, (_, _, ana, _) = room
    note = add(database, ana, "start middle end")

    acting(database, ana, notes.write, note, f"start {'a' * 300} middle end", base="start middle end")
    with pytest.raises(RuleError, match="Shorten it"):
        acting(database, ana, notes.write, note, f"start middle end {'b' * 300}", base="start middle end")


def test_before_the_reveal_nobody_learns_of_anothers_note(room):
    database, (_, leader, ana, ben) = room
    note = add(database, ana)

    for sender in (leader, ben):
        with pytest.raises(NotFoundError, match="not there any more"):
            acting(database, sender, notes.write, note, "Mine", base="")
        with pytest.raises(NotFoundError, match="not there any more"):
            acting(database, sender, notes.withdraw, note)
        with pytest.raises(NotFoundError, match="not there any more"):
            acting(database, sender, notes.write, note + 1, "Mine", base="")


def test_after_it_who_leads_may_mend_a_note_and_others_may_not(room):
    database, (_, leader, ana, ben) = room
    note = add(database, ana)
    moved(database, leader, "reveal")

    with pytest.raises(NotAllowedError, match="Somebody else wrote this note"):
        acting(database, ben, notes.withdraw, note)
    assert acting(database, leader, notes.write, note, "Letters late", base="Letters come late").outcome == "saved"


def test_a_withdrawn_note_is_gone_for_everybody_and_its_words_stay_in_the_journal(room):
    database, (row, _, ana, _) = room
    note = add(database, ana)

    acting(database, ana, notes.withdraw, note)

    with database.reading() as session:
        assert not workshops.notes(session, row.id)
    with pytest.raises(NotFoundError):
        acting(database, ana, notes.withdraw, note)
    assert last(database, "note.withdraw") == [
        (f"note {note}", {"kind": "friction", "text": "Letters come late"}, None)
    ]


def test_a_note_moves_between_groups_and_follows_one_that_was_merged(room):
    database, (_, leader, ana, ben) = room
    note = add(database, ana)
    moved(database, leader, "cluster")
    letters, mail = (acting(database, ana, groups.make, [], name).id for name in ("Letters", "Mail"))
    acting(database, ben, groups.merge, mail, letters)

    acting(database, ben, notes.move_to_group, note, mail)
    acting(database, ana, notes.move_to_group, note, letters)
    acting(database, ana, notes.move_to_group, note, None)

    assert last(database, "note.group") == [
        (f"note {note}", {"group": None}, {"group": letters}),
        (f"note {note}", {"group": letters}, {"group": None}),
    ]
    with pytest.raises(NotFoundError, match="group is not there"):
        acting(database, ana, notes.move_to_group, note, 99)


def test_groups_of_another_room_are_not_there(room):
    database, (_, leader, ana, _) = room
    note = add(database, ana)
    moved(database, leader, "cluster")
    _, elsewhere = opened(database, ensure_ready(database))
    moved(database, elsewhere, "cluster")
    group = acting(database, elsewhere, groups.make, [], "Elsewhere").id

    with pytest.raises(NotFoundError, match="group is not there"):
        acting(database, ana, notes.move_to_group, note, group)
    with pytest.raises(NotFoundError, match="note is not there"):
        acting(database, elsewhere, notes.move_to_group, note, None)
