"""Friction in a real browser: written into the grid, its cost said while it is typed, made a use case."""

import re

import pytest
from playwright.sync_api import expect

from cxdash.changes import journey_steps, journeys
from cxdash.domain.actions import Action
from cxdash.domain.journeys import FrictionKind, FrictionValues, StepValues
from cxdash.store import journeys as stored
from tests.apps import served
from tests.builders import ready_database

BILL = FrictionValues(
    "The bill comes late",
    "Pay the bill",
    FrictionKind.WAITING,
    population="customers",
    metric="churn_rate",
    monthly_volume=10_000,
    failure_rate=0.05,
    unit_cost=8.0,
    effort=2,
)


@pytest.fixture
def billed(tmp_path):
    """The address of a server whose journey has two steps and one friction point, and its database."""
    file = tmp_path / "cxdash.db"
    database, person = ready_database(f"sqlite:///{file}")
    with database.changing(person, Action.JOURNEY_EDIT) as session:
        for name in ("Order", "Pay the bill"):
            journey_steps.create_step(session, StepValues(name))
        journeys.create_friction(session, BILL)
    with served(file) as address:
        yield address, database
    database.dispose()


@pytest.mark.browser
def test_a_blind_spot_becomes_a_use_case_whose_statement_was_mended_under_lint(billed, page, idle):
    address, database = billed
    page.goto(f"{address}/journey")
    idle(page)
    expect(page.get_by_text("£48.0k at Pay the bill has no use case")).to_be_visible()

    page.get_by_role("link", name="Make it a use case").click()
    statement = page.get_by_role("textbox", name="Outcome statement")
    expect(statement).to_have_value(re.compile(r"Reduce .*churn.* by ___ % among customers through ___"))
    expect(page.get_by_text("2 things to mend")).to_be_visible()
    statement.fill("Reduce churn rate by 10 % among customers through bills that come on time, measured over 90 days.")
    expect(page.get_by_text("to mend")).to_have_count(0)
    page.get_by_role("button", name="Create the use case").click()

    expect(page).to_have_url(re.compile(r"/use_cases\?use_case=lower-customer-churn-rate-at-pay-the-bill"))
    idle(page)
    with database.reading() as session:
        assert [each.slug for each in stored.linked(session)] == ["lower-customer-churn-rate-at-pay-the-bill"]


@pytest.mark.browser
def test_a_cell_of_the_grid_is_typed_and_saved(billed, page, idle):
    address, database = billed
    page.goto(f"{address}/journey?view=Friction+points")
    idle(page)
    _type(page, row=0, column=5, text="9")
    expect(page.get_by_text("1 row not saved yet")).to_be_visible()

    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("Saved 1 friction point.")).to_be_visible()
    with database.reading() as session:
        assert journeys.friction_values(session, "the-bill-comes-late").failure_rate == 0.09


@pytest.mark.browser
def test_the_form_says_what_it_costs_a_year_before_anything_is_saved(billed, page, idle):
    address, _ = billed
    page.goto(f"{address}/journey?friction=the-bill-comes-late")
    idle(page)
    page.get_by_text("Edit this friction point").click()

    page.get_by_role("spinbutton", name="Monthly volume").fill("20000")
    page.get_by_role("spinbutton", name="Monthly volume").press("Tab")

    expect(page.get_by_text("About £96.0k a year: 20,000 a month")).to_be_visible()


def _type(page, *, row, column, text):
    """Type into a cell of the grid, as its hidden accessible table tells where it is."""
    grid = page.get_by_test_id("stDataFrame")
    expect(grid.locator("[id^=glide-cell-]").first).to_be_attached()
    widths = (49, 210, 130, 150, 135, 125)
    grid.dblclick(position={"x": sum(widths[:column]) + widths[column] / 2, "y": 35 + 35 * row + 17})
    editor = page.locator("#portal .gdg-input, #portal textarea, #portal input").first
    expect(editor).to_be_visible()
    editor.press("ControlOrMeta+a")
    editor.press_sequentially(text, delay=40)
    editor.press("Enter")
