"""The charts that money is decided by draw the tables that their reports make, nothing told by colour alone."""

from cxdash.charts import compare, next_quarter
from cxdash.reports import cost_against_value
from cxdash.reports import next_quarter as reports
from tests.charts.test_portfolio_charts import fields


def test_cost_and_net_value_read_the_columns_of_their_report():
    assert fields(compare.net_value("GBP", horizon="3 years")) <= set(cost_against_value.COLUMNS)


def test_every_state_of_money_has_its_colour():
    states = compare.net_value("GBP", horizon="3 years")["layer"][2]["encoding"]["color"]["scale"]["domain"]

    assert set(states) == {
        cost_against_value.PAYS,
        cost_against_value.UNSURE,
        cost_against_value.LOSES,
        cost_against_value.HARMS,
    }


def test_expected_value_against_cost_reads_the_columns_of_its_report():
    made = {"said", "reason"}

    assert fields(next_quarter.expected_against_cost("GBP")) <= {*reports.DRAWN, *made}


def test_a_pick_carries_a_mark_beside_its_colour():
    layers = next_quarter.expected_against_cost("GBP")["layer"]

    steps = [step for layer in layers for step in layer.get("transform", ())]
    (said,) = [step["calculate"] for step in steps if step.get("as") == "said"]
    assert "✓" in said


def test_amounts_have_the_currency_of_the_organisation():
    assert "'NOK '" in str(next_quarter.expected_against_cost("NOK"))
    assert "'NOK '" in str(compare.net_value("NOK", horizon="3 years"))
