"""Both databases that cxdash runs on, each holding its first rows: for every test as new, made once for all of them."""

import pytest

from tests import first_rows
from tests.builders import ready_database
from tests.machine import postgres


@pytest.fixture(scope="session")
def ready_sqlite_file(tmp_path_factory):
    """The file of an SQLite database with its first rows; nobody may change it."""
    file = tmp_path_factory.mktemp("first_rows") / "cxdash.db"
    first_rows.put(first_rows.made()[0], file)
    return file


@pytest.fixture(scope="session")
def sqlite_again(tmp_path_factory):
    """The database on SQLite that tests use one after the other, as a call that starts it anew, and its person."""
    content, person = first_rows.made()
    return first_rows.Again(tmp_path_factory.mktemp("ready") / "cxdash.db", content).started, person


@pytest.fixture(scope="session")
def postgres_again(postgres_server):
    """The same on PostgreSQL, where the rows are put back and the connections stay."""
    with postgres.fresh_database(postgres_server) as url:
        database, person = ready_database(url)
        postgres.keep_rows(url)

        def started():
            with database.engine.begin() as connection:
                postgres.put_rows_back(connection.connection.driver_connection)
            return database

        yield started, person
        database.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def ready(request):
    """A database with its first rows and its administrator, once on SQLite and once on PostgreSQL."""
    kind = "sqlite_again" if request.param == "sqlite" else "postgres_again"
    started, person = request.getfixturevalue(kind)
    return started(), person


@pytest.fixture
def ready_url(ready):
    """The address of the database that ``ready`` is."""
    database, _ = ready
    return database.engine.url.render_as_string(hide_password=False)
