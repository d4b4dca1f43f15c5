"""The guide to money says what the code computes: its example is worked out again, and its policy is the start."""

import re

import pytest

from cxdash.domain import money
from cxdash.domain.benefits import FinanceClass
from cxdash.domain.cash_flow import Costs, cash_flow, year_factor
from cxdash.domain.money import Span
from cxdash.domain.money_policy import START
from cxdash.domain.waterfall import Rung, Seen, waterfall
from cxdash.domain.yearly_worth import cost_of_delay, year
from tests.architecture.source import ROOT

GUIDE = (ROOT / "docs/guide/money.md").read_text(encoding="utf-8")
COSTS = Costs(one_off=90_000.0, run_year=40_000.0, usage_per_case=0.10)
VOLUME, ADOPTION = 100_000, 0.8
EFFECT = Span(0.045, 0.020, 0.070)


def in_table(first):
    """The cells of the row of a table that begins with these words."""
    (row,) = [line for line in GUIDE.splitlines() if line.replace("*", "").startswith(f"| {first}")]
    return [cell.strip(" *") for cell in row.strip("|").split("|")]


def amounts(text):
    return [float(number.replace(",", "")) for number in re.findall(r"£([\d,]+)", text)]


@pytest.fixture
def gross():
    return money.worth(EFFECT, volume=VOLUME, unit_value=60.0).likely * ADOPTION


@pytest.fixture
def flow(gross):
    return cash_flow(gross, volume=VOLUME, costs=COSTS, policy=START)


def test_the_year_and_its_range(gross):
    span = year(EFFECT, gross=gross)

    assert amounts(in_table("a year at full use")[-1]) == [pytest.approx(gross)]
    assert amounts(in_table("its range")[-1]) == pytest.approx([span.low, span.high])


def test_the_costs_and_the_years(gross, flow):
    years = [gross * year_factor(START, year=number) for number in (1, 2, 3)]

    assert amounts(in_table("running it")[-1]) == [pytest.approx(COSTS.of_a_year(VOLUME))]
    assert amounts(in_table("first, second, third year")[-1]) == pytest.approx(years)
    assert sum(years) == pytest.approx(sum(flow.benefits))


def test_the_net_value_the_return_the_payback_and_the_delay(gross, flow):
    delay = cost_of_delay(gross, run_year=COSTS.of_a_year(VOLUME))

    assert amounts(in_table("net value")[-1]) == [pytest.approx(flow.net_present_value, abs=0.5)]
    assert in_table("return on what is spent")[-1] == f"{flow.return_on_investment:.0%}".replace("%", " %")
    assert in_table("paid back")[-1] == f"month {flow.payback_month}"
    assert amounts(in_table("a month's delay")[-1]) == [pytest.approx(delay, abs=0.5)]


def test_the_steps_from_seen_to_bankable(gross):
    seen = Seen(observed=gross * 0.060 / 0.045, effect=gross, shrunk=gross)
    run_cost = COSTS.of_a_year(VOLUME)

    steps = waterfall(seen, grade="B", policy=START, overlap_share=0.1, run_cost=run_cost)

    for step in steps[:-1]:
        assert amounts(in_table(step.rung.value)[-1]) == [pytest.approx(step.left)], step.rung
        if step.rung is not Rung.OBSERVED:
            assert amounts(in_table(step.rung.value)[-2]) == [pytest.approx(-step.amount)], step.rung
    assert amounts(in_table("bankable a year")[-1]) == [pytest.approx(steps[-1].left)]


def test_the_policy_that_it_starts_with():
    assert f"over {START.ramp_months:.0f} months" in GUIDE
    assert f"keeps {START.persistence:.0%}".replace("%", " %") in GUIDE
    assert f"rate of {START.discount_rate:.0%}".replace("%", " %") in GUIDE
    assert START.horizon_years == 3
    assert f"{START.redeployment_share:.0%}".replace("%", " %") + " at first" in GUIDE


def test_every_sort_of_money_says_whether_it_counts():
    for each in FinanceClass:
        counts = in_table(each.value)[-1] == "once confirmed"
        assert counts is each.is_headline(confirmed=True, budget_line="Overtime"), each
