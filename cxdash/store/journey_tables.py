"""The stored nouns of the journey: where the organisation meets its customers, and where it hurts."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cxdash.store.schema import Base, Versioned


class Journey(Base, Versioned):
    """A way that customers go from first need to last contact, back office included."""

    __tablename__ = "journey"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    archived_at: Mapped[datetime | None]


class JourneyStep(Base, Versioned):
    """A step of a journey; ``position`` orders the steps of all journeys."""

    __tablename__ = "journey_step"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    journey_id: Mapped[int] = mapped_column(ForeignKey("journey.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    is_back_office: Mapped[bool] = mapped_column(default=False)
    archived_at: Mapped[datetime | None]


class FrictionPoint(Base, Versioned):
    """What hurts at a step, and what it costs: monthly volume × failure rate (0 to 1) × unit cost × 12 a year."""

    __tablename__ = "friction_point"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    step_id: Mapped[int] = mapped_column(ForeignKey("journey_step.id"), index=True)
    kind: Mapped[str]
    population: Mapped[str] = mapped_column(default="")
    metric_id: Mapped[int | None] = mapped_column(ForeignKey("metric.id"))
    monthly_volume: Mapped[float | None]
    failure_rate: Mapped[float | None]
    unit_cost: Mapped[float | None]
    evidence: Mapped[str] = mapped_column(default="")
    effort: Mapped[int | None]
    archived_at: Mapped[datetime | None]


class UseCaseFriction(Base):
    """A friction point that a use case answers."""

    __tablename__ = "use_case_friction"
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"), primary_key=True)
    friction_id: Mapped[int] = mapped_column(ForeignKey("friction_point.id"), primary_key=True)
