"""Rows put back as the log remembers them: created ones go, edited ones get back what they held."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from cxdash.domain.errors import UndoRefusedError
from cxdash.store import audit
from cxdash.store.import_tables import TrackerImport
from cxdash.store.schema import Base
from cxdash.store.tables import AuditEvent


def restore(session: Session, entry: AuditEvent) -> None:
    """Take one log entry back.

    Raises:
        UndoRefusedError: the row was edited after the entry, or other rows rest on it.
    """
    what, import_id = _name(entry), entry.import_id  # a transaction that failed answers no more questions
    try:
        _restore(session, entry)
        session.flush()
    except IntegrityError as still_used:
        raise UndoRefusedError(
            f"Import {import_id} cannot be undone: {what}, which it created, is in use by now. "
            "Undo what was added later first, or archive it instead."
        ) from still_used


def _restore(session: Session, entry: AuditEvent) -> None:
    _refuse_if_imported_since(session, entry)
    table = _mapped(entry.row_table)
    row = session.get(table, tuple(_key_part(part) for part in entry.row_key.split("/")))
    if entry.before is None:
        _must_be_as_left(row, entry)
        session.delete(row)
    elif entry.after is None:
        session.add(table(**_values(table, entry.before)))
    else:
        _must_be_as_left(row, entry)
        for name, value in _values(table, entry.before).items():
            if name != "version":  # goes on counting, so that no screen mistakes the row for the one it opened
                setattr(row, name, value)


def _refuse_if_imported_since(session: Session, entry: AuditEvent) -> None:
    """Refuse where a later import that stands changed the same fields, even where it brought the same values back."""
    query = (
        select(AuditEvent)
        .join(TrackerImport, TrackerImport.id == AuditEvent.import_id)
        .where(
            AuditEvent.row_table == entry.row_table,
            AuditEvent.row_key == entry.row_key,
            AuditEvent.id > entry.id,
            AuditEvent.import_id != entry.import_id,
            TrackerImport.undone_at.is_(None),
        )
    )
    later = {each.import_id or 0 for each in session.scalars(query) if _fields(entry) & _fields(each)}
    if later:
        named = ", ".join(str(each) for each in sorted(later))
        raise UndoRefusedError(
            f"Import {entry.import_id} cannot be undone yet: later imports changed {_name(entry)} again. "
            f"Undo these first: {named}."
        )


def _fields(entry: AuditEvent) -> set[str]:
    return {*(entry.before or {}), *(entry.after or {})} - {"version"}


def _must_be_as_left(row: Base | None, entry: AuditEvent) -> None:
    """Refuse to overwrite what somebody did to the row after the entry."""
    left = {name: value for name, value in (entry.after or {}).items() if name != "version"}
    if row is not None and all(audit.plain(getattr(row, name)) == value for name, value in left.items()):
        return
    raise UndoRefusedError(
        f"Import {entry.import_id} cannot be undone: {_name(entry)} was edited after it. Correct it by hand instead."
    )


def _name(entry: AuditEvent) -> str:
    after = entry.after or {}
    said = after.get("title") or after.get("name") or after.get("line") or entry.row_key
    return f"{entry.row_table.replace('_', ' ')} “{said}”"


def _mapped(table: str) -> type[Base]:
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__tablename__ == table)


def _values(table: type[Base], logged: Mapping[str, Any]) -> dict[str, Any]:
    """Return logged values in the types of their columns: dates were written as text."""
    types = {column.key: column.type.python_type for column in inspect(table).columns}
    return {name: _typed(types[name], value) for name, value in logged.items()}


def _typed(wanted: type, value: object) -> object:
    return wanted.fromisoformat(value) if isinstance(value, str) and issubclass(wanted, date) else value


def _key_part(part: str) -> int | str:
    return int(part) if part.isdigit() else part
