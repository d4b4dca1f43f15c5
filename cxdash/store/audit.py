"""The log: every row written, with its before and after, in the same transaction as the change."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, event, insert, inspect, select
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, object_session

from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.store.schema import Base
from cxdash.store.tables import UNAUDITED, UNLOGGED_COLUMNS, AuditEvent

_LOG_ENTRY = insert(AuditEvent)
_Row = dict[str, Any]


def watch(session: Session, *, person: Person, action: Action, reason: str = "") -> None:
    """Log every change of this session under the person's name; ORM bulk statements are refused."""
    session.info.update(person=person, action=action, reason=reason, import_id=None, before={})
    event.listen(session, "do_orm_execute", _refuse_bulk)


def person_of(session: Session) -> Person:
    """Return the person who makes this change; TypeError in a session that only reads."""
    person = session.info.get("person")
    if not isinstance(person, Person):
        message = "This session only reads. Open Database.changing to write."
        raise TypeError(message)
    return person


def is_import(session: Session) -> bool:
    """Say whether this session stores what a file says."""
    return session.info["import_id"] is not None


def belongs_to_import(session: Session, import_id: int, *, reason: str) -> None:
    """Mark every later log entry of this session as part of an import, so that it can be undone, and say why it is."""
    session.info.update(import_id=import_id, reason=reason)


def record(session: Session, *, table: str, key: object, after: _Row, before: _Row | None = None) -> None:
    """Write one entry by hand, for work that is stored in bulk."""
    _write(session.connection(), session, table, str(key), before, after)


def _write(
    connection: Connection, session: Session, table: str, key: str, before: _Row | None, after: _Row | None
) -> None:
    entry = {
        "person_id": person_of(session).id,
        "through_id": person_of(session).through,
        "action": str(session.info["action"]),
        "row_table": table,
        "row_key": key,
        "before": before,
        "after": after,
        "reason": session.info["reason"],
        "import_id": session.info["import_id"],
    }
    connection.execute(_LOG_ENTRY, [entry])


@event.listens_for(Base, "after_insert", propagate=True)
def _log_new(mapper: Mapper[Any], connection: Connection, row: Base) -> None:
    """Read a new row after it is written: its defaults exist only then."""
    if _audited(row):
        _write(connection, _session(row), row.__tablename__, _key(mapper, row), None, _stored(mapper, connection, row))


@event.listens_for(Base, "before_update", propagate=True)
def _remember(mapper: Mapper[Any], connection: Connection, row: Base) -> None:
    """Read what is stored before an edit: the object does not know a value it never loaded."""
    if _audited(row):
        before = _session(row).info["before"]
        before[row.__tablename__, _key(mapper, row)] = _stored(mapper, connection, row)


@event.listens_for(Base, "after_update", propagate=True)
def _log_edit(mapper: Mapper[Any], connection: Connection, row: Base) -> None:
    if not _audited(row):
        return
    session, key = _session(row), _key(mapper, row)
    old = session.info["before"].pop((row.__tablename__, key))
    new = _stored(mapper, connection, row)
    changed = [name for name, value in new.items() if old[name] != value]
    if changed:
        before, after = ({name: side[name] for name in changed} for side in (old, new))
        _write(connection, session, row.__tablename__, key, before, after)


@event.listens_for(Base, "before_delete", propagate=True)
def _log_gone(mapper: Mapper[Any], connection: Connection, row: Base) -> None:
    """Log a deleted row whole, so that it could be put back."""
    if _audited(row):
        _write(connection, _session(row), row.__tablename__, _key(mapper, row), _stored(mapper, connection, row), None)


def _refuse_bulk(state: ORMExecuteState) -> None:
    writes = state.is_insert or state.is_update or state.is_delete
    if not writes or state.bind_mapper is None:
        return
    table = state.bind_mapper.class_.__tablename__
    if table not in UNAUDITED:
        message = f"A bulk statement on {table} would not be logged. Change the rows one by one."
        raise TypeError(message)


def _audited(row: Base) -> bool:
    return row.__tablename__ not in UNAUDITED


def _session(row: Base) -> Session:
    session = object_session(row)
    if session is None:
        message = "A row is written outside a session."
        raise TypeError(message)
    person_of(session)
    return session


def _key(mapper: Mapper[Any], row: Base) -> str:
    return _text_key(mapper.primary_key_from_instance(row))


def _text_key(key: Iterable[Any]) -> str:
    return "/".join(str(part) for part in key)


def _stored(mapper: Mapper[Any], connection: Connection, row: Base) -> _Row:
    table = Base.metadata.tables[row.__tablename__]
    key = inspect(row).identity or mapper.primary_key_from_instance(row)
    same = and_(*(column == part for column, part in zip(table.primary_key.columns, key, strict=True)))
    found = connection.execute(select(table).where(same)).mappings().one()
    unlogged = UNLOGGED_COLUMNS.get(row.__tablename__, ())
    return {name: plain(value) for name, value in found.items() if name not in unlogged}


def plain(value: object) -> object:
    """Return a stored value as the log holds it: dates as text."""
    return value.isoformat() if isinstance(value, datetime | date) else value
