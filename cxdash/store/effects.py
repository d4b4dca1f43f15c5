"""Stored effects: replaced as a whole for a pilot when its inputs change."""

from collections.abc import Collection, Iterable

from sqlalchemy import delete
from sqlalchemy.orm import Session

from cxdash.store.tables import Effect


def replace(session: Session, pilot_ids: Collection[int], rows: Iterable[Effect]) -> None:
    """Store the effects of these pilots and forget the ones they had."""
    for pilot_id in pilot_ids:
        session.execute(delete(Effect).where(Effect.pilot_id == pilot_id))
    session.add_all(rows)
    session.flush()
