"""Whatever is imported and taken back in whatever order, undoing leaves what was there before, on both databases.

Compared is every table, ids included, but for what an undo is meant to leave: the log, the history of imports with
their files, what people answered about headers, and the count of a row's versions, which goes on so that no screen
mistakes the row for the one it opened. Sums by week, month and quarter are compared to nine digits, because adding and
taking away again leaves other last digits. After every step sums and effects must equal those computed anew.
"""

import contextlib
from typing import NamedTuple

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, example, given, settings
from sqlalchemy import select

from cxdash.changes import effects, tracker_import, tracker_undo
from cxdash.domain.actions import Action
from cxdash.domain.errors import UndoRefusedError
from cxdash.domain.people import Person
from cxdash.store import rollup_sums
from cxdash.store.database import Database
from cxdash.store.schema import Base
from tests import first_rows
from tests.builders import TODAY, add_use_case, ready_database
from tests.changes.files_in_sequence import FILES
from tests.machine import postgres

STAYS = frozenset({"audit_event", "tracker_import", "import_file", "remembered_mapping"})
SUMS = 1e-9
PUT_BACK = {
    table.name: select(*(column for column in table.columns if column.name != "version"))
    for table in Base.metadata.sorted_tables
    if table.name not in STAYS | {"rollup"}
}


class House(NamedTuple):
    """A database with one use case, and the person who works in it."""

    database: Database
    person: Person

    def store(self, label):
        """Import a file; return the import's number."""
        with self.database.changing(self.person, Action.TRACKER_IMPORT) as session:
            planned = tracker_import.plan(session, FILES[label])
            return tracker_import.apply(session, planned, label.encode(), today=TODAY)

    def undo(self, import_id):
        """Take an import back."""
        with self.database.changing(self.person, Action.TRACKER_UNDO) as session:
            tracker_undo.undo(session, import_id, today=TODAY)

    def content(self):
        """Every row that an undo has to put back, by table."""
        with self.database.engine.connect() as connection:
            return {name: sorted(map(repr, connection.execute(rows))) for name, rows in PUT_BACK.items()}

    def effects(self):
        """The stored effects, of which ``content`` tells too."""
        with self.database.engine.connect() as connection:
            return sorted(map(repr, connection.execute(PUT_BACK["effect"])))

    def sums(self):
        """The sums by week, month and quarter, by series, grain and period."""
        with self.database.engine.connect() as connection:
            rows = connection.execute(select(Base.metadata.tables["rollup"])).all()
        return {tuple(row[:3]): tuple(row[3:]) for row in rows}

    def must_agree(self):
        """Check that sums and effects are what they would be if computed anew."""
        with self.database.changing(self.person, Action.EFFECTS_RECOMPUTE) as session:
            assert rollup_sums.rebuild(session) == 0
            session.rollback()
        stored = self.effects()
        with self.database.changing(self.person, Action.EFFECTS_RECOMPUTE) as session:
            effects.recompute(session, today=TODAY)
        assert self.effects() == stored


def _assert_same(found, wanted):
    assert {name: rows for name, rows in found.items() if rows != wanted[name]} == {}


def _assert_same_sums(found, wanted):
    assert found.keys() == wanted.keys()
    for key, sums in found.items():
        assert sums == pytest.approx(wanted[key], rel=SUMS, abs=SUMS)


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory):
    """A database with one use case and its pilot, which starts anew for each example, and its person."""
    file = tmp_path_factory.mktemp("template") / "cxdash.db"
    person = _made(f"sqlite:///{file}")
    return first_rows.Again(file, file.read_bytes()), person


@pytest.fixture(scope="module")
def postgres_name(postgres_server):
    """The name of a PostgreSQL database with one use case and its pilot, of which others are made."""
    with postgres.fresh_database(postgres_server) as url:
        _made(url)
        yield url.rpartition("/")[2]


def _made(url):
    database, person = ready_database(url)
    add_use_case(database, person)
    database.dispose()
    return person


steps = st.lists(
    st.one_of(st.sampled_from(sorted(FILES)), st.integers(0, 6)),  # a file to import, or which import to take back
    min_size=1,
    max_size=7,
)


@example(["typing error", "typing error corrected", 0, 1])
@example(["pilots", "weeks of two pilots", 0, 1])
@example(["weeks of two pilots", "pilots", "weeks of two pilots", "pilots changed", 1, 2])
@example(["weeks", "use cases", "use cases changed"])
@example(["use cases", "use cases changed", "use cases", 0, 1])
@example(["pilots", "pilots changed", "pilots locked", "pilots", 0, 1, 2])
@given(steps)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
def test_undoing_everything_restores_an_sqlite_database(on_sqlite, sequence):
    again, person = on_sqlite
    _check(House(again.started(), person), sequence)


@pytest.mark.postgres
@example(["pilots", "weeks of two pilots", "use cases", "pilots changed", 0, 1])
@given(steps)
@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
def test_undoing_everything_restores_a_postgresql_database(postgres_server, postgres_name, sequence):
    with postgres.fresh_database(postgres_server, template=postgres_name) as url:
        house = House(*ready_database(url))
        _check(house, sequence)
        house.database.dispose()


def _check(house, sequence):
    start, no_sums = house.content(), house.sums()
    standing = []
    for step in sequence:
        if isinstance(step, str):
            _import_and_undo(house, step)
            standing.append(house.store(step))
        elif standing:
            _undo_or_refuse(house, standing, standing[step % len(standing)])
        house.must_agree()
    for import_id in reversed(standing):
        house.undo(import_id)
    _assert_same(house.content(), start)
    _assert_same_sums(house.sums(), no_sums)


def _import_and_undo(house, label):
    before, sums = house.content(), house.sums()

    house.undo(house.store(label))

    _assert_same(house.content(), before)
    _assert_same_sums(house.sums(), sums)


def _undo_or_refuse(house, standing, import_id):
    """Take back any import: where others rest on it that is refused and changes nothing; never for the newest."""
    before, sums = house.content(), house.sums()
    with contextlib.suppress(UndoRefusedError):
        house.undo(import_id)
        standing.remove(import_id)
        return
    assert import_id != standing[-1]
    _assert_same(house.content(), before)
    assert house.sums() == sums
