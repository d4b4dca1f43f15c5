"""Charts of pilots: they draw the columns that reports hand over, and every word a report may say has a colour."""

import pytest

from cxdash.charts import compare as compare_charts
from cxdash.charts import this_quarter as quarter_charts
from cxdash.effects.verdict import Verdict
from cxdash.reports import compare, quarter_money, run_chart, this_quarter
from cxdash.reports.quarter_value import Basis

CHARTS = {
    "attainment": (compare_charts.attainment(), compare.SCALE_COLUMNS),
    "run chart": (compare_charts.run_chart("No-show rate", percent=True), run_chart.COLUMNS),
    "small run chart": (compare_charts.small_run_chart(percent=False), run_chart.COLUMNS),
    "money by grade": (quarter_charts.by_grade("GBP"), quarter_money.VALUE_COLUMNS),
    "customers and agents": (quarter_charts.outcomes(), this_quarter.OUTCOME_COLUMNS),
}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_draws_only_columns_that_its_report_has(name):
    spec, columns = CHARTS[name]

    assert _found(spec, "field") <= set(columns)


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_carries_no_data_but_constants(name):
    spec, _ = CHARTS[name]

    assert all(data == {"values": [{}]} for data in _values(spec, "data"))


def test_every_verdict_that_can_be_ranked_has_its_own_colour():
    """Not measured and too early are never on the scale."""
    spec, _ = CHARTS["attainment"]

    assert set(_domain(spec, "verdict")) == set(Verdict) - {Verdict.NOT_MEASURED, Verdict.TOO_EARLY}


def test_every_basis_of_money_looks_its_own_way():
    spec, _ = CHARTS["money by grade"]

    assert set(_domain(spec, "basis")) == set(Basis)


def test_attainment_has_lines_at_no_change_and_at_the_target():
    spec, _ = CHARTS["attainment"]

    assert [layer["encoding"]["x"]["datum"] for layer in spec["layer"] if "datum" in layer["encoding"]["x"]] == [0, 1]


def _values(part, key):
    """Every value under a key, however deep."""
    if isinstance(part, dict):
        found = [part[key]] if key in part else []
        return found + [each for value in part.values() for each in _values(value, key)]
    if isinstance(part, list):
        return [each for value in part for each in _values(value, key)]
    return []


def _found(spec, key):
    return {value for value in _values(spec, key) if isinstance(value, str)}


def _domain(spec, field):
    (colour, *_) = [each for each in _values(spec, "color") if isinstance(each, dict) and each.get("field") == field]
    return colour["scale"]["domain"]
