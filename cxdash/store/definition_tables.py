"""The stored nouns around a definition: what is said about a use case, how ready it is, what a metric meant before."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cxdash.store.schema import Base, Versioned, now

if TYPE_CHECKING:
    from cxdash.store.tables import PersonRow


class Comment(Base):
    """What a person said about a use case; withdrawn ones keep their place without their words."""

    __tablename__ = "comment"
    id: Mapped[int] = mapped_column(primary_key=True)
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    text: Mapped[str]
    withdrawn_at: Mapped[datetime | None]
    person: Mapped["PersonRow"] = relationship(viewonly=True)


class Mention(Base):
    """A person named in a comment, and when they saw it."""

    __tablename__ = "mention"
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    seen_at: Mapped[datetime | None]


class ReadinessRow(Base, Versioned):
    """How ready a use case is in one dimension: a level from 0 absent to 4 evidenced, and what closes the gap."""

    __tablename__ = "readiness"
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"), primary_key=True)
    dimension: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[int]
    evidence: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    due: Mapped[date | None]
    cost_to_close: Mapped[float | None]
    person: Mapped["PersonRow | None"] = relationship(viewonly=True)


class Approach(Base, Versioned):
    """A way to reach the outcome, with the vendor where there is one; recorded only after the statement passes."""

    __tablename__ = "approach"
    id: Mapped[int] = mapped_column(primary_key=True)
    use_case_id: Mapped[int] = mapped_column(ForeignKey("use_case.id"), index=True)
    name: Mapped[str]
    vendor: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    archived_at: Mapped[datetime | None]


class MetricVersion(Base):
    """What a metric meant: version 1 is what it meant first; each change of meaning is a further one, with a reason."""

    __tablename__ = "metric_version"
    __table_args__ = (UniqueConstraint("metric_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    metric_id: Mapped[int] = mapped_column(ForeignKey("metric.id"))
    number: Mapped[int]
    made_on: Mapped[date | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(default="")
    content: Mapped[dict[str, Any]]
    person: Mapped["PersonRow | None"] = relationship(viewonly=True)


class SavedView(Base, Versioned):
    """What a list was narrowed to, under a name: a person's own, or for everybody."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("person_id", "page", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    page: Mapped[str]
    name: Mapped[str]
    query: Mapped[dict[str, Any]]
    is_shared: Mapped[bool] = mapped_column(default=False)
