"""Uploads: the history of imports, their original files, and the names that a tracker's names may stand for."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from cxdash.domain.errors import NotFoundError
from cxdash.store import imports, metrics, use_cases
from cxdash.trackers.readings import Problem, Source


@dataclass(frozen=True, slots=True)
class PastImport:
    """One import: which file, whose, when, and what it did; ``undone_at`` is set once it was taken back."""

    id: int
    file: str
    at: datetime
    by: str
    new: int
    changed: int
    unchanged: int
    rejected: int
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An import's file as it was uploaded, and what was to mend or to answer when it was stored."""

    name: str
    content: bytes
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What is known by name: subjects as ``pilot:slug`` or ``use_case:slug``, and metrics by slug, in reading order."""

    subjects: dict[str, str]
    metrics: dict[str, str]


def history(session: Session) -> tuple[PastImport, ...]:
    """Return every import, newest first."""
    return tuple(
        PastImport(
            id=row.id,
            file=row.file,
            at=row.imported_at.replace(tzinfo=UTC),
            by=by,
            new=row.new,
            changed=row.changed,
            unchanged=row.unchanged,
            rejected=row.rejected,
            undone_at=row.undone_at.replace(tzinfo=UTC) if row.undone_at else None,
        )
        for row, by in imports.history(session)
    )


def original(session: Session, import_id: int) -> bytes:
    """Return an import's file as it was uploaded; NotFoundError where there is no such import."""
    content = imports.file_of(session, import_id)
    if content is None:
        message = f"The file of import {import_id} is not stored. Look in the history on the page Upload."
        raise NotFoundError(message)
    return content


def stored_file(session: Session, import_id: int) -> StoredFile:
    """Return an import's file with its problems; NotFoundError where there is no such import."""
    content = original(session, import_id)
    row = imports.find(session, import_id)
    said = [] if row is None else row.problems.get("problems", [])
    problems = tuple(Problem(each["code"], each["message"], _source(each["source"])) for each in said)
    return StoredFile("" if row is None else row.file, content, problems)


def known_names(session: Session) -> KnownNames:
    """Return the use cases, pilots and metrics that a name in a tracker may stand for."""
    subjects = {f"use_case:{row.slug}": row.title for row in use_cases.active(session)}
    subjects |= {f"pilot:{row.slug}": f"{row.name} (pilot)" for row in use_cases.pilots(session)}
    return KnownNames(subjects, {metric.slug: metric.name for metric in metrics.catalogue(session)})


def _source(written: str) -> Source:
    """Read an address such as ``Sheet!C7``; a sheet's own name may hold the mark between them."""
    sheet, _, cell = written.rpartition("!")
    return Source(sheet, cell)
