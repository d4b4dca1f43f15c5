"""One's own last change taken back, and the one before it, as long as nobody else has built on it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from cxdash.changes.workshops import cards, groups
from cxdash.changes.workshops.entering import Entered, Sender, entered, tell
from cxdash.domain.errors import RuleError
from cxdash.domain.workshops.phases import LED, PHASES_OF, UNDOABLE, Deed
from cxdash.domain.workshops.pieces import Field
from cxdash.domain.workshops.votes import check_dots
from cxdash.store import workshop_cards as stored
from cxdash.store import workshops
from cxdash.store.schema import now
from cxdash.store.workshop_tables import (
    Participant,
    WorkshopCard,
    WorkshopDots,
    WorkshopEvent,
    WorkshopGroup,
    WorkshopNote,
    WorkshopPlace,
)


def undo(session: Session, sender: Sender) -> WorkshopEvent:
    """Take back the sender's last own change that still stands; again, and the one before it goes as well.

    Notes, groups, dots, places, cards and what is written on them can be taken back, each in the phases in which it
    can be done. Returns the entry of the journal that says so; what was ``after`` the change is ``before`` this.

    Raises:
        RuleError: there is nothing to take back in this phase, or somebody changed it since.
    """
    who = entered(session, sender, Deed.UNDO)
    possible = [deed.value for deed in UNDOABLE if _is_possible(deed, who)]
    event = stored.standing(session, who.workshop.id, who.participant.id, possible)
    if event is None:
        raise RuleError(f"There is nothing of yours to take back in “{who.phase.label}”.")
    _TAKE_BACK[Deed(event.kind)](_Change(session, who, event))
    return tell(session, who, Deed.UNDO, event.subject, before=event.after, after=event.before, undoes=event.id)


def _is_possible(deed: Deed, who: Entered) -> bool:
    """Say whether a deed may be taken back now: as long as it may be done."""
    return who.phase in PHASES_OF[deed] and (who.participant.leads or deed not in LED)


@dataclass(frozen=True, slots=True)
class _Change:
    """A change that is to be taken back, in whose name, and the entry that tells of it."""

    session: Session
    who: Entered
    event: WorkshopEvent

    @property
    def before(self) -> dict[str, Any]:
        return self.event.before or {}

    @property
    def after(self) -> dict[str, Any]:
        return self.event.after or {}

    @property
    def number(self) -> int:
        """The number of what was changed: 12 of ``note 12``."""
        return int(self.event.subject.split()[-1])

    def note(self) -> WorkshopNote:
        return self.session.get_one(WorkshopNote, self.number, populate_existing=True)

    def group(self) -> WorkshopGroup:
        """Return the group; RuleError, naming who did it, where its making was taken back since."""
        group = self.session.get(WorkshopGroup, self.number, populate_existing=True)
        if group is None:
            self.check_stands(is_so=False)
        return self.session.get_one(WorkshopGroup, self.number)

    def where_now(self, group_id: int | None) -> int | None:
        """Return the group that a group ended up in; None for none, and for one whose making was taken back."""
        if group_id is None or self.session.get(WorkshopGroup, group_id) is None:
            return None
        return workshops.standing_group(self.session, self.who.workshop.id, group_id).id

    def check_stands(self, *, is_so: bool, beside: Collection[str] = (), by: WorkshopEvent | None = None) -> None:
        """Raise RuleError, naming who changed it since, unless everything is as the change left it.

        Args:
            is_so: whether everything is as it left it.
            beside: other things that may have been changed, as the journal names them.
            by: the entry that changed it, where that is known.
        """
        if is_so:
            return
        since = by or stored.others_since(self.session, self.event, [self.event.subject, *beside])
        somebody = self.session.get(Participant, since.participant_id) if since and since.participant_id else None
        name = somebody.name if somebody else "Somebody"
        raise RuleError(f"{name} changed this since, so it stays. Look at it again, and change what is there now.")


def _added_note(change: _Change) -> None:
    note = change.note()
    change.check_stands(is_so=note.withdrawn_at is None and note.text == change.after["text"])
    note.withdrawn_at = now()


def _written_note(change: _Change) -> None:
    note = change.note()
    change.check_stands(is_so=note.withdrawn_at is None and note.text == change.after["text"])
    note.text = change.before["text"]


def _withdrawn_note(change: _Change) -> None:
    note = change.note()
    change.check_stands(is_so=note.withdrawn_at is not None)
    note.withdrawn_at = None


def _grouped_note(change: _Change) -> None:
    note, group_id = change.note(), change.after["group"]
    is_so = note.withdrawn_at is None and note.group_id == group_id
    change.check_stands(is_so=is_so, beside=[f"group {group_id}"])
    note.group_id = change.where_now(change.before["group"])


def _made_group(change: _Change) -> None:
    """Let the group's notes go back to where they were; the group itself is gone."""
    session, group, was = change.session, change.group(), change.before["groups"]
    inside = {str(note.id): note for note in workshops.notes_in(session, group.id)}
    is_so = (
        group.merged_into_id is None
        and group.name == change.after["name"]
        and inside.keys() == was.keys()
        and not stored.is_built_on(session, group.id)
    )
    change.check_stands(is_so=is_so, beside=[f"note {each}" for each in {**was, **inside}])
    for number, note in inside.items():
        note.group_id = change.where_now(was[number])
    session.flush()
    session.delete(group)


def _named_group(change: _Change) -> None:
    group = change.group()
    change.check_stands(is_so=group.merged_into_id is None and group.name == change.after["name"])
    group.name = change.before["name"]


def _merged_group(change: _Change) -> None:
    group, into = change.group(), change.after["into"]
    is_so = group.merged_into_id == into and change.where_now(into) == into
    change.check_stands(is_so=is_so, beside=[f"group {into}"])
    groups.part(change.session, group, change.after)


def _given_dots(change: _Change) -> None:
    session, group, participant = change.session, change.group(), change.who.participant
    given = session.get(WorkshopDots, (group.id, participant.id))
    has, wanted = given.dots if given else 0, change.before["dots"]
    change.check_stands(is_so=group.merged_into_id is None and has == change.after["dots"])
    elsewhere = workshops.dots_given(session, participant.id) - has
    check_dots(wanted, elsewhere, change.who.workshop.dots_each)
    if given is None:
        session.add(WorkshopDots(group_id=group.id, participant_id=participant.id, dots=wanted))
    elif wanted == 0:
        session.delete(given)
    else:
        given.dots = wanted


def _put_place(change: _Change) -> None:
    group = change.group()
    put = change.session.get(WorkshopPlace, (group.id, change.who.participant.id))
    at = {"value": put.value, "effort": put.effort} if put else {}
    change.check_stands(is_so=group.merged_into_id is None and at == change.after)
    if put and change.before:
        put.value, put.effort = change.before["value"], change.before["effort"]
    elif put:
        change.session.delete(put)


def _made_card(change: _Change) -> None:
    card = change.session.get_one(WorkshopCard, change.number)
    wrote = stored.others_since(change.session, change.event, within=f"{change.event.subject}/")
    is_committed = card.committed_at is not None and card.committed_at > change.event.at
    is_so = card.taken_away_at is None and not is_committed and wrote is None
    change.check_stands(is_so=is_so, by=wrote)
    cards.put_away(change.who, card)


def _removed_card(change: _Change) -> None:
    card = change.session.get_one(WorkshopCard, change.number)
    change.check_stands(is_so=card.taken_away_at is not None)
    card.taken_away_at = None


def _written_piece(change: _Change) -> None:
    session, who = change.session, change.who
    place, _, name = change.event.subject.partition("/")
    card = workshops.card(session, who.workshop.id, int(place.split()[-1]))
    cards.check_may_write(session, who, card)
    piece = stored.piece(session, card.id, name)
    change.check_stands(is_so=piece is not None and piece.text == change.after["text"])
    cards.put(session, card.id, Field(name), change.before["text"], participant_id=who.participant.id)


_TAKE_BACK: Mapping[Deed, Callable[[_Change], None]] = {
    Deed.NOTE_ADD: _added_note,
    Deed.NOTE_WRITE: _written_note,
    Deed.NOTE_WITHDRAW: _withdrawn_note,
    Deed.NOTE_GROUP: _grouped_note,
    Deed.GROUP_MAKE: _made_group,
    Deed.GROUP_NAME: _named_group,
    Deed.GROUP_MERGE: _merged_group,
    Deed.DOTS_GIVE: _given_dots,
    Deed.PLACE_PUT: _put_place,
    Deed.CARD_MAKE: _made_card,
    Deed.CARD_REMOVE: _removed_card,
    Deed.PIECE_WRITE: _written_piece,
}
