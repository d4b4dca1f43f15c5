"""The stored nouns of a workshop: the room, who is in it, what they wrote and chose, its cards and its journal.

The room itself is in the log like everything else. What ten people type at once is not: the room's own journal holds
that, in the order in which it was stored.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from cxdash.store.schema import Base, Versioned, now


class Workshop(Base, Versioned):
    """One room: what it is about, the phase it is in, its timer, and who leads it.

    ``code`` is what people type to join, ``secret`` what tickets to the bell are sealed with. ``summary`` is what came
    of it, frozen as Markdown when it closes. ``resumes_id`` is the earlier room that it goes on with.
    """

    __tablename__ = "workshop"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    journey_id: Mapped[int | None] = mapped_column(ForeignKey("journey.id"))
    agenda: Mapped[list[str]] = mapped_column(default=list)
    phase: Mapped[str]
    dots_each: Mapped[int]
    timer_seconds: Mapped[int] = mapped_column(default=0)
    timer_ends_at: Mapped[datetime | None]
    timer_left: Mapped[float | None]
    summoned_id: Mapped[int | None]
    leader_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]
    resumes_id: Mapped[int | None] = mapped_column(ForeignKey("workshop.id"))
    secret: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")


class WorkshopScope(Base):
    """A use case that a workshop is about from its start."""

    __tablename__ = "workshop_scope"
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), primary_key=True)
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"), primary_key=True)


class Participant(Base):
    """Somebody in a room, with an account or by name alone; their browser proves who it is by a secret.

    ``at`` says where they are, such as ``card 3/statement``; "" where they are nowhere in particular.
    """

    __tablename__ = "participant"
    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    secret_hash: Mapped[str] = mapped_column(default="")
    leads: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    at: Mapped[str] = mapped_column(default="")


class WorkshopGroup(Base):
    """Notes that belong together, under a name; one merged into another stands no longer for itself."""

    __tablename__ = "workshop_group"
    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    name: Mapped[str]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("workshop_group.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)


class WorkshopNote(Base):
    """What somebody wrote down: a friction or an idea; a withdrawn one is shown to nobody."""

    __tablename__ = "workshop_note"
    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    kind: Mapped[str]
    text: Mapped[str]
    group_id: Mapped[int | None] = mapped_column(ForeignKey("workshop_group.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]


class WorkshopDots(Base):
    """How many dots somebody gave a group; no row where they gave none."""

    __tablename__ = "workshop_dots"
    group_id: Mapped[int] = mapped_column(ForeignKey("workshop_group.id"), primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), primary_key=True)
    dots: Mapped[int]


class WorkshopPlace(Base):
    """Where somebody sees a group: value and effort, each from 1 to 10."""

    __tablename__ = "workshop_place"
    group_id: Mapped[int] = mapped_column(ForeignKey("workshop_group.id"), primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), primary_key=True)
    value: Mapped[int]
    effort: Mapped[int]


class WorkshopCard(Base):
    """What the room refines into a use case: from a group, or from a use case there is.

    While it is ``locked`` only whoever has its pen and who leads write on it.
    """

    __tablename__ = "workshop_card"
    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("workshop_group.id"))
    use_case_id: Mapped[int | None] = mapped_column(ForeignKey("use_case.id"))
    position: Mapped[int]
    locked: Mapped[bool] = mapped_column(default=False)
    pen_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    taken_away_at: Mapped[datetime | None]
    committed_at: Mapped[datetime | None]


class WorkshopPiece(Base):
    """One field of a card as it is now; ``revision`` counts how often it was stored."""

    __tablename__ = "workshop_piece"
    card_id: Mapped[int] = mapped_column(ForeignKey("workshop_card.id"), primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    revision: Mapped[int] = mapped_column(default=1)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class WorkshopDraft(Base):
    """What somebody typed at a place and has not sent, and the text they began from; only they see it."""

    __tablename__ = "workshop_draft"
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    base: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)


class WorkshopEvent(Base):
    """One entry of a room's journal: who did what to which thing, from what to what.

    The newest number is the room's revision. ``sent`` is the name that the browser gave its edit, so that an edit sent
    twice is stored once. ``undoes_id`` is the entry that this one takes back.
    """

    __tablename__ = "workshop_event"
    __table_args__ = (
        Index("ix_workshop_event_newest", "workshop_id", "id"),
        Index(
            "uq_workshop_event_sent",
            "workshop_id",
            "participant_id",
            "sent",
            unique=True,
            sqlite_where=text("sent <> ''"),
            postgresql_where=text("sent <> ''"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"))
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    kind: Mapped[str]
    subject: Mapped[str] = mapped_column(default="")
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    sent: Mapped[str] = mapped_column(default="")
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("workshop_event.id"))


IN_A_ROOM = (
    *(WorkshopScope, Participant, WorkshopGroup, WorkshopNote, WorkshopDots, WorkshopPlace),
    *(WorkshopCard, WorkshopPiece, WorkshopDraft, WorkshopEvent),
)
"""What is in a room: its journal tells each change, so that the log need not."""
