"""Run cost: what was entered for the days it is about, the rest of a year by the day, usage by the case."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.money_entries import Basis, CostKind, MoneyEntry, Side
from cxdash.domain.periods import Grain, Period
from cxdash.domain.run_costs import RunCost, one_off, run_cost, shared, together

Q3 = (date(2026, 7, 1), date(2026, 10, 1))
"""92 days, 31 of them in July."""
JULY = Period(date(2026, 7, 1), Grain.MONTH)


def entry(amount, *, basis=Basis.ACTUAL, period=JULY, kind=CostKind.RUN, side=Side.COST, line="Licences", number=1):
    return MoneyEntry(
        id=number,
        use_case="chat",
        pilot="bot",
        side=side,
        kind=kind,
        basis=basis,
        line=line,
        period=period,
        amount=amount,
    )


def test_a_year_is_shared_out_by_days():
    assert run_cost([], *Q3, year=36_500) == RunCost(9_200, ("pro rata",))


def test_what_was_entered_counts_for_its_days_and_the_year_for_the_others():
    """£5,000 in July; 61 of 365 days at £36,500 a year are £6,100."""
    found = run_cost([entry(5_000)], *Q3, year=36_500)

    assert found.amount == pytest.approx(11_100)
    assert found.rests_on == "actual and pro rata"


def test_each_case_is_paid_for_where_nothing_was_entered():
    """1,000 cases at £0.92 in the quarter; July is entered, so that 61 of 92 days are left."""
    assert run_cost([], *Q3, usage=920).amount == pytest.approx(920)
    assert run_cost([entry(5_000)], *Q3, usage=920).amount == pytest.approx(5_610)


def test_what_was_spent_goes_before_the_forecast_and_that_before_the_plan():
    quarter = Period(Q3[0], Grain.QUARTER)
    entries = [
        entry(9_200, basis=Basis.PLANNED, period=quarter, number=1),
        entry(4_000, basis=Basis.FORECAST, number=2),
        entry(5_000, basis=Basis.ACTUAL, number=3),
    ]

    found = run_cost(entries, *Q3, year=1_000_000)

    assert found.amount == pytest.approx(5_000 + 9_200 * 61 / 92)
    assert found.rests_on == "actual and planned"


def test_what_is_paid_once_and_what_is_a_benefit_is_no_run_cost():
    others = [entry(1, kind=CostKind.ONE_OFF), entry(1, kind=None, side=Side.BENEFIT)]

    assert run_cost(others, *Q3) is None


def test_nobody_said_is_not_nothing():
    assert run_cost([], *Q3) is None
    assert run_cost([], *Q3, year=0.0) == RunCost(0.0, ("pro rata",))
    assert together([None, None]) is None
    assert shared(None, 2) is None


def test_costs_of_a_pilot_and_its_use_case_are_one_cost():
    found = together([RunCost(100, ("pro rata",)), None, shared(RunCost(60, ("actual", "planned")), 3)])

    assert found == RunCost(120, ("actual", "planned", "pro rata"))
    assert found.rests_on == "actual, planned and pro rata"


def test_what_was_paid_once_is_all_of_it_until_a_day():
    later = Period(date(2027, 1, 1), Grain.MONTH)
    entries = [
        entry(30_000, kind=CostKind.ONE_OFF),
        entry(9_000, kind=CostKind.ONE_OFF, period=later, number=2),
        entry(500, number=3),
    ]

    assert one_off(entries, before=date(2026, 10, 1)) == 30_000
    assert one_off([entry(500)], before=date(2026, 10, 1)) is None


def test_what_was_paid_once_is_the_plan_until_it_was_paid():
    """Planned for July at 500, paid in January at 520."""
    paid = Period(date(2027, 1, 1), Grain.MONTH)
    entries = [
        entry(500, kind=CostKind.ONE_OFF, basis=Basis.PLANNED),
        entry(520, kind=CostKind.ONE_OFF, period=paid, number=2),
    ]

    assert [one_off(entries, before=day) for day in (date(2026, 10, 1), date(2027, 4, 1))] == [500, 520]


_MONTHS = st.lists(st.sampled_from([Period(date(2026, month, 1), Grain.MONTH) for month in range(5, 12)]), max_size=6)


@given(_MONTHS, st.floats(0, 1e6))
def test_every_day_is_paid_for_once(months, year):
    """A month entered at its share of the year changes nothing, however often and in whatever order it is entered."""
    entries = [
        entry(year * (each.ends_before - each.starts).days / 365, period=each, number=number)
        for number, each in enumerate(months)
    ]

    found = run_cost(entries, *Q3, year=year, usage=None)

    assert found.amount == pytest.approx(year * 92 / 365)


@given(st.integers(1, 91), st.floats(0, 1e6))
def test_two_halves_of_a_quarter_cost_what_it_costs(days, year):
    middle = Q3[0] + timedelta(days=days)

    halves = [run_cost([entry(5_000)], *ends, year=year).amount for ends in ((Q3[0], middle), (middle, Q3[1]))]

    assert sum(halves) == pytest.approx(run_cost([entry(5_000)], *Q3, year=year).amount)
