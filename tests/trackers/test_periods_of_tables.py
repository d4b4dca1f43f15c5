"""Periods that one cell leaves open and its column, its header or its table settles."""

from datetime import date, timedelta

import pytest

from cxdash.trackers.readings import Hints
from tests.trackers.books import table_of

APRIL = Hints(fiscal_first_month=4)


def rows_of(cells, *, header="Period", second="Calls"):
    return [[header, second], *([cell, 100 + number] for number, cell in enumerate(cells))]


def periods(rows, *, hints=None, **more):
    table = table_of(rows, hints=hints, **more)
    return [(r.period.starts.isoformat(), str(r.period.grain)) for r in table.readings], [
        q.key for q in table.questions
    ]


def of_cells(cells, *, header="Period", hints=None, **more):
    return periods(rows_of(cells, header=header), hints=hints, **more)


def test_one_day_above_twelve_settles_the_order_of_all():
    found, asked = of_cells(["03/04/2025", "10/04/2025", "17/04/2025"], header="Date")

    assert found == [("2025-04-03", "week"), ("2025-04-10", "week"), ("2025-04-17", "week")]
    assert asked == []


def test_the_days_of_another_column_settle_the_order_too():
    rows = [["Date", "Closed on", "Queue", "Calls"]]
    rows += [[f"0{n}/02/2025", f"{12 + n}/02/2025", "Billing", 100 + n] for n in (3, 4, 5, 6)]
    found, asked = periods(rows)

    assert found[0] == ("2025-02-03", "day")
    assert "day_first" not in asked


def test_firsts_of_months_over_two_years_are_no_days_of_january():
    months = [f"01/{(month - 1) % 12 + 1:02}/{2024 + (month - 1) // 12}" for month in range(10, 16)]
    found, asked = of_cells(months, header="Month")

    assert found[0] == ("2024-10-01", "month")
    assert asked == []


def test_days_that_may_be_read_either_way_are_asked_about():
    _, asked = of_cells(["01/02/2025", "04/05/2025", "09/03/2025"], header="Date")

    assert asked == ["day_first"]


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["Jan-25", "Feb-25", "Mar-25"], ("2025-01-01", "month")),
        (["24-Dec", "25-Jan", "25-Feb"], ("2024-12-01", "month")),
        (["2010/11", "2011/12", "2012/13"], ("2010-04-01", "year")),
        (["2010/11", "2010/12", "2011/01"], ("2010-11-01", "month")),
    ],
)
def test_a_column_decides_between_two_ways_to_read_its_texts(cells, first):
    found, _ = of_cells(cells, hints=APRIL)

    assert found[0] == first


@pytest.mark.parametrize(
    ("header", "cells", "first"),
    [
        ("Yearmonth", [202411, 202412, 202501], ("2024-11-01", "month")),
        ("Month", ["202411", "202412", "202501"], ("2024-11-01", "month")),
        ("Yearweek", [202510, 202511, 202512], ("2025-03-03", "week")),
        ("Date", [20250303, 20250304, 20250305], ("2025-03-03", "day")),
        ("Week start", [45719.0, 45726.0, 45733.0], ("2025-03-03", "week")),
    ],
)
def test_bare_numbers_are_what_their_header_says(header, cells, first):
    found, _ = of_cells(cells, header=header)

    assert found[0] == first


def test_months_without_a_year_go_on_over_the_new_year():
    found, _ = of_cells(["Nov", "Dec", "Jan", "Feb"], header="Month", hints=Hints(year=2024))

    assert [day for day, _ in found] == ["2024-11-01", "2024-12-01", "2025-01-01", "2025-02-01"]


def test_a_year_in_the_title_is_that_of_its_months():
    found, asked = periods([["Calls in 2024"], [], *rows_of(["January", "February", "March"], header="Month")])

    assert found[0] == ("2024-01-01", "month")
    assert asked == []


def test_a_year_that_stands_once_counts_for_the_months_below_it():
    rows = [["Year", "Month", "Calls"], ["2024", "Nov", 1], [None, "Dec", 2], ["2025", "Jan", 3]]

    assert [day for day, _ in periods(rows)[0]] == ["2024-11-01", "2024-12-01", "2025-01-01"]


def test_a_fiscal_year_beside_months_is_turned_into_their_calendar_year():
    months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    rows = [["Financial year", "Month", "Calls"], *(["2024/25", month, n] for n, month in enumerate(months))]
    found, _ = periods(rows)

    assert (found[0][0], found[9][0]) == ("2024-04-01", "2025-01-01")


def test_months_down_the_side_and_years_across_make_a_period_together():
    rows = [["Calls"], ["Month", 2023, 2024], ["January", 1, 2], ["February", 3, 4], ["March", 5, 6]]
    found, asked = periods(rows)

    assert [day for day, _ in found[:3]] == ["2023-01-01", "2024-01-01", "2023-02-01"]
    assert asked == []


def test_months_under_fiscal_years_lie_in_both_calendar_years():
    months = ["April", "May", "June", "July", "August", "September"]
    months += ["October", "November", "December", "January", "February", "March"]
    rows = [["Calls"], ["Month", "2023/24", "2024/25"], *([month, n, n] for n, month in enumerate(months))]
    found = periods(rows)[0]

    assert (found[0][0], found[-1][0]) == ("2023-04-01", "2025-03-01")


@pytest.mark.parametrize(("step", "grain"), [(1, "day"), (7, "week")])
def test_days_are_as_long_as_their_steps(step, grain):
    days = [date(2025, 3, 3) + timedelta(days=step * number) for number in range(5)]

    assert {kind for _, kind in of_cells(days, header="Date")[0]} == {grain}


def test_days_named_as_ends_of_weeks_name_the_week_before_them():
    days = [date(2025, 3, 9) + timedelta(days=7 * number) for number in range(4)]

    assert of_cells(days, header="Week ending")[0][0] == ("2025-03-03", "week")


def test_a_finer_period_is_chosen_over_the_year_before_it():
    days = [date(2024, month, 28) for month in range(1, 9)]
    rows = [["Financial Year", "Date", "Sales"], *(["2023/24" if day.month < 4 else "2024/25", day, 5] for day in days)]

    assert {grain for _, grain in periods(rows)[0]} == {"month"}


def test_a_period_beside_a_title_is_that_of_the_whole_table():
    rows = [
        ["Reporting month", "March 2025"],
        [],
        ["Site", "Calls", "CSAT"],
        ["Leeds", 120, "81 %"],
        ["York", 95, "79 %"],
    ]
    found, asked = periods(rows)

    assert set(found) == {("2025-03-01", "month")}
    assert asked == []


def test_a_year_written_as_a_number_beside_a_title_counts_too():
    rows = [["Year", 2024], [], ["Site", "Calls", "CSAT"], ["Leeds", 120, "81 %"], ["York", 95, "79 %"]]

    assert set(periods(rows)[0]) == {("2024-01-01", "year")}


def test_a_table_without_any_period_is_asked_about():
    rows = [["Site", "Calls", "CSAT"], ["Leeds", 120, "81 %"], ["York", 95, "79 %"]]

    assert periods(rows) == ([], ["period:Figures"])


def test_half_years_are_told_about_and_not_read():
    table = table_of([["Site", "H1 2025", "H2 2025"], ["Leeds", 1, 2], ["York", 3, 4]])

    assert len(table.readings) == 0
    assert {problem.code for problem in table.problems} == {"period_too_long"}
