"""How ready use cases are judged to be, now and earlier: the stored dimensions, and the log of their levels."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.domain.readiness import Dimension, Readiness
from cxdash.store.definition_tables import ReadinessRow
from cxdash.store.tables import AuditEvent, PersonRow

_TABLE = ReadinessRow.__tablename__


class LevelChange(NamedTuple):
    """Who judged a dimension of a use case anew, from which level to which; None where it was or is not judged."""

    use_case_id: int
    dimension: Dimension
    at: datetime
    who: str
    before: int | None
    after: int | None


def judged(session: Session, *, only: int | None = None) -> Mapping[int, Mapping[Dimension, Readiness]]:
    """Return the dimensions that somebody judged, of every use case by id or of ``only`` one, in their order."""
    query = select(ReadinessRow, PersonRow.name).outerjoin(PersonRow, PersonRow.id == ReadinessRow.person_id)
    if only is not None:
        query = query.where(ReadinessRow.use_case_id == only)
    found: dict[int, dict[Dimension, Readiness]] = defaultdict(dict)
    for row, owner in session.execute(query):
        found[row.use_case_id][Dimension(row.dimension)] = Readiness(
            row.level, row.evidence, owner or "", row.due, row.cost_to_close
        )
    return {
        use_case: {each: levels[each] for each in Dimension if each in levels} for use_case, levels in found.items()
    }


def level_changes(session: Session, *, only: int | None = None, after: date | None = None) -> Sequence[LevelChange]:
    """Return the changes of levels by the log, the newest first; of ``only`` one use case, or those after a day."""
    columns = (AuditEvent.row_key, AuditEvent.at, PersonRow.name, AuditEvent.before, AuditEvent.after)
    query = select(*columns).join(PersonRow, PersonRow.id == AuditEvent.person_id).where(AuditEvent.row_table == _TABLE)
    if only is not None:
        query = query.where(AuditEvent.row_key.startswith(f"{only}/"))
    if after is not None:
        query = query.where(AuditEvent.at > datetime.combine(after, datetime.max.time()))
    found = []
    for key, at, who, before, now in session.execute(query.order_by(AuditEvent.id.desc())):
        was, level = (None if side is None else side.get("level") for side in (before, now))
        if was != level:
            use_case, _, dimension = key.partition("/")
            found.append(LevelChange(int(use_case), Dimension(dimension), at, who, was, level))
    return found
