"""Ten people in one workshop at once, three of them at real browsers, and whether anything they wrote was lost.

Everything that somebody writes carries a mark of its own, such as ``ada-17``. A mark that was sent must be in the
room's journal, or its writer must have been shown that somebody else wrote there first.
"""

import contextlib
import itertools
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select

from cxdash.changes.workshops import cards
from cxdash.changes.workshops.entering import Sender
from cxdash.domain.workshops.phases import Phase
from cxdash.domain.workshops.pieces import Field
from cxdash.store import workshop_cards, workshops
from cxdash.store.database import Database
from cxdash.store.schema import now
from cxdash.store.workshop_tables import WorkshopEvent
from tests import rooms
from tests.builders import add_use_case, ready_database
from tests.rooms import Room
from tests.workshop_screens import at_screens
from tests.workshop_sessions import MARK, field_of, in_room, rewritten

AT_SESSIONS = ("ada", "ben", "cyd", "dan", "eve", "fay", "gus")
AT_SCREENS = ("hal", "ivy", "joe")
EVERYBODY = (*AT_SESSIONS, *AT_SCREENS)
CARDS = 3
SHARED = (Field.STATEMENT, Field.TITLE, Field.OPERATIONS)
"""The fields they edit: one where words merge, one where they rarely do, one that is a choice and never merged."""


LEAST_EDITS = 5
"""Edits of everybody at a session, however slow the machine: with fewer nobody may write at another's words."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much they do: notes each, before and after the reveal, and for how many seconds they edit the cards.

    ``pause`` are the fewest and most seconds that somebody at a session thinks before the next thing they do.
    """

    private: int
    public: int
    editing: float
    pause: tuple[float, float]


class Led(NamedTuple):
    """A room in a database, and who leads it from outside the browsers."""

    database: Database
    room: Room
    leader: Sender

    def move(self, phase):
        """Go to a phase."""
        rooms.moved(self.database, self.leader, phase)


def led(url, titles=("Fewer no-shows", "Fewer repeat calls", "Faster answers")):
    """Make the database at this address ready, and open a room in it about use cases with these titles."""
    database, person = ready_database(url)
    slugs = tuple(add_use_case(database, person, title, pilots_named=()) for title in titles)
    return Led(database, *rooms.opened(database, person, use_cases=slugs))


@dataclass(slots=True)
class Crowd:
    """Everybody, with what they did and saw; before the reveal nobody sees what another wrote."""

    sessions: list
    screens: list
    revealed_at: float = 0.0

    @property
    def people(self):
        """All of them."""
        return [*self.sessions, *self.screens]

    def delays(self):
        """Return the seconds from sending something, after the reveal, to each other person's screen that showed it."""
        return [
            each.seen[mark] - sent.at
            for writer in self.people
            for sent in writer.sent
            if sent.at > self.revealed_at
            for mark in MARK.findall(_text(sent))
            if mark.startswith(writer.name)
            for each in self.people
            if each is not writer and mark in each.seen
        ]

    def notes(self):
        """Return the marks of all notes."""
        return [MARK.findall(_text(each))[0] for person in self.people for each in person.sent if _is_note(each)]

    def unseen_notes(self):
        """Return the marks of notes that did not come to everybody."""
        return [mark for mark in self.notes() if any(mark not in person.seen for person in self.people)]

    def clashes(self):
        """Return how many conflicts were shown to their writers."""
        return sum(each.answer["outcome"] == "clash" for person in self.people for each in person.sent)


def play(led, addresses, browser, plan, *, has_bell=True):
    """Let ten people write notes, see them revealed, and edit three cards; return them once all is answered.

    Args:
        led: an open room with three use cases in scope.
        addresses: of the servers, which people use in turn.
        browser: Playwright's, for the three at screens.
        plan: how much they do.
        has_bell: whether the servers ring, as all do but the one of ``streamlit run app.py``.
    """
    turns = itertools.cycle(addresses)
    with contextlib.ExitStack() as stack, ThreadPoolExecutor(len(AT_SESSIONS)) as threads:
        screens = stack.enter_context(at_screens(browser, addresses, led.room.code, AT_SCREENS))
        sessions = [
            stack.enter_context(in_room(next(turns), led.room.code, name, has_bell=has_bell)) for name in AT_SESSIONS
        ]
        crowd = Crowd(sessions, screens)
        _everybody_writes(threads, crowd, plan, plan.private)
        led.move(Phase.REVEAL)
        crowd.revealed_at = now().timestamp()
        _everybody_writes(threads, crowd, plan, plan.public)
        _let_all_see(threads, crowd)
        _prepare_cards(led)
        _everybody_edits(threads, crowd, plan)
        _let_all_arrive(crowd)
        return crowd


def _everybody_writes(threads, crowd, plan, count):
    """Let those at sessions write notes in threads of their own, and those at screens in turn in this one."""
    working = [threads.submit(_write_notes, each, plan, count) for each in crowd.sessions]
    for _ in range(count):
        for screen in crowd.screens:
            screen.add_note()
            screen.page.wait_for_timeout(1000 * sum(plan.pause) / 2 / len(crowd.screens))
    for screen in crowd.screens:  # a note that comes after the phase has moved on may be refused, and rightly so
        screen.wait_for_answers()
    for each in working:
        each.result()


def _let_all_see(threads, crowd):
    """Wait until every note is on every screen, or so long that it will never be."""
    marks = crowd.notes()
    working = [threads.submit(each.wait_for, marks) for each in crowd.sessions]
    for screen in crowd.screens:
        screen.wait_for(marks)
    for each in working:
        each.result()


def _write_notes(somebody, plan, count):
    drawn = random.Random(f"{somebody.name} {count}")  # noqa: S311 the same at every run
    for _ in range(count):
        somebody.watch(drawn.uniform(*plan.pause))
        kind = drawn.choice(("friction", "idea"))
        somebody.do("note.add", kind=kind, text=f"{somebody.mark()}: patients call twice because nobody told them")


def _prepare_cards(led):
    """Go on to the cards, and give each a statement in which everybody has words of their own."""
    led.move(Phase.REFINE)
    words = " ".join(f"{name}-0 says so because of this," for name in EVERYBODY)
    with led.database.reading() as session:
        said = {card.id: workshop_cards.texts(session, card.id) for card in workshops.cards(session, led.room.id)}
    for card, texts in said.items():
        base = texts.get(Field.STATEMENT, "")
        rooms.acting(led.database, led.leader, cards.write, card, Field.STATEMENT, words, base)


def _everybody_edits(threads, crowd, plan):
    until = time.monotonic() + plan.editing
    working = [threads.submit(_edit_cards, each, plan, until) for each in crowd.sessions]
    drawn = random.Random("screens")  # noqa: S311 the same at every run
    for screen in itertools.cycle(crowd.screens):
        if time.monotonic() > until:
            break
        screen.edit(drawn.randrange(CARDS), drawn.choice(SHARED).value)
    for each in working:
        each.result()


def _edit_cards(somebody, plan, until):
    drawn = random.Random(somebody.name)  # noqa: S311 the same at every run
    while not _has_cards(somebody.data):
        somebody.watch(0.2)
    for done in itertools.count():
        if done >= LEAST_EDITS and time.monotonic() > until:
            break
        at, name = drawn.randrange(CARDS), drawn.choice(SHARED).value
        base = field_of(somebody.data, at, name)
        somebody.watch(drawn.uniform(*plan.pause))
        _write(somebody, at, name, base, drawn)


def _has_cards(data):
    return len(data["cards"]) == CARDS and all(EVERYBODY[0] in field_of(data, at, "statement") for at in range(CARDS))


def _write(somebody, at, name, base, drawn):
    """Write in a field what was thought of while it said ``base``, and choose where somebody else was first."""
    card = somebody.data["cards"][at]["id"]
    text = rewritten(name, base, somebody.name, somebody.mark())
    answer = somebody.do("piece.write", card=card, field=name, text=text, base=base)
    while answer["outcome"] == "clash" and drawn.random() < 0.6:
        answer = somebody.do("piece.write", card=card, field=name, text=text, base=answer["stored"])


def _let_all_arrive(crowd):
    """Wait until everybody at a screen has been answered, and everybody has heard of the last changes."""
    for screen in crowd.screens:
        screen.finish()
    for somebody in crowd.sessions:
        somebody.look()


# --- what must be true afterwards -------------------------------------------------------------------------------------


def losses(led, crowd):
    """Return a sentence for all that was lost, stored twice, or overwritten without being seen; none is right."""
    with led.database.reading() as session:
        query = select(WorkshopEvent).where(WorkshopEvent.workshop_id == led.room.id)
        events = session.scalars(query.order_by(WorkshopEvent.id)).all()
        notes = [note.text for note in workshops.notes(session, led.room.id)]
        texts = {card.id: workshop_cards.texts(session, card.id) for card in workshops.cards(session, led.room.id)}
        return [*_of_notes(crowd, notes), *_of_fields(events, texts), *_of_marks(crowd, events)]


def _of_notes(crowd, notes) -> Iterator[str]:
    wanted = sorted(_text(sent) for each in crowd.people for sent in each.sent if _is_note(sent))
    stored = sorted(notes)
    if wanted != stored:
        yield f"Of {len(wanted)} notes {len(stored)} are stored; the difference: {sorted(set(wanted) ^ set(stored))}"


def _of_fields(events, texts) -> Iterator[str]:
    """Say where an entry does not begin with what the one before it ended with: words that nobody was told of."""
    said = {}
    for event in events:
        if event.kind == "piece.write":
            if said.get(event.subject, event.before["text"]) != event.before["text"]:
                yield f"Entry {event.id} replaced {event.before['text']!r}, but {said[event.subject]!r} was there."
            said[event.subject] = event.after["text"]
    for place, text in said.items():
        card, name = place.removeprefix("card ").split("/")
        if texts[int(card)][name] != text:
            yield f"{place} says {texts[int(card)][name]!r}, the journal {text!r}"


def _of_marks(crowd, events) -> Iterator[str]:
    """Say which mark went astray, and which texts of others were replaced by whom they had not been shown to."""
    journal = {event.sent: event for event in events if event.sent}
    after = " ".join(event.after["text"] for event in events if event.kind == "piece.write")
    kept = set(MARK.findall(after))
    for person in crowd.people:
        for sent in person.sent:
            if sent.edit["deed"] != "piece.write":
                continue
            [mark] = {each for each in MARK.findall(_text(sent)) if each.startswith(f"{person.name}-")}
            outcome = sent.answer["outcome"]
            if outcome == "clash":
                if sent.answer["mine"] != _text(sent) or not sent.answer["stored"]:
                    yield f"{person.name} was not shown both texts: {sent}"
            elif outcome not in {"done", "merged"}:
                yield f"{person.name} was refused: {sent}"
            elif mark not in kept:
                yield f"{mark} was said to be stored and is nowhere in the journal."
            elif sent.edit["sent"] in journal:
                yield from _of_what_it_replaced(journal[sent.edit["sent"]], sent, mark)


def _of_what_it_replaced(event, sent, mark) -> Iterator[str]:
    """Say whose words an edit removed that its writer did not have before them."""
    removed = set(MARK.findall(event.before["text"])) - set(MARK.findall(event.after["text"]))
    unseen = removed - set(MARK.findall(sent.edit["base"]))
    if unseen:
        yield f"{mark} replaced {sorted(unseen)}, which its writer had not seen."


def _is_note(sent):
    return sent.edit["deed"] == "note.add"


def _text(sent):
    return sent.edit.get("text", "")
