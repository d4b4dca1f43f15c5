"""Pilots with all that they are judged by, read in a few queries whatever their number."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain

from sqlalchemy.orm import Session

from cxdash.changes.effects.figures import figures_of
from cxdash.changes.effects.measured import Case, Known
from cxdash.store import metric_versions, metrics, money_policies, observations, organisation, plans, valuations
from cxdash.store.tables import Pilot


def cases_of(session: Session, live: Sequence[Pilot], others: Mapping[int, Sequence[Pilot]]) -> dict[int, Case]:
    """Return these pilots, and all that touch the same people, by id.

    Args:
        session: reads.
        live: pilots that have a go-live date.
        others: by pilot id, those that touch the same people in its window.
    """
    needed = {pilot.id: pilot for pilot in chain(live, *others.values())}
    points = observations.of_pilots(session, list(needed))
    versions, redefined = plans.versions(session, list(needed)), metric_versions.redefined(session)
    cases = {}
    for pilot in needed.values():
        used = {use.metric_id: metrics.as_metric(use.metric) for use in pilot.use_case.metrics}
        names = tuple(other.name for other in others.get(pilot.id, ()))
        figures, plan = figures_of(points[pilot.id], used), versions.get(pilot.id, ())
        cases[pilot.id] = Case(pilot, figures, plan, names, redefined)
    return cases


def known(session: Session, *, today: date) -> Known:
    """Return what holds for every pilot on a day."""
    return Known(
        today, organisation.figures(session), money_policies.current(session), valuations.by_metric_use(session)
    )
