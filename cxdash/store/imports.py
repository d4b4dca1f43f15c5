"""Imports of trackers: their history, files, and what each did to every observation."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from cxdash.store.bulk import execute_many
from cxdash.store.observations import Stored, Value
from cxdash.store.tables import (
    AuditEvent,
    ImportChange,
    ImportFile,
    Observation,
    PersonRow,
    RememberedMapping,
    Series,
    TrackerImport,
)


class Done(NamedTuple):
    """What an import did to one observation: where the new value stands and what stood there before, if anything."""

    series_id: int
    day: int
    cell: str
    previous: Stored | None


def history(session: Session) -> Sequence[tuple[TrackerImport, str]]:
    """Return every import with its author's name, newest first."""
    query = (
        select(TrackerImport, PersonRow.name)
        .join(PersonRow, PersonRow.id == TrackerImport.person_id)
        .order_by(TrackerImport.id.desc())
    )
    return [(row, name) for row, name in session.execute(query)]


def find(session: Session, import_id: int) -> TrackerImport | None:
    """Return one import, or None."""
    return session.get(TrackerImport, import_id)


def file_of(session: Session, import_id: int) -> bytes | None:
    """Return an import's original bytes, or None."""
    return session.scalar(select(ImportFile.content).where(ImportFile.import_id == import_id))


def keep_changes(session: Session, import_id: int, done: Sequence[Done]) -> None:
    """Keep what an import did to every observation, so that undoing it is exact."""
    rows = [
        (import_id, each.series_id, each.day, each.cell, *_previous(each.previous))
        for each in sorted(done, key=lambda each: each[:2])
    ]
    execute_many(
        session.connection(),
        "INSERT INTO import_change (import_id, series_id, day, cell, previous_import_id, previous_value, "
        "previous_numerator, previous_denominator) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def changes_of(session: Session, import_id: int) -> list[Done]:
    """Return what an import did, in order of series and day."""
    query = (
        select(
            ImportChange.series_id,
            ImportChange.day,
            ImportChange.cell,
            ImportChange.previous_import_id,
            ImportChange.previous_value,
            ImportChange.previous_numerator,
            ImportChange.previous_denominator,
        )
        .where(ImportChange.import_id == import_id)
        .order_by(ImportChange.series_id, ImportChange.day)
    )
    return [
        Done(series, day, cell, None if earlier is None else Stored(Value(*value), earlier))
        for series, day, cell, earlier, *value in session.execute(query)
    ]


def overwritten_by(session: Session, import_id: int) -> list[int]:
    """Return the ids of later imports that changed observations of this one, oldest first."""
    query = (
        select(Observation.import_id)
        .join(
            ImportChange,
            (ImportChange.series_id == Observation.series_id) & (ImportChange.day == Observation.day),
        )
        .where(ImportChange.import_id == import_id, Observation.import_id != import_id)
        .distinct()
        .order_by(Observation.import_id)
    )
    return list(session.scalars(query))


def built_on(session: Session, import_id: int) -> list[int]:
    """Return the ids of other imports with observations in series that this one created, oldest first."""
    query = (
        select(Observation.import_id)
        .join(Series, Series.id == Observation.series_id)
        .where(Series.import_id == import_id, Observation.import_id != import_id)
        .distinct()
        .order_by(Observation.import_id)
    )
    return list(session.scalars(query))


def forget_changes(session: Session, import_id: int) -> None:
    """Drop what was kept for undoing, once the import is undone."""
    session.execute(delete(ImportChange).where(ImportChange.import_id == import_id))


def entries_of(session: Session, import_id: int) -> Sequence[AuditEvent]:
    """Return the log entries an import wrote, newest first."""
    query = select(AuditEvent).where(AuditEvent.import_id == import_id).order_by(AuditEvent.id.desc())
    return session.scalars(query).all()


def remembered(session: Session, fingerprints: Sequence[str]) -> dict[str, RememberedMapping]:
    """Return what people answered about trackers with these headers, by fingerprint."""
    query = select(RememberedMapping).where(RememberedMapping.fingerprint.in_(fingerprints))
    return {row.fingerprint: row for row in session.scalars(query)}


def _previous(stored: Stored | None) -> tuple[int | None, float | None, float | None, float | None]:
    return (None, None, None, None) if stored is None else (stored.import_id, *stored.value)
