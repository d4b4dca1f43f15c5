"""How far the figures reach: the newest period of every series, read from the roll-ups by one seek per series."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from cxdash.domain.periods import Grain, Period
from cxdash.store.once import once
from cxdash.store.rollups import CODES
from cxdash.store.tables import MetricRow, Rollup, Series, Subject, UseCase

KEPT_AS = {Grain.DAY: Grain.WEEK, Grain.WEEK: Grain.WEEK, Grain.MONTH: Grain.MONTH, Grain.QUARTER: Grain.QUARTER}
"""The finest sums kept of each cadence; years have none."""


class Reach(NamedTuple):
    """The last day that a series has a figure for; a daily series is known to the week."""

    use_case_id: int
    pilot_id: int | None
    metric: str
    until: date


def reaches(session: Session, *, only: int | None = None) -> list[Reach]:
    """Return how far the series that count in a total reach, of every use case or of ``only`` one, given by its id.

    Archived use cases are left out.
    """
    code = case({grain.value: CODES[kept] for grain, kept in KEPT_AS.items()}, value=Series.grain)
    newest = (
        select(func.max(Rollup.period))
        .where(Rollup.series_id == Series.id, Rollup.grain == code)
        .correlate(Series)
        .scalar_subquery()
    )
    query = (
        select(Subject.use_case_id, Subject.pilot_id, MetricRow.slug, Series.grain, newest.label("newest"))
        .join(Series, Series.subject_id == Subject.id)
        .join(MetricRow, MetricRow.id == Series.metric_id)
        .join(UseCase, UseCase.id == Subject.use_case_id)
        .where(UseCase.archived_at.is_(None), Series.counts_in_total)
    )
    if only is not None:
        query = query.where(UseCase.id == only)

    def ask() -> list[Reach]:
        return [
            Reach(row.use_case_id, row.pilot_id, row.slug, _last_day(Grain(row.grain), row.newest))
            for row in session.execute(query)
            if row.newest is not None
        ]

    return once(session, (reaches, only), ask)


def by_use_case(reached: Iterable[Reach]) -> dict[int, date]:
    """Return the newest day per use case."""
    newest: dict[int, date] = {}
    for each in reached:
        newest[each.use_case_id] = max(each.until, newest.get(each.use_case_id, each.until))
    return newest


def _last_day(grain: Grain, starts: int) -> date:
    return Period(date.fromordinal(starts), KEPT_AS[grain]).ends_before - timedelta(days=1)
