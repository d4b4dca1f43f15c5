"""The room of one browser: who it is let in as, what it is answered, and what it is sent."""

import json
import threading
from datetime import timedelta

import pytest
from sqlalchemy import event, select
from streamlit.testing.v1 import AppTest

from cxdash.changes.workshops import notes
from cxdash.changes.workshops import rooms as changes
from cxdash.domain.workshops.notes import NoteKind
from cxdash.domain.workshops.tickets import read_ticket
from cxdash.store.schema import now
from cxdash.store.workshop_tables import Participant, Workshop, WorkshopNote
from cxdash.ui import session
from cxdash.ui.workshop import there
from tests import rooms
from tests.apps import built_pages, empty, page_file

__all__ = ["built_pages", "empty", "page_file"]

SECRET = "0123456789abcdef0123456789abcdef"
NOTE = {"sent": "one", "deed": "note.add", "kind": "idea", "text": "Plain words"}


def run():
    """What a run of the page does with what the browser tells, without drawing anything."""
    import json  # noqa: PLC0415 Streamlit runs this function as a script of its own

    import streamlit as st  # noqa: PLC0415 same

    from cxdash.ui.workshop import room  # noqa: PLC0415 same

    shown = room.Shown(**st.session_state["shown"])
    room._greeted(shown)  # noqa: SLF001 what the component calls
    room._edited(shown)  # noqa: SLF001 same
    st.text(json.dumps(room.sent(shown)))


class Browser:
    """One browser session, which tells things and is sent the room."""

    def __init__(self, database, about, view="room"):
        with database.reading() as reading:
            found = reading.get_one(Workshop, about.id)
            shown = {"workshop_id": found.id, "code": found.code, "secret": found.secret, "view": view}
            shown["is_open"] = found.closed_at is None
        self.page = AppTest.from_function(run, default_timeout=60)
        self.page.session_state["shown"] = shown
        self.page.query_params["code"] = about.code
        self.secret, self.key = shown["secret"], f"{view}-{about.id}"

    def tell(self, **told):
        self.page.session_state[self.key] = told
        self.page.run()
        assert [each.message for each in self.page.exception] == []
        return json.loads(self.page.text[0].value)

    def hello(self, name="Ana", secret=SECRET, code=None):
        return self.tell(
            hello={"code": code or self.page.session_state["shown"]["code"], "name": name, "secret": secret}
        )


@pytest.fixture
def room(empty):
    there.forget_all()
    return empty, *rooms.opened(empty, session.current_person())


@pytest.fixture
def browser(room):
    database, about, _ = room
    return Browser(database, about)


def names(database):
    with database.reading() as reading:
        return list(reading.scalars(select(Participant.name).order_by(Participant.id)))


def test_nobody_is_in_before_they_have_said_who_they_are(browser):
    assert browser.tell()["kind"] == "door"
    assert browser.tell(edits=[NOTE])["kind"] == "door"


def test_who_says_a_name_is_in_and_is_the_same_after_a_restart(room, browser):
    database, about, _ = room
    assert browser.hello()["me"]["name"] == "Ana"

    again = Browser(database, about).hello(name="")

    assert again["me"]["name"] == "Ana"
    assert names(database)[1:] == ["Ana"]


def test_a_name_that_somebody_has_is_refused_with_one_that_is_free(room, browser):
    database, about, _ = room
    browser.hello()

    told = Browser(database, about).hello(secret=SECRET[::-1])

    assert told["kind"] == "door"
    assert "Ana 2" in told["says"]


@pytest.mark.parametrize(
    "hello",
    [
        None,
        "Ana",
        [],
        {},
        {"code": "K7QPXM", "name": "Ana", "secret": ""},
        {"code": "K7QPXM", "name": "Ana", "secret": "short"},
        {"code": "K7QPXM", "name": "Ana", "secret": "x" * 1000},
        {"code": "K7QPXM", "name": ["Ana"], "secret": SECRET},
        {"code": 7, "name": "Ana", "secret": SECRET},
        {"code": "K7QPXM", "name": "Ana", "secret": SECRET},
        {"code": "\ud800", "name": "Ana", "secret": SECRET},
    ],
    ids=str,
)
def test_a_greeting_that_makes_no_sense_lets_nobody_in(room, browser, hello):
    database, *_ = room

    assert browser.tell(hello=hello)["kind"] == "door"
    assert len(names(database)) == 1


def test_a_name_with_what_no_database_stores_is_stored_without_it(browser):
    assert browser.hello(name="Ana \ud800\x00")["me"]["name"] == "Ana \ufffd\ufffd"


def test_an_edit_is_done_and_answered_under_its_name(room, browser):
    database, *_ = room
    browser.hello()

    told = browser.tell(edits=[NOTE])

    assert told["answers"] == {"one": {"outcome": "done", "says": ""}}
    assert [each["text"] for each in told["notes"]] == ["Plain words"]
    assert browser.tell(edits=[NOTE])["answers"] == told["answers"]
    with database.reading() as reading:
        assert len(reading.scalars(select(WorkshopNote)).all()) == 1


def test_only_the_last_answers_are_sent(browser):
    browser.hello()
    for first in range(0, 150, 50):
        told = browser.tell(
            edits=[{"sent": f"n{number}", "deed": "here", "at": ""} for number in range(first, first + 50)]
        )

    assert list(told["answers"]) == [f"n{number}" for number in range(50, 150)]


@pytest.mark.parametrize("view", ["guest", "projector"])
def test_who_only_watches_neither_joins_nor_edits(room, view):
    database, about, _ = room
    watching = Browser(database, about, view)
    watching.hello()

    told = watching.tell(edits=[NOTE])

    assert (told["me"], told["may"], told["answers"]) == (None, [], {})
    assert len(names(database)) == 1


def test_the_ticket_is_the_reader_s_own_and_stays_the_same(browser):
    seat = browser.hello()
    first = read_ticket(lambda _: browser.secret, seat["ticket"], now=now())

    assert browser.tell()["ticket"] == seat["ticket"]
    assert first.participant_id == seat["me"]["id"]
    assert first.until > now() + timedelta(hours=20)


def test_a_room_is_read_once_for_everybody_and_anew_after_each_change(room):
    database, about, leader = room
    there.room(about.id)
    reads = []

    def count(_connection, _cursor, statement, *_):
        reads.append(statement)

    event.listen(database.engine, "before_cursor_execute", count)
    try:
        asking = [threading.Thread(target=there.room, args=(about.id,)) for _ in range(8)]
        for each in asking:
            each.start()
        for each in asking:
            each.join()
        assert len([each for each in reads if "BEGIN" not in each]) == 8  # the newest number each, and nothing else
        rooms.acting(database, leader, notes.add, NoteKind.IDEA, "Plain words")
    finally:
        event.remove(database.engine, "before_cursor_execute", count)

    assert [each.text for each in there.room(about.id).notes] == ["Plain words"]


def test_only_the_rooms_read_last_are_kept(room, monkeypatch):
    monkeypatch.setattr(there, "_MOST_KEPT", 2)
    database, first, _ = room
    others = [rooms.opened(database, session.current_person(), title)[0] for title in ("Second", "Third")]
    for each in (first, others[0], first, others[1]):
        there.room(each.id)
    assert len(there._kept) == 2  # noqa: SLF001 what a process holds is seen nowhere else
    assert others[1].id in there._kept  # noqa: SLF001 same


def test_an_edit_after_the_room_is_closed_is_refused_and_shown_as_closed(room, browser):
    database, _, leader = room
    browser.hello()
    rooms.acting(database, leader, changes.close)

    told = browser.tell(edits=[NOTE])

    assert told["answers"]["one"]["outcome"] == "refused"
    assert told["room"]["open"] is False
    assert told["me"]["name"] == "Ana"
