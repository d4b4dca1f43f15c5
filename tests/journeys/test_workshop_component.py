"""The workshop's component in a real browser, fed with data: what it sends and keeps, and never writes over."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.staged_room import CODE, PHASES, STATEMENT, Actor, card, field, room, staged

NAMELESS = """host => [...host.shadowRoot.querySelectorAll('button, input, select, textarea, summary, [role=img]')]
  .filter(each => !each.getAttribute('aria-label') && !each.labels?.length && !each.textContent.trim() && !each.alt)
  .map(each => each.outerHTML)"""
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
    actor.edit("note.add", 3)
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


def test_what_waits_for_its_answer_goes_along_when_the_bell_rings_lest_the_server_drop_it(actor, page, stage):
    actor.feed(room())
    page.wait_for_timeout(300)
    page.get_by_label("A new note").fill("Letters arrive too late")
    page.keyboard.press("Enter")
    edit = actor.edit("note.add")
    stage.ring(101)
    page.wait_for_function("window.told.some(([name]) => name === 'rung')")
    told = page.evaluate("window.told.map(([name]) => name)")
    assert told[told.index("rung") + 1] == "edits"
    assert edit in actor.told("edits")[-1]


def test_without_a_bell_the_room_is_asked_for_every_second_and_a_half(actor, page, stage):
    stage.has_bell = False
    actor.feed(room() | {"ticket": "none"})
    for _ in range(2):
        before = len(actor.told("rung"))
        page.wait_for_function("count => window.told.filter(([name]) => name === 'rung').length > count", arg=before)
        actor.change()
    assert len(actor.told("rung")) == 2


# --- what is drawn -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", PHASES)
def test_every_phase_fits_a_phone_names_its_controls_and_keeps_words_as_words(actor, page, phase):
    page.set_viewport_size({"width": 390, "height": 844})
    data = room(phase, leads=True)
    data["notes"] = [each | {"text": HOSTILE, "by": HOSTILE} for each in data["notes"]]
    data["groups"] = [each | {"name": HOSTILE} for each in data["groups"]]
    data["room"] |= {"title": HOSTILE}
    data["people"] = [each | {"name": HOSTILE} for each in data["people"]]
    actor.feed(data | (field(data, "title", text=HOSTILE) if data["cards"] else {}))

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("#host").evaluate(NAMELESS) == []
    assert page.locator("#host img").count() == 0
    assert page.title() != "taken"
    expect(page.locator("[aria-current=step]")).to_have_text(PHASES[phase])


@pytest.mark.parametrize("view", ["projector", "guest"])
@pytest.mark.parametrize("phase", PHASES)
def test_who_only_watches_has_nothing_to_press_or_to_write(actor, page, phase, view):
    actor.feed(room(phase, leads=True) | {"view": view})

    expect(page.locator("#host").get_by_role("button")).to_have_count(0)
    expect(
        page.locator("#host").locator("input:not([readonly]), textarea:not([readonly]), select:enabled")
    ).to_have_count(0)


def test_on_the_wall_everything_fits_and_the_code_is_large_while_people_write(actor, page):
    page.set_viewport_size({"width": 1920, "height": 1080})
    reveal = room("reveal") | {"view": "projector", "me": None, "may": []}
    reveal["notes"] = [note | {"id": note["id"] + 100 * times} for times in range(3) for note in reveal["notes"]]
    actor.feed(reveal)
    assert page.locator(".room").evaluate("each => each.getBoundingClientRect().bottom") <= 1080
    assert page.locator(".note .text").first.evaluate("each => parseFloat(getComputedStyle(each).fontSize)") > 17

    svg = "<svg viewBox='0 0 1 1'><rect width='1' height='1'/></svg>"
    actor.feed(room() | {"view": "projector", "link": "https://cx.example.org/workshop?code=K7M2QX", "qr": svg})
    expect(page.get_by_text("https://cx.example.org/workshop?code=K7M2QX")).to_be_visible()
    expect(page.get_by_role("img", name="QR code")).to_have_js_property("naturalWidth", 150)
    assert page.locator(".large-code").evaluate("each => parseFloat(getComputedStyle(each).fontSize)") > 120


def test_a_note_is_moved_by_list_and_by_pointer(actor, page):
    actor.feed(room("cluster"))
    page.get_by_label("Move the note: The back office works").select_option(label="Told three times")
    expect(page.locator("[data-group='2'] .note")).to_have_count(4)
    page.locator("[data-note='10']").drag_to(page.locator("[data-group='3'] .foot").first)
    page.locator("[data-note='1']").drag_to(page.locator("[data-group='new']"))
    page.get_by_label("Merge Small refunds").select_option(label="Told three times")

    actor.edit("group.merge")
    told = actor.edits("note.group", "group.make", "group.merge")
    assert [{name: value for name, value in each.items() if name != "sent"} for each in told] == [
        {"deed": "note.group", "note": 9, "group": 2},
        {"deed": "note.group", "note": 10, "group": 3},
        {"deed": "group.make", "notes": [1], "name": ""},
        {"deed": "group.merge", "group": 3, "into": 2},
    ]


def test_dots_show_at_once_and_the_last_one_leaves_the_focus_where_it_is(actor, page):
    actor.feed(room("vote"))
    more = page.get_by_role("button", name="One dot more for Told three times")
    more.focus()
    for _ in range(4):
        page.keyboard.press("Enter")

    expect(page.get_by_text("0 of 5 dots left")).to_be_visible()
    expect(page.get_by_role("img", name="3 of your dots")).to_be_visible()
    expect(more).to_be_focused()
    expect(more).to_have_attribute("aria-disabled", "true")
    page.wait_for_timeout(400)
    assert actor.edits("dots.give")[-1]["dots"] == 3


def test_a_group_is_placed_by_keyboard_and_its_middle_and_spread_are_drawn(actor, page):
    actor.feed(room("place"))
    page.get_by_label("Value of Told three times").focus()
    page.keyboard.press("ArrowRight")
    edit = actor.edit("place.put")

    assert (edit["group"], edit["value"], edit["effort"]) == (2, 6, 5)
    expect(page.get_by_label("Value of Told three times")).to_be_focused()
    expect(page.get_by_role("img", name=re.compile("Told three times: value 8, effort 6.5"))).to_be_visible()
    expect(page.get_by_text("Opinions on effort differ")).to_be_visible()
    expect(page.locator("g.mark")).to_have_count(3)


def test_whoever_leads_moves_the_room_its_timer_and_its_cards(actor, page):
    actor.feed(room("refine", leads=True))
    page.get_by_role("button", name="Next: Commit →").click()
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Lock").first.click()
    page.get_by_label("Hand over the pen").first.select_option(label="Ben Ode")
    page.get_by_role("button", name="Call all here").last.click()
    page.get_by_role("button", name="Close the room …").click()
    page.get_by_role("button", name="No", exact=True).click()
    page.get_by_label("Make a card of").select_option(label="Small refunds, long wait · 6 dots")
    actor.edit("card.make")

    told = actor.edits("phase.move", "timer.pause", "card.lock", "pen.hand", "summon", "room.close", "card.make")
    assert [{name: value for name, value in each.items() if name != "sent"} for each in told] == [
        {"deed": "phase.move", "to": "commit"},
        {"deed": "timer.pause"},
        {"deed": "card.lock", "card": 1, "locked": True},
        {"deed": "pen.hand", "card": 1, "to": 2},
        {"deed": "summon", "card": 2},
        {"deed": "card.make", "group": 3},
    ]


def test_a_locked_card_is_read_and_says_so(actor, page):
    data = room("refine")
    data["cards"][0] |= {"writes": False, "locked": True, "pen": 2}
    actor.feed(data)

    expect(page.locator("[data-card='1']")).to_contain_text("Locked")
    expect(page.locator("[data-card='1']")).to_contain_text("Pen: Ben Ode")
    expect(page.locator("#field-card-1-target")).not_to_be_editable()
    expect(page.locator("#field-card-2-target")).to_be_editable()
    expect(page.locator("[data-card='1']")).to_contain_text("Ben Ode is here")


def test_a_suggested_wording_is_taken_with_one_click(actor, page):
    actor.feed(room("refine"))
    page.get_by_role("button", name="Use this wording").click()
    edit = actor.edit("piece.write")

    assert edit["text"].startswith("Reduce repeat contacts by 20 %")
    assert edit["base"] == "Implement AI across our contact centre"


def test_a_refusal_is_said_and_a_refused_note_is_back_where_it_was_typed(actor, page):
    actor.feed(room())
    page.get_by_label("A new note").fill("Too late")
    page.keyboard.press("Enter")
    actor.answer(actor.edit("note.add"), "refused", says="Notes are written while the room captures.")

    expect(page.get_by_role("alert")).to_contain_text("Notes are written while the room captures.")
    expect(page.get_by_label("A new note")).to_have_value("Too late")
    page.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_role("alert")).to_be_empty()


def test_words_refused_after_their_card_has_left_the_screen_are_shown(actor, page):
    actor.feed(room("refine"))
    page.locator("#field-card-1-target").fill("-45 %")
    page.locator("#field-card-1-target").blur()
    edit = actor.edit("piece.write")
    actor.feed(
        room("place") | {"rev": 101, "answers": {edit["sent"]: {"outcome": "refused", "says": "That phase is over."}}}
    )

    expect(page.get_by_role("alert")).to_contain_text("That phase is over.")
    expect(page.get_by_role("alert")).to_contain_text("-45 %")


def test_a_draft_that_is_refused_is_nobodys_concern(actor, page):
    actor.feed(room("refine"))
    page.locator("#field-card-1-target").press_sequentially("!")
    actor.answer(actor.edit("draft.keep"), "refused", says="That phase is over.")

    expect(page.get_by_role("alert")).to_be_empty()


def test_half_composed_letters_are_not_saved(actor, page):
    actor.feed(room("refine"))
    box = page.locator("#field-card-1-target")
    box.focus()
    box.evaluate("""each => { each.dispatchEvent(new CompositionEvent('compositionstart'));
      each.value = 'ni'; each.dispatchEvent(new InputEvent('input')); }""")
    page.wait_for_timeout(1800)
    assert actor.edits("piece.write", "draft.keep") == []
    box.evaluate("each => { each.value = '你'; each.dispatchEvent(new CompositionEvent('compositionend')); }")
    assert actor.edit("piece.write")["text"] == "你"


def test_the_timer_goes_by_the_clock_of_the_server(actor, page):
    data = room("vote", now=1_700_000_000)
    data["room"]["timer"] = {"seconds": 60, "ends_at": 1_700_000_002, "left": None}
    actor.feed(data)

    expect(page.get_by_role("timer")).to_have_text("0:02")
    expect(page.get_by_role("timer")).to_have_text("Time is up")


def test_everybody_called_to_a_card_sees_it_and_hears_of_a_new_phase(actor, page):
    actor.feed(room("cluster"))
    refine = room("refine") | {"rev": 101}
    refine["cards"] = [card(number) | {"id": number} for number in range(1, 9)]
    refine["room"] |= {"summoned": 8}
    actor.feed(refine)

    expect(page.locator("[data-card='8']")).to_be_in_viewport()
    expect(page.get_by_role("status").first).to_contain_text("Everybody is called to the card")
