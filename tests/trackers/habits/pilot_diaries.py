"""Diaries of pilots: weeks beside a control, goals by site, costs and hours, answers of agents, gates and decisions."""

from datetime import date

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares

PILOTS = ["Reminder bot", "Draft answers"]


def pilot_and_control_over_measures() -> Habit:
    rows = [
        ["Call summaries – weekly results"],
        [None, "Pilot team", None, None, "Control team", None, None],
        ["Week starting", "AHT (s)", "CSAT", "Calls", "AHT (s)", "CSAT", "Calls"],
    ]
    rows += [
        [day, 300 - n, Percent(0.8), 900 + n, 320, Percent(0.78), 880 + n]
        for n, day in enumerate(days("2025-03-03", 6, 7))
    ]
    return one(
        "pilot and control over measures",
        rows,
        Seen(
            (2, 3),
            Layout.WIDE_METRIC,
            36,
            {"B4": (ANY, "average_handle_time", "2025-W10", 300), "F9": (ANY, "csat", "2025-W15", 0.78)},
            {"B4": {"arm": "pilot"}, "F9": {"arm": "comparison"}},
            asks=ANY,
        ),
        merges=["B2:D2", "E2:G2"],
    )


def pilots_down_and_weeks_across_with_measure_and_arm() -> Habit:
    rows = [["Pilot", "Measure", "Group", *(f"W{n} 2025" for n in range(10, 15))]]
    rows += [
        [pilot, "No-show rate", arm, *shares(len(pilot) + len(arm), 5, 0.05, 0.2)]
        for pilot in PILOTS
        for arm in ("Pilot", "Control")
    ]
    return one(
        "pilots down and weeks across with their group",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_PERIOD,
            20,
            {"D3": ("Reminder bot", "no_show_rate", "2025-W10", ANY)},
            {"D3": {"arm": "comparison"}},
            asks=ANY,
        ),
    )


def diary_of_a_pilot() -> Habit:
    rows = [
        ["Pilot: Reminder bot"],
        ["Site: Leeds"],
        [],
        ["Week", "Booked", "No-shows", "No-show rate", "What happened"],
    ]
    rows += [
        [day, 400 + n, 40 + n, Percent((40 + n) / (400 + n)), "Texts were late" if n == 3 else None]
        for n, day in enumerate(days("2025-02-03", 8, 7))
    ]
    return one(
        "the diary of a pilot",
        rows,
        Seen((4, 4), Layout.WIDE_METRIC, (24, 16), {"D5": (ANY, "no_show_rate", "2025-W06", 0.1)}, asks=ANY),
        sheet="Diary",
    )


def gates_of_use_cases() -> Habit:
    rows = [
        [
            "Use case",
            "Sponsor",
            "Gate 1 date",
            "Gate 1 decision",
            "Gate 2 date",
            "Gate 2 decision",
            "Stage",
            "Next step",
        ]
    ]
    rows += [
        [name, "Ann", date(2025, 1, 9), "Go", date(2025, 4, 3) if n else None, "Go" if n else None, "Pilot", "Train"]
        for n, name in enumerate((*PILOTS, "Routing"))
    ]
    return one(
        "gates of use cases",
        rows,
        Seen((1, 1), Layout.TRACKER, rows=3, register={0: {"use_case": "Reminder bot"}}, asks=ANY),
    )


def answers_of_agents_by_team_and_month() -> Habit:
    rows = [
        ["Agent pulse"],
        ["Team", "Month", "Answers", "Engagement (1-10)", "Cognitive load (1-10)", "Would recommend %"],
    ]
    rows += [
        [team, month, 20 + n, 7.1, 5.2, Percent(0.7)]
        for n, month in enumerate(months("2025-01", 3))
        for team in ("Red", "Blue")
    ]
    return one(
        "answers of agents by team and month",
        rows,
        Seen((2, 2), Layout.WIDE_METRIC, (24, 18), {"D3": ("Red", ANY, "2025-01", 7.1)}, asks=ANY),
    )


def run_costs_by_month_and_supplier() -> Habit:
    rows = [["AI run cost (EUR)"], ["Supplier", *months("2025-01", 4), "Sum"]]
    body = [[name, *numbers(len(name), 4, 900, 4000)] for name in ("Speech", "Model", "Hosting")]
    rows += [[*row, sum(row[1:])] for row in body]
    sums = [sum(row[k] for row in body) for k in range(1, 5)]
    rows.append(["Sum", *sums, sum(sums)])
    return one(
        "run costs by month and supplier",
        rows,
        Seen((2, 2), Layout.WIDE_PERIOD, 12, {"B3": ("Speech", "ai_run_cost", "2025-01", ANY)}, totals=(6,), asks=ANY),
    )


def model_quality_by_release() -> Habit:
    rows = [["Release", "Date", "Accuracy", "F1", "Latency p95 (ms)", "Unsupported answers"]]
    rows += [
        [f"2.{n}", day, Percent(0.9), 0.88, 900 + n, Percent(0.02)] for n, day in enumerate(days("2025-01-15", 6, 14))
    ]
    return one(
        "quality of a model by release",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, (24, 30), {"C2": (ANY, "model_accuracy", ANY, 0.9)}, asks=ANY),
    )


def adoption_by_team_and_week() -> Habit:
    rows = [
        ["Adoption of answer drafts: share of active agents"],
        ["Team", "Agents", *(f"KW{n}" for n in range(14, 20)), "Ziel"],
    ]
    rows += [
        [team, 20 + n, *shares(n + 1, 6, 0.3, 0.9), Percent(0.8)] for n, team in enumerate(("Rot", "Blau", "Grün"))
    ]
    return one(
        "adoption by team and week",
        rows,
        Seen((2, 2), Layout.WIDE_PERIOD, 18, asks=("year",)),
    )


def two_pilots_in_blocks_with_goals() -> Habit:
    rows, seen = [], []
    for block, pilot in enumerate(PILOTS):
        top = len(rows)
        rows += [[f"Pilot: {pilot}"], ["KPI", "Baseline", "Target", "Jan 2025", "Feb 2025", "Mar 2025"]]
        rows += [["No-show rate", Percent(0.12), Percent(0.09), *shares(block + 1, 3, 0.08, 0.12)]]
        rows += [["CSAT", Percent(0.8), Percent(0.82), *shares(block + 4, 3, 0.7, 0.9)], []]
        cell = f"D{top + 3}"
        read = {cell: (pilot, "no_show_rate", "2025-01", ANY)}
        seen.append(Seen((top + 2, top + 2), Layout.WIDE_PERIOD, 6, read, asks=ANY))
    return one("two pilots in blocks with their goals", rows, *seen)


def value_of_each_use_case() -> Habit:
    rows = [
        [
            "Use case",
            "Unit value low",
            "Unit value likely",
            "Unit value high",
            "Annual volume",
            "Source",
            "Finance owner",
        ]
    ]
    rows += [[name, 2.5, 3.1, 4.2, 120000, "Controlling", "Kim"] for name in (*PILOTS, "Routing")]
    return one("the value of each use case", rows, Seen((1, 1), Layout.TRACKER, rows=3, asks=ANY))


def hours_saved_by_week_of_the_pilot() -> Habit:
    rows = [
        ["Pilot week", "Minutes saved", "Contacts", "Users"],
        *([f"Week {n}", 900 + n, 400, 20] for n in range(1, 9)),
    ]
    return one(
        "hours saved by week of the pilot",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 24, asks=("year",)),
    )


def sites_and_dates_of_a_rollout() -> Habit:
    rows = [["Site", "Wave", "Go-live", "Agents trained", "Agents total", "Ready?"]]
    rows += [
        [site, n % 2 + 1, date(2025, 5, 5 + n), 10 + n, 30, "Yes"]
        for n, site in enumerate(("Hull", "York", "Bath", "Hove"))
    ]
    layouts = (Layout.TRACKER, Layout.WIDE_METRIC, Layout.EVENT_LOG)
    return one("sites and dates of a roll-out", rows, Seen((1, 1), layouts, (0, 8, 12), asks=ANY))


def before_during_and_after() -> Habit:
    rows = [["Pilot", "Metric", "Baseline (Q4 2024)", "Pilot (Q1 2025)", "Change", "Target"]]
    rows += [[name, "No-show rate", Percent(0.12), Percent(0.1), Percent(-0.02), Percent(0.09)] for name in PILOTS]
    layouts = (Layout.WIDE_PERIOD, Layout.TRACKER)
    return one("before and during a pilot", rows, Seen((1, 1), layouts, (4, 2, 0), asks=ANY))


CASES = (
    pilot_and_control_over_measures(),
    pilots_down_and_weeks_across_with_measure_and_arm(),
    diary_of_a_pilot(),
    gates_of_use_cases(),
    answers_of_agents_by_team_and_month(),
    run_costs_by_month_and_supplier(),
    model_quality_by_release(),
    adoption_by_team_and_week(),
    two_pilots_in_blocks_with_goals(),
    value_of_each_use_case(),
    hours_saved_by_week_of_the_pilot(),
    sites_and_dates_of_a_rollout(),
    before_during_and_after(),
)
