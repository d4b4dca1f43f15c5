"""Notes: frictions and ideas written, reworded, withdrawn, and put into groups."""

from sqlalchemy.orm import Session

from cxdash.changes.workshops.entering import Entered, Sender, entered, leave, tell
from cxdash.domain.errors import NotAllowedError, NotFoundError
from cxdash.domain.workshops.notes import NoteKind, check_note
from cxdash.domain.workshops.phases import Deed, Phase
from cxdash.domain.workshops.pieces import Written, written
from cxdash.store import workshops
from cxdash.store.schema import now
from cxdash.store.workshop_tables import WorkshopNote


def add(session: Session, sender: Sender, kind: NoteKind, text: str) -> WorkshopNote:
    """Write a note; RuleError where it is empty or too long."""
    room = entered(session, sender, Deed.NOTE_ADD)
    check_note(text)
    note = WorkshopNote(
        workshop_id=room.workshop.id, participant_id=room.participant.id, kind=kind.value, text=text.strip()
    )
    session.add(note)
    session.flush()
    tell(session, room, Deed.NOTE_ADD, f"note {note.id}", after={"kind": note.kind, "text": note.text})
    return note


def write(session: Session, sender: Sender, note_id: int, text: str, *, base: str) -> Written:
    """Reword a note; by who wrote it, and by who leads once it is revealed.

    Args:
        session: writes.
        sender: who rewords it.
        note_id: which note.
        text: the new words.
        base: the words that these began from, as the sender had them on the screen.

    Returns:
        What the note says now, and how it came to that; on a clash nothing was stored.

    Raises:
        RuleError: there would be nothing left, or too much.
        NotAllowedError: it is somebody else's note.
        NotFoundError: there is no such note.
    """
    room = entered(session, sender, Deed.NOTE_WRITE)
    note = _own(session, room, note_id)
    check_note(text)
    result = written(base, text.strip(), note.text)
    if result.outcome != "clash" and result.text != note.text:
        check_note(result.text)
        before, note.text = note.text, result.text
        tell(session, room, Deed.NOTE_WRITE, f"note {note.id}", before={"text": before}, after={"text": note.text})
    return result


def withdraw(session: Session, sender: Sender, note_id: int) -> None:
    """Take a note back; by who wrote it, and by who leads once it is revealed; errors as with ``write``."""
    room = entered(session, sender, Deed.NOTE_WITHDRAW)
    note = _own(session, room, note_id)
    note.withdrawn_at = now()
    tell(session, room, Deed.NOTE_WITHDRAW, f"note {note.id}", before={"kind": note.kind, "text": note.text})


def move_to_group(session: Session, sender: Sender, note_id: int, group_id: int | None) -> None:
    """Put a note into a group, or out of its own with None; a group that was merged stands for the one it is in.

    Raises:
        NotFoundError: there is no such note or group.
    """
    room = entered(session, sender, Deed.NOTE_GROUP)
    note = workshops.note(session, room.workshop.id, note_id)
    into = None if group_id is None else workshops.standing_group(session, room.workshop.id, group_id).id
    if into == note.group_id:
        leave(session, room)
        return
    before, note.group_id = note.group_id, into
    tell(session, room, Deed.NOTE_GROUP, f"note {note.id}", before={"group": before}, after={"group": into})


def _own(session: Session, room: Entered, note_id: int) -> WorkshopNote:
    """Return a note that the sender may change; before the reveal nobody learns that there is another's."""
    note = workshops.note(session, room.workshop.id, note_id)
    if note.participant_id == room.participant.id:
        return note
    if room.phase is Phase.CAPTURE:
        raise NotFoundError(workshops.NO_NOTE)
    if not room.participant.leads:
        raise NotAllowedError("Somebody else wrote this note. Write one of your own beside it.")
    return note
