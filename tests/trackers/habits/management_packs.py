"""Packs for managers: goals, owners and colours beside figures, periods of several lengths, groups three lines deep."""

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares

SHORT = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]
FIGURES = (Layout.WIDE_METRIC, Layout.WIDE_PERIOD, Layout.WIDE_ENTITY)


def owners_and_baselines_before_months() -> Habit:
    rows = [
        ["KPI", "Owner", "Frequency", "Baseline 2023", "Target 2024", *(f"{name} 2024" for name in SHORT), "Status"]
    ]
    for n, name in enumerate(("CSAT", "Repeat contact rate", "Service level", "Attrition")):
        rows.append([name, "KL", "Monthly", Percent(0.7), Percent(0.8), *shares(n + 1, 6, 0.6, 0.9), "On track"])
    return one(
        "owners and baselines before months",
        rows,
        Seen((1, 1), Layout.WIDE_PERIOD, 24, {"F2": (None, "csat", "2024-01", float(rows[1][5]))}, asks=ANY),
    )


def goal_figure_and_colour_below_each_measure() -> Habit:
    top, below = ["Month"], [None]
    for name in ("CSAT", "AHT", "FCR"):
        top, below = [*top, name, None, None], [*below, "Target", "Actual", "RAG"]
    rows = [["Service dashboard"], [], top, below]
    for n, month in enumerate(months("2025-01", 5)):
        rows.append([month, Percent(0.8), Percent(0.75 + n / 100), "A", 300, 310 + n, "R"])
        rows[-1] += [Percent(0.7), Percent(0.72), "G"]
    return one(
        "goal, figure and colour below each measure",
        rows,
        Seen(
            (3, 4),
            Layout.WIDE_METRIC,
            15,
            {"C5": (None, "csat", "2025-01", 0.75), "F9": (None, "average_handle_time", "2025-05", 314)},
            asks=ANY,
        ),
        merges=["B3:D3", "E3:G3", "H3:J3"],
    )


def weeks_with_their_days_in_brackets() -> Habit:
    spans = ["W1 (30 Dec – 5 Jan)", "W2 (6 – 12 Jan)", "W3 (13 – 19 Jan)", "W4 (20 – 26 Jan)"]
    rows = [["Contacts 2025"], ["Channel", *spans]]
    rows += [[name, *numbers(n + 1, 4, 100, 300)] for n, name in enumerate(("Voice", "Chat", "E-mail"))]
    return one("weeks with their days in brackets", rows, Seen((2, 2), Layout.WIDE_PERIOD, 12, asks=ANY))


def goal_and_figure_of_each_month_in_one_line() -> Habit:
    top = ["Measure"]
    for name in SHORT[:4]:
        top += [f"{name}-25 Target", f"{name}-25 Actual"]
    rows = [top]
    for n, name in enumerate(("Calls answered", "Callbacks", "Complaints")):
        rows.append([name, *(value for k in range(4) for value in (100 + n, 95 + n + k))])
    return one(
        "goal and figure of each month in one line",
        rows,
        Seen((1, 1), Layout.WIDE_PERIOD, 12, {"C2": (None, "Calls answered", "2025-01", 95)}, asks=ANY),
    )


def quarters_among_their_months() -> Habit:
    top = ["Team", *SHORT[:3], "Q1", *SHORT[3:], "Q2"]
    rows = [["Bookings 2025"], top]
    for n, name in enumerate(("North", "South", "West")):
        one_, two = numbers(n + 1, 3, 40, 90), numbers(n + 5, 3, 40, 90)
        rows.append([name, *one_, sum(one_), *two, sum(two)])
    return one(
        "quarters among their months",
        rows,
        Seen((2, 2), Layout.WIDE_PERIOD, (18, 24), {"B3": ("North", ANY, "2025-01", rows[2][1])}, asks=ANY),
    )


def region_site_and_measure_above_each_other() -> Habit:
    rows = [
        [None, "North", None, None, None, "South", None],
        [None, "Leeds", None, "York", None, "Bath", None],
        ["Week", "Offered", "CSAT", "Offered", "CSAT", "Offered", "CSAT"],
    ]
    for n, day in enumerate(days("2025-03-03", 5, 7)):
        rows.append([day, 400 + n, Percent(0.8), 500 + n, Percent(0.81), 300 + n, Percent(0.79)])
    return one(
        "region, site and measure above each other",
        rows,
        Seen((1, 3), Layout.WIDE_METRIC, 30, {"B4": (ANY, ANY, "2025-W10", 400)}, asks=ANY),
        merges=["B1:E1", "F1:G1", "B2:C2", "D2:E2", "F2:G2"],
    )


def stars_over_columns() -> Habit:
    rows = [["Ratings by month"], ["Month", 1, 2, 3, 4, 5, "Average"]]
    rows += [[month, *numbers(n + 1, 5, 3, 90), 4.1] for n, month in enumerate(months("2025-01", 6))]
    layouts = (Layout.WIDE_METRIC, Layout.WIDE_ENTITY)
    return one(
        "stars over columns", rows, Seen((2, 2), layouts, (30, 36), {"B3": (ANY, ANY, "2025-01", ANY)}, asks=ANY)
    )


def ages_over_columns() -> Habit:
    rows = [["No-shows by age, 2024 Q3"], ["Clinic", "0-17", "18-24", "25-44", "45-64", "65+"]]
    rows += [[name, *numbers(len(name), 5, 5, 60)] for name in ("Eyes", "Skin", "Heart", "Bones")]
    layouts = (Layout.WIDE_METRIC, Layout.WIDE_ENTITY)
    return one("ages over columns", rows, Seen((2, 2), layouts, 20, {"B3": (ANY, ANY, "2024-Q3", ANY)}, asks=ANY))


def years_and_months_in_columns_of_their_own() -> Habit:
    rows = [["Year", "Month", "Calls", "Abandon rate"]]
    for year in (2023, 2024):
        rows += [[year if n == 0 else None, name, 900 + n, Percent(0.05)] for n, name in enumerate(SHORT)]
    return one(
        "years and months in columns of their own",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 24, {"C8": (None, ANY, "2024-01", 900)}, asks=ANY),
        merges=["A2:A7", "A8:A13"],
    )


def fiscal_weeks() -> Habit:
    rows = [["Fiscal week", "Contacts", "Backlog"], *([f"FY25 Wk {n:02}", 900 + n, 70 - n] for n in range(10, 20))]
    return one("fiscal weeks", rows, Seen((1, 1), Layout.WIDE_METRIC, 20, asks=ANY))


def days_as_one_number() -> Habit:
    rows = [["date_key", "queue", "offered", "handled"]]
    rows += [
        [int(day.strftime("%Y%m%d")), q, 90 + n, 85 + n]
        for n, day in enumerate(days("2025-03-01", 8))
        for q in ("A", "B")
    ]
    return one(
        "days as one number",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 32, {"C2": ("A", ANY, "2025-03-01", 90)}, asks=ANY),
    )


def halves_of_years() -> Habit:
    rows = [["Benefit (k€)", "H1 2023", "H2 2023", "H1 2024", "H2 2024"]]
    rows += [[name, *numbers(n + 2, 4, 10, 99)] for n, name in enumerate(("Saved hours", "Fewer letters", "Licences"))]
    return one("halves of years", rows, Seen((1, 1), Layout.WIDE_PERIOD, 12, asks=ANY, problems=ANY))


def spans_of_days_in_rows() -> Habit:
    rows = [["Period", "Calls", "CSAT"]]
    rows += [
        [f"{day:%d/%m/%Y} - {end:%d/%m/%Y}", 900 + n, Percent(0.8)]
        for n, (day, end) in enumerate(zip(days("2025-03-03", 6, 7), days("2025-03-09", 6, 7), strict=True))
    ]
    return one(
        "spans of days in rows",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 12, {"B2": (None, ANY, "2025-W10", 900)}, asks=ANY),
    )


def before_and_after_a_pilot() -> Habit:
    rows = [["Reminder pilot – results"], ["KPI", "Before", "After", "Change", "p-value"]]
    rows += [
        ["No-show rate", Percent(0.12), Percent(0.09), Percent(-0.03), 0.01],
        ["CSAT", Percent(0.8), Percent(0.82), Percent(0.02), 0.2],
    ]
    rows += [["Calls per booking", 1.4, 1.2, -0.2, 0.04]]
    layouts = (Layout.TRACKER, Layout.NONE, *FIGURES)
    return one("before and after a pilot", rows, Seen((2, 2), layouts, (0, 6), asks=ANY))


def variants_of_an_experiment() -> Habit:
    rows = [["Test: shorter menu, March 2025"], ["Variant", "Callers", "Transfers", "Transfer rate", "CSAT"]]
    rows += [["Control", 2000, 400, Percent(0.2), Percent(0.78)], ["Treatment", 2100, 336, Percent(0.16), Percent(0.8)]]
    return one(
        "variants of an experiment",
        rows,
        Seen((2, 2), Layout.WIDE_METRIC, (6, 8), {"D3": (ANY, "transfer_rate", "2025-03", 0.2)}, asks=ANY),
    )


def accounts_in_thousands() -> Habit:
    rows = [
        ["Customer operations – cost report"],
        ["£000"],
        [],
        ["Cost line", "Budget", "Actual", "Variance", "% Var", "Full-year forecast"],
    ]
    rows += [
        [name, 100 + n, 98 + n, -2, Percent(-0.02), 1200]
        for n, name in enumerate(("Staff", "Software", "Telephony", "Training"))
    ]
    rows += [["Total", 406, 398, -8, Percent(-0.02), 4800]]
    layouts = (Layout.LONG, Layout.WIDE_METRIC)
    return one("accounts in thousands", rows, Seen((4, 4), layouts, (4, 8, 12, 20), asks=ANY, totals=ANY))


CASES = (
    owners_and_baselines_before_months(),
    goal_figure_and_colour_below_each_measure(),
    weeks_with_their_days_in_brackets(),
    goal_and_figure_of_each_month_in_one_line(),
    quarters_among_their_months(),
    region_site_and_measure_above_each_other(),
    stars_over_columns(),
    ages_over_columns(),
    years_and_months_in_columns_of_their_own(),
    fiscal_weeks(),
    days_as_one_number(),
    halves_of_years(),
    spans_of_days_in_rows(),
    before_and_after_a_pilot(),
    variants_of_an_experiment(),
    accounts_in_thousands(),
)
