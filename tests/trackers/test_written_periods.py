"""Periods as people write them, one by one: which words and marks say which period."""

from datetime import date

import pytest

from cxdash.domain.periods import FiscalCalendar, Grain, Period
from cxdash.trackers.periods.when import parse_when

APRIL = FiscalCalendar(first_month=4)


def period_of(text, calendar=None):
    when = parse_when(text)
    assert when is not None, text
    return when.period(calendar=calendar or FiscalCalendar())


@pytest.mark.parametrize(
    "text",
    [
        "2025-W12",
        "2025W12",
        "KW 12/2025",
        "12. KW 2025",
        "wk12 2025",
        "W12-2025",
        "Week 12 (17 Mar 2025)",
        "KW 12 (17.03.–23.03.2025)",
        "w/c 17 Mar 2025",
        "Week commencing Monday 17 March 2025",
        "W/E 23 Mar 2025",
        "17.03.–23.03.2025",
        "17-23 Mar 2025",
        "2025-03-17 - 2025-03-23",
        "17/03/2025 - 23/03/2025",
        "Mar 17 - 23, 2025",
    ],
)
def test_a_week_by_its_number_its_first_or_last_day_or_its_stretch(text):
    assert period_of(text) == Period(date(2025, 3, 17), Grain.WEEK)


def test_a_stretch_over_the_turn_of_the_year_is_a_week():
    assert period_of("29 Dec 2025 - 4 Jan 2026") == Period(date(2025, 12, 29), Grain.WEEK)


@pytest.mark.parametrize(
    "text",
    [
        "Mar-25",
        "Mar 25",
        "Mar '25",
        "2025M03",
        "2025-03",
        "03/2025",
        "2025.03",
        "M03 2025",
        "2025 March",
        "März 2025",
        "mars 2025",
        "marzo de 2025",
        "março/2025",
        "marzo 2025",
        "maart 2025",
        "2025年3月",
        "2025년 3월",
        "Mar 2025 (p)",
        "Mar-25*",
        "Month ending 31 Mar 2025",
    ],
)
def test_a_month_in_many_languages(text):
    assert period_of(text) == Period(date(2025, 3, 1), Grain.MONTH)


@pytest.mark.parametrize(
    "text",
    [
        "2023-08-27 (Sunday)",
        "Sun 27 Aug 2023",
        "Sonntag, 27.08.2023",
        "27 Aug 2023 (Sun)",
        "27 août 2023",
        "8/27/2023 2:35 PM",
        "27.08.2023 14:35 Uhr",
        "2023-08-27T00:00:00.000Z",
        "27 de agosto de 2023",
        "2023年8月27日",
    ],
)
def test_a_day_with_its_weekday_or_a_time_beside_it(text):
    assert period_of(text) == Period(date(2023, 8, 27), Grain.DAY)


@pytest.mark.parametrize(
    "text",
    [
        "Q2 2025",
        "Q2 '25",
        "2Q25",
        "2025Q2",
        "T2 2025",
        "2. Quartal 2025",
        "2º trimestre de 2025",
        "Quartal II 2025",
        "2e kwartaal 2025",
        "Apr-Jun 2025",
        "April to June 2025",
        "Quarter ending 30 June 2025",
        "3 months to Jun 2025",
    ],
)
def test_a_quarter_by_its_number_or_its_months(text):
    assert period_of(text) == Period(date(2025, 4, 1), Grain.QUARTER)


@pytest.mark.parametrize("text", ["FY25", "FY24/25", "FY2024-25", "2024/25", "2024-25", "Apr 2024 - Mar 2025"])
def test_a_fiscal_year_goes_by_the_year_in_which_it_ends(text):
    assert period_of(text, APRIL) == Period(date(2024, 4, 1), Grain.YEAR)


@pytest.mark.parametrize("text", ["FY25 Q1", "Q1 FY25", "Q1FY25", "Q1 FY24/25", "2024/25 Q1", "Q1 2024/25"])
def test_a_fiscal_quarter_starts_with_the_fiscal_year(text):
    assert period_of(text, APRIL) == Period(date(2024, 4, 1), Grain.QUARTER)


@pytest.mark.parametrize("text", ["H1 2025", "2025 H1", "1. Halbjahr 2025", "1950-1955"])
def test_half_years_and_stretches_of_years_are_periods_that_no_figures_are_kept_by(text):
    when = parse_when(text)

    assert when is not None
    assert when.grain is None


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Week 12", date(2025, 3, 17)),
        ("KW 12", date(2025, 3, 17)),
        ("w/c 5 Jan", date(2025, 1, 5)),
        ("w/c 05/01", date(2025, 1, 5)),
        ("5–11 Jan", date(2025, 1, 5)),
        ("May", date(2025, 5, 1)),
        ("Q3", date(2025, 7, 1)),
        ("3월", date(2025, 3, 1)),
        ("Mon 06/01", date(2025, 1, 6)),
        ("5. Januar", date(2025, 1, 5)),
    ],
)
def test_what_has_no_year_waits_for_one(text, starts):
    when = parse_when(text)

    assert when is not None
    assert not when.complete
    found = when.with_year(2025).period(calendar=FiscalCalendar())
    assert found is not None
    assert found.starts == starts


@pytest.mark.parametrize(
    "text",
    ["10-19", "18-24", "45/60", "3/4", "v 1.5", "Type 1", "Term 1 - 2", "2025-13", "KW 54", "Tue", "13월", "12 weeks"],
)
def test_what_only_looks_like_a_period_is_none(text):
    assert parse_when(text) is None
