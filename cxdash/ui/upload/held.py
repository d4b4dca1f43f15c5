"""The one file a person has in hand: read once, asked about, planned against the data, stored once."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from cxdash.changes import tracker_import
from cxdash.changes.matching import Answers
from cxdash.changes.tracker_plan import Plan
from cxdash.domain.actions import Action
from cxdash.domain.errors import RefusedFileError
from cxdash.domain.people import Person
from cxdash.reports import choices
from cxdash.store import metrics
from cxdash.trackers.child import read_in_child
from cxdash.trackers.readings import Question, Tracker
from cxdash.trackers.said import hints_from
from cxdash.ui import cached, session

_HELD = "upload.held"
_TURN = "upload.turn"


@dataclass(frozen=True, slots=True)
class Stored:
    """An import that was just stored, with its counts."""

    import_id: int
    new: int
    changed: int


@dataclass
class HeldFile:
    """A file on its way into the database; it lives in one person's session until it is stored or put away."""

    id: str
    name: str
    content: bytes
    tracker: Tracker | None = None
    refused: str = ""
    answers: Answers = field(default_factory=Answers)
    asked: dict[str, Question] = field(default_factory=dict)
    stored: Stored | None = None
    was_known: bool = False
    _read_as: Mapping[str, str] | None = None
    _planned: tuple[object, Plan] | None = None
    _storing: threading.Lock = field(default_factory=threading.Lock)

    def read(self) -> None:
        """Read the file as the answers say, unless that was done; a sentence is kept where it is refused."""
        if self._read_as == self.answers.reading:
            return
        offered = cached.report(choices.offered)
        hints = hints_from(self.answers.reading, fiscal_first_month=offered.calendar.first_month)
        try:
            with st.spinner(f"Reading {self.name} …", show_time=True):
                self.tracker = read_in_child(self.content, self.name, cached.report(metrics.dictionary), hints)
            self.refused = ""
        except RefusedFileError as refused:
            self.tracker = None
            self.refused = str(refused)
        self._read_as = self.answers.reading

    def recall(self) -> None:
        """Take over what was answered when a tracker with these headers was stored before."""
        if self.tracker is None:
            return
        with session.database().reading() as reading:
            self.was_known = tracker_import.is_known(reading, self.tracker)
            self.answers = tracker_import.remembered_answers(reading, self.tracker)

    def plan(self) -> Plan:
        """Return what storing the file would change as the data is now."""
        database = session.database()
        state = (database.revision(), self.answers, self.tracker)
        if self._planned is None or self._planned[0] != state:
            with database.reading() as reading:
                planned = tracker_import.plan(reading, self._understood(), self.answers)
            self.asked |= {question.key: question for question in planned.questions}
            self._planned = (state, planned)
        return self._planned[1]

    def store(self, person: Person, *, today: date) -> None:
        """Store the file in one transaction, planned anew in it; a second click finds it stored and does nothing.

        Raises:
            NotAllowedError: the person may not import.
            RuleError: the data changed in a way that does not go together with the file.
        """
        with self._storing:
            if self.stored is not None:
                return
            with session.database().changing(person, Action.TRACKER_IMPORT) as changing:
                planned = tracker_import.plan(changing, self._understood(), self.answers)
                import_id = tracker_import.apply(changing, planned, self.content, today=today)
            self.stored = Stored(import_id, planned.new, planned.changed)
            self.content, self.tracker, self._planned = b"", None, None

    def _understood(self) -> Tracker:
        if self.tracker is None:
            message = f"{self.name} was refused and cannot be planned."
            raise RuntimeError(message)
        return self.tracker


def home_of(planned: Plan) -> str | None:
    """Return the use case, by slug or by the title of a new one, that takes the figures which name none we know."""
    homes = {place.subject for name, place in planned.names.places.items() if name is None or place.segment}
    return next((home.split(":", 1)[1] for home in homes), None)


def uploader() -> HeldFile | None:
    """Return the file in hand; where there is none, show the place to drop one.

    A file is read once, when it arrives. The widget that took it is dropped then, so that its bytes are held once.
    """
    if _HELD in st.session_state:
        held: HeldFile = st.session_state[_HELD]
        return held
    turn = st.session_state.setdefault(_TURN, 0)
    limit = session.settings().upload_megabytes
    dropped = st.file_uploader(
        "Drop your tracker as you keep it",
        type=["xlsx", "xls", "csv", "tsv", "txt"],
        key=f"tracker-{turn}",
        max_upload_size=limit,
    )
    if dropped is not None:
        _take(dropped)
        st.session_state[_TURN] = turn + 1
        st.rerun()
    return None


def put_away() -> None:
    """Let go of the file in hand and its bytes; the place to drop the next one shows again."""
    st.session_state.pop(_HELD, None)


def put_away_stored() -> None:
    """Take away the news of a file just stored, which an undo may have made untrue; a file not stored yet stays."""
    held: HeldFile | None = st.session_state.get(_HELD)
    if held is not None and held.stored is not None:
        put_away()


def _take(dropped: UploadedFile) -> None:
    held = HeldFile(dropped.file_id, dropped.name, dropped.getvalue())
    held.read()
    held.recall()
    held.read()
    st.session_state[_HELD] = held
