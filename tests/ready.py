"""Both databases that cxdash runs on, each holding its first rows: for every test as new, made once for all of them."""

import pytest

from tests import first_rows
from tests.builders import ready_database
from tests.machine import postgres


class PostgresAgain:
    """What ``first_rows.Again`` is on SQLite: here the rows are put back and the connections stay."""

    def __init__(self, url, database):
        """Take the address of a database with its first rows, and the database."""
        self._url, self.database = url, database
        self._kept = 0
        self._first = self.keep()

    def started(self, kept=None):
        """Return the database as at the start, or as it was when it was kept."""
        with self.database.engine.begin() as connection:
            postgres.put_rows_back(connection.connection.driver_connection, kept or self._first)
        return self.database

    def keep(self):
        """Return the name of what the database holds now, to start from."""
        self._kept += 1
        name = f"kept_{self._kept}"
        postgres.keep_rows(self._url, name)
        return name


class Beginnings:
    """A database to begin tests with: its first rows, or what was built on them once."""

    def __init__(self, again, person):
        """Take the database that can be started again, and its administrator."""
        self._again, self._person = again, person
        self._built = {}

    @property
    def address(self):
        """The address of the database, whatever it holds."""
        return self._again.database.engine.url.render_as_string(hide_password=False)

    def first(self):
        """Return the database with its first rows, and its administrator."""
        return self._again.started(), self._person

    def built(self, build):
        """Return the database as ``build(database, person)`` left it, and what that returned."""
        if build not in self._built:
            said = build(*self.first())
            self._built[build] = said, self._again.keep()
        said, kept = self._built[build]
        return self._again.started(kept), said


@pytest.fixture(scope="session")
def ready_sqlite_file(tmp_path_factory):
    """The file of an SQLite database with its first rows; nobody may change it."""
    file = tmp_path_factory.mktemp("first_rows") / "cxdash.db"
    first_rows.put(first_rows.made()[0], file)
    return file


@pytest.fixture(scope="session")
def sqlite_beginnings(tmp_path_factory):
    """The database on SQLite that tests use one after the other."""
    content, person = first_rows.made()
    return Beginnings(first_rows.Again(tmp_path_factory.mktemp("ready") / "cxdash.db", content), person)


@pytest.fixture(scope="session")
def postgres_beginnings(postgres_server):
    """The same on PostgreSQL."""
    with postgres.fresh_database(postgres_server) as url:
        database, person = ready_database(url)
        yield Beginnings(PostgresAgain(url, database), person)
        database.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def beginnings(request):
    """What a test on both databases begins with, once on SQLite and once on PostgreSQL."""
    return request.getfixturevalue("sqlite_beginnings" if request.param == "sqlite" else "postgres_beginnings")


@pytest.fixture
def ready(beginnings):
    """A database with its first rows and its administrator, once on SQLite and once on PostgreSQL."""
    return beginnings.first()


@pytest.fixture
def ready_after(beginnings, request):
    """The same after something was done to it, which is done once for all tests: ``ready_after(build)``.

    ``build`` is a function of a module that takes the database and its administrator and returns what nobody changes.
    """
    assert "ready" not in request.fixturenames, "Both start the one database: what the first began, the second undoes."
    return beginnings.built


@pytest.fixture
def ready_url(beginnings):
    """The address of the database that ``ready`` or ``ready_after`` begins with."""
    return beginnings.address
