"""The server rings a room's screens: with a ticket, soon after an edit of another process, and until it stops."""

import contextlib
import http.client
import time
from datetime import timedelta

import pytest

from cxdash.changes.workshops import notes, rooms
from cxdash.domain.workshops.notes import NoteKind
from cxdash.domain.workshops.tickets import ticket
from cxdash.store.database import Database
from cxdash.store.schema import now
from cxdash.store.workshop_tables import Workshop
from cxdash.ui.workshop.bell import PATH
from tests import first_rows
from tests.apps import served
from tests.rooms import acting, joined, opened

STOPS = 50
"""Seconds within which a server stops on the busiest machine; one that waits for streams never does."""


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    file = tmp_path_factory.mktemp("rings") / "cxdash.db"
    first_rows.put(first_rows.made()[0], file)
    return file


@pytest.fixture(scope="module")
def database(file):
    """The database of the server, as another process has it open."""
    database = Database(f"{first_rows.SQLITE}{file}")
    yield database
    database.dispose()


@pytest.fixture(scope="module")
def server(file):
    with served(file) as address:
        yield address.removeprefix("http://")


@pytest.fixture
def room(database):
    return opened(database, first_rows.made()[1])


def test_a_screen_is_rung_when_another_process_has_stored_an_edit(database, server, room):
    about, leader = room
    with _listening(server, _ticket(database, about)) as screen:
        first = _next(screen)
        for number in range(5):
            acting(database, leader, notes.add, NoteKind.IDEA, f"Note {number}")
            assert _next(screen) > first


def test_a_new_face_and_a_phase_ring_too(database, server, room):
    about, leader = room
    with _listening(server, _ticket(database, about)) as screen:
        _next(screen)
        joined(database, about, "Ana")
        after = _next(screen)
        acting(database, leader, rooms.set_timer, 60)

        assert _next(screen) > after


@pytest.mark.parametrize("spoil", ["none", "other secret", "other room", "over", "changed"])
def test_no_ticket_but_the_room_s_own_opens_its_stream(database, server, room, spoil):
    about, _ = room
    other, _ = opened(database, first_rows.made()[1])
    good = _ticket(database, about)
    tickets = {
        "none": "",
        "other secret": ticket("wrong", about.id, 0, until=now() + timedelta(hours=1)),
        "other room": good.replace(f"{about.id}.", f"{other.id}.", 1),
        "over": _ticket(database, about, lasts=timedelta(seconds=-1)),
        "changed": f"{good[:-1]}{'0' if good[-1] != '0' else '1'}",
    }

    with _asked(server, tickets[spoil]) as answer:
        assert answer.status == 403


def test_a_server_that_is_told_to_stop_does_so_while_screens_listen(tmp_path):
    file = tmp_path / "cxdash.db"
    first_rows.put(first_rows.made()[0], file)
    database = Database(f"{first_rows.SQLITE}{file}")
    about, _ = opened(database, first_rows.made()[1])
    with contextlib.ExitStack() as screens:
        with served(file) as address:
            for _ in range(3):
                _next(screens.enter_context(_listening(address.removeprefix("http://"), _ticket(database, about))))
            database.dispose()
            began = time.monotonic()
        assert time.monotonic() - began < STOPS


def _ticket(database, room, *, lasts=timedelta(hours=1)):
    with database.reading() as session:
        secret = session.get_one(Workshop, room.id).secret
    return ticket(secret, room.id, 0, until=now() + lasts)


@contextlib.contextmanager
def _listening(server, text):
    with _asked(server, text) as answer:
        assert answer.status == 200
        yield answer


@contextlib.contextmanager
def _asked(server, text):
    connection = http.client.HTTPConnection(server, timeout=60)
    with contextlib.closing(connection):
        connection.request("GET", f"{PATH}?ticket={text}")
        with connection.getresponse() as answer:
            yield answer


def _next(screen):
    """Return the number of the next event."""
    for line in screen:
        if line.startswith(b"data: "):
            return int(line.removeprefix(b"data: "))
    message = "The stream ended."
    raise AssertionError(message)
