"""One session of a Streamlit server without a browser: runs of a page, what they send, and what components are told.

How it goes over the websocket, as read in Streamlit 1.67 and its browser code:

- The browser sends a ``BackMsg`` whose ``rerun_script`` holds all values of widgets, the page, its query, and the
  fragment to run if it is one. The server answers with ``ForwardMsg``: ``new_session``, a ``delta`` for each element
  (with the fragment that drew it), ``script_finished``. A run that made way for another ends as
  ``FINISHED_EARLY_FOR_RERUN``, and the other follows unasked. Large messages that the browser says it still has come
  as ``ref_hash``.
- A component of the second kind is the element ``bidi_component``: its JavaScript and styles in full each time, and
  its data as ``json``; as ``mixed`` with tables among them, as ``bytes`` or ``arrow_data`` where it is nothing else.
- ``setStateValue(name, value)`` becomes the value of a widget under the component's id: ``json_value``, one JSON object
  of all names. It is sent again with each later run.
- ``setTriggerValue(name, value)`` goes to a second widget, ``$$STREAMLIT_INTERNAL_KEY_<id>__events``, whose
  ``json_trigger_value`` is a JSON list of ``{"event": name, "value": value}``: what was set in one turn of the event
  loop. It is sent once. Of two such messages that wait while a run is under way **the server keeps only the later**,
  whatever their names: what must not be lost is sent until it is acknowledged, beside every other trigger.
- A run of a fragment that the server no longer knows is answered by silence.
"""

import json
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

Heard = Callable[[bytes], object]
_PATIENCE = 60
_RUNS_A_MESSAGE_IS_KEPT = 2
_TRIGGERS = "$$STREAMLIT_INTERNAL_KEY_{}__events"


@dataclass(frozen=True, slots=True)
class Component:
    """A component as it was last drawn: its widget, the fragment it belongs to ("" for none), and its data."""

    id: str
    fragment: str
    data: Any


class Session:
    """One websocket on one page; what the page shows is kept until it is drawn anew.

    Attributes:
        pages: the paths of the server's menu, as its navigation named them.
        fields: the ids of the text fields seen so far, by their labels.
        errors: what the page said went wrong, as it was shown.
        received: how many bytes came, all told.
    """

    def __init__(self, connection: ClientConnection, address: str, page: str, query: str, heard: Heard | None) -> None:
        """Begin on a page that nobody has run yet; ``opened`` does so and runs it."""
        self._connection = connection
        self._address = address
        self._page = page
        self._query = query
        self._heard = heard
        self._hash = ""
        self._kept: dict[str, tuple[ForwardMsg, int]] = {}
        self._runs = 0
        self._values: dict[str, WidgetState] = {}
        self._components: dict[str, Component] = {}
        self.pages: tuple[str, ...] = ()
        self.fields: dict[str, str] = {}
        self.errors: list[str] = []
        self.received = 0

    def run(self) -> float:
        """Run the page once more and return the seconds until all of it was there.

        Raises:
            TimeoutError: the server did not finish within a minute.
            RuntimeError: it has no such page.
        """
        return self._ran(())

    def component(self, name: str) -> Component:
        """Return the component of this name as it was last drawn; names are those it was registered under.

        Raises:
            KeyError: the page has drawn none.
        """
        return self._components[name]

    def has_component(self, name: str) -> bool:
        """Say whether the page has drawn a component of this name."""
        return name in self._components

    def write(self, label: str, text: str) -> None:
        """Type into the text field of this label; the next run sends it."""
        field = self.fields[label]
        self._values[field] = WidgetState(id=field, string_value=text)

    def set_state(self, name: str, state: Mapping[str, object]) -> float:
        """Let a component say ``setStateValue`` for each of these, wait for the run that follows, and time it."""
        shown = self.component(name)
        self._values[shown.id] = WidgetState(id=shown.id, json_value=json.dumps(dict(state)))
        return self._ran((), shown.fragment)

    def trigger(self, name: str, events: Mapping[str, object]) -> float:
        """Let a component say ``setTriggerValue`` for each of these, wait for the run that follows, and time it.

        The seconds are from sending until the script has finished; the component's data are then those of that run.
        """
        shown = self.component(name)
        said = json.dumps([{"event": event, "value": value} for event, value in events.items()])
        return self._ran((WidgetState(id=_TRIGGERS.format(shown.id), json_trigger_value=said),), shown.fragment)

    def _ran(self, triggers: tuple[WidgetState, ...], fragment: str = "") -> float:
        self._runs += 1
        if not fragment:
            self._components.clear()
        started = time.perf_counter()
        self._connection.send(self._request(triggers, fragment))
        self._receive()
        return time.perf_counter() - started

    def _request(self, triggers: tuple[WidgetState, ...], fragment: str) -> bytes:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string = self._query
        asked.fragment_id = fragment
        if self._hash:
            asked.page_script_hash = self._hash
        else:
            asked.page_name = self._page
        asked.cached_message_hashes.extend(self._kept)
        asked.widget_states.widgets.extend((*self._values.values(), *triggers))
        asked.context_info.timezone = "Europe/London"
        asked.context_info.locale = "en-GB"
        asked.context_info.url = f"{self._address}/{self._page}"
        request: bytes = message.SerializeToString()
        return request

    def _receive(self) -> None:
        """Read messages until the run that was asked for is over; one that makes way for another does not count."""
        has_begun = False
        while True:
            message = ForwardMsg.FromString(self._next())
            kind = message.WhichOneof("type")
            if kind == "script_finished" and has_begun:
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    break
                has_begun = False
            has_begun = has_begun or kind == "new_session"
            self._note(self._whole(message, kind))
        oldest = self._runs - _RUNS_A_MESSAGE_IS_KEPT
        self._kept = {key: (each, run) for key, (each, run) in self._kept.items() if run >= oldest}

    def _next(self) -> bytes:
        """Return the next message and acknowledge it at once; the system would take 40 ms, and the server waits."""
        said = self._connection.recv(timeout=_PATIENCE)
        self._connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        data = said if isinstance(said, bytes) else said.encode()
        self.received += len(data)
        if self._heard is not None:
            self._heard(data)
        return data

    def _whole(self, message: ForwardMsg, kind: str | None) -> ForwardMsg:
        """Return the message that a reference stands for; keep large ones for as many runs as a browser does."""
        if kind == "ref_hash":
            key = message.ref_hash
            whole = ForwardMsg()
            whole.CopyFrom(self._kept[key][0])
            whole.metadata.CopyFrom(message.metadata)
        else:
            key, whole = message.hash, message
        if key and (kind == "ref_hash" or message.metadata.cacheable):
            self._kept[key] = (whole, self._runs)
        return whole

    def _note(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._hash = message.new_session.page_script_hash or self._hash
        elif kind == "navigation":
            self._hash = message.navigation.page_script_hash or self._hash
            self.pages = tuple(page.url_pathname for page in message.navigation.app_pages)
        elif kind == "page_not_found":
            raise RuntimeError(f"The server has no page “{self._page}”.")
        elif kind == "delta":
            self._draw(message)

    def _draw(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "bidi_component":
            shown = element.bidi_component
            self._components[shown.component_name] = Component(shown.id, message.delta.fragment_id, _data(shown))
        elif kind == "text_input":
            self.fields[element.text_input.label] = element.text_input.id
        elif kind == "exception":
            self.errors.append(element.exception.message)
        elif kind == "alert" and "fault of ours" in element.alert.body:
            self.errors.append(element.alert.body)


@contextmanager
def opened(address: str, page: str = "", query: str = "", *, heard: Heard | None = None) -> Iterator[Session]:
    """Open a session on a page of a server, and run it once.

    Args:
        address: the server's, such as ``http://127.0.0.1:8501``.
        page: its path, empty for the first one.
        query: what follows the question mark of its address.
        heard: called with each message as it came, such as to look for what must not be in one.
    """
    with connect(
        f"{address.replace('http', 'ws', 1)}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        compression=None,
        ping_interval=None,
    ) as connection:
        session = Session(connection, address, page, query, heard)
        session.run()
        yield session


def _data(shown: BidiComponent) -> object:
    """Return what a component was given: parsed JSON, or bytes where it is no JSON."""
    kind = shown.WhichOneof("data")
    if kind == "json":
        return json.loads(shown.json)
    if kind == "mixed":
        return json.loads(shown.mixed.json)
    return shown.bytes if kind == "bytes" else shown.arrow_data.data
