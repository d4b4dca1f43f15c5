"""The stored nouns of imports: what came in from which file, what stood there before, how headers are read."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from cxdash.store.schema import Base, now


class TrackerImport(Base):
    """One committed upload: what came in, from which file, and whether it was taken back."""

    __tablename__ = "tracker_import"
    id: Mapped[int] = mapped_column(primary_key=True)
    file: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    imported_at: Mapped[datetime] = mapped_column(default=now)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    new: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    problems: Mapped[dict[str, Any]] = mapped_column(default=dict)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class ImportFile(Base):
    """The original bytes of an import, kept so that every figure opens down to its cell."""

    __tablename__ = "import_file"
    import_id: Mapped[int] = mapped_column(ForeignKey("tracker_import.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ImportChange(Base):
    """What an import did to one observation and what stood there before; ``cell`` is where the new value stands."""

    __tablename__ = "import_change"
    __table_args__ = (
        ForeignKeyConstraint(["import_id"], ["tracker_import.id"]),
        {"sqlite_with_rowid": False},
    )
    import_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    series_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cell: Mapped[str]
    previous_import_id: Mapped[int | None]
    previous_value: Mapped[float | None]
    previous_numerator: Mapped[float | None]
    previous_denominator: Mapped[float | None]


class RememberedMapping(Base):
    """How a person said a tracker with this header is to be read."""

    __tablename__ = "remembered_mapping"
    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    answers: Mapped[dict[str, Any]]
    confirmed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime] = mapped_column(default=now)
