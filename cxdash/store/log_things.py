"""What the log's entries are about, as it is stored today: comments, and metrics of use cases."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.domain.metrics import Metric
from cxdash.store.definition_tables import Comment
from cxdash.store.metrics import as_metric
from cxdash.store.tables import UseCaseMetric


def comments(session: Session, numbers: Collection[int]) -> Mapping[int, str]:
    """Return what comments say, by number; those are left out that their authors withdrew."""
    query = select(Comment.id, Comment.text).where(Comment.id.in_(set(numbers)), Comment.withdrawn_at.is_(None))
    return {row.id: row.text for row in session.execute(query)}


def metric_uses(session: Session, numbers: Collection[int]) -> Mapping[int, tuple[Metric, str | None, bool]]:
    """Return metrics of use cases by number, each with the kind of its target and whether its margin is a share."""
    rows = session.scalars(select(UseCaseMetric).where(UseCaseMetric.id.in_(set(numbers))))
    return {row.id: (as_metric(row.metric), row.target_kind, row.margin_relative) for row in rows}
