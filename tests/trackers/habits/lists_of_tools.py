"""Lists that tools export: issues, cards, plans, forms, schedules, and logs with a second table beside them."""

from datetime import date, datetime

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares


def issues_of_a_tracker() -> Habit:
    rows = [["Issue key", "Summary", "Issue Type", "Status", "Assignee", "Created", "Resolved", "Story Points"]]
    rows += [
        [
            f"CX-{n + 40}",
            "Show the queue on the page",
            "Story",
            "Done" if n % 2 else "To Do",
            "ana",
            datetime(2025, 4, 1 + n, 9, 5),
            datetime(2025, 4, 3 + n, 11, 0) if n % 2 else None,
            n % 5 + 1,
        ]
        for n in range(14)
    ]
    return one("issues of a tracker", rows, Seen((1, 1), (Layout.TRACKER, Layout.EVENT_LOG), asks=ANY))


def cards_of_a_board() -> Habit:
    rows = [["Card", "List", "Labels", "Members", "Due", "Description"]]
    rows += [
        [f"Write the {name}", "Doing", "pilot", "Ben", date(2025, 6, 3 + n), "As agreed with the team on Monday"]
        for n, name in enumerate(["guide", "letter", "script", "survey", "report"])
    ]
    return one("cards of a board", rows, Seen((1, 1), (Layout.TRACKER, Layout.NONE)))


def plan_with_work_and_cost() -> Habit:
    rows = [
        [
            "ID",
            "WBS",
            "Task Name",
            "Duration",
            "Start",
            "Finish",
            "% Complete",
            "Predecessors",
            "Resource Names",
            "Cost",
        ]
    ]
    rows += [
        [
            n,
            f"1.{n}",
            name,
            f"{5 + n} days",
            date(2025, 5, 5 + n),
            date(2025, 5, 12 + n),
            Percent(0.1 * n),
            n - 1 or None,
            "Team",
            1200 * n,
        ]
        for n, name in enumerate(["Plan", "Buy", "Build", "Test", "Train", "Go live"], 1)
    ]
    return one("a plan with work and cost", rows, Seen((1, 1), Layout.TRACKER))


def shifts_of_agents() -> Habit:
    rows = [["Rota, week of 2 June 2025"], ["Agent", "Mon", "Tue", "Wed", "Thu", "Fri"]]
    rows += [[agent, "08-16", "08-16", "off", "10-18", "10-18"] for agent in ("Amir", "Bea", "Chloe", "Dan")]
    return one("shifts of agents", rows)


def log_with_a_summary_beside_it() -> Habit:
    rows = [["Call centre log"], [], ["Call ID", "Date", "Agent", "Minutes", "Rating", None, None, "Agent", "Calls"]]
    for number in range(30):
        left = [f"A{number:03}", date(2025, 3, 1 + number % 28), f"agent {number % 4}", 3 + number % 9, number % 5 + 1]
        right = [None, None, f"agent {number}", 7 + number] if number < 4 else []
        rows.append([*left, *right])
    return Habit(
        "a log with a summary beside it",
        {"Data": rows},
        {
            "Data": (
                Seen((3, 3), Layout.EVENT_LOG, asks=("event_log",)),
                Seen((3, 3), (Layout.WIDE_METRIC, Layout.NONE), (0, 4), asks=ANY),
            )
        },
    )


def milestones_with_traffic_lights() -> Habit:
    rows = [["Milestone", "Owner", "Baseline date", "Forecast date", "Variance (days)", "RAG", "Commentary"]]
    rows += [
        [f"Gate {n}", "PL", date(2025, 3, 3 + n), date(2025, 3, 8 + n), 5 + n, "A", "Waiting for the contract"]
        for n in range(5)
    ]
    return one("milestones with traffic lights", rows, Seen((1, 1), Layout.TRACKER))


def stakeholders() -> Habit:
    rows = [["Stakeholder", "Interest", "Influence (1-5)", "Attitude", "How we keep them informed", "Owner"]]
    rows += [
        [name, "Fewer complaints", n % 5 + 1, "supportive", "Monthly call", "Ana"]
        for n, name in enumerate(["Council", "Works council", "Union", "Patients"])
    ]
    return one("stakeholders", rows, Seen((1, 1), (Layout.TRACKER, Layout.NONE)))


def staff_of_sites_at_one_day() -> Habit:
    rows = [
        ["Headcount at 31 March 2025"],
        [],
        ["Site", "Region", "Agents", "Team leaders", "Vacancies", "Absence rate"],
    ]
    rows += [
        [site, "North", 40 + n, 4, 2 + n, Percent(0.05)] for n, site in enumerate(["Leeds", "Hull", "York", "Selby"])
    ]
    return one(
        "staff of sites at one day",
        rows,
        Seen((3, 3), Layout.WIDE_METRIC, 16, asks=("layout?", "period?")),
    )


def two_tables_of_other_shapes_on_a_sheet() -> Habit:
    rows = [["Monthly figures"], ["Month", "CSAT", "FCR", "AHT (s)"]]
    rows += [
        [day, shares(1, 4, 0.7, 0.9)[n], shares(2, 4, 0.6, 0.8)[n], 300 + n]
        for n, day in enumerate(months("2025-01", 4))
    ]
    rows += [[], [], ["Complaints by site"], ["Site", "Jan 2025", "Feb 2025", "Mar 2025", "Apr 2025"]]
    rows += [[site, *numbers(len(site), 4, 2, 30)] for site in ("Leeds", "Hull", "York")]
    return one(
        "two tables of other shapes on a sheet",
        rows,
        Seen((2, 2), Layout.WIDE_METRIC, 12, {"B3": (None, "csat", "2025-01", rows[2][1])}),
        Seen((10, 10), Layout.WIDE_PERIOD, 12, {"B11": ("Leeds", ANY, "2025-01", ANY)}),
    )


def days_and_hours() -> Habit:
    rows = [["Calls by weekday and hour, May 2025"], ["Hour", "Mon", "Tue", "Wed", "Thu", "Fri"]]
    rows += [[f"{hour:02}:00", *numbers(hour, 5, 20, 90)] for hour in range(8, 18)]
    return one(
        "calls by weekday and hour",
        rows,
        Seen((2, 2), (Layout.WIDE_ENTITY, Layout.WIDE_METRIC, Layout.NONE), (50, 0), asks=ANY),
    )


def daily_figures_with_weekday_names() -> Habit:
    rows = [["Day", "Date", "Calls", "CSAT"]]
    rows += [[f"{day:%A}", day, 100 + n, shares(3, 14, 0.7, 0.9)[n]] for n, day in enumerate(days("2025-06-02", 14))]
    return one(
        "days with their weekdays",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            28,
            {"D2": (None, "csat", "2025-06-02", rows[1][3])},
            also={"D2": {"segment": None}},
        ),
    )


CASES = (
    issues_of_a_tracker(),
    cards_of_a_board(),
    plan_with_work_and_cost(),
    shifts_of_agents(),
    log_with_a_summary_beside_it(),
    milestones_with_traffic_lights(),
    stakeholders(),
    staff_of_sites_at_one_day(),
    two_tables_of_other_shapes_on_a_sheet(),
    days_and_hours(),
    daily_figures_with_weekday_names(),
)
