"""Scorecards: actual, target and status side by side, one month for all sites, several tables on a page."""

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares

HALF = months("2025-01", 6)
NAMES = ["Jan 2025", "Feb 2025", "Mar 2025", "Apr 2025", "May 2025", "Jun 2025"]


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


def traffic_lights_only() -> Habit:
    lights = ["Green", "Amber", "Green", "Red", "Green", "Amber"]
    rows = [["Workstream", *NAMES]]
    rows += [[name, *lights[n:], *lights[:n]] for n, name in enumerate(["Data", "Training", "Telephony", "Legal"])]
    return one("traffic lights in words only", rows, sheet="RAG")


CASES = (
    actual_and_target_under_each_month(),
    actual_target_and_status_under_each_kpi(),
    one_month_for_all_sites(),
    two_dashboards_beside_each_other(),
    traffic_lights_only(),
)
