"""The stored nouns: what each table holds and how rows belong together."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cxdash.store.definition_tables import ReadinessRow
from cxdash.store.gate_tables import GateReview
from cxdash.store.import_tables import ImportChange, ImportFile
from cxdash.store.journey_tables import FrictionPoint, JourneyStep
from cxdash.store.money_tables import Valuation
from cxdash.store.plan_tables import EffectRevision, Exclusion, Occasion
from cxdash.store.proof_tables import ProofPoint
from cxdash.store.quarter_tables import Commitment
from cxdash.store.schema import Base, Versioned, now
from cxdash.store.workshop_tables import IN_A_ROOM

WHOLE = 0
"""The id of the segment that stands for everybody."""


class Organisation(Base, Versioned):
    """The one organisation this database belongs to.

    ``as_of`` stands for today where it is set, so that a sample portfolio stays as fresh as on the day it was made.
    """

    __tablename__ = "organisation"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    currency: Mapped[str] = mapped_column(default="GBP")
    fiscal_first_month: Mapped[int] = mapped_column(default=1)
    as_of: Mapped[date | None]


class PersonRow(Base, Versioned):
    """Somebody who owns, edits or reads; roles are names of domain roles."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    email: Mapped[str | None]
    roles: Mapped[list[str]] = mapped_column(default=list)
    archived_at: Mapped[datetime | None]


class Site(Base):
    """A place where pilots run."""

    __tablename__ = "site"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]


class Module(Base, Versioned):
    """A capability built once and reused by several use cases; one joined into another was its second name."""

    __tablename__ = "module"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    archived_at: Mapped[datetime | None]
    joined_into_id: Mapped[int | None] = mapped_column(ForeignKey("module.id"))


class MetricRow(Base, Versioned):
    """One metric of the catalogue, the organisation's own ones included."""

    __tablename__ = "metric"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    unit: Mapped[str]
    direction: Mapped[str]
    metric_class: Mapped[str]
    subclass: Mapped[str] = mapped_column(default="")
    aggregation: Mapped[str]
    formula: Mapped[str] = mapped_column(default="")
    numerator: Mapped[str] = mapped_column(default="")
    denominator: Mapped[str] = mapped_column(default="")
    roles: Mapped[list[str]] = mapped_column(default=list)
    paired_with: Mapped[str] = mapped_column(default="")
    aliases: Mapped[list[str]] = mapped_column(default=list)
    notes: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    verified_on: Mapped[date | None]
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    archived_at: Mapped[datetime | None]
    owner: Mapped["PersonRow | None"] = relationship(foreign_keys=[owner_id], viewonly=True)
    verified_by: Mapped["PersonRow | None"] = relationship(foreign_keys=[verified_by_id], viewonly=True)


class UseCaseStep(Base):
    """A journey step that a use case serves."""

    __tablename__ = "use_case_step"
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"), primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("journey_step.id"), primary_key=True)


class UseCaseModule(Base):
    """A module that a use case creates, extends or reuses."""

    __tablename__ = "use_case_module"
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"), primary_key=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id"), primary_key=True)
    part: Mapped[str] = mapped_column(default="reuses")


class UseCase(Base, Versioned):
    """One business outcome wanted."""

    __tablename__ = "use_case"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    statement: Mapped[str] = mapped_column(default="")
    stage: Mapped[str] = mapped_column(default="idea")
    stage_since: Mapped[date | None]
    status: Mapped[str] = mapped_column(default="active")
    status_since: Mapped[date | None]
    learning: Mapped[str] = mapped_column(default="")
    idea_on: Mapped[date | None]
    help_mode: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    archived_at: Mapped[datetime | None]
    joined_into_id: Mapped[int | None] = mapped_column(ForeignKey("use_case.id"))

    owners: Mapped[list["Ownership"]] = relationship(cascade="all, delete-orphan", order_by="Ownership.function")
    metrics: Mapped[list["UseCaseMetric"]] = relationship(cascade="all, delete-orphan", order_by="UseCaseMetric.id")
    pilots: Mapped[list["Pilot"]] = relationship(back_populates="use_case", order_by="Pilot.goes_live, Pilot.id")
    moves: Mapped[list["StageMove"]] = relationship(cascade="all, delete-orphan", order_by="StageMove.moved_on")
    step_links: Mapped[list[UseCaseStep]] = relationship(cascade="all, delete-orphan")
    module_links: Mapped[list[UseCaseModule]] = relationship(cascade="all, delete-orphan")
    steps: Mapped[list[JourneyStep]] = relationship(
        secondary="use_case_step", viewonly=True, order_by=JourneyStep.position
    )
    modules: Mapped[list[Module]] = relationship(secondary="use_case_module", viewonly=True, order_by=Module.name)
    friction: Mapped[list[FrictionPoint]] = relationship(
        secondary="use_case_friction", viewonly=True, order_by=FrictionPoint.name
    )
    readiness: Mapped[list[ReadinessRow]] = relationship(viewonly=True)
    reviews: Mapped[list[GateReview]] = relationship(viewonly=True, order_by=GateReview.id)
    proof_points: Mapped[list[ProofPoint]] = relationship(viewonly=True, order_by=ProofPoint.id)
    commitments: Mapped[list[Commitment]] = relationship(viewonly=True, order_by=Commitment.id)


class Ownership(Base):
    """Who answers for a use case in one function."""

    __tablename__ = "ownership"
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"), primary_key=True)
    function: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    person: Mapped[PersonRow] = relationship()


class UseCaseMetric(Base):
    """A metric a use case is judged by: its role, target or margin, and what one unit is worth.

    Sizes and margins are in metric units, shares as fractions of 1; a relative target is a signed fraction of the
    baseline, and so, without a sign, is a margin where ``margin_relative`` says so.
    """

    __tablename__ = "use_case_metric"
    __table_args__ = (UniqueConstraint("use_case_id", "metric_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"))
    metric_id: Mapped[int] = mapped_column(ForeignKey("metric.id"))
    role: Mapped[str]
    target_kind: Mapped[str | None]
    target_size: Mapped[float | None]
    baseline: Mapped[float | None]
    margin: Mapped[float | None]
    margin_relative: Mapped[bool] = mapped_column(default=False)
    unit_value: Mapped[float | None]
    unit_value_low: Mapped[float | None]
    unit_value_high: Mapped[float | None]
    annual_volume: Mapped[float | None]
    value_source: Mapped[str] = mapped_column(default="")
    metric: Mapped[MetricRow] = relationship()
    valuation: Mapped[Valuation | None] = relationship(cascade="all, delete-orphan")


class Pilot(Base, Versioned):
    """One try of a use case at a site or segment, with a start and a declared window."""

    __tablename__ = "pilot"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"), index=True)
    name: Mapped[str]
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    segment: Mapped[str] = mapped_column(default="")
    client: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="active")
    goes_live: Mapped[date | None]
    window_days: Mapped[int] = mapped_column(default=90)
    run_in_days: Mapped[int] = mapped_column(default=0)
    baseline_starts: Mapped[date | None]
    comparison: Mapped[str] = mapped_column(default="none")
    comparison_label: Mapped[str] = mapped_column(default="")
    population: Mapped[str] = mapped_column(default="")
    population_share: Mapped[float | None]
    planned_split: Mapped[float | None]
    units_per_arm: Mapped[int | None]
    randomised_unit: Mapped[str] = mapped_column(default="")
    chosen_because_bad: Mapped[bool] = mapped_column(default=False)
    comparison_waiver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    locked_on: Mapped[date | None]
    amended_on: Mapped[date | None]
    one_off_cost: Mapped[float | None]
    run_cost_year: Mapped[float | None]
    usage_cost: Mapped[float | None]
    notes: Mapped[str] = mapped_column(default="")
    archived_at: Mapped[datetime | None]
    use_case: Mapped[UseCase] = relationship(back_populates="pilots")
    site: Mapped[Site | None] = relationship()
    comparison_waiver: Mapped[PersonRow | None] = relationship()
    occasions: Mapped[list[Occasion]] = relationship(viewonly=True, order_by="Occasion.starts, Occasion.id")
    exclusions: Mapped[list[Exclusion]] = relationship(viewonly=True, order_by="Exclusion.starts, Exclusion.id")


class StageMove(Base):
    """A use case entering a stage on a day; the first one has no earlier stage.

    Without a review it was entered before the use case was recorded here.
    """

    __tablename__ = "stage_move"
    id: Mapped[int] = mapped_column(primary_key=True)
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"), index=True)
    from_stage: Mapped[str | None]
    to_stage: Mapped[str]
    moved_on: Mapped[date] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(default="")
    review_id: Mapped[int | None] = mapped_column(ForeignKey("gate_review.id"))


class Segment(Base):
    """A part of the population that a tracker reports apart; id 0 is everybody."""

    __tablename__ = "segment"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class Subject(Base):
    """What observations are about: a pilot, or a use case as a whole."""

    __tablename__ = "subject"
    __table_args__ = (
        Index(
            "uq_subject_whole_use_case",
            "use_case_id",
            unique=True,
            sqlite_where=text("pilot_id IS NULL"),
            postgresql_where=text("pilot_id IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"))
    pilot_id: Mapped[int | None] = mapped_column(ForeignKey("pilot.id"), unique=True)


class Series(Base):
    """One metric of one subject, segment and arm in one cadence; its observations are keyed by day alone.

    ``counts_in_total`` is false for a segment whose subject also reports the total, so that nothing is added twice.
    """

    __tablename__ = "series"
    __table_args__ = (UniqueConstraint("subject_id", "metric_id", "segment_id", "arm"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    metric_id: Mapped[int] = mapped_column(ForeignKey("metric.id"), index=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), default=WHOLE)
    arm: Mapped[str] = mapped_column(default="pilot")
    grain: Mapped[str]
    counts_in_total: Mapped[bool] = mapped_column(default=True)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("tracker_import.id"))


class Observation(Base):
    """One value of a series; ``day`` is the period's first day as a proleptic Gregorian ordinal."""

    __tablename__ = "observation"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 SQLAlchemy reads it from the class
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), primary_key=True, autoincrement=False)
    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[float | None]
    numerator: Mapped[float | None]
    denominator: Mapped[float | None]
    import_id: Mapped[int] = mapped_column(ForeignKey("tracker_import.id"))


class Rollup(Base):
    """Sums of a series over a week, month or fiscal quarter (grain 1, 2, 3), kept by every import.

    ``parts`` counts observations, ``ratio_parts`` those with numerator and denominator; sums leave missing values out.
    """

    __tablename__ = "rollup"
    __table_args__ = (
        Index(
            "ix_rollup_quarter",
            "period",
            "series_id",
            "parts",
            "ratio_parts",
            "value_sum",
            "numerator_sum",
            "denominator_sum",
            sqlite_where=text("grain = 3"),
            postgresql_where=text("grain = 3"),
        ),
        {"sqlite_with_rowid": False},
    )
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), primary_key=True, autoincrement=False)
    grain: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    period: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    parts: Mapped[int]
    ratio_parts: Mapped[int]
    value_sum: Mapped[float]
    numerator_sum: Mapped[float]
    denominator_sum: Mapped[float]


class Effect(Base):
    """A pilot's estimated effect on one metric, computed when its inputs changed; ``result`` is the whole estimate."""

    __tablename__ = "effect"
    pilot_id: Mapped[int] = mapped_column(ForeignKey("pilot.id"), primary_key=True, autoincrement=False)
    metric_id: Mapped[int] = mapped_column(ForeignKey("metric.id"), primary_key=True, autoincrement=False)
    role: Mapped[str]
    as_of: Mapped[date]
    verdict: Mapped[str]
    grade: Mapped[str]
    checksum: Mapped[str]
    result: Mapped[dict[str, Any]]
    alarms: Mapped[list[str]] = mapped_column(default=list)


class AuditEvent(Base):
    """Who changed which row when, from what to what; the newest id is the data's revision.

    ``through_id`` is who sat at the keyboard, where that was somebody else than the person in whose name it was done.
    """

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_row", "row_table", "row_key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    through_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    action: Mapped[str]
    row_table: Mapped[str]
    row_key: Mapped[str]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    reason: Mapped[str] = mapped_column(default="")
    import_id: Mapped[int | None] = mapped_column(ForeignKey("tracker_import.id"), index=True)


UNAUDITED = frozenset(
    table.__tablename__
    for table in (
        *(Series, Observation, Rollup, ImportFile, ImportChange, Effect, EffectRevision, AuditEvent),
        *IN_A_ROOM,
    )
)
"""Tables written in bulk or computed: one event names the import or recompute instead of a row each.

What is in a workshop's room has the room's own journal, which tells each change of it.
"""
UNLOGGED_COLUMNS = {"quarter_close": frozenset({"figures", "page"}), "workshop": frozenset({"secret", "summary"})}
"""Columns that the log leaves out, by table: too large for it and frozen once, or a secret."""
