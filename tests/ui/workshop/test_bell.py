"""The bell rings every open screen of a room soon after a change, wherever it was made, and nobody else's."""

import contextlib
import http.client
import socket
import threading
import time
from dataclasses import dataclass
from datetime import timedelta

import pytest
import uvicorn
from starlette.applications import Starlette

from cxdash.store.schema import now
from cxdash.ui.workshop.bell import PATH, Bell


@dataclass
class Ticket:
    workshop_id: int
    until: object


@pytest.fixture
def rooms():
    """The newest numbers of two rooms, as a database would say them."""
    return {1: 10, 2: 20}


@pytest.fixture
def bell(rooms):
    tickets = {f"room {number}": Ticket(number, now() + timedelta(hours=1)) for number in rooms}
    tickets["ends soon"] = Ticket(1, now() + timedelta(seconds=0.4))
    return Bell(lambda asked: {number: rooms[number] for number in asked}, tickets.get)


@pytest.fixture
def port(bell):
    """Where a server answers that has nothing but the bell."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(Starlette(routes=[bell.route()]), log_level="error"))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        _wait(lambda: server.started)
        yield listening.getsockname()[1]
        bell.close()
        server.should_exit = True
        serving.join(timeout=60)
        assert not serving.is_alive()


def test_a_screen_is_told_the_number_at_once_and_then_each_new_one(rooms, port):
    with _listening(port, "room%201") as screen:
        assert _next(screen) == 10
        for number in range(11, 16):
            rooms[1] = number
            assert _next(screen) == number


def test_a_screen_is_not_told_of_another_room(rooms, port):
    with _listening(port, "room%201") as one, _listening(port, "room%202") as two:
        assert (_next(one), _next(two)) == (10, 20)
        rooms[2] = 21
        assert _next(two) == 21
        rooms[1] = 11

        assert _next(one) == 11


@pytest.mark.parametrize("ticket", ["", "wrong", "room%203", "%00", "x" * 5000])
def test_a_wrong_ticket_is_refused(port, ticket):
    with _asked(port, ticket) as answer:
        assert answer.status == 403
        assert b"link" in answer.read()


def test_a_stream_ends_with_its_ticket(rooms, port):
    with _listening(port, "ends%20soon") as screen:
        assert _next(screen) == 10
        time.sleep(0.5)
        rooms[1] = 11

        assert _next(screen) == 11
        assert _next(screen) is None


def test_nobody_looks_for_changes_while_nobody_listens(bell, port):
    assert not bell.is_watching
    with _listening(port, "room%201") as screen:
        _next(screen)
        assert bell.is_watching

    _wait(lambda: bell.listeners == 0 and not bell.is_watching)


def test_a_screen_that_reads_nothing_does_not_keep_the_others_waiting(rooms, port):
    with _listening(port, "room%201"), _listening(port, "room%201") as reads:
        for number in range(11, 31):
            rooms[1] = number
            _until(reads, number)


def test_many_changes_at_once_become_the_newest(rooms, port):
    with _listening(port, "room%201") as screen:
        assert _next(screen) == 10
        for number in range(11, 1000):
            rooms[1] = number

        told = _until(screen, 999)

        assert len(told) < 10


def test_a_look_that_fails_ends_no_stream(port, rooms, caplog):
    with _listening(port, "room%201") as screen:
        assert _next(screen) == 10
        del rooms[1]
        _wait(lambda: "could not be looked at" in caplog.text)
        rooms[1] = 12

        assert _next(screen) == 12


def test_a_server_that_stops_ends_its_streams(bell, port):
    with _listening(port, "room%201") as screen:
        assert _next(screen) == 10
        bell.close()

        assert _next(screen) is None


def test_asking_for_the_head_alone_does_not_wait_for_ever(port):
    with _asked(port, "room%201", method="HEAD") as answer:
        assert answer.status == 405


@contextlib.contextmanager
def _listening(port, ticket):
    with _asked(port, ticket) as answer:
        assert (answer.status, answer.headers.get_content_type()) == (200, "text/event-stream")
        yield answer


@contextlib.contextmanager
def _asked(port, ticket, *, method="GET"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    with contextlib.closing(connection):
        connection.request(method, f"{PATH}?ticket={ticket}")
        with connection.getresponse() as answer:
            yield answer


def _next(screen):
    """Return the number of the next event, None at the end of the stream."""
    for line in screen:
        if line.startswith(b"data: "):
            return int(line.removeprefix(b"data: "))
    return None


def _until(screen, number):
    told = []
    while number not in told:
        told.append(_next(screen))
    return told


def _wait(holds, *, seconds=10):
    give_up = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < give_up
        time.sleep(0.01)
