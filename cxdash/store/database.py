"""One database, two doors: ``reading`` and ``changing`` are the only transactions there are."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, Engine, create_engine, event, func, insert, make_url, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import ConnectionPoolEntry

from cxdash.domain.actions import Action
from cxdash.domain.errors import RuleError
from cxdash.domain.people import Person, Role
from cxdash.store import audit, decided, once, steps
from cxdash.store.tables import AuditEvent, PersonRow, UseCase

if TYPE_CHECKING:
    import sqlite3

OUT_OF_REACH = (OperationalError, NoConnectionError)
"""What is raised while the database is away or overrun; whether a change was stored is then not known."""
_NEWEST = select(func.max(AuditEvent.id))
_ONE_AFTER_THE_OTHER = frozenset(
    {Action.TRACKER_IMPORT, Action.TRACKER_UNDO, Action.EFFECTS_RECOMPUTE, Action.QUARTER_CLOSE}
)
_TURN = 0x637864
"""The number of PostgreSQL's lock that those who take turns hold until they are done."""
_MADE_TWICE = "23505"  # PostgreSQL's code for a key that exists already: two people made the same thing at once
_AT_THIS_MOMENT = "Somebody else saved the same thing at this moment. Nothing was stored; open it again."
_READERS_AT_ONCE = 3
"""SQLite's readers in one process fight over the interpreter lock; a few at a time finish sooner than many."""


class Database:
    """A migrated database, on SQLite or PostgreSQL.

    ``commits`` grows after every change made through this object, so that whoever remembers a revision knows when to
    ask again.
    """

    def __init__(self, url: str) -> None:
        """Connect to ``sqlite:///file`` or ``postgresql://…``; nothing is opened before the first use."""
        address = make_url(url)
        if address.drivername in {"postgresql", "postgres"}:
            address = address.set(drivername="postgresql+psycopg")
        self.engine: Engine = create_engine(address, pool_pre_ping=address.drivername.startswith("postgresql"))
        self.commits = 0
        self._is_sqlite = self.engine.dialect.name == "sqlite"
        self._write_lock: AbstractContextManager[Any] = threading.Lock() if self._is_sqlite else nullcontext()
        self._read_gate: AbstractContextManager[Any] = (
            threading.BoundedSemaphore(_READERS_AT_ONCE) if self._is_sqlite else nullcontext()
        )
        if self._is_sqlite:
            if address.database and address.database != ":memory:":
                Path(address.database).parent.mkdir(parents=True, exist_ok=True)
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that only reads; do not nest. What ``once`` is asked in it is kept until its end."""
        with self._read_gate, Session(self.engine, autoflush=False, info=once.reads_only()) as session:
            yield session
            session.rollback()

    @contextmanager
    def changing(self, person: Person, action: Action, *, reason: str = "") -> Iterator[Session]:
        """Open the one transaction of a person's gesture; it commits at the end or leaves nothing behind.

        Every row flushed is logged in the same transaction. The writer's lock is taken at the start, so a reader never
        has to become a writer half-way. On PostgreSQL many write at once; but imports, which compare a file with all
        that is stored, and the closing of a quarter, which freezes it, take turns.

        Raises:
            NotAllowedError: none of the person's roles permits the action.
            RuleError: somebody else changed a row between our reading and writing it.
        """
        person.must_be_allowed(action)
        writer = self.engine.execution_options(immediate=True)
        with self._write_lock, Session(writer) as session:
            audit.watch(session, person=person, action=action, reason=reason)
            decided.watch(session)
            try:
                if action in _ONE_AFTER_THE_OTHER and not self._is_sqlite:
                    session.execute(select(func.pg_advisory_xact_lock(_TURN)))
                yield session
                session.commit()
                self.commits += 1
            except StaleDataError as stale:
                raise RuleError(_AT_THIS_MOMENT) from stale
            except IntegrityError as clash:
                if getattr(clash.orig, "sqlstate", None) != _MADE_TWICE:
                    raise
                raise RuleError(_AT_THIS_MOMENT) from clash

    def add_first_person(self, slug: str, name: str, roles: frozenset[Role]) -> Person:
        """Store the first person of a new database, under whose name everything else is logged, and return them."""
        row = {"slug": slug, "name": name, "roles": sorted(role.value for role in roles), "version": 1}
        with self._write_lock, self.engine.execution_options(immediate=True).begin() as connection:
            known = connection.scalar(select(PersonRow.id).where(PersonRow.slug == slug))
            if known is None:
                known = connection.scalar(insert(PersonRow).values(row).returning(PersonRow.id))
        return Person(cast("int", known), name, roles)

    def revision(self) -> int:
        """Return the number of the newest log entry, 0 in an empty database; it grows with every change."""
        with self._read_gate, self.engine.connect() as connection:
            return connection.scalar(_NEWEST) or 0

    def is_empty(self) -> bool:
        """Say whether nobody has brought in a use case yet, archived ones included."""
        with self.reading() as session:
            return session.scalar(select(UseCase.id).limit(1)) is None

    def migrate(self) -> list[str]:
        """Bring the schema up to date and return the titles of the steps taken; none when it already was.

        Raises:
            RuleError: a newer version of the product has taken it further than this one knows.
        """
        with self._write_lock, self.engine.connect() as connection:
            stands, newest = steps.reached(connection), steps.newest()
            connection.rollback()
            if stands == newest:
                return []
            if stands is not None and stands not in steps.known():
                raise RuleError(
                    f"This database was brought up to date by a newer version of cxdash: it stands at step {stands}, "
                    f"and this version knows steps up to {newest}. Start the newer version, or name another database."
                )
            from cxdash.store import migrating  # noqa: PLC0415 loaded only where it is needed

            return migrating.upgrade(connection)

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def _prepare_sqlite(raw: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    sqlite = cast("sqlite3.Connection", raw)
    sqlite.isolation_level = None  # we say BEGIN ourselves, immediate for writers
    sqlite.create_function("lower", 1, _lower, deterministic=True)
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "busy_timeout = 15000"):
        sqlite.execute(f"PRAGMA {pragma}")


def _lower(text: str | None) -> str | None:
    """Do for every letter what SQLite's own function does for A to Z alone: to it, Ö and ö are different names."""
    return None if text is None else text.lower()


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
