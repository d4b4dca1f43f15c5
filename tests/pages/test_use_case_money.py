"""The tab Money: what it is worth first, what leads to it folded away, values and costs edited in place."""

from dataclasses import replace
from datetime import date

import pytest

from cxdash.changes import money_entries
from cxdash.domain.actions import Action
from cxdash.domain.benefits import FinanceClass
from cxdash.domain.money_entries import Basis, CostKind, MoneyEntryValues, Side
from cxdash.domain.people import Role
from cxdash.domain.periods import Grain, Period
from cxdash.store import money_entries as stored_entries
from cxdash.store import people
from cxdash.store import use_cases as store
from cxdash.ui import cached
from tests.pages.use_case_page import NO_SHOWS, a_page, button, opened_at, plain, press, text, unfold

ENTRY = f"money-entry-{NO_SHOWS}-0-0"
SUMMER = Period(date(2026, 7, 1), Grain.QUARTER)


@pytest.fixture
def finance(portfolio):
    """Somebody of finance of the sample portfolio."""
    with portfolio.reading() as session:
        return next(each for each in people.everybody(session) if Role.FINANCE in each.roles)


def money_of(slug, person=None, **state):
    """The tab Money, as somebody sees it, with what they have unfolded."""
    page = a_page()
    if person is not None:
        page.session_state["acting-as"] = person.id
    for name, value in state.items():
        page.session_state[name] = value
    page.query_params["use_case"], page.query_params["view"] = slug, "Money"
    page.run()
    assert not page.exception
    return page


def said(page):
    return text(page).replace("\u00a0", " ")


def numbers(page):
    return {each.label: each.value.replace("\u00a0", " ") for each in page.metric}


def entries(database):
    with database.reading() as session:
        return stored_entries.of_use_case(session, store.get(session, NO_SHOWS).id)


def record(database, person, **changes):
    given = {"side": Side.COST, "kind": CostKind.RUN, "basis": Basis.ACTUAL, "period": SUMMER, "amount": 5_000.0}
    with database.changing(person, Action.MONEY_EDIT) as session:
        row = money_entries.add(session, NO_SHOWS, MoneyEntryValues(**given | {"line": "Coaching"} | changes))
        return row.id


def test_it_begins_with_what_a_year_is_worth_as_measured(portfolio):
    page = money_of(NO_SHOWS)

    assert portfolio
    assert plain(page.metric[0].label) == "Appointment no-show rate: worth a year, measured, before costs"
    assert "So says" in said(page)
    assert [each.label for each in page.metric[1:]] == ["Promised a year, at its target", "A month's delay costs"]


def test_a_return_is_shown_only_once_asked_for_and_with_how_far_its_costs_reach(portfolio):
    page = money_of(NO_SHOWS, **{"money-net": True})

    assert portfolio
    assert {"Net value over 3 years", "Return, at the costs of one pilot", "Paid back"} <= set(numbers(page))
    assert "what every case of a year is worth against what the one pilot No-show outreach Harbour View costs" in said(
        page
    )


def test_costs_are_drawn_and_listed_once_they_are_opened(portfolio):
    closed, opened = money_of(NO_SHOWS), money_of(NO_SHOWS, **{"money-form-costs": True})

    assert portfolio
    assert not closed.table
    assert any("What counts" in each.value.columns for each in opened.table)


def test_money_that_is_never_earned_back_says_so(portfolio):
    page = money_of("no-shows-help-with-transport", **{"money-net": True})

    assert portfolio
    assert numbers(page)["Paid back"] == "Not within 3 years"
    assert "A month's delay costs" not in numbers(page)


def test_a_masked_gain_counts_as_nothing_and_says_why(portfolio):
    page = money_of("routine-queries-resolved-in-self-service")

    assert portfolio
    assert page.metric[0].value == "£0"
    assert all("Counted value: £0." in plain(each.value) for each in page.error)
    assert "Resolution rate got worse." in said(page)


def test_an_idea_shows_its_promise_and_that_nothing_is_measured(portfolio):
    page = money_of("cheaper-claims-handling")

    assert portfolio
    assert "Nothing is measured yet." in said(page)
    assert [each.label for each in page.metric] == ["Cost per resolution: promised a year, at its target"]


def test_an_amount_opens_down_to_its_numbers_and_its_cells(portfolio):
    page = money_of(NO_SHOWS, **{"money-trail": True})

    assert portfolio
    assert "a year = " in said(page)
    assert any("Effect on Appointment no-show rate" in plain(str(each.value)) for each in page.table)


def test_modelled_benefits_are_called_that_and_are_in_no_measured_number(portfolio, finance):
    before = numbers(money_of(NO_SHOWS))
    record(portfolio, finance, side=Side.BENEFIT, kind=FinanceClass.CAPACITY, line="Hours", amount=777_000.0)
    cached.forget()

    page = money_of(NO_SHOWS)

    assert ":gray-badge[modelled, not evidence]" in said(page)
    assert "No pilot has shown it, so it is in no figure above." in said(page)
    assert numbers(page) == before


def test_a_cost_is_entered_for_the_period_that_holds_a_day(portfolio, finance):
    page = money_of(NO_SHOWS, finance, **{"money-form-costs": True})
    page.text_input(key=f"{ENTRY}-line").input("Coaching")
    page.date_input(key=f"{ENTRY}-day").set_value(date(2026, 8, 14))
    page.number_input(key=f"{ENTRY}-amount").set_value(1_234.0)
    press(page, "Save the amount")

    (added,) = [each for each in entries(portfolio) if each.line == "Coaching"]
    assert (added.kind, added.basis, added.period, added.amount) == (CostKind.RUN, Basis.PLANNED, SUMMER, 1_234.0)


def test_an_amount_that_is_missing_is_asked_for(portfolio, finance):
    before = entries(portfolio)
    page = money_of(NO_SHOWS, finance, **{"money-form-costs": True})
    press(page, "Save the amount")

    assert page.error[0].value == "Enter the amount, and a day of the period it is for."
    assert entries(portfolio) == before


def test_an_amount_is_changed_and_removed(portfolio, finance):
    number = record(portfolio, finance)
    key = f"money-entry-{NO_SHOWS}-{number}-0"
    page = money_of(NO_SHOWS, finance, **{"money-form-costs": True, f"money-entry-{NO_SHOWS}": number})
    page.number_input(key=f"{key}-amount").set_value(6_000.0)
    press(page, "Save the amount")
    assert [each.amount for each in entries(portfolio) if each.id == number] == [6_000.0]

    page = money_of(NO_SHOWS, finance, **{"money-form-costs": True, f"money-entry-{NO_SHOWS}": number})
    press(page, "Remove it")

    assert [each for each in entries(portfolio) if each.id == number] == []


def test_somebody_else_s_amount_is_not_overwritten_unseen(portfolio, finance):
    number = record(portfolio, finance)
    key = f"money-entry-{NO_SHOWS}-{number}-0"
    page = money_of(NO_SHOWS, finance, **{"money-form-costs": True, f"money-entry-{NO_SHOWS}": number})
    with portfolio.changing(finance, Action.MONEY_EDIT) as session:
        (entry,) = [each for each in entries(portfolio) if each.id == number]
        seen = money_entries.values_of(entry)
        money_entries.edit(session, number, seen=seen, wanted=replace(seen, amount=9_000.0))
    page.number_input(key=f"{key}-amount").set_value(6_000.0)
    press(page, "Save the amount")

    assert [each.amount for each in entries(portfolio) if each.id == number] == [9_000.0]
    assert any("9000" in str(each.value).replace(",", "") for each in (*page.markdown, *page.caption, *page.error))


def test_who_may_not_edit_money_sees_no_form(portfolio):
    with portfolio.reading() as session:
        viewer = next(each for each in people.everybody(session) if each.roles == {Role.VIEWER})

    page = money_of(NO_SHOWS, viewer, **{"money-costs": True, f"says-valuation-{NO_SHOWS}-no_show_rate": True})
    assert not any(each.label.startswith("Save") for each in page.button)
    assert not any("Record or change" in str(each.value) for each in page.markdown)
    assert not any(each.label == "Confirm the sort of money" for each in page.button)


def test_the_sort_of_money_is_named_then_confirmed_by_finance(portfolio, finance):
    slug, metric = "referrals-handled-within-promise", "delivery_consistency"
    key = f"valuation-{slug}-{metric}"
    page = money_of(slug, finance, **{f"money-form-{key}": True})
    page.selectbox(key=f"{key}-0-owner").set_value(finance.name)
    page.selectbox(key=f"{key}-0-class").set_value(FinanceClass.CASHABLE)
    page.date_input(key=f"{key}-0-valued").set_value(date(2026, 9, 1))
    page.number_input(key=f"{key}-0-adoption").set_value(80.0)
    press(page, "Save")
    assert "Cashable saving, not confirmed" in said(page)

    page = money_of(slug, finance)
    unfold(page, f"aside-{key}")
    button(page, "Confirm").click().run()

    assert "Cashable saving, confirmed" in said(page)
    with portfolio.reading() as session:
        (use,) = [each for each in store.get(session, slug).metrics if each.metric.slug == metric]
        assert use.valuation.confirmed_by.name == finance.name


def test_a_link_opens_the_tab_without_anything_unfolded(portfolio):
    page = opened_at(NO_SHOWS, view="Money")

    assert portfolio
    assert not page.exception
    assert not any("a year = " in each.value for each in page.markdown)
