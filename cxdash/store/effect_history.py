"""Every dated result of a pilot's closed window, kept when later figures or an amendment changed it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.store.plan_tables import EffectRevision


class Revision(NamedTuple):
    """One result, and why it differs from the one before; ``result`` is the effect as stored."""

    number: int
    made_on: date
    because: str
    verdict: str
    grade: str
    result: dict[str, Any]


def revisions(session: Session, pilot_id: int, metric_id: int) -> Sequence[Revision]:
    """Return the results of a pilot's metric, the first one first."""
    columns = (
        EffectRevision.number,
        EffectRevision.made_on,
        EffectRevision.because,
        EffectRevision.verdict,
        EffectRevision.grade,
        EffectRevision.result,
    )
    query = (
        select(*columns)
        .where(EffectRevision.pilot_id == pilot_id, EffectRevision.metric_id == metric_id)
        .order_by(EffectRevision.number)
    )
    return [Revision(*row) for row in session.execute(query)]
