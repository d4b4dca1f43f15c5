"""Costs of a use case by fiscal quarter, against the plan, and modelled benefits apart from everything else."""

from datetime import date

import pytest

from cxdash.changes import money_entries, pilots
from cxdash.domain.actions import Action
from cxdash.domain.benefits import FinanceClass
from cxdash.domain.money_entries import Basis, CostKind, MoneyEntryValues, Side
from cxdash.domain.periods import Grain, Period
from cxdash.reports import use_case_costs
from tests.builders import TODAY, add_use_case, pilot_values

SPRING, SUMMER, AUTUMN = (Period(date(2026, month, 1), Grain.QUARTER) for month in (4, 7, 10))
PLANNED, FORECAST, ACTUAL = Basis
RUN, ONE_OFF = CostKind.RUN, CostKind.ONE_OFF


@pytest.fixture
def use_case(ready):
    """A use case whose pilot costs £3,650 a year from 1 June 2026 on, and £900 once."""
    database, person = ready
    add_use_case(database, person, pilots_named=())
    with database.changing(person, Action.PILOT_EDIT) as session:
        values = pilot_values("Riverside", one_off_cost=900.0, run_cost_year=3_650.0, usage_cost=0.12)
        pilots.create(session, "fewer-no-shows", values)
    return ready


def record(use_case, *amounts, pilot="riverside", side=Side.COST, line="Licences"):
    database, person = use_case
    with database.changing(person, Action.MONEY_EDIT) as session:
        for kind, basis, period, amount in amounts:
            values = MoneyEntryValues(
                side=side, kind=kind, basis=basis, period=period, amount=float(amount), line=line, pilot=pilot
            )
            money_entries.add(session, "fewer-no-shows", values)


def costs(use_case):
    with use_case[0].reading() as session:
        return use_case_costs.of_use_case(session, "fewer-no-shows", today=TODAY)


def lines(found):
    return found.by_quarter.table.to_numpy().tolist()


def test_a_pilot_s_own_plan_stands_in_where_nobody_planned_by_quarter(use_case):
    """£10 a day: 30 days from 1 June, 92 in summer, 92 in autumn."""
    found = costs(use_case)

    assert lines(found) == [
        ["Q2 2026", "£1,200", "–", "–", "£1,200, planned"],
        ["Q3 2026", "£920", "–", "–", "£920, planned"],
        ["Q4 2026", "£920", "–", "–", "£920, planned"],
    ]
    assert found.by_quarter.finding == "Nothing spent is recorded; £3,040 is expected"
    assert "a pilot's own plan stands in" in found.notes
    assert "Riverside £0.12" in found.notes


def test_once_and_running_are_told_apart_on_every_basis(use_case):
    record(use_case, (ONE_OFF, PLANNED, SPRING, 1_000), (RUN, PLANNED, SPRING, 200), (RUN, ACTUAL, SPRING, 250))

    rows = costs(use_case).by_quarter.rows
    spring = rows[rows["quarter"] == "Q2 2026"]

    assert set(zip(spring["basis"], spring["kind"], spring["amount"], strict=True)) == {
        ("Planned", "One-off", 1_000.0),
        ("Planned", "Run", 200.0),
        ("Actual", "Run", 250.0),
    }


def test_what_was_spent_is_set_against_the_plan_of_the_same_quarters_only(use_case):
    """Spring was £50 dearer than planned; nobody has spent anything yet of what is planned for summer."""
    record(use_case, (RUN, PLANNED, SPRING, 200), (RUN, ACTUAL, SPRING, 250), (RUN, PLANNED, SUMMER, 900))

    assert costs(use_case).by_quarter.finding == "£250 spent so far, £50 more than planned for the same quarters"


def test_what_one_pilot_spent_is_not_set_against_another_s_plan(use_case):
    record(use_case, (RUN, ACTUAL, SPRING, 250), pilot=None)

    assert costs(use_case).by_quarter.finding == "£250 spent so far"


def test_a_quarter_that_runs_is_not_set_against_its_whole_plan(use_case):
    record(use_case, (RUN, PLANNED, AUTUMN, 900), (RUN, ACTUAL, AUTUMN, 300))

    assert costs(use_case).by_quarter.finding == "£300 spent so far"


def test_what_counts_is_what_was_spent_else_the_forecast_else_the_plan(use_case):
    record(
        use_case,
        *((RUN, PLANNED, period, 100) for period in (SPRING, SUMMER, AUTUMN)),
        *((RUN, FORECAST, period, 120) for period in (SPRING, SUMMER)),
        (RUN, ACTUAL, SPRING, 150),
    )

    assert [line[-1] for line in lines(costs(use_case))] == ["£150, actual", "£120, forecast", "£100, planned"]


def test_a_plan_that_was_spent_under_another_name_is_told_and_not_added(use_case):
    record(use_case, (RUN, PLANNED, SUMMER, 1_000))
    record(use_case, (RUN, ACTUAL, SUMMER, 1_100), line="Licence fee")

    found = costs(use_case)

    assert lines(found)[0] == ["Q3 2026", "£1,000", "–", "£1,100", "£1,100, actual"]
    assert "spent under other names in the same days: planned “Licences” £1,000. Record it as actual" in found.notes


def test_a_modelled_benefit_that_came_under_another_name_is_told_and_not_added(use_case):
    record(use_case, (FinanceClass.CASHABLE, PLANNED, SUMMER, 1_000), side=Side.BENEFIT)
    record(use_case, (FinanceClass.CASHABLE, ACTUAL, SUMMER, 1_100), side=Side.BENEFIT, line="Fewer licences")

    assert costs(use_case).modelled_says == (
        "A model expects £1,100 from Jul 2026 to Sep 2026, in 2 lines. Not counted, because something was gained under "
        "other names in the same days: planned “Licences” £1,000. Record it as actual if it was gained as well"
    )


def test_modelled_benefits_stand_apart_from_costs(use_case):
    record(use_case, (FinanceClass.CAPACITY, FORECAST, SUMMER, 7_000), side=Side.BENEFIT)

    found = costs(use_case)

    assert found.modelled_says == "A model expects £7,000 from Jul 2026 to Sep 2026, in 1 line"
    assert [each.what for each in found.modelled] == ["Licences · Released capacity"]
    assert found.listed == ()
    assert not (found.by_quarter.rows["amount"] == 7_000).any()


def test_many_quarters_are_shown_by_the_newest_and_counted_all(use_case):
    old = Period(date(2023, 1, 1), Grain.QUARTER)
    record(use_case, (RUN, ACTUAL, old, 40), (RUN, ACTUAL, SUMMER, 60))

    found = costs(use_case).by_quarter

    assert (len(found.table), found.table["Quarter"].iloc[-1]) == (10, "Q4 2026")
    assert found.finding.startswith("£100 spent so far")
