"""Words half typed stay in sight, whatever happens to the place in which they are typed."""

import pytest
from playwright.sync_api import expect

from tests.journeys.staged_room import Actor, room, staged

WORDS = "Half typed <b>words</b>"


@pytest.fixture(scope="module")
def stage():
    """The component on a page of its own."""
    with staged() as running:
        yield running


@pytest.fixture
def actor(page, stage):
    """The component, open in a browser."""
    return Actor(page, stage)


def locked():
    data = room("refine")
    return data | {"cards": [each | {"writes": False, "locked": True} for each in data["cards"]]}


def test_a_note_half_typed_is_shown_where_none_is_written_and_is_back_in_the_next_box(actor, page):
    actor.feed(room())
    page.get_by_label("A new note").press_sequentially(WORDS)
    actor.feed(room("vote"))
    expect(page.locator(".stray blockquote")).to_have_text(WORDS)
    actor.feed(room())
    expect(page.get_by_label("A new note")).to_have_value(WORDS)
    expect(page.locator(".stray .message")).to_have_count(0)


def test_a_note_half_typed_can_be_added_or_given_up_where_there_is_no_box(actor, page):
    for choice in ("Add it as a note", "Give it up"):
        actor.feed(room())
        page.get_by_label("A new note").fill(WORDS)
        cluster = room("cluster")
        actor.feed(cluster | {"may": [*cluster["may"], "note.add"]})
        page.get_by_role("button", name=choice).click()
        expect(page.locator(".stray .message")).to_have_count(0)
    assert [each["text"] for each in actor.edits("note.add")] == [WORDS]


def test_words_on_a_card_that_was_locked_are_in_sight_after_a_reload_and_saved_once_it_is_open(actor, page, stage):
    actor.feed(room("refine"))
    page.get_by_label("Target").first.fill("-30 % or more")
    again = Actor(page, stage)
    again.feed(locked())
    expect(page.locator(".stray blockquote")).to_have_text("-30 % or more")
    expect(page.get_by_label("Target").first).to_have_value("-30 %")

    again.feed(room("refine"))
    edit = again.edit("piece.write")
    assert (edit["text"], edit["base"]) == ("-30 % or more", "-30 %")
    expect(page.locator(".stray .message")).to_have_count(0)


@pytest.mark.parametrize("view", ["room", "guest"])
def test_words_typed_as_the_room_was_closed_are_in_sight_after_a_reload(actor, page, stage, view):
    actor.feed(room("refine"))
    page.get_by_label("Target").first.fill("-30 % or more")
    again = Actor(page, stage)
    closed = locked()
    again.feed(closed | {"view": view, "may": [], "room": closed["room"] | {"open": False}})
    expect(page.locator(".stray blockquote")).to_have_text("-30 % or more")


@pytest.mark.parametrize("view", ["projector", "guest"])
def test_the_wall_and_guests_see_nobodys_half_typed_words(actor, page, stage, view):
    actor.feed(room())
    page.get_by_label("A new note").fill(WORDS)
    Actor(page, stage).feed(room("vote") | {"view": view, "me": None, "may": []})
    expect(page.get_by_text(WORDS)).to_have_count(0)


def test_an_edit_that_is_done_after_its_field_has_gone_leaves_nothing_unsaved(actor, page, stage):
    actor.feed(room("refine"))
    page.get_by_label("Target").first.fill("-40 %")
    page.get_by_label("Target").first.blur()
    actor.edit("piece.write")
    again = Actor(page, stage)
    again.feed(room("vote"))
    again.answer(again.edit("piece.write"))
    expect(page.locator(".stray .message")).to_have_count(0)


def test_a_draft_of_a_clash_is_dropped_with_the_choice(actor, page):
    actor.feed(room("refine"))
    page.get_by_label("Target").first.fill("-40 %")
    page.get_by_label("Target").first.blur()
    actor.answer(actor.edit("piece.write"), "clash", stored="-35 %", mine="-40 %")
    page.get_by_role("button", name="Take theirs").click()
    assert actor.edit("draft.drop")["place"] == "card 1/target"


def test_what_is_written_after_a_card_was_committed_can_be_committed_too(actor, page):
    data = room("commit", leads=True)
    committed = {"committed": {"slug": "missed", "title": "Missed"}, "use_case": {"slug": "missed", "title": "Missed"}}
    first, second = data["cards"]
    actor.feed(data | {"cards": [first | committed | {"changed": True}, second | committed | {"changed": False}]})
    expect(page.get_by_text("It was written on since.")).to_have_count(1)
    page.get_by_role("button", name="Commit the changes").click()
    assert actor.edit("card.commit")["card"] == 1
