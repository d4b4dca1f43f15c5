"""The way into a room for every edit: hold the room, know who edits, check that they may now, and tell the journal."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from cxdash.domain.errors import NotAllowedError, RuleError
from cxdash.domain.workshops.phases import LED, Deed, Phase, check_deed
from cxdash.store import audit, workshops
from cxdash.store.workshop_tables import Participant, Workshop, WorkshopEvent


@dataclass(frozen=True, slots=True)
class Sender:
    """Who edits in which room; ``sent`` is the name their browser gave the edit, "" where it gave none."""

    workshop_id: int
    participant_id: int
    sent: str = ""


@dataclass(slots=True)
class Entered:
    """A room that is held for one edit, and who makes it; the first entry of the edit takes ``sent``."""

    workshop: Workshop
    participant: Participant
    sent: str = ""

    @property
    def phase(self) -> Phase:
        """The phase that the room is in."""
        return Phase(self.workshop.phase)


def entered(session: Session, sender: Sender, deed: Deed) -> Entered:
    """Hold the room until this edit is done, and return it with who edits.

    Raises:
        NotFoundError: there is no such room, or nobody of that number in it.
        NotAllowedError: it is somebody else's place in the room, or the deed belongs to who leads.
        RuleError: the room is closed, or the deed belongs to another phase.
    """
    room = workshops.locked(session, sender.workshop_id)
    somebody = workshops.participant(session, room.id, sender.participant_id)
    if somebody.person_id not in {None, audit.person_of(session).id}:
        raise NotAllowedError(f"This is {somebody.name}'s place in the workshop. Join it under your own name.")
    if room.closed_at is not None:
        raise RuleError("This workshop is closed. Its history and summary stay; a later one can go on with it.")
    check_deed(deed, Phase(room.phase), leads=somebody.leads)
    if deed in LED and not somebody.leads:
        raise NotAllowedError("Only who leads the workshop may do this. Ask them, or take the lead first.")
    return Entered(room, somebody, sender.sent)


def tell(
    session: Session,
    entered: Entered,
    deed: Deed,
    subject: str,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    undoes: int | None = None,
) -> WorkshopEvent:
    """Write an entry into the room's journal, with everything that was changed so far.

    Args:
        session: writes.
        entered: the room, and who edits.
        deed: what was done.
        subject: to what, such as ``note 12``.
        before: what it said before, as far as it changed; None where it was not there.
        after: what it says now; None where it is not there any more.
        undoes: the number of the entry that this one takes back.
    """
    row = WorkshopEvent(
        workshop_id=entered.workshop.id,
        participant_id=entered.participant.id,
        kind=deed.value,
        subject=subject,
        before=before,
        after=after,
        sent=entered.sent,
        undoes_id=undoes,
    )
    entered.sent = ""
    session.add(row)
    session.flush()
    return row


def leave(session: Session, entered: Entered) -> None:
    """Change nothing, as things are as the edit wants them; but know its name where it has one.

    Otherwise it would be done when it is sent again, after a later edit that was done meanwhile.
    """
    if entered.sent:
        tell(session, entered, Deed.HERE, f"participant {entered.participant.id}")


def done_before(session: Session, sender: Sender) -> bool:
    """Hold the room, and say whether this edit of the sender was stored already; ask before doing one.

    A browser that lost its connection sends again what nobody acknowledged. Both may arrive at once: the second waits
    here for the first.
    """
    if not sender.sent:
        return False
    workshops.locked(session, sender.workshop_id)
    return workshops.is_told(session, sender.workshop_id, sender.participant_id, sender.sent)
