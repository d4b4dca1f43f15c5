"""Everything of one room read at once, for those who look at it: a query for each kind of thing, none for each row."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from cxdash.store.council_tables import CouncilAction
from cxdash.store.journey_tables import Journey
from cxdash.store.tables import PersonRow, UseCase
from cxdash.store.workshop_tables import (
    Participant,
    Workshop,
    WorkshopCard,
    WorkshopDots,
    WorkshopDraft,
    WorkshopEvent,
    WorkshopGroup,
    WorkshopPiece,
    WorkshopPlace,
)


class RoomRow(NamedTuple):
    """A room with the names it stands under; ``newest`` is the number of the newest entry of its journal."""

    workshop: Workshop
    journey: str
    led_by: str
    newest: int


class CardRow(NamedTuple):
    """A card with slug and title of the use case that it stands for, "" where there is none, and its pieces."""

    card: WorkshopCard
    slug: str
    title: str
    pieces: list[WorkshopPiece]


class JournalRow(NamedTuple):
    """An entry of a room's journal, and the name of who did it; "" where the room did it by itself."""

    event: WorkshopEvent
    by: str


class PointRow(NamedTuple):
    """An open point, and the name of who is to settle it."""

    action: CouncilAction
    person: str


class StoredLine(NamedTuple):
    """A room as a list names it."""

    code: str
    title: str
    phase: str
    led_by: str
    opened_at: datetime
    closed_at: datetime | None


def _led_by() -> Any:  # noqa: ANN401 a column of SQL
    """Ask for the name under which somebody leads a room now; who opened it where nobody does."""
    leads = (
        select(func.min(Participant.name))
        .where(Participant.workshop_id == Workshop.id, Participant.leads.is_(True))
        .scalar_subquery()
    )
    return func.coalesce(leads, PersonRow.name)


def room(session: Session, workshop_id: int) -> RoomRow | None:
    """Return a room by its number; None where there is none."""
    newest = select(func.max(WorkshopEvent.id)).where(WorkshopEvent.workshop_id == Workshop.id).scalar_subquery()
    query = (
        select(Workshop, func.coalesce(Journey.name, ""), _led_by(), func.coalesce(newest, 0))
        .join(PersonRow, PersonRow.id == Workshop.leader_id)
        .outerjoin(Journey, Journey.id == Workshop.journey_id)
        .where(Workshop.id == workshop_id)
    )
    found = session.execute(query).first()
    return None if found is None else RoomRow._make(found)


def lines(session: Session) -> list[StoredLine]:
    """Return every room, the newest first."""
    columns = (Workshop.code, Workshop.title, Workshop.phase, _led_by(), Workshop.opened_at, Workshop.closed_at)
    query = select(*columns).join(PersonRow, PersonRow.id == Workshop.leader_id)
    return [
        StoredLine._make(row) for row in session.execute(query.order_by(Workshop.opened_at.desc(), Workshop.id.desc()))
    ]


def dots(session: Session, workshop_id: int) -> Sequence[WorkshopDots]:
    """Return who gave which group how many dots."""
    query = select(WorkshopDots).join(WorkshopGroup, WorkshopGroup.id == WorkshopDots.group_id)
    return session.scalars(query.where(WorkshopGroup.workshop_id == workshop_id)).all()


def places(session: Session, workshop_id: int) -> Sequence[WorkshopPlace]:
    """Return who placed which group where."""
    query = select(WorkshopPlace).join(WorkshopGroup, WorkshopGroup.id == WorkshopPlace.group_id)
    return session.scalars(query.where(WorkshopGroup.workshop_id == workshop_id)).all()


def cards(session: Session, workshop_id: int) -> list[CardRow]:
    """Return the cards that were not taken away, in their order, with what stands in their fields."""
    query = (
        select(WorkshopCard, func.coalesce(UseCase.slug, ""), func.coalesce(UseCase.title, ""), WorkshopPiece)
        .outerjoin(UseCase, UseCase.id == WorkshopCard.use_case_id)
        .outerjoin(WorkshopPiece, WorkshopPiece.card_id == WorkshopCard.id)
        .where(WorkshopCard.workshop_id == workshop_id, WorkshopCard.taken_away_at.is_(None))
    )
    found: dict[int, CardRow] = {}
    for card, slug, title, piece in session.execute(query.order_by(WorkshopCard.position, WorkshopCard.id)):
        row = found.setdefault(card.id, CardRow(card, slug, title, []))
        if piece is not None:
            row.pieces.append(piece)
    return list(found.values())


def drafts(session: Session, workshop_id: int) -> Sequence[WorkshopDraft]:
    """Return what people typed in a room and have not sent."""
    query = select(WorkshopDraft).join(Participant, Participant.id == WorkshopDraft.participant_id)
    return session.scalars(query.where(Participant.workshop_id == workshop_id)).all()


def last_deeds(
    session: Session, workshop_id: int, kinds: Collection[str], *, led: Collection[str]
) -> Sequence[WorkshopEvent]:
    """Return the last thing of these kinds that each person did in a room and that was not taken back.

    Args:
        session: reads.
        workshop_id: which room.
        kinds: of everybody.
        led: which of them count only of who leads now.
    """
    undo = aliased(WorkshopEvent)
    # Asked once for the whole room: asked for each entry, a room of a thousand entries took 0.2 s to read.
    undone = select(undo.undoes_id).where(undo.workshop_id == workshop_id, undo.undoes_id.is_not(None))
    newest = (
        select(func.max(WorkshopEvent.id))
        .join(Participant, Participant.id == WorkshopEvent.participant_id)
        .where(
            WorkshopEvent.workshop_id == workshop_id,
            WorkshopEvent.kind.in_(kinds),
            or_(Participant.leads, WorkshopEvent.kind.not_in(led)),
            WorkshopEvent.undoes_id.is_(None),
            WorkshopEvent.id.not_in(undone),
        )
        .group_by(WorkshopEvent.participant_id)
    )
    return session.scalars(select(WorkshopEvent).where(WorkshopEvent.id.in_(newest))).all()


def journal(session: Session, workshop_id: int) -> list[JournalRow]:
    """Return everything that was ever done in a room, in order, with the name of who did it."""
    query = (
        select(WorkshopEvent, func.coalesce(Participant.name, ""))
        .outerjoin(Participant, Participant.id == WorkshopEvent.participant_id)
        .where(WorkshopEvent.workshop_id == workshop_id)
    )
    return [JournalRow._make(row) for row in session.execute(query.order_by(WorkshopEvent.id))]


def points(session: Session, workshop_id: int) -> list[PointRow]:
    """Return the open points of a room with who is to settle them, the first due first."""
    query = select(CouncilAction, PersonRow.name).join(PersonRow, PersonRow.id == CouncilAction.person_id)
    query = query.where(CouncilAction.workshop_id == workshop_id)
    rows = session.execute(query.order_by(CouncilAction.due, CouncilAction.id))
    return [PointRow._make(row) for row in rows]
