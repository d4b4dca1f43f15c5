"""The cards of a room, what stands on them, words half typed, and what the room's journal says of a thing."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from cxdash.store.tables import UseCase
from cxdash.store.workshop_tables import (
    Participant,
    WorkshopCard,
    WorkshopDots,
    WorkshopDraft,
    WorkshopEvent,
    WorkshopGroup,
    WorkshopNote,
    WorkshopPiece,
    WorkshopPlace,
    WorkshopScope,
)


def ever_made(session: Session, workshop_id: int) -> Sequence[WorkshopCard]:
    """Return every card that a room ever made, those taken away included, in their order."""
    query = select(WorkshopCard).where(WorkshopCard.workshop_id == workshop_id)
    return session.scalars(query.order_by(WorkshopCard.position, WorkshopCard.id)).all()


def texts(session: Session, card_id: int) -> dict[str, str]:
    """Return what stands in the fields of a card, by field; a field nobody wrote in is not among them."""
    query = select(WorkshopPiece.field, WorkshopPiece.text).where(WorkshopPiece.card_id == card_id)
    return {row.field: row.text for row in session.execute(query)}


def piece(session: Session, card_id: int, field: str) -> WorkshopPiece | None:
    """Return one field of a card as it is now; None where nobody wrote in it yet."""
    return session.get(WorkshopPiece, (card_id, field), populate_existing=True)


def draft(session: Session, participant_id: int, place: str) -> WorkshopDraft | None:
    """Return what somebody typed at a place and did not send; None where there is nothing."""
    return session.get(WorkshopDraft, (participant_id, place), populate_existing=True)


def dots(session: Session, workshop_id: int) -> dict[int, int]:
    """Return how many dots each group has that stands for itself, by its id; 0 where it has none."""
    query = (
        select(WorkshopGroup.id, func.coalesce(func.sum(WorkshopDots.dots), 0))
        .outerjoin(WorkshopDots, WorkshopDots.group_id == WorkshopGroup.id)
        .where(WorkshopGroup.workshop_id == workshop_id, WorkshopGroup.merged_into_id.is_(None))
        .group_by(WorkshopGroup.id)
    )
    return {group_id: int(given) for group_id, given in session.execute(query)}


def scope(session: Session, workshop_id: int) -> Sequence[UseCase]:
    """Return the use cases that a room is about, archived ones left out, by title."""
    query = select(UseCase).join(WorkshopScope, WorkshopScope.use_case_id == UseCase.id)
    query = query.where(WorkshopScope.workshop_id == workshop_id, UseCase.archived_at.is_(None))
    return session.scalars(query.order_by(func.lower(UseCase.title), UseCase.id)).all()


def said(session: Session, group_id: int, kind: str) -> list[str]:
    """Return the words of a group's notes of one kind, the first written first; withdrawn ones are not among them."""
    query = select(WorkshopNote.text).where(
        WorkshopNote.group_id == group_id, WorkshopNote.kind == kind, WorkshopNote.withdrawn_at.is_(None)
    )
    return list(session.scalars(query.order_by(WorkshopNote.id)))


def events(session: Session, workshop_id: int, subject: str) -> Sequence[WorkshopEvent]:
    """Return what a room's journal says of one thing, such as ``card 3/statement``, the latest first."""
    query = select(WorkshopEvent).where(WorkshopEvent.workshop_id == workshop_id, WorkshopEvent.subject == subject)
    return session.scalars(query.order_by(WorkshopEvent.id.desc())).all()


def standing(session: Session, workshop_id: int, participant_id: int, kinds: Collection[str]) -> WorkshopEvent | None:
    """Return the last thing of these kinds that somebody did in a room and has not taken back; None without any."""
    undo = aliased(WorkshopEvent)
    undone = select(undo.id).where(undo.workshop_id == workshop_id, undo.undoes_id == WorkshopEvent.id)
    query = select(WorkshopEvent).where(
        WorkshopEvent.workshop_id == workshop_id,
        WorkshopEvent.participant_id == participant_id,
        WorkshopEvent.kind.in_(kinds),
        WorkshopEvent.undoes_id.is_(None),
        ~undone.exists(),
    )
    return session.scalar(query.order_by(WorkshopEvent.id.desc()).limit(1))


def others_since(
    session: Session, event: WorkshopEvent, subjects: Collection[str] = (), *, within: str = ""
) -> WorkshopEvent | None:
    """Return the last thing that somebody else did after an entry of the journal; None where nobody did any.

    Args:
        session: reads.
        event: the entry.
        subjects: what it was done to, such as ``note 12``.
        within: the beginning of all such subjects, where that is another way to say it: ``card 3/``.
    """
    query = select(WorkshopEvent).where(
        WorkshopEvent.workshop_id == event.workshop_id,
        WorkshopEvent.id > event.id,
        WorkshopEvent.participant_id != event.participant_id,
        WorkshopEvent.subject.startswith(within, autoescape=True) if within else WorkshopEvent.subject.in_(subjects),
    )
    return session.scalar(query.order_by(WorkshopEvent.id.desc()).limit(1))


def is_built_on(session: Session, group_id: int) -> bool:
    """Say whether a group has dots, places or a card, or another group went into it."""
    rests = (
        select(WorkshopDots.group_id).where(WorkshopDots.group_id == group_id),
        select(WorkshopPlace.group_id).where(WorkshopPlace.group_id == group_id),
        select(WorkshopCard.id).where(WorkshopCard.group_id == group_id),
        select(WorkshopGroup.id).where(WorkshopGroup.merged_into_id == group_id),
    )
    return any(session.scalar(query.limit(1)) is not None for query in rests)


def leader(session: Session, workshop_id: int) -> Participant | None:
    """Return who leads a room; None where nobody does."""
    query = select(Participant).where(Participant.workshop_id == workshop_id, Participant.leads.is_(True))
    return session.scalar(query.order_by(Participant.id).limit(1))
