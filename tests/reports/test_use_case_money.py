"""What a use case is worth: the middle of its measured pilots, with range, return, payback, delay and its promise."""

from dataclasses import replace
from datetime import date

import pytest

from cxdash.changes import budget_lines, pilots, use_cases, valuations
from cxdash.domain.actions import Action
from cxdash.domain.benefits import FinanceClass
from cxdash.domain.budget_lines import BudgetLineValues
from cxdash.domain.figures import NO_BREAK
from cxdash.domain.people import Role
from cxdash.domain.valuations import ValuationValues
from cxdash.effects.grade import Grade
from cxdash.effects.net_value import NetValue
from cxdash.reports import claims, stands_behind, use_case_money
from tests.builders import TODAY, add_use_case, pilot_values
from tests.reports.rows import A_QUARTER_LESS, TOO_EARLY, store_effect

SLUG = "fewer-no-shows"
MONEY = NetValue(
    p10=100_000.0,
    p50=200_000.0,
    p90=300_000.0,
    p_positive=0.97,
    gross_year=500_000.0,
    first_year=60_000.0,
    payback_month=5,
    return_on_investment=3.0,
    horizon_years=3,
    of_target=250_000.0,
    cost=50_000.0,
    run_year=20_000.0,
)
"""A quarter fewer no-shows (15 to 35 %) is £500k a year, less £20k to run it."""


def money(database):
    with database.reading() as session:
        return use_case_money.of_use_case(session, SLUG, today=TODAY)


def worth(database):
    return money(database).worths[0]


def measured(ready, *years, grade=Grade.B, **said):
    """A use case with a pilot for each yearly worth."""
    names = tuple(f"Pilot {number}" for number in range(len(years)))
    add_use_case(*ready, pilots_named=names)
    for name, gross in zip(names, years, strict=True):
        slug = name.lower().replace(" ", "-")
        effect = replace(A_QUARTER_LESS, grade=grade)
        store_effect(*ready, slug, effect, net_value=replace(MONEY, gross_year=gross, **said).to_json())


def stand_behind(ready, *, confirm=True, **said):
    """Let finance say what sort of money it is, and confirm it."""
    database, _ = ready
    finance = database.add_first_person("finn", "Finn", frozenset({Role.FINANCE}))
    given = {"owner": "Finn", "valued_on": date(2026, 9, 1), "finance_class": FinanceClass.CASHABLE} | said
    with database.changing(finance, Action.MONEY_EDIT) as session:
        seen, wanted = ValuationValues(), ValuationValues(**given)
        valuations.edit(session, SLUG, "no_show_rate", seen=seen, wanted=wanted, today=TODAY)
    if confirm:
        with database.changing(finance, Action.MONEY_ATTEST) as session:
            seen = valuations.values(session, SLUG, "no_show_rate")
            valuations.confirm_class(session, SLUG, "no_show_rate", seen=seen, today=TODAY)


def name_a_source(ready):
    database, person = ready
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        seen = use_cases.values(session, SLUG)
        uses = tuple(replace(use, value_source="Ledger 2025", annual_volume=1_000.0) for use in seen.metrics)
        use_cases.edit(session, SLUG, seen=seen, wanted=replace(seen, metrics=uses), today=TODAY, reason="Priced")


def test_a_year_has_the_range_that_the_effect_leaves(small):
    measured(small, 500_000.0)

    found = worth(small[0])

    assert (found.amount, found.low, found.high) == ("£500k", "£300k", "£700k")
    assert found.rests_on == "the only pilot measured"


def test_the_middle_pilot_stands_for_all_and_of_two_the_one_that_is_worth_less(small):
    measured(small, 900_000.0, 300_000.0)

    found = worth(small[0])

    assert (found.pilot, found.amount) == ("Pilot 1", "£300k")
    assert found.rests_on == "the lesser of two measured pilots, the other shows £900k"


def test_of_several_pilots_it_is_said_how_far_apart_they_are(small):
    measured(small, 900_000.0, 300_000.0, 400_000.0)

    found = worth(small[0])

    assert (found.pilot, found.rests_on) == (
        "Pilot 2",
        "the middle one of 3 measured pilots, which show £300k to £900k",
    )


def test_weak_evidence_stands_for_a_use_case_only_where_there_is_nothing_better_and_in_no_headline(small):
    measured(small, 900_000.0, grade=Grade.D)

    found = worth(small[0])

    assert found.is_weak
    assert (found.back, found.no_return_because) == ("", "Evidence of grade D stands in no headline return.")


def test_a_month_of_delay_costs_a_month_at_full_use_after_running_it(small):
    """£500k less £20k, over twelve months."""
    measured(small, 500_000.0)

    assert worth(small[0]).delay == "£40.0k"


def test_what_does_not_pay_back_in_time_says_so(small):
    measured(small, 10_000.0, payback_month=None)

    found = worth(small[0])

    assert (found.paid_back, found.delay) == ("Not within 3 years", "")


def test_no_return_is_stated_before_finance_confirms_the_sort_of_money(ready):
    measured(ready, 500_000.0)
    assert worth(ready[0]).no_return_because == "Nobody has said what sort of money it is."
    name_a_source(ready)
    stand_behind(ready, confirm=False)
    store_effect(*ready, "pilot-0", A_QUARTER_LESS, net_value=MONEY.to_json())

    found = worth(ready[0])

    assert (found.back, found.no_return_because) == ("", "Finance has not confirmed that it is cashable saving.")


def test_a_confirmed_sort_of_money_states_its_return(ready):
    measured(ready, 500_000.0)
    name_a_source(ready)
    stand_behind(ready)
    store_effect(*ready, "pilot-0", A_QUARTER_LESS, net_value=MONEY.to_json())

    found = worth(ready[0])

    assert (found.back.replace(NO_BREAK, " "), found.no_return_because) == ("300 %", "")
    with ready[0].reading() as session:
        (behind,) = stands_behind.of_use_case(session, SLUG)
    assert ("Sort of money", "Cashable saving, confirmed by Finn on 21 Nov 2026") in behind.says
    assert ("Answers for it, in finance", "Finn") in behind.says
    assert ("Last looked at", "1 Sep 2026") in behind.says


def test_released_hours_stand_in_no_headline_even_confirmed(ready):
    measured(ready, 500_000.0)
    name_a_source(ready)
    stand_behind(ready, finance_class=FinanceClass.CAPACITY)
    store_effect(*ready, "pilot-0", A_QUARTER_LESS, net_value=MONEY.to_json())

    assert worth(ready[0]).no_return_because == "Released capacity stands in no headline return."


def test_the_promise_says_how_much_of_it_is_measured(ready):
    """6 points of 1,000 cases at £40 are £2,400; the pilot shows £1,200."""
    measured(ready, 1_200.0)
    name_a_source(ready)
    store_effect(*ready, "pilot-0", A_QUARTER_LESS, net_value=replace(MONEY, gross_year=1_200.0).to_json())

    (promise,) = money(ready[0]).promises

    assert (promise.amount, promise.measured.replace(NO_BREAK, " ")) == ("£2,400", "50 % of it is measured")


def test_a_pilot_in_its_window_is_worth_nothing_yet_and_says_how_far_it_is(small):
    add_use_case(*small, pilots_named=())
    with small[0].changing(small[1], Action.PILOT_EDIT) as session:
        pilots.create(session, SLUG, pilot_values("Late", goes_live=date(2026, 11, 2)))
    store_effect(*small, "late", TOO_EARLY)

    found = money(small[0])

    assert found.worths == ()
    assert [each.why for each in found.kept] == ["Day 20 of 91: no money before the window ends."]


@pytest.fixture
def rivals(ready):
    """Two use cases, each with a pilot on the same people at the same time, of whose gains half counts."""
    database, person = ready
    add_use_case(database, person, pilots_named=())
    add_use_case(database, person, "Rides", pilots_named=())
    with database.changing(person, Action.PILOT_EDIT) as session:
        for use_case, name in ((SLUG, "Calls"), ("rides", "Rides")):
            pilots.create(session, use_case, pilot_values(name, population="Riverside patients"))
    halved = replace(MONEY, gross_year=250_000.0, counted=0.5).to_json()
    for pilot in ("calls", "rides"):
        store_effect(database, person, pilot, A_QUARTER_LESS, net_value=halved)
    return ready


def claimed(database):
    with database.reading() as session:
        return claims.of_use_case(session, SLUG, today=TODAY)


def test_who_claims_the_same_people_is_named_with_what_the_cap_takes(rivals):
    found = claimed(rivals[0])

    (said,) = found.says
    assert said == (
        "Rides measures the same of Riverside patients at the same time as Calls: so that no case counts twice, "
        "£250k a year is taken off."
    )
    assert found.rows.to_numpy().tolist() == [
        ["Calls (Fewer no-shows)", "£500k", "£250k"],
        ["Rides (Rides)", "£500k", "£250k"],
    ]


def test_alone_on_its_people_nobody_else_claims_anything(small):
    measured(small, 500_000.0)

    found = claimed(small[0])

    assert found.says == ()
    assert found.rows.empty


def test_a_line_that_only_one_saves_on_within_its_cost_is_nothing_to_say(ready):
    measured(ready, 500_000.0)
    name_a_source(ready)
    finance = ready[0].add_first_person("fay", "Fay", frozenset({Role.FINANCE}))
    with ready[0].changing(finance, Action.MONEY_EDIT) as session:
        budget_lines.create(session, BudgetLineValues("Overtime", 900_000.0))
    stand_behind(ready, confirm=False, budget_line="Overtime")
    store_effect(*ready, "pilot-0", A_QUARTER_LESS, net_value=MONEY.to_json())

    assert claimed(ready[0]).says == ()


def test_a_budget_line_with_more_claims_than_it_costs_says_by_how_much(ready):
    measured(ready, 500_000.0)
    name_a_source(ready)
    finance = ready[0].add_first_person("fay", "Fay", frozenset({Role.FINANCE}))
    with ready[0].changing(finance, Action.MONEY_EDIT) as session:
        budget_lines.create(session, BudgetLineValues("Overtime", 400_000.0))
    stand_behind(ready, confirm=False, budget_line="Overtime")
    store_effect(*ready, "pilot-0", A_QUARTER_LESS, net_value=MONEY.to_json())

    (said,) = claimed(ready[0]).says

    assert said == (
        "On Overtime, £400k a year: Fewer no-shows £500k. That is £100k more than is spent there, so no more than "
        "£400k counts."
    )
