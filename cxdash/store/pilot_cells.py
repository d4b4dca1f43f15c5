"""Roll-ups of pilots: a few metrics period by period for charts, and every metric of a few quarters."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from cxdash.domain.periods import Grain
from cxdash.domain.sums import Sums
from cxdash.store.rollups import CODES
from cxdash.store.tables import Pilot, Rollup, Series, Subject, UseCase

_FINEST: Mapping[str, int] = {
    Grain.DAY.value: CODES[Grain.WEEK],
    Grain.WEEK.value: CODES[Grain.WEEK],
    Grain.MONTH.value: CODES[Grain.MONTH],
    Grain.QUARTER.value: CODES[Grain.QUARTER],
}
"""The finest sums kept of each cadence; days are shown as weeks."""
_GRAINS = {code: grain for grain, code in CODES.items()}


class Cell(NamedTuple):
    """Sums of one metric and arm of a pilot in one period, which begins on the ordinal ``day``.

    Segments are added up unless the tracker reports the total itself.
    """

    pilot_id: int
    metric_id: int
    arm: str
    grain: Grain
    day: int
    parts: int
    ratio_parts: int
    value: float
    numerator: float
    denominator: float

    @property
    def sums(self) -> Sums:
        """What was added up, without whose it is."""
        return Sums(*self[-5:])


def by_period(session: Session, pilot_ids: Collection[int], metric_ids: Collection[int]) -> Sequence[Cell]:
    """Return these metrics of these pilots by week (month or quarter where the series is), in order of time."""
    finest = case(_FINEST, value=Series.grain)
    return _cells(
        session,
        _summed().where(Subject.pilot_id.in_(pilot_ids), Series.metric_id.in_(metric_ids), Rollup.grain == finest),
    )


def of_pilots_between(
    session: Session, pilot_ids: Collection[int], metric_ids: Collection[int], *, starts: int, ends_before: int
) -> Sequence[Cell]:
    """Return the same of the pilots' own arms alone, for what begins on these days (ordinals)."""
    finest = case(_FINEST, value=Series.grain)
    asked = _summed().where(Subject.pilot_id.in_(pilot_ids), Series.metric_id.in_(metric_ids), Rollup.grain == finest)
    days = Rollup.period.between(starts, ends_before - 1)
    return _cells(session, asked.where(Series.arm == "pilot", days))


def of_quarters(session: Session, days: Collection[int]) -> Sequence[Cell]:
    """Return every metric of every pilot's own arm in the quarters that begin on these days (ordinals)."""
    query = _summed().join(Pilot, Pilot.id == Subject.pilot_id).join(UseCase, UseCase.id == Pilot.use_case_id)
    return _cells(
        session,
        query.where(
            Rollup.grain == CODES[Grain.QUARTER],
            Rollup.period.in_(days),
            Series.arm == "pilot",
            Pilot.archived_at.is_(None),
            UseCase.archived_at.is_(None),
        ),
    )


def _summed() -> Select[*tuple[Any, ...]]:
    key = (Subject.pilot_id, Series.metric_id, Series.arm, Rollup.grain, Rollup.period)
    sums = (Rollup.parts, Rollup.ratio_parts, Rollup.value_sum, Rollup.numerator_sum, Rollup.denominator_sum)
    return (
        select(*key, *(func.sum(each) for each in sums))
        .join(Series, Series.subject_id == Subject.id)
        .join(Rollup, Rollup.series_id == Series.id)
        .where(Series.counts_in_total, Subject.pilot_id.is_not(None))
        .group_by(*key)
        .order_by(Rollup.period, Subject.pilot_id, Series.metric_id, Series.arm)
    )


def _cells(session: Session, query: Select[*tuple[Any, ...]]) -> list[Cell]:
    return [Cell._make((*row[:3], _GRAINS[row[3]], *row[4:])) for row in session.execute(query)]
