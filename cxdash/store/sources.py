"""Where a pilot's figures came from: the newest import's file and the cells in it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.store.tables import ImportChange, Series, Subject, TrackerImport


class CellSource(NamedTuple):
    """One figure's place in a file: the arm it belongs to, its first day (ordinal), and ``Sheet!C7``."""

    file: str
    imported_at: datetime
    arm: str
    day: int
    cell: str


def of_newest_import(session: Session, pilot_id: int, metric_id: int) -> Sequence[CellSource]:
    """Return the cells of the newest import that brought figures of a pilot's metric, in order of time."""
    ids = select(Series.id).join(Subject, Subject.id == Series.subject_id)
    series = list(session.scalars(ids.where(Subject.pilot_id == pilot_id, Series.metric_id == metric_id)))
    brought = (
        select(ImportChange.import_id).where(
            ImportChange.import_id == TrackerImport.id, ImportChange.series_id.in_(series)
        )
    ).exists()
    newest = session.scalar(
        select(TrackerImport.id)
        .where(TrackerImport.undone_at.is_(None), brought)
        .order_by(TrackerImport.id.desc())
        .limit(1)
    )
    query = (
        select(TrackerImport.file, TrackerImport.imported_at, Series.arm, ImportChange.day, ImportChange.cell)
        .join(ImportChange, ImportChange.import_id == TrackerImport.id)
        .join(Series, Series.id == ImportChange.series_id)
        .where(TrackerImport.id == newest, ImportChange.series_id.in_(series))
        .order_by(ImportChange.day, Series.arm.desc())
    )
    return [CellSource(*row) for row in session.execute(query)]
