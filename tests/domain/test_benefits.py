"""Which benefits are money, which stand in a headline, and what a portfolio may expect."""

from dataclasses import replace

import pytest

from cxdash.domain.benefits import FinanceClass, pipeline_value, realisation_rate
from cxdash.domain.money_policy import START
from cxdash.domain.stages import Stage


@pytest.mark.parametrize("kind", FinanceClass)
def test_nothing_is_a_headline_before_finance_confirms(kind):
    assert not kind.is_headline(confirmed=False, budget_line="overtime")


def test_the_first_three_classes_are_a_headline():
    confirmed = [kind for kind in FinanceClass if kind.is_headline(confirmed=True, budget_line="overtime")]

    assert confirmed == [FinanceClass.CASHABLE, FinanceClass.MARGIN, FinanceClass.AVOIDED]


def test_spend_is_avoided_on_a_named_budget_line_only():
    assert not FinanceClass.AVOIDED.is_headline(confirmed=True, budget_line=" ")


def test_released_hours_are_money_where_they_are_redeployed():
    assert FinanceClass.CAPACITY.money_share(START) == 0
    assert FinanceClass.CAPACITY.money_share(replace(START, redeployment_share=0.4)) == 0.4
    assert [kind.money_share(START) for kind in (FinanceClass.CASHABLE, FinanceClass.NON_FINANCIAL)] == [1, 0]


def test_a_promise_is_kept_by_what_came_in():
    assert realisation_rate(realised=60, forecast=80) == 0.75
    assert realisation_rate(realised=60, forecast=0) is None


def test_a_portfolio_expects_a_fifth_of_what_is_only_promised():
    assert pipeline_value(Stage.IDEA, policy=START, forecast=100) == pytest.approx(20)
    assert pipeline_value(Stage.PILOT, policy=START, forecast=100) == pytest.approx(20)


def test_a_measured_value_is_taken_with_its_allowance():
    assert pipeline_value(Stage.PROOF, policy=START, forecast=100, shrunk=40, grade="C") == pytest.approx(30)
    assert pipeline_value(Stage.PROOF, policy=START, forecast=100, shrunk=-40, grade="C") == -40


def test_what_is_scaled_counts_as_it_runs():
    assert pipeline_value(Stage.SCALE, policy=START, forecast=100, shrunk=40, grade="A", realised=25) == 25
