"""The stored catalogue of metrics, as domain values."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.domain.actions import Action
from cxdash.domain.metrics import Aggregation, Catalogue, Direction, Metric, MetricClass, Role
from cxdash.store.tables import AuditEvent, MetricRow

_MEANING = frozenset({"formula", "numerator", "denominator", "aggregation", "unit"})
"""What of a definition decides which number comes out."""


def catalogue(session: Session) -> Catalogue:
    """Return every metric that is not archived, in catalogue order."""
    return Catalogue(tuple(as_metric(row) for row in rows(session)))


def dictionary(session: Session) -> Catalogue:
    """Return the metrics that somebody has classified: the words a tracker is read by.

    Metrics that an upload named and nobody defined are left out, so that a file reads the same before and after it.
    """
    known = (metric for metric in catalogue(session) if metric.metric_class is not MetricClass.UNCLASSIFIED)
    return Catalogue(tuple(known))


def rows(session: Session) -> Sequence[MetricRow]:
    """Return the stored metrics that are not archived, in catalogue order."""
    query = select(MetricRow).where(MetricRow.archived_at.is_(None)).order_by(MetricRow.position, MetricRow.id)
    return session.scalars(query).all()


def ids(session: Session) -> dict[str, int]:
    """Return every metric's id by slug."""
    return {row.slug: row.id for row in session.execute(select(MetricRow.slug, MetricRow.id))}


def as_metric(row: MetricRow) -> Metric:
    """Return a stored metric as a domain value."""
    return Metric(
        slug=row.slug,
        name=row.name,
        unit=row.unit,
        direction=Direction(row.direction),
        metric_class=MetricClass(row.metric_class),
        aggregation=Aggregation(row.aggregation),
        formula=row.formula,
        numerator=row.numerator,
        denominator=row.denominator,
        subclass=row.subclass,
        roles=frozenset(Role(role) for role in row.roles),
        paired_with=row.paired_with,
        aliases=tuple(row.aliases),
        notes=row.notes,
    )


def as_row(metric: Metric, *, position: int) -> MetricRow:
    """Return a metric as a row to be stored."""
    return MetricRow(
        slug=metric.slug,
        name=metric.name,
        unit=metric.unit,
        direction=metric.direction.value,
        metric_class=metric.metric_class.value,
        aggregation=metric.aggregation.value,
        formula=metric.formula,
        numerator=metric.numerator,
        denominator=metric.denominator,
        subclass=metric.subclass,
        roles=sorted(role.value for role in metric.roles),
        paired_with=metric.paired_with,
        aliases=list(metric.aliases),
        notes=metric.notes,
        position=position,
    )


def redefined(session: Session) -> dict[int, tuple[date, ...]]:
    """Return the days on which what a metric counts was changed, by its id, the first one first."""
    query = (
        select(AuditEvent.row_key, AuditEvent.at, AuditEvent.before)
        .where(AuditEvent.row_table == "metric", AuditEvent.action == Action.METRIC_EDIT.value)
        .order_by(AuditEvent.id)
    )
    found: dict[int, tuple[date, ...]] = {}
    for key, at, before in session.execute(query):
        if before and _MEANING & before.keys():
            found[int(key)] = (*found.get(int(key), ()), at.date())
    return found
