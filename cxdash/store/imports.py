"""Imports of trackers: their history, their files, and which of them rest on others."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.store.import_tables import ImportChange, ImportFile, RememberedMapping, TrackerImport
from cxdash.store.tables import AuditEvent, Observation, PersonRow, Series

REGISTER = "register"
"""What the log calls the rows of a register as they were read: no table, but what the next upload is compared with."""


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


def entries_of(session: Session, import_id: int) -> Sequence[AuditEvent]:
    """Return the log entries an import wrote, newest first."""
    query = select(AuditEvent).where(AuditEvent.import_id == import_id).order_by(AuditEvent.id.desc())
    return session.scalars(query).all()


def registers(session: Session) -> Iterator[Mapping[str, Any]]:
    """Yield what the registers of imports that stand said, newest first, as it was logged."""
    query = (
        select(AuditEvent.after)
        .join(TrackerImport, TrackerImport.id == AuditEvent.import_id)
        .where(AuditEvent.row_table == REGISTER, TrackerImport.undone_at.is_(None))
        .order_by(AuditEvent.id.desc())
    )
    yield from (said for said in session.scalars(query) if said is not None)


def remembered(session: Session, fingerprints: Sequence[str]) -> dict[str, RememberedMapping]:
    """Return what people answered about trackers with these headers, by fingerprint."""
    query = select(RememberedMapping).where(RememberedMapping.fingerprint.in_(fingerprints))
    return {row.fingerprint: row for row in session.scalars(query)}
