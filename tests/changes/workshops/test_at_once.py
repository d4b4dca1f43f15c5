"""Many people in one room at the same moment, through two processes: nothing is lost, nothing done twice."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select

from cxdash.changes.workshops import choosing, entering, groups, notes, rooms
from cxdash.domain.actions import Action
from cxdash.domain.workshops.notes import NoteKind
from cxdash.store import workshops
from cxdash.store.database import Database
from cxdash.store.workshop_tables import WorkshopEvent, WorkshopNote
from tests.changes.at_once import at_once
from tests.rooms import acting, joined, moved, opened

PEOPLE, NOTES = 6, 8


@pytest.fixture
def elsewhere(ready_url):
    """The same database, known to another process."""
    database = Database(ready_url)
    yield database
    database.dispose()


def together(ready, ready_url, sender, first, second):
    """Do two things at once for one sender; return what the second was told."""
    return at_once(
        ready_url,
        ready[1],
        lambda session: first(session, sender),
        lambda session: second(session, sender),
        action=Action.WORKSHOP_TAKE_PART,
    )


def test_what_many_write_at_once_is_all_there_and_told_in_order(ready, elsewhere):
    database, admin = ready
    row, _ = opened(database, admin)
    other, quiet = opened(database, admin)
    senders = [joined(database, row, f"Person {number}") for number in range(PEOPLE)]
    done, looks = threading.Event(), []

    def write(number, sender):
        through = (database, elsewhere)[number % 2]
        for each in range(NOTES):
            acting(through, replace(sender, sent=f"edit {each}"), notes.add, NoteKind.IDEA, f"{number} {each}")
            acting(through, quiet, rooms.seen, f"{number} {each}")

    def look():
        while not done.is_set():
            with elsewhere.reading() as session:
                query = select(WorkshopEvent.id).where(WorkshopEvent.workshop_id == row.id).order_by(WorkshopEvent.id)
                looks.append(session.scalars(query).all())

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        with ThreadPoolExecutor(PEOPLE) as pool:
            list(pool.map(write, range(PEOPLE), senders))
    finally:
        done.set()
        watcher.join()

    with database.reading() as session:
        written = {each.text for each in workshops.notes(session, row.id)}
        numbers = session.scalars(
            select(WorkshopEvent.id).where(WorkshopEvent.workshop_id == row.id).order_by(WorkshopEvent.id)
        ).all()
        newest = workshops.newest(session, [row.id, other.id])
    assert written == {f"{number} {each}" for number in range(PEOPLE) for each in range(NOTES)}
    assert all(numbers[: len(seen)] == seen for seen in looks)
    assert newest[row.id] == numbers[-1]
    assert looks


def test_one_edit_that_arrives_twice_at_once_is_stored_once(ready, ready_url):
    row, _ = opened(*ready)
    ana = replace(joined(ready[0], row, "Ana"), sent="edit 1")

    def add(session, sender):
        if not entering.done_before(session, sender):
            notes.add(session, sender, NoteKind.IDEA, "Call back")

    assert together(ready, ready_url, ana, add, add) == []

    with ready[0].reading() as session:
        assert len(workshops.notes(session, row.id)) == 1


def test_two_changes_of_one_note_at_once_are_merged(ready, ready_url):
    row, _ = opened(*ready)
    ana = joined(ready[0], row, "Ana")
    base = "Letters come late and unread"
    note = acting(ready[0], ana, notes.add, NoteKind.IDEA, base).id

    said = together(
        ready,
        ready_url,
        ana,
        lambda session, sender: notes.write(session, sender, note, "Most letters come late and unread", base=base),
        lambda session, sender: notes.write(session, sender, note, "Letters come late and stay unread", base=base),
    )

    with ready[0].reading() as session:
        assert session.get_one(WorkshopNote, note).text == "Most letters come late and stay unread"
    assert said == []


def test_one_name_is_taken_once(ready, ready_url):
    row, leader = opened(*ready)

    (said,) = together(
        ready,
        ready_url,
        leader,
        lambda session, _: rooms.join(session, row.code, "Ana", "one"),
        lambda session, _: rooms.join(session, row.code, "Ana", "two"),
    )

    assert "Call yourself “Ana 2”" in said


def test_dots_given_from_two_windows_are_never_too_many(ready, ready_url):
    row, leader = opened(*ready, dots_each=3)
    moved(ready[0], leader, "cluster")
    one, two = (acting(ready[0], leader, groups.make, [], name).id for name in ("One", "Two"))
    moved(ready[0], leader, "vote")

    (said,) = together(
        ready,
        ready_url,
        leader,
        lambda session, sender: choosing.give_dots(session, sender, one, 2),
        lambda session, sender: choosing.give_dots(session, sender, two, 2),
    )

    assert "3 dots in all" in said
    with ready[0].reading() as session:
        assert workshops.dots_given(session, leader.participant_id) == 2
        assert workshops.participant(session, row.id, leader.participant_id).leads


def test_two_groups_do_not_vanish_into_each_other(ready, ready_url):
    row, leader = opened(*ready)
    moved(ready[0], leader, "cluster")
    one, two = (acting(ready[0], leader, groups.make, [], name).id for name in ("One", "Two"))

    (said,) = together(
        ready,
        ready_url,
        leader,
        lambda session, sender: groups.merge(session, sender, one, two),
        lambda session, sender: groups.merge(session, sender, two, one),
    )

    assert "cannot go into itself" in said
    with ready[0].reading() as session:
        assert [each.name for each in workshops.groups(session, row.id)] == ["Two"]
