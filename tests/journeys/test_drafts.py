"""Words in work in a real browser: a reload or another page loses none, and none that is stored is written over."""

import pytest
from playwright.sync_api import expect

from cxdash.changes import setup, use_case_fields, use_cases
from cxdash.domain.actions import Action
from cxdash.store.database import Database
from tests.apps import served
from tests.builders import TODAY
from tests.journeys.conftest import wait_until_idle

SLUG = "ai-across-the-contact-centre"
USE_CASE = f"use_cases?use_case={SLUG}"
STATEMENT = "Outcome statement"
TYPED = "Reduce no-shows by 30 % through reminders"
THEIRS = "Cut no-shows by a fifth"
BACK = "Your unsaved words are back."


@pytest.fixture
def address(portfolio_copy):
    """Where the sample portfolio is served."""
    with served(portfolio_copy) as at:
        yield at


@pytest.mark.browser
def test_a_statement_in_work_is_back_after_a_reload_judged_and_gone_once_saved(address, page, idle):
    _at(page, f"{address}/{USE_CASE}")
    _write(page, TYPED)
    _reload(page)

    expect(page.get_by_text(BACK)).to_be_visible()
    expect(page.get_by_label(STATEMENT)).to_have_value(TYPED)
    expect(page.get_by_text("Window missing")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved")).to_be_visible()
    expect(page.get_by_text(BACK)).to_have_count(0)
    _reload(page)
    expect(page.get_by_label(STATEMENT)).to_have_value(TYPED)
    expect(page.get_by_text(BACK)).to_have_count(0)
    _no_draft_is_left(page)
    idle(page)


@pytest.mark.browser
def test_words_that_are_back_are_saved_when_their_field_is_left(address, page, idle):
    _at(page, f"{address}/{USE_CASE}")
    _write(page, TYPED)
    _reload(page)
    expect(page.get_by_text(BACK)).to_be_visible()

    page.get_by_label(STATEMENT).press("End")
    page.keyboard.type(", measured over 90 days")
    page.keyboard.press("Tab")

    expect(page.get_by_text("Saved")).to_be_visible()
    _reload(page)
    expect(page.get_by_label(STATEMENT)).to_have_value(f"{TYPED}, measured over 90 days")
    idle(page)


@pytest.mark.browser
def test_discarded_words_stay_away(address, page, idle):
    _at(page, f"{address}/{USE_CASE}")
    stored = page.get_by_label(STATEMENT).input_value()
    _write(page, TYPED)
    _reload(page)
    page.get_by_role("button", name="Discard").click()

    expect(page.get_by_text(BACK)).to_have_count(0)
    expect(page.get_by_label(STATEMENT)).to_have_value(stored)
    _reload(page)
    expect(page.get_by_label(STATEMENT)).to_have_value(stored)
    expect(page.get_by_text(BACK)).to_have_count(0)
    idle(page)


@pytest.mark.browser
@pytest.mark.parametrize(("choice", "stays"), [("Keep mine", TYPED), ("Take theirs", THEIRS)])
def test_what_somebody_stored_meanwhile_is_shown_beside_the_words(address, page, portfolio_copy, idle, choice, stays):
    _at(page, f"{address}/{USE_CASE}")
    _write(page, TYPED)
    _store(portfolio_copy, THEIRS)
    _reload(page)

    expect(page.get_by_text(f"Yours: {TYPED}")).to_be_visible()
    expect(page.get_by_text(f"Theirs, stored now: {THEIRS}")).to_be_visible()
    expect(page.get_by_label(STATEMENT)).to_have_value(THEIRS)
    page.get_by_role("button", name=choice).click()
    expect(page.get_by_text("Theirs, stored now")).to_have_count(0)
    expect(page.get_by_label(STATEMENT)).to_have_value(stays)
    expect(page.get_by_text("Saved")).to_have_count(1 if stays == TYPED else 0)
    idle(page)
    _reload(page)
    expect(page.get_by_label(STATEMENT)).to_have_value(stays)
    expect(page.get_by_text(f"Yours: {TYPED}")).to_have_count(0)
    expect(page.get_by_text(BACK)).to_have_count(0)


@pytest.mark.browser
def test_the_browser_asks_before_words_in_work_are_left_and_not_before_stored_ones(address, page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    _at(page, f"{address}/{USE_CASE}")
    _write(page, TYPED)
    page.reload()
    expect(page.get_by_text(BACK)).to_be_visible()
    assert asked == ["beforeunload"]

    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved")).to_be_visible()
    page.get_by_label(STATEMENT).click()
    page.reload()
    expect(page.get_by_label(STATEMENT)).to_have_value(TYPED)
    assert asked == ["beforeunload"]


@pytest.mark.browser
def test_a_new_use_case_half_written_outlives_reloads_and_is_gone_once_created(address, page, idle):
    page.goto(f"{address}/use_cases")
    idle(page)
    page.get_by_role("button", name="New use case").click()
    _write(page, TYPED)
    for leave in (_reload, lambda page: page.goto(f"{address}/use_cases")):
        leave(page)
        idle(page)
        page.get_by_role("button", name="New use case").click()
        expect(page.get_by_text(BACK)).to_be_visible()
        expect(page.get_by_label(STATEMENT)).to_have_value(TYPED)

    page.get_by_role("textbox", name="Title").fill("Reminders")
    page.get_by_role("textbox", name="Title").press("Tab")
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("heading", name="Reminders")).to_be_visible()
    expect(page.get_by_label(STATEMENT)).to_have_value(TYPED)
    page.goto(f"{address}/use_cases")
    idle(page)
    page.get_by_role("button", name="New use case").click()
    expect(page.get_by_label(STATEMENT)).to_have_value("")
    _no_draft_is_left(page)


@pytest.mark.browser
def test_a_comment_half_written_is_back_after_a_reload_and_gone_once_sent(address, page, idle):
    page.goto(f"{address}/{USE_CASE}&view=Talk")
    idle(page)
    box = page.get_by_label("Say something")
    box.click()
    page.keyboard.type("Who takes operations?")
    _reload(page)

    expect(box).to_have_value("Who takes operations?")
    expect(page.get_by_text(BACK)).to_be_visible()
    page.get_by_role("button", name="Comment").click()
    expect(page.get_by_text("Who takes operations?")).to_be_visible()
    expect(box).to_have_value("")
    _no_draft_is_left(page)
    idle(page)


def _at(page, address):
    page.goto(address)
    expect(page.get_by_label(STATEMENT)).to_be_visible()
    wait_until_idle(page)


def _write(page, words):
    """Replace the statement, without leaving it."""
    page.get_by_label(STATEMENT).click()
    expect(page.get_by_label(STATEMENT)).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def _reload(page):
    """Load the page anew, whatever the browser asks."""
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()


def _no_draft_is_left(page):
    page.wait_for_function("!Object.keys(sessionStorage).some((name) => name.startsWith('cxdash draft'))")


def _store(file, statement):
    """Let somebody else store a statement."""
    database = Database(f"sqlite:///{file}")
    with database.changing(setup.ensure_ready(database), Action.USE_CASE_EDIT) as changing:
        seen = use_cases.values(changing, SLUG).statement
        use_case_fields.edit(changing, SLUG, "statement", seen=seen, wanted=statement, today=TODAY)
    database.dispose()
