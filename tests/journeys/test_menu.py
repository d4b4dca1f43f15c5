"""Ways through the menu in a real browser: the page that was asked for comes, whatever was open on the one before."""

import pytest
from playwright.sync_api import expect

from tests.apps import served

TYPED = "Reduce no-shows by 30 % through reminders"


@pytest.fixture(scope="module")
def address(portfolio_file):
    """Where the sample portfolio is served; nothing here changes it."""
    with served(portfolio_file) as at:
        yield at


@pytest.mark.browser
def test_a_half_written_use_case_holds_nobody_back_and_is_there_again_on_return(address, page, idle):
    _at(page, f"{address}/use_cases", idle)
    page.get_by_role("button", name="New use case").click()
    page.get_by_label("Outcome statement").click()
    expect(page.get_by_label("Outcome statement")).to_be_focused()
    page.keyboard.type(TYPED)

    page.get_by_role("link", name="Journey").click()
    _shown(page, "Journey", idle)
    page.get_by_role("link", name="Use cases").click()
    _shown(page, "Use cases", idle)
    page.get_by_role("button", name="New use case").click()
    expect(page.get_by_label("Outcome statement")).to_have_value(TYPED)


@pytest.mark.browser
def test_enter_follows_a_link_beside_an_open_filter(address, page, idle):
    _at(page, f"{address}/use_cases", idle)
    page.get_by_role("button", name="More filters").click()
    expect(page.get_by_role("dialog")).to_be_visible()

    page.get_by_role("link", name="Metrics").press("Enter")
    _shown(page, "Metrics", idle)


@pytest.mark.browser
def test_the_question_who_one_is_may_stay_open_while_another_page_is_asked_for(address, page, idle):
    _at(page, f"{address}/metrics", idle)
    page.get_by_role("button", name="You are").click()
    expect(page.get_by_role("combobox", name="Act as")).to_be_visible()
    idle(page)

    page.get_by_role("link", name="Compare pilots").click()
    _shown(page, "Compare pilots", idle)


@pytest.mark.browser
def test_a_link_opened_in_another_tab_leaves_the_page_as_it_was(address, page, idle):
    _at(page, f"{address}/metrics", idle)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Journey").click(modifiers=["Control"])

    _shown(opened.value, "Journey", idle)
    _shown(page, "Metrics", idle)


def _at(page, address, idle):
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    idle(page)


def _shown(page, title, idle):
    expect(page.get_by_role("heading", name=title, exact=True, level=1)).to_be_visible()
    idle(page)
    expect(page.get_by_role("heading", name=title, exact=True, level=1)).to_be_visible()
