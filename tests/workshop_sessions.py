"""People in a workshop's room without a browser: they speak Streamlit's protocol and hear the bell, as browsers do."""

import contextlib
import http.client
import json
import re
import secrets
import socket
import threading
import time
import urllib.parse
from dataclasses import dataclass

from benchmarks import streamlit_protocol
from cxdash.store.schema import now

PAGE = "workshop"
COMPONENTS = ("cxdash_workshop", "cxdash_workshop_whole")
"""The room's component; the second has its JavaScript in each message, for a server without routes of ours."""
BELL = "/cx/events"
MARK = re.compile(r"\b[a-z]+-\d+\b")
"""What somebody wrote carries a mark that nothing else has, ``ada-17``, so that it is known wherever it turns up."""
_PATIENCE = 30
_SECONDS_WITHOUT_A_BELL = 1.5
"""So often the component looks where no bell rings."""
_SECONDS_TO_AN_ANSWER = 0.3


@dataclass(slots=True)
class Sent:
    """An edit, the moment it left in seconds since 1970, and what the room answered."""

    edit: dict
    at: float
    answer: dict


class Somebody:
    """One person in a room, at a screen that nobody draws.

    Attributes:
        name: as the others read it.
        sent: what they did, with the answers.
        runs: the seconds of each run of the room's fragment that they asked for.
        seen: when each mark was first on their screen, in seconds since 1970.
        heard: what the bell said, line by line.
    """

    def __init__(self, session, address, code, name):
        """Stand before the door; ``in_room`` goes in."""
        self._session, self._address, self._code = session, address, code
        self._secret = secrets.token_hex(16)
        self._bell = self._component = None
        self._rung = threading.Event()
        self._newest = self._marks = self._looks_at = 0
        self.name = name
        self.sent, self.runs, self.seen, self.heard = [], [], {}, []

    @property
    def data(self):
        """What the component was given last."""
        return self._session.component(self._component).data

    @property
    def received(self):
        """How many bytes came so far."""
        return self._session.received

    def mark(self):
        """Return the next mark of this person."""
        self._marks += 1
        return f"{self.name}-{self._marks}"

    def join(self):
        """Say who it is, as the component does at the door."""
        shown = [name for name in COMPONENTS if self._session.has_component(name)]
        assert shown, f"The page shows no room: {self._session.errors}"
        [self._component] = shown
        self._tell("hello", {"code": self._code, "secret": self._secret, "name": self.name})
        give_up = time.monotonic() + _PATIENCE
        while self.data["kind"] != "room":
            assert time.monotonic() < give_up, f"{self.name} was not let in: {self.data}, {self._session.errors}"
            time.sleep(0.1)
            self._tell("hello", {"code": self._code, "secret": self._secret, "name": self.name})

    def do(self, deed, **words):
        """Do one thing and return the room's answer; it is sent again until there is one."""
        edit = {"sent": secrets.token_hex(12), "deed": deed} | words
        at = now().timestamp()
        give_up = time.monotonic() + _PATIENCE
        while True:
            self._tell("edits", [edit])
            answer = self.data.get("answers", {}).get(edit["sent"])
            if answer is not None:
                self.sent.append(Sent(edit, at, answer))
                return answer
            assert time.monotonic() < give_up, f"{edit} was never answered: {self.data}, {self._session.errors}"
            time.sleep(_SECONDS_TO_AN_ANSWER)

    def look(self):
        """Ask for the room as it is now."""
        self._tell("rung", self._newest)
        return self.data

    def listen(self):
        """Hear the bell from now on."""
        self._bell = Bell(self._address, self.data["ticket"], self._hear)

    def watch(self, seconds):
        """Do nothing for so long but look up whenever the bell rings; without one, as often as a browser does."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if self._bell is None:
                time.sleep(min(left, max(0, self._looks_at - time.monotonic())))
                if time.monotonic() >= self._looks_at:
                    self.look()
            elif self._rung.wait(left):
                self._rung.clear()
                if self._newest > self.data["rev"]:
                    self.look()

    def wait_for(self, marks):
        """Watch until all of these marks were on the screen, or so long that they will never be."""
        give_up = time.monotonic() + _PATIENCE
        while not self.seen.keys() >= set(marks) and time.monotonic() < give_up:
            self.watch(0.1)

    def leave(self):
        """Stop hearing the bell."""
        if self._bell is not None:
            self._bell.close()

    def _tell(self, event, value):
        self.runs.append(self._session.trigger(self._component, {event: value}))
        self._looks_at = time.monotonic() + _SECONDS_WITHOUT_A_BELL
        assert not self._session.errors, self._session.errors
        moment = now().timestamp()
        for mark in MARK.findall(_words(self.data)):
            self.seen.setdefault(mark, moment)

    def _hear(self, line):
        self.heard.append(line)
        if line.startswith("data:"):
            self._newest = int(line.removeprefix("data:"))
            self._rung.set()


class Bell:
    """The stream of a room's bell; each of its lines is passed on, from a thread of its own."""

    def __init__(self, address, ticket, hear):
        """Begin to listen, with the ticket that the component was given."""
        self._connection = http.client.HTTPConnection(urllib.parse.urlsplit(address).netloc)
        self._connection.request("GET", f"{BELL}?{urllib.parse.urlencode({'ticket': ticket})}")
        self._hear = hear
        self._answer = self._connection.getresponse()
        assert self._answer.status == http.HTTPStatus.OK, self._answer.read()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def close(self):
        """Hang up."""
        with contextlib.suppress(OSError):
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._connection.close()

    def _read(self):
        with contextlib.suppress(OSError, http.client.HTTPException):
            while line := self._answer.readline():
                if words := line.decode().strip():
                    self._hear(words)


@contextlib.contextmanager
def in_room(address, code, name, *, heard=None, has_bell=True):
    """Let somebody join a room of this server and hear its bell; ``heard`` gets each message as it came."""
    with streamlit_protocol.opened(address, PAGE, f"code={code}", heard=heard) as session:
        somebody = Somebody(session, address, code, name)
        somebody.join()
        if has_bell:
            somebody.listen()
        try:
            yield somebody
        finally:
            somebody.leave()


def _words(data):
    """Everything of a room that people wrote."""
    return json.dumps([data.get("notes"), data.get("groups"), data.get("cards")])


def field_of(data, at, name):
    """Return what a field of the card at this place says, as it is in what the component was given."""
    return data["cards"][at]["fields"][name]["text"]


def rewritten(name, base, writer, mark):
    """Return what somebody makes of a field: in a statement their own words anew, elsewhere all of it."""
    if name != "statement":
        return f"{mark} wants this"
    own = next((each for each in MARK.findall(base) if each.startswith(f"{writer}-")), None)
    return f"{base} {mark}" if own is None else re.sub(rf"\b{own}\b", mark, base)
