"""What tests of reports start from."""

import pytest

from tests.builders import ready_database


@pytest.fixture
def small(tmp_path):
    """A quick database; the queries run on both in the tests that ask for ``ready``."""
    database, person = ready_database(f"sqlite:///{tmp_path}/cxdash.db")
    yield database, person
    database.dispose()
