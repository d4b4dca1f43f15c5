"""The register in a real browser: a view is kept and found again, rows are ticked and changed together."""

import re

import pytest
from playwright.sync_api import expect

from tests.apps import served

HEAD, ROW = 34, 33
"""Pixels: the table's head and one of its rows."""


@pytest.fixture
def portfolio_server(portfolio_copy):
    """The address of a server with the sample portfolio."""
    with served(portfolio_copy) as address:
        yield address


@pytest.mark.browser
def test_a_view_brings_back_what_was_on_the_screen(page, portfolio_server, idle):
    page.goto(f"{portfolio_server}/use_cases?trouble=Unowned&sort=Promises+most")
    idle(page)
    page.get_by_role("button", name="More filters").click()
    _choose(page, "Owner named", "Scaling owner missing", idle)
    page.wait_for_url(re.compile(r"function=Scaling\+owner\+missing"))
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    page.get_by_role("button", name="Views").click()
    page.get_by_label("Save what is on the screen as").fill("Nobody scales it")
    page.get_by_role("button", name="Save view").click()
    expect(page.get_by_text("in the view “Nobody scales it”")).to_be_visible()

    page.goto(f"{portfolio_server}/use_cases")
    idle(page)
    page.get_by_role("button", name="Views").click()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="Nobody scales it").click()

    page.wait_for_url(
        re.compile(r"(?=.*trouble=Unowned)(?=.*function=Scaling\+owner\+missing)(?=.*sort=Promises\+most)")
    )
    expect(page.get_by_text("in the view “Nobody scales it”")).to_be_visible()


@pytest.mark.browser
def test_rows_are_ticked_looked_at_and_changed_together(page, portfolio_server, idle):
    page.goto(f"{portfolio_server}/use_cases?trouble=Unowned")
    idle(page)
    for row in (0, 1):
        _tick(page, row)
        expect(page.get_by_role("button", name=f"Change {row + 1}")).to_be_visible()
        idle(page)
    page.get_by_role("button", name="Change 2").click()
    _choose(page, "What", "Scaling owner", idle)
    _choose(page, "Scaling owner of all of them", "Leila Haddad", idle)
    expect(page.get_by_text("2 use cases: scaling owner → Leila Haddad")).to_be_visible()
    page.get_by_role("button", name="Store for 2 use cases").click()

    expect(page.get_by_text("2 use cases changed: scaling owner → Leila Haddad")).to_be_visible()
    expect(page.get_by_text("tick rows to change several")).to_be_visible()


@pytest.mark.browser
def test_the_way_back_from_a_use_case_leads_to_the_same_rows(page, portfolio_server, idle):
    page.goto(f"{portfolio_server}/use_cases?stage=Pilot&status=Active")
    idle(page)
    _table(page).click(position={"x": 100, "y": HEAD + ROW // 2})
    page.wait_for_url(re.compile("use_case="))
    idle(page)
    page.get_by_role("button", name="All use cases").click()

    page.wait_for_url(re.compile(r"(?=.*stage=Pilot)(?=.*status=Active)"))
    expect(page.get_by_role("combobox", name="Stage")).to_have_value("Pilot")


def _table(page):
    """The table once its cells are drawn: a click on what is still empty is lost."""
    table = page.get_by_test_id("stDataFrame").first
    expect(table.locator("[id^=glide-cell-]").first).to_be_attached()
    return table


def _tick(page, row):
    _table(page).click(position={"x": HEAD // 2, "y": HEAD + ROW * row + ROW // 2})


def _choose(page, label, option, idle):
    box = page.get_by_test_id("stPopoverBody").get_by_role("combobox", name=label, exact=True)
    expect(box).to_be_visible()
    idle(page)
    box.click()
    page.get_by_role("option", name=option, exact=True).click()
    expect(box).to_have_value(option)
    idle(page)
