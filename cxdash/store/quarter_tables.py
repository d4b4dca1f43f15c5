"""The stored nouns of a quarter: what was reported at its close, why figures changed since, commitments, digests."""

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cxdash.store.schema import Base, Versioned

if TYPE_CHECKING:
    from cxdash.store.tables import PersonRow, UseCase


class QuarterClose(Base):
    """A fiscal quarter as it was reported: every figure with its evidence, frozen and never changed after.

    ``quarter`` is written ``2026-Q3``; ``starts`` is its first day by the calendar of that time. ``digest`` names the
    figures.
    """

    __tablename__ = "quarter_close"
    id: Mapped[int] = mapped_column(primary_key=True)
    quarter: Mapped[str]
    starts: Mapped[date] = mapped_column(unique=True)
    closed_on: Mapped[date]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(default="")
    revision: Mapped[int]
    figures: Mapped[dict[str, Any]]
    page: Mapped[dict[str, Any]]
    digest: Mapped[str]
    person: Mapped["PersonRow"] = relationship(viewonly=True)


class RestatementReason(Base, Versioned):
    """Why a figure of a closed quarter reads otherwise now, in the words of who answers for it."""

    __tablename__ = "restatement_reason"
    close_id: Mapped[int] = mapped_column(ForeignKey("quarter_close.id"), primary_key=True)
    figure: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_on: Mapped[date]
    person: Mapped["PersonRow"] = relationship(viewonly=True)


class Commitment(Base, Versioned):
    """What somebody commits to for a quarter: a use case, the outcome, who answers, and whether it was kept.

    ``basis`` is what the choice rested on when it was made: expected value, readiness, evidence, cost, budget.
    """

    __tablename__ = "commitment"
    id: Mapped[int] = mapped_column(primary_key=True)
    quarter: Mapped[str] = mapped_column(index=True)
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"), index=True)
    text: Mapped[str]
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_on: Mapped[date]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    basis: Mapped[dict[str, Any]] = mapped_column(default=dict)
    outcome: Mapped[str] = mapped_column(default="")
    outcome_on: Mapped[date | None]
    outcome_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    outcome_note: Mapped[str] = mapped_column(default="")
    use_case: Mapped["UseCase"] = relationship(viewonly=True)
    owner: Mapped["PersonRow"] = relationship(viewonly=True, foreign_keys=[owner_id])
    made_by: Mapped["PersonRow"] = relationship(viewonly=True, foreign_keys=[made_by_id])
    outcome_by: Mapped["PersonRow | None"] = relationship(viewonly=True, foreign_keys=[outcome_by_id])


class Subscription(Base, Versioned):
    """Who wants the digest, weekly or quarterly, and when the last one was sent."""

    __tablename__ = "subscription"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    cadence: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[date]
    last_sent_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    person: Mapped["PersonRow"] = relationship(viewonly=True)
