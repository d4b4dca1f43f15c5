"""Periods in unusual forms: six digits, spans of days, last days, quarters between months, two years."""

from datetime import date

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, summed

HALF = months("2025-01", 6)


def quarters_between_their_months() -> Habit:
    names = [f"{name} 2025" for name in ("Jan", "Feb", "Mar", "Q1", "Apr", "May", "Jun", "Q2")]
    rows = [["Contacts"], ["Channel", *names, "YTD"]]
    for seed, channel in enumerate(("Phone", "Chat", "Mail")):
        first, second = numbers(seed, 3, 100, 300), numbers(seed + 5, 3, 100, 300)
        rows.append([channel, *first, sum(first), *second, sum(second), sum(first + second)])
    return one(
        "quarters between their months",
        rows,
        Seen(
            (2, 2),
            Layout.WIDE_PERIOD,
            (18, 24),
            {"B3": (ANY, ANY, "2025-01", rows[2][1]), "H5": (ANY, ANY, "2025-06", rows[4][7])},
        ),
    )


def last_days_of_months() -> Habit:
    ends = [date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31), date(2025, 4, 30)]
    rows = [["Month end", "Headcount", "Attrition"], *([day, 210 + n, Percent(0.02)] for n, day in enumerate(ends))]
    return one(
        "last days of months",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 8, {"C3": (None, "agent_attrition", "2025-02", 0.02)}),
    )


def months_as_six_digits() -> Habit:
    rows = [["yearmonth", "site_code", "kpi_name", "kpi_value"]]
    rows += [
        [202411 + n if n < 2 else 202499 + n, site, kpi, value + n]
        for n in range(4)
        for site in ("010", "011")
        for kpi, value in (("average_handle_time", 340), ("contacts", 900))
    ]
    return one(
        "months as six digits",
        rows,
        Seen(
            (1, 1),
            Layout.LONG,
            16,
            {"D2": ("010", "average_handle_time", "2024-11", 340), "D17": ("011", "contacts", "2025-02", 903)},
        ),
        delimiter=";",
    )


def week_numbers_beside_their_year() -> Habit:
    rows = [["Year", "Week", "Depot", "Deliveries", "On Time %"]]
    rows += [
        [2024 if week > 40 else 2025, week, depot, 400 + week, Percent(0.9)]
        for week in (51, 52, 1, 2)
        for depot in ("A", "B")
    ]
    return one(
        "week numbers beside their year",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            16,
            {"D2": ("A", ANY, "2024-W51", 451), "E9": ("B", "delivery_consistency", "2025-W02", 0.9)},
        ),
    )


def weeks_as_spans_of_days() -> Habit:
    rows = [["Week", "Answered", "CSAT"]]
    rows += [
        [f"{day:%d/%m/%Y} - {days(day.isoformat(), 2, 6)[1]:%d/%m/%Y}", 700 + n, f"{80 + n}%"]
        for n, day in enumerate(days("2025-03-03", 5, 7))
    ]
    return one(
        "weeks as spans of days",
        rows,
        Seen(
            (1, 1), Layout.WIDE_METRIC, 10, {"C2": (None, "csat", "2025-W10", 0.8), "B6": (None, ANY, "2025-W14", 704)}
        ),
    )


def months_of_two_years() -> Habit:
    rows = [
        ["Attendances at clinics"],
        [None, 2024, None, None, 2025],
        ["Clinic", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"],
    ]
    rows += [[name, *numbers(len(name), 6, 60, 120)] for name in ("Eyes", "Heart", "Kidney")]
    rows += [["Total", *summed(rows[3:], range(1, 7))]]
    return one(
        "months of two years below their years",
        rows,
        Seen(
            (2, 3),
            Layout.WIDE_PERIOD,
            18,
            {"B4": ("Eyes", ANY, "2024-10", rows[3][1]), "G6": ("Kidney", ANY, "2025-03", rows[5][6])},
            totals=(7,),
        ),
    )


CASES = (
    quarters_between_their_months(),
    last_days_of_months(),
    months_as_six_digits(),
    week_numbers_beside_their_year(),
    weeks_as_spans_of_days(),
    months_of_two_years(),
)
