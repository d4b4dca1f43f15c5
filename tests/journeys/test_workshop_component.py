"""The workshop's component in a real browser, fed with data: what it sends and keeps, and never writes over."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.staged_room import CODE, STATEMENT, Actor, card, field, room, staged

HOSTILE = "<img src=x onerror=document.title='taken'> & <b>bold</b>"


@pytest.fixture(scope="module")
def stage():
    """The component on a page of its own."""
    with staged() as running:
        yield running


@pytest.fixture
def actor(page, stage):
    """The component, open in a browser."""
    stage.has_bell = True
    return Actor(page, stage)


def test_an_edit_is_sent_until_it_is_answered(actor, page):
    actor.feed(room())
    page.get_by_label("A new note").fill("Letters arrive too late")
    page.keyboard.press("Enter")

    edit = actor.edit("note.add")
    before = len(actor.told("edits"))
    page.wait_for_function("count => window.told.filter(([name]) => name === 'edits').length > count", arg=before)
    actor.answer(edit)
    page.wait_for_timeout(3500)

    assert (edit["kind"], edit["text"]) == ("friction", "Letters arrive too late")
    assert sum(edit in edits for edits in actor.told("edits")) == 2


def test_unanswered_edits_come_back_after_a_reload_under_the_same_name(actor, page, stage):
    actor.feed(room())
    for text in ("One", "Two", "Three"):
        page.get_by_label("A new note").fill(text)
        page.keyboard.press("Enter")
    page.wait_for_function("window.told.some(([name, edits]) => name === 'edits' && edits.length >= 3)")
    first = actor.edits("note.add")

    again = Actor(page, stage)
    again.feed(room())
    again.edit("note.add", 3)

    assert again.edits("note.add") == first
    assert [each["text"] for each in first] == ["One", "Two", "Three"]
    expect(page.get_by_text("Being sent …")).to_have_count(3)


def test_never_more_than_fifty_at_a_time_and_in_their_order(actor, page):
    actor.feed(room())
    box = page.get_by_label("A new note")
    for number in range(60):
        box.fill(f"Note {number}")
        box.press("Enter")
    page.wait_for_function("window.told.some(([name, edits]) => name === 'edits' && edits.length === 50)")
    last = actor.told("edits")[-1]
    actor.change(answers={each["sent"]: {"outcome": "done", "says": ""} for each in last})
    actor.edit("note.add", 60)

    assert max(len(each) for each in actor.told("edits")) == 50
    assert [each["text"] for each in actor.edits("note.add")] == [f"Note {number}" for number in range(60)]


def test_a_text_in_work_keeps_its_focus_its_caret_and_every_letter(actor, page):
    actor.feed(room("refine"))
    box = page.locator("#field-card-1-statement")
    box.click()
    box.press("Control+Home")
    for at, letter in enumerate("Soon: "):
        page.keyboard.type(letter)
        fresh = room("refine")
        fresh["cards"] = [card(2), card(1)] if at % 2 else [card(1), card(2)]
        actor.feed(fresh | field(fresh, "statement", text=f"Changed by Ben, {at}") | {"rev": 100 + at})

    expect(box).to_be_focused()
    expect(box).to_have_value(f"Soon: {STATEMENT}")
    assert box.evaluate("each => each.selectionStart") == 6
    expect(page.get_by_text("Ben Ode changed this meanwhile.")).to_be_visible()


def test_a_field_is_saved_after_a_pause_beside_what_it_began_from(actor, page):
    actor.feed(room("refine"))
    box = page.get_by_label("Target").first
    box.fill("-25 %")

    edit = actor.edit("piece.write")

    assert {name: edit[name] for name in ("card", "field", "text", "base")} == {
        "card": 1,
        "field": "target",
        "text": "-25 %",
        "base": "-30 %",
    }
    actor.answer(edit, data=field(actor.data, "target", text="-25 %", by="Ana Ruiz"))
    box.fill("-20 %")
    box.blur()
    assert actor.edit("piece.write", 2)["base"] == "-25 %"


def test_a_field_that_waits_for_its_answer_is_not_written_over(actor, page):
    actor.feed(room("refine"))
    box = page.get_by_label("Target").first
    box.fill("-25 %")
    box.blur()
    edit = actor.edit("piece.write")

    actor.change(**field(actor.data, "target", text="-28 %"))
    expect(box).to_have_value("-25 %")

    actor.answer(edit, data=field(actor.data, "target", text="-25 %"))
    expect(box).to_have_value("-25 %")
    actor.change(**field(actor.data, "target", text="-40 %"))
    expect(box).to_have_value("-40 %")


def test_both_texts_of_a_clash_are_shown_and_one_may_be_kept(actor, page):
    actor.feed(room("refine"))
    box = page.get_by_label("Target").first
    for mine, choice in (("-25 %", "Keep mine"), ("-26 %", "Take theirs")):
        box.fill(mine)
        box.blur()
        edit = actor.edit("piece.write", 1 if mine == "-25 %" else 3)
        actor.answer(edit, "clash", stored=HOSTILE, mine=mine, says="Ben Ode wrote something else here.")
        notice = page.locator(".field.troubled")
        expect(notice).to_contain_text("Ben Ode wrote something else here.")
        expect(notice.locator(".pane")).to_have_text([f"Yours{mine}", f"Stored now, by Ben Ode{HOSTILE}"])
        notice.get_by_role("button", name=choice).click()
        if choice == "Keep mine":
            kept = actor.edit("piece.write", 2)
            assert (kept["text"], kept["base"]) == (mine, HOSTILE)
            actor.answer(kept, data=field(actor.data, "target", text=mine))

    expect(page.locator(".pane")).to_have_count(0)
    assert len(actor.edits("piece.write")) == 3
    assert page.title() != "taken"


def test_a_clash_may_be_merged_by_hand_with_both_in_sight(actor, page):
    actor.feed(room("refine"))
    box = page.get_by_label("Outcome statement").first
    box.fill("Reduce no-shows by 20 %")
    box.blur()
    actor.answer(actor.edit("piece.write"), "clash", stored="Halve no-shows", mine="Reduce no-shows by 20 %")

    page.get_by_role("button", name="Edit a merge").click()
    expect(box).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(", then halve them")
    page.wait_for_timeout(2000)  # nothing is saved by itself while both are being merged
    assert len(actor.edits("piece.write")) == 1
    expect(page.locator(".pane").last).to_contain_text("Halve no-shows")
    page.get_by_role("button", name="Save what is in the field").click()

    merged = actor.edit("piece.write", 2)
    assert (merged["text"], merged["base"]) == ("Reduce no-shows by 20 %, then halve them", "Halve no-shows")


def test_unsaved_words_are_back_after_a_reload_and_are_sent(actor, page, stage):
    actor.feed(room("refine"))
    page.get_by_label("Target").first.fill("-35")
    actor.edit("draft.keep")
    page.keyboard.type(" %")

    again = Actor(page, stage)
    again.feed(room("refine"))
    edit = again.edit("piece.write")

    assert (edit["text"], edit["base"]) == ("-35 %", "-30 %")
    expect(page.get_by_label("Target").first).to_have_value("-35 %")
    again.answer(edit, data=field(again.data, "target", text="-35 %"))
    assert page.evaluate("Object.keys(localStorage).filter(name => name.includes('draft'))") == []


def test_a_half_written_note_is_back_in_its_box_after_a_reload(actor, page, stage):
    actor.feed(room())
    page.get_by_label("A new note").press_sequentially("Half a thou")

    again = Actor(page, stage)
    again.feed(room())

    expect(page.get_by_label("A new note")).to_have_value("Half a thou")
    assert again.edits("note.add") == []


def test_the_name_and_secret_of_the_door_are_kept_for_the_code(actor, page, stage):
    actor.feed({"kind": "door", "code": CODE})
    page.get_by_label("Your name").fill("Ana Ruiz")
    page.get_by_role("button", name="Join").click()
    [hello] = actor.told("hello")
    actor.feed(room())

    again = Actor(page, stage)
    again.feed({"kind": "door", "code": CODE})

    assert (hello["code"], hello["name"], len(hello["secret"])) == (CODE, "Ana Ruiz", 32)
    assert again.told("hello") == [hello]
    expect(page.get_by_text("Connecting again …")).to_be_visible()


def test_a_refused_name_is_said_and_asked_for_again(actor, page):
    actor.feed({"kind": "door", "code": CODE})
    page.get_by_label("Your name").fill("Ana")
    page.get_by_role("button", name="Join").click()
    actor.feed({"kind": "door", "code": CODE, "says": "Ana is here already. Take “Ana 2”."})

    expect(page.get_by_role("alert")).to_have_text("Ana is here already. Take “Ana 2”.")
    expect(page.get_by_label("Your name")).to_have_value("Ana")
    actor.feed({"kind": "door", "code": CODE, "says": ""})
    expect(page.get_by_role("alert")).to_have_text("Ana is here already. Take “Ana 2”.")
    assert len(actor.told("hello")) == 1


def test_whoever_opened_the_room_is_known_again_by_the_key_it_came_with(actor, page, stage):
    actor.feed(room() | {"key": {"secret": "0123456789abcdef", "name": "Ana Ruiz"}})

    again = Actor(page, stage)
    again.feed({"kind": "door", "code": CODE})

    assert again.told("hello") == [{"code": CODE, "secret": "0123456789abcdef", "name": "Ana Ruiz"}]


def test_after_a_restart_the_room_stays_on_the_screen_while_it_connects_again(actor, page):
    actor.feed({"kind": "door", "code": CODE})
    page.get_by_label("Your name").fill("Ana Ruiz")
    page.get_by_role("button", name="Join").click()
    actor.feed(room("refine"))
    box = page.get_by_label("Target").first
    box.press_sequentially("!")
    actor.feed({"kind": "door", "code": CODE})

    expect(page.get_by_text("Connecting again …")).to_be_visible()
    expect(box).to_be_focused()
    page.wait_for_function("window.told.filter(([name]) => name === 'hello').length >= 2")
    page.keyboard.type("!")
    actor.feed(room("refine"))
    expect(page.get_by_text("Connecting again …")).to_have_count(0)
    expect(box).to_have_value(re.compile("!!$|^!!"))


def test_the_bell_asks_for_the_room_once_and_only_for_news(actor, page, stage):
    actor.feed(room())
    page.wait_for_timeout(300)
    stage.ring(100)
    page.wait_for_timeout(300)
    assert actor.told("rung") == []
    for number in (101, 102, 103):
        stage.ring(number)
    page.wait_for_timeout(400)
    assert actor.told("rung") == [101]
    actor.change()
    assert actor.told("rung") == [101, 103]
    assert "ticket=ticket-1" in stage.asked[-1]


def test_without_a_bell_the_room_is_asked_for_every_second_and_a_half(actor, page, stage):
    stage.has_bell = False
    actor.feed(room() | {"ticket": "none"})
    for _ in range(2):
        before = len(actor.told("rung"))
        page.wait_for_function("count => window.told.filter(([name]) => name === 'rung').length > count", arg=before)
        actor.change()
    assert len(actor.told("rung")) == 2
