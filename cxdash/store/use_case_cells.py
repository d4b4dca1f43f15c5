"""The figures of one use case: which series it has, and their sums period by period."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.domain.periods import Grain
from cxdash.domain.sums import Sums
from cxdash.store.rollups import CODES
from cxdash.store.tables import MetricRow, Pilot, Rollup, Segment, Series, Subject, UseCase


class SeriesLine(NamedTuple):
    """One series; no pilot where it is about the use case as a whole, no segment where it is about everybody."""

    id: int
    metric: str
    pilot: str | None
    segment: str
    arm: str
    grain: str


def series(session: Session, slug: str) -> list[SeriesLine]:
    """Return every series of a use case and its pilots: metrics in catalogue order, pilots as they went live."""
    query = (
        select(Series.id, MetricRow.slug, Pilot.name, Segment.name, Series.arm, Series.grain)
        .join(Subject, Subject.id == Series.subject_id)
        .join(UseCase, UseCase.id == Subject.use_case_id)
        .join(MetricRow, MetricRow.id == Series.metric_id)
        .join(Segment, Segment.id == Series.segment_id)
        .outerjoin(Pilot, Pilot.id == Subject.pilot_id)
        .where(UseCase.slug == slug)
        .order_by(MetricRow.position, MetricRow.id, Pilot.goes_live, Pilot.id, Segment.id, Series.arm.desc())
    )
    return [SeriesLine(*row) for row in session.execute(query)]


def sums(session: Session, series_ids: Collection[int], grain: Grain) -> list[tuple[int, int, Sums]]:
    """Return series, first day (ordinal) and sums of each week, month or quarter, in order of time."""
    columns = (
        Rollup.series_id,
        Rollup.period,
        Rollup.parts,
        Rollup.ratio_parts,
        Rollup.value_sum,
        Rollup.numerator_sum,
        Rollup.denominator_sum,
    )
    query = (
        select(*columns)
        .where(Rollup.series_id.in_(series_ids), Rollup.grain == CODES[grain])
        .order_by(Rollup.period, Rollup.series_id)
    )
    return [(row[0], row[1], Sums._make(row[2:])) for row in session.execute(query)]
