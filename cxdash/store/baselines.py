"""Baselines as they were measured: where each metric of a pilot stood before it went live."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.store.tables import Effect, MetricRow, Pilot, Site


class MeasuredBaseline(NamedTuple):
    """The mean of a metric over the periods before a pilot went live, in metric units; no site where none is named."""

    metric: str
    pilot: str
    site: str | None
    starts: date | None
    ends_before: date | None
    mean: float
    periods: int


def measured(session: Session, use_case_id: int) -> list[MeasuredBaseline]:
    """Return the baselines of a use case's pilots, the earliest pilot first; archived ones are left out."""
    columns = (MetricRow.slug, Pilot.name, Site.name, Pilot.baseline_starts, Pilot.goes_live, Effect.result)
    query = (
        select(*columns)
        .join(Pilot, Pilot.id == Effect.pilot_id)
        .join(MetricRow, MetricRow.id == Effect.metric_id)
        .outerjoin(Site, Site.id == Pilot.site_id)
        .where(Pilot.use_case_id == use_case_id, Pilot.archived_at.is_(None))
        .order_by(Pilot.goes_live, Pilot.id)
    )
    found = []
    for metric, pilot, site, starts, ends_before, result in session.execute(query):
        effect = result.get("effect") or {}
        mean, periods = effect.get("baseline_mean"), effect.get("n_baseline") or 0
        if mean is not None:
            found.append(MeasuredBaseline(metric, pilot, site, starts, ends_before, mean, periods))
    return found
