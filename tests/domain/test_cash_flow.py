"""Cash flow by month, against sums worked out by hand and against the limits of every setting."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.cash_flow import Costs, cash_flow, cost_of_delay, discounts, monthly_profile, year_factor
from cxdash.domain.errors import RuleError
from cxdash.domain.money_policy import START, MoneyPolicy

PLAIN = MoneyPolicy(discount_rate=0.0, ramp_months=0.0, persistence=1.0)
AMOUNTS = st.floats(0, 1e7)


def test_the_start_is_the_published_one():
    assert (START.discount_rate, START.horizon_years, START.ramp_months, START.persistence) == (0.10, 3, 6.0, 0.8)
    assert [START.allowance(grade) for grade in "ABCDE"] == [0.0, 0.10, 0.25, 0.40, 1.0]
    assert [START.is_headline(grade) for grade in "ABCDE"] == [True, True, True, False, False]
    assert (START.success_rate, START.redeployment_share) == (0.20, 0.0)


@pytest.mark.parametrize(("ramp", "factor"), [(0, 1.0), (6, 0.75), (12, 0.5), (3, 0.875), (24, 0.25)])
def test_a_straight_ramp_leaves_its_share_of_the_first_year(ramp, factor):
    """(12 − R/2) / 12; a ramp of two years reaches half in the first one, a quarter on average."""
    assert year_factor(replace(START, ramp_months=ramp)) == pytest.approx(factor)


def test_later_years_bring_what_persists():
    assert [year_factor(START, year=year) for year in (1, 2, 3)] == pytest.approx([0.75, 0.8, 0.64])
    assert year_factor(START, adoption=0.5) == pytest.approx(0.375)


def test_without_time_money_is_only_added_up():
    """£12,000 a year for three years, less £2,400 a year and £10,000 once: £18,800."""
    flow = cash_flow(12_000, volume=0, costs=Costs(10_000, 2_400), policy=PLAIN)

    assert flow.net_present_value == pytest.approx(3 * 12_000 - 3 * 2_400 - 10_000)
    assert flow.return_on_investment == pytest.approx(18_800 / 17_200)
    # £800 a month: 12 months bring 9,600, the 13th month reaches 10,400.
    assert flow.payback_month == 13


def test_a_year_from_now_is_worth_a_year_s_discount():
    """£1,100 in month 12 at 10 % is £1,000 today; 3.5 % is what British public bodies take."""
    assert 1_100 * discounts(0.10, 12)[-1] == pytest.approx(1_000)
    assert discounts(0.035, 24)[-1] == pytest.approx(1.035**-2)


def test_one_year_by_hand():
    """£1,200 a year with a ramp of 2 months: £25, £75 and ten times £100, each less £20, at 10 % a year."""
    policy = MoneyPolicy(horizon_years=1, ramp_months=2.0)

    flow = cash_flow(1_200, volume=0, costs=Costs(500, 240), policy=policy)

    by_hand = -500 + 5 / 1.1 ** (1 / 12) + 55 / 1.1 ** (2 / 12) + sum(80 / 1.1 ** (m / 12) for m in range(3, 13))
    assert flow.net_present_value == pytest.approx(by_hand)
    # 5 + 55 + 80 × 6 = 540 after eight months.
    assert flow.payback_month == 8


def test_usage_is_paid_by_the_case():
    costs = Costs(run_year=1_000, usage_per_case=0.2)

    assert (costs.of_a_year(0), costs.of_a_year(50_000)) == (1_000, 11_000)


def test_what_is_never_earned_back_has_no_payback():
    flow = cash_flow(1_000, volume=0, costs=Costs(100_000), policy=START)

    assert flow.payback_month is None
    assert flow.net_present_value < 0
    assert -1 < flow.return_on_investment < 0


def test_what_costs_nothing_has_no_return():
    flow = cash_flow(1_000, volume=0, costs=Costs(), policy=START)

    assert flow.return_on_investment is None
    assert flow.payback_month == 1


@given(benefit=AMOUNTS, one_off=AMOUNTS, running=AMOUNTS, factor=st.floats(0.1, 100))
def test_money_scales(benefit, one_off, running, factor):
    flow = cash_flow(benefit, volume=1, costs=Costs(one_off, running), policy=START)
    scaled = cash_flow(factor * benefit, volume=1, costs=Costs(factor * one_off, factor * running), policy=START)

    assert scaled.net_present_value == pytest.approx(factor * flow.net_present_value, rel=1e-9, abs=1e-3)


@given(one=AMOUNTS, other=AMOUNTS, cost=AMOUNTS)
def test_benefits_and_costs_add_up(one, other, cost):
    together = cash_flow(one + other, volume=1, costs=Costs(cost), policy=START)
    alone = [
        cash_flow(each, volume=1, costs=costs, policy=START) for each, costs in ((one, Costs()), (other, Costs(cost)))
    ]

    assert together.net_present_value == pytest.approx(sum(each.net_present_value for each in alone), abs=1e-2)


@given(
    rate=st.floats(0.0, 0.5),
    ramp=st.floats(0, 40),
    persistence=st.floats(0, 1),
    years=st.integers(1, 10),
)
def test_no_setting_makes_more_of_a_benefit_than_there_is(rate, ramp, persistence, years):
    policy = MoneyPolicy(discount_rate=rate, ramp_months=ramp, persistence=persistence, horizon_years=years)

    profile = monthly_profile(policy)

    assert len(profile) == 12 * years
    assert all(0 <= share <= 1 + 1e-12 for share in profile)
    assert cash_flow(1, volume=0, costs=Costs(), policy=policy).net_present_value <= years + 1e-9


@pytest.mark.parametrize(
    "wrong",
    [
        {"discount_rate": -1.0},
        {"discount_rate": math.nan},
        {"horizon_years": 0},
        {"ramp_months": -1.0},
        {"volume_error": math.inf},
        {"persistence": 1.1},
        {"success_rate": -0.1},
        {"redeployment_share": math.nan},
        {"allowances": {"A": 0.0}},
        {"allowances": {"A": 0.0, "B": 0.1, "C": 0.2, "D": 0.3, "E": 1.2}},
    ],
    ids=str,
)
def test_settings_without_meaning_are_refused_by_name(wrong):
    with pytest.raises(RuleError) as refused:
        MoneyPolicy(**wrong)

    assert refused.value.field == next(iter(wrong))


@pytest.mark.parametrize("wrong", [{"one_off": -1.0}, {"run_year": math.nan}, {"usage_per_case": math.inf}], ids=str)
def test_costs_below_nothing_are_refused(wrong):
    with pytest.raises(RuleError, match="is a cost"):
        Costs(**wrong)


def test_a_month_of_waiting_forgoes_a_month_at_full_use():
    """£120,000 a year less £24,000 and 60,000 cases at £0.20: £84,000 a year, £7,000 a month."""
    assert cost_of_delay(120_000, volume=60_000, costs=Costs(500_000, 24_000, 0.2)) == pytest.approx(7_000)


def test_waiting_saves_what_running_costs_more_than_it_brings():
    assert cost_of_delay(12_000, volume=0, costs=Costs(run_year=24_000)) == -1_000


@given(st.floats(0, 1e7), st.floats(0, 1e6), st.integers(1, 12))
def test_the_same_stream_a_few_months_later_is_worth_that_much_less_while_nothing_fades(benefit, running, months):
    """Without ramp, fading and discount the horizon loses exactly the months that were waited."""
    steady = replace(START, ramp_months=0.0, persistence=1.0, discount_rate=0.0)
    costs = Costs(run_year=running)

    whole = cash_flow(benefit, volume=0, costs=costs, policy=steady)

    later = sum(whole.benefits[months:]) - sum(whole.costs[months:])
    lost = months * cost_of_delay(benefit, volume=0, costs=costs)
    assert whole.net_present_value - later == pytest.approx(lost, abs=1e-3)
