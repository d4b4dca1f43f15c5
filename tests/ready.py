"""Both databases that cxdash runs on, each holding its first rows: made once, copied for every test."""

import shutil

import pytest

from tests.builders import ready_database
from tests.machine import postgres


@pytest.fixture(scope="session")
def ready_sqlite_file(tmp_path_factory):
    """The file of an SQLite database with its first rows; nobody may change it."""
    file = tmp_path_factory.mktemp("ready") / "cxdash.db"
    _make(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def ready_postgres_name(postgres_server):
    """The name of a PostgreSQL database with its first rows, of which others are made."""
    with postgres.fresh_database(postgres_server) as url:
        _make(url)
        yield url.rpartition("/")[2]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def ready_url(request, tmp_path):
    """The address of a database with its first rows that only this test uses, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{shutil.copy(request.getfixturevalue('ready_sqlite_file'), tmp_path / 'cxdash.db')}"
        return
    server, template = (request.getfixturevalue(name) for name in ("postgres_server", "ready_postgres_name"))
    with postgres.fresh_database(server, template=template) as url:
        yield url


@pytest.fixture
def ready(ready_url):
    """A database with its first rows and its administrator, once on SQLite and once on PostgreSQL."""
    database, person = ready_database(ready_url)
    yield database, person
    database.dispose()


def _make(url):
    database, _ = ready_database(url)
    database.dispose()
