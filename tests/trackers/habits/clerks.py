"""Sheets of clerks and coordinators: running balances, lists with prices, marks by pupil, checks by date, quotas."""

from datetime import date

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares

WIDE = (Layout.WIDE_METRIC, Layout.WIDE_ENTITY)


def waiting_list_at_month_end() -> Habit:
    rows = [["Waiting list position"], ["Specialty", "31/01/2025", "28/02/2025", "31/03/2025", "Change since January"]]
    rows += [[name, 900 + n, 880 + n, 860 + n, -40] for n, name in enumerate(("Eyes", "Skin", "Heart"))]
    return one(
        "a waiting list at the end of each month",
        rows,
        Seen((2, 2), Layout.WIDE_PERIOD, 9, {"B3": ("Eyes", ANY, "2025-01", 900)}, asks=ANY),
    )


def referrals_by_source_and_month_with_means() -> Habit:
    rows = [["Source", *(f"{name} 24" for name in ("Jan", "Feb", "Mar", "Apr")), "Average", "% of total"]]
    rows += [[name, *numbers(n + 1, 4, 10, 90), 50, Percent(0.33)] for n, name in enumerate(("GP", "Self", "Hospital"))]
    return one(
        "referrals by source with means",
        rows,
        Seen((1, 1), Layout.WIDE_PERIOD, 12, {"B2": (ANY, ANY, "2024-01", ANY)}, asks=ANY),
    )


def slots_of_clinics_by_weekday() -> Habit:
    rows = [["Week commencing 10/03/2025"], ["Clinic", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Total"]]
    for n, name in enumerate(("Eyes", "Skin", "Heart")):
        values = numbers(n + 1, 5, 5, 30)
        rows.append([name, *values, sum(values)])
    layouts = (Layout.WIDE_METRIC, Layout.WIDE_PERIOD, Layout.WIDE_ENTITY)
    return one("slots of clinics by weekday", rows, Seen((2, 2), layouts, (15, 18), asks=ANY))


def budget_of_lines_by_fiscal_period() -> Habit:
    rows = [["Cost centre", "Account", *(f"P{n:02}" for n in range(1, 13)), "FY total"]]
    for n in range(4):
        values = numbers(n + 1, 12, 10, 90)
        rows.append([4100 + n, "Staff", *values, sum(values)])
    layouts = (Layout.WIDE_PERIOD, Layout.WIDE_METRIC, Layout.WIDE_ENTITY)
    return one(
        "lines by fiscal period", [["Budget FY2025"], *rows], Seen((2, 2), layouts, (48, 52), asks=ANY, problems=ANY)
    )


def checks_by_date() -> Habit:
    rows = [["Fridge", "Date", "Min °C", "Max °C", "OK?", "Initials"]]
    rows += [[f"F{k}", day, 2.1, 5.5, "Y", "KL"] for day in days("2025-03-03", 6) for k in (1, 2)]
    return one(
        "checks by date", rows, Seen((1, 1), Layout.WIDE_METRIC, 24, {"C2": ("F1", ANY, "2025-03-03", 2.1)}, asks=ANY)
    )


def lists_with_prices() -> Habit:
    rows = [["Price list 2025"], ["Item", "Code", "Price (€)", "VAT %", "Valid from"]]
    rows += [[f"Licence {n}", f"L-{n:03}", 10.5 + n, Percent(0.19), date(2025, 1, 1)] for n in range(8)]
    layouts = (Layout.TRACKER, Layout.NONE, Layout.WIDE_METRIC, Layout.EVENT_LOG)
    return one("a list with prices", rows, Seen((2, 2), layouts, (0, 16), asks=ANY))


def training_by_team_and_course() -> Habit:
    rows = [["Training completion by team, 30 April 2025"], ["Team", "GDPR", "Empathy", "New CRM", "Bot basics"]]
    rows += [[team, *shares(n + 1, 4, 0.4, 1.0)] for n, team in enumerate(("Red", "Blue", "Green"))]
    return one("training by team and course", rows, Seen((2, 2), WIDE, 12, asks=ANY))


def month_blocks_side_by_side() -> Habit:
    head = ["Agent", "Calls", "QA"]
    rows = [["January 2025", None, None, None, "February 2025"], [*head, None, *head]]
    rows += [[name, 300 + n, 90 - n, None, name, 310 + n, 91 - n] for n, name in enumerate(("Ann", "Bob", "Cid"))]
    return one(
        "a block for each month side by side",
        rows,
        Seen((2, 2), Layout.WIDE_METRIC, 6, {"B3": ("Ann", ANY, "2025-01", 300)}, asks=ANY),
        Seen((2, 2), Layout.WIDE_METRIC, 6, {"F3": ("Ann", ANY, "2025-02", 310)}, asks=ANY),
    )


def week_blocks_below_each_other() -> Habit:
    rows, seen = [], []
    for n, day in enumerate(days("2025-03-03", 3, 7)):
        top = len(rows)
        rows += [[f"Week of {day:%d/%m/%Y}"], ["Site", "Booked", "No-show rate"]]
        rows += [
            [site, 400 + n, share] for site, share in zip(("Hull", "York"), shares(n + 1, 2, 0.05, 0.2), strict=True)
        ]
        rows.append([])
        read = {f"B{top + 3}": ("Hull", ANY, f"2025-W{10 + n}", 400 + n)}
        seen.append(Seen((top + 2, top + 2), Layout.WIDE_METRIC, 4, read, asks=ANY))
    return one("a block for each week below each other", rows, *seen)


def cumulative_beside_monthly() -> Habit:
    rows = [["Savings tracker (£k)"], ["Month", "Saving in month", "Cumulative saving", "Plan", "Cumulative plan"]]
    rows += [[month, 10 + n, 10 * (n + 1), 12, 12 * (n + 1)] for n, month in enumerate(months("2025-01", 6))]
    return one(
        "cumulative beside monthly savings",
        rows,
        Seen((2, 2), Layout.WIDE_METRIC, (12, 18, 24), {"B3": (None, ANY, "2025-01", 10)}, asks=ANY),
    )


CASES = (
    waiting_list_at_month_end(),
    referrals_by_source_and_month_with_means(),
    slots_of_clinics_by_weekday(),
    budget_of_lines_by_fiscal_period(),
    checks_by_date(),
    lists_with_prices(),
    training_by_team_and_course(),
    month_blocks_side_by_side(),
    week_blocks_below_each_other(),
    cumulative_beside_monthly(),
)
