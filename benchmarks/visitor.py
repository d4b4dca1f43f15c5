"""A visitor without a browser: asks a Streamlit server for runs of a page over its websocket, and counts the cost."""

import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.servers import Server

_PATIENCE = 60
_RUNS_A_MESSAGE_IS_KEPT = 2
_SETTLING = 0.03
"""Seconds until a server is idle again after it has said that a run is over."""


class Run(NamedTuple):
    """One run of a page: seconds until the visitor had all of it, and seconds of the server's processor."""

    latency: float
    processor: float


class Visitor:
    """One session on one page; ``pages`` are the paths of the server's menu, as its navigation named them."""

    def __init__(self, server: Server, connection: ClientConnection, page: str, query: str) -> None:
        self._server = server
        self._connection = connection
        self._page = page
        self._query = query
        self._hash = ""
        self._kept: dict[str, int] = {}
        self._runs = 0
        self._fields: dict[str, str] = {}
        self._typed: dict[str, str] = {}
        self.pages: tuple[str, ...] = ()

    def run(self, typed: Mapping[str, str] | None = None) -> Run:
        """Ask for the page once more and wait until all of it has arrived.

        Args:
            typed: what was typed into which text field since, by the field's label.

        Raises:
            RuntimeError: the page is unknown, has no such field, or showed a traceback or a fault of ours.
        """
        for label, text in (typed or {}).items():
            if label not in self._fields:
                raise RuntimeError(f"The page “{self._page}” has no text field “{label}”.")
            self._typed[self._fields[label]] = text
        self._runs += 1
        used, started = self._server.processor_seconds(), time.perf_counter()
        self._connection.send(self._request())
        self._receive()
        latency = time.perf_counter() - started
        time.sleep(_SETTLING)
        return Run(latency, self._server.processor_seconds() - used)

    def _request(self) -> bytes:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string = self._query
        if self._hash:
            asked.page_script_hash = self._hash
        else:
            asked.page_name = self._page
        asked.cached_message_hashes.extend(self._kept)
        for field, text in self._typed.items():
            asked.widget_states.widgets.add(id=field, string_value=text)
        asked.context_info.timezone = "Europe/London"
        asked.context_info.locale = "en-GB"
        asked.context_info.url = f"http://127.0.0.1:{self._server.port}/{self._page}"
        request: bytes = message.SerializeToString()
        return request

    def _receive(self) -> None:
        """Read messages until the run that was asked for is over; one that makes way for another does not count."""
        has_begun = False
        while True:
            message = ForwardMsg.FromString(self._received())
            kind = message.WhichOneof("type")
            if kind == "script_finished" and has_begun:
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    break
                has_begun = False
            has_begun = has_begun or kind == "new_session"
            self._note(message, kind)
        self._kept = {key: run for key, run in self._kept.items() if self._runs - run <= _RUNS_A_MESSAGE_IS_KEPT}

    def _received(self) -> bytes:
        """Return the next message and acknowledge it at once; the system would take 40 ms, and the server waits."""
        data = self._connection.recv(timeout=_PATIENCE)
        self._connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        return data if isinstance(data, bytes) else data.encode()

    def _note(self, message: ForwardMsg, kind: str | None) -> None:
        """Keep what a browser keeps: the page's name, the menu, large messages for as many runs as it does."""
        if kind == "ref_hash":
            self._kept[message.ref_hash] = self._runs
        elif message.metadata.cacheable and message.hash:
            self._kept[message.hash] = self._runs
        if kind == "new_session":
            self._hash = message.new_session.page_script_hash or self._hash
        elif kind == "navigation":
            self._hash = message.navigation.page_script_hash or self._hash
            self.pages = tuple(page.url_pathname for page in message.navigation.app_pages)
        elif kind == "page_not_found":
            raise RuntimeError(f"The server has no page “{self._page}”.")
        elif kind == "delta":
            field = message.delta.new_element.text_input
            if field.id:
                self._fields[field.label] = field.id
            self._refuse_a_broken_page(message)

    def _refuse_a_broken_page(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        shown = element.WhichOneof("type")
        if shown == "exception" or (shown == "alert" and "fault of ours" in element.alert.body):
            raise RuntimeError(
                f"The page “{self._page}” shows an error, so its time says nothing. See the server's log."
            )


@contextmanager
def visiting(server: Server, page: str = "", query: str = "") -> Iterator[Visitor]:
    """Open a session on a page (its path, empty for the first one) with a query string, and run it once."""
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    with connect(
        address, subprotocols=[Subprotocol("streamlit")], max_size=None, compression=None, ping_interval=None
    ) as connection:
        visitor = Visitor(server, connection, page, query)
        visitor.run()
        yield visitor
