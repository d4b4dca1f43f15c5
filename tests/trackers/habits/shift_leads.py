"""Sheets of shift leads and analysts: intervals, rosters, matrices of agents, counts in words, arrows and brackets."""

from datetime import date

from cxdash.trackers.readings import Layout
from tests.trackers.books import Clock, Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares

AGENTS = ["Amara", "Ben", "Chloe", "Dev", "Elif"]


def intervals_of_days() -> Habit:
    rows = [["Date", "Interval", "Queue", "Offered", "Handled", "AHT"]]
    for day in days("2025-03-03", 3):
        rows += [
            [day.isoformat(), f"{hour:02}:{half}", "Care", 20 + hour, 19 + hour, 310]
            for hour in range(8, 12)
            for half in ("00", "30")
        ]
    layouts = (Layout.EVENT_LOG, Layout.WIDE_METRIC)
    return one("intervals of days", rows, Seen((1, 1), layouts, (0, 72), asks=ANY, problems=ANY), delimiter=",")


def hours_down_and_days_across() -> Habit:
    rows = [["Calls offered by hour"], ["Hour", *days("2025-03-03", 5)]]
    rows += [[Clock(hour / 24), *numbers(hour, 5, 10, 60)] for hour in range(8, 18)]
    return one("hours down and days across", rows, Seen((2, 2), Layout.WIDE_PERIOD, (50, 0), asks=ANY))


def roster_of_shifts() -> Habit:
    rows = [["Roster week 14"], ["Agent", *days("2025-03-31", 7)]]
    rows += [[name, *["E" if (n + k) % 3 else "L" for k in range(5)], "Off", "Off"] for n, name in enumerate(AGENTS)]
    return one("a roster of shifts", rows, sheet="Roster")


def agents_by_week_with_means() -> Habit:
    weeks = days("2025-01-06", 6, 7)
    body = [[name, *shares(n + 1, 6, 0.7, 0.95)] for n, name in enumerate(AGENTS)]
    mean = [Percent(sum(row[k] for row in body) / 5) for k in range(1, 7)]
    rows = [["Quality score by agent"], ["Agent", *weeks], *body, ["Team average", *mean]]
    return one(
        "agents by week with a mean of the team",
        rows,
        Seen(
            (2, 2), Layout.WIDE_PERIOD, (30, 36), {"B3": ("Amara", "qa_score", "2025-W02", ANY)}, asks=ANY, totals=ANY
        ),
    )


def arrows_before_figures() -> Habit:
    rows = [["Month", "CSAT", "Wait (min)"]]
    rows += [
        [month, f"{'▲' if n % 2 else '▼'} {80 + n}.{n}%", f"{4 + n} ▲"] for n, month in enumerate(months("2025-01", 5))
    ]
    return one(
        "arrows before figures",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 10, {"B3": (None, "csat", "2025-02", 0.811)}, asks=ANY),
    )


def goal_in_brackets_behind_the_figure() -> Habit:
    rows = [["Site", "Jan 2025", "Feb 2025", "Mar 2025"]]
    rows += [[name, "81% (85%)", "82% (85%)", "79% (85%)"] for name in ("Hull", "York", "Bath")]
    return one(
        "goals in brackets behind the figures",
        [["CSAT (target)"], *rows],
        Seen((2, 2), (Layout.WIDE_PERIOD, Layout.NONE, Layout.TRACKER), (9, 0), asks=ANY, problems=ANY),
    )


def notes_between_the_rows() -> Habit:
    rows = [["Week", "Calls", "Abandoned %"]]
    for n, day in enumerate(days("2025-02-03", 8, 7)):
        rows.append([day, 900 + n, Percent(0.05)])
        if n == 3:
            rows.append(["Telephony outage on 25 Feb: figures of that week are estimates"])
    return one(
        "a note between the rows",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 16, {"B7": (None, ANY, "2025-W10", 904)}, asks=ANY),
    )


def promoters_and_detractors() -> Habit:
    rows = [["Survey month", "Responses", "Promoters", "Passives", "Detractors", "NPS"]]
    rows += [
        [month.strftime("%b %Y"), 100, 50 + n, 30, 20 - n, 30 + 2 * n] for n, month in enumerate(months("2024-09", 6))
    ]
    return one(
        "promoters and detractors",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, (30, 6, 12, 18, 24), {"F2": (None, "nps", "2024-09", 30)}, asks=ANY),
    )


def months_of_a_fiscal_year_without_years() -> Habit:
    names = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    rows = [["DNA rates 2024/25"], ["Site", *names]]
    rows += [[site, *shares(len(site), 12, 0.05, 0.15)] for site in ("Ashby", "Brook", "Cole Hill")]
    return one(
        "months of a fiscal year without years",
        rows,
        Seen(
            (2, 2),
            Layout.WIDE_PERIOD,
            36,
            {"B3": ("Ashby", "no_show_rate", "2024-04", ANY), "M3": ("Ashby", ANY, "2025-03", ANY)},
            asks=ANY,
        ),
    )


def reasons_of_contact_by_month_with_shares() -> Habit:
    top = ["Reason", "Jan 2025", None, "Feb 2025", None]
    rows = [["Reasons of contact"], top, [None, "#", "%", "#", "%"]]
    rows += [
        [name, 100 + n, Percent(0.25), 90 + n, Percent(0.24)]
        for n, name in enumerate(("Billing", "Delivery", "Login", "Other"))
    ]
    return one(
        "reasons of contact with shares",
        rows,
        Seen((2, 3), Layout.WIDE_PERIOD, (8, 16), {"B4": (ANY, ANY, "2025-01", 100)}, asks=ANY),
        merges=["B2:C2", "D2:E2"],
    )


def staff_by_team() -> Habit:
    rows = [["Name", "Employee ID", "Team", "Start date", "FTE", "Contract", "Manager"]]
    rows += [
        [f"Person {n}", 10040 + 7 * n, "Care", date(2019, 1 + n % 12, 3), 1.0 if n % 3 else 0.6, "Permanent", "Kim"]
        for n in range(14)
    ]
    return one(
        "staff by team", rows, Seen((1, 1), (Layout.TRACKER, Layout.EVENT_LOG, Layout.NONE), 0, asks=ANY), sheet="Staff"
    )


def year_on_year_by_month() -> Habit:
    rows = [["Contacts"], ["Month", 2022, 2023, 2024]]
    rows += [[name, *numbers(n + 1, 3, 800, 1200)] for n, name in enumerate(("January", "February", "March", "April"))]
    return one(
        "years across and months down",
        rows,
        Seen(
            (2, 2),
            Layout.WIDE_PERIOD,
            12,
            {"B3": (None, ANY, "2022-01", ANY), "D6": (None, ANY, "2024-04", ANY)},
            asks=ANY,
        ),
    )


def service_levels_in_different_units() -> Habit:
    rows = [["KPI", "Unit", "Week 10", "Week 11", "Week 12"], ["Service level", "%", 81.2, 79.9, 80.3]]
    rows += [["AHT", "mm:ss", "05:12", "05:20", "05:08"], ["Cost per contact", "€", "4,10", "4,05", "4,20"]]
    return one(
        "measures in different units, 2025",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_PERIOD,
            9,
            {
                "C2": (None, "service_level", "2025-W10", 0.812),
                "C3": (None, "average_handle_time", "2025-W10", 312),
                "C4": (None, "cost_per_contact", "2025-W10", 4.1),
            },
            asks=ANY,
        ),
    )


def answers_by_wave_and_segment() -> Habit:
    rows = [["Wave", "Segment", "n", "CSAT %", "Effort (1-7)", "NPS"]]
    rows += [[f"Q{q} 2024", seg, 120 + q, 80 + q, 5.1, 30 + q] for q in (1, 2, 3, 4) for seg in ("New", "Loyal")]
    return one(
        "answers by wave and segment",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            (24, 32),
            {"D2": (ANY, "csat", "2024-Q1", 0.81), "F9": (ANY, "nps", "2024-Q4", 34)},
            asks=ANY,
        ),
    )


CASES = (
    intervals_of_days(),
    hours_down_and_days_across(),
    roster_of_shifts(),
    agents_by_week_with_means(),
    arrows_before_figures(),
    goal_in_brackets_behind_the_figure(),
    notes_between_the_rows(),
    promoters_and_detractors(),
    months_of_a_fiscal_year_without_years(),
    reasons_of_contact_by_month_with_shares(),
    staff_by_team(),
    year_on_year_by_month(),
    service_levels_in_different_units(),
    answers_by_wave_and_segment(),
)
