"""Templates that vendors give away and teams fill in: banners, chosen months, goals beside figures, year to date."""

from datetime import date

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, numbers, one, shares

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def banner_and_year_above_months() -> Habit:
    rows = [
        [],
        [None, "CUSTOMER SERVICE KPI DASHBOARD"],
        [],
        [None, "Company:", "Contoso Ltd", None, "Year:", 2025],
        [],
        [None, "KPI", "Unit", "Target", *MONTHS, "YTD", "Trend", "RAG"],
        [None, "Customer"],
    ]
    rows.append([None, "CSAT", "%", Percent(0.85), *shares(3, 12, 0.7, 0.9), Percent(0.81), None, "G"])
    rows.append([None, "NPS", "score", 40, *numbers(5, 12, 20, 50), 36, None, "A"])
    rows += [[None, "Operations"]]
    rows.append([None, "Average handle time", "sec", 300, *numbers(7, 12, 280, 340), 309, None, "R"])
    rows.append([None, "Abandonment rate", "%", Percent(0.05), *shares(8, 12, 0.02, 0.09), Percent(0.06), None, "A"])
    return one(
        "a banner and the year above months",
        rows,
        Seen(
            (6, 6),
            Layout.WIDE_PERIOD,
            48,
            {"E8": (None, "csat", "2025-01", ANY), "P12": (None, "abandonment_rate", "2025-12", ANY)},
            asks=ANY,
        ),
        merges=["B2:P2"],
        sheet="Dashboard",
    )


def triples_of_months_and_year_to_date() -> Habit:
    top, names = ["Measure"], [None]
    for label in ("Apr-25", "May-25", "Jun-25", "YTD"):
        top += [label, None, None]
        names += ["Target", "Actual", "Var"]
    rows = [["Operational performance FY25/26"], [], top, names]
    for n, measure in enumerate(("Calls answered", "Complaints closed", "Letters sent")):
        figures = [[1000 + 100 * n, 980 + 100 * n + month, -20 + month] for month in range(3)]
        year = [sum(part[place] for part in figures) for place in range(3)]
        rows.append([measure, *[value for part in (*figures, year) for value in part]])
    return one(
        "triples of months and the year to date",
        rows,
        Seen(
            (3, 4),
            Layout.WIDE_PERIOD,
            9,
            {"C5": (None, "Calls answered", "2025-04", 980), "I7": (None, "Letters sent", "2025-06", 1182)},
            asks=ANY,
        ),
        merges=["B3:D3", "E3:G3", "H3:J3", "K3:M3"],
    )


def goal_and_figure_in_rows() -> Habit:
    rows = [["KPI tracker 2025"], ["KPI", None, *(f"{month} 2025" for month in MONTHS[:6])]]
    for n, name in enumerate(("First contact resolution", "Service level", "Quality score")):
        actual = shares(n + 2, 6, 0.6, 0.9)
        rows += [[name, "Target", *[Percent(0.8)] * 6], [None, "Actual", *actual]]
        rows += [[None, "Variance", *[Percent(round(value - 0.8, 3)) for value in actual]]]
    return one(
        "goal and figure in rows below each other",
        rows,
        Seen(
            (2, 2),
            Layout.WIDE_PERIOD,
            18,
            {"C4": (None, "first_contact_resolution", "2025-01", float(rows[3][2]))},
            totals=(3, 5, 6, 8, 9, 11),
            asks=ANY,
        ),
    )


def perspectives_of_a_scorecard() -> Habit:
    rows = [["Balanced scorecard 2024/25"], []]
    rows += [["Perspective", "Objective", "Measure", "Owner", "Target", "Q1", "Q2", "Q3", "Q4"]]
    measures = [
        ("Customer", "Delight customers", "NPS", "KL", 45),
        (None, "Fewer complaints", "Complaints", "KL", 120),
        ("Process", "Right first time", "Errors", "PT", 60),
        (None, "Quick answers", "Days to answer", "PT", 5),
        ("People", "Keep people", "Leavers", "HR", 12),
    ]
    rows += [[*measure, *numbers(n + 1, 4, 10, 90)] for n, measure in enumerate(measures)]
    return one(
        "perspectives of a scorecard",
        rows,
        Seen((3, 3), Layout.WIDE_PERIOD, 20, asks=("year",)),
        merges=["A4:A5", "A6:A7"],
    )


def codes_of_attendance() -> Habit:
    rows = [["Employee attendance – March 2025"], ["Employee", *range(1, 32), "Days off"]]
    for n, name in enumerate(("Ana", "Bo", "Cy", "Di")):
        codes = ["V" if (day + n) % 9 == 0 else "S" if (day * n) % 13 == 5 else None for day in range(31)]
        rows.append([name, *codes, sum(code is not None for code in codes)])
    rows += [[], ["Key:", "V = vacation", None, None, "S = sick"]]
    return one("codes of attendance", rows, sheet="March")


def cards_of_a_dashboard() -> Habit:
    rows = [
        [],
        [None, "Contact Centre Overview"],
        [],
        [None, "Total calls", None, "Answer rate", None, "CSAT", None, "AHT"],
        [None, 12840, None, Percent(0.934), None, 4.3, None, "5:12"],
        [],
        [],
        [None, "Updated", date(2025, 6, 2)],
    ]
    return one("cards of a dashboard", rows, sheet="Overview")


def goals_of_the_year_without_periods() -> Habit:
    rows = [["Department goals"], ["Goal", "Weight", "Baseline", "Target", "Owner", "Status", "Deadline"]]
    for n, goal in enumerate(("Shorten waits", "Raise retention", "Train the team", "Renew the website")):
        rows.append([goal, Percent(0.25), 10 + n, 20 + n, "Kim", ["On track", "At risk"][n % 2], date(2025, 12, 1 + n)])
    return one("goals of the year", rows, Seen((2, 2), Layout.TRACKER, asks=ANY))


def sales_funnel_by_week_numbers() -> Habit:
    rows = [["Funnel 2025"], ["Stage", *(f"Wk{n}" for n in range(1, 9)), "Avg"]]
    for stage in ("Leads", "Demos", "Offers", "Won"):
        values = numbers(len(stage), 8, 10, 60)
        rows.append([stage, *values, sum(values) / 8])
    return one(
        "a funnel by numbered weeks",
        rows,
        Seen((2, 2), Layout.WIDE_PERIOD, 32, {"B3": (ANY, ANY, "2025-W01", rows[2][1])}, asks=ANY),
    )


def months_below_each_year_of_a_template() -> Habit:
    rows = []
    for year in (2023, 2024):
        rows += [[f"{year}"], ["Month", "New customers", "Lost customers", "Churn %"]]
        rows += [[month, 90 + n, 12 + n, Percent(0.02 + n / 1000)] for n, month in enumerate(MONTHS)]
        rows += [["Total", 1146, 210, None], []]
    return one(
        "a block of months for each year",
        rows,
        Seen((2, 2), Layout.WIDE_METRIC, 36, {"B3": (None, ANY, "2023-01", 90)}, totals=(15,), asks=ANY),
        Seen((18, 18), Layout.WIDE_METRIC, 36, {"C30": (None, ANY, "2024-12", 23)}, totals=(31,), asks=ANY),
    )


CASES = (
    banner_and_year_above_months(),
    triples_of_months_and_year_to_date(),
    goal_and_figure_in_rows(),
    perspectives_of_a_scorecard(),
    codes_of_attendance(),
    cards_of_a_dashboard(),
    goals_of_the_year_without_periods(),
    sales_funnel_by_week_numbers(),
    months_below_each_year_of_a_template(),
)
