"""Periods that a header, a row or a line above the table completes: weeks, keys of days, hours, fiscal years."""

from datetime import date

import pytest

from tests.trackers.books import table_of

SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun")


def test_the_days_of_one_week_stay_days_below_a_line_about_the_week():
    rows = [["Timesheet"], ["Week ending", date(2025, 3, 7)], [], ["Project", "Mon 03/03", "Tue 04/03", "Wed 05/03"]]
    table = table_of([*rows, ["Bot", 1, 2, 3], ["Search", 3, 2, 1]])

    assert [(each.period.starts.isoformat(), str(each.period.grain)) for each in table.readings][:2] == [
        ("2025-03-03", "day"),
        ("2025-03-04", "day"),
    ]


def test_a_number_and_a_year_below_weeks_are_a_week():
    table = table_of([["KW", "Anrufe", "Termine"], *([f"{n:02}/2025", 90 + n, 20] for n in range(10, 15))])

    assert table.readings[0].period.starts == date(2025, 3, 3)
    assert table.problems == ()
    assert table.observations == 10


def test_a_year_merged_over_its_months_tells_them_from_those_of_other_years():
    rows = [["Year", "Month", "Calls", "Abandon rate"]]
    rows += [[year if n == 0 else None, name, 900, 0.05] for year in (2023, 2024) for n, name in enumerate(SHORT)]
    table = table_of(rows, merges={"Figures": ["A2:A7", "A8:A13"]})

    assert table.readings[-1].period.starts == date(2024, 6, 1)
    assert table.observations == 24


def test_a_key_of_days_is_the_period():
    rows = [["date_key", "queue", "offered"], *([20250300 + n, "Care", 90 + n] for n in range(1, 9))]

    assert [reading.period.starts for reading in table_of(rows).readings][:2] == [date(2025, 3, 1), date(2025, 3, 2)]


def test_hours_of_days_are_parts_of_the_day():
    rows = [["Hour", date(2025, 3, 3), date(2025, 3, 4)], *([f"{hour:02}:00", hour, hour + 1] for hour in range(8, 14))]
    table = table_of(rows)

    assert table.problems == ()
    assert len({reading.segment for reading in table.readings}) == 6


def test_a_year_behind_a_metric_in_the_title_is_no_part_of_its_name():
    rows = [["DNA rates 2024/25"], ["Site", "Apr 2024", "May 2024"], ["Ashby", 0.1, 0.11], ["Brook", 0.12, 0.1]]

    assert {reading.metric for reading in table_of(rows).readings} == {"no_show_rate"}


@pytest.mark.parametrize("years", [("2021-22", "2022-23"), (2021, 2022)])
def test_months_over_rows_of_fiscal_years_turn_with_the_calendar(years):
    names = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
    table = table_of([["Year", *names], *([year, *range(50, 62)] for year in years)])

    starts = [reading.period.starts for reading in table.readings]
    assert table.questions == ()
    assert (starts[0], starts[11], starts[-1]) == (date(2021, 4, 1), date(2022, 3, 1), date(2023, 3, 1))


def test_a_part_of_a_fiscal_year_is_not_the_whole_of_it():
    table = table_of([["Fiscal period", "Contacts", "Backlog"], *([f"FY25 P{n:02}", 90, 7] for n in range(1, 9))])

    assert table.readings == ()
    assert table.questions


def test_the_day_a_week_ends_may_be_written_without_blanks_and_marks():
    rows = [["WeekEndingDate", "Site", "Attendances"], [20250105, "Ash", 1], [20250112, "Ash", 2], [20250119, "Ash", 3]]
    table = table_of(rows)

    assert (table.readings[0].period.starts, str(table.readings[0].period.grain)) == (date(2024, 12, 30), "week")
