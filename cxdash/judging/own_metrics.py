"""Metrics of one's own: which of them nobody has verified yet, so that no gate rests on them."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from cxdash.store import metric_versions, metrics
from cxdash.store.tables import MetricRow
from cxdash.trackers.catalogue import default_catalogue


def unproven(session: Session) -> frozenset[str]:
    """Return the slugs of metrics that were added or redefined here and that nobody has verified since."""
    return frozenset(row.slug for row in _own(session) if row.verified_on is None)


def unproven_on(session: Session, days: Sequence[date]) -> Mapping[date, frozenset[str]]:
    """Return by day the slugs of those that nobody had verified by its end, of what is added or redefined today."""
    own = _own(session)
    return {day: frozenset(row.slug for row in own if row.verified_on is None or row.verified_on > day) for day in days}


def _own(session: Session) -> Sequence[MetricRow]:
    redefined = metric_versions.newest(session)
    shipped = default_catalogue()
    return [row for row in metrics.rows(session) if shipped.get(row.slug) is None or row.id in redefined]
