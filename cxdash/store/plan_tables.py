"""The stored nouns of measurement plans: what was declared and left out, every version, every dated result."""

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cxdash.store.schema import Base

if TYPE_CHECKING:
    from cxdash.store.tables import MetricRow


class Occasion(Base):
    """Days out of the ordinary that a pilot's plan declares: seasons, events, changes in how something is measured."""

    __tablename__ = "occasion"
    id: Mapped[int] = mapped_column(primary_key=True)
    pilot_id: Mapped[int] = mapped_column(ForeignKey("pilot.id"), index=True)
    kind: Mapped[str]
    starts: Mapped[date]
    ends_before: Mapped[date]
    note: Mapped[str] = mapped_column(default="")


class Exclusion(Base):
    """Days whose figures a person left out, with the reason; no metric where every metric leaves them out."""

    __tablename__ = "exclusion"
    id: Mapped[int] = mapped_column(primary_key=True)
    pilot_id: Mapped[int] = mapped_column(ForeignKey("pilot.id"), index=True)
    metric_id: Mapped[int | None] = mapped_column(ForeignKey("metric.id"))
    starts: Mapped[date]
    ends_before: Mapped[date]
    reason: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_on: Mapped[date]
    metric: Mapped["MetricRow | None"] = relationship(viewonly=True)


class PlanVersionRow(Base):
    """What a locked plan said from a day on: number 1 is the lock, every amendment makes a further one.

    ``content`` is everything the lock holds fast, as ``domain.locks.content`` writes it; empty where it was not kept.
    """

    __tablename__ = "plan_version"
    __table_args__ = (UniqueConstraint("pilot_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    pilot_id: Mapped[int] = mapped_column(ForeignKey("pilot.id"))
    number: Mapped[int]
    made_on: Mapped[date]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(default="")
    content: Mapped[dict[str, Any]]


class EffectRevision(Base):
    """One dated result of a closed window; data that arrive later, or an amendment, make a further one.

    One that an import brought goes when the import is taken back.
    """

    __tablename__ = "effect_revision"
    __table_args__ = (UniqueConstraint("pilot_id", "metric_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    pilot_id: Mapped[int] = mapped_column(ForeignKey("pilot.id"))
    metric_id: Mapped[int] = mapped_column(ForeignKey("metric.id"))
    number: Mapped[int]
    made_on: Mapped[date]
    because: Mapped[str] = mapped_column(default="")
    import_id: Mapped[int | None] = mapped_column(ForeignKey("tracker_import.id"))
    checksum: Mapped[str]
    verdict: Mapped[str]
    grade: Mapped[str]
    result: Mapped[dict[str, Any]]
