"""The database that the environment names, and what commands need to know of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cxdash.domain.errors import CxdashError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from cxdash.domain.people import Person
    from cxdash.store.database import Database


def database() -> Database:
    """Return the database of the settings, as it is."""
    from cxdash.settings import Settings
    from cxdash.store.database import Database

    return Database(Settings().database_url)


def ready() -> tuple[Database, Person]:
    """Return the database, migrated and with its first rows, and the person in whose name a command acts."""
    from cxdash.changes.setup import ensure_ready

    found = database()
    return found, ensure_ready(found)


def today(session: Session) -> date:
    """Return the day for which figures are judged: the sample's own, else the one on the wall."""
    from cxdash.store import organisation

    return organisation.as_of(session) or date.today()


def day(text: str, option: str) -> date:
    """Read a day as an option gives it; CxdashError where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CxdashError(f"“{text}” after {option} is not a day. Write it as 2026-03-31.") from None
