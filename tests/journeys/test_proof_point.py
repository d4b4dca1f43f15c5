"""A pilot is told in a real browser: written, approved by three people, used, and planned again elsewhere."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from cxdash.domain.ownership import Function
from cxdash.effects.verdict import Verdict
from tests.apps import served
from tests.builders import add_use_case, ready_database
from tests.reports.rows import A_QUARTER_LESS, store_effect

STATEMENT = "Reduce no-shows by 30 % through reminders, measured over 90 days."
OWNERS = {Function.TECHNOLOGY: "Tara Tech", Function.OPERATIONS: "Omar Ops", Function.COMMERCIAL: "Carla Com"}
HEADLINE = "A quarter fewer missed appointments"


@pytest.fixture
def database_file(tmp_path):
    """A database with one use case whose pilot met its target, and three people who answer for it."""
    file = tmp_path / "cxdash.db"
    database, person = ready_database(f"sqlite:///{file}")
    add_use_case(database, person, statement=STATEMENT, owners=OWNERS)
    store_effect(database, person, "riverside-reminders", replace(A_QUARTER_LESS, verdict=Verdict.TARGET_MET))
    database.dispose()
    return file


@pytest.mark.browser
def test_a_pilot_is_written_up_approved_three_times_used_and_repeated(page, database_file, idle, act_as):
    with served(database_file) as address:
        page.goto(f"{address}/proof_points")
        idle(page)
        page.get_by_text("1 more could be told").click()
        page.get_by_role("link", name="Riverside reminders").click()
        _write(page)
        expect(page.get_by_role("heading", name=HEADLINE)).to_be_visible()
        page.get_by_role("button", name="Ask for approval").click()
        expect(page.get_by_text("Not for use yet")).to_be_visible()

        for function, name in OWNERS.items():
            act_as(page, name)
            page.get_by_role("button", name=f"Approve as {function.value}").click()
            expect(page.get_by_role("button", name=f"Approve as {function.value}")).to_have_count(0)
        idle(page)
        page.get_by_role("button", name="Back to yourself").click()
        expect(page.get_by_text("You may use it outside")).to_be_visible()
        expect(page.get_by_role("button", name="Slide")).to_be_visible()
        idle(page)

        _in_popover(page, "Note a use", "Where, and before whom", "Health board, first meeting", "Note it", idle)
        expect(page.get_by_text("Health board, first meeting")).to_be_visible()
        idle(page)
        _in_popover(page, "Repeat this", "At which other site", "Millbrook", "Plan the pilot", idle)
        page.get_by_role("link", name="Millbrook reminders").click()
        expect(page.get_by_text("Millbrook reminders").first).to_be_visible()
        idle(page)


def _write(page):
    page.get_by_label("Headline: what got better, in one line").fill(HEADLINE)
    page.get_by_label("What was done").fill("Patients were reminded three days before.")
    page.get_by_label("How people were helped").fill("Front desks ring less.")
    page.get_by_label("What has to be in place to repeat it").fill("Mobile numbers.")
    page.get_by_role("button", name="Keep it as a draft").click()


def _in_popover(page, opener, label, words, button, idle):
    page.get_by_role("button", name=opener).click()
    field = page.get_by_test_id("stPopoverBody").get_by_label(label)
    field.fill(words)
    field.press("Enter")  # leaving the field by the tabulator would open the calendar of the next one
    idle(page)
    page.get_by_role("button", name=button).click()
