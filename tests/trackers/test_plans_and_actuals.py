"""What was planned stands beside what happened in columns or rows; only what happened is read."""

from datetime import date

import pytest

from tests.trackers.books import Percent, table_of, told

MONTHS = [date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)]


@pytest.mark.parametrize("goal", ["Target", "Goal", "Ziel", "vs Target", "Gap to target"])
def test_a_bare_goal_beside_figures_is_left_out(goal):
    rows = [["Month", "Calls answered", goal], *([month, 900 + n, 950] for n, month in enumerate(MONTHS))]
    table = table_of(rows)

    assert {reading.metric for reading in table.readings} == {"Calls answered"}
    assert [column.field for column in table.columns][2] == "ignore"


def test_goals_that_are_a_table_of_their_own_stay():
    table = table_of([["Month", "Site", "Target"], *([month, "North", 90 + n] for n, month in enumerate(MONTHS))])

    assert table.observations == 3


def test_rows_of_goals_are_left_out_and_their_names_go_on_to_what_happened():
    rows = [["KPI", None, *MONTHS]]
    for name in ("First contact resolution", "Service level"):
        rows += [[name, "Target", 0.8, 0.8, 0.8], [None, "Actual", 0.7, 0.71, 0.72], [None, "Variance", -0.1, -0.09, 0]]
    table = table_of(rows)

    assert table.total_rows == (2, 4, 5, 7)
    assert told(table.readings)[0] == (None, "first_contact_resolution", "2025-01-01", "month", 0.7)
    assert told(table.readings)[3] == (None, "service_level", "2025-01-01", "month", 0.7)


def test_months_over_target_actual_and_variance_are_periods_though_most_columns_are_none():
    top, below = ["Measure"], [None]
    for label in ("Apr-25", "May-25", "YTD"):
        top, below = [*top, label, None, None], [*below, "Target", "Actual", "Var"]
    rows = [top, below, ["Calls", 10, 11, 1, 12, 13, 1, 22, 24, 2], ["Letters", 5, 6, 1, 7, 8, 1, 12, 14, 2]]
    table = table_of(rows, merges={"Figures": ["B1:D1", "E1:G1", "H1:J1"]})

    assert told(table.readings)[0] == (None, "Calls", "2025-04-01", "month", 11)
    assert table.observations == 4


def test_targets_below_each_measure_do_not_make_a_list_of_tasks():
    rows = [["Agent", "Quality", None, "AHT (sec)", None], [None, "Target", "Actual", "Target", "Actual"]]
    rows += [[name, Percent(0.9), Percent(0.8 + n / 100), 360, 300 + n] for n, name in enumerate(("Ann", "Bob", "Cid"))]
    table = table_of([["Select month:", date(2025, 3, 1)], [], *rows], merges={"Figures": ["B3:C3", "D3:E3"]})

    assert ("Ann", "average_handle_time", "2025-03-01") in [reading[:3] for reading in told(table.readings)]
    assert table.observations == 6


def test_the_baseline_of_a_year_beside_months_is_no_month():
    rows = [["KPI", "Baseline 2023", "Target 2024", "Jan 2024", "Feb 2024"], ["CSAT", 0.7, 0.8, 0.75, 0.76]]
    table = table_of([*rows, ["FCR", 0.6, 0.7, 0.65, 0.66]])

    assert table.observations == 4
    assert {reading.period.starts.year for reading in table.readings} == {2024}
