"""When use cases were parked, stopped, retired and taken up again, as the log tells it."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session

from cxdash.store.tables import AuditEvent, UseCase


class StatusChange(NamedTuple):
    """A use case that was taken from one status to another on a day."""

    use_case_id: int
    from_status: str
    to_status: str
    changed_on: date
    reason: str


def changes(session: Session) -> dict[int, list[StatusChange]]:
    """Return every change of status of each use case, the earliest first; those it was recorded with are none.

    The day is the one the change says it counts from, or else the day it was entered.
    """
    events = (AuditEvent.row_key, AuditEvent.before, AuditEvent.after, AuditEvent.at, AuditEvent.reason)
    query = (
        select(*events)
        .join(UseCase, cast(UseCase.id, String) == AuditEvent.row_key)
        .where(AuditEvent.row_table == "use_case", UseCase.archived_at.is_(None))
        .where(AuditEvent.before["status"].as_string().is_not(None))
        .where(AuditEvent.after["status"].as_string().is_not(None))
        .order_by(AuditEvent.id)
    )
    found: dict[int, list[StatusChange]] = {}
    for key, before, after, at, reason in session.execute(query):
        since = after.get("status_since")
        day = date.fromisoformat(since) if since else at.date()
        change = StatusChange(int(key), before["status"], after["status"], day, reason)
        found.setdefault(change.use_case_id, []).append(change)
    return found
