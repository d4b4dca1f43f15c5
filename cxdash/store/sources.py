"""Where a pilot's figures came from: each one's file and the cell in it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from cxdash.domain.periods import Grain
from cxdash.store.import_tables import ImportChange, TrackerImport
from cxdash.store.tables import Observation, Segment, Series, Subject


class CellSource(NamedTuple):
    """One stored figure that counts in a pilot's total, and where it stands: ``Sheet!C7`` of a file.

    ``day`` is its period's first day (ordinal); the segment "" is everybody; the cell is "" where it is not known.
    """

    arm: str
    segment: str
    grain: Grain
    day: int
    value: float | None
    numerator: float | None
    denominator: float | None
    file: str
    imported_at: datetime
    cell: str


def of_metric(session: Session, pilot_id: int, metric_id: int) -> Sequence[CellSource]:
    """Return every figure of a pilot's metric with its place, in order of time, the pilot's before the comparison's."""
    changed = and_(
        ImportChange.import_id == Observation.import_id,
        ImportChange.series_id == Observation.series_id,
        ImportChange.day == Observation.day,
    )
    query = (
        select(
            Series.arm,
            Segment.name,
            Series.grain,
            Observation.day,
            Observation.value,
            Observation.numerator,
            Observation.denominator,
            TrackerImport.file,
            TrackerImport.imported_at,
            ImportChange.cell,
        )
        .join_from(Subject, Series)
        .join(Segment)
        .join(Observation)
        .join(TrackerImport, TrackerImport.id == Observation.import_id)
        .outerjoin(ImportChange, changed)
        .where(Subject.pilot_id == pilot_id, Series.metric_id == metric_id, Series.counts_in_total)
        .order_by(Observation.day, Series.arm.desc(), Segment.id)
    )
    found = (CellSource._make(row) for row in session.execute(query))
    return [each._replace(grain=Grain(each.grain), cell=each.cell or "") for each in found]
