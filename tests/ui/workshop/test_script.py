"""The room's script: loaded once from the server that hands it out, sent whole where a server has no route for it."""

import json
import sys
import urllib.request

import pytest
from playwright.sync_api import expect
from streamlit.testing.v1 import AppTest

from cxdash.changes.workshops import notes
from cxdash.domain.workshops.notes import NoteKind
from cxdash.store.database import Database
from cxdash.ui import session
from cxdash.ui.workshop import script
from tests import first_rows, rooms
from tests.apps import ROOT, empty, page_file, served

__all__ = ["empty", "page_file"]

PLAIN = (sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "{port}")


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "cxdash.db"
    first_rows.put(first_rows.made()[0], file)
    return file


@pytest.fixture
def room(file):
    """A room after the reveal."""
    database = Database(f"{first_rows.SQLITE}{file}")
    about, leader = rooms.opened(database, first_rows.made()[1])
    rooms.moved(database, leader, "reveal")
    yield database, about, leader
    database.dispose()


def joined(page, address, code):
    page.goto(f"{address}/workshop?code={code}")
    page.get_by_label("Your name, as the others will see it").fill("Ana")
    page.get_by_role("button", name="Join").click()
    page.get_by_role("button", name="Add note").wait_for()


@pytest.mark.browser
def test_the_server_hands_the_script_out_for_good_and_rooms_load_it(room, file, page):
    _, about, _ = room
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    with served(file) as address:
        joined(page, address, about.code)
        [loaded] = {url for url in asked if "/cx/room-" in url}
        with urllib.request.urlopen(loaded) as answer:  # noqa: S310 our own server
            assert answer.read().decode() == script.WHOLE
            assert answer.headers.get_content_type() == "text/javascript"
            assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.browser
def test_plain_streamlit_run_shows_a_room_that_asks_by_itself(room, file, page):
    database, about, leader = room
    with served(file, command=PLAIN) as address:
        joined(page, address, about.code)
        page.locator("textarea").first.fill("Letters nobody understands")
        page.get_by_role("button", name="Add note").click()
        expect(page.get_by_text("Letters nobody understands")).to_be_visible()
        page.wait_for_timeout(6_000)  # until it is sure that no bell rings

        rooms.acting(database, leader, notes.add, NoteKind.IDEA, "Plain words")

        expect(page.get_by_text("Plain words")).to_be_visible()


def test_a_page_outside_that_server_is_sent_the_whole_script(empty):
    about, _ = rooms.opened(empty, session.current_person())
    page = AppTest.from_file(str(ROOT / "pages" / "workshop.py"), default_timeout=60)
    page.query_params["code"] = about.code

    [component] = page.run().get("bidi_component")

    assert component.proto.js_content == script.WHOLE
    assert json.loads(component.proto.json)["kind"] == "door"
