"""Which pilots are judged anew, and their effects stored in place of the earlier ones."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import chain

from sqlalchemy.orm import Session

from cxdash.changes.effects import revisions
from cxdash.changes.effects.figures import figures_of
from cxdash.changes.effects.judging import judged
from cxdash.changes.effects.measured import Case, Known
from cxdash.changes.effects.overlaps import overlapping
from cxdash.store import audit, effects, metric_versions, metrics, observations, organisation, plans, use_cases
from cxdash.store.tables import Pilot


def recompute(
    session: Session,
    *,
    pilot_ids: Collection[int] | None = None,
    today: date,
    because: str = "Judged anew",
    import_id: int | None = None,
) -> int:
    """Estimate the effects of pilots anew and store them; return how many estimates were made.

    The result of a window that is over is also kept as a dated revision wherever it differs from the one before.

    Args:
        pilot_ids: which pilots; None for all of them.
        today: the day for which effects are judged: before the window ends the answer is "too early".
        because: why, for people who see two results of one window.
        import_id: the import that changed the figures or plans, if one did.
    """
    everybody = use_cases.pilots(session)
    chosen = [pilot for pilot in everybody if pilot_ids is None or pilot.id in pilot_ids]
    others = {pilot.id: overlapping(pilot, everybody) for pilot in chosen if pilot.goes_live is not None}
    cases = _cases(session, [each for each in chosen if each.id in others], others)
    known = Known(today, organisation.figures(session))
    rows = []
    for pilot_id, around in others.items():
        rows += judged(cases[pilot_id], [cases[each.id] for each in around], known)
    effects.replace(session, [pilot.id for pilot in chosen], rows)
    revisions.keep(session, rows, today=today, because=because, import_id=import_id)
    if pilot_ids is None:
        audit.record(session, table="effect", key="all", after={"estimates": len(rows), "as_of": today.isoformat()})
    return len(rows)


def recompute_ended(session: Session, *, today: date) -> int:
    """Estimate anew the pilots whose window ended after they were last judged; return how many there were."""
    ended = {pilot_id for pilot_id, ends_before in effects.waiting(session).items() if ends_before <= today}
    if ended:
        recompute(session, pilot_ids=ended, today=today)
        audit.record(session, table="effect", key="ended", after={"pilots": sorted(ended), "as_of": today.isoformat()})
    return len(ended)


def _cases(session: Session, live: Sequence[Pilot], others: Mapping[int, Sequence[Pilot]]) -> dict[int, Case]:
    """Return these pilots and all that touch the same people with what they are judged by, in a few queries."""
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
