"""The stored nouns of proof points: the story with its frozen evidence, where it was used, what repeated it."""

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cxdash.store.schema import Base, Versioned

if TYPE_CHECKING:
    from cxdash.store.tables import MetricRow, PersonRow, Pilot, UseCase


class ProofPoint(Base, Versioned):
    """A finished pilot packaged as a story that may be repeated, its evidence frozen and checked against later data.

    ``digest`` names story and evidence, which approvals are given on; they are signatures about this proof point.
    It is a draft until approval is asked for, on ``asked_on``. ``later`` is the newest check: what the same window and
    the figures after it say, and on which day that was looked at.
    """

    __tablename__ = "proof_point"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"), index=True)
    pilot_id: Mapped[int] = mapped_column(ForeignKey("pilot.id"), index=True)
    metric_id: Mapped[int] = mapped_column(ForeignKey("metric.id"))
    headline: Mapped[str]
    situation: Mapped[str] = mapped_column(default="")
    done: Mapped[str] = mapped_column(default="")
    limits: Mapped[str] = mapped_column(default="")
    conditions: Mapped[str] = mapped_column(default="")
    helped: Mapped[str] = mapped_column(default="")
    quote: Mapped[str] = mapped_column(default="")
    quote_by: Mapped[str] = mapped_column(default="")
    client: Mapped[str] = mapped_column(default="")
    client_permission: Mapped[str] = mapped_column(default="")
    client_permission_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    made_on: Mapped[date]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_on: Mapped[date | None]
    frozen_on: Mapped[date]
    evidence: Mapped[dict[str, Any]]
    digest: Mapped[str]
    later: Mapped[dict[str, Any]] = mapped_column(default=dict)
    retired_on: Mapped[date | None]
    retired_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    retired_why: Mapped[str] = mapped_column(default="")
    use_case: Mapped["UseCase"] = relationship(viewonly=True)
    pilot: Mapped["Pilot"] = relationship(viewonly=True)
    metric: Mapped["MetricRow"] = relationship(viewonly=True)
    made_by: Mapped["PersonRow"] = relationship(viewonly=True, foreign_keys=[made_by_id])
    retired_by: Mapped["PersonRow | None"] = relationship(viewonly=True, foreign_keys=[retired_by_id])


class ProofUse(Base):
    """Where a proof point was used, before whom, by whom."""

    __tablename__ = "proof_use"
    id: Mapped[int] = mapped_column(primary_key=True)
    proof_point_id: Mapped[int] = mapped_column(ForeignKey("proof_point.id"), index=True)
    used_on: Mapped[date]
    place: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    person: Mapped["PersonRow"] = relationship(viewonly=True)


class Repeat(Base):
    """A pilot that was made to repeat a proof point at another site."""

    __tablename__ = "repeat"
    pilot_id: Mapped[int] = mapped_column(ForeignKey("pilot.id"), primary_key=True)
    proof_point_id: Mapped[int] = mapped_column(ForeignKey("proof_point.id"), index=True)
    pilot: Mapped["Pilot"] = relationship(viewonly=True)
