"""Weekly reports of operations: days and weeks, subtotals, notes, and cells that went wrong."""

from datetime import datetime

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, numbers, one, shares, summed

MONDAYS = days("2025-01-06", 8, 7)


def weeks_commencing_as_text() -> Habit:
    rows = [["W/C", "Calls", "Abandoned", "ASA", "Notes"]]
    for number, day in enumerate(MONDAYS):
        rows.append([day.strftime("%d/%m/%Y"), 900 + 11 * number, 40 + number, 30 + number, None])
    rows[3][4] = "System outage on Tuesday afternoon, calls diverted to Hull"
    return one(
        "weeks commencing as text",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            24,
            {"B2": (None, ANY, "2025-W02", 900), "D9": (None, "average_speed_of_answer", "2025-W09", 37)},
        ),
        sheet="Weekly ops",
    )


def weeks_ending_in_columns() -> Habit:
    rows = [
        ["Operations weekly pack"],
        [],
        ["Queue", "Measure", *(f"W/E {day:%d %b %Y}" for day in days("2025-01-12", 5, 7))],
    ]
    for queue in ("Billing", "Orders", "Returns"):
        rows += [[queue, "AHT (s)", *numbers(len(queue), 5, 280, 420)], [None, "FCR", *shares(len(queue), 5, 0.6, 0.8)]]
    return one(
        "weeks ending in the columns, queue named once",
        rows,
        Seen(
            (3, 3),
            Layout.WIDE_PERIOD,
            30,
            {
                "C4": ("Billing", "average_handle_time", "2025-W02", rows[3][2]),
                "D5": ("Billing", "first_contact_resolution", "2025-W03", rows[4][3]),
                "G9": ("Returns", "first_contact_resolution", "2025-W06", rows[8][6]),
            },
        ),
    )


def weekdays_over_dates_with_a_total_column() -> Habit:
    week = days("2025-03-03", 5)
    rows = [["Daily contacts by site"], ["Site", "Mon", "Tue", "Wed", "Thu", "Fri", "Total"], [None, *week, None]]
    for site in ("Leeds", "York", "Hull", "Selby"):
        values = numbers(len(site), 5, 100, 200)
        rows.append([site, *values, sum(values)])
    return one(
        "weekdays over dates and a total at the end of the row",
        rows,
        Seen(
            (2, 3),
            Layout.WIDE_PERIOD,
            20,
            {"B4": ("Leeds", ANY, "2025-03-03", rows[3][1]), "F7": ("Selby", ANY, "2025-03-07", rows[6][5])},
        ),
    )


def days_with_weekly_totals() -> Habit:
    rows = [["Date", "Offered", "Handled", "Callbacks promised"]]
    totals = []
    for week in range(3):
        columns = (numbers(week, 5, 200, 300), numbers(week + 9, 5, 180, 200), [9, 8, 7, 9, 6])
        block = [
            [day, *(column[n] for column in columns)] for n, day in enumerate(days(f"2025-01-{6 + 7 * week:02}", 5))
        ]
        rows += [*block, ["Total week", *summed(block, [1, 2, 3])]]
        totals.append(len(rows))
    return one(
        "days with a total under each week",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            45,
            {"B2": (None, ANY, "2025-01-06", rows[1][1]), "D18": (None, "Callbacks promised", "2025-01-24", 6)},
            asks=("layout?",),
            totals=tuple(totals),
        ),
    )


def blocks_below_each_other() -> Habit:
    rows = []
    for site in ("Northgate", "Harbour View", "Castle Lane"):
        rows += [[site], ["Week", "No-show rate", "CSAT", "AHT"]]
        rows += [
            [day, shares(len(site), 4, 0.1, 0.3)[n], shares(len(site) + 1, 4, 0.7, 0.9)[n], 300 + n]
            for n, day in enumerate(MONDAYS[:4])
        ]
        rows.append([])
    return one(
        "a block for each site, below each other",
        rows,
        Seen((2, 2), Layout.WIDE_METRIC, 12, {"B3": ("Northgate", "no_show_rate", "2025-W02", rows[2][1])}),
        Seen((9, 9), Layout.WIDE_METRIC, 12, {"C10": ("Harbour View", "csat", "2025-W02", rows[9][2])}),
        Seen((16, 16), Layout.WIDE_METRIC, 12, {"D20": ("Castle Lane", "average_handle_time", "2025-W05", 303)}),
    )


def total_that_does_not_add_up_and_sum_without_the_word() -> Habit:
    sites = [["North", 120, 130, 125], ["South", 80, 85, 90], ["North and South", 200, 215, 215]]
    rows = [["Bookings by site"], ["Site", *(f"{month} 2025" for month in ("Jan", "Feb", "Mar"))], *sites]
    rows += [["East", 60, 61, 64], ["Total Health Clinic", 33, 35, 31]]
    return one(
        "a sum without the word and the word without a sum",
        rows,
        Seen((2, 2), Layout.WIDE_PERIOD, 15, {"B7": ("Total Health Clinic", ANY, "2025-01", 33)}),
    )


def total_whose_rates_are_means() -> Habit:
    rows = [["Week commencing: 13/01/2025"], [], ["Team", "Contacts handled", "Escalated", "CSAT"]]
    rows += [["Red", 410, 12, Percent(0.81)], ["Blue", 390, 15, Percent(0.78)], ["Green", 505, 9, Percent(0.84)]]
    rows += [["Total", 1305, 36, Percent(0.812)]]
    return one(
        "a total of counts whose rates are means",
        rows,
        Seen((3, 3), Layout.WIDE_METRIC, 9, {"D4": ("Red", "csat", "2025-W03", 0.81)}, totals=(7,)),
    )


def units_in_a_row_of_their_own() -> Habit:
    rows = [
        ["Week commencing", "Site", "AHT", "ASA", "Calls", "Service level"],
        [None, None, "(min)", "(sec)", "(no.)", "(%)"],
    ]
    rows += [
        [day, site, 6.5 + n / 10, 20 + n, 800 + n, 80 + n] for n, day in enumerate(MONDAYS[:4]) for site in ("A1", "B2")
    ]
    return one(
        "units in a row of their own",
        rows,
        Seen(
            (1, 2),
            Layout.WIDE_METRIC,
            32,
            {
                "C3": ("A1", "average_handle_time", "2025-W02", 390),
                "D3": ("A1", "average_speed_of_answer", "2025-W02", 20),
                "F10": ("B2", "service_level", "2025-W05", 0.83),
            },
        ),
    )


def three_header_rows() -> Habit:
    rows = [
        ["Channel report"],
        [None, "Voice", None, None, "Chat", None, None],
        ["Week", "Offered", "Answered", "ASA", "Offered", "Answered", "FRT"],
        [None, "no.", "no.", "sec", "no.", "no.", "min"],
    ]
    rows += [[day, 500 + n, 470 + n, 25 + n, 220 + n, 200 + n, 3 + n] for n, day in enumerate(MONDAYS)]
    return one(
        "group, name and unit above each other",
        rows,
        Seen((2, 4), Layout.WIDE_METRIC, 48, {"D5": (ANY, "average_speed_of_answer", "2025-W02", 25)}),
        merges=["B2:D2", "E2:G2"],
    )


def time_stamps_of_an_export() -> Habit:
    rows = [["date", "site_name", "calls_offered", "calls_handled", "avg_wait_sec"]]
    rows += [
        [datetime(2025, 3, day, 0, 0), site, 90 + day, 80 + day, 30] for day in range(3, 13) for site in ("MAN", "LDS")
    ]
    return one(
        "time stamps of an export",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            60,
            {"C2": ("MAN", ANY, "2025-03-03", 93), "E21": ("LDS", ANY, "2025-03-12", 30)},
        ),
        sheet="export",
    )


CASES = (
    weeks_commencing_as_text(),
    weeks_ending_in_columns(),
    weekdays_over_dates_with_a_total_column(),
    days_with_weekly_totals(),
    blocks_below_each_other(),
    total_that_does_not_add_up_and_sum_without_the_word(),
    total_whose_rates_are_means(),
    units_in_a_row_of_their_own(),
    three_header_rows(),
    time_stamps_of_an_export(),
)
