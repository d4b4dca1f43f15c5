"""What is defined around every use case, each noun in one query: modules, declared targets, readiness, comments."""

from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cxdash.domain.metrics import Role
from cxdash.store.definition_tables import Comment, ReadinessRow
from cxdash.store.tables import MetricRow, Module, UseCaseMetric, UseCaseModule


class Declared(NamedTuple):
    """What a use case declares of a primary metric, in metric units; None where nothing is said."""

    use_case_id: int
    metric: str
    target_kind: str | None
    target_size: float | None
    baseline: float | None
    unit_value: float | None
    annual_volume: float | None


def modules(session: Session) -> dict[int, list[str]]:
    """Return the names of each use case's modules, in alphabetical order."""
    query = select(UseCaseModule.use_case_id, Module.name).join(Module).order_by(Module.name)
    found: dict[int, list[str]] = defaultdict(list)
    for use_case_id, name in session.execute(query):
        found[use_case_id].append(name)
    return found


def primaries(session: Session) -> dict[int, list[Declared]]:
    """Return what each use case declares of its primary metrics, in the order they were named."""
    columns = (
        UseCaseMetric.use_case_id,
        MetricRow.slug,
        UseCaseMetric.target_kind,
        UseCaseMetric.target_size,
        UseCaseMetric.baseline,
        UseCaseMetric.unit_value,
        UseCaseMetric.annual_volume,
    )
    query = select(*columns).join(MetricRow).where(UseCaseMetric.role == Role.PRIMARY.value).order_by(UseCaseMetric.id)
    found: dict[int, list[Declared]] = defaultdict(list)
    for row in session.execute(query):
        found[row[0]].append(Declared._make(row))
    return found


def readiness(session: Session) -> dict[int, dict[str, int]]:
    """Return the level of each dimension that somebody has judged, by use case."""
    query = select(ReadinessRow.use_case_id, ReadinessRow.dimension, ReadinessRow.level)
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for use_case_id, dimension, level in session.execute(query):
        found[use_case_id][dimension] = level
    return found


def comments(session: Session) -> dict[int, int]:
    """Return how many comments each use case has, without those that were withdrawn."""
    current = Comment.withdrawn_at.is_(None)
    query = select(Comment.use_case_id, func.count()).where(current).group_by(Comment.use_case_id)
    return {row[0]: row[1] for row in session.execute(query)}
