"""Stored effects: replaced as a whole for a pilot when its inputs change."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from cxdash.store.plan_tables import EffectRevision
from cxdash.store.tables import Effect, Pilot


def replace(session: Session, pilot_ids: Collection[int], rows: Iterable[Effect]) -> None:
    """Store the effects of these pilots and forget the ones they had."""
    for pilot_id in pilot_ids:
        session.execute(delete(Effect).where(Effect.pilot_id == pilot_id))
    session.add_all(rows)
    session.flush()


def waiting(session: Session) -> dict[int, date]:
    """Return the first day after the window of each pilot that was judged before its window had ended, by pilot id."""
    query = (
        select(Pilot.id, Pilot.goes_live, Pilot.window_days, Effect.as_of)
        .join(Effect, Effect.pilot_id == Pilot.id)
        .where(Pilot.archived_at.is_(None), Pilot.goes_live.is_not(None))
    )
    ends = (
        (row.id, row.goes_live + timedelta(days=row.window_days), row.as_of)
        for row in session.execute(query)
        if row.goes_live is not None
    )
    return {pilot_id: ends_before for pilot_id, ends_before, as_of in ends if as_of < ends_before}


def newest_revisions(session: Session, pilot_ids: Collection[int]) -> dict[tuple[int, int], tuple[dict[str, Any], int]]:
    """Return the newest result kept of each pilot and metric, as it is stored, and its number, by their ids."""
    query = (
        select(EffectRevision.pilot_id, EffectRevision.metric_id, EffectRevision.result, EffectRevision.number)
        .where(EffectRevision.pilot_id.in_(pilot_ids))
        .order_by(EffectRevision.number)
    )
    return {(row.pilot_id, row.metric_id): (row.result, row.number) for row in session.execute(query)}


def take_back_revisions(session: Session, import_id: int, pilot_ids: Collection[int]) -> None:
    """Forget the results that an import brought, and every result of pilots that go with it."""
    brought = or_(EffectRevision.import_id == import_id, EffectRevision.pilot_id.in_(pilot_ids))
    session.execute(delete(EffectRevision).where(brought))
