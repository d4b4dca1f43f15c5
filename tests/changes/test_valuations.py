"""What stands behind unit values on both databases: said, confirmed by finance, counted in what pilots are worth."""

from dataclasses import replace
from datetime import date

import pytest

from cxdash.changes import budget_lines, measured, money_policy, pilots, use_cases, valuations
from cxdash.domain.actions import Action
from cxdash.domain.benefits import FinanceClass
from cxdash.domain.budget_lines import BudgetLineValues
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError, StaleEditError
from cxdash.domain.money_policy import START
from cxdash.domain.people import Role
from cxdash.domain.valuations import Line, ValuationValues
from cxdash.judging import pilot_results
from cxdash.store import valuations as stored
from tests.builders import TODAY, use_case_values
from tests.changes.at_once import at_once
from tests.changes.finished import METRIC, PILOT, SLUG, add_finished

NOTHING = ValuationValues()
MARGIN = ValuationValues(owner="Finn", valued_on=date(2026, 6, 1), finance_class=FinanceClass.MARGIN)
LINE = BudgetLineValues("Locum clinicians", 120_000.0, "Finn")


@pytest.fixture
def room(ready_after):
    """A database with a finished pilot and a budget line, its administrator, and somebody of finance."""
    database, people = ready_after(finished)
    return database, *people


def finished(database, admin):
    add_finished(database, admin)
    finn = database.add_first_person("finn", "Finn", frozenset({Role.FINANCE}))
    with database.changing(finn, Action.MONEY_EDIT) as session:
        budget_lines.create(session, LINE)
    return admin, finn


def edit(database, person, wanted=MARGIN, *, seen=NOTHING, today=TODAY, metric=METRIC):
    with database.changing(person, Action.MONEY_EDIT) as session:
        valuations.edit(session, SLUG, metric, seen=seen, wanted=wanted, today=today)


def confirm(database, person, *, seen=MARGIN):
    with database.changing(person, Action.MONEY_ATTEST) as session:
        valuations.confirm_class(session, SLUG, METRIC, seen=seen, today=TODAY)


def withdraw(database, person, *, reason="The ledger was merged"):
    with database.changing(person, Action.MONEY_ATTEST) as session:
        valuations.withdraw_confirmation(session, SLUG, METRIC, reason=reason)


def said(database):
    """What stands behind the value of the one metric that somebody said something about."""
    with database.reading() as session:
        (found,) = stored.by_metric_use(session).values()
        return found


def money(database):
    with database.reading() as session:
        return pilot_results.one(session, PILOT, METRIC, today=TODAY).money


def test_what_is_said_is_stored_as_it_was_said(room):
    database, _, finn = room
    wanted = replace(MARGIN, budget_line="locum  clinicians", adoption_low=0.6, adoption=0.8, adoption_high=0.9)

    edit(database, finn, wanted)

    found = said(database)
    assert (found.owner, found.valued_on, found.finance_class) == ("Finn", date(2026, 6, 1), FinanceClass.MARGIN)
    assert found.budget_line == Line("locum-clinicians", "Locum clinicians", 120_000.0)
    assert (found.adoption_low, found.adoption, found.adoption_high) == (0.6, 0.8, 0.9)
    assert not found.is_confirmed
    with database.reading() as session:
        assert valuations.values(session, SLUG, METRIC) == replace(wanted, budget_line="Locum clinicians")


def test_who_is_reached_decides_what_a_pilot_is_worth(room):
    database, _, finn = room
    before = money(database)

    edit(database, finn, replace(MARGIN, adoption_low=0.4, adoption=0.5, adoption_high=0.6))

    after = money(database)
    assert after.adoption == pytest.approx(0.5)
    assert after.gross_year == pytest.approx(before.gross_year / 2)


def test_released_hours_are_money_as_far_as_the_policy_says(room):
    database, _, finn = room
    whole = money(database).gross_year
    edit(database, finn, replace(MARGIN, finance_class=FinanceClass.CAPACITY))
    assert "0 % of released hours" in money(database)

    with database.changing(finn, Action.MONEY_POLICY_EDIT) as session:
        wanted = replace(START, redeployment_share=0.25)
        money_policy.edit(session, seen=START, wanted=wanted, today=TODAY, reason="Rosters were changed")

    assert money(database).gross_year == pytest.approx(whole / 4)


def test_what_is_not_financial_has_no_money_figure(room):
    database, _, finn = room

    edit(database, finn, replace(MARGIN, finance_class=FinanceClass.NON_FINANCIAL))

    assert money(database) == "finance calls the benefit non-financial"


def test_no_more_is_saved_than_the_budget_line_costs(room):
    database, _, finn = room
    uncapped = money(database).gross_year
    edit(database, finn, replace(MARGIN, finance_class=FinanceClass.AVOIDED, budget_line="Locum clinicians"))

    capped = money(database)

    assert uncapped > 120_000
    assert capped.gross_year == 120_000
    assert capped.counted == pytest.approx(120_000 / uncapped)


def test_what_a_line_costs_decides_at_once_what_comes_out_of_it(room):
    database, _, finn = room
    edit(database, finn, replace(MARGIN, budget_line="Locum clinicians"))

    with database.changing(finn, Action.MONEY_EDIT) as session:
        budget_lines.edit(
            session, "locum-clinicians", seen=LINE, wanted=replace(LINE, annual_amount=50_000.0), today=TODAY
        )

    assert money(database).gross_year == 50_000


def test_usage_is_paid_for_each_case(room):
    database, admin, _ = room
    before = money(database)
    with database.changing(admin, Action.PILOT_EDIT) as session:
        seen = pilots.values(session, PILOT)
        wanted = replace(seen, usage_cost=0.5)
        measured.edit_pilot(session, PILOT, seen=seen, wanted=wanted, today=TODAY, reason="The vendor bills by case")

    after = money(database)

    assert (before.run_year, after.run_year) == (0.0, 25_000.0)
    assert after.cost > before.cost
    assert after.gross_year == before.gross_year


def test_a_class_counts_in_the_headline_once_finance_confirmed_it(room):
    database, _, finn = room
    edit(database, finn)
    assert not said(database).is_headline

    confirm(database, finn)

    found = said(database)
    assert (found.confirmed_by, found.confirmed_on, found.is_headline) == ("Finn", TODAY, True)


@pytest.mark.parametrize(
    "other",
    [
        replace(MARGIN, finance_class=FinanceClass.CASHABLE),
        replace(MARGIN, budget_line="Locum clinicians"),
    ],
)
def test_another_class_or_line_needs_finances_word_anew(room, other):
    database, admin, finn = room
    edit(database, finn)
    confirm(database, finn)

    edit(database, admin, other, seen=MARGIN)

    assert said(database).confirmed_by is None
    assert not said(database).is_headline


def test_what_does_not_touch_the_class_leaves_finances_word_alone(room):
    database, admin, finn = room
    edit(database, finn)
    confirm(database, finn)

    edit(database, admin, replace(MARGIN, valued_on=TODAY, adoption=0.7), seen=MARGIN)

    assert said(database).confirmed_by == "Finn"


def test_finance_takes_its_word_back_with_a_reason(room):
    database, _, finn = room
    edit(database, finn)
    confirm(database, finn)

    with pytest.raises(RuleError, match="Say why"):
        withdraw(database, finn, reason=" ")
    withdraw(database, finn)

    assert said(database).confirmed_on is None
    with pytest.raises(RuleError, match="is not confirmed"):
        withdraw(database, finn)


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.FINANCE])
def test_nobody_but_finance_confirms_a_class(room, role):
    database, _, finn = room
    edit(database, finn)
    somebody = database.add_first_person("sam", "Sam", frozenset({role}))

    with pytest.raises(NotAllowedError, match="may not attest money"):
        confirm(database, somebody)
    with pytest.raises(NotAllowedError, match="may not attest money"):
        withdraw(database, somebody)


def test_a_contributor_edits_no_value(room):
    database, _, _ = room
    somebody = database.add_first_person("sam", "Sam", frozenset({Role.CONTRIBUTOR}))

    with pytest.raises(NotAllowedError, match="may not edit costs and values"):
        edit(database, somebody)
    with (
        pytest.raises(NotAllowedError, match="may not edit costs and values"),
        database.changing(somebody, Action.MONEY_EDIT) as session,
    ):
        budget_lines.create(session, BudgetLineValues("Post", 1_000.0))


@pytest.mark.parametrize(
    ("wanted", "field", "words"),
    [
        (replace(MARGIN, finance_class=FinanceClass.AVOIDED), "budget_line", "Name the budget line"),
        (replace(MARGIN, budget_line="Postage"), "budget_line", "There is no budget line “Postage”"),
        (replace(MARGIN, owner="Nobody"), "owner", "Nobody here is called “Nobody”"),
        (replace(MARGIN, adoption=1.2), "adoption", "from 0 to 100 %"),
        (replace(MARGIN, adoption_low=0.5), "adoption", "what adoption is likely"),
        (replace(MARGIN, adoption_low=0.9, adoption=0.5), "adoption", "must rise"),
    ],
)
def test_what_makes_no_sense_is_not_stored(room, wanted, field, words):
    database, _, finn = room

    with pytest.raises(RuleError, match=words) as refused:
        edit(database, finn, wanted)

    assert refused.value.field == field
    with database.reading() as session:
        assert stored.by_metric_use(session) == {}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (replace(MARGIN, finance_class=None), "what sort of money"),
        (replace(MARGIN, owner="", valued_on=None), "who answers for the value and the day"),
    ],
)
def test_finance_confirms_nothing_that_is_half_said(room, values, words):
    database, _, finn = room
    edit(database, finn, values)

    with pytest.raises(RuleError, match=words):
        confirm(database, finn, seen=values)


def test_finance_confirms_the_class_that_it_saw(room):
    database, admin, finn = room
    edit(database, finn)
    edit(database, admin, replace(MARGIN, finance_class=FinanceClass.CASHABLE), seen=MARGIN)

    with pytest.raises(StaleEditError, match="is “cashable saving” now") as refused:
        confirm(database, finn, seen=MARGIN)

    assert (refused.value.seen, refused.value.theirs) == ("incremental margin", "cashable saving")


def test_of_two_who_edit_one_value_the_second_sees_both(room, ready_url):
    database, admin, finn = room

    def change(wanted):
        return lambda session: valuations.edit(session, SLUG, METRIC, seen=NOTHING, wanted=wanted, today=TODAY)

    words = at_once(
        ready_url,
        finn,
        change(MARGIN),
        change(ValuationValues(finance_class=FinanceClass.CASHABLE, adoption=0.5)),
        action=Action.MONEY_EDIT,
        other=admin,
    )

    assert len(words) == 1
    assert "is “incremental margin” now, and you entered “cashable saving”" in words[0]
    assert said(database).finance_class is FinanceClass.MARGIN


def test_two_who_edit_different_parts_of_a_value_both_win(room):
    database, admin, finn = room
    edit(database, finn)

    edit(database, admin, ValuationValues(adoption=0.5), seen=NOTHING)

    assert (said(database).finance_class, said(database).adoption) == (FinanceClass.MARGIN, 0.5)


def test_a_metric_that_judges_nothing_has_no_value(room):
    database, _, finn = room

    with pytest.raises(NotFoundError, match="is not judged by"):
        edit(database, finn, metric="csat")


def test_what_stands_behind_a_value_goes_with_the_metric(room):
    database, admin, finn = room
    edit(database, finn)

    with database.changing(admin, Action.USE_CASE_EDIT) as session:
        seen = use_cases.values(session, SLUG)
        left = tuple(each for each in use_case_values().metrics if each.metric != METRIC)
        use_cases.edit(session, SLUG, seen=seen, wanted=replace(seen, metrics=left), today=TODAY, reason="Other aim")

    with database.reading() as session:
        assert stored.by_metric_use(session) == {}
