"""What there is to choose from in the filters of pages; every query touches an index, never the observations."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cxdash.domain.periods import Grain
from cxdash.store.journey_tables import JourneyStep
from cxdash.store.rollups import CODES
from cxdash.store.tables import (
    MetricRow,
    Ownership,
    PersonRow,
    Pilot,
    Rollup,
    Series,
    Site,
    UseCase,
    UseCaseStep,
)


def quarter_days(session: Session) -> tuple[int, int] | None:
    """Return the first days, as ordinals, of the earliest and the latest quarter with figures, or None."""
    of_quarters = Rollup.grain == CODES[Grain.QUARTER]
    ends = (select(end(Rollup.period)).where(of_quarters).scalar_subquery() for end in (func.min, func.max))
    query = select(*ends)  # two seeks: one query for both ends reads the whole index
    found = session.execute(query).first()
    return None if found is None or found[0] is None else (found[0], found[1])


def sites(session: Session) -> Sequence[tuple[str, str]]:
    """Return slug and name of each site where a pilot runs, by name."""
    query = select(Site.slug, Site.name).join(Pilot, Pilot.site_id == Site.id).where(Pilot.archived_at.is_(None))
    return [(slug, name) for slug, name in session.execute(query.distinct().order_by(Site.name))]


def clients(session: Session) -> Sequence[tuple[str, str]]:
    """Return each client that a pilot serves, by name; a client is known by its name alone, so it stands for itself."""
    query = select(Pilot.client).where(Pilot.archived_at.is_(None), Pilot.client != "")
    return [(client, client) for client in session.scalars(query.distinct().order_by(Pilot.client))]


def owners(session: Session) -> Sequence[tuple[str, str]]:
    """Return slug and name of everybody who answers for a use case, by name."""
    query = (
        select(PersonRow.slug, PersonRow.name)
        .join(Ownership, Ownership.person_id == PersonRow.id)
        .join(UseCase, UseCase.id == Ownership.use_case_id)
        .where(UseCase.archived_at.is_(None))
    )
    return [(slug, name) for slug, name in session.execute(query.distinct().order_by(PersonRow.name))]


def metrics(session: Session) -> Sequence[tuple[str, str]]:
    """Return slug and name of each metric that has figures and is not archived, in catalogue order."""
    with_figures = select(Series.metric_id)
    query = (
        select(MetricRow.slug, MetricRow.name)
        .where(MetricRow.id.in_(with_figures), MetricRow.archived_at.is_(None))
        .order_by(MetricRow.position, MetricRow.id)
    )
    return [(slug, name) for slug, name in session.execute(query)]


def steps(session: Session) -> Sequence[tuple[str, str]]:
    """Return slug and name of each journey step that a use case serves, in the journey's order."""
    served = select(UseCaseStep.step_id)
    query = select(JourneyStep.slug, JourneyStep.name).where(JourneyStep.id.in_(served)).order_by(JourneyStep.position)
    return [(slug, name) for slug, name in session.execute(query)]
