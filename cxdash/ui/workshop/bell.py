"""The bell: every open screen of a room is told at once that something in it changed.

A screen listens to a stream of events. An event carries the newest number of the room's journal and no words; the
screen then asks for the room as it would anyway.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from cxdash.domain.workshops.tickets import Ticket, read_ticket
from cxdash.store import workshops
from cxdash.store.schema import now
from cxdash.store.workshop_tables import Workshop
from cxdash.ui import session

PATH = "/cx/events"
_SECONDS_BETWEEN_LOOKS = 0.1
_SECONDS_FOR_A_SCREEN = 0.015
"""A screen that is rung asks for a run of some 10 ms: forty that are rung ten times a second would ask for too much."""
_SECONDS_AFTER_A_FAILURE = 2.0
_SECONDS_BETWEEN_BEATS = 15.0
"""Whoever stands between us and the browser takes a silent connection for a dead one, often after 30 s."""
_BEAT = ": \n\n"
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_REFUSED = "This ticket does not open the room any more. Open the workshop's link again."
_LOG = logging.getLogger("cxdash")


@dataclass(eq=False)
class _Listener:
    """One open stream: which room it is about, the newest number it knows of, and whether that is still to be sent."""

    room: int
    number: int | None = None
    rung: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, number: int) -> None:
        """Have the stream send this number unless it is the last it sent; several at once become the newest."""
        if number != self.number:
            self.number = number
            self.rung.set()


class Bell:
    """The streams of one process, and the one task that looks for changes while at least one of them is open."""

    def __init__(
        self, newest: Callable[[Collection[int]], Mapping[int, int]], read: Callable[[str], Ticket | None]
    ) -> None:
        """Begin with nobody listening.

        Args:
            newest: returns the newest number of each of these rooms, from whichever process it came; called in a
                thread.
            read: says whose ticket this is, None where it is none of ours or has ended; called in a thread.
        """
        self._newest = newest
        self._read = read
        self._listeners: set[_Listener] = set()
        self._watching: asyncio.Task[None] | None = None
        self._is_closing = False

    @property
    def listeners(self) -> int:
        """How many streams are open."""
        return len(self._listeners)

    @property
    def is_watching(self) -> bool:
        """Whether somebody looks for changes at this moment."""
        return self._watching is not None

    def route(self) -> Route:
        """Return the route that streams are asked for at."""
        return Route(PATH, self._answer, methods=["GET"])

    def close(self) -> None:
        """End every stream and refuse new ones: a server that stops waits for its answers to end."""
        self._is_closing = True
        for each in self._listeners:
            each.rung.set()

    async def _answer(self, request: Request) -> Response:
        if request.method != "GET":  # HEAD comes with GET, and would wait for an end that does not come
            return Response(status_code=405)
        ticket = await asyncio.to_thread(self._read, request.query_params.get("ticket", ""))
        if ticket is None:
            return PlainTextResponse(_REFUSED, status_code=403, headers=_HEADERS)
        return StreamingResponse(self._stream(ticket), media_type="text/event-stream", headers=_HEADERS)

    async def _stream(self, ticket: Ticket) -> AsyncIterator[str]:
        listener = _Listener(ticket.workshop_id)
        self._listeners.add(listener)
        if self._watching is None:
            self._watching = asyncio.create_task(self._watch())
        try:
            yield _BEAT
            while now() < ticket.until:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(listener.rung.wait(), _SECONDS_BETWEEN_BEATS)
                if self._is_closing:
                    return
                if listener.rung.is_set():
                    listener.rung.clear()
                    yield f"data: {listener.number or 0}\n\n"
                else:
                    yield _BEAT
        finally:
            self._listeners.discard(listener)

    async def _watch(self) -> None:
        """Look for changes until nobody listens; where that fails, say so once and go on trying."""
        is_failing = False
        while self._listeners and not self._is_closing:
            try:
                newest = await asyncio.to_thread(self._newest, {each.room for each in self._listeners})
            except Exception:  # noqa: BLE001 the next look may go well, and streams must not end for it
                if not is_failing:
                    _LOG.exception("Rooms could not be looked at; their screens are not told of changes meanwhile.")
                is_failing = True
                await asyncio.sleep(_SECONDS_AFTER_A_FAILURE)
                continue
            is_failing = False
            for each in self._listeners:
                each.tell(newest.get(each.room, 0))
            await asyncio.sleep(max(_SECONDS_BETWEEN_LOOKS, _SECONDS_FOR_A_SCREEN * len(self._listeners)))
        self._watching = None


def of_this_process() -> Bell:
    """Return a bell for the rooms of this process's database."""
    return Bell(_newest, _read)


def _newest(rooms: Collection[int]) -> Mapping[int, int]:
    with session.database().reading() as reading:
        return workshops.newest(reading, rooms)


def _read(ticket: str) -> Ticket | None:
    def secret_of(room: int) -> str | None:
        found = reading.get(Workshop, room)
        return None if found is None else found.secret

    with session.database().reading() as reading:
        return read_ticket(secret_of, ticket, now=now())
