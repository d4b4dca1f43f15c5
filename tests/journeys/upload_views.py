"""What the pictures of the page Upload show: each view drops the invented tracker and goes on to what is to be seen."""

import re
import tempfile
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys import pictured_tracker
from tests.journeys.conftest import wait_until_idle


def understood(page):
    """A tracker as it was understood, and what storing it would change."""
    _drop(page, pictured_tracker.content())


def question(page):
    """A name that resembles one we know is asked."""
    _drop(page, pictured_tracker.content(misspelt=True))


def mend(page):
    """The cells to mend, and below them the differences."""
    _drop(page, pictured_tracker.content())
    page.get_by_text(re.compile("figures are new$")).click()
    page.get_by_text(re.compile("cells to mend$")).evaluate("element => element.scrollIntoView({ block: 'start' })")
    _point_aside(page)


def history(page):
    """The tracker stored, and what taking it back would do."""
    _drop(page, pictured_tracker.content())
    page.get_by_role("button", name=re.compile(r"Store \d+ changes")).click()
    expect(page.get_by_role("button", name="Drop another file")).to_be_visible()
    wait_until_idle(page)
    page.get_by_test_id("stMain").get_by_role("button", name=re.compile("Undo")).first.click()
    expect(page.get_by_role("button", name="Undo this import")).to_be_visible()
    _point_aside(page)


VIEWS = {"upload": understood, "upload_question": question, "upload_mend": mend, "upload_history": history}


def _point_aside(page):
    """Take the pointer away from what was clicked; it would show a hint."""
    size = page.viewport_size
    page.mouse.move(size["width"] - 1, size["height"] - 1)


def _drop(page, content):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / pictured_tracker.NAME
        file.write_bytes(content)
        page.locator('input[type="file"]').set_input_files(file)
        expect(page.get_by_role("heading", level=2)).to_be_visible()
    wait_until_idle(page)
