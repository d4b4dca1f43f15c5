"""Workshops and who takes part, found by code, number or browser; the newest entry of each room's journal."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from cxdash.domain.errors import NotFoundError
from cxdash.store.workshop_tables import (
    Participant,
    Workshop,
    WorkshopCard,
    WorkshopEvent,
    WorkshopGroup,
    WorkshopNote,
)

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
    gone = "This note is not there any more. Write a new one."
    found = _in_room(session, WorkshopNote, workshop_id, note_id, gone)
    if found.withdrawn_at is not None:
        raise NotFoundError(gone)
    return found


def group(session: Session, workshop_id: int, group_id: int) -> WorkshopGroup:
    """Return a group of a room, merged ones included; NotFoundError where there is none."""
    return _in_room(session, WorkshopGroup, workshop_id, group_id, "This group is not there any more. Look again.")


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


def _in_room(session: Session, table: type[_Row], workshop_id: int, row_id: int, gone: str) -> _Row:
    found = session.get(table, row_id, populate_existing=True)
    if found is None or found.workshop_id != workshop_id:
        raise NotFoundError(gone)
    return found
