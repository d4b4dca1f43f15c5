"""Results of windows that are over, dated and kept: a later one stands beside the earlier, never in its place."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from cxdash.store import effects
from cxdash.store.plan_tables import EffectRevision
from cxdash.store.tables import Effect

_FIRST = "The window ended"


def keep(session: Session, rows: Sequence[Effect], *, today: date, because: str, import_id: int | None = None) -> None:
    """Keep every result of a complete window that reads otherwise than the newest one kept.

    What only its money rests on may change it: the checksum differs then, and nothing that is said of the effect.

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
        if _reads_otherwise(newest.get((row.pilot_id, row.metric_id)), row)
    )
    session.flush()


def _reads_otherwise(newest: tuple[dict[str, Any], int] | None, row: Effect) -> bool:
    return newest is None or _said(newest[0]) != _said(row.result["effect"])


def _said(result: dict[str, Any]) -> str:
    """Return all that a result says, as JSON writes it."""
    return json.dumps({name: said for name, said in result.items() if name != "checksum"}, sort_keys=True)


def _revision(
    row: Effect, newest: tuple[dict[str, Any], int] | None, *, today: date, because: str, import_id: int | None
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
