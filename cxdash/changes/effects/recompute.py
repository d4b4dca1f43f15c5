"""Which pilots are judged anew, and their effects stored in place of the earlier ones."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes.effects.figures import figures_of
from cxdash.changes.effects.judging import Circumstances, judged
from cxdash.changes.effects.overlaps import overlapping
from cxdash.store import audit, effects, metrics, observations, organisation, use_cases


def recompute(session: Session, *, pilot_ids: Collection[int] | None = None, today: date) -> int:
    """Estimate the effects of pilots anew and store them; return how many estimates were made.

    Args:
        pilot_ids: which pilots; None for all of them.
        today: the day for which effects are judged: before the window ends the answer is "too early".
    """
    everybody = use_cases.pilots(session)
    chosen = [pilot for pilot in everybody if pilot_ids is None or pilot.id in pilot_ids]
    live = [pilot for pilot in chosen if pilot.goes_live is not None]
    points = observations.of_pilots(session, [pilot.id for pilot in live])
    written = organisation.figures(session)
    rows = []
    for pilot in live:
        used = {use.metric_id: metrics.as_metric(use.metric) for use in pilot.use_case.metrics}
        others = overlapping(pilot, everybody)
        known = Circumstances(today, written, tuple(other.name for other in others))
        rows += judged(pilot, figures_of(points[pilot.id], used), known)
    effects.replace(session, [pilot.id for pilot in chosen], rows)
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
