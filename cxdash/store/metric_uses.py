"""Where metrics are used: by which use cases in which role and to what end, and in how many series of figures."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from cxdash.domain.errors import NotFoundError
from cxdash.domain.metric_versions import in_use
from cxdash.domain.metrics import MetricClass, Role
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.store import metric_versions
from cxdash.store.tables import MetricRow, Pilot, Series, UseCase, UseCaseMetric


class MetricUser(NamedTuple):
    """A use case judged by a metric."""

    metric: str
    slug: str
    title: str
    stage: str
    status: str
    role: str
    use_case_id: int


def uses_of(use_case: UseCase) -> tuple[MetricUse, ...]:
    """Return what a stored use case is judged by, in the order of the metrics' slugs."""
    return tuple(sorted((use_of(row) for row in use_case.metrics), key=lambda use: use.metric))


def use_of(row: UseCaseMetric) -> MetricUse:
    """Return one metric that a use case is judged by."""
    return MetricUse(
        metric=row.metric.slug,
        role=Role(row.role),
        target=target_of(row),
        baseline=row.baseline,
        margin=row.margin,
        unit_value=row.unit_value,
        unit_value_low=row.unit_value_low,
        unit_value_high=row.unit_value_high,
        annual_volume=row.annual_volume,
        value_source=row.value_source,
        margin_relative=row.margin_relative,
    )


def target_of(row: UseCaseMetric) -> Target | None:
    """Return a stored target as a domain value, or None where none was declared."""
    if row.target_kind is None or row.target_size is None:
        return None
    return Target(TargetKind(row.target_kind), row.target_size)


def find(session: Session, slug: str) -> MetricRow | None:
    """Return the stored metric with this slug, archived or not, or None."""
    return session.scalar(select(MetricRow).where(MetricRow.slug == slug))


def get(session: Session, slug: str) -> MetricRow:
    """Return the stored metric with this slug, archived or not; NotFoundError tells where to look."""
    found = find(session, slug)
    if found is None:
        raise NotFoundError(f"There is no metric “{slug}”. Open it from the list of metrics.")
    return found


def hold(session: Session, slugs: Iterable[str], *, to_change: bool = False) -> None:
    """Read metrics as they are now, and keep others from redefining them until this transaction ends.

    On PostgreSQL many write at once: one could give a metric another class while somebody else makes it primary.

    Args:
        session: writes.
        slugs: which metrics.
        to_change: keep others from using them meanwhile too.
    """
    query = select(MetricRow).where(MetricRow.slug.in_(sorted(slugs))).order_by(MetricRow.id)
    held = query.with_for_update(read=not to_change).execution_options(populate_existing=True)
    session.scalars(held).all()


def users(session: Session, slug: str | None = None) -> list[MetricUser]:
    """Return the use cases judged by one metric, or by any, that are not archived, by title."""
    columns = (
        *(MetricRow.slug, UseCase.slug, UseCase.title, UseCase.stage, UseCase.status, UseCaseMetric.role),
        UseCase.id,
    )
    query = (
        select(*columns)
        .select_from(UseCaseMetric)
        .join(MetricRow, MetricRow.id == UseCaseMetric.metric_id)
        .join(UseCase, UseCase.id == UseCaseMetric.use_case_id)
        .where(UseCase.archived_at.is_(None))
        .order_by(func.lower(UseCase.title))
    )
    if slug is not None:
        query = query.where(MetricRow.slug == slug)
    return [MetricUser(*row) for row in session.execute(query)]


def pilots_of(session: Session, use_case_ids: Iterable[int]) -> list[tuple[int, int, str]]:
    """Return use case, number and name of these use cases' pilots that are not archived, by name."""
    query = (
        select(Pilot.use_case_id, Pilot.id, Pilot.name)
        .where(Pilot.use_case_id.in_(list(use_case_ids)), Pilot.archived_at.is_(None))
        .order_by(Pilot.name)
    )
    return [(use_case_id, number, name) for use_case_id, number, name in session.execute(query)]


def primaries_beside(session: Session, slug: str) -> dict[str, list[str]]:
    """Return, by slug of each use case that a metric judges, the slugs of all its primary metrics."""
    this, named = aliased(UseCaseMetric), aliased(MetricRow)
    query = (
        select(UseCase.slug, MetricRow.slug)
        .join(UseCaseMetric, UseCaseMetric.use_case_id == UseCase.id)
        .join(MetricRow, MetricRow.id == UseCaseMetric.metric_id)
        .join(this, this.use_case_id == UseCase.id)
        .join(named, named.id == this.metric_id)
        .where(UseCaseMetric.role == "primary", named.slug == slug)
        .order_by(UseCase.slug, UseCaseMetric.id)
    )
    found: dict[str, list[str]] = {}
    for use_case, primary in session.execute(query):
        found.setdefault(use_case, []).append(primary)
    return found


def primaries_of(session: Session, use_case: str) -> list[str]:
    """Return the slugs of a use case's primary metrics."""
    query = (
        select(MetricRow.slug)
        .join(UseCaseMetric, UseCaseMetric.metric_id == MetricRow.id)
        .join(UseCase, UseCase.id == UseCaseMetric.use_case_id)
        .where(UseCase.slug == use_case, UseCaseMetric.role == "primary")
        .order_by(UseCaseMetric.id)
    )
    return list(session.scalars(query))


def pilots_judged_by(session: Session, slug: str) -> set[int]:
    """Return the ids of the pilots of every use case that a metric judges."""
    query = (
        select(Pilot.id)
        .join(UseCaseMetric, UseCaseMetric.use_case_id == Pilot.use_case_id)
        .join(MetricRow, MetricRow.id == UseCaseMetric.metric_id)
        .where(MetricRow.slug == slug, Pilot.archived_at.is_(None))
    )
    return set(session.scalars(query))


def locked_plans_on(session: Session, slug: str) -> list[str]:
    """Return the names of the pilots, in their order, whose locked plans hold what a metric is to do."""
    held = or_(
        UseCaseMetric.role.in_([Role.PRIMARY.value, Role.GUARDRAIL.value]),
        UseCaseMetric.target_size.is_not(None),
        UseCaseMetric.unit_value.is_not(None),
    )
    query = (
        select(Pilot.name)
        .join(UseCaseMetric, UseCaseMetric.use_case_id == Pilot.use_case_id)
        .join(MetricRow, MetricRow.id == UseCaseMetric.metric_id)
        .where(MetricRow.slug == slug, Pilot.locked_on.is_not(None), Pilot.archived_at.is_(None), held)
        .order_by(Pilot.name)
    )
    return list(session.scalars(query))


def series_counts(session: Session) -> dict[str, int]:
    """Return how many series each metric has, by slug; metrics without any are left out."""
    query = select(MetricRow.slug, func.count(Series.id)).join(Series).group_by(MetricRow.slug)
    return {row[0]: row[1] for row in session.execute(query)}


def rests_on(session: Session, slug: str) -> str:
    """Say what rests on a metric's meaning; "" where it may change without a further version."""
    row = get(session, slug)
    versions = len(metric_versions.of(session, row.id))
    if not versions and row.metric_class == MetricClass.UNCLASSIFIED.value:
        return ""  # nobody has said yet what it means
    return in_use(
        use_cases=len(users(session, slug)),
        series=series_counts(session).get(slug, 0),
        locked=len(locked_plans_on(session, slug)),
        versions=versions,
    )
