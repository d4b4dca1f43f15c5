"""An owner signs in a real browser: what waits for them, their word, and being asked again after a change."""

import pytest
from playwright.sync_api import expect

from cxdash.domain.ownership import Function
from tests.apps import served
from tests.builders import add_use_case, ready_database

STATEMENT = "Reduce no-shows by 30 % through reminders, measured over 90 days."
ASKED = "Your signature is asked for, as operations"


@pytest.fixture
def database_file(tmp_path):
    """A database with one use case that one person answers for."""
    file = tmp_path / "cxdash.db"
    database, person = ready_database(f"sqlite:///{file}")
    add_use_case(database, person, statement=STATEMENT, owners={Function.OPERATIONS: "Omar Ops"}, pilots_named=())
    database.dispose()
    return file


@pytest.mark.browser
def test_an_owner_signs_what_waits_for_them_and_is_asked_again_after_a_change(page, database_file, idle, act_as):
    with served(database_file) as address:
        page.goto(f"{address}/waiting")
        idle(page)
        expect(page.get_by_text("Nothing waits for you.")).to_be_visible()

        act_as(page, "Omar Ops")
        expect(page.get_by_text("You act as Omar Ops")).to_be_visible()
        page.get_by_role("link", name="Fewer no-shows").click()
        expect(page.get_by_text(ASKED)).to_be_visible()
        page.get_by_role("button", name="Sign as operations").click()
        expect(page.get_by_text("Signed ").first).to_be_visible()
        expect(page.get_by_text(ASKED)).to_have_count(0)

        page.get_by_role("button", name="Back to yourself").click()
        expect(page.get_by_text("You act as")).to_have_count(0)
        expect(page.get_by_text("Signed ").first).to_be_visible()
        idle(page)
        _write_another_statement(page)
        expect(page.get_by_text("asks again: statement")).to_be_visible()
        page.get_by_role("tab", name="History").click()
        expect(page.get_by_text("Omar Ops, through Local administrator").first).to_be_visible()
        idle(page)


@pytest.mark.browser
def test_acting_as_another_stays_in_one_browser_and_out_of_the_address(page, browser, database_file, idle, act_as):
    with served(database_file) as address:
        page.goto(f"{address}/settings?view=People")
        idle(page)
        act_as(page, "Omar Ops")
        expect(page.get_by_text("An administrator adds people")).to_be_visible()

        other = browser.new_context().new_page()
        other.goto(page.url)
        idle(other)

        expect(other.get_by_role("button", name="Add somebody")).to_be_visible()
        expect(other.get_by_text("You act as")).to_have_count(0)
        other.context.close()


def _write_another_statement(page):
    field = page.get_by_label("Outcome statement")
    field.fill("")
    field.type(STATEMENT.replace("30", "20"), delay=10)
    expect(field).to_have_value(STATEMENT.replace("30", "20"))
    field.press("Control+Enter")
    expect(page.get_by_text("Saved")).to_be_visible()
