"""Series and their observations: found, made, and read back for one estimate."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, aliased

from cxdash.domain.periods import Grain
from cxdash.store.tables import WHOLE, Observation, Segment, Series, Subject


class Value(NamedTuple):
    """What one observation says; shares are fractions of 1. Missing parts are None."""

    value: float | None
    numerator: float | None
    denominator: float | None


class Stored(NamedTuple):
    """A stored observation with the import it came from."""

    value: Value
    import_id: int


class SeriesKey(NamedTuple):
    """What makes a series one of its kind; its cadence is not part of the key."""

    subject_id: int
    metric_id: int
    segment_id: int
    arm: str


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A stored series: its id and cadence."""

    id: int
    grain: Grain


def series_of(session: Session, subject_ids: Collection[int]) -> dict[SeriesKey, SeriesRow]:
    """Return every series of these subjects by key."""
    query = select(Series.subject_id, Series.metric_id, Series.segment_id, Series.arm, Series.id, Series.grain).where(
        Series.subject_id.in_(subject_ids)
    )
    return {SeriesKey._make(row[:4]): SeriesRow(row.id, Grain(row.grain)) for row in session.execute(query)}


def add_series(
    session: Session, wanted: Iterable[tuple[SeriesKey, Grain]], *, import_id: int
) -> dict[SeriesKey, SeriesRow]:
    """Create series, say which of each subject's count in its total, and return them by key."""
    rows = [Series(**key._asdict(), grain=grain.value, import_id=import_id) for key, grain in wanted]
    session.add_all(rows)
    session.flush()
    settle_totals(session, {row.subject_id for row in rows})
    return {
        SeriesKey(row.subject_id, row.metric_id, row.segment_id, row.arm): SeriesRow(row.id, Grain(row.grain))
        for row in rows
    }


def settle_totals(session: Session, subject_ids: Collection[int]) -> None:
    """Let a segment count in its subject's total only where the subject does not report the total itself."""
    whole = aliased(Series)
    reported = (
        select(whole.id)
        .where(
            whole.subject_id == Series.subject_id,
            whole.metric_id == Series.metric_id,
            whole.arm == Series.arm,
            whole.segment_id == WHOLE,
        )
        .exists()
    )
    for counts, condition in (
        (True, ~reported | (Series.segment_id == WHOLE)),
        (False, reported & (Series.segment_id != WHOLE)),
    ):
        session.execute(
            update(Series)
            .where(Series.subject_id.in_(subject_ids), condition, Series.counts_in_total != counts)
            .values(counts_in_total=counts)
            .execution_options(synchronize_session=False)
        )


def remove_series_of(session: Session, import_id: int) -> None:
    """Delete the series an import created; they must be empty."""
    made = select(Series.id, Series.subject_id).where(Series.import_id == import_id)
    rows = session.execute(made).all()
    session.execute(delete(Series).where(Series.import_id == import_id).execution_options(synchronize_session=False))
    settle_totals(session, {row.subject_id for row in rows})


class PilotPoint(NamedTuple):
    """One observation of a pilot as an estimate needs it; the segment "" is everybody."""

    metric_id: int
    arm: str
    segment: str
    counts_in_total: bool
    grain: str
    day: int
    value: float | None
    numerator: float | None
    denominator: float | None


def of_pilots(session: Session, pilot_ids: Collection[int]) -> dict[int, list[PilotPoint]]:
    """Return each pilot's observations by pilot id, in order of series and day."""
    series, subject, segment = Series.__table__.c, Subject.__table__.c, Segment.__table__.c
    observation = Observation.__table__.c
    query = (
        select(
            subject.pilot_id,
            series.metric_id,
            series.arm,
            segment.name,
            series.counts_in_total,
            series.grain,
            observation.day,
            observation.value,
            observation.numerator,
            observation.denominator,
        )
        .join_from(Subject.__table__, Series.__table__)
        .join(Segment.__table__)
        .join(Observation.__table__)
        .order_by(subject.pilot_id, series.id, observation.day)
    )
    connection = session.connection()  # a session would wrap every row once more
    found: dict[int, list[PilotPoint]] = {pilot_id: [] for pilot_id in pilot_ids}
    for part in parts(sorted(pilot_ids)):
        for pilot_id, *point in connection.execute(query.where(subject.pilot_id.in_(part))).all():
            found[pilot_id].append(PilotPoint._make(point))
    return found


def grains_and_pilots(session: Session, series_ids: Collection[int]) -> tuple[dict[int, Grain], set[int]]:
    """Return the cadence of each of these series, and the pilots they are about."""
    query = select(Series.id, Series.grain, Subject.pilot_id).join(Subject, Subject.id == Series.subject_id)
    found = [row for part in parts(sorted(series_ids)) for row in session.execute(query.where(Series.id.in_(part)))]
    return {row.id: Grain(row.grain) for row in found}, {row.pilot_id for row in found if row.pilot_id is not None}


def parts(ids: list[int], size: int = 500) -> Iterable[list[int]]:
    """Split a list of ids into lists short enough for one statement."""
    return (ids[start : start + size] for start in range(0, len(ids), size))
