"""While one person's file keeps its reader busy to the last second, the server answers everybody else."""

import re

import pytest
from playwright.sync_api import expect

from tests.apps import served
from tests.trackers.hostile.texts import slow_to_understand

READ_SECONDS = 15


@pytest.fixture
def server(portfolio_copy, monkeypatch):
    """The address of a server with the sample portfolio that reads a file for some seconds at most."""
    monkeypatch.setenv("CXDASH_READ_SECONDS", str(READ_SECONDS))
    with served(portfolio_copy) as address:
        yield address


@pytest.fixture
def somebody_else(browser):
    """A page of another person: a session of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    yield context.new_page()
    context.close()


@pytest.mark.browser
def test_others_go_on_working_while_a_hostile_file_is_read(page, somebody_else, server, idle, tmp_path):
    file = tmp_path / "tracker.csv"
    file.write_bytes(slow_to_understand())
    somebody_else.goto(f"{server}/compare")
    idle(somebody_else)
    page.goto(f"{server}/upload")
    idle(page)

    page.locator('input[type="file"]').set_input_files(file)
    expect(page.get_by_text(re.compile("reading tracker.csv"))).to_be_visible(timeout=30_000)
    somebody_else.get_by_role("combobox", name="Stage").click()
    somebody_else.get_by_role("option", name="Proof").click()
    somebody_else.wait_for_url(re.compile("stage=Proof"))
    idle(somebody_else)

    expect(page.get_by_text(re.compile("reading tracker.csv"))).to_be_visible(timeout=1)
    expect(page.get_by_text("took too much time or memory, so it was stopped")).to_be_visible(timeout=60_000)
    somebody_else.get_by_role("combobox", name="Stage").click()
    somebody_else.get_by_role("option", name="Scale").click()
    somebody_else.wait_for_url(re.compile("stage=Scale"))
    idle(somebody_else)
