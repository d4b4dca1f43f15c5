"""Filters in a real browser: they are in the address, and stay chosen from page to page."""

import re

import pytest
from playwright.sync_api import expect

from tests.apps import served


@pytest.fixture(scope="module")
def portfolio_server(portfolio_file):
    """The address of a server with the sample portfolio; nothing here changes it."""
    with served(portfolio_file) as address:
        yield address


@pytest.mark.browser
def test_a_filter_goes_into_the_address_and_along_to_the_next_page(page, portfolio_server, idle):
    page.goto(f"{portfolio_server}/compare")
    idle(page)
    page.get_by_role("combobox", name="Stage").click()
    page.get_by_role("option", name="Proof").click()
    page.wait_for_url(re.compile("stage=Proof"))
    idle(page)

    page.get_by_test_id("stSidebarNav").get_by_role("link", name=re.compile("Funnel$")).click()
    expect(page.get_by_role("heading", level=1, name="Funnel")).to_be_visible()
    idle(page)
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=re.compile("Compare pilots$")).click()
    expect(page.get_by_role("heading", level=1, name="Compare pilots")).to_be_visible()
    idle(page)

    expect(page).to_have_url(re.compile(r"/compare\?(.*&)?stage=Proof(&|$)"))
    expect(page.get_by_role("combobox", name="Stage")).to_have_value("Proof")


@pytest.mark.browser
def test_a_link_opens_the_page_as_it_was_sent(page, portfolio_server, idle):
    page.goto(f"{portfolio_server}/compare?stage=Proof&site=Northgate")
    idle(page)

    expect(page.get_by_role("combobox", name="Stage")).to_have_value("Proof")
    expect(page.get_by_role("combobox", name="Site")).to_have_value("Northgate")


@pytest.mark.browser
def test_what_a_link_chose_is_shown_on_the_very_next_page(page, portfolio_server, idle):
    page.goto(f"{portfolio_server}/compare?stage=Proof")
    idle(page)

    page.get_by_test_id("stSidebarNav").get_by_role("link", name=re.compile("Use cases$")).click()
    expect(page.get_by_role("heading", level=1, name="Use cases")).to_be_visible()
    idle(page)

    expect(page.get_by_role("combobox", name="Stage")).to_have_value("Proof")
