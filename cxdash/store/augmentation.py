"""What is stored of people and machines side by side: effects on the metrics that tell it."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cxdash.store.tables import Effect, MetricRow, Module, Pilot, UseCase, UseCaseModule


class Measured(NamedTuple):
    """A pilot's stored estimate on one metric, as JSON; None where nothing could be made of its figures."""

    use_case_id: int
    pilot: str
    metric: str
    name: str
    effect: dict[str, Any] | None


def measured(session: Session, slugs: Collection[str], *, only: str | None = None) -> list[Measured]:
    """Return the effects on these metrics of every use case, or of ``only`` one by its slug; archived ones left out."""
    query = (
        select(Pilot.use_case_id, Pilot.name, MetricRow.slug, MetricRow.name, Effect.result)
        .join(Pilot, Pilot.id == Effect.pilot_id)
        .join(UseCase, UseCase.id == Pilot.use_case_id)
        .join(MetricRow, MetricRow.id == Effect.metric_id)
        .where(MetricRow.slug.in_(slugs), Pilot.archived_at.is_(None), UseCase.archived_at.is_(None))
        .order_by(Pilot.goes_live, Pilot.id, MetricRow.position)
    )
    if only is not None:
        query = query.where(UseCase.slug == only)
    return [
        Measured(number, pilot, slug, name, result.get("effect"))
        for number, pilot, slug, name, result in session.execute(query)
    ]


def modules(session: Session) -> list[tuple[str, int]]:
    """Return the names of modules with the id of each use case built from them, by name; archived ones left out."""
    query = (
        select(Module.name, UseCaseModule.use_case_id)
        .join(UseCaseModule, UseCaseModule.module_id == Module.id)
        .join(UseCase, UseCase.id == UseCaseModule.use_case_id)
        .where(Module.archived_at.is_(None), UseCase.archived_at.is_(None))
        .order_by(func.lower(Module.name), UseCase.id)
    )
    return [(name, number) for name, number in session.execute(query)]
