"""Results of windows that are over, dated and kept: a later one stands beside the earlier, never in its place."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from cxdash.store import effects
from cxdash.store.plan_tables import EffectRevision
from cxdash.store.tables import Effect

_FIRST = "The window ended"


def keep(session: Session, rows: Sequence[Effect], *, today: date, because: str, import_id: int | None = None) -> None:
    """Keep every result of a complete window that differs from the newest one kept.

    Args:
        rows: effects as they are stored now.
        today: the day the revision is dated.
        because: why a second or later result differs.
        import_id: the import that it differs by, if any; taking that back takes the result back.
    """
    closed = [row for row in rows if row.result["effect"] is not None and row.result["effect"]["window_complete"]]
    newest = effects.newest_revisions(session, {row.pilot_id for row in closed})
    session.add_all(
        _revision(row, newest.get((row.pilot_id, row.metric_id)), today=today, because=because, import_id=import_id)
        for row in closed
        if newest.get((row.pilot_id, row.metric_id), ("", 0))[0] != row.checksum
    )
    session.flush()


def _revision(
    row: Effect, newest: tuple[str, int] | None, *, today: date, because: str, import_id: int | None
) -> EffectRevision:
    return EffectRevision(
        pilot_id=row.pilot_id,
        metric_id=row.metric_id,
        number=1 if newest is None else newest[1] + 1,
        made_on=today,
        because=because if newest else _FIRST,
        import_id=import_id,
        checksum=row.checksum,
        verdict=row.verdict,
        grade=row.grade,
        result=row.result["effect"],
    )
