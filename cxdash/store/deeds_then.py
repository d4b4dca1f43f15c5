"""What people had done on use cases by earlier days, and since when they answered then, from the log."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from cxdash.store.deeds import TOLD_BY, use_case_finder
from cxdash.store.tables import AuditEvent, Ownership


def last_deeds(
    session: Session, days: Sequence[date], people: Collection[int]
) -> Mapping[date, Mapping[tuple[int, int], date]]:
    """Return by day when each of these people had last done something about each use case, by use case and person."""
    query = (
        select(AuditEvent.person_id, AuditEvent.row_table, AuditEvent.row_key, *_last_by(days))
        .where(AuditEvent.person_id.in_(people), AuditEvent.row_table.in_(TOLD_BY))
        .group_by(AuditEvent.person_id, AuditEvent.row_table, AuditEvent.row_key)
    )
    use_case_of = use_case_finder(session)
    found: dict[date, dict[tuple[int, int], date]] = {day: {} for day in days}
    for person_id, table, key, *lasts in session.execute(query):
        use_case_id = use_case_of(table, key)
        if use_case_id is None:
            continue
        for day, at in zip(days, lasts, strict=True):
            if at is not None:
                pair = (use_case_id, person_id)
                found[day][pair] = max(at.date(), found[day].get(pair, at.date()))
    return found


def named_since(session: Session, days: Sequence[date]) -> Mapping[date, Mapping[tuple[int, str, int], date]]:
    """Return by day when each owner had been named last by then, by use case, function and person."""
    person = AuditEvent.after["person_id"].as_integer()
    query = (
        select(AuditEvent.row_key, person, *_last_by(days))
        .where(AuditEvent.row_table == Ownership.__tablename__, person.is_not(None))
        .group_by(AuditEvent.row_key, person)
    )
    found: dict[date, dict[tuple[int, str, int], date]] = {day: {} for day in days}
    for key, person_id, *lasts in session.execute(query):
        use_case_id, _, function = key.partition("/")
        for day, at in zip(days, lasts, strict=True):
            if at is not None:
                found[day][int(use_case_id), function, person_id] = at.date()
    return found


def _last_by(days: Sequence[date]) -> list[ColumnElement[Any]]:
    """Ask for the last moment up to the end of each day; nothing where there was none."""
    return [
        func.max(case((AuditEvent.at <= datetime.combine(day, time.max), AuditEvent.at))).label(f"by_{number}")
        for number, day in enumerate(days)
    ]
