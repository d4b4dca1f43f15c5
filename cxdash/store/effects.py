"""Stored effects: replaced as a whole for a pilot when its inputs change."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

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
