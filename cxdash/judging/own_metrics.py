"""Metrics of one's own: which of them nobody has verified yet, so that no gate rests on them."""

from sqlalchemy.orm import Session

from cxdash.store import metric_versions, metrics
from cxdash.trackers.catalogue import default_catalogue


def unproven(session: Session) -> frozenset[str]:
    """Return the slugs of metrics that were added or redefined here and that nobody has verified since."""
    redefined = metric_versions.newest(session)
    shipped = default_catalogue()
    return frozenset(
        row.slug
        for row in metrics.rows(session)
        if row.verified_on is None and (shipped.get(row.slug) is None or row.id in redefined)
    )
