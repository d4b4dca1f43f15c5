"""The sample portfolio's open workshop: what people wrote, grouped, chose and began to refine, at the hour it was."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy.orm import Session

from cxdash.changes.samples.gestures import Said, who
from cxdash.changes.workshops import cards, choosing, groups, notes, rooms
from cxdash.changes.workshops.entering import Sender
from cxdash.changes.workshops.rooms import RoomValues
from cxdash.domain.actions import OF_THE_SAMPLE, Action
from cxdash.domain.use_cases import slug_of
from cxdash.domain.workshops.notes import NoteKind
from cxdash.domain.workshops.phases import LED, Deed, Phase
from cxdash.domain.workshops.pieces import Field
from cxdash.store import audit, workshop_cards, workshops
from cxdash.store.clocks import Clock
from cxdash.store.database import Database
from cxdash.store.schema import now
from cxdash.store.workshop_tables import WorkshopCard

_AWAY = timedelta(hours=1)
"""So long ago everybody left their browser, at least."""


def hold(database: Database, said: Said) -> None:
    """Open the room and let everybody do there what they did; what one does in a row is one transaction.

    Args:
        database: one with the portfolio and the people of the workshop.
        said: who opened it, ``at`` which hour, with which values, and the ``deeds`` in their order.

    Raises:
        NotFoundError: somebody, the journey or a use case is in no register.
        NotAllowedError: somebody does what they may not do.
        RuleError: a deed breaks a rule, or belongs to another phase.
    """
    with database.changing(who(database, said["who"]), Action.WORKSHOP_LEAD, reason=OF_THE_SAMPLE) as session:
        Clock(session).at = datetime.fromisoformat(said["at"])
        opened = rooms.open_room(session, _values(said))
        workshop_id, code = opened.id, opened.code
    for (name, action), deeds in groupby(said["deeds"], key=lambda deed: (deed["who"], _action(deed))):
        with database.changing(who(database, name), action, reason=OF_THE_SAMPLE) as session:
            clock = Clock(session)
            for deed in deeds:
                clock.at = datetime.fromisoformat(deed["at"])
                _do(session, workshop_id, code, deed)
                session.flush()
    # Without a clock of its own: the sample's day may still be to come, and nobody is there.
    with database.changing(who(database, said["who"]), Action.WORKSHOP_LEAD, reason=OF_THE_SAMPLE) as session:
        for each in workshops.participants(session, workshop_id):
            each.seen_at = min(each.seen_at, now() - _AWAY)


def _values(said: Said) -> RoomValues:
    return RoomValues(
        title=said["title"],
        journey=slug_of(said["journey"]),
        use_cases=tuple(map(slug_of, said["use_cases"])),
        agenda=tuple(said["agenda"]),
    )


def _action(deed: Said) -> Action:
    return Action.WORKSHOP_LEAD if Deed(deed["does"]) in LED else Action.WORKSHOP_TAKE_PART


def _do(session: Session, workshop_id: int, code: str, said: Said) -> None:
    person, deed = audit.person_of(session), Deed(said["does"])
    if deed is Deed.ROOM_JOIN:
        rooms.join(session, code, person.name, "", person_id=person.id)
        return
    me = next(each for each in workshops.participants(session, workshop_id) if each.person_id == person.id)
    _SERVICES[deed](session, Sender(workshop_id, me.id), said)


def _note(session: Session, sender: Sender, said: Said) -> None:
    notes.add(session, sender, NoteKind(said["kind"]), said["text"])


def _group_note(session: Session, sender: Sender, said: Said) -> None:
    [note_id] = _numbered(session, sender, [said["note"]])
    notes.move_to_group(session, sender, note_id, _group(session, sender, said))


def _make_group(session: Session, sender: Sender, said: Said) -> None:
    groups.make(session, sender, _numbered(session, sender, said["notes"]), said["name"])


def _name_group(session: Session, sender: Sender, said: Said) -> None:
    groups.name(session, sender, _group(session, sender, said), said["name"], base=said["group"])


def _give_dots(session: Session, sender: Sender, said: Said) -> None:
    choosing.give_dots(session, sender, _group(session, sender, said), said["dots"])


def _place(session: Session, sender: Sender, said: Said) -> None:
    choosing.place(session, sender, _group(session, sender, said), said["value"], said["effort"])


def _move(session: Session, sender: Sender, said: Said) -> None:
    rooms.move(session, sender, Phase(said["to"]))


def _take_away(session: Session, sender: Sender, said: Said) -> None:
    cards.take_away(session, sender, _card(session, sender, said).id)


def _write(session: Session, sender: Sender, said: Said) -> None:
    card, field = _card(session, sender, said), Field(said["field"])
    base = workshop_cards.texts(session, card.id).get(field.value, "")
    cards.write(session, sender, card.id, field, said["text"], base)


def _numbered(session: Session, sender: Sender, numbers: list[int]) -> list[int]:
    """Return the ids of notes that are numbered from 1 in the order in which they were written."""
    written = workshops.notes(session, sender.workshop_id)
    return [written[number - 1].id for number in numbers]


def _group(session: Session, sender: Sender, said: Said) -> int:
    return next(each.id for each in workshops.groups(session, sender.workshop_id) if each.name == said["group"])


def _card(session: Session, sender: Sender, said: Said) -> WorkshopCard:
    """Return the card of the group that is named."""
    group_id = _group(session, sender, said)
    return next(each for each in workshops.cards(session, sender.workshop_id) if each.group_id == group_id)


_SERVICES: Mapping[Deed, Callable[[Session, Sender, Said], None]] = {
    Deed.NOTE_ADD: _note,
    Deed.NOTE_GROUP: _group_note,
    Deed.GROUP_MAKE: _make_group,
    Deed.GROUP_NAME: _name_group,
    Deed.DOTS_GIVE: _give_dots,
    Deed.PLACE_PUT: _place,
    Deed.PHASE_MOVE: _move,
    Deed.CARD_REMOVE: _take_away,
    Deed.PIECE_WRITE: _write,
}
"""What stores each deed of the sample; joining and opening are not sent from within the room."""
