"""Both databases that cxdash runs on, each empty but for its first rows."""

import pytest

from tests.builders import ready_database


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def ready(request, tmp_path):
    """A database with its first rows and its administrator, once on SQLite and once on PostgreSQL."""
    url = f"sqlite:///{tmp_path}/cxdash.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")
    database, person = ready_database(url)
    yield database, person
    database.dispose()
