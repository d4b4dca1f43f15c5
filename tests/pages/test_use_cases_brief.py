"""The brief on a use case's page: shown and offered as files where the statement passes, refused in words where not."""

import pytest

from cxdash.changes import approaches
from cxdash.domain.actions import Action
from cxdash.domain.approaches import ApproachValues
from cxdash.store import approaches as stored_approaches
from cxdash.store import use_cases as stored_use_cases
from cxdash.ui import session
from tests.builders import TODAY
from tests.pages.use_case_page import NO_SHOWS, opened_at, press, text

FAILS = "ai-across-the-contact-centre"


@pytest.fixture
def opened(portfolio):  # noqa: ARG001 the page answers from this database
    return lambda slug: opened_at(slug, view="Brief")


def _recorded(database, slug=NO_SHOWS):
    with database.reading() as reading:
        found = stored_approaches.of_use_case(reading, stored_use_cases.get(reading, slug).id)
        return [approaches.values_of(each) for each in found]


def _record(database, values):
    with database.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        return approaches.add(changing, NO_SHOWS, values, today=TODAY).id


def test_it_shows_what_the_files_hold(opened):
    page = opened(NO_SHOWS)
    said = text(page)

    assert not page.exception
    assert "What the last day looks like, day 90" in said
    assert "instead of 201" in said
    assert {"Word", "Markdown"} <= {each.label for each in page.get("download_button")}


def test_a_statement_that_does_not_pass_hears_what_is_missing(opened):
    page = opened(FAILS)

    assert "cannot have a brief yet" in page.info[0].value
    assert not {"Word", "Markdown"} & {each.label for each in page.get("download_button")}
    assert "wait until the outcome statement passes" in text(page)
    assert "Add" not in [each.label for each in page.button]


def test_an_approach_is_added_with_its_vendor_and_the_brief_does_not_name_it(opened, portfolio):
    page = opened(NO_SHOWS)
    page.text_input(key=f"approach-of-{NO_SHOWS}-0-name").input("Reminders with an answer")
    page.text_input(key=f"approach-of-{NO_SHOWS}-0-vendor").input("Acme Ltd")
    press(page, "Add")

    assert _recorded(portfolio) == [ApproachValues("Reminders with an answer", "Acme Ltd")]
    assert text(page).count("Acme Ltd") == 1


def test_an_approach_without_a_name_is_refused_and_keeps_what_was_typed(opened, portfolio):
    page = opened(NO_SHOWS)
    page.text_input(key=f"approach-of-{NO_SHOWS}-0-vendor").input("Acme Ltd")
    press(page, "Add")

    assert "An approach needs a name" in page.error[0].value
    assert page.text_input(key=f"approach-of-{NO_SHOWS}-0-vendor").value == "Acme Ltd"
    assert _recorded(portfolio) == []


def test_an_approach_is_edited_and_archived(opened, portfolio):
    number = _record(portfolio, ApproachValues("Reminders"))
    page = opened(NO_SHOWS)
    page.text_area(key=f"approach-{number}-0-notes").input("Asked for a price")
    press(page, "Save")
    assert _recorded(portfolio) == [ApproachValues("Reminders", "", "Asked for a price")]

    press(page, "Archive")
    assert _recorded(portfolio) == []


def test_a_brief_that_would_name_a_vendor_is_refused_in_words(opened, portfolio):
    _record(portfolio, ApproachValues("Reminders", "Proactive Outreach"))

    assert "would name “Proactive Outreach”" in opened(NO_SHOWS).info[0].value.replace("\\", "")
