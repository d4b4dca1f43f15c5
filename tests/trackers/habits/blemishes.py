"""Blemishes of otherwise plain tables: errors, formulas nobody calculated, hidden columns, notes, comments."""

from cxdash.trackers.readings import Layout
from tests.trackers.books import Formula, Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one

MONDAYS = days("2025-01-06", 8, 7)


def hidden_weeks() -> Habit:
    rows = [["Team", *(f"2025-W{n:02}" for n in range(10, 18))]]
    rows += [[team, *numbers(len(team), 8, 60, 90)] for team in ("Red team", "Blue", "Green t")]
    return one(
        "hidden weeks",
        [["Backlog (open cases)"], *rows],
        Seen((2, 2), Layout.WIDE_PERIOD, 24, {"C3": ("Red team", ANY, "2025-W11", rows[1][2])}),
        hidden="C:F",
    )


def error_cells_and_formulas_nobody_calculated() -> Habit:
    rows = [["Week starting", "Bookings", "DNAs", "DNA Rate"]]
    for number, day in enumerate(MONDAYS):
        booked, missed = 400 + number, 60 - number
        rate = Percent(missed / booked)
        rows.append([day, booked, missed, rate])
    rows[3][3] = Formula("=C4/0|#DIV/0!")
    rows[6][1] = Formula("=SUM(Raw!B6:B9)|")
    rows[7][2] = Formula("=#REF!+1|#REF!")
    return one(
        "error cells and formulas nobody calculated",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            (21, 7, 8),
            {"D2": (None, "no_show_rate", "2025-W02", 0.15)},
            problems=("D4", "B7", "C8"),
        ),
    )


def notes_above_and_below() -> Habit:
    rows = [
        ["Weekly operations report"],
        ["Please note that figures of the latest week are provisional and will be revised on the following Wednesday."],
        ["Version 2.1"],
        [],
        ["Week", "Site", "Inbound calls", "Outbound calls", "Emails"],
    ]
    rows += [[day, site, 300 + n, 100 + n, 50 + n] for n, day in enumerate(MONDAYS[:5]) for site in ("Hull", "Goole")]
    rows += [
        [],
        ["Notes"],
        ["1. Inbound calls exclude calls abandoned within five seconds."],
        ["2. Emails are counted when first answered."],
        ["Source: telephony platform; contact: ops.reporting@example.org"],
    ]
    return one(
        "notes above and below",
        rows,
        Seen(
            (5, 5),
            Layout.WIDE_METRIC,
            30,
            {"C6": ("Hull", ANY, "2025-W02", 300), "E15": ("Goole", ANY, "2025-W06", 54)},
        ),
    )


def index_column_and_long_comments() -> Habit:
    text = "Staffing was short on Monday and Tuesday because of the training days; overtime was agreed with the union"
    rows = [["#", "Week", "Contacts", "Backlog", "Comment", "Reviewed by"]]
    rows += [[n + 1, day, 1000 + 13 * n, 200 - n, text if n % 2 else None, "KL"] for n, day in enumerate(MONDAYS)]
    return one(
        "an index column and long comments",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            16,
            {"C2": (None, ANY, "2025-W02", 1000), "D9": (None, ANY, "2025-W09", 193)},
            asks=("layout?",),
        ),
    )


def counts_written_as_text() -> Habit:
    rows = [["Month ", " Site", "Contacts\nhandled", "Cost per\ncontact "]]
    rows += [
        [day, site, f"{1 + n},2{n}4", f"£{4 + n}.15"]
        for n, day in enumerate(months("2025-01", 4))
        for site in ("A ", " B")
    ]
    return one(
        "numbers as text and stray spaces",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            (16, 8),
            {"D9": ("B", "cost_per_contact", "2025-04", 7.15)},
        ),
    )


CASES = (
    hidden_weeks(),
    error_cells_and_formulas_nobody_calculated(),
    notes_above_and_below(),
    index_column_and_long_comments(),
    counts_written_as_text(),
)
