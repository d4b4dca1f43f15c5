"""A room's journal read entry by entry: each as a sentence, and what it did to the board."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cxdash.domain.figures import count
from cxdash.domain.workshops.phases import Deed, Phase
from cxdash.domain.workshops.pieces import Field
from cxdash.store.workshop_rooms import JournalRow
from cxdash.store.workshop_tables import WorkshopEvent

A_NOTE = "note "
"""How the journal begins to name a note."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A group with its notes; the one without a name holds the notes of no group."""

    name: str
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class CardThen:
    """A card as it read at one moment: what stood in each field that held something."""

    title: str
    fields: Mapping[Field, str]


@dataclass(frozen=True, slots=True)
class BoardThen:
    """A room as it was at one moment."""

    phase: Phase
    lanes: Sequence[Lane]
    cards: Sequence[CardThen]


@dataclass
class _Note:
    text: str
    group: int | None = None
    is_there: bool = True
    was_shown: bool = False


@dataclass
class _Group:
    name: str
    is_there: bool = True


@dataclass
class _Card:
    texts: dict[str, str]
    is_there: bool = True

    @property
    def title(self) -> str:
        return self.texts.get(Field.TITLE, "").strip()


@dataclass
class _Told:
    """A room as far as its journal has been read: reading on changes the board, and says what happened."""

    metric_names: Mapping[str, str]
    phase: Phase = Phase.CAPTURE
    notes: dict[int, _Note] = field(default_factory=dict)
    groups: dict[int, _Group] = field(default_factory=dict)
    cards: dict[int, _Card] = field(default_factory=dict)
    events: dict[int, WorkshopEvent] = field(default_factory=dict)
    said: dict[int, str] = field(default_factory=dict)

    def read(self, entry: Sequence[JournalRow]) -> str:
        """Read what belongs together, and return it as a sentence; of a private note only what it came to."""
        first = entry[0].event
        if self.phase is not Phase.CAPTURE or not first.subject.startswith(A_NOTE):
            return self.says(first)
        number = _number(first)
        known = self.notes.get(number)
        before = known.text if known and known.was_shown and known.is_there else ""
        for row in entry:
            self.says(row.event)
        return _came_to(before, self.notes[number])

    def says(self, event: WorkshopEvent) -> str:
        """Read one more entry, and return it as a sentence; "" for what is not worth one."""
        self.events[event.id] = event
        deed = Deed(event.kind)
        if deed is Deed.UNDO:
            return self._taken_back(event)
        words = _SAYS[deed](self, event) if deed in _SAYS else _PLAIN.get(deed, "")
        self.said[event.id] = words
        return words

    def deed(self, event: WorkshopEvent) -> Deed:
        """Return what an entry tells of; of one that takes another back, what that one told of."""
        return Deed(self.events.get(event.undoes_id or 0, event).kind)

    def board(self, *, is_hidden: bool) -> BoardThen:
        """Return the board as it is after the entries read so far."""
        notes = [] if is_hidden else [each for each in self.notes.values() if each.is_there]
        lanes = [
            Lane(group.name, tuple(note.text for note in notes if note.group == number))
            for number, group in self.groups.items()
            if group.is_there
        ]
        loose = tuple(note.text for note in notes if note.group is None)
        cards = tuple(
            CardThen(card.title, {each: card.texts[each] for each in Field if card.texts.get(each)})
            for card in self.cards.values()
            if card.is_there
        )
        return BoardThen(self.phase, (*lanes, *([Lane("", loose)] if loose else [])), cards)

    def _taken_back(self, event: WorkshopEvent) -> str:
        undone = self.events.get(event.undoes_id or 0)
        if undone is None:
            return "took back a change"
        _TAKE_BACK.get(Deed(undone.kind), _unchanged)(self, undone)
        return f"took back that they {self.said.get(undone.id) or 'did something'}"

    def opened(self, event: WorkshopEvent) -> str:
        after = after_of(event)
        self.phase = Phase(after["phase"])
        was_shown = self.phase is not Phase.CAPTURE
        self.notes = {number: _Note(text, group, was_shown=was_shown) for number, text, group in after.get("notes", ())}
        self.groups = {number: _Group(name) for number, name in after.get("groups", ())}
        self.cards = {number: _Card(texts, is_there) for number, texts, is_there in after.get("cards", ())}
        return "opened the workshop, which goes on with an earlier one" if "notes" in after else "opened the workshop"

    # --- what an entry does to the board, and how it reads ------------------------------------------------------------

    def note_added(self, event: WorkshopEvent) -> str:
        text = after_of(event)["text"]
        self.notes[_number(event)] = _Note(text, was_shown=self.phase is not Phase.CAPTURE)
        return f"wrote “{text}”"

    def note_written(self, event: WorkshopEvent) -> str:
        note, text = self.notes[_number(event)], after_of(event)["text"]
        before, note.text = note.text, text
        return f"changed “{before}” to “{text}”"

    def note_withdrawn(self, event: WorkshopEvent) -> str:
        note = self.notes[_number(event)]
        note.is_there = False
        return f"withdrew “{note.text}”"

    def note_grouped(self, event: WorkshopEvent) -> str:
        note, into = self.notes[_number(event)], after_of(event)["group"]
        note.group = into
        return f"put “{note.text}” into {self._group(into)}" if into else f"took “{note.text}” out of its group"

    def group_made(self, event: WorkshopEvent) -> str:
        number, after = _number(event), after_of(event)
        self.groups[number] = _Group(after["name"])
        for each in after["notes"]:
            self.notes[each].group = number
        return f"made the group “{after['name']}” of {count(len(after['notes']), 'note')}"

    def group_named(self, event: WorkshopEvent) -> str:
        group, name = self.groups[_number(event)], after_of(event)["name"]
        before, group.name = group.name, name
        return f"called the group “{before}” “{name}”"

    def group_merged(self, event: WorkshopEvent) -> str:
        number, after = _number(event), after_of(event)
        self.groups[number].is_there = False
        for each in after["notes"]:
            self.notes[each].group = after["into"]
        return f"merged {self._group(number)} into {self._group(after['into'])}"

    def group_placed(self, event: WorkshopEvent) -> str:
        return f"placed {self._group(_number(event))}"

    def card_made(self, event: WorkshopEvent) -> str:
        number, texts = _number(event), after_of(event).get("texts")
        if texts is None:
            card = self.cards[number]
            card.texts.update(after_of(event).get("says", {}))
            card.is_there = True
            return f"brought back the card {self._card(number)}"
        self.cards[number] = _Card(dict(texts))
        return f"made the card {self._card(number)}"

    def card_removed(self, event: WorkshopEvent) -> str:
        self.cards[_number(event)].is_there = False
        return f"took away the card {self._card(_number(event))}"

    def piece_written(self, event: WorkshopEvent) -> str:
        number, name = _number(event), Field(event.subject.partition("/")[2])
        card, text, title = self.cards[number], after_of(event)["text"], self._card(number)
        before = card.texts.get(name, "")
        card.texts[name] = text
        was = f", before “{self._text(name, before)}”" if before else ""
        return f"wrote on {title}, {name.label}: “{self._text(name, text)}”{was}"

    def card_locked(self, event: WorkshopEvent) -> str:
        return f"{'locked' if after_of(event)['locked'] else 'unlocked'} {self._card(_number(event))}"

    def pen_handed(self, event: WorkshopEvent) -> str:
        to = after_of(event)["pen_id"]
        return f"handed {'the pen' if to else 'the pen back to everybody'} on {self._card(_number(event))}"

    def summoned(self, event: WorkshopEvent) -> str:
        called = after_of(event)["summoned_id"]
        return f"called everybody to {self._card(called)}" if called else "let everybody go on"

    def committed(self, event: WorkshopEvent) -> str:
        title, after = self._card(_number(event)), after_of(event)
        if "refused" in after:
            return f"could not commit {title}: {after['refused']}"
        self.cards[_number(event)].texts.update(after["texts"])
        return f"committed {title} to the portfolio"

    def moved(self, event: WorkshopEvent) -> str:
        self.phase = Phase(after_of(event)["phase"])
        for note in self.notes.values():
            note.was_shown = note.was_shown or note.is_there
        return f"moved the room to “{self.phase.label}”"

    def _group(self, number: int) -> str:
        known = self.groups.get(number)
        return f"“{known.name}”" if known else "a group"

    def _card(self, number: int) -> str:
        known = self.cards.get(number)
        return f"“{known.title}”" if known and known.title else "a card without a title"

    def _text(self, name: Field, text: str) -> str:
        return self.metric_names.get(text, text) if name is Field.METRIC else text


def begun(metric_names: Mapping[str, str]) -> _Told:
    """Return a room of whose journal nothing is read yet; metrics are named by slug."""
    return _Told(metric_names)


def after_of(event: WorkshopEvent) -> dict[str, Any]:
    """Return what an entry says of a thing afterwards; nothing where it is gone."""
    return event.after or {}


def _came_to(before: str, note: _Note) -> str:
    """Say what became of a note while it was private; ``before`` is what the others had read, "" for nothing."""
    if not note.is_there:
        return f"withdrew “{before}”" if before else ""
    if not before:
        return f"wrote “{note.text}”"
    return "" if note.text == before else f"changed “{before}” to “{note.text}”"


def _before(event: WorkshopEvent) -> dict[str, Any]:
    return event.before or {}


def _number(event: WorkshopEvent) -> int:
    """Return the number of what was changed: 12 of ``note 12`` and of ``card 12/title``."""
    return int(event.subject.partition("/")[0].split()[-1])


def _unchanged(_: _Told, __: WorkshopEvent) -> None:
    """Dots and places are not on the board."""


def _set_there(kind: str, *, is_there: bool) -> Callable[[_Told, WorkshopEvent], None]:
    def set_there(told: _Told, event: WorkshopEvent) -> None:
        getattr(told, kind)[_number(event)].is_there = is_there

    return set_there


def _word_back(told: _Told, event: WorkshopEvent) -> None:
    told.notes[_number(event)].text = _before(event)["text"]


def _note_back(told: _Told, event: WorkshopEvent) -> None:
    told.notes[_number(event)].group = _before(event)["group"]


def _group_gone(told: _Told, event: WorkshopEvent) -> None:
    told.groups[_number(event)].is_there = False
    for number, group in _before(event)["groups"].items():
        told.notes[int(number)].group = group


def _name_back(told: _Told, event: WorkshopEvent) -> None:
    told.groups[_number(event)].name = _before(event)["name"]


def _parted(told: _Told, event: WorkshopEvent) -> None:
    number = _number(event)
    told.groups[number].is_there = True
    for each in after_of(event)["notes"]:
        if told.notes[each].group == after_of(event)["into"]:
            told.notes[each].group = number


def _piece_back(told: _Told, event: WorkshopEvent) -> None:
    told.cards[_number(event)].texts[event.subject.partition("/")[2]] = _before(event)["text"]


_SAYS: Mapping[Deed, Callable[[_Told, WorkshopEvent], str]] = {
    Deed.ROOM_OPEN: _Told.opened,
    Deed.NOTE_ADD: _Told.note_added,
    Deed.NOTE_WRITE: _Told.note_written,
    Deed.NOTE_WITHDRAW: _Told.note_withdrawn,
    Deed.NOTE_GROUP: _Told.note_grouped,
    Deed.GROUP_MAKE: _Told.group_made,
    Deed.GROUP_NAME: _Told.group_named,
    Deed.GROUP_MERGE: _Told.group_merged,
    Deed.PLACE_PUT: _Told.group_placed,
    Deed.CARD_MAKE: _Told.card_made,
    Deed.CARD_REMOVE: _Told.card_removed,
    Deed.PIECE_WRITE: _Told.piece_written,
    Deed.CARD_LOCK: _Told.card_locked,
    Deed.PEN_HAND: _Told.pen_handed,
    Deed.SUMMON: _Told.summoned,
    Deed.CARD_COMMIT: _Told.committed,
    Deed.PHASE_MOVE: _Told.moved,
    Deed.TIMER_START: lambda _, event: f"set the timer to {_minutes(after_of(event)['seconds'])}",
    Deed.NAME: lambda _, event: f"is called {after_of(event)['name']} now, before {_before(event)['name']}",
    Deed.POINT_ADD: lambda _, event: (
        f"noted for {after_of(event)['person']} by {date.fromisoformat(after_of(event)['due']):%-d %b %Y}: "
        f"{after_of(event)['text']}"
    ),
}
_PLAIN = {
    Deed.DOTS_GIVE: "gave dots",
    Deed.TIMER_PAUSE: "paused the timer",
    Deed.TIMER_RESUME: "let the timer go on",
    Deed.TIMER_STOP: "stopped the timer",
    Deed.LEAD_TAKE: "took the lead",
    Deed.ROOM_JOIN: "came in",
    Deed.ROOM_CLOSE: "closed the workshop",
}
_TAKE_BACK: Mapping[Deed, Callable[[_Told, WorkshopEvent], None]] = {
    Deed.NOTE_ADD: _set_there("notes", is_there=False),
    Deed.NOTE_WITHDRAW: _set_there("notes", is_there=True),
    Deed.CARD_MAKE: _set_there("cards", is_there=False),
    Deed.CARD_REMOVE: _set_there("cards", is_there=True),
    Deed.NOTE_WRITE: _word_back,
    Deed.NOTE_GROUP: _note_back,
    Deed.GROUP_MAKE: _group_gone,
    Deed.GROUP_NAME: _name_back,
    Deed.GROUP_MERGE: _parted,
    Deed.PIECE_WRITE: _piece_back,
}


def _minutes(seconds: int) -> str:
    whole, rest = divmod(seconds, 60)
    return count(whole, "minute") if not rest else f"{whole}:{rest:02d} minutes"
