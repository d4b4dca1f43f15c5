"""The workshop's component on a bare page: fed with data by a test, which reads what the component tells.

No page of the app and no database stands behind it; a bell of its own rings when the test says so.
"""

import contextlib
import http.server
import queue
import threading

from tests.apps import ROOT

FOLDER = ROOT / "cxdash" / "ui" / "workshop"
FILES = ("queue", "fields", "draw_notes", "draw_vote", "draw_place", "draw_cards", "draw_lead", "room")
CODE = "K7M2QX"
PHASES = {
    "capture": "Capture privately",
    "reveal": "Reveal",
    "cluster": "Cluster",
    "vote": "Dot vote",
    "place": "Value × effort",
    "refine": "Refine together",
    "commit": "Commit",
}
# The colours of .streamlit/config.toml under the names that Streamlit gives them.
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>
:root { color-scheme: light dark; --st-font: sans-serif; --st-base-radius: 6px; --st-button-radius: 6px;
  --st-primary-color: light-dark(#1a5fb4, #3a7fd4); --st-background-color: light-dark(#fff, #0f1319);
  --st-secondary-background-color: light-dark(#f3f5f8, #1a2029); --st-text-color: light-dark(#14171a, #eceff3);
  --st-link-color: light-dark(#1a5fb4, #8fbcf3); --st-border-color: light-dark(#d5dae1, #343d4a);
  --st-green-text-color: light-dark(#12703f, #6fd49b); --st-red-text-color: light-dark(#a5202f, #ff8f8f);
  --st-orange-text-color: light-dark(#8a4b00, #f3b15f); --st-blue-text-color: light-dark(#1a5fb4, #8fbcf3);
  --st-gray-text-color: light-dark(#56606b, #a9b3bf); }
html { font-size: 15px; } body { margin: 1.2rem; background: var(--st-background-color); }
</style>
<div id="host"></div>
<script type="module">
  import component from "./room.mjs";
  const parentElement = document.getElementById("host").attachShadow({ mode: "open" });
  const style = document.createElement("style");
  style.textContent = await (await fetch("room.css")).text();
  parentElement.append(style);
  window.told = [];
  const setTriggerValue = (name, value) => window.told.push([name, value]);
  window.feed = (data) => component({ data, parentElement, setTriggerValue, setStateValue() {} });
</script>"""


class Stage:
    """A running bench: its address, and its bell."""

    def __init__(self, address):
        """Begin with nobody listening."""
        self.address = address
        self.streams = []
        self.asked = []
        self.has_bell = True

    def ring(self, number):
        """Tell every open stream a number."""
        for each in self.streams:
            each.put(number)


@contextlib.contextmanager
def staged():
    """Serve the component on a port of this machine until the block ends."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.stage = Stage(f"http://127.0.0.1:{server.server_port}/base/workshop")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.stage
    finally:
        for each in server.stage.streams:
            each.put(None)
        server.shutdown()
        server.server_close()


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.split("?", maxsplit=1)[0]
        stage = self.server.stage
        if path == "/base/workshop":
            self._send("text/html", _PAGE)
        elif path == "/base/room.mjs":
            self._send("text/javascript", "\n".join((FOLDER / f"{name}.js").read_text("utf-8") for name in FILES))
        elif path == "/base/room.css":
            self._send("text/css", (FOLDER / "room.css").read_text("utf-8"))
        elif path == "/base/cx/events" and stage.has_bell:
            stage.asked.append(self.path)
            self._stream(stage)
        else:
            self.send_error(404)

    def _send(self, kind, text):
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, stage):
        numbers = queue.SimpleQueue()
        stage.streams.append(numbers)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with contextlib.suppress(OSError):
            while (number := numbers.get()) is not None:
                self.wfile.write(f"data: {number}\n\n".encode())
                self.wfile.flush()

    def log_message(self, *_):
        """Say nothing: what goes wrong shows in the test."""


class Actor:
    """The component on one page of a browser, and what was fed to it last."""

    def __init__(self, page, stage):
        """Open the bench."""
        self.page = page
        self.data = {}
        self.errors = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(stage.address)
        page.wait_for_function("Boolean(window.feed)")

    def feed(self, data):
        """Give the component data as a run of the page would."""
        self.data = data
        self.page.evaluate("data => window.feed(data)", data)
        assert self.errors == []

    def change(self, **values):
        """Feed the last data with these differences and the next number."""
        self.feed(self.data | {"rev": self.data["rev"] + 1} | values)

    def told(self, name):
        """Everything that it told under a name."""
        return [value for told, value in self.page.evaluate("window.told") if told == name]

    def edits(self, *deeds):
        """The edits of these deeds that it told, each once, in their order."""
        found = {edit["sent"]: edit for edits in self.told("edits") for edit in edits}
        return [edit for edit in found.values() if edit["deed"] in deeds]

    def edit(self, deed, count=1):
        """The last edit of this deed, once there are so many of them."""
        self.page.wait_for_function(
            "([deed, count]) => new Set(window.told.filter(([name]) => name === 'edits').flatMap(([, edits]) => edits)"
            ".filter(edit => edit.deed === deed).map(edit => edit.sent)).size >= count",
            arg=[deed, count],
        )
        return self.edits(deed)[-1]

    def answer(self, edit, outcome="done", **more):
        """Answer an edit, beside other data that changed."""
        data = more.pop("data", {})
        self.change(answers={edit["sent"]: {"outcome": outcome, "says": "", **more}}, **data)


# --- what a room holds -----------------------------------------------------------------------------------------------

_NOTES = (
    ("friction", "Patients forget appointments that were booked months ago", "Ana Ruiz", 1),
    ("friction", "Reminders go out the evening before, too late to give the slot to somebody else", "Ben Ode", 1),
    ("idea", "Ask two weeks ahead whether the appointment still fits, by the channel people read", "Cleo Marsh", 1),
    ("friction", "Callers repeat their story to three teams", "Dai Owen", 2),
    ("friction", "Nobody at the desk sees what the chat already asked", "Ana Ruiz", 2),
    ("idea", "One summary that travels with the case", "Ben Ode", 2),
    ("friction", "Refunds need two approvals for 5 pounds", "Eva Lindqvist", 3),
    ("idea", "Pay small refunds at once, check a sample afterwards", "Farid Haddad", 3),
    ("friction", "The back office works from a printed list", "Cleo Marsh", None),
    ("idea", "Let people see where their case is", "Dai Owen", None),
)
_GROUPS = ((1, "Forgotten appointments"), (2, "Told three times"), (3, "Small refunds, long wait"))
_NAMES = ("Ana Ruiz", "Ben Ode", "Cleo Marsh", "Dai Owen", "Eva Lindqvist", "Farid Haddad", "Gwen Pryce", "Hana Sato")
_SAYS = {
    "capture": "Write what hurts and what could help. Nobody sees your notes before the reveal.",
    "reveal": "Read what everybody wrote. Ask when something is not clear.",
    "cluster": "Put notes that belong together into groups, and name them.",
    "vote": "Give your dots to what matters most. Counts stay hidden until the vote is over.",
    "place": "Say for each group what it is worth and what it takes.",
    "refine": "Make each card one outcome: direction, metric, size, population, mechanism and window.",
    "commit": "Commit the cards that the room stands behind.",
}
_TAKING_PART = {
    "capture": ["note.add", "note.write", "note.withdraw"],
    "reveal": ["note.add", "note.write", "note.withdraw"],
    "cluster": ["note.group", "group.make", "group.name", "group.merge"],
    "vote": ["dots.give"],
    "place": ["place.put"],
    "refine": ["piece.write", "point.add"],
    "commit": ["piece.write", "point.add"],
}
_LEADING = {
    "any": ["phase.move", "timer.start", "timer.pause", "timer.resume", "timer.stop", "room.close"],
    "refine": ["card.make", "card.remove", "card.lock", "pen.hand", "summon"],
    "commit": ["card.make", "card.remove", "card.lock", "pen.hand", "summon", "card.commit"],
}
STATEMENT = "Reduce patient no-shows by 30 % through proactive outreach and scheduling, measured over 90 days."


def room(phase="capture", *, leads=False, now=1_800_000_000):
    """What one person, Ana, is shown of a room in a phase."""
    is_over = list(PHASES).index(phase) > list(PHASES).index("vote")
    may = [*_TAKING_PART[phase], "here", "undo", "name", "draft.keep", "draft.drop"]
    return {
        "kind": "room",
        "rev": 100,
        "now": now,
        "view": "room",
        "ticket": "ticket-1",
        "answers": {},
        "room": {
            "code": CODE,
            "title": "What costs our patients time",
            "journey": "Outpatient visit",
            "agenda": [],
            "phase": phase,
            "phases": [{"key": key, "label": label} for key, label in PHASES.items()],
            "says": _SAYS[phase],
            "open": True,
            "timer": {"seconds": 300, "ends_at": now + 272, "left": None},
            "dots_each": 5,
            "summoned": None,
            "led_by": "Hana Sato",
        },
        "me": {"id": 1, "name": "Ana Ruiz", "leads": leads},
        "people": [
            {"id": at, "name": name, "here": at != 7, "at": "card 1/target" if at == 2 else "", "leads": at == 8}
            for at, name in enumerate(_NAMES, 1)
        ],
        "notes": _notes(phase),
        "behind": {"notes": 17, "people": 6} if phase == "capture" else {"notes": 0, "people": 0},
        "groups": [] if phase in ("capture", "reveal") else [_group(*group, is_over, phase) for group in _GROUPS],
        "dots": {"left": 2, "voted": 5, "of": 8},
        "placed": {"people": 6, "of": 8},
        "cards": [card(1), card(2)] if phase in ("refine", "commit") else [],
        "drafts": {},
        "choices": {"metric": [["no_show_rate", "No-show rate"], ["churn", "Churn"]], "people": list(_NAMES)},
        "may": may + (_LEADING["any"] + _LEADING.get(phase, []) if leads else []),
        "undo": None,
    }


def _notes(phase):
    notes = [
        {"id": at, "text": text, "kind": kind, "by": by, "mine": by == "Ana Ruiz", "group": group}
        for at, (kind, text, by, group) in enumerate(_NOTES, 1)
    ]
    if phase == "capture":
        return [note | {"group": None} for note in notes if note["mine"]]
    return [note | {"group": None} for note in notes] if phase == "reveal" else notes


def _group(at, name, is_over, phase):
    middle = {1: (8, 3), 2: (8, 6.5), 3: (4, 3)}[at]
    value, effort = middle
    spread = {
        "n": 7,
        "value": [value - 1, value, value + 1],
        "effort": [max(1, effort - 2), effort, effort + (3 if at == 2 else 1)],
        "says": "Opinions on effort differ: half the room says 4.5 or less, a quarter says 9.5 or more."
        if at == 2
        else "",
    }
    return {
        "id": at,
        "name": name,
        "notes": [number for number, note in enumerate(_NOTES, 1) if note[3] == at],
        "dots": {1: 14, 2: 17, 3: 6}[at] if is_over else None,
        "mine": {1: 2, 2: 1, 3: 0}[at],
        "place": {"value": 8, "effort": 3} if at == 1 else None,
        "spread": spread if phase == "place" else None,
        "card": at if at < 3 else None,
    }


def card(number):
    """A card that is well on its way, and one that has only begun."""
    begun = {"title": "Told three times", "statement": "Implement AI across our contact centre"}
    full = {
        "title": "Forgotten appointments",
        "statement": STATEMENT,
        "metric": "no_show_rate",
        "target": "-30 %",
        "technology": "Ben Ode",
        "operations": "Cleo Marsh",
    }
    labels = {
        "title": "Title",
        "statement": "Outcome statement",
        "metric": "Primary metric",
        "target": "Target",
        "technology": "Technology lead",
        "operations": "Operations lead",
        "commercial": "Commercial lead",
    }
    texts = full if number == 1 else begun
    choices = {"metric": "metric"} | dict.fromkeys(("technology", "operations", "commercial"), "people")
    tool = "This names a technology instead of an outcome. Say what should be better, for whom and by how much."
    return {
        "id": number,
        "group": number,
        "use_case": None,
        "locked": False,
        "pen": None,
        "writes": True,
        "fields": {
            name: {"text": texts.get(name, ""), "label": label, "by": "Ben Ode", "choices": choices.get(name)}
            for name, label in labels.items()
        },
        "lint": {"passes": True, "says": [], "rewrite": ""}
        if number == 1
        else {"passes": False, "says": [tool], "rewrite": "Reduce repeat contacts by 20 % for callers, in 90 days."},
        "lacks": ["Nobody answers for the commercial side yet."]
        if number == 1
        else [
            "Choose a metric.",
            "Give it a target.",
            "Nobody answers for technology, operations or the commercial side.",
        ],
        "committed": None,
    }


def field(data, name, number=1, **values):
    """The same data with other values of one field of a card."""
    cards = [
        each | {"fields": each["fields"] | {name: each["fields"][name] | values}} if each["id"] == number else each
        for each in data["cards"]
    ]
    return {"cards": cards}
