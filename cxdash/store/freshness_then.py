"""How far the figures reached on earlier days, from the roll-ups: one seek per series and day, in one query."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from cxdash.domain.periods import Grain, Period
from cxdash.store.freshness import KEPT_AS
from cxdash.store.rollups import CODES
from cxdash.store.tables import Rollup, Series, Subject, UseCase


def newest_on(session: Session, days: Sequence[date]) -> Mapping[date, Mapping[int, date]]:
    """Return the last day with a figure, as it was on each of some days, by use case; archived ones are left out.

    A figure counts from the first day of its period on, whenever it was uploaded.
    """
    code = case({grain.value: CODES[kept] for grain, kept in KEPT_AS.items()}, value=Series.grain)
    seeks = [
        select(func.max(Rollup.period))
        .where(Rollup.series_id == Series.id, Rollup.grain == code, Rollup.period <= day.toordinal())
        .correlate(Series)
        .scalar_subquery()
        .label(f"on_{number}")
        for number, day in enumerate(days)
    ]
    query = (
        select(Subject.use_case_id, Series.grain, *seeks)
        .join(Series, Series.subject_id == Subject.id)
        .join(UseCase, UseCase.id == Subject.use_case_id)
        .where(UseCase.archived_at.is_(None), Series.counts_in_total)
    )
    found: dict[date, dict[int, date]] = {day: {} for day in days}
    for use_case_id, grain, *starts in session.execute(query):
        for day, first in zip(days, starts, strict=True):
            if first is not None:
                last = min(day, _last_day(Grain(grain), first))
                found[day][use_case_id] = max(last, found[day].get(use_case_id, last))
    return found


def _last_day(grain: Grain, starts: int) -> date:
    return Period(date.fromordinal(starts), KEPT_AS[grain]).ends_before - timedelta(days=1)
