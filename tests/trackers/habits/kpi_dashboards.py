"""KPI dashboards: a row for each figure, a column for each month, and what people put around them."""

from cxdash.trackers.readings import Hints, Layout
from tests.trackers.books import Clock, Percent, Shown
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares

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


def actual_and_target_under_each_month() -> Habit:
    rows = [
        ["Contact centre scorecard 2025"],
        [None, *(cell for month in NAMES[:4] for cell in (month, None))],
        ["Measure", *["Actual", "Target"] * 4],
    ]
    for seed, (name, low, high) in enumerate(
        [
            ("Service Level %", 0.7, 0.85),
            ("Occupancy %", 0.8, 0.9),
            ("Transfer rate", 0.05, 0.12),
            ("QA Score", 0.8, 0.95),
        ]
    ):
        actual, target = shares(seed, 4, low, high), Percent(high - 0.01)
        rows.append([name, *(cell for value in actual for cell in (value, target))])
    return one(
        "actual and target under each month",
        rows,
        Seen(
            (2, 3),
            Layout.WIDE_PERIOD,
            16,
            {
                "B4": (None, "service_level", "2025-01", rows[3][1]),
                "H6": (None, "transfer_rate", "2025-04", rows[5][7]),
            },
        ),
        merges=["B2:C2", "D2:E2", "F2:G2", "H2:I2"],
    )


def actual_target_and_status_under_each_kpi() -> Habit:
    rows = [
        [None, "CSAT", None, None, "FCR", None, None],
        ["Month", "Actual", "Target", "RAG", "Actual", "Target", "RAG"],
    ]
    for number, day in enumerate(HALF):
        rows.append(
            [
                day,
                shares(11, 6, 0.7, 0.85)[number],
                Percent(0.8),
                "GAR"[number % 3],
                shares(12, 6, 0.6, 0.75)[number],
                Percent(0.7),
                "Amber",
            ]
        )
    return one(
        "actual, target and status under each KPI",
        rows,
        Seen(
            (1, 2),
            Layout.WIDE_METRIC,
            12,
            {
                "B3": (None, "csat", "2025-01", rows[2][1]),
                "E8": (None, "first_contact_resolution", "2025-06", rows[7][4]),
            },
        ),
        merges=["B1:D1", "E1:G1"],
        sheet="Scorecard",
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


def traffic_lights_only() -> Habit:
    lights = ["Green", "Amber", "Green", "Red", "Green", "Amber"]
    rows = [["Workstream", *NAMES]]
    rows += [[name, *lights[n:], *lights[:n]] for n, name in enumerate(["Data", "Training", "Telephony", "Legal"])]
    return one("traffic lights in words only", rows, sheet="RAG")


def one_month_for_all_sites() -> Habit:
    rows = [
        ["Site performance"],
        ["Period:", "March 2025"],
        ["Source:", "CCMS extract, 04/04/2025"],
        [],
        ["Site", "Calls offered", "Calls answered", "CSAT %", "Avg handle time (s)", "Manager"],
    ]
    sites = ["Aberdeen", "Bristol", "Cardiff", "Dundee", "Exeter"]
    managers = ["Ali", "Bo", "Cy", "Di", "Ed"]
    rows += [
        [site, 4000 + 37 * n, 3800 + 31 * n, shares(70, 5, 0.7, 0.9)[n], numbers(71, 5, 300, 420)[n], managers[n]]
        for n, site in enumerate(sites)
    ]
    return one(
        "one month for all sites, said above",
        rows,
        Seen(
            (5, 5),
            Layout.WIDE_METRIC,
            20,
            {"B6": ("Aberdeen", ANY, "2025-03", 4000), "D7": ("Bristol", "csat", "2025-03", rows[6][3])},
        ),
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


def two_dashboards_beside_each_other() -> Habit:
    rows = [["Northgate", None, None, None, "Millbrook"], ["Week", "CSAT", "AHT", None, "Week", "CSAT", "AHT"]]
    for number, day in enumerate(days("2025-02-03", 6, 7)):
        left = [day, shares(91, 6, 0.7, 0.9)[number], numbers(92, 6, 300, 400)[number]]
        right = [day, shares(93, 6, 0.7, 0.9)[number], numbers(94, 6, 300, 400)[number]]
        rows.append([*left, None, *right])
    return one(
        "two sites beside each other",
        rows,
        Seen((2, 2), Layout.WIDE_METRIC, 12, {"B3": ("Northgate", "csat", "2025-W06", rows[2][1])}),
        Seen((2, 2), Layout.WIDE_METRIC, 12, {"G8": ("Millbrook", "average_handle_time", "2025-W11", rows[7][6])}),
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
    actual_and_target_under_each_month(),
    actual_target_and_status_under_each_kpi(),
    section_rows_between_kpis(),
    sparkline_column(),
    fiscal_quarters(),
    quarters_without_a_year(),
    weeks_under_their_year(),
    iso_weeks(),
    traffic_lights_only(),
    one_month_for_all_sites(),
    starts_at_b3(),
    two_dashboards_beside_each_other(),
    definitions_beside_figures(),
)
