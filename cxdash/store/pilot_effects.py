"""Pilots with what is stored about their effects: the primary metrics, the guardrails' lights and the alarms."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, TypeVarTuple

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from cxdash.domain.metrics import Role
from cxdash.store.tables import Effect, MetricRow, Ownership, Pilot, UseCase, UseCaseMetric

_Row = TypeVarTuple("_Row")


class PilotEffect(NamedTuple):
    """A pilot with one primary metric of its use case and the stored effect; None where there is none."""

    pilot: Pilot
    use: UseCaseMetric | None
    effect: Effect | None


class Light(NamedTuple):
    """One guardrail of a pilot: the metric's name and the stored judgement."""

    pilot_id: int
    metric: str
    result: dict[str, Any]


def primaries(session: Session, slugs: Collection[str] | None = None) -> Sequence[PilotEffect]:
    """Return pilots by name, once for each primary metric of their use case; archived ones are left out.

    Args:
        slugs: which pilots; None for all.
    """
    query = (
        select(Pilot, UseCaseMetric, Effect)
        .join(Pilot.use_case)
        .outerjoin(
            UseCaseMetric,
            and_(UseCaseMetric.use_case_id == UseCase.id, UseCaseMetric.role == Role.PRIMARY.value),
        )
        .outerjoin(Effect, and_(Effect.pilot_id == Pilot.id, Effect.metric_id == UseCaseMetric.metric_id))
        .where(Pilot.archived_at.is_(None), UseCase.archived_at.is_(None))
        .options(
            contains_eager(Pilot.use_case).selectinload(UseCase.owners).joinedload(Ownership.person),
            selectinload(Pilot.site),
            joinedload(UseCaseMetric.metric),
        )
        .order_by(Pilot.name, UseCaseMetric.id)
    )
    if slugs is not None:
        query = query.where(Pilot.slug.in_(slugs))
    return [PilotEffect(*row) for row in session.execute(query)]


def guardrails(session: Session, slugs: Collection[str] | None = None) -> Sequence[Light]:
    """Return the judgement of every guardrail of these pilots (None: of all) that has one, in catalogue order."""
    query = (
        select(Effect.pilot_id, MetricRow.name, Effect.result)
        .join(MetricRow, MetricRow.id == Effect.metric_id)
        .where(Effect.role == Role.GUARDRAIL.value)
        .order_by(Effect.pilot_id, MetricRow.position, MetricRow.id)
    )
    query = _of_pilots_shown(query, slugs)
    return [
        Light(pilot_id, name, found["guardrail"])
        for pilot_id, name, found in session.execute(query)
        if found["guardrail"] is not None
    ]


def alarms(session: Session, slugs: Collection[str] | None = None) -> dict[int, tuple[str, ...]]:
    """Return the alarms of each of these pilots (None: of all) that has any: the banner, then its reasons."""
    query = select(Effect.pilot_id, Effect.alarms).order_by(Effect.pilot_id, Effect.metric_id)
    query = _of_pilots_shown(query, slugs)
    found: dict[int, tuple[str, ...]] = {}
    for pilot_id, sentences in session.execute(query):
        if sentences:
            found[pilot_id] = (*found.get(pilot_id, ()), *sentences)
    return found


def _of_pilots_shown(query: Select[*_Row], slugs: Collection[str] | None) -> Select[*_Row]:
    """Narrow a query of effects to pilots that are not archived, nor their use cases, and to these slugs if any."""
    shown = (
        query.join(Pilot, Pilot.id == Effect.pilot_id)
        .join(UseCase, UseCase.id == Pilot.use_case_id)
        .where(Pilot.archived_at.is_(None), UseCase.archived_at.is_(None))
    )
    return shown if slugs is None else shown.where(Pilot.slug.in_(slugs))
