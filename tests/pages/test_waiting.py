"""The page Waits for me: one's own things, another's by name, what is overdue first, an honest empty page."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.changes import names
from cxdash.domain.actions import Action
from cxdash.domain.ownership import Function
from cxdash.store.council_tables import CouncilAction
from cxdash.ui import cached, session
from tests.apps import ROOT
from tests.builders import add_use_case
from tests.pages.use_case_page import text

STATEMENT = "Reduce no-shows by 30 % through reminders, measured over 90 days."


@pytest.fixture
def omar(empty):
    """Somebody who has an outcome to sign, an action that is overdue, and one that is not."""
    person = session.current_person()
    add_use_case(empty, person, statement=STATEMENT, owners={Function.OPERATIONS: "Omar Ops"}, pilots_named=())
    today = cached.today()
    with empty.changing(person, Action.COUNCIL_EDIT) as changing:
        number = names.person_named(changing, "Omar Ops").id
        for days, words in ((-5, "Agree the *consent* text"), (5, "Bring the rota")):
            due = today + timedelta(days=days)
            changing.add(CouncilAction(text=words, person_id=number, due=due, agreed_on=today))
    return number


def a_page():
    return AppTest.from_file(str(ROOT / "pages" / "waiting.py"), default_timeout=60)


def test_who_is_asked_for_nothing_reads_so(omar):
    page = a_page().run()

    assert page.title[0].value == "Waits for me"
    assert "Nothing waits for you." in text(page)
    assert omar


def test_one_sees_what_waits_for_oneself_the_overdue_first(omar):
    page = a_page()
    page.session_state["acting-as"] = omar

    said = text(page.run())

    assert "3 things wait, 1 of them overdue" in said
    assert said.index("Overdue: 1") < said.index("Actions to do: 1") < said.index("Outcomes to sign: 1")
    assert "Agree the *consent* text · :red[due" in said
    assert "Sign its outcome as operations" in said


@pytest.mark.usefixtures("omar")
def test_another_s_things_are_at_their_name_in_the_address():
    page = a_page()
    page.query_params["person"] = "Omar Ops"

    page.run()

    assert page.title[0].value == "Waits for Omar Ops"
    assert "3 things wait" in text(page)


@pytest.mark.usefixtures("omar")
def test_a_name_that_nobody_has_shows_one_s_own():
    page = a_page()
    page.query_params["person"] = "Nobody Special"

    assert page.run().title[0].value == "Waits for me"
    assert not page.exception


def test_a_long_list_is_shown_in_part_until_the_rest_is_asked_for(empty, omar):
    with empty.changing(session.current_person(), Action.COUNCIL_EDIT) as changing:
        for number in range(20):
            due = cached.today() + timedelta(days=10)
            changing.add(CouncilAction(text=f"Step {number}", person_id=omar, due=due, agreed_on=due))
    page = a_page()
    page.session_state["acting-as"] = omar
    page.run()
    assert text(page).count("Step ") == 11

    next(each for each in page.button if each.label == "Show 9 more").click().run()

    assert text(page).count("Step ") == 20
