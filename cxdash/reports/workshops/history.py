"""What happened in a room: its journal as sentences, in order, and the board as it was after each of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cxdash.domain.workshops.phases import Deed, Phase
from cxdash.reports.workshops.told import A_NOTE, BoardThen, after_of, begun
from cxdash.store import metrics, workshop_rooms
from cxdash.store.workshop_rooms import JournalRow

_SHOWN_AFTER: Mapping[Phase, frozenset[Deed]] = {
    Phase.CAPTURE: frozenset({Deed.NOTE_ADD, Deed.NOTE_WRITE, Deed.NOTE_WITHDRAW, Deed.NOTE_GROUP}),
    Phase.VOTE: frozenset({Deed.DOTS_GIVE}),
    Phase.PLACE: frozenset({Deed.PLACE_PUT}),
}
"""What is told only once a room has left a phase; of one that was closed in it, or before it, it is never told."""
_ROOM = "The room"


@dataclass(frozen=True, slots=True)
class Step:
    """Who did what in a room, in one sentence without its full stop; ``at`` is UTC."""

    number: int
    at: datetime
    who: str
    says: str


def history(session: Session, workshop_id: int) -> tuple[Step, ...]:
    """Return what happened in a room, the first first; nothing that its phase still hides.

    Who gave how many dots, and where somebody placed a group, stays between them and the room. So does what somebody
    wrote while notes were private and took back or worded otherwise before they were revealed.
    """
    told, hidden = begun(_metric_names(session)), _hidden_in(_phase(session, workshop_id))
    steps = []
    for entry in _entries(workshop_rooms.journal(session, workshop_id)):
        says, last = told.read(entry), entry[-1]
        if says and told.deed(last.event) not in hidden:
            steps.append(Step(last.event.id, last.event.at, last.by or _ROOM, says))
    return tuple(steps)


def board_after(session: Session, workshop_id: int, number: int) -> BoardThen:
    """Return the board of a room as it was after one step, by the step's number."""
    told = begun(_metric_names(session))
    for entry in _entries(workshop_rooms.journal(session, workshop_id)):
        if entry[-1].event.id > number:
            break
        told.read(entry)
    return told.board(is_hidden=_phase(session, workshop_id) is Phase.CAPTURE)


def _phase(session: Session, workshop_id: int) -> Phase:
    """Return the phase that a room is in now, or was closed in."""
    found = workshop_rooms.room(session, workshop_id)
    return Phase.CAPTURE if found is None else Phase(found.workshop.phase)


def _metric_names(session: Session) -> dict[str, str]:
    return {each.slug: each.name for each in metrics.catalogue(session)}


def _entries(journal: Iterable[JournalRow]) -> list[list[JournalRow]]:
    """Return a journal in its order, but with all that happened to a note while it was private in one, as its last."""
    phase, stay, found = Phase.CAPTURE, 0, dict[tuple[int, str], list[JournalRow]]()
    for row in journal:
        event = row.event
        is_private = phase is Phase.CAPTURE and event.subject.startswith(A_NOTE)
        found.setdefault((stay, event.subject) if is_private else (event.id, ""), []).append(row)
        if event.kind in {Deed.ROOM_OPEN, Deed.PHASE_MOVE}:
            phase, stay = Phase(after_of(event)["phase"]), event.id
    return sorted(found.values(), key=lambda rows: rows[-1].event.id)


def _hidden_in(phase: Phase) -> frozenset[Deed]:
    later = [deeds for until, deeds in _SHOWN_AFTER.items() if phase.position <= until.position]
    return frozenset().union(*later)
