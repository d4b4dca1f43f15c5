"""A gate review by people with different roles in a real browser, acting through the sidebar, from asking to go."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from cxdash.domain.gate_reviews import Condition, Decision
from cxdash.domain.ownership import Function
from tests.apps import served
from tests.builders import TODAY, ready_database
from tests.changes import at_the_gate
from tests.changes.at_the_gate import SLUG

TITLE = "Fewer no-shows"
GATE = f"use_cases?use_case={SLUG}&view=Gate"
MONTH = timedelta(days=30)


@pytest.fixture
def room(portfolio_copy):
    """The file of a portfolio with a use case before its first gate, and the people of a review by name."""
    database, _ = ready_database(f"sqlite:///{portfolio_copy}")
    people = at_the_gate.everybody(database)
    at_the_gate.add(database, people["Mara"])
    yield portfolio_copy, database, people
    database.dispose()


@pytest.mark.browser
def test_three_people_review_a_gate_and_one_decides_a_conditional_go(room, page, idle, act_as):
    file, _, _ = room
    with served(file) as address:
        page.goto(f"{address}/{GATE}")
        act_as(page, "Omar")
        expect(page.get_by_role("heading", name="7 of 7 criteria for pilot are met")).to_be_visible()
        _ask_for_the_review(page)
        _vote(page, "operations", "For")

        act_as(page, "Tess")
        _vote(page, "technology", "For")
        expect(page.get_by_text("You decide.")).to_have_count(0)

        act_as(page, "Cora")
        page.get_by_text("Abstain", exact=True).click()
        expect(page.get_by_role("radio", name="Abstain", exact=True)).to_be_checked()
        page.get_by_role("button", name="Vote", exact=True).click()
        expect(page.get_by_text("Say why: the others have to know")).to_be_visible()
        page.get_by_label("Why; needed unless you are for it").fill("No view of the night shift")
        page.get_by_role("button", name="Vote", exact=True).click()
        expect(page.get_by_text("Cora (through Local administrator): No view of the night shift")).to_be_visible()

        act_as(page, "Gus")
        expect(page.get_by_text("Commercial abstains: No view of the night shift")).to_be_visible()
        _decide_a_conditional_go(page)
        expect(page.get_by_text("Pilot since")).to_be_visible()
        expect(page.get_by_role("heading", name="What the go to pilot asks for")).to_be_visible()

        act_as(page, "Omar")
        _report_as_met(page)
        _look_at_the_past_review(page, idle)
        idle(page)


@pytest.mark.browser
def test_a_decision_against_the_recommendation_needs_a_second_person(room, page, idle, act_as):
    file, database, people = room
    at_the_gate.request(database, people["Omar"])
    at_the_gate.all_vote(database, people)
    with served(file) as address:
        page.goto(f"{address}/{GATE}")
        act_as(page, "Gus")
        _review(page).get_by_text("Stop", exact=True).click()
        expect(page.get_by_text("it takes effect once a second gatekeeper stands by it")).to_be_visible()
        page.get_by_label("Why", exact=True).fill("The vendor leaves the market")
        page.get_by_label("What was learned, for others who want the same").fill("Ask vendors for an exit plan")
        page.get_by_role("button", name="Decide: stop").click()
        expect(page.get_by_text("needs a second person")).to_be_visible()
        expect(page.get_by_role("button", name="Stand by it")).to_have_count(0)

        act_as(page, "Gita")
        page.get_by_role("button", name="Stand by it").click()
        expect(page.get_by_text("It is stopped, so nobody decides at its gate.")).to_be_visible()
        page.get_by_role("tab", name="Define").click()
        expect(page.get_by_text("Learned: Ask vendors for an exit plan")).to_be_visible()
        idle(page)


@pytest.mark.browser
def test_a_waiver_with_an_expiry_in_the_past_opens_the_gate_again_and_is_said_on_the_quarter(room, page, idle, act_as):
    file, database, people = room
    _pass_with_a_waiver_that_is_over(database, people)
    with served(file) as address:
        page.goto(f"{address}/{GATE}")
        expect(page.get_by_text("The gate to pilot is open again")).to_be_visible()
        expect(page.get_by_text("Mend it: Name the owner of commercial under Define")).to_be_visible()

        page.get_by_role("link", name="This quarter").click()
        expect(page.get_by_text(re.compile(r"gates? open again as a waiver is over"))).to_be_visible()
        idle(page)
        page.get_by_text("Every use case that is stuck, and why").click()
        stuck = page.get_by_role("link", name=TITLE)
        expect(stuck).to_be_visible()
        stuck.click()
        expect(page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
        expect(page.get_by_text("The gate to pilot is open again")).to_be_visible()
        idle(page)
        act_as(page, "Omar")
        renew = page.get_by_role("button", name="Renew the waiver")
        renew.click()
        page.get_by_label("Why it may be set aside").fill("Named in March")
        expect(renew).to_have_count(2)
        renew.last.click()
        expect(page.get_by_text("Omar (through Local administrator) asks for a new waiver until")).to_be_visible()
        expect(page.get_by_role("button", name="Approve the waiver")).to_have_count(0)

        act_as(page, "Gita")
        page.get_by_role("button", name="Approve the waiver").click()
        expect(page.get_by_text("is open again")).to_have_count(0)
        idle(page)


@pytest.mark.browser
def test_who_only_reads_sees_everything_and_no_form(room, page, idle, act_as):
    file, database, people = room
    at_the_gate.edit(
        database,
        people["Mara"],
        owners={Function.TECHNOLOGY: "Tess"},
    )
    at_the_gate.request(database, people["Omar"])
    with served(file) as address:
        page.goto(f"{address}/{GATE}")
        act_as(page, "Vic")

        expect(page.get_by_role("heading", name="Review of the gate to pilot")).to_be_visible()
        expect(page.get_by_text("1 of 3 named").last).to_be_visible()
        main = page.get_by_test_id("stMain")
        expect(main.get_by_role("radio")).to_have_count(0)
        for name in ("Vote", "Withdraw the review", "Ask for a waiver", "Freeze the evidence anew"):
            expect(main.get_by_role("button", name=name, exact=True)).to_have_count(0)
        page.get_by_role("button", name="Go to the operations owner").click()
        expect(page.get_by_role("tab", name="Define")).to_have_attribute("aria-selected", "true")
        expect(page.get_by_role("button", name="Park, stop or retire")).to_have_count(0)
        idle(page)


def _review(page):
    return page.locator(".st-key-gate-review")


def _ask_for_the_review(page):
    page.get_by_role("button", name="Ask for the review of the gate to pilot").click()
    page.get_by_label("What those who decide should know").fill("Riverside is ready")
    page.get_by_role("button", name="Ask for the review", exact=True).click()
    expect(_review(page).get_by_text("Riverside is ready")).to_be_visible()
    expect(_review(page).get_by_text(re.compile("7 of 7 criteria met. Nothing changed since"))).to_be_visible()


def _vote(page, function, says):
    expect(page.get_by_text(f"You vote for {function}")).to_be_visible()
    choices = _review(page).get_by_role("radiogroup")
    choices.get_by_text(says, exact=True).click()
    expect(choices.get_by_role("radio", name=says, exact=True)).to_be_checked()
    page.get_by_role("button", name="Vote", exact=True).click()
    expect(page.get_by_role("button", name="Change the vote")).to_be_visible()


def _decide_a_conditional_go(page):
    _review(page).get_by_text("Conditional go", exact=True).last.click()
    decide = page.get_by_role("button", name="Decide: conditional go")
    expect(decide).to_be_visible()
    page.get_by_label("Why", exact=True).fill("Good, but not at night")
    page.get_by_label("Condition: what has to be done").fill("Train the night shift")
    box = page.get_by_role("combobox", name="Who answers for it")
    box.click()
    box.fill("Omar")
    page.get_by_role("option", name="Omar").click()
    expect(box).to_have_value("Omar")
    due = TODAY + MONTH
    first = page.get_by_role("group", name="By").get_by_role("spinbutton").first
    first.click()
    expect(first).to_be_focused()
    page.keyboard.type(f"{due:%Y%m%d}")
    page.keyboard.press("Escape")
    decide.click()


def _report_as_met(page):
    asked = page.locator("[class*=st-key-last-decision]")
    expect(asked.get_by_text("Train the night shift")).to_be_visible()
    asked.get_by_role("button", name="Report as met").click()
    page.get_by_label("What shows it: a link, a figure, or who saw it").fill("The rota of this week")
    report = page.get_by_role("button", name="Report as met")
    expect(report).to_have_count(2)
    report.last.click()
    expect(asked).to_have_count(0)


def _look_at_the_past_review(page, idle):
    idle(page)
    page.get_by_text(re.compile("^Gate to pilot: conditional go on")).click()
    past = page.get_by_test_id("stExpander").filter(has_text="Gate to pilot: conditional go on")
    expect(past.get_by_text("“Good, but not at night”")).to_be_visible()
    expect(past.get_by_text("The rota of this week")).to_be_visible()
    expect(past.get_by_text("Cora (through Local administrator): No view of the night shift")).to_be_visible()
    idle(page)
    with page.expect_download() as download:
        past.get_by_role("button", name="Data").click()
    assert "No pilot is planned" not in download.value.path().read_text(encoding="utf-8")


def _pass_with_a_waiver_that_is_over(database, people):
    """Go through the first gate a month ago without a commercial owner, on a waiver that ended yesterday."""
    then = TODAY - MONTH
    owners = {Function.TECHNOLOGY: "Tess", Function.OPERATIONS: "Omar"}
    at_the_gate.edit(database, people["Mara"], owners=owners, today=then)
    at_the_gate.waive_all(database, people["Omar"], people["Gus"], today=then, expires_on=TODAY - timedelta(days=1))
    at_the_gate.request(database, people["Omar"], today=then)
    for name, function in (("Tess", Function.TECHNOLOGY), ("Omar", Function.OPERATIONS)):
        at_the_gate.vote(database, people[name], function)
    conditions = (Condition("Name a commercial owner", "Omar", TODAY - timedelta(days=2)),)
    at_the_gate.decide(database, people["Gus"], Decision.CONDITIONAL_GO, today=then, conditions=conditions)
    at_the_gate.second(database, people["Gita"], today=then)
