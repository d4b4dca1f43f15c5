"""A workshop under load and through accidents: ten people at once, two servers, a server that dies, secret words."""

import contextlib
import itertools
import re

import pytest
from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks import streamlit_protocol
from cxdash.changes.workshops import groups
from cxdash.changes.workshops import rooms as changes
from cxdash.domain.workshops.phases import Phase
from tests import rooms, workshop_crowd
from tests.apps import running, served
from tests.workshop_crowd import AT_SCREENS, Plan
from tests.workshop_screens import at_screens
from tests.workshop_sessions import PAGE, in_room

SHORT = Plan(private=1, public=1, editing=3.0, pause=(0.1, 0.4))
"""What fits into a run of all tests; ``python -m benchmarks --only workshop`` takes two minutes of it."""
SECRET = "The letter about the refund says nothing of the refund"


@pytest.fixture
def led(tmp_path):
    """A room about three use cases, on SQLite."""
    opened = workshop_crowd.led(f"sqlite:///{tmp_path / 'cxdash.db'}")
    yield opened
    opened.database.dispose()


@pytest.fixture
def led_on_postgres(postgres_url):
    """A room about three use cases, on PostgreSQL."""
    opened = workshop_crowd.led(postgres_url)
    yield opened
    opened.database.dispose()


@pytest.mark.browser
def test_of_what_ten_people_write_at_once_nothing_is_lost_and_every_conflict_is_shown(led, tmp_path, browser):
    with served(tmp_path / "cxdash.db") as address:
        crowd = workshop_crowd.play(led, [address], browser, SHORT)
    assert workshop_crowd.losses(led, crowd) == []
    assert crowd.unseen_notes() == []
    assert crowd.clashes() > 0


@pytest.mark.browser
@pytest.mark.postgres
def test_of_what_ten_people_write_through_two_servers_nothing_is_lost_and_all_of_it_reaches_everybody(
    led_on_postgres, postgres_url, browser
):
    with served(postgres_url) as one, served(postgres_url) as other:
        crowd = workshop_crowd.play(led_on_postgres, [one, other], browser, SHORT)
    assert workshop_crowd.losses(led_on_postgres, crowd) == []
    assert crowd.unseen_notes() == []
    assert crowd.clashes() > 0


# --- a server that dies ----------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_after_a_server_died_in_the_vote_everybody_is_back_in_it_with_their_dots_and_the_timer(led, tmp_path, browser):
    _to_the_vote(led)
    with _three_at(led, tmp_path, browser) as (server, screens):
        for dots, screen in enumerate(screens, start=1):
            _give(screen.page, dots)
        _die_and_come_back(server, screens)
        for dots, screen in enumerate(screens, start=1):
            expect(screen.page.get_by_role("img", name=f"{dots} of your dots")).to_be_visible()
            expect(screen.page.locator(".steps [aria-current=step]")).to_have_text("Dot vote")
            expect(screen.page.get_by_role("timer")).to_have_text(re.compile(r"^(9|8):\d\d$"))
        _give(screens[0].page, 1)  # and goes on from there
        expect(screens[0].page.get_by_role("img", name="2 of your dots")).to_be_visible()
        expect(screens[1].page.get_by_text("3 of 4 have voted")).to_be_visible()


@pytest.mark.browser
def test_after_a_server_died_half_typed_words_stand_where_they_were_typed_and_are_stored_when_finished(
    led, tmp_path, browser
):
    led.move(Phase.REFINE)
    with _three_at(led, tmp_path, browser) as (server, screens):
        fields = [screen.field(at, "statement") for at, screen in enumerate(screens)]
        for screen, field in zip(screens, fields, strict=True):
            field.press_sequentially(f"Half a sentence of {screen.name}")
        _die_and_come_back(server, screens)
        for screen, field in zip(screens, fields, strict=True):
            expect(field).to_be_focused()
            expect(field).to_have_value(f"Half a sentence of {screen.name}")
            field.press_sequentially(", and the rest")
            field.blur()
        for reader, (at, writer) in itertools.product(screens, enumerate(screens)):
            expect(reader.field(at, "statement")).to_have_value(f"Half a sentence of {writer.name}, and the rest")


@contextlib.contextmanager
def _three_at(led, tmp_path, browser):
    """Run a server, and let three people be in the room at browsers of their own."""
    with (
        running(tmp_path / "cxdash.db") as server,
        at_screens(browser, [server.address], led.room.code, AT_SCREENS) as screens,
    ):
        yield server, screens


def _die_and_come_back(server, screens):
    """Kill the server, see that everybody notices, start it again, and wait until nobody waits for it any more."""
    server.kill()
    for screen in screens:
        expect(screen.page.get_by_text("Connecting").first).to_be_visible()
    server.start()
    for screen in screens:
        expect(screen.page.get_by_text("Connecting")).to_have_count(0, timeout=60_000)


def _to_the_vote(led):
    led.move(Phase.CLUSTER)
    for name in ("Letters", "Queues"):
        rooms.acting(led.database, led.leader, groups.make, [], name)
    led.move(Phase.VOTE)
    rooms.acting(led.database, led.leader, changes.set_timer, 600)


def _give(page, dots):
    for _ in range(dots):
        page.get_by_role("button", name="One dot more for Letters").click()


# --- words that nobody may see yet -----------------------------------------------------------------------------------


def test_before_the_reveal_no_payload_to_anybody_has_the_words_of_a_note_or_a_trace_of_its_author(led, tmp_path):
    with served(tmp_path / "cxdash.db") as address, contextlib.ExitStack() as stack:
        others, told = [], {}
        for view in ("lobby", "projector", "guest", "history"):
            query = "" if view == "lobby" else f"code={led.room.code}&view={view}"
            told[view] = []
            session = streamlit_protocol.opened(address, PAGE, query, heard=told[view].append)
            others.append(stack.enter_context(session))
        told["ben"] = []
        ben = stack.enter_context(in_room(address, led.room.code, "ben", heard=told["ben"].append))
        ada = stack.enter_context(in_room(address, led.room.code, "ada"))
        assert ada.do("note.add", kind="friction", text=SECRET)["outcome"] == "done"
        [note] = ada.data["notes"]
        ada.do("here", at=f"note {note['id']}")
        assert ada.do("note.write", note=note["id"], text=f"{SECRET}.", base=SECRET)["outcome"] == "done"
        assert ada.do("draft.keep", place="note new", text=f"{SECRET} either", base="")["outcome"] == "done"
        _look_again(ben, others)

        for who, messages in told.items():
            assert messages, who
            assert not [each for each in messages if "the refund" in _readable(each)], who
        assert ben.data["behind"] == {"notes": 1, "people": 1}
        assert (ben.data["notes"], ben.data["drafts"]) == ([], {})
        assert {each["name"]: each["at"] for each in ben.data["people"]}["ada"] == ""
        assert ben.heard
        assert all(re.fullmatch(r":|data: ?\d+", line) for line in ben.heard)

        led.move(Phase.REVEAL)
        _look_again(ben, others)
        assert [(each["by"], each["text"]) for each in ben.data["notes"]] == [("ada", f"{SECRET}.")]
        assert [each for each in told["ben"] if "the refund" in _readable(each)]


def _look_again(ben, others):
    ben.watch(0.5)
    ben.look()
    for each in others:
        each.run()


def _readable(data):
    """Return everything in a message as text, whatever field it is in and however it was written into JSON."""
    message = ForwardMsg.FromString(data)
    return str(message).encode().decode("unicode_escape", "replace")


@pytest.mark.browser
def test_a_note_half_typed_when_the_phase_moves_on_stands_where_it_was(led, tmp_path, browser):
    with served(tmp_path / "cxdash.db") as address, at_screens(browser, [address], led.room.code, ["hal"]) as [screen]:
        box = screen.page.get_by_label("A new note")
        box.press_sequentially("Nobody told")
        led.move(Phase.REVEAL)
        expect(screen.page.locator(".steps [aria-current=step]")).to_have_text("Reveal")
        expect(box).to_be_focused()
        box.press_sequentially(" them")
        expect(box).to_have_value("Nobody told them")
