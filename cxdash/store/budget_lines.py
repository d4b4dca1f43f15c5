"""Budget lines as they are stored, and the unit values whose savings come out of each."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from cxdash.domain.budget_lines import BudgetLineValues
from cxdash.domain.errors import NotFoundError
from cxdash.store.money_tables import BudgetLine, Valuation
from cxdash.store.tables import MetricRow, UseCase, UseCaseMetric


class LineUser(NamedTuple):
    """A metric of a use case whose savings come out of a line."""

    line_id: int
    use_case_id: int
    use_case: str
    title: str
    metric: str


def get(session: Session, slug: str) -> BudgetLine:
    """Return the budget line with this slug, archived or not; NotFoundError where there is none."""
    found = session.scalar(select(BudgetLine).where(BudgetLine.slug == slug))
    if found is None:
        raise NotFoundError(f"There is no budget line “{slug}”. Choose one under Settings, Money.")
    return found


def values_of(row: BudgetLine) -> BudgetLineValues:
    """Return what a person may edit about a stored line."""
    return BudgetLineValues(row.name, row.annual_amount, row.owner.name if row.owner else "")


def current(session: Session) -> Sequence[BudgetLine]:
    """Return every budget line that is not archived, with its owner, by name."""
    query = select(BudgetLine).options(joinedload(BudgetLine.owner)).where(BudgetLine.archived.is_(False))
    return session.scalars(query.order_by(func.lower(BudgetLine.name), BudgetLine.id)).all()


def names(session: Session) -> dict[str, str]:
    """Return what each budget line is called, by slug, archived ones among them."""
    return dict(session.execute(select(BudgetLine.slug, BudgetLine.name)).all())


def users(session: Session, slug: str | None = None) -> list[LineUser]:
    """Return what comes out of one line, or of any, in use cases that are not archived, by title."""
    query = (
        select(BudgetLine.id, UseCase.id, UseCase.slug, UseCase.title, MetricRow.name)
        .select_from(Valuation)
        .join(UseCaseMetric, UseCaseMetric.id == Valuation.use_case_metric_id)
        .join(UseCase, UseCase.id == UseCaseMetric.use_case_id)
        .join(MetricRow, MetricRow.id == UseCaseMetric.metric_id)
        .join(BudgetLine, BudgetLine.id == Valuation.budget_line_id)
        .where(UseCase.archived_at.is_(None))
        .order_by(func.lower(UseCase.title), UseCase.id, MetricRow.name)
    )
    if slug is not None:
        query = query.where(BudgetLine.slug == slug)
    return [LineUser(*row) for row in session.execute(query)]
