"""What journeys through a real browser share: a cold server each, and the wait until a page is at rest."""

import re

import pytest
from playwright.sync_api import expect

from tests.apps import served
from tests.portfolio import portfolio_copy, portfolio_file

__all__ = ["portfolio_copy", "portfolio_file"]

expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong


@pytest.fixture
def cold_server(tmp_path):
    """The address of a server that nobody has visited, with a database that holds no use case."""
    with served(tmp_path / "cxdash.db") as address:
        yield address


@pytest.fixture
def idle():
    """Wait until a page's script has ended, and fail if it showed an error."""
    return wait_until_idle


def wait_until_idle(page):
    """Wait until the script of a page has ended and nothing on it says that it went wrong."""
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    expect(page.get_by_text(re.compile("because of a fault of ours"))).to_have_count(0)
