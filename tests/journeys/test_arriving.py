"""From a criterion that is not met to the field that mends it: opened, in view, and ready to be typed into."""

import pytest
from playwright.sync_api import expect

from cxdash.domain.metrics import Role
from cxdash.domain.stages import Stage
from cxdash.domain.use_cases import MetricUse
from tests.apps import served
from tests.builders import ready_database
from tests.changes import at_the_gate

BARE = (MetricUse("no_show_rate", Role.PRIMARY),)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A server of an idea that lacks a target, owners and readiness, and of a pilot that has no dates."""
    file = tmp_path_factory.mktemp("arriving") / "cxdash.db"
    database, admin = ready_database(f"sqlite:///{file}")
    at_the_gate.add(database, admin, title="An idea", uses=BARE, owners={}, level=1)
    at_the_gate.add(database, admin, title="A pilot", stage=Stage.PILOT)
    database.dispose()
    with served(file) as at:
        yield at


@pytest.mark.browser
def test_every_link_of_the_gate_puts_the_person_before_the_field(page, address, idle):
    for use_case, link, field in (
        ("an-idea", "Go to the target", page.get_by_label("Target", exact=True)),
        ("an-idea", "Go to the technology owner", page.get_by_role("combobox", name="Technology owner")),
        ("an-idea", "Go to data", page.get_by_role("combobox", name="Data level")),
        ("an-idea", "Add a guardrail", page.get_by_role("spinbutton", name="Guardrail margin")),
        (
            "a-pilot",
            "Go to the day it goes live",
            page.locator(".st-key-pilot-a-pilot-at-riverside-0-live [role=spinbutton]"),
        ),
    ):
        page.goto(f"{address}/use_cases?use_case={use_case}&view=Gate")
        idle(page)

        page.get_by_role("button", name=link).first.click()

        expect(field.first).to_be_focused()
        expect(field.first).to_be_in_viewport()
        idle(page)


@pytest.mark.browser
def test_a_link_to_the_statement_from_elsewhere_arrives_in_it(page, address, idle):
    page.goto(f"{address}/use_cases?use_case=an-idea&view=Gate&field=statement")
    idle(page)

    expect(page.get_by_label("Outcome statement")).to_be_focused()

    page.keyboard.press("End")
    page.keyboard.type(" Soon.")
    expect(page.get_by_label("Outcome statement")).to_have_value(f"{at_the_gate.STATEMENT} Soon.")
    expect(page.locator('[style*="outline"]')).to_have_count(0)
