"""Transactions, the log and the migrations, on both databases."""

import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, select, text, update

from cxdash.changes.setup import ensure_ready
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, RuleError
from cxdash.domain.people import Person, Role
from cxdash.store import migrating, steps
from cxdash.store.database import Database
from cxdash.store.schema import Base
from cxdash.store.tables import AuditEvent, Ownership, UseCase
from tests.builders import add_use_case, ready_database


def _entries(database, table):
    with database.reading() as session:
        query = select(AuditEvent).where(AuditEvent.row_table == table).order_by(AuditEvent.id)
        return [(entry.action, entry.before, entry.after) for entry in session.scalars(query)]


def test_a_new_row_is_logged_with_its_defaults(ready):
    database, person = ready

    with database.changing(person, Action.USE_CASE_CREATE) as session:
        session.add(UseCase(slug="faster", title="Faster answers"))

    ((action, before, after),) = _entries(database, "use_case")
    assert (action, before) == ("use_case.create", None)
    assert (after["title"], after["stage"], after["version"]) == ("Faster answers", "idea", 1)


def test_an_edit_is_logged_with_the_stored_value_before_it(ready):
    database, person = ready
    add_use_case(database, person)

    with database.changing(person, Action.USE_CASE_EDIT) as session:
        use_case = session.scalars(select(UseCase)).one()
        use_case.title = "Fewer missed appointments"

    action, before, after = _entries(database, "use_case")[-1]
    assert action == "use_case.edit"
    assert before["title"] == "Fewer no-shows"
    assert after["title"] == "Fewer missed appointments"
    assert "stage" not in before


def test_a_row_that_goes_with_its_owner_is_logged_whole(ready):
    database, person = ready
    slug = add_use_case(database, person, owners={})
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        use_case = session.scalars(select(UseCase).where(UseCase.slug == slug)).one()
        use_case.owners.append(Ownership(function="technology", person_id=person.id))

    with database.changing(person, Action.USE_CASE_EDIT) as session:
        use_case = session.scalars(select(UseCase).where(UseCase.slug == slug)).one()
        use_case.owners.clear()

    _, before, after = _entries(database, "ownership")[-1]
    assert (before["function"], before["person_id"], after) == ("technology", person.id, None)


def test_a_failed_change_leaves_neither_rows_nor_log(ready):
    database, person = ready
    revision = database.revision()

    with pytest.raises(ZeroDivisionError), database.changing(person, Action.USE_CASE_CREATE) as session:
        session.add(UseCase(slug="faster", title="Faster answers"))
        session.flush()
        _ = 1 / 0

    assert database.is_empty()
    assert database.revision() == revision


def test_a_role_that_may_not_is_told_who_may(ready):
    database, _ = ready
    viewer = Person(1, "Vera", frozenset({Role.VIEWER}))

    with (
        pytest.raises(NotAllowedError, match=r"Vera may not import a tracker.*program manager"),
        database.changing(viewer, Action.TRACKER_IMPORT),
    ):
        pass


def test_the_second_of_two_editors_of_one_row_is_refused(ready):
    database, person = ready
    slug = add_use_case(database, person)
    query = select(UseCase).where(UseCase.slug == slug)

    saved_elsewhere = update(UseCase.__table__).values(version=UseCase.__table__.c.version + 1)

    with (
        pytest.raises(RuleError, match="saved the same thing"),
        database.changing(person, Action.USE_CASE_EDIT) as session,
    ):
        mine = session.scalars(query).one()
        session.connection().execute(saved_elsewhere)
        mine.title = "Mine"

    with database.reading() as session:
        assert session.scalars(query).one().title == "Fewer no-shows"


def test_bulk_statements_that_would_skip_the_log_are_refused(ready):
    database, person = ready
    add_use_case(database, person)

    with (
        pytest.raises(TypeError, match="would not be logged"),
        database.changing(person, Action.USE_CASE_EDIT) as session,
    ):
        session.execute(update(UseCase).values(title="All the same"))


def test_a_session_that_only_reads_cannot_write(ready):
    database, _ = ready

    with pytest.raises(TypeError, match="only reads"), database.reading() as session:
        session.add(UseCase(slug="faster", title="Faster answers"))
        session.flush()


def test_the_revision_grows_with_every_change(ready):
    database, person = ready
    before = database.revision()

    add_use_case(database, person)

    assert database.revision() > before


def test_twenty_editors_at_once_all_get_their_turn(ready):
    database, person = ready
    failures = []

    def add(number):
        try:
            with database.changing(person, Action.USE_CASE_CREATE) as session:
                session.add(UseCase(slug=f"use-case-{number}", title=f"Use case {number}"))
        except Exception as error:  # noqa: BLE001 whatever stopped the thread is the test's answer
            failures.append(error)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.reading() as session:
        assert len(session.scalars(select(UseCase.id)).all()) == 20
    assert failures == []


def test_migrating_twice_changes_nothing(ready):
    database, person = ready

    assert database.migrate() == []
    assert ensure_ready(database) == person


def test_the_newest_step_is_told_as_alembic_tells_it(ready):
    database, _ = ready

    with database.engine.connect() as connection:
        head = ScriptDirectory.from_config(migrating.config(connection)).get_current_head()
        assert steps.newest() == head == steps.reached(connection)


def test_a_database_of_a_newer_version_is_left_alone_with_a_sentence(ready):
    database, _ = ready
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9000'"))

    with pytest.raises(RuleError, match="newer version of cxdash: it stands at step 9000"):
        database.migrate()


def test_a_new_database_stands_at_no_step(tmp_path):
    with Database(f"sqlite:///{tmp_path}/new.db").engine.connect() as connection:
        assert steps.reached(connection) is None


def test_models_and_migrations_agree(ready):
    database, _ = ready

    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_migrating_keeps_the_rows_of_a_database_in_use(ready):
    database, person = ready
    add_use_case(database, person)

    database.migrate()

    with database.reading() as session:
        assert session.scalars(select(UseCase.title)).all() == ["Fewer no-shows"]


def test_sqlite_guards_references_and_lets_readers_read_beside_a_writer(tmp_path):
    database, _ = ready_database(f"sqlite:///{tmp_path}/cxdash.db")

    with database.engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        with pytest.raises(Exception, match="FOREIGN KEY"):
            connection.execute(insert(Ownership.__table__).values(use_case_id=9, function="sponsor", person_id=9))
