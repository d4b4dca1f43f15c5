"""Exports of other systems: report titles, filters, groups, footers, and the forms of days they write."""

from cxdash.trackers.readings import Layout
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares

MONDAYS = days("2025-03-03", 6, 7)


def filters_below_the_table() -> Habit:
    rows = [["Site", "Month", "No Show %", "Appointments"]]
    rows += [
        [site, day, share, 300 + n]
        for site in ("Bath", "Wells")
        for n, (day, share) in enumerate(zip(months("2025-01", 4), shares(3, 4, 0.1, 0.3), strict=True))
    ]
    rows += [[], ["Applied filters:\nRegion is South West\nYear is 2025"]]
    return one(
        "filters below an exported table",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, (16, 8), {"C2": ("Bath", "no_show_rate", "2025-01", rows[1][2])}),
        sheet="Export",
    )


def groups_with_subtotals_of_a_report() -> Habit:
    rows = [["Cases by queue"], ["As of 2025-05-02 10:00"], ["Filtered by: Status equals Closed"], []]
    rows += [["Queue", "Closed Month", "Number of Cases", "Escalated Cases"]]
    totals = []
    sums = [0, 0]
    for queue in ("Billing", "Orders"):
        block = [
            [queue if n == 0 else None, day, 100 + 7 * n + len(queue), 5 + n]
            for n, day in enumerate(months("2025-01", 4))
        ]
        part = [sum(row[2] for row in block), sum(row[3] for row in block)]
        sums = [sums[0] + part[0], sums[1] + part[1]]
        rows += [*block, ["Subtotal", None, *part]]
        totals.append(len(rows))
    rows += [["Total", None, *sums]]
    return one(
        "groups with subtotals of a report",
        rows,
        Seen(
            (5, 5),
            Layout.WIDE_METRIC,
            16,
            {"C7": ("Billing", ANY, "2025-02", rows[6][2])},
            totals=(*totals, len(rows)),
            asks=("layout?",),
        ),
    )


def days_spelled_out() -> Habit:
    rows = [["Date", "Clinic", "Satisfaction", "Wait Time (min)"]]
    rows += [
        [f"{day:%b} {day.day}, {day.year}", clinic, f"{70 + n}.5%", 12 + n]
        for n, day in enumerate(MONDAYS)
        for clinic in ("A", "B")
    ]
    cells = [[f'"{cell}"' if isinstance(cell, str) and "," in cell else cell for cell in row] for row in rows]
    return one(
        "days spelled out",
        cells,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            24,
            {"C2": ("A", "csat", ANY, 0.705), "D13": ("B", "average_speed_of_answer", ANY, 17 * 60)},
        ),
        delimiter=",",
    )


def unicode_text_with_tabs() -> Habit:
    rows = [["Région", "Mois", "Indicateur", "Valeur"]]
    rows += [
        [region, f"{n:02}/2025", "CSAT", f"{80 + n},5 %"]
        for region in ("Île-de-France", "Provence-Alpes-Côte d’Azur")
        for n in range(1, 5)
    ]
    return one(
        "Unicode text with tabs",
        rows,
        Seen((1, 1), Layout.LONG, 8, {"D2": ("Île-de-France", "csat", "2025-01", 0.815)}),
        delimiter="\t",
        encoding="utf-16",
    )


def the_spanish_by_month() -> Habit:
    rows = [["Mes", "Centro", "Llamadas atendidas", "Tasa de abandono"]]
    rows += [
        [f"{name} 2025", centre, 900 + n, f"{4 + n},2 %"]
        for n, name in enumerate(("enero", "febrero", "marzo"))
        for centre in ("Sevilla", "Cádiz")
    ]
    return one(
        "Spanish figures by month",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 12, {"D7": ("Cádiz", ANY, "2025-03", 0.062)}, asks=("layout?",)),
        delimiter=";",
    )


def german_totals() -> Habit:
    body = [[site, *numbers(len(site), 3, 100, 900)] for site in ("Köln", "Jena", "Ulm")]
    sums = [sum(row[place] for row in body) for place in (1, 2, 3)]
    rows = [["Anrufe je Standort 2025"], ["Standort", "Januar", "Februar", "März"], *body, ["Gesamt", *sums]]
    return one(
        "a German total",
        rows,
        Seen((2, 2), Layout.WIDE_PERIOD, 9, {"B3": ("Köln", ANY, "2025-01", body[0][1])}, totals=(6,)),
    )


def thousands_and_millions() -> Habit:
    rows = [["Benefit line", "Q1 2025", "Q2 2025", "Q3 2025"], ["Cost avoided", "$1.2M", "$1.35M", "$980K"]]
    rows += [["Incremental revenue", "$850K", "$910K", "$1.1M"], ["AI run cost", "$120K", "$118.5K", "$125K"]]
    return one(
        "thousands and millions",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_PERIOD,
            9,
            {"B2": (None, "cost_avoided", "2025-Q1", 1_200_000), "C4": (None, "ai_run_cost", "2025-Q2", 118_500)},
        ),
    )


def header_that_comes_again_on_each_page() -> Habit:
    head = ["Week", "Offered", "Answered", "CSAT"]
    weeks = days("2025-01-06", 10, 7)
    body = [[day, 400 + n, 380 + n, shares(9, 10, 0.7, 0.9)[n]] for n, day in enumerate(weeks)]
    rows = [head, *body[:5], head, *body[5:]]
    return one(
        "a header that comes again on each page",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 15, {"D2": (None, "csat", "2025-W02", body[0][3])}),
        Seen((7, 7), Layout.WIDE_METRIC, 15, {"D12": (None, "csat", "2025-W11", body[9][3])}),
    )


CASES = (
    filters_below_the_table(),
    groups_with_subtotals_of_a_report(),
    days_spelled_out(),
    unicode_text_with_tabs(),
    the_spanish_by_month(),
    german_totals(),
    thousands_and_millions(),
    header_that_comes_again_on_each_page(),
)
