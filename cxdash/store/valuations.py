"""What stands behind the unit values of use cases' metrics, as it is stored."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from cxdash.domain.benefits import FinanceClass
from cxdash.domain.valuations import Line, Valued
from cxdash.store.money_tables import BudgetLine, Valuation
from cxdash.store.tables import UseCase, UseCaseMetric


def by_metric_use(session: Session) -> Mapping[int, Valued]:
    """Return what stands behind unit values, by the number of the use case's metric; one query, however many."""
    query = select(Valuation).options(
        joinedload(Valuation.owner), joinedload(Valuation.confirmed_by), joinedload(Valuation.budget_line)
    )
    return {row.use_case_metric_id: valued(row) for row in session.scalars(query)}


def by_use_case_metric(session: Session) -> Mapping[tuple[str, int], Valued]:
    """Return the same by the slug of the use case and the number of the metric."""
    query = select(UseCaseMetric.id, UseCaseMetric.metric_id, UseCase.slug).join(
        UseCase, UseCase.id == UseCaseMetric.use_case_id
    )
    found = by_metric_use(session)
    rows = session.execute(query.where(UseCaseMetric.valuation.has())) if found else ()
    return {(row.slug, row.metric_id): found[row.id] for row in rows}


def valued(row: Valuation) -> Valued:
    """Return a stored valuation as a domain value."""
    return Valued(
        finance_class=FinanceClass(row.finance_class) if row.finance_class else None,
        owner=row.owner.name if row.owner else None,
        valued_on=row.valued_on,
        budget_line=line(row.budget_line) if row.budget_line else None,
        adoption_low=row.adoption_low,
        adoption=row.adoption,
        adoption_high=row.adoption_high,
        confirmed_by=row.confirmed_by.name if row.confirmed_by else None,
        confirmed_on=row.confirmed_on,
    )


def line(row: BudgetLine) -> Line:
    """Return a stored budget line as a domain value."""
    return Line(row.slug, row.name, row.annual_amount)
