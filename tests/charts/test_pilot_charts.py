"""Charts of pilots: they draw the columns that reports hand over, and every word a report may say has a colour."""

import pytest

from cxdash.charts import compare as compare_charts
from cxdash.charts import monitoring as monitoring_charts
from cxdash.charts import run_chart as run_charts
from cxdash.charts import this_quarter as quarter_charts
from cxdash.charts import waterfall as waterfall_charts
from cxdash.effects.guardrails import GuardrailStatus
from cxdash.effects.verdict import Verdict
from cxdash.effects.xmr import Pattern
from cxdash.reports import (
    monitoring,
    quarter_money_tables,
    quarter_moves,
    quarter_needs,
    quarter_outcomes,
    quarter_stuck,
    run_chart,
    steps,
)
from cxdash.reports.intervals import IntervalRow
from cxdash.reports.quarter_value import Basis

PATTERNS = tuple(Pattern)

CHARTS = {
    "attainment": (compare_charts.attainment(), IntervalRow._fields),
    "forest": (compare_charts.forest("Change of CSAT, points", unit="points"), IntervalRow._fields),
    "guardrails": (compare_charts.guardrails(), IntervalRow._fields),
    "run chart": (run_charts.run_chart(run_charts.Shape("No-show rate", percent=True)), run_chart.COLUMNS),
    "small run chart": (run_charts.small_run_chart(percent=False), run_chart.COLUMNS),
    "control chart": (monitoring_charts.monitoring("CSAT", percent=False, patterns=PATTERNS), monitoring.COLUMNS),
    "waterfall": (waterfall_charts.waterfall(), steps.COLUMNS),
    "money by grade": (quarter_charts.by_grade("GBP"), quarter_money_tables.COLUMNS),
    "customers and agents": (quarter_charts.outcomes(), quarter_outcomes.COLUMNS),
    "moves": (quarter_charts.moves("Q3 2026", "Q2 2026"), quarter_moves.COLUMNS),
    "what holds": (quarter_charts.reasons(), quarter_stuck.COLUMNS),
    "what waits": (quarter_charts.due(), quarter_needs.COLUMNS),
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

    assert set(_domain(spec, "state")) == set(Verdict) - {Verdict.NOT_MEASURED, Verdict.TOO_EARLY}


def test_every_light_that_has_an_interval_has_its_own_colour():
    spec, _ = CHARTS["guardrails"]

    assert {word.lower() for word in _domain(spec, "state")} == set(GuardrailStatus) - {GuardrailStatus.UNKNOWN}


def test_every_pattern_of_a_control_chart_has_a_shape_of_its_own():
    spec, _ = CHARTS["control chart"]

    (shape, *_) = [each for each in _values(spec, "shape") if isinstance(each, dict)]
    assert shape["scale"]["domain"] == list(Pattern)
    assert len(set(shape["scale"]["range"])) == len(Pattern)


def test_the_legend_of_a_run_chart_names_the_lines_that_there_are():
    spec = run_charts.run_chart(run_charts.Shape("CSAT", percent=False, lines=("pilot", "target")))

    assert _domain(spec, "kind") == ["pilot", "target"]
    (dash, *_) = [each for each in _values(spec, "strokeDash") if isinstance(each, dict)]
    assert len({tuple(each) for each in dash["scale"]["range"]}) == 2


def test_words_of_a_run_chart_stand_above_the_plot_and_its_numbers():
    """Lines run below 0; three rows of numbers need three times their height."""
    for rows in (0, 3):
        spec = run_charts.run_chart(run_charts.Shape("CSAT", percent=False, number_rows=rows))
        heights = [each["value"] for each in _values(spec, "y") if "value" in each]

        assert max(heights) < 0
        assert min(heights) <= -20 - 14 * rows


def test_lines_of_attainment_are_broken_where_words_stand():
    """A tick per row, from below the row's middle; its words stand above the middle, 12 pixels high."""
    spec, _ = CHARTS["attainment"]

    lines = [layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == "tick"]
    words = [layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    assert len(lines) == 2
    assert all(line["yOffset"] - line["size"] / 2 > 0 for line in lines)
    assert all(word["dy"] + word["fontSize"] / 2 < 0 for word in words)


def test_every_basis_of_money_looks_its_own_way():
    spec, _ = CHARTS["money by grade"]

    assert tuple(_domain(spec, "basis")) == quarter_money_tables.STANDINGS
    assert set(Basis) <= set(quarter_money_tables.STANDINGS)


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
