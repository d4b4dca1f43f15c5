"""What journeys through a real browser share: a cold server, waiting until a page is at rest, acting as another."""

import re
import time

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


def read_until(page, read, holds, *, seconds=30):
    """Read something of a page, such as a place on the screen, until it is as it shall be; return what was read last.

    For what ``expect`` cannot wait for. Who asks asserts what was read last, which then says what is wrong with it.
    """
    give_up = time.monotonic() + seconds
    while not holds(said := read()) and time.monotonic() < give_up:
        page.wait_for_timeout(50)
    return said


@pytest.fixture
def act_as():
    """Choose in the sidebar in whose name everything is done from now on: ``act_as(page, "Omar")``."""
    return choose_to_act_as


def choose_to_act_as(page, name):
    """Choose a person, and leave the list only once the page says so: who leaves it earlier may lose the choice."""
    wait_until_idle(page)
    page.get_by_test_id("stSidebar").get_by_text("You are:").click()
    box = page.get_by_role("combobox", name="Act as")
    expect(box).to_be_visible()
    wait_until_idle(page)
    box.click()
    box.fill(name)
    page.get_by_role("option", name=re.compile(rf"^{re.escape(name)} \(")).click()
    expect(page.get_by_test_id("stMain").get_by_text(re.compile(f"You act as {re.escape(name)}"))).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    wait_until_idle(page)
