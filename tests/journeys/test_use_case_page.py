"""One use case edited in place in real browsers: judged while typed, saved when left, and by two people at once."""

import pytest
from playwright.sync_api import expect

from tests.apps import served
from tests.journeys.conftest import wait_until_idle

TOOL_FIRST = "use_cases?use_case=ai-across-the-contact-centre"
STATEMENT = "Outcome statement"
BEGINS = "Reduce no-shows by 30 % through reminders, measured over 90 days"


@pytest.fixture
def people(browser):
    """Open the same address in browsers of their own."""
    contexts = []

    def at(address):
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 900}))
        page = contexts[-1].new_page()
        page.goto(address)
        expect(page.get_by_label(STATEMENT)).to_be_visible()
        wait_until_idle(page)
        return page

    yield at
    for context in contexts:
        context.close()


@pytest.mark.browser
def test_a_statement_is_judged_while_it_is_typed_and_kept_when_it_is_left(people, portfolio_copy, idle):
    with served(portfolio_copy) as address:
        page = people(f"{address}/{TOOL_FIRST}")
        expect(page.get_by_text("not what shall get better").first).to_be_visible()

        _write(page, "Reduce no-shows by 30 %")
        expect(page.get_by_text("Window missing")).to_be_visible()
        expect(page.get_by_text("not what shall get better")).to_have_count(0)
        page.keyboard.type(" through reminders, measured over 90 days")
        expect(page.get_by_text("Window missing")).to_have_count(0)

        page.keyboard.press("Tab")
        expect(page.get_by_text("Saved")).to_be_visible()
        offer = page.get_by_role("button", name="Make Appointment no-show rate the primary metric with target −30 %")
        offer.click()
        expect(offer).to_have_count(0)
        page.get_by_role("tab", name="Metrics").click()
        expect(page.get_by_text("Target −30 %")).to_be_visible()
        page.reload()
        expect(page.get_by_label(STATEMENT)).to_have_value(BEGINS)
        idle(page)


@pytest.mark.browser
def test_words_of_people_are_never_markup(people, portfolio_copy, idle):
    with served(portfolio_copy) as address:
        page = people(f"{address}/{TOOL_FIRST}")
        _write(page, "<img src=x onerror=document.title='caught'> **Reduce** no-shows <b>by 30 %</b>")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Saved")).to_be_visible()
        page.reload()
        expect(page.get_by_label(STATEMENT)).to_have_value(
            "<img src=x onerror=document.title='caught'> **Reduce** no-shows <b>by 30 %</b>"
        )
        idle(page)

        assert page.title() != "caught"
        expect(page.locator("[data-testid=stMain] img[src=x]")).to_have_count(0)


@pytest.mark.browser
def test_two_people_in_different_fields_both_win(people, portfolio_copy, idle):
    with served(portfolio_copy) as address:
        ana, ben = people(f"{address}/{TOOL_FIRST}"), people(f"{address}/{TOOL_FIRST}")
        _write(ana, BEGINS)
        ana.keyboard.press("Control+Enter")
        expect(ana.get_by_text("Saved")).to_be_visible()
        ben.get_by_role("textbox", name="Title").fill("Fewer missed appointments")
        ben.get_by_role("textbox", name="Title").press("Tab")
        expect(ben.get_by_role("heading", name="Fewer missed appointments")).to_be_visible()

        expect(ben.get_by_label(STATEMENT)).to_have_value(BEGINS)
        ana.reload()
        expect(ana.get_by_role("heading", name="Fewer missed appointments")).to_be_visible()
        expect(ana.get_by_label(STATEMENT)).to_have_value(BEGINS)
        idle(ana)


@pytest.mark.browser
@pytest.mark.parametrize(("choice", "stays"), [("Keep mine", "in Leeds"), ("Take theirs", "at Northgate")])
def test_in_the_same_field_the_second_sees_both_and_chooses(people, portfolio_copy, idle, choice, stays):
    with served(portfolio_copy) as address:
        ana, ben = people(f"{address}/{TOOL_FIRST}"), people(f"{address}/{TOOL_FIRST}")
        _write(ana, f"{BEGINS} at Northgate")
        _write(ben, f"{BEGINS} in Leeds")
        ana.keyboard.press("Tab")
        expect(ana.get_by_text("Saved")).to_be_visible()
        ben.keyboard.press("Tab")

        expect(ben.get_by_text(f"Yours: {BEGINS} in Leeds")).to_be_visible()
        expect(ben.get_by_text(f"Theirs, stored now: {BEGINS} at Northgate")).to_be_visible()
        expect(ben.get_by_label(STATEMENT)).to_have_value(f"{BEGINS} in Leeds")
        ben.get_by_role("button", name=choice).click()
        expect(ben.get_by_text("Theirs, stored now")).to_have_count(0)
        idle(ben)

        ana.reload()
        for page in (ana, ben):
            expect(page.get_by_label(STATEMENT)).to_have_value(f"{BEGINS} {stays}")


@pytest.mark.browser
def test_a_person_is_named_in_a_comment_and_it_is_withdrawn(people, portfolio_copy, idle):
    with served(portfolio_copy) as address:
        page = people(f"{address}/{TOOL_FIRST}&view=Talk")
        box = page.get_by_label("Say something")
        box.press_sequentially("@lei")
        expect(page.get_by_role("option", name="Leila Haddad")).to_be_visible()
        page.keyboard.press("Enter")
        expect(box).to_have_value("@Leila Haddad ")
        page.keyboard.type("can you take operations?")
        page.get_by_role("button", name="Comment").click()
        expect(page.get_by_text("@Leila Haddad can you take operations?")).to_be_visible()
        expect(page.get_by_label("Say something")).to_have_value("")

        page.get_by_role("button", name="Withdraw").click()
        expect(page.get_by_text("Withdrawn by its author.")).to_be_visible()
        expect(page.get_by_text("can you take operations?")).to_have_count(0)
        idle(page)


@pytest.mark.browser
def test_an_approach_half_typed_outlives_a_look_at_another_tab(people, portfolio_copy, idle):
    with served(portfolio_copy) as address:
        page = people(f"{address}/use_cases?use_case=fewer-patient-no-shows&view=Brief")
        page.get_by_text("Add an approach").click()
        page.get_by_role("textbox", name="Approach").fill("Letters with a number to call")
        page.get_by_role("tab", name="Money").click()
        expect(page.get_by_text("promised a year").first).to_be_visible()
        page.get_by_role("tab", name="Brief").click()
        idle(page)

        expect(page.get_by_role("textbox", name="Approach")).to_have_value("Letters with a number to call")


@pytest.mark.browser
def test_look_alikes_appear_while_a_new_use_case_is_written(page, portfolio_copy, idle):
    with served(portfolio_copy) as address:
        page.goto(f"{address}/use_cases")
        idle(page)
        page.get_by_role("button", name="New use case").click()
        page.get_by_role("textbox", name="Title").press_sequentially("Calls before the visit")
        page.get_by_label(STATEMENT).click()
        expect(page.get_by_label(STATEMENT)).to_be_focused()
        page.keyboard.type("Cut patient no-shows by a third in 90 days by calling patients first")
        expect(page.get_by_text("2 use cases may want the same")).to_be_visible()
        page.get_by_role("button", name="Join this one").first.click()

        expect(page.get_by_text("wanted the same: Calls before the visit: Cut patient no-shows")).to_be_visible()


def _write(page, words):
    """Replace the statement, without leaving it."""
    page.get_by_label(STATEMENT).click()
    expect(page.get_by_label(STATEMENT)).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type(words)
