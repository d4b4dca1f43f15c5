"""Which pilots are judged anew, and their effects stored in place of the earlier ones."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes.effects import drift, revisions
from cxdash.changes.effects.cases import cases_of, known
from cxdash.changes.effects.judging import judged
from cxdash.changes.effects.overlaps import overlapping
from cxdash.store import audit, effects, use_cases


def recompute(
    session: Session,
    *,
    pilot_ids: Collection[int] | None = None,
    today: date,
    because: str = "Judged anew",
    import_id: int | None = None,
) -> int:
    """Estimate the effects of pilots anew and store them; return how many estimates were made.

    The result of a window that is over is also kept as a dated revision wherever it differs from the one before, and
    the proof points that rest on one of these pilots are checked against it.

    Args:
        pilot_ids: which pilots; None for all of them.
        today: the day for which effects are judged: before the window ends the answer is "too early".
        because: why, for people who see two results of one window.
        import_id: the import that changed the figures or plans, if one did.
    """
    everybody = use_cases.pilots(session)
    chosen = [pilot for pilot in everybody if pilot_ids is None or pilot.id in pilot_ids]
    others = {pilot.id: overlapping(pilot, everybody) for pilot in chosen if pilot.goes_live is not None}
    cases = cases_of(session, [each for each in chosen if each.id in others], others)
    by = known(session, today=today)
    rows = []
    for pilot_id, around in others.items():
        rows += judged(cases[pilot_id], [cases[each.id] for each in around], by)
    effects.replace(session, [pilot.id for pilot in chosen], rows)
    revisions.keep(session, rows, today=today, because=because, import_id=import_id)
    drift.look_at_all(session, chosen, cases, by)
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
