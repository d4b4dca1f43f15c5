"""The stored catalogue of metrics, as domain values."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.domain.metrics import Aggregation, Catalogue, Direction, Metric, MetricClass, Role, plain
from cxdash.store.tables import MetricRow


def catalogue(session: Session) -> Catalogue:
    """Return every metric that is not archived, in catalogue order."""
    return Catalogue(tuple(as_metric(row) for row in rows(session)))


def dictionary(session: Session) -> Catalogue:
    """Return the metrics that somebody has classified: the words a tracker is read by.

    Metrics that an upload named and nobody defined are left out, so that a file reads the same before and after it.
    """
    known = (metric for metric in catalogue(session) if metric.metric_class is not MetricClass.UNCLASSIFIED)
    return Catalogue(tuple(known))


def archived(session: Session) -> Sequence[MetricRow]:
    """Return the metrics that were taken out of every list, in catalogue order."""
    query = select(MetricRow).where(MetricRow.archived_at.is_not(None)).order_by(MetricRow.position, MetricRow.id)
    return session.scalars(query).all()


def with_archived(session: Session) -> Catalogue:
    """Return the catalogue and behind it the archived metrics, by such names as no other metric has taken since.

    What a tracker goes on counting belongs to the metric that was archived; it makes no new one every week.
    """
    current = catalogue(session)
    names = current.names()
    left = (as_metric(row) for row in archived(session) if plain(row.name) not in names)
    kept = (
        replace(metric, aliases=tuple(alias for alias in metric.aliases if plain(alias) not in names))
        for metric in left
    )
    return Catalogue((*current, *kept))


def rows(session: Session) -> Sequence[MetricRow]:
    """Return the stored metrics that are not archived, in catalogue order."""
    query = select(MetricRow).where(MetricRow.archived_at.is_(None)).order_by(MetricRow.position, MetricRow.id)
    return session.scalars(query).all()


def find(session: Session, slug: str) -> MetricRow | None:
    """Return the metric with this slug, archived or not; None where there is none."""
    return session.scalar(select(MetricRow).where(MetricRow.slug == slug))


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


def fill(row: MetricRow, metric: Metric) -> None:
    """Give a stored metric a definition; its slug and place stay."""
    row.name = metric.name.strip()
    row.unit = metric.unit.strip()
    row.direction = metric.direction.value
    row.metric_class = metric.metric_class.value
    row.subclass = metric.subclass
    row.aggregation = metric.aggregation.value
    row.formula = metric.formula
    row.numerator = metric.numerator
    row.denominator = metric.denominator
    row.roles = sorted(role.value for role in metric.roles)
    row.paired_with = metric.paired_with
    row.aliases = list(metric.aliases)
    row.notes = metric.notes


def as_row(metric: Metric, *, position: int) -> MetricRow:
    """Return a metric as a row to be stored."""
    row = MetricRow(slug=metric.slug, position=position)
    fill(row, metric)
    return row
