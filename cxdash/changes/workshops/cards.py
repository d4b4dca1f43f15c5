"""Cards that a room refines together: made, written field by field, locked, and handed to one pen."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from cxdash.changes import use_cases
from cxdash.changes.workshops import drafts
from cxdash.changes.workshops.entering import Entered, Sender, entered, leave, tell
from cxdash.domain.errors import RuleError
from cxdash.domain.workshops.committing import card_texts
from cxdash.domain.workshops.phases import Deed
from cxdash.domain.workshops.pieces import Field, Written, check_piece, written
from cxdash.domain.workshops.votes import ranked
from cxdash.store import metrics, workshops
from cxdash.store import use_cases as stored_use_cases
from cxdash.store import workshop_cards as stored
from cxdash.store.schema import now
from cxdash.store.tables import UseCase
from cxdash.store.workshop_tables import Workshop, WorkshopCard, WorkshopPiece

MOST_RANKED = 5
"""So many groups become cards by themselves: as many as a room refines in an afternoon."""


def make(session: Session, sender: Sender, *, group_id: int | None = None, use_case: str | None = None) -> WorkshopCard:
    """Make a card of a group or of a use case, by its slug; one that was taken away comes back with what it said.

    Raises:
        RuleError: neither or both are named, there is such a card, or the group went into another one.
        NotFoundError: there is no such group in the room, or no such use case.
    """
    who = entered(session, sender, Deed.CARD_MAKE)
    if (group_id is None) == (use_case is None):
        raise RuleError("Choose one group or one use case that the card is about.")
    if use_case is not None:
        return _made_again(session, who, None, stored_use_cases.get(session, use_case))
    group = workshops.group(session, who.workshop.id, group_id or 0)
    if group.merged_into_id is not None:
        into = workshops.standing_group(session, who.workshop.id, group.id)
        raise RuleError(f"“{group.name}” went into “{into.name}”. Make a card of that one.")
    return _made_again(session, who, group.id, None)


def for_ranked(session: Session, who: Entered) -> None:
    """Make the cards that refining begins with: the groups with most dots, and the use cases in scope.

    What had a card before gets no other one, whatever became of it.
    """
    had = stored.ever_made(session, who.workshop.id)
    dots = stored.dots(session, who.workshop.id)
    voted_for = {group: given for group, given in dots.items() if given} or dots
    for group_id in ranked(voted_for)[:MOST_RANKED]:
        if group_id not in {card.group_id for card in had}:
            _added(session, who, group_id, None, by_room=True)
    for use_case in stored.scope(session, who.workshop.id):
        if use_case.id not in {card.use_case_id for card in had}:
            _added(session, who, None, use_case, by_room=True)


def take_away(session: Session, sender: Sender, card_id: int) -> None:
    """Take a card out of the room; what was written on it stays, and comes back with it.

    NotFoundError where there is none.
    """
    who = entered(session, sender, Deed.CARD_REMOVE)
    card = workshops.card(session, who.workshop.id, card_id)
    put_away(who, card)
    tell(session, who, Deed.CARD_REMOVE, subject(card_id), before={"is_there": True}, after={"is_there": False})


def put_away(who: Entered, card: WorkshopCard) -> None:
    """Take a card out of the room within another edit; nobody is summoned to it any more."""
    card.taken_away_at = now()
    if who.workshop.summoned_id == card.id:
        who.workshop.summoned_id = None


def write(session: Session, sender: Sender, card_id: int, field: Field, text: str, base: str) -> Written:
    """Write in one field of a card; what others wrote there meanwhile is never lost, nor are the writer's own words.

    Args:
        session: writes.
        sender: who writes.
        card_id: which card.
        field: which of its fields.
        text: what it shall say.
        base: what it said when the writer began.

    Returns:
        What is stored now and how it came about. Where both changed the same words nothing is stored: the text is then
        that of the others, and the writer's own is kept as a draft.

    Raises:
        RuleError: the text is too long, the card is locked, or somebody else has its pen.
        NotFoundError: there is no such card.
    """
    who = entered(session, sender, Deed.PIECE_WRITE)
    card = workshops.card(session, who.workshop.id, card_id)
    check_may_write(session, who, card)
    check_piece(field, text)
    place = f"{subject(card_id)}/{field.value}"
    piece = stored.piece(session, card_id, field.value)
    before = piece.text if piece else ""
    result = written(base, text, before, is_choice=field.is_choice)
    if result.outcome == "clash":
        drafts.keep_for(session, who, place, text, base)
        return result
    check_piece(field, result.text)
    drafts.drop_for(session, who, place)
    if result.text == before:
        leave(session, who)
        return result
    put(session, card_id, field, result.text, participant_id=who.participant.id)
    tell(session, who, Deed.PIECE_WRITE, place, before={"text": before}, after={"text": result.text})
    return result


def check_may_write(session: Session, who: Entered, card: WorkshopCard) -> None:
    """Raise RuleError, naming who may, where somebody else has the pen of a card or it is locked."""
    if who.participant.leads or card.pen_id == who.participant.id:
        return
    leader = stored.leader(session, who.workshop.id)
    led_by = leader.name if leader else "who leads"
    if card.pen_id is not None:
        pen = workshops.participant(session, who.workshop.id, card.pen_id).name
        raise RuleError(f"{pen} has the pen of {title(session, card.id)}. Ask {pen}, or {led_by}, to hand it to you.")
    if card.locked:
        name = title(session, card.id)
        raise RuleError(f"{led_by[0].upper()}{led_by[1:]} has locked {name}. Ask {led_by} to unlock it.")


def put(session: Session, card_id: int, field: Field, text: str, *, participant_id: int | None) -> None:
    """Store what a field of a card says, whoever may write there; it counts as one more revision of it."""
    piece = stored.piece(session, card_id, field.value)
    if piece is None:
        piece = WorkshopPiece(card_id=card_id, field=field.value, revision=0)
        session.add(piece)
    piece.text, piece.participant_id, piece.at = text, participant_id, now()
    piece.revision += 1
    session.flush()


def lock(session: Session, sender: Sender, card_id: int, *, locked: bool) -> None:
    """Let only who leads and who has the pen write on a card, or again everybody; NotFoundError without such a card."""
    who = entered(session, sender, Deed.CARD_LOCK)
    card = workshops.card(session, who.workshop.id, card_id)
    before, card.locked = card.locked, locked
    if before == locked:
        leave(session, who)
        return
    tell(session, who, Deed.CARD_LOCK, subject(card_id), before={"locked": before}, after={"locked": locked})


def hand_pen(session: Session, sender: Sender, card_id: int, to: int | None) -> None:
    """Give the pen of a card to one participant, by number, or with None to everybody.

    NotFoundError where there is no such card, or nobody of that number in the room.
    """
    who = entered(session, sender, Deed.PEN_HAND)
    card = workshops.card(session, who.workshop.id, card_id)
    if to is not None:
        workshops.participant(session, who.workshop.id, to)
    before, card.pen_id = card.pen_id, to
    if before == to:
        leave(session, who)
        return
    tell(session, who, Deed.PEN_HAND, subject(card_id), before={"pen_id": before}, after={"pen_id": to})


def summon(session: Session, sender: Sender, card_id: int | None) -> None:
    """Call everybody to a card, or with None let them go; NotFoundError where there is no such card."""
    who = entered(session, sender, Deed.SUMMON)
    if card_id is not None:
        workshops.card(session, who.workshop.id, card_id)
    before, who.workshop.summoned_id = who.workshop.summoned_id, card_id
    if before == card_id:
        leave(session, who)
        return
    told, after = subject(card_id or before or 0), {"summoned_id": card_id}
    tell(session, who, Deed.SUMMON, told, before={"summoned_id": before}, after=after)


def subject(card_id: int) -> str:
    """Return how the room's journal names a card."""
    return f"card {card_id}"


def texts_of(session: Session, card_id: int) -> dict[Field, str]:
    """Return what stands in the fields of a card."""
    return {Field(name): text for name, text in stored.texts(session, card_id).items()}


def filled(session: Session, room: Workshop, card: WorkshopCard) -> dict[Field, str]:
    """Return what a card said when it was last compared with its use case, in this room or the one it goes on with."""
    for event in stored.events(session, room.id, subject(card.id)):
        said = (event.after or {}).get("filled") or (event.after or {}).get("texts")
        if said:
            return {Field(name): text for name, text in said.items()}
    if room.resumes_id is None:
        return {}
    earlier = session.get_one(Workshop, room.resumes_id)
    known = [each for each in stored.ever_made(session, earlier.id) if each.use_case_id == card.use_case_id]
    return filled(session, earlier, known[0]) if known else {}


def title(session: Session, card_id: int) -> str:
    """Return the card's title in quotes; “this card” while it has none."""
    said = stored.texts(session, card_id).get(Field.TITLE.value, "").strip()
    return f"“{said}”" if said else "this card"


def _made_again(session: Session, who: Entered, group_id: int | None, use_case: UseCase | None) -> WorkshopCard:
    """Return a card that was taken away, as it was, or a new one; RuleError where there is one already."""
    known = next(
        (card for card in stored.ever_made(session, who.workshop.id) if _is_of(card, group_id, use_case)), None
    )
    if known is None:
        return _added(session, who, group_id, use_case)
    if known.taken_away_at is None:
        raise RuleError(f"There is a card of this already. Open {title(session, known.id)}.")
    known.taken_away_at = None
    after: dict[str, Any] = {"is_there": True}
    if known.use_case_id is not None:
        after["filled"] = dict(_refreshed(session, who, known))
        after["says"] = dict(texts_of(session, known.id))
    tell(session, who, Deed.CARD_MAKE, subject(known.id), before={"is_there": False}, after=after)
    return known


def _refreshed(session: Session, who: Entered, card: WorkshopCard) -> Mapping[Field, str]:
    """Let a card say what was changed outside the room while it was away, in the fields that the room left alone.

    Returns what it is to be compared with when it is committed.
    """
    was, says = filled(session, who.workshop, card), texts_of(session, card.id)
    use_case = session.get_one(UseCase, card.use_case_id)
    for field, text in card_texts(use_cases.values_of(use_case), metrics.catalogue(session)).items():
        if says.get(field, "") == was.get(field, ""):
            was[field] = text
            put(session, card.id, field, text, participant_id=None)
    return was


def _is_of(card: WorkshopCard, group_id: int | None, use_case: UseCase | None) -> bool:
    return card.group_id == group_id if use_case is None else card.use_case_id == use_case.id


def _added(
    session: Session, who: Entered, group_id: int | None, use_case: UseCase | None, *, by_room: bool = False
) -> WorkshopCard:
    """Add a card with what is known of it; the journal keeps that, to tell later what changed outside the room."""
    card = WorkshopCard(
        workshop_id=who.workshop.id,
        group_id=group_id,
        use_case_id=None if use_case is None else use_case.id,
        position=1 + max((each.position for each in stored.ever_made(session, who.workshop.id)), default=0),
    )
    session.add(card)
    session.flush()
    texts = _texts(session, who, group_id, use_case)
    for field, text in texts.items():
        put(session, card.id, field, text, participant_id=None)
    event = tell(session, who, Deed.CARD_MAKE, subject(card.id), after={"texts": dict(texts)})
    if by_room:
        event.participant_id = None  # nobody's deed, so that nobody takes it back
        session.flush()
    return card


def _texts(session: Session, who: Entered, group_id: int | None, use_case: UseCase | None) -> Mapping[Field, str]:
    if use_case is not None:
        return card_texts(use_cases.values_of(use_case), metrics.catalogue(session))
    return {Field.TITLE: workshops.group(session, who.workshop.id, group_id or 0).name}
