"""Tidy exports of data services, and small tables that cross months with years or names with answers."""

from datetime import date

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares

FIGURES = (Layout.WIDE_METRIC, Layout.WIDE_ENTITY, Layout.LONG)
MONTHS = [month.strftime("%B") for month in months("2024-01", 12)]


def months_by_years() -> Habit:
    rows = [["Calls per month"], [], ["Month", "2022", "2023", "2024"]]
    rows += [[name, *numbers(n, 3, 700, 900)] for n, name in enumerate(MONTHS)]
    seen = Seen((3, 3), Layout.WIDE_PERIOD, 36, {"C5": (ANY, ANY, "2023-02", ANY)}, asks=ANY)
    return one("months down and years across", rows, seen, sheet="Trend")


def quarters_under_years() -> Habit:
    rows = [["Region", "2022", None, None, None, "2023", None, None, None], [None, *["Q1", "Q2", "Q3", "Q4"] * 2]]
    rows += [[name, *numbers(n, 8, 100, 300)] for n, name in enumerate(["North", "South", "East", "West"])]
    seen = Seen((1, 2), Layout.WIDE_PERIOD, 32, {"F3": ("North", ANY, "2023-Q1", ANY)}, asks=ANY)
    return one("quarters under years", rows, seen, merges=["B1:E1", "F1:I1"], sheet="Sales")


def observations_of_a_service() -> Habit:
    rows = [["DATAFLOW", "LAST UPDATE", "freq", "unit", "geo", "TIME_PERIOD", "OBS_VALUE", "OBS_FLAG"]]
    rows += [
        [
            "ESTAT:UNE_RT_A(1.0)",
            "12/09/24 23:00:00",
            "A",
            "PC_ACT",
            geo,
            year,
            f"{5 + n / 10:.1f}",
            "b" if n == 3 else "",
        ]
        for geo in ("BE", "DE", "FR")
        for n, year in enumerate(range(2015, 2023))
    ]
    seen = Seen((1, 1), (Layout.LONG, Layout.WIDE_METRIC), 24, {"G2": ("BE", ANY, "2015", 5)}, asks=ANY)
    return one("observations of a service", rows, seen, delimiter=",")


def entities_codes_and_years() -> Habit:
    rows = [["Entity", "Code", "Year", "Life expectancy (years)"]]
    rows += [
        [name, name[:3].upper(), year, f"{60 + year % 10}"] for name in ("Chad", "Fiji") for year in range(2000, 2015)
    ]
    layouts = (Layout.WIDE_METRIC, Layout.LONG)
    seen = Seen((1, 1), layouts, 30, {"D2": ("Chad", ANY, "2000", 60)}, asks=ANY)
    return one("entities, codes and years", rows, seen, delimiter=",")


def prices_of_a_share() -> Habit:
    rows = [["Date", "Open", "High", "Low", "Close", "Adj Close", "Volume"]]
    for n, day in enumerate(days("2020-01-06", 25)):
        rows += [
            [
                day.isoformat(),
                f"{74 + n}.06",
                f"{75 + n}.15",
                f"{73 + n}.80",
                f"{74 + n}.9",
                f"{73 + n}.4",
                135480400 + n,
            ]
        ]
    seen = Seen((1, 1), Layout.WIDE_METRIC, 150, {"B2": (ANY, ANY, "2020-01-06", 74.06)}, asks=ANY)
    return one("prices of a share", rows, seen, delimiter=",")


def hires_of_bicycles() -> Habit:
    rows = [["instant", "dteday", "season", "yr", "mnth", "holiday", "weekday", "temp", "casual", "registered", "cnt"]]
    for n, day in enumerate(days("2011-01-01", 40)):
        rows += [[n + 1, day.isoformat(), 1, 0, day.month, 0, (n + 6) % 7, f"0.{344167 + n}", 331 + n, 654, 985 + n]]
    seen = Seen((1, 1), (Layout.WIDE_METRIC, Layout.WIDE_ENTITY), tuple(range(160, 401, 40)), asks=ANY)
    return one("hires of bicycles", rows, seen, delimiter=",")


def hours_of_a_month() -> Habit:
    rows = [["Timesheet"], ["Month:", "March 2024"], [], ["Employee", *range(1, 32), "Total"]]
    for name in ("Ana", "Ben", "Cleo"):
        hours = [8 if day % 7 not in {2, 3} else None for day in range(1, 32)]
        rows.append([name, *hours, sum(each for each in hours if each)])
    seen = Seen((4, 4), Layout.WIDE_PERIOD, 63, {"B5": ("Ana", ANY, "2024-03-01", 8)}, asks=ANY)
    return one("hours of a month", rows, seen, sheet="Timesheet")


def shares_of_answers() -> Habit:
    rows = [["Question", "Strongly agree", "Agree", "Neutral", "Disagree", "Strongly disagree", "n"]]
    for n, text in enumerate(["I was helped quickly", "The agent was polite", "My problem is solved"]):
        rows.append([text, *shares(n, 5, 0.1, 0.4), 200 + n])
    return one("shares of answers", rows, Seen((1, 1), FIGURES, (15, 18), asks=ANY), sheet="Survey")


def backlog_by_priority() -> Habit:
    rows = [["Week", "P1", "P2", "P3", "P4", "Total"]]
    for n in range(10):
        figures = [n % 3, 4 + n, 20 - n, 30 + n]
        rows.append([f"2024-W{n + 1:02}", *figures, sum(figures)])
    layouts = (Layout.WIDE_METRIC, Layout.WIDE_ENTITY)
    return one("a backlog by priority", rows, Seen((1, 1), layouts, (40, 50), asks=ANY), sheet="Backlog")


def summary_of_a_dashboard() -> Habit:
    rows = [
        ["Total Calls", 5000],
        ["Answered", 4054],
        ["Average rating", 3.4],
        [],
        [None, None, "CALL CENTRE DASHBOARD"],
    ]
    return one("a summary of a dashboard", rows, sheet="Dashboard")


def targets_above_the_days() -> Habit:
    rows = [[None, "Daily report of the service desk"], [], [None, "Date", "Received", "Closed", "FCR", "CSAT"]]
    rows += [[None, "Target", 100, 100, Percent(0.7), Percent(0.85)]]
    rows += [[None, day, 90 + n, 88 + n, Percent(0.71), Percent(0.83)] for n, day in enumerate(days("2024-02-05", 10))]
    seen = Seen((3, 3), Layout.WIDE_METRIC, (40, 44), {"C5": (ANY, ANY, "2024-02-05", 90)}, totals=(4,), asks=ANY)
    return one("targets above the days", rows, seen, sheet="Daily")


def attendances_over_time() -> Habit:
    rows = [
        [],
        [None, "Title:", "A&E Attendances"],
        [None, "Period:", "August 2010 to date"],
        [None, "Source:", "SDCS"],
    ]
    rows += [[], [None, "England"], []]
    rows += [[None, None, "A&E attendances", None, None, "Emergency Admissions", None, None]]
    rows += [[None, "Period", "Type 1 Departments", "Type 2", "Total Attendances", "via Type 1", "via Type 2", "Total"]]
    for n, month in enumerate(months("2010-08", 24)):
        rows.append([None, month, 1138652 + n, 54371, 1193023 + n, 287438, 5367, 292805])
    merges = ["C8:E8", "F8:H8"]
    seen = Seen((8, 9), Layout.WIDE_METRIC, (96, 144), {"C10": (ANY, ANY, "2010-08", 1138652)}, asks=ANY)
    return one("attendances over time", rows, seen, merges=merges, sheet="Activity")


def status_of_projects() -> Habit:
    rows = [["Portfolio status"], ["As of", date(2024, 3, 20)], []]
    rows += [
        [None, None, "Schedule", None, "Cost", None, "Health"],
        ["Project", "Manager", "Start", "Finish", "Budget"],
    ]
    rows[-1] += ["Spent", "RAG"]
    for n in range(6):
        row = [f"Project {n}", "Ana", date(2024, 1, 8 + n), date(2024, 9, 2 + n), 50000 + n, 20000 + n]
        rows.append([*row, ["Green", "Amber"][n % 2]])
    seen = Seen((4, 5), Layout.TRACKER, asks=ANY)
    return one("status of projects", rows, seen, merges=["C4:D4", "E4:F4"], sheet="Status")


CASES = (
    months_by_years(),
    quarters_under_years(),
    observations_of_a_service(),
    entities_codes_and_years(),
    prices_of_a_share(),
    hires_of_bicycles(),
    hours_of_a_month(),
    shares_of_answers(),
    backlog_by_priority(),
    summary_of_a_dashboard(),
    targets_above_the_days(),
    attendances_over_time(),
    status_of_projects(),
)
