"""Dating what the log says, so that a test may look back on it."""

from sqlalchemy import update

from cxdash.store import tables


def log_says(database, moment, *, since=0):
    """Date all entries after the one with this number, and the use cases that were recorded with them, to a moment."""
    events, use_cases = tables.AuditEvent, tables.UseCase
    added = (events.id > since, events.row_table == "use_case", events.action == "use_case.create")
    with database.engine.begin() as connection:
        keys = [int(row.row_key) for row in connection.execute(events.__table__.select().where(*added))]
        connection.execute(update(events).where(events.id > since).values(at=moment))
        connection.execute(update(use_cases).where(use_cases.id.in_(keys)).values(created_at=moment))
