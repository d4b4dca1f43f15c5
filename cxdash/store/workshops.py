"""Workshops and who takes part, found by code, number or browser; the newest entry of each room's journal."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from cxdash.domain.errors import NotFoundError
from cxdash.domain.workshops.timer import Timer
from cxdash.store.workshop_tables import (
    Participant,
    Workshop,
    WorkshopCard,
    WorkshopDots,
    WorkshopEvent,
    WorkshopGroup,
    WorkshopNote,
    WorkshopPiece,
    WorkshopPlace,
    WorkshopScope,
)

NO_NOTE = "This note is not there any more. Write a new one."
_Row = TypeVar("_Row", Participant, WorkshopNote, WorkshopGroup, WorkshopCard)


def locked(session: Session, workshop_id: int) -> Workshop:
    """Return a room as it is now, and keep others from changing anything in it until this change is done.

    So the numbers of a room's journal grow in the order in which its changes are committed.

    Raises:
        NotFoundError: there is no such room.
    """
    query = select(Workshop).where(Workshop.id == workshop_id).with_for_update()
    found = session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NotFoundError("There is no such workshop any more. Open it again from the page Workshop.")
    return found


def by_code(session: Session, code: str) -> Workshop:
    """Return the room that people join by a code, as it is stored: ``K7QPXM``; NotFoundError where there is none."""
    found = session.scalar(select(Workshop).where(Workshop.code == code))
    if found is None:
        raise NotFoundError(f"No workshop has the code “{code}”. Compare it with the code on the big screen.")
    return found


def is_taken(session: Session, code: str) -> bool:
    """Say whether a room has this code, open or closed."""
    return session.scalar(select(Workshop.id).where(Workshop.code == code)) is not None


def scope(session: Session, workshop_id: int) -> Sequence[WorkshopScope]:
    """Return the use cases that a room is about from its start."""
    query = select(WorkshopScope).where(WorkshopScope.workshop_id == workshop_id)
    return session.scalars(query.order_by(WorkshopScope.use_case_id)).all()


def participant(session: Session, workshop_id: int, participant_id: int) -> Participant:
    """Return somebody who takes part in a room; NotFoundError where they do not."""
    return _in_room(session, Participant, workshop_id, participant_id, "You are not in this workshop. Join it again.")


def participants(session: Session, workshop_id: int) -> Sequence[Participant]:
    """Return everybody who ever joined a room, in the order in which they did."""
    return session.scalars(
        select(Participant).where(Participant.workshop_id == workshop_id).order_by(Participant.id)
    ).all()


def note(session: Session, workshop_id: int, note_id: int) -> WorkshopNote:
    """Return a note of a room that was not withdrawn; NotFoundError where there is none."""
    found = _in_room(session, WorkshopNote, workshop_id, note_id, NO_NOTE)
    if found.withdrawn_at is not None:
        raise NotFoundError(NO_NOTE)
    return found


def group(session: Session, workshop_id: int, group_id: int) -> WorkshopGroup:
    """Return a group of a room, merged ones included; NotFoundError where there is none."""
    return _in_room(session, WorkshopGroup, workshop_id, group_id, "This group is not there any more. Look again.")


def standing_group(session: Session, workshop_id: int, group_id: int) -> WorkshopGroup:
    """Return a group of a room, or the one it ended up in where it was merged; NotFoundError where there is none."""
    found = group(session, workshop_id, group_id)
    while found.merged_into_id is not None:
        found = group(session, workshop_id, found.merged_into_id)
    return found


def notes(session: Session, workshop_id: int) -> Sequence[WorkshopNote]:
    """Return the notes of a room that were not withdrawn, in the order in which they were written."""
    query = select(WorkshopNote).where(WorkshopNote.workshop_id == workshop_id, WorkshopNote.withdrawn_at.is_(None))
    return session.scalars(query.order_by(WorkshopNote.id)).all()


def groups(session: Session, workshop_id: int) -> Sequence[WorkshopGroup]:
    """Return the groups of a room that were not merged into another, in the order in which they were made."""
    query = select(WorkshopGroup).where(
        WorkshopGroup.workshop_id == workshop_id, WorkshopGroup.merged_into_id.is_(None)
    )
    return session.scalars(query.order_by(WorkshopGroup.id)).all()


def cards(session: Session, workshop_id: int) -> Sequence[WorkshopCard]:
    """Return the cards of a room that were not taken away, in their order."""
    query = select(WorkshopCard).where(WorkshopCard.workshop_id == workshop_id, WorkshopCard.taken_away_at.is_(None))
    return session.scalars(query.order_by(WorkshopCard.position, WorkshopCard.id)).all()


def pieces(session: Session, card_id: int) -> Sequence[WorkshopPiece]:
    """Return the fields of a card that were ever written."""
    query = select(WorkshopPiece).where(WorkshopPiece.card_id == card_id)
    return session.scalars(query.order_by(WorkshopPiece.field)).all()


def notes_in(session: Session, group_id: int) -> Sequence[WorkshopNote]:
    """Return the notes of a group, withdrawn ones included."""
    return session.scalars(
        select(WorkshopNote).where(WorkshopNote.group_id == group_id).order_by(WorkshopNote.id)
    ).all()


def dots_of(session: Session, group_id: int) -> Sequence[WorkshopDots]:
    """Return who gave a group how many dots."""
    return session.scalars(select(WorkshopDots).where(WorkshopDots.group_id == group_id)).all()


def dots_given(session: Session, participant_id: int) -> int:
    """Return how many dots somebody gave in all."""
    return session.scalar(select(func.sum(WorkshopDots.dots)).where(WorkshopDots.participant_id == participant_id)) or 0


def places_of(session: Session, group_id: int) -> Sequence[WorkshopPlace]:
    """Return where everybody who placed a group sees it."""
    return session.scalars(select(WorkshopPlace).where(WorkshopPlace.group_id == group_id)).all()


def timer_of(room: Workshop) -> Timer:
    """Return a room's timer as it is stored."""
    return Timer(room.timer_seconds, room.timer_ends_at, room.timer_left)


def card(session: Session, workshop_id: int, card_id: int) -> WorkshopCard:
    """Return a card of a room that was not taken away; NotFoundError where there is none."""
    gone = "This card was taken away. Ask who leads to make it again."
    found = _in_room(session, WorkshopCard, workshop_id, card_id, gone)
    if found.taken_away_at is not None:
        raise NotFoundError(gone)
    return found


def newest(asked: Session | Connection, workshop_ids: Collection[int]) -> dict[int, int]:
    """Return the number of the newest entry in each room's journal, by room; none for a room without entries."""
    number = select(func.max(WorkshopEvent.id)).where(WorkshopEvent.workshop_id == Workshop.id).scalar_subquery()
    found = asked.execute(select(Workshop.id, number).where(Workshop.id.in_(workshop_ids)))
    return {workshop_id: newest for workshop_id, newest in found if newest is not None}


def is_told(session: Session, workshop_id: int, participant_id: int, sent: str) -> bool:
    """Say whether a room's journal has an entry of somebody's edit of this name."""
    same = select(WorkshopEvent.id).where(
        WorkshopEvent.workshop_id == workshop_id,
        WorkshopEvent.participant_id == participant_id,
        WorkshopEvent.sent == sent,
    )
    return session.scalar(same) is not None


def _in_room(session: Session, table: type[_Row], workshop_id: int, row_id: int, gone: str) -> _Row:
    found = session.get(table, row_id, populate_existing=True)
    if found is None or found.workshop_id != workshop_id:
        raise NotFoundError(gone)
    return found
