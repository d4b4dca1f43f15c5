"""Odd corners: spacers, merged names, periods in unusual forms, figures with their units."""

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares, summed

HALF = months("2025-01", 6)


def table_below_a_chart() -> Habit:
    rows = [["Contact volumes"], *[[] for _ in range(24)], ["Month", "Inbound", "Outbound", "Chat"]]
    rows += [[day, *numbers(n, 3, 900, 2000)] for n, day in enumerate(HALF)]
    return one(
        "a table below the place of a chart",
        rows,
        Seen(
            (26, 26),
            (Layout.WIDE_METRIC, Layout.WIDE_ENTITY),
            18,
            {"B27": (ANY, ANY, "2025-01", rows[26][1])},
            asks=("layout?",),
        ),
    )


def names_merged_down() -> Habit:
    rows = [["Hospital", "Clinic", "Month", "Appointments", "No-show rate"]]
    for hospital in ("St Anne", "Royal"):
        for number, day in enumerate(HALF[:4]):
            rows.append([hospital if number == 0 else None, "Eyes", day, 300 + number, Percent(0.2)])
    return one(
        "names merged down over their rows",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            16,
            {"E5": (ANY, "no_show_rate", "2025-04", 0.2), "E9": (ANY, "no_show_rate", "2025-04", 0.2)},
        ),
        merges=["A2:A5", "A6:A9"],
    )


def nothing_above_the_names() -> Habit:
    rows = [[None, *HALF], ["CSAT", *shares(1, 6, 0.7, 0.9)], ["FCR", *shares(2, 6, 0.6, 0.8)]]
    rows += [["Abandonment rate", *shares(3, 6, 0.03, 0.08)]]
    return one(
        "nothing above the names",
        rows,
        Seen((1, 1), Layout.WIDE_PERIOD, 18, {"B2": (None, "csat", "2025-01", rows[1][1])}),
    )


def spacer_columns() -> Habit:
    rows = [["Site", None, "Jan 2025", None, "Feb 2025", None, "Mar 2025"]]
    rows += [
        [site, None, *(cell for value in numbers(len(site), 3, 20, 90) for cell in (value, None))][:7]
        for site in ("Leeds", "Hull", "Derby")
    ]
    return one(
        "an empty column between all columns",
        [["Open cases"], *rows],
        Seen(
            (2, 2),
            Layout.WIDE_PERIOD,
            9,
            {"C3": ("Leeds", ANY, "2025-01", rows[1][2]), "G5": ("Derby", ANY, "2025-03", rows[3][6])},
        ),
    )


def spacer_rows() -> Habit:
    rows = [["Month", "CSAT", "AHT (s)"], []]
    for number, day in enumerate(HALF):
        rows += [[day, shares(7, 6, 0.7, 0.9)[number], 300 + number], []]
    return one(
        "an empty row between all rows",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            12,
            {"B3": (None, "csat", "2025-01", rows[2][1]), "C13": (None, "average_handle_time", "2025-06", 305)},
        ),
    )


def stray_cell_far_away() -> Habit:
    rows = [["Month", "CSAT", "FCR", *[None] * 20, "checked: KL"]]
    rows += [[day, shares(8, 6, 0.7, 0.9)[n], shares(9, 6, 0.6, 0.8)[n]] for n, day in enumerate(HALF)]
    return one(
        "a stray note far to the right",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 12, {"C7": (None, "first_contact_resolution", "2025-06", rows[6][2])}),
    )


def all_sites_first() -> Habit:
    body = [[site, *numbers(len(site), 4, 200, 500)] for site in ("Leeds", "Hull", "Derby", "Sheffield")]
    rows = [
        ["Calls answered"],
        ["Site", "Q1 2024", "Q2 2024", "Q3 2024", "Q4 2024"],
        ["All sites", *summed(body, [1, 2, 3, 4])],
        *body,
    ]
    return one(
        "all sites in the first row",
        rows,
        Seen((2, 2), Layout.WIDE_PERIOD, 16, {"B4": ("Leeds", ANY, "2024-Q1", body[0][1])}, totals=(3,)),
    )


def figures_with_their_units() -> Habit:
    rows = [["Month", "AHT", "Time to resolution", "Cost per contact", "Backlog"]]
    rows += [
        [f"{name} 2025", f"{6 + n}.5 min", f"{20 + n} h", f"4.{n}0 EUR", f"{120 + n} cases"]
        for n, name in enumerate(["April", "May", "June", "July"])
    ]
    return one(
        "figures with their units",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            16,
            {
                "B2": (None, "average_handle_time", "2025-04", 390),
                "D3": (None, "cost_per_contact", "2025-05", 4.1),
                "E5": (None, ANY, "2025-07", 123),
            },
        ),
    )


def lines_above_the_header_of_an_export() -> Habit:
    rows = [["Report: Queue performance"], ["Generated: 2025-06-02 06:00:14"], ["Filter: all queues"], []]
    rows += [["Queue", "Date", "Offered", "Answered", "Service Level"]]
    rows += [
        [queue, day, 90 + n, 80 + n, f"{70 + n}.00%"]
        for queue in ("Sales", "Care")
        for n, day in enumerate(days("2025-05-26", 7))
    ]
    return one(
        "lines above the header of an export",
        rows,
        Seen((5, 5), Layout.WIDE_METRIC, 42, {"E6": ("Sales", "service_level", "2025-05-26", 0.7)}),
        delimiter=",",
    )


def quoted_thousands() -> Habit:
    rows = [["Region", "Month", "Contacts", "Cost"]]
    rows += [[region, f"{n:02}/2025", f'"{n},{n}50"', f'"£{n}2,300.00"'] for n in (1, 2, 3, 4) for region in ("N", "S")]
    return one(
        "quoted thousands",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            16,
            {"C2": ("N", ANY, "2025-01", 1150), "D9": ("S", ANY, "2025-04", 42300)},
            asks=("layout?",),
        ),
        delimiter=",",
    )


def means_below_the_rows() -> Habit:
    rows = [["Agent survey, Q2 2025"], ["Team", "Engagement %", "Cognitive load (1-10)", "Answers"]]
    rows += [["Red", 71, 5.1, 30], ["Blue", 64, 6.3, 28], ["Green", 78, 4.2, 41], ["Average", 71, 5.2, 33]]
    return one(
        "means below the rows",
        rows,
        Seen(
            (2, 2),
            Layout.WIDE_METRIC,
            (9, 12),
            {"B3": ("Red", "agent_satisfaction", "2025-Q2", 0.71)},
            totals=ANY,
            asks=("layout?",),
        ),
    )


CASES = (
    table_below_a_chart(),
    names_merged_down(),
    nothing_above_the_names(),
    spacer_columns(),
    spacer_rows(),
    stray_cell_far_away(),
    all_sites_first(),
    figures_with_their_units(),
    lines_above_the_header_of_an_export(),
    quoted_thousands(),
    means_below_the_rows(),
)
