"""Workbooks as they lie in public repositories: lessons in untangling, exercises with dashboards, teams' own sheets."""

from datetime import date, datetime, timedelta

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares

LOG = ("event_log",)


def headings_left_of_their_rows() -> Habit:
    rows = [
        ["Passengers (millions) by service"],
        [],
        [None, None, 2014, 2015, 2016],
        ["ADULT"],
        [None, "Tickets", 76, 80, 81],
        [None, "Tokens", 110, 102, 95],
        ["STUDENT"],
        [None, "Passes", 30, 31, 35],
        [None, "Cash", 9, 8, 8],
    ]
    return one(
        "headings left of their rows",
        rows,
        Seen((3, 3), Layout.WIDE_PERIOD, 12, {"C5": (ANY, ANY, "2014", 76)}, asks=ANY),
    )


def small_multiples_of_terms() -> Habit:
    rows = [["Term 1", None, None, None, "Term 2"], ["Pupil", "Maths", "Music", None, "Pupil", "Maths", "Music"]]
    rows += [[name, 60 + n, 70 - n, None, name, 61 + n, 71 - n] for n, name in enumerate(("Ann", "Bob", "Cid", "Dee"))]
    layouts = (Layout.WIDE_METRIC, Layout.WIDE_ENTITY)
    return one(
        "a small table for each term",
        rows,
        Seen((2, 2), layouts, 8, asks=ANY),
        Seen((2, 2), layouts, 8, asks=ANY),
    )


def quarters_over_sexes() -> Habit:
    top = [None, "2024 Q1", None, "2024 Q2", None]
    rows = [["Employment by age"], top, ["Age group", "Male", "Female", "Male", "Female"]]
    rows += [[group, *numbers(n + 1, 4, 100, 900)] for n, group in enumerate(("16-24", "25-49", "50-64", "65+"))]
    return one(
        "quarters over the sexes",
        rows,
        Seen((2, 3), Layout.WIDE_PERIOD, 16, {"C4": (ANY, ANY, "2024-Q1", rows[3][2])}, asks=ANY),
        merges=["B2:C2", "D2:E2"],
    )


def countries_and_indicators_in_rows() -> Habit:
    rows = [["Country", "Series", *range(2018, 2024)]]
    rows += [
        [country, series, *numbers(len(country) + k, 6, 1, 80, 1)]
        for country in ("Chile", "Ghana", "Nepal")
        for k, series in enumerate(("Access to electricity (%)", "Renewables (%)"))
    ]
    return one(
        "countries and series in rows",
        rows,
        Seen((1, 1), Layout.WIDE_PERIOD, 36, {"C2": ("Chile", "Access to electricity (%)", "2018", ANY)}, asks=ANY),
    )


def calls_for_a_dashboard() -> Habit:
    rows = [["id", "customer_name", "sentiment", "csat_score", "call_timestamp", "reason", "city", "state", "channel"]]
    rows[0] += ["response_time", "call duration in minutes", "call_center"]
    for n in range(40):
        rows.append([f"DKK-{57076251 + n * 97}-f1", f"Caller {n}", "Neutral", n % 10 + 1 if n % 3 else None])
        rows[-1] += [f"10/{n % 28 + 1}/2020", "Billing Question", "Detroit", "Michigan", "Call-Center"]
        rows[-1] += ["Within SLA", 5 + n % 40, "Los Angeles/CA"]
    return one("calls for a dashboard", rows, Seen((1, 1), Layout.EVENT_LOG, asks=LOG), sheet="Call Center")


def hourly_agents_of_an_exercise() -> Habit:
    rows = [["Agent", "Total Calls", "Calls Answered", "Avg Speed of Answer", "Call Resolution (%)"]]
    rows[0] += ["Call Resolution (calls)", "CSAT (%)", "Escalation Rate"]
    for n in range(8):
        rows.append([f"Agent {n + 1}", 900 + n, 800 + n, f"0:0{n % 3}:1{n}", Percent(0.7), 560 + n])
        rows[-1] += [Percent(0.8), Percent(0.05)]
    return one(
        "agents of an exercise",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, (56, 48), asks=ANY),
        sheet="Agents",
    )


def korean_goals_by_channel() -> Habit:
    rows = [["채널", "목표 매출", "실적", "달성률"], ["온라인", 1200, 1100, Percent(0.917)]]
    rows += [["오프라인", 800, 820, Percent(1.025)], ["제휴", 300, 250, Percent(0.833)]]
    return one("Korean goals by channel", rows, Seen((1, 1), Layout.WIDE_METRIC, 9, asks=ANY), sheet="Sheet1")


def chinese_months() -> Habit:
    rows = [["月份", "来电数", "接通数", "接通率"]]
    rows += [[f"2025年{n}月", 900 + n, 850 + n, Percent(0.94)] for n in range(1, 7)]
    return one(
        "Chinese months",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 18, {"B2": (None, ANY, "2025-01", 901)}, asks=ANY),
    )


def standup_of_a_team() -> Habit:
    rows = [["Weekly status report"], ["Team:", "Team 7"], ["Week ending:", date(2025, 4, 11)], []]
    rows += [["Member", "Hours planned", "Hours spent", "Tasks done", "Blockers"]]
    rows += [
        [name, 20, 18 + n, 3 + n, "none" if n else "waiting for access"] for n, name in enumerate(("Ann", "Bob", "Cid"))
    ]
    return one(
        "a weekly report of a team",
        rows,
        Seen((5, 5), (Layout.WIDE_METRIC, Layout.TRACKER), (9, 6, 0), {}, asks=ANY),
        sheet="Status",
    )


def defects_of_a_release() -> Habit:
    rows = [
        ["Defect ID", "Summary", "Severity", "Priority", "Status", "Reported by", "Assigned to", "Found on", "Fixed on"]
    ]
    rows += [
        [f"BUG-{n}", "The page does not load", "Major", "P2", "Open", "QA1", "Dev2", date(2025, 2, n + 1), None]
        for n in range(12)
    ]
    return one("defects of a release", rows, Seen((1, 1), Layout.TRACKER, asks=ANY), sheet="Defects")


def plan_of_a_student_project() -> Habit:
    rows = [["PROJECT PLAN"], ["Project:", "Inventory app", None, "Start:", date(2025, 1, 6)], []]
    rows += [["WBS", "Task name", "Duration (days)", "Start", "Finish", "Predecessors", "Resource", "% complete"]]
    for n in range(10):
        start = date(2025, 1, 6) + timedelta(days=4 * n)
        rows.append([f"1.{n}", f"Task {n}", 4, start, start + timedelta(days=3), f"1.{n - 1}" if n else None, "Ann"])
        rows[-1].append(Percent(min(n / 10, 1)))
    return one("a plan of a student project", rows, Seen((4, 4), Layout.TRACKER, asks=ANY), sheet="Plan")


def tickets_of_a_helpdesk() -> Habit:
    rows = [["Ticket #", "Opened", "Closed", "Requester", "Category", "Priority", "Technician", "Minutes", "Rating"]]
    for n in range(30):
        opened = datetime(2025, 3, 1, 8) + timedelta(hours=6 * n)
        rows.append([10500 + n, opened, opened + timedelta(hours=n % 9), f"User {n}", "Printer", "Low", "Kim", 15 + n])
        rows[-1].append(n % 5 + 1)
    return one(
        "tickets of a help desk", rows, Seen((1, 1), (Layout.EVENT_LOG, Layout.TRACKER), asks=ANY), sheet="Tickets"
    )


def regions_with_indented_parts() -> Habit:
    rows = [["Table 2 Population by region and sex, thousands"], ["Region", "All", "Men", "Women"]]
    rows += [["United Kingdom", 600, 290, 310], ["  England", 500, 240, 260], ["    London", 90, 44, 46]]
    rows += [["    South East", 95, 46, 49], ["  Wales", 30, 14, 16], ["  Scotland", 50, 24, 26]]
    return one(
        "regions with indented parts",
        rows,
        Seen((2, 2), (Layout.WIDE_METRIC, Layout.WIDE_ENTITY), (18, 15), asks=ANY, totals=ANY),
        sheet="2",
    )


def percent_and_number_of_each_answer() -> Habit:
    top = ["Question", "Agree", None, "Neutral", None, "Disagree", None, "Base"]
    rows = [["Staff survey 2024"], top, [None, "n", "%", "n", "%", "n", "%", None]]
    for n, text in enumerate(("I know our goals", "My tools work", "I would recommend us")):
        rows.append([text, 50 + n, Percent(0.5), 30, Percent(0.3), 20, Percent(0.2), 100])
    return one(
        "number and percent of each answer",
        rows,
        Seen((2, 3), Layout.WIDE_METRIC, (9, 12, 18, 21), asks=ANY),
        merges=["B2:C2", "D2:E2", "F2:G2"],
        sheet="Survey",
    )


def inventory_of_models() -> Habit:
    rows = [["Model", "Vendor", "Purpose", "Owner", "Go-live", "Accuracy", "Last review", "Risk rating"]]
    rows += [
        [f"Model {n}", "In-house", "Routing", "Ann", date(2024, 5, 1), Percent(0.9), date(2025, 1, 9), "Medium"]
        for n in range(7)
    ]
    return one("an inventory of models", rows, Seen((1, 1), (Layout.TRACKER, Layout.EVENT_LOG), asks=ANY))


def cost_and_saving_by_month_of_each_pilot() -> Habit:
    rows = [["Pilot", "Line", *months("2025-01", 4), "Total"]]
    for name in ("Reminder bot", "Draft answers"):
        cost, saving = numbers(3, 4, 10, 20), numbers(5, 4, 20, 60)
        rows += [[name, "Run cost (k€)", *cost, sum(cost)], [None, "Cost avoided (k€)", *saving, sum(saving)]]
        rows += [[None, "Net", *(s - c for s, c in zip(saving, cost, strict=True)), sum(saving) - sum(cost)]]
    return one(
        "cost and saving by month of each pilot",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_PERIOD,
            24,
            {"C3": ("Reminder bot", ANY, "2025-01", rows[2][2])},
            asks=ANY,
        ),
    )


def rolling_weeks_with_averages_between() -> Habit:
    weeks = days("2025-01-06", 4, 7)
    rows = [["Service level by queue"], ["Queue", *weeks, "4-wk avg", "Goal", "Var to goal"]]
    for n, queue in enumerate(("Sales", "Care", "Tech")):
        values = shares(n + 2, 4, 0.6, 0.9)
        rows.append([queue, *values, Percent(sum(values) / 4), Percent(0.8), Percent(sum(values) / 4 - 0.8)])
    return one(
        "rolling weeks with an average and a goal",
        rows,
        Seen((2, 2), Layout.WIDE_PERIOD, 12, {"B3": ("Sales", "service_level", "2025-W02", ANY)}, asks=ANY),
    )


def transposed_scorecard_of_sites() -> Habit:
    rows = [["May 2025", "Hull", "York", "Leeds"], ["CSAT", *shares(1, 3, 0.7, 0.9)], ["AHT (sec)", 310, 320, 300]]
    rows += [["Calls", 1000, 1200, 900], ["FCR", *shares(4, 3, 0.6, 0.8)]]
    return one(
        "measures down and sites across below a month",
        rows,
        Seen((1, 1), (Layout.WIDE_ENTITY, Layout.WIDE_METRIC), 12, {"B2": ("Hull", "csat", "2025-05", ANY)}, asks=ANY),
    )


CASES = (
    headings_left_of_their_rows(),
    small_multiples_of_terms(),
    quarters_over_sexes(),
    countries_and_indicators_in_rows(),
    calls_for_a_dashboard(),
    hourly_agents_of_an_exercise(),
    korean_goals_by_channel(),
    chinese_months(),
    standup_of_a_team(),
    defects_of_a_release(),
    plan_of_a_student_project(),
    tickets_of_a_helpdesk(),
    regions_with_indented_parts(),
    percent_and_number_of_each_answer(),
    inventory_of_models(),
    cost_and_saving_by_month_of_each_pilot(),
    rolling_weeks_with_averages_between(),
    transposed_scorecard_of_sites(),
)
