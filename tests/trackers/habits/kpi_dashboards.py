"""KPI dashboards: a row for each figure, a column for each month, and what people put around them."""

from cxdash.trackers.readings import Hints, Layout
from tests.trackers.books import Clock, Percent, Shown
from tests.trackers.habits.sheets import ANY, Habit, Seen, months, numbers, one, shares

HALF = months("2025-01", 6)
NAMES = ["Jan 2025", "Feb 2025", "Mar 2025", "Apr 2025", "May 2025", "Jun 2025"]


def owner_unit_target_and_ytd() -> Habit:
    head = ["KPI", "Owner", "Unit", "Target", *(Shown(day, "mmm-yy") for day in HALF), "YTD", "Comment"]
    rows = [
        ["Customer Operations – KPI dashboard"],
        ["Prepared by: Programme Office", None, None, None, "Status: final"],
        [],
        head,
        ["CSAT", "J. Marsh", "%", Percent(0.85), *shares(1, 6, 0.78, 0.86), Percent(0.82), "new survey from March"],
        ["First Contact Resolution", "J. Marsh", "%", Percent(0.7), *shares(2, 6, 0.6, 0.72), Percent(0.66)],
        ["Abandon %", "T. Iqbal", "%", Percent(0.05), *shares(3, 6, 0.03, 0.09), Percent(0.06)],
        [
            "AHT",
            "T. Iqbal",
            "mm:ss",
            Clock(360 / 86400),
            *(Clock(n / 86400) for n in numbers(4, 6, 350, 420)),
            Clock(380 / 86400),
        ],
        ["Cost per Contact", "L. Ode", "£", 4.2, *numbers(5, 6, 4, 5, 2), 4.5, "rate card changes in April"],
    ]
    return one(
        "owner, unit, target and YTD around the months",
        rows,
        Seen(
            (4, 4),
            Layout.WIDE_PERIOD,
            30,
            {
                "E5": (None, "csat", "2025-01", rows[4][4]),
                "F7": (ANY, "abandonment_rate", "2025-02", rows[6][5]),
                "E8": (ANY, "average_handle_time", "2025-01", numbers(4, 1, 350, 420)[0]),
                "J9": (ANY, "cost_per_contact", "2025-06", rows[8][9]),
            },
        ),
        sheet="Dashboard",
    )


def section_rows_between_kpis() -> Habit:
    rows = [
        ["Balanced scorecard"],
        [],
        ["Indicator", *NAMES],
        ["Customer"],
        ["  CSAT", *shares(21, 6, 0.7, 0.9)],
        ["  Complaints", *numbers(22, 6, 12, 30)],
        ["Operations"],
        ["  AHT (s)", *numbers(23, 6, 300, 400)],
        ["  ASA (s)", *numbers(24, 6, 20, 60)],
        ["  Contacts offered", *numbers(25, 6, 9000, 12000)],
        ["People"],
        ["  Attrition", *shares(26, 6, 0.01, 0.04)],
    ]
    return one(
        "section rows between the KPIs",
        rows,
        Seen(
            (3, 3),
            Layout.WIDE_PERIOD,
            36,
            {
                "B5": (ANY, "csat", "2025-01", rows[4][1]),
                "C8": (ANY, "average_handle_time", "2025-02", rows[7][2]),
                "G12": (ANY, "agent_attrition", "2025-06", rows[11][6]),
            },
        ),
    )


def sparkline_column() -> Habit:
    rows = [["Metric", "Trend", *(Shown(day, "mmm yy") for day in HALF), "Status"]]
    names = ["No-show rate", "Repeat contact rate", "Containment", "Escalation rate"]
    rows += [[name, None, *shares(30 + n, 6, 0.1, 0.4), ["On track", "At risk"][n % 2]] for n, name in enumerate(names)]
    return one(
        "an empty column of sparklines",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_PERIOD,
            24,
            {
                "C2": (None, "no_show_rate", "2025-01", rows[1][2]),
                "H5": (None, "escalation_rate", "2025-06", rows[4][7]),
            },
        ),
    )


def fiscal_quarters() -> Habit:
    rows = [["Metric", "FY24/25 Q1", "FY24/25 Q2", "FY24/25 Q3", "FY24/25 Q4", "FY25/26 Q1"]]
    rows += [["Retention Rate", *shares(41, 5, 0.8, 0.9)], ["Churn Rate", *shares(42, 5, 0.02, 0.05)]]
    rows += [["NPS", *numbers(43, 5, 20, 45)]]
    return one(
        "fiscal quarters of a year that begins in April",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_PERIOD,
            15,
            {
                "B2": (None, "retention_rate", "2024-Q2", rows[1][1]),
                "E3": (None, "churn_rate", "2025-Q1", rows[2][4]),
                "F4": (None, "nps", "2025-Q2", rows[3][5]),
            },
        ),
        hints=Hints(fiscal_first_month=4),
    )


def quarters_without_a_year() -> Habit:
    rows = [["Metric", "Q1", "Q2", "Q3", "Q4", "Full year"]]
    rows += [["CSAT", *shares(51, 4, 0.7, 0.8), Percent(0.75)], ["FCR", *shares(52, 4, 0.6, 0.8), Percent(0.7)]]
    rows += [["AHT (sec)", *numbers(53, 4, 300, 400), 344]]
    return one(
        "quarters without a year",
        rows,
        Seen((1, 1), Layout.WIDE_PERIOD, 12, asks=("year",)),
    )


def weeks_under_their_year() -> Habit:
    rows = [
        [None, None, "2025", None, None, None, None, None],
        ["Site", "KPI", *(f"W{n:02}" for n in range(9, 15))],
    ]
    for site in ("Leeds", "Hull", "Derby"):
        rows += [[site, "CSAT", *shares(len(site), 6, 0.7, 0.9)], [site, "ACW (s)", *numbers(len(site), 6, 40, 80)]]
    return one(
        "weeks under a merged year",
        rows,
        Seen(
            (1, 2),
            Layout.WIDE_PERIOD,
            36,
            {
                "C3": ("Leeds", "csat", "2025-W09", rows[2][2]),
                "H8": ("Derby", "after_call_work", "2025-W14", rows[7][7]),
            },
        ),
        merges=["C1:H1"],
    )


def iso_weeks() -> Habit:
    rows = [["Location", "Measure", *(f"2025-W{n:02}" for n in range(1, 9))]]
    rows += [[place, "No Show %", *shares(60 + n, 8, 0.1, 0.3)] for n, place in enumerate(["Ost", "West", "Mitte"])]
    return one(
        "ISO weeks",
        rows,
        Seen((1, 1), Layout.WIDE_PERIOD, 24, {"C2": ("Ost", "no_show_rate", "2025-W01", rows[1][2])}),
    )


def starts_at_b3() -> Habit:
    rows = [[], [], [None, "Measure", *HALF[:4]]]
    rows += [[None, "FCR", *shares(81, 4, 0.6, 0.7)], [None, "Containment", *shares(82, 4, 0.2, 0.4)]]
    rows += [[None, "Deflection", *shares(83, 4, 0.1, 0.2)]]
    return one(
        "a blank first column and two blank rows",
        rows,
        Seen((3, 3), Layout.WIDE_PERIOD, 12, {"C4": (None, "first_contact_resolution", "2025-01", rows[3][2])}),
    )


def definitions_beside_figures() -> Habit:
    told = "Share of contacts resolved without a further contact within seven days, as the customer sees it"
    rows = [["Ref", "KPI", "Definition", "Frequency", "Direction", *NAMES[:3]]]
    rows += [
        ["K01", "FCR", told, "monthly", "higher is better", *shares(101, 3, 0.6, 0.7)],
        ["K02", "Repeat contact rate", told + ", reversed", "monthly", "lower is better", *shares(102, 3, 0.1, 0.2)],
        [
            "K03",
            "Average speed of answer",
            "Seconds in the queue of answered calls",
            "monthly",
            "lower is better",
            *numbers(103, 3, 20, 40),
        ],
    ]
    return one(
        "definitions beside the figures",
        rows,
        Seen((1, 1), Layout.WIDE_PERIOD, 9, {"F2": (ANY, "first_contact_resolution", "2025-01", rows[1][5])}),
    )


CASES = (
    owner_unit_target_and_ytd(),
    section_rows_between_kpis(),
    sparkline_column(),
    fiscal_quarters(),
    quarters_without_a_year(),
    weeks_under_their_year(),
    iso_weeks(),
    starts_at_b3(),
    definitions_beside_figures(),
)
