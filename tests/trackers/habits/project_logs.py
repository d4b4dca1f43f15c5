"""Lists of a project: risks, tasks, actions."""

from datetime import date

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import Habit, Seen, days, one

LONG_TEXT = (
    "Customers call again because the first answer is incomplete; the assistant drafts an answer from the knowledge "
    "base and the agent checks it before it is sent. Depends on the clean-up of the articles, which legal must agree."
)


def raid_log() -> Habit:
    rows = [
        ["RAID log"],
        ["Project:", "Service assistants", None, "Manager:", "P. Lund"],
        [],
        [
            "Ref",
            "Type",
            "Date raised",
            "Description",
            "Likelihood",
            "Impact",
            "Score",
            "Mitigation",
            "Owner",
            "Due",
            "Status",
        ],
    ]
    for number, kind in enumerate(["Risk", "Assumption", "Issue", "Dependency", "Risk"], 1):
        rows.append(
            [
                f"R{number:03}",
                kind,
                date(2025, 3, number),
                LONG_TEXT,
                number % 5 + 1,
                3,
                (number % 5 + 1) * 3,
                "Weekly call with the supplier",
                "P. Lund",
                date(2025, 4, 20 + number),
                "Open" if number % 2 else "Closed",
            ]
        )
    rows += [[f"R{number:03}"] for number in range(6, 12)]
    return one("a RAID log with rows prepared for later", rows, Seen((4, 4), Layout.TRACKER), sheet="RAID")


def plan_with_a_gantt() -> Habit:
    mondays = days("2025-06-02", 8, 7)
    rows = [["Project plan"], [], ["#", "Task", "Assigned to", "Start", "End", "Days", "Status", "% done", *mondays]]
    for number, task in enumerate(["Kick-off", "Data access", "Build", "Train agents", "Go live"]):
        start = mondays[number]
        bars = ["x" if number <= week <= number + 1 else None for week in range(8)]
        rows.append(
            [number + 1, task, "Sam", start, mondays[number + 1], 7, "In progress", Percent(0.2 * number), *bars]
        )
    return one("a plan with a chart of weeks", rows, Seen((3, 3), Layout.TRACKER), sheet="Plan")


def actions_of_a_meeting() -> Habit:
    rows = [["Action", "Raised by", "Owner", "Raised", "Due", "Priority", "Closed?", "Notes"]]
    rows += [
        [f"Send the {name} to the board", "KM", owner, date(2025, 1, 9), date(2025, 1, 23), "High", "Yes", None]
        for name, owner in [("budget", "JP"), ("plan", "RS"), ("evidence", "TT"), ("contract", "JP")]
    ]
    return one("actions of a meeting", rows, Seen((1, 1), Layout.TRACKER), sheet="Actions")


CASES = (
    raid_log(),
    plan_with_a_gantt(),
    actions_of_a_meeting(),
)
