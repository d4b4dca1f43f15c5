"""What effects are worth: net value with its range, the steps to bankable money, and the league by likely value."""

from dataclasses import replace

import pytest

from cxdash.effects.net_value import NetValue
from cxdash.reports import compare, worth
from tests.builders import TODAY, add_use_case
from tests.reports.rows import A_QUARTER_LESS, attained, store_effect

MONEY = NetValue(
    p10=100_000.0,
    p50=200_000.0,
    p90=300_000.0,
    p_positive=0.97,
    gross_year=80_000.0,
    first_year=60_000.0,
    payback_month=5,
    return_on_investment=3.0,
    horizon_years=3,
    of_target=250_000.0,
    cost=50_000.0,
)


def _worth(database, slug="riverside"):
    with database.reading() as session:
        return worth.worth(session, slug, "no_show_rate", today=TODAY)


def _compared(database):
    with database.reading() as session:
        return compare.comparison(session, today=TODAY)


def test_net_value_is_said_with_its_range_and_its_chance(small):
    add_use_case(*small, pilots_named=("Riverside",))
    store_effect(*small, "riverside", A_QUARTER_LESS, net_value=MONEY.to_json())

    said = " ".join(_worth(small[0]).says)

    assert "£200k in the middle; nine times in ten more than £100k, one time in ten more than £300k" in said
    assert "above 0 is 97\u00a0%; it pays back in month 5" in said


def test_a_year_s_steps_lead_from_observed_to_bankable(small):
    """An effect of 25 % is 80k, so the 30 % observed were 96k; grade B takes 10 % of 80k."""
    add_use_case(*small, pilots_named=("Riverside",))
    store_effect(*small, "riverside", A_QUARTER_LESS, net_value=MONEY.to_json())

    found = _worth(small[0])

    assert found.finding == "Of £96.0k a year that anybody would see, £72.0k is bankable"
    assert found.steps["amount"].tolist() == ["£96.0k", "−£16.0k", "−£8,000", "£72.0k"]
    assert found.steps["ends"].iloc[-1] == pytest.approx(72_000)


def test_without_a_money_figure_the_reason_is_said(small):
    add_use_case(*small, pilots_named=("Riverside",))
    because = "nobody has said what one unit is worth"
    store_effect(*small, "riverside", A_QUARTER_LESS, net_value=None, no_net_value_because=because)

    found = _worth(small[0])

    assert found.says == (f"There is no money figure, because {because}.",)
    assert found.steps is None


def test_the_table_ranks_by_likely_net_value_and_not_by_attainment(small):
    """Half of a target of 2.5 million is more than all of one of 250,000; a pilot without money comes after both."""
    add_use_case(*small, pilots_named=("Large", "Small", "Unknown"))
    large = replace(MONEY, of_target=2_500_000.0)
    store_effect(*small, "large", attained(0.5), net_value=large.to_json())
    store_effect(*small, "small", attained(1.0), net_value=MONEY.to_json())
    store_effect(*small, "unknown", attained(1.4))

    table = _compared(small[0]).table

    assert table["Pilot"].tolist() == ["Large", "Small", "Unknown"]
    assert table["Net value, measured"].tolist() == ["£1.20m", "£200k", "–"]
    assert table["Net value, likely"].iloc[0] != "£1.20m"


def test_the_overstatement_of_the_best_three_is_said_in_money(small):
    names = ("A", "B", "C", "D", "E")
    add_use_case(*small, pilots_named=names)
    for name, share in zip(names, (1.9, 1.6, 1.2, 0.1, -0.3), strict=True):
        store_effect(*small, name.lower(), attained(share, error=0.4), net_value=MONEY.to_json())

    said = _compared(small[0]).promised

    assert said.startswith("In money the best three by their measured effects promise £1.03m"), (
        "(1.9+1.6+1.2)·250k − 150k"
    )
    assert "an overstatement of" in said
