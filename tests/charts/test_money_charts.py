"""The chart of costs draws the table that its report makes, every basis and kind told apart by more than colour."""

from cxdash.charts import money as charts
from cxdash.domain.money_entries import Basis, CostKind
from cxdash.reports import costs_by_quarter
from tests.charts.test_portfolio_charts import fields


def test_it_reads_the_columns_of_its_report():
    assert fields(charts.costs("GBP")) <= set(costs_by_quarter.COLUMNS)


def test_it_knows_every_basis_and_every_kind():
    filled = charts.costs("GBP")["layer"][0]["encoding"]

    assert filled["opacity"]["scale"]["domain"] == [basis.label for basis in Basis]
    assert set(filled["color"]["scale"]["domain"]) == {kind.label for kind in CostKind}


def test_amounts_have_the_currency_of_the_organisation():
    assert "'NOK '" in charts.costs("NOK")["layer"][0]["encoding"]["y"]["axis"]["labelExpr"]
