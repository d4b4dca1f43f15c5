"""Exports of telephony, ticket and workforce platforms: intervals, groups named once, pairs of goals, boards."""

from datetime import date, datetime, timedelta

from cxdash.trackers.readings import Layout
from tests.trackers.books import Clock, Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares

LOG = ("event_log",)
AGENTS = ["Amara O.", "Ben T.", "Chloe S.", "Dev P.", "Elif K.", "Femi A."]


def queues_by_interval() -> Habit:
    rows = [["Queue Name", "Interval Start", "Interval End", "Media Type", "Offer", "Answer", "Answer %", "Abandon"]]
    rows[0] += ["Abandon %", "ASA", "Avg Handle"]
    for queue in ("Claims", "New Policies"):
        for day in days("2025-04-07", 6):
            start = datetime(day.year, day.month, day.day)
            row = [queue, f"{start:%Y-%m-%dT%H:%M:%S.000Z}", f"{start + timedelta(days=1):%Y-%m-%dT%H:%M:%S.000Z}"]
            rows.append([*row, "voice", 210, 199, 0.948, 11, 0.052, 14.2, 371.4])
    return one(
        "queues by interval",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 84, {"E2": ("Claims", ANY, "2025-04-07", 210)}, asks=ANY),
        delimiter=",",
    )


def tickets_by_group_and_month() -> Habit:
    rows = [["Ticket created - Month", "Ticket group", "Tickets", "Solved tickets", "First reply time (min) - Median"]]
    rows[0] += ["% Satisfaction score"]
    rows += [
        [f"{day:%B %Y}", group, 1200 + n, 1150 + n, 38.5 + n, f"{88 + n}.5%"]
        for n, day in enumerate(months("2025-01", 4))
        for group in ("Tier 1", "Billing support")
    ]
    cells = [[f'"{cell}"' for cell in row] for row in rows]
    return one(
        "tickets by group and month",
        cells,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            32,
            {"F2": (ANY, ANY, "2025-01", 0.885), "E9": (ANY, ANY, "2025-04", ANY)},
            asks=ANY,
        ),
        delimiter=",",
    )


def skills_named_once_with_totals_of_groups() -> Habit:
    rows = [["Skill Summary by Day"], ["Date range: 05/05/2025 00:00 - 07/05/2025 23:59"], ["Time zone: Europe/London"]]
    rows += [[], ["SKILL", "DATE", "CALLS", "ABANDONED", "AVG SPEED OF ANSWER"]]
    totals = []
    every = [0, 0]
    for skill in ("Retention", "Onboarding"):
        block = [
            [None, day.strftime("%d/%m/%Y"), 80 + n, 6 + n, f"00:00:{20 + n}"]
            for n, day in enumerate(days("2025-05-05", 3))
        ]
        block[0][0] = skill
        part = [sum(row[2] for row in block), sum(row[3] for row in block)]
        every = [every[0] + part[0], every[1] + part[1]]
        rows += [*block, [f"{skill} Total", None, *part, "00:00:21"]]
        totals.append(len(rows))
    rows.append(["Grand Total", None, *every, "00:00:21"])
    return one(
        "skills named once with totals of groups",
        rows,
        Seen(
            (5, 5),
            Layout.WIDE_METRIC,
            18,
            {
                "C7": ("Retention", ANY, "2025-05-06", 81),
                "E10": ("Onboarding", "average_speed_of_answer", "2025-05-05", 20),
            },
            totals=(*totals, len(rows)),
            asks=ANY,
        ),
    )


def calls_of_queues_by_day_across() -> Habit:
    week = days("2025-06-02", 7)
    rows = [["Call queue", *(f"{day.day}/{day.month}/{day.year}" for day in week), "Total"]]
    sums = [0] * 7
    for queue in ("Main line", "Complaints", "Tech desk", "Payments"):
        values = numbers(len(queue), 7, 30, 90)
        sums = [left + right for left, right in zip(sums, values, strict=True)]
        rows.append([queue, *values, sum(values)])
    rows.append(["Total", *sums, sum(sums)])
    return one(
        "calls of queues by day across",
        rows,
        Seen((1, 1), Layout.WIDE_PERIOD, 28, {"B2": ("Main line", ANY, ANY, rows[1][1])}, totals=(6,), asks=ANY),
    )


def scorecard_with_a_chosen_month() -> Habit:
    rows = [
        ["AGENT SCORECARD"],
        ["Select month:", date(2025, 3, 1), None, "Team:", "Blue"],
        [],
        ["Agent", "Quality", None, "AHT (sec)", None, "CSAT", None, "Overall rank"],
        [None, "Target", "Actual", "Target", "Actual", "Target", "Actual", None],
    ]
    for n, agent in enumerate(AGENTS):
        rows.append([agent, Percent(0.9), Percent(0.86 + n / 100), 360, 340 + 5 * n])
        rows[-1] += [Percent(0.85), Percent(0.8 + n / 100), n + 1]
    return one(
        "a scorecard with a chosen month",
        rows,
        Seen(
            (4, 5),
            Layout.WIDE_METRIC,
            (18, 24),
            {"E6": ("Amara O.", "average_handle_time", "2025-03", 340), "G11": ("Femi A.", "csat", "2025-03", 0.85)},
            asks=ANY,
        ),
        merges=["B4:C4", "D4:E4", "F4:G4"],
    )


def best_and_last_beside_each_other() -> Habit:
    head = ["Rank", "Agent", "Calls", "CSAT"]
    rows = [
        ["Leaderboard – week ending 16 March 2025"],
        ["Top 3", None, None, None, None, "Bottom 3"],
        [*head, None, *head],
    ]
    for n in range(3):
        left = [n + 1, AGENTS[n], 240 - n, Percent(0.95 - n / 100)]
        rows.append([*left, None, 3 - n, AGENTS[5 - n], 150 + n, Percent(0.6 + n / 100)])
    found = ("asks", ANY)
    seen = (
        Seen((3, 3), Layout.WIDE_METRIC, 6, {"C4": ("Amara O.", ANY, ANY, 240)}, **dict([found])),
        Seen((3, 3), Layout.WIDE_METRIC, 6, {"H4": ("Femi A.", ANY, ANY, 150)}, **dict([found])),
    )
    return one("the best and the last beside each other", rows, *seen)


def half_hours_by_weekday() -> Habit:
    rows = [["Average offered calls by half hour"], ["Interval", "Mon", "Tue", "Wed", "Thu", "Fri"]]
    rows += [[Clock((16 + n) / 48), *numbers(n, 5, 10, 80)] for n in range(12)]
    layouts = (Layout.WIDE_METRIC, Layout.WIDE_PERIOD, Layout.WIDE_ENTITY, Layout.NONE)
    return one("half hours by weekday", rows, Seen((2, 2), layouts, (0, 60), asks=ANY))


def calls_of_a_switchboard_with_bars() -> Habit:
    rows = [["call_id", "started_at", "caller", "queue", "agent", "talk_seconds", "outcome"]]
    for n in range(40):
        started = datetime(2025, 2, 3, 9) + timedelta(minutes=7 * n)
        rows.append([10400 + n, f"{started:%d.%m.%Y %H:%M:%S}", f"+4930{5550000 + n * 13}", "Service"])
        rows[-1] += [AGENTS[n % 6], 95 + n * 3, "transferred" if n % 7 == 0 else "closed"]
    return one("calls of a switchboard", rows, Seen((1, 1), Layout.EVENT_LOG, asks=LOG), delimiter="|")


def chats_of_a_bot_by_day() -> Habit:
    rows = [["Day", "Bot sessions", "Contained", "Containment rate", "Handed over", "Avg. turns", "Comment"]]
    for n, day in enumerate(days("2025-05-12", 14)):
        rows.append([day, 500 + 3 * n, 350 + n, Percent((350 + n) / (500 + 3 * n)), 150 + 2 * n, 6.4])
        rows[-1] += ["release 2.3" if n == 5 else None]
    return one(
        "chats of a bot by day",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 70, {"D2": (None, "containment_rate", "2025-05-12", 0.7)}, asks=ANY),
        sheet="bot",
    )


def states_of_agents_with_durations() -> Habit:
    rows = [["Agent Occupancy Report"], ["From 03 Mar 2025 to 09 Mar 2025"], []]
    rows += [["Agent", "Login", "Talk", "Hold", "Wrap", "Idle", "Occupancy"]]
    for n, agent in enumerate(AGENTS):
        rows.append([agent, "37:30:00", f"2{n}:14:09", "1:02:33", "3:41:10", "4:00:00", Percent(0.8 + n / 100)])
    return one(
        "states of agents with durations",
        rows,
        Seen(
            (4, 4),
            Layout.WIDE_METRIC,
            36,
            {"B5": ("Amara O.", ANY, "2025-W10", 135000), "G5": ("Amara O.", "occupancy", "2025-W10", 0.8)},
            asks=ANY,
        ),
    )


def satisfaction_by_channel_and_month_in_text() -> Habit:
    rows = [["Channel", "Jan-25", "Feb-25", "Mar-25", "Apr-25", "Trend"]]
    rows += [
        [
            channel,
            *(f"{float(value):.1%}" for value in shares(len(channel), 4, 0.7, 0.9)),
            "▲" if len(channel) % 2 else "▼",
        ]
        for channel in ("Phone", "E-mail", "Chat", "Social media")
    ]
    return one(
        "satisfaction by channel with arrows",
        [["CSAT by channel"], *rows],
        Seen(
            (2, 2),
            Layout.WIDE_PERIOD,
            16,
            {"B3": (None, "csat", "2025-01", ANY)},
            {"B3": {"segment": "Phone"}},
            asks=ANY,
        ),
    )


CASES = (
    queues_by_interval(),
    tickets_by_group_and_month(),
    skills_named_once_with_totals_of_groups(),
    calls_of_queues_by_day_across(),
    scorecard_with_a_chosen_month(),
    best_and_last_beside_each_other(),
    half_hours_by_weekday(),
    calls_of_a_switchboard_with_bars(),
    chats_of_a_bot_by_day(),
    states_of_agents_with_durations(),
    satisfaction_by_channel_and_month_in_text(),
)
