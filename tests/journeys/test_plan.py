"""A plan in a real browser: typed, warned of, locked, amended with a reason, and its history read."""

import pytest
from playwright.sync_api import expect

from tests.apps import served

USE_CASE = "results-enquiries-solved-first-time"


@pytest.mark.browser
def test_a_plan_is_typed_locked_and_amended_with_a_reason(page, portfolio_copy, idle):
    with served(portfolio_copy) as address:
        _ask_for_less_than_can_be_shown(page, address, idle)
        page.get_by_role("tab", name="Pilots", exact=True).click()
        page.get_by_role("button", name="Plan", exact=True).first.click()
        expect(page.get_by_text("This window cannot prove this target.")).to_be_visible()

        _type(page, "Window, days", "200")
        expect(page.get_by_text("The verdict falls once the figures up to 16 Nov 2025 are in.")).to_be_visible()
        page.get_by_role("button", name="Lock the plan").click()
        expect(page.get_by_text("locking now counts as late, one letter down")).to_be_visible()
        page.get_by_role("button", name="Lock it now").click()
        expect(page.get_by_text("Locked 21 Nov 2026", exact=True)).to_be_visible()
        expect(page.get_by_text("1 May 2025 to 16 Nov 2025, 200 days")).to_be_visible()
        idle(page)  # the form that was locked is gone

        page.get_by_role("button", name="Amend", exact=True).click()
        _type(page, "Window, days", "150")
        expect(page.get_by_text("window 200 → 150 days")).to_be_visible()
        _type(page, "Why the plan is amended", "The line closed early")
        page.get_by_role("button", name="Save amendment").click()
        idle(page)

        amended = page.get_by_role("listitem").filter(has_text="Amended 21 Nov 2026").last
        expect(amended).to_contain_text("“The line closed early”")
        expect(amended).to_contain_text("window 200 → 150 days")


COLUMNS = {"First day": (2, 200), "Last day": (3, 295), "Which": (4, 400)}
"""The number of each column of the table of occasions, and how many pixels it is from the left: it is a picture."""


def _fill(page, table, column, words):
    """Type into the table's first row, once the table says that the click has chosen its cell."""
    number, across = COLUMNS[column]
    table.click(position={"x": across, "y": 35 + 17})
    expect(table.get_by_test_id(f"glide-cell-{number}-0")).to_be_focused()
    page.keyboard.press("Enter")
    field = page.locator("#portal input, #portal textarea")
    field.fill(words)
    field.press("Enter")
    expect(field).to_have_count(0)
    expect(table.get_by_text(words, exact=True)).to_be_attached()


def _ask_for_less_than_can_be_shown(page, address, idle):
    page.goto(f"{address}/use_cases?use_case={USE_CASE}&view=Metrics&measure=first_contact_resolution")
    idle(page)
    page.get_by_role("textbox", name="Target").fill("+1 %")
    page.get_by_role("button", name="Save metric").click()
    expect(page.get_by_text("Saved First contact resolution")).to_be_visible()
    idle(page)


def _type(page, label, words):
    field = page.get_by_label(label, exact=True)
    field.fill(words)
    field.press("Tab")


@pytest.mark.browser
def test_a_season_is_entered_with_its_last_day(page, portfolio_copy, idle):
    with served(portfolio_copy) as address:
        page.goto(f"{address}/use_cases?use_case={USE_CASE}&view=Pilots&plan=results-line-guidance-eastfield")
        idle(page)
        page.get_by_text("What is out of the ordinary").click()
        table = page.get_by_test_id("stDataFrame").first
        page.get_by_role("button", name="Add row: Table to fill in: What").press("Enter")
        expect(table.locator("[id^=glide-cell-]").first).to_be_attached()
        for column, words in (("First day", "2025-07-01"), ("Last day", "2025-07-14"), ("Which", "Summer holidays")):
            _fill(page, table, column, words)
            idle(page)
        page.get_by_role("button", name="Save pilot").click()
        expect(page.get_by_text("Saved Results line guidance Eastfield.")).to_be_visible()
        idle(page)
        page.get_by_role("button", name="Lock the plan").click()
        page.get_by_role("button", name="Lock it now").click()

        expect(page.get_by_text("event “Summer holidays” 1–14 Jul 2025")).to_be_visible()
