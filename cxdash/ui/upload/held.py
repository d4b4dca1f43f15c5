"""The one file a person has in hand: read once, asked about, planned against the data, stored once."""

import threading
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from streamlit.delta_generator import DeltaGenerator

from cxdash.changes import tracker_import
from cxdash.changes.matching import Answers
from cxdash.changes.tracker_plan import Plan
from cxdash.domain.actions import Action
from cxdash.domain.errors import RefusedFileError, RuleError
from cxdash.domain.people import Person
from cxdash.reports import choices
from cxdash.store import metrics
from cxdash.trackers.answers.said import hints_from
from cxdash.trackers.child import Allowance, read_in_child
from cxdash.trackers.readings import Question, Tracker
from cxdash.ui import cached, session
from cxdash.ui.upload.waiting import in_a_thread, result_of

OPEN = ""
"""The answer that takes an earlier one back."""
_ABOUT_A_SHEET = frozenset({"header", "layout", "column", "sheet", "totals"})


@dataclass(frozen=True, slots=True)
class Stored:
    """An import that was just stored, with its counts; ``left`` is how many cells were not stored."""

    import_id: int
    new: int
    changed: int
    left: int


@dataclass
class HeldFile:
    """A file on its way into the database; it lives in one person's session until it is stored or put away.

    ``trouble`` is a sentence about the last thing tried, shown once; ``heard`` is the time stamp of the last click in
    the grid of a sheet; ``seen`` is the plan that the page shows.
    """

    id: str
    name: str
    content: bytes
    tracker: Tracker | None = None
    refused: str = ""
    trouble: str = ""
    heard: int = 0
    seen: Plan | None = None
    answers: Answers = field(default_factory=Answers)
    asked: dict[str, Question] = field(default_factory=dict)
    stored: Stored | None = None
    was_known: bool = False
    _recalled: bool = False
    _read_as: Mapping[str, str] | None = None
    _reading: tuple[Mapping[str, str], Future[Tracker]] | None = None
    _planning: tuple[object, Future[Plan]] | None = None
    _storing: Future[Stored] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, slot: DeltaGenerator) -> None:
        """Read the file as the answers say, and as they were when these headers came in before.

        Where it cannot be read at all a sentence is kept; where only the last answer keeps it from being read, that
        answer is taken back.
        """
        self._read_as_said(slot)
        if not self._recalled and self.tracker is not None:
            self._recall(self.tracker)
            self._read_as_said(slot)

    def answer_to(self, question: Question) -> str:
        """Return what was answered to a question, "" where it is open."""
        kind, _, name = question.key.partition(":")
        given = {"metric": self.answers.metrics, "entity": self.answers.entities}
        return given[kind].get(name, OPEN) if kind in given else self.answers.reading.get(question.key, OPEN)

    def answer(self, question: Question, answer: str) -> None:
        """Answer a question, or take the answer back; the next run of the page reads or plans anew."""
        kind, _, name = question.key.partition(":")
        if kind == "metric":
            self.answers = replace(self.answers, metrics=_with(self.answers.metrics, name, answer))
        elif kind == "entity":
            self.answers = replace(self.answers, entities=_with(self.answers.entities, name, answer))
        else:
            self.say(question.key, answer)

    def say(self, key: str, answer: str) -> None:
        """Say something about reading the file (see ``trackers.answers.said``), or take it back."""
        self.answers = replace(self.answers, reading=_with(self.answers.reading, key, answer))

    def said_about(self, sheet: str) -> list[str]:
        """Return the keys of what was said about a sheet by clicking in it."""
        return [key for key in self.answers.reading if _is_about(key, sheet)]

    def take_back(self, sheet: str) -> None:
        """Understand a sheet as at first."""
        for key in self.said_about(sheet):
            self.say(key, OPEN)

    def plan(self, slot: DeltaGenerator) -> Plan:
        """Return what storing the file would change as the data is now."""
        database, tracker = session.database(), self._understood()
        state = (database.revision(), self.answers, tracker)
        if self._planning is None or self._planning[0] != state:
            self._planning = (state, in_a_thread(partial(_planned, tracker, self.answers)))
        planned = result_of(self._planning[1], "Step 2 of 2: comparing with what is stored …", slot)
        answered = {key: question for key, question in self.asked.items() if self.answer_to(question)}
        self.asked = answered | {question.key: question for question in planned.questions}
        return planned

    @property
    def is_storing(self) -> bool:
        """Whether the file is on its way into the database at this moment."""
        return self._storing is not None and self.stored is None

    def begin_storing(self, person: Person, seen: Plan, *, today: date) -> None:
        """Begin to store the file in one transaction, planned anew in it; a second click begins nothing."""
        with self._lock:
            if self._storing is None:
                work = partial(_store, person, self._understood(), self.answers, seen, self.content, today=today)
                self._storing = in_a_thread(work)

    def wait_until_stored(self, slot: DeltaGenerator) -> None:
        """Wait for a storing that has begun; where it fails nothing was stored and it may be tried again.

        Raises:
            NotAllowedError: the person may not import.
            RuleError: the data changed meanwhile, so that something else would be stored than was seen.
        """
        if self._storing is None:
            return
        try:
            self.stored = result_of(self._storing, f"Storing {self.name} …", slot)
        except Exception:
            self._storing = None
            raise
        self.content, self.tracker, self.seen, self._planning, self._reading = b"", None, None, None, None

    def _read_as_said(self, slot: DeltaGenerator) -> None:
        said = self.answers.reading
        if self._read_as == said:
            return
        if self._reading is None or self._reading[0] != said:
            offered = cached.report(choices.offered)
            hints = hints_from(said, fiscal_first_month=offered.calendar.first_month)
            known = cached.report(metrics.dictionary)
            may = session.settings()
            allowed = Allowance(largest=may.upload_megabytes << 20, seconds=may.read_seconds)
            read = partial(read_in_child, self.content, self.name, known, hints, allowed=allowed)
            self._reading = (said, in_a_thread(read))
        try:
            self.tracker = result_of(self._reading[1], f"Step 1 of 2: reading {self.name} …", slot)
            self._read_as = said
        except RefusedFileError as refused:
            self._refuse(str(refused))

    def _refuse(self, why: str) -> None:
        if self.tracker is None or self._read_as is None:
            self.refused, self._read_as = why, self.answers.reading
            return
        self.trouble = f"{why} Your last change was taken back."
        self.answers = replace(self.answers, reading=self._read_as)

    def _recall(self, tracker: Tracker) -> None:
        """Take over what was answered when a tracker with these headers was stored before."""
        self._recalled = True
        with session.database().reading() as reading:
            self.was_known = tracker_import.is_known(reading, tracker)
            self.answers = tracker_import.remembered_answers(reading, tracker)

    def _understood(self) -> Tracker:
        if self.tracker is None:
            message = f"{self.name} was refused and cannot be planned."
            raise RuntimeError(message)
        return self.tracker


def home_of(planned: Plan) -> str | None:
    """Return the use case, by slug or by the title of a new one, that takes the figures which name none we know."""
    homes = {place.subject for name, place in planned.names.places.items() if name is None or place.segment}
    return next((home.split(":", 1)[1] for home in homes), None)


def _planned(tracker: Tracker, answers: Answers) -> Plan:
    with session.database().reading() as reading:
        return tracker_import.plan(reading, tracker, answers)


def _store(person: Person, tracker: Tracker, answers: Answers, seen: Plan, content: bytes, *, today: date) -> Stored:
    with session.database().changing(person, Action.TRACKER_IMPORT) as changing:
        planned = tracker_import.plan(changing, tracker, answers)
        if _changes(planned) != _changes(seen):
            message = "What would be stored changed while you looked, so nothing was. Below is what it would be now."
            raise RuleError(message)
        import_id = tracker_import.apply(changing, planned, content, today=today)
    return Stored(import_id, planned.new, planned.changed, planned.rejected)


def _changes(planned: Plan) -> tuple[object, ...]:
    """Return what a plan would store."""
    return planned.rows, planned.register, planned.friction, planned.money


def _with(answers: Mapping[str, str], name: str, answer: str) -> dict[str, str]:
    """Return the answers with this one; an empty one takes it back."""
    return {each: given for each, given in {**answers, name: answer}.items() if given != OPEN}


def _is_about(key: str, sheet: str) -> bool:
    """Whether a key such as ``layout:Sheet!A4`` is about a sheet; names of sheets may hold exclamation marks."""
    kind, _, about = key.partition(":")
    return kind in _ABOUT_A_SHEET and (about == sheet or about.rpartition("!")[0] == sheet)
