"""The schema brought up to date by Alembic, which takes a while to load and so is asked only where it is behind."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from cxdash.store.steps import FOLDER

if TYPE_CHECKING:
    import sqlite3


def upgrade(connection: Connection) -> list[str]:
    """Run the steps that are missing and return their titles, the first one first.

    On SQLite foreign keys are off while tables are rebuilt and checked as a whole afterwards.
    """
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        _outside_transaction(connection, "PRAGMA foreign_keys = OFF")
    before = MigrationContext.configure(connection).get_current_revision()
    script = ScriptDirectory.from_config(config(connection))
    missing = [step.doc for step in script.iterate_revisions("head", before or "base") if step.revision != before]
    connection.rollback()
    with connection.begin():
        command.upgrade(config(connection), "head")
    if is_sqlite:
        _check_foreign_keys(connection)
        _outside_transaction(connection, "PRAGMA foreign_keys = ON")
    return missing[::-1]


def config(connection: Connection) -> Config:
    """Return what Alembic needs to know to work on a connection."""
    made = Config()
    made.set_main_option("script_location", str(Path(FOLDER).parent))
    made.attributes["connection"] = connection
    return made


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    connection.rollback()
    if broken:
        message = f"The migration left {len(broken)} rows that point at nothing, the first in table {broken[0][0]}."
        raise RuntimeError(message)


def _outside_transaction(connection: Connection, pragma: str) -> None:
    raw = cast("sqlite3.Connection", connection.connection.dbapi_connection)
    raw.execute(pragma)
