"""What tests of reports start from."""

import pytest

from cxdash.changes.setup import ensure_ready
from cxdash.store.database import Database
from tests.builders import ready_database
from tests.reports.mended_sample import mend


@pytest.fixture
def small(tmp_path):
    """A quick database; the queries run on both in the tests that ask for ``ready``."""
    database, person = ready_database(f"sqlite:///{tmp_path}/cxdash.db")
    yield database, person
    database.dispose()


@pytest.fixture
def small_after(sqlite_beginnings):
    """The same after something was done to it once for all tests, as with ``ready_after``."""
    return sqlite_beginnings.built


@pytest.fixture
def sample(portfolio_file):
    """The sample portfolio, which nobody may change."""
    database = Database(f"sqlite:///{portfolio_file}")
    yield database
    database.dispose()


@pytest.fixture
def mended(portfolio_copy):
    """A copy of it with other marks: see ``mended_sample``."""
    database = Database(f"sqlite:///{portfolio_copy}")
    mend(database, ensure_ready(database))
    yield database
    database.dispose()
