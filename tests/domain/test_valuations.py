"""What stands behind a unit value: what of it is money, when it counts in a headline, and what may be said of it."""

from dataclasses import replace
from datetime import date
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.benefits import FinanceClass
from cxdash.domain.errors import RuleError
from cxdash.domain.money_policy import START
from cxdash.domain.valuations import (
    NOBODY_SAID,
    Line,
    ValuationValues,
    Valued,
    check_confirmable,
    check_valuation,
)

HALF = replace(START, redeployment_share=0.5)
LINE = Line("agents", "Agents", 900_000.0)
WHOLE = ValuationValues(owner="Finn", valued_on=date(2026, 6, 1), finance_class=FinanceClass.MARGIN)


@pytest.mark.parametrize(
    ("finance_class", "share"),
    [
        (None, 1.0),
        (FinanceClass.CASHABLE, 1.0),
        (FinanceClass.MARGIN, 1.0),
        (FinanceClass.AVOIDED, 1.0),
        (FinanceClass.CAPACITY, 0.5),
        (FinanceClass.NON_FINANCIAL, 0.0),
    ],
)
def test_what_of_a_value_is_money_follows_from_its_class(finance_class, share):
    assert Valued(finance_class=finance_class).money_share(HALF) == share


@pytest.mark.parametrize(
    ("valued", "counts"),
    [
        (NOBODY_SAID, False),
        (Valued(finance_class=FinanceClass.CASHABLE), False),
        (Valued(finance_class=FinanceClass.CASHABLE, confirmed_by="Finn", confirmed_on=date(2026, 6, 1)), True),
        (Valued(finance_class=FinanceClass.CAPACITY, confirmed_by="Finn", confirmed_on=date(2026, 6, 1)), False),
        (Valued(finance_class=FinanceClass.AVOIDED, confirmed_by="Finn", confirmed_on=date(2026, 6, 1)), False),
        (
            Valued(
                finance_class=FinanceClass.AVOIDED,
                confirmed_by="Finn",
                confirmed_on=date(2026, 6, 1),
                budget_line=LINE,
            ),
            True,
        ),
    ],
)
def test_a_headline_takes_what_a_budget_feels_once_finance_confirmed_it(valued, counts):
    assert valued.is_headline is counts


def test_why_there_is_no_money_is_said_by_class():
    assert "released capacity" in Valued(finance_class=FinanceClass.CAPACITY).why_no_money
    assert Valued(finance_class=FinanceClass.NON_FINANCIAL).why_no_money == "finance calls the benefit non-financial"


_SHARE = st.none() | st.floats(0, 1)


@given(_SHARE, _SHARE, _SHARE)
def test_an_adoption_may_be_said_where_it_rises_and_its_middle_is_known(low, likely, high):
    values = replace(WHOLE, adoption_low=low, adoption=likely, adoption_high=high)
    said = [each for each in (low, likely, high) if each is not None]
    fits = said == sorted(said) and (likely is not None or not said)

    if fits:
        check_valuation(values)
    else:
        with pytest.raises(RuleError):
            check_valuation(values)


@pytest.mark.parametrize("share", [-0.1, 1.1, nan, inf])
def test_an_adoption_is_a_share(share):
    with pytest.raises(RuleError, match="from 0 to 100 %"):
        check_valuation(replace(WHOLE, adoption=share))


def test_all_that_is_missing_before_finance_confirms_is_said_at_once():
    with pytest.raises(RuleError, match="who answers for the value, the day it was last looked at and where it"):
        check_confirmable(ValuationValues(finance_class=FinanceClass.MARGIN), unit_value=1.0, value_source=" ")
    with pytest.raises(RuleError, match="Enter the unit value first"):
        check_confirmable(WHOLE, unit_value=None, value_source="Ledger")
    check_confirmable(WHOLE, unit_value=0.0, value_source="Ledger")
