"""The stored nouns of the council: its meetings, what they spoke about, and what somebody does after them."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cxdash.store.schema import Base, Versioned

if TYPE_CHECKING:
    from cxdash.store.tables import PersonRow


class CouncilMeeting(Base, Versioned):
    """One meeting of the council; ``quarter`` names the one that it reviews, as ``2026-Q3``, where it does.

    ``closed_on`` is the day its minutes were agreed; nothing about it changes after that. ``agreed`` holds them as
    they were read on that day, whatever becomes of the actions, people and use cases that they name.
    """

    __tablename__ = "council_meeting"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    held_on: Mapped[date]
    quarter: Mapped[str] = mapped_column(default="")
    minutes: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]
    agreed: Mapped[dict[str, Any] | None]
    archived_at: Mapped[datetime | None]
    topics: Mapped[list["CouncilTopic"]] = relationship(viewonly=True, order_by="CouncilTopic.position")


class CouncilPresence(Base):
    """A person who took part in a meeting."""

    __tablename__ = "council_presence"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("council_meeting.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class CouncilTopic(Base, Versioned):
    """What a meeting speaks about beside the reviews that wait, and what came of it."""

    __tablename__ = "council_topic"
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("council_meeting.id"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    use_case_id: Mapped[int | None] = mapped_column(ForeignKey("use_case.id"))
    outcome: Mapped[str] = mapped_column(default="")
    archived_at: Mapped[datetime | None]


class CouncilAction(Base, Versioned):
    """Who does what by when; after a meeting, a review, a workshop, or at any time."""

    __tablename__ = "council_action"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    due: Mapped[date]
    agreed_on: Mapped[date]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("council_meeting.id"))
    workshop_id: Mapped[int | None] = mapped_column(ForeignKey("workshop.id"))
    use_case_id: Mapped[int | None] = mapped_column(ForeignKey("use_case.id"))
    done_on: Mapped[date | None]
    dropped_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(default="")
    person: Mapped["PersonRow"] = relationship(viewonly=True)
