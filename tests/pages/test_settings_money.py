"""The money policy and the budget lines in the settings."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.changes import budget_lines, money_policy, names, valuations
from cxdash.domain.actions import Action
from cxdash.domain.budget_lines import BudgetLineValues
from cxdash.domain.money_policy import START
from cxdash.domain.valuations import ValuationValues
from cxdash.store import budget_lines as stored
from cxdash.store import money_policies
from cxdash.ui import session
from tests.apps import ROOT
from tests.builders import TODAY, add_use_case
from tests.pages.use_case_page import plain

LINE = BudgetLineValues("Contact centre agents", 900_000.0)
TABLE = "budget-lines-table-0"


@pytest.fixture
def leila(empty):
    """Somebody who only reads, by id."""
    with empty.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        return names.person_named(changing, "Leila Haddad").id


@pytest.fixture
def lined(empty):
    """A database with one budget line."""
    with empty.changing(session.current_person(), Action.MONEY_EDIT) as changing:
        budget_lines.create(changing, LINE)
    return empty


def opened(person_id=None):
    page = AppTest.from_file(str(ROOT / "pages" / "settings.py"), default_timeout=60)
    page.query_params["view"] = "Money"
    if person_id is not None:
        page.session_state["acting-as"] = person_id
    page.run()
    assert not page.exception
    assert not page.error
    return page


def said(page):
    return plain(" ".join(each.value for each in (*page.markdown, *page.caption, *page.error)))


def policy_of(database):
    with database.reading() as reading:
        return money_policies.current(reading)


def lines_of(database):
    with database.reading() as reading:
        return [stored.values_of(row) for row in stored.current(reading)]


def save(page, reason):
    page.text_input(key="money-policy-reason").set_value(reason)
    return page.button(key="money-policy-saved").click().run()


def test_nothing_is_asked_while_the_policy_stays_as_it_is(empty):
    page = opened()

    assert "is the money policy that cxdash starts with" in said(page)
    assert "money-policy-saved" not in [each.key for each in page.button]
    assert policy_of(empty) == START


def test_what_is_entered_in_percent_becomes_a_version_with_its_reason(empty):
    page = opened()
    page.number_input(key="money-policy-0-discount_rate").set_value(3.5)
    page.number_input(key="money-policy-0-horizon_years").set_value(5)
    page.number_input(key="money-policy-0-B").set_value(15.0).run()
    assert "Discount rate a year: 10 % → 3.5 %" in said(page)

    save(page, "We are a public body")

    found = policy_of(empty)
    assert found == replace(
        START, number=1, discount_rate=0.035, horizon_years=5, allowances={**START.allowances, "B": 0.15}
    )
    assert "Version 1 of the money policy holds since" in said(page)
    assert "Local administrator: We are a public body" in said(page)
    assert "Taken off an effect of grade B: 10 % → 15 %" in said(page)
    assert page.number_input(key="money-policy-1-discount_rate").value == 3.5


def test_without_a_reason_nothing_is_stored_and_what_was_entered_stays(empty):
    page = opened()
    page.number_input(key="money-policy-0-persistence").set_value(90.0).run()

    save(page, " ")

    assert "Say why the policy changes" in page.error[0].value
    assert page.number_input(key="money-policy-0-persistence").value == 90
    assert policy_of(empty) == START


def test_what_no_policy_may_say_is_refused_in_words(empty):
    page = opened()
    page.number_input(key="money-policy-0-B").set_value(30.0).run()

    save(page, "Careful")

    assert "Grade C is weaker evidence than B" in plain(page.error[0].value)
    assert policy_of(empty) == START


def test_who_saw_an_earlier_version_is_told_what_it_says_now(empty):
    page = opened()
    page.number_input(key="money-policy-0-persistence").set_value(90.0).run()
    with empty.changing(session.current_person(), Action.MONEY_POLICY_EDIT) as changing:
        wanted = replace(START, discount_rate=0.035)
        money_policy.edit(changing, seen=START, wanted=wanted, today=TODAY, reason="Public")

    save(page, "It lasts longer")

    assert "Discount rate a year: 10 % → 3.5 %" in plain(page.error[0].value)
    assert policy_of(empty).persistence == START.persistence


def test_who_may_not_change_money_reads_it(leila, lined):
    page = opened(leila)

    assert "Somebody of finance or an administrator changes the policy" in said(page)
    assert "edits the lines" in said(page)
    assert all(each.disabled for each in page.number_input)
    assert not [each.key for each in page.button if each.key and each.key.startswith("budget")]
    assert lines_of(lined) == [LINE]


def test_a_line_is_added_with_what_it_costs(empty):
    page = opened()
    assert "No budget line is named yet" in said(page)
    page.text_input(key="budget-line-new-name-0").set_value("Agency staff")
    page.number_input(key="budget-line-new-amount-0").set_value(120_000.0)

    page.button(key="budget-line-add").click().run()

    assert lines_of(empty) == [BudgetLineValues("Agency staff", 120_000.0)]
    assert page.text_input(key="budget-line-new-name-1").value == ""


def test_a_line_that_costs_nothing_is_refused_and_what_was_typed_stays(empty):
    page = opened()
    page.text_input(key="budget-line-new-name-0").set_value("Agency staff")

    page.button(key="budget-line-add").click().run()

    assert "Say what the line costs a year" in page.error[0].value
    assert page.text_input(key="budget-line-new-name-0").value == "Agency staff"
    assert lines_of(empty) == []


def test_a_cell_is_saved_as_it_is_left(lined):
    page = opened()
    page.session_state[TABLE] = {"edited_rows": {0: {"A year": 850_000}}, "added_rows": [], "deleted_rows": []}

    page.run()

    assert not page.error
    assert lines_of(lined) == [replace(LINE, annual_amount=850_000.0)]


def test_a_cell_that_makes_no_sense_is_refused_and_shown_as_it_was(lined):
    page = opened()
    page.session_state[TABLE] = {"edited_rows": {0: {"Budget line": None}}, "added_rows": [], "deleted_rows": []}

    page.run()

    assert "A budget line needs a name" in page.error[0].value
    assert page.dataframe[0].value["Budget line"].tolist() == ["Contact centre agents"]
    assert lines_of(lined) == [LINE]


def test_a_line_that_savings_come_out_of_is_not_archived(lined):
    slug = add_use_case(lined, session.current_person())
    with lined.changing(session.current_person(), Action.MONEY_EDIT) as changing:
        wanted = ValuationValues(budget_line=LINE.name)
        valuations.edit(changing, slug, "no_show_rate", seen=ValuationValues(), wanted=wanted, today=TODAY)
    page = opened()
    assert "1 budget line, 1 of them with savings that come out of it" in said(page)
    assert page.dataframe[0].value["What comes out of it"].tolist() == ["Fewer no-shows"]
    page.selectbox(key="budget-line-archived").set_value("contact-centre-agents").run()

    page.button(key="budget-line-archive").click().run()

    assert "Name another line there first" in page.error[0].value
    assert lines_of(lined) == [LINE]


def test_a_line_that_nothing_comes_out_of_is_archived(lined):
    page = opened()
    page.selectbox(key="budget-line-archived").set_value("contact-centre-agents").run()

    page.button(key="budget-line-archive").click().run()

    assert lines_of(lined) == []
    assert "No budget line is named yet" in said(page)
