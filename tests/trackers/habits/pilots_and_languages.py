"""Workbooks with a sheet for each pilot, month or metric, and trackers in German and French."""

from cxdash.domain.comparisons import Arm
from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares

MONDAYS = days("2025-03-03", 6, 7)


def a_sheet_for_each_pilot_and_its_control() -> Habit:
    sheets, tables = {}, {}
    for name, base in (("Northgate", 0.2), ("Northgate control", 0.25), ("Harbour View", 0.21)):
        sheets[name] = [["Week", "No-show rate", "Appointments"]]
        sheets[name] += [[day, Percent(round(base + n / 100, 3)), 300 + n] for n, day in enumerate(MONDAYS)]
        arm = Arm.COMPARISON if "control" in name else Arm.PILOT
        cell = {"B2": (name.removesuffix(" control"), "no_show_rate", "2025-W10", base)}
        tables[name] = (Seen((1, 1), Layout.WIDE_METRIC, 12, cell, also={"B2": {"arm": arm}}),)
    return Habit("a sheet for each pilot and for its control", sheets, tables)


def pilot_named_in_the_sheets_facts() -> Habit:
    sheets, tables = {}, {}
    for number, name in enumerate(("Castle Lane", "Millbrook"), 1):
        sheets[f"P{number}"] = [
            ["Pilot:", name],
            ["Sponsor:", "Cleo"],
            ["Start:", "3 March 2025"],
            [],
            ["Week commencing", "FCR", "Repeat contact rate"],
            *(
                [day, shares(number, 6, 0.6, 0.8)[n], shares(number + 1, 6, 0.1, 0.2)[n]]
                for n, day in enumerate(MONDAYS)
            ),
        ]
        cell = {"B6": (name, "first_contact_resolution", "2025-W10", sheets[f"P{number}"][5][1])}
        tables[f"P{number}"] = (Seen((5, 5), Layout.WIDE_METRIC, 12, cell),)
    return Habit("a pilot named in the facts above its table", sheets, tables)


def a_sheet_for_each_month() -> Habit:
    sheets, tables = {}, {}
    for number, name in enumerate(["Jan 2025", "Feb 2025", "Mar 2025"], 1):
        rows = [["Monthly return"], ["Clinic", "Appointments", "CSAT", "Complaints"]]
        rows += [[site, 300 + number, Percent(0.8), 4 + number] for site in ("Eyes", "Skin", "Heart")]
        sheets[name] = rows
        tables[name] = (Seen((2, 2), Layout.WIDE_METRIC, 9, {"C3": ("Eyes", "csat", f"2025-0{number}", 0.8)}),)
    return Habit("a sheet for each month", sheets, tables)


def a_sheet_for_each_metric() -> Habit:
    sheets, tables = {}, {}
    for metric, slug in (("CSAT", "csat"), ("No-show rate", "no_show_rate")):
        sheets[metric] = [["Week", "Northgate", "Millbrook", "Castle Lane"]]
        sheets[metric] += [[day, *shares(n, 3, 0.1, 0.9)] for n, day in enumerate(MONDAYS)]
        cell = {"B2": ("Northgate", slug, "2025-W10", sheets[metric][1][1])}
        tables[metric] = (Seen((1, 1), Layout.WIDE_ENTITY, 18, cell),)
    return Habit("a sheet for each metric", sheets, tables)


def figures_beside_a_hidden_list() -> Habit:
    figures = [["Week", "Pilot", "CSAT"], *([day, "Northgate", Percent(0.8)] for day in MONDAYS)]
    lists = [["Pilots", "Statuses"], ["Northgate", "Open"], ["Millbrook", "Closed"], ["Castle Lane", "On hold"]]
    seen = (Seen((1, 1), (Layout.WIDE_METRIC, Layout.LONG), 6, {"C2": ("Northgate", "csat", "2025-W10", 0.8)}),)
    return Habit(
        "figures beside a hidden sheet of lists",
        {"Data": figures, "Lists": lists},
        {"Data": seen, "Lists": ()},
        hidden_sheets=("Lists",),
    )


def names_across_in_two_rows() -> Habit:
    rows = [
        [None, "Northgate", None, "Millbrook", None, "Castle Lane", None],
        ["Month", *["CSAT", "AHT (s)"] * 3],
    ]
    rows += [[day, *([Percent(0.8), 300 + n] * 3)] for n, day in enumerate(months("2025-01", 5))]
    return one(
        "pilots across, their metrics below",
        rows,
        Seen(
            (1, 2),
            Layout.WIDE_METRIC,
            30,
            {"B3": ("Northgate", "csat", "2025-01", 0.8), "G7": ("Castle Lane", "average_handle_time", "2025-05", 304)},
        ),
    )


def germans_with_months_across() -> Habit:
    rows = [["Kennzahlenbericht Kundenservice"], ["Stand: 03.06.2025"], []]
    rows += [["Standort", "Kennzahl", "Jan 25", "Feb 25", "Mrz 25", "Apr 25", "Mai 25"]]
    for site in ("Köln", "Jena"):
        rows += [
            [site, "CSAT", *(f"{value:.1f} %".replace(".", ",") for value in numbers(len(site), 5, 70, 90, 1))],
            [site, "Kosten je Kontakt", *(f"{value:.2f} €".replace(".", ",") for value in numbers(7, 5, 4, 6, 2))],
        ]
    return one(
        "German figures with months across",
        rows,
        Seen(
            (4, 4),
            Layout.WIDE_PERIOD,
            20,
            {
                "C5": ("Köln", "csat", "2025-01", numbers(4, 1, 70, 90, 1)[0] / 100),
                "E6": ("Köln", ANY, "2025-03", numbers(7, 5, 4, 6, 2)[2]),
            },
        ),
    )


def germans_by_calendar_week() -> Habit:
    rows = [["KW", "Standort", "Anrufe", "Erreichbarkeit", "Bearbeitungszeit (Sek.)", "Bemerkung"]]
    rows += [
        [f"KW {n:02}/2025", site, f"1.{n}5", f"{80 + n},5 %", 300 + n, "Feiertag" if n == 18 else ""]
        for n in range(15, 20)
        for site in ("Köln", "Jena")
    ]
    return one(
        "German figures by calendar week",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            30,
            {"C2": ("Köln", ANY, "2025-W15", 1155), "D11": ("Jena", ANY, "2025-W19", 0.995)},
            asks=("layout?",),
        ),
        delimiter=";",
        encoding="cp1252",
    )


def the_french_by_month() -> Habit:
    rows = [["Suivi des indicateurs – service client"], []]
    rows += [["Indicateur", "Cible", "janv. 2025", "févr. 2025", "mars 2025", "avr. 2025"]]
    rows += [
        ["CSAT", "85 %", "81,2 %", "82,0 %", "83,4 %", "82,9 %"],
        ["Coût par contact", "4,20 €", "4,61 €", "4,55 €", "4,48 €", "n.d."],
        ["Contacts traités", "", "12\u202f450", "11\u202f980", "13\u202f020", "12\u202f700"],
    ]
    return one(
        "French figures by month",
        rows,
        Seen(
            (3, 3),
            Layout.WIDE_PERIOD,
            11,
            {
                "C4": (None, "csat", "2025-01", 0.812),
                "E5": (None, ANY, "2025-03", 4.48),
                "F6": (None, ANY, "2025-04", 12700),
            },
            missing=1,
        ),
    )


def days_that_can_be_read_in_two_ways() -> Habit:
    rows = [
        ["Date", "Pilot", "CSAT"],
        ["03/04/2025", "A", "81%"],
        ["05/04/2025", "B", "80%"],
        ["07/06/2025", "A", "79%"],
    ]
    return one(
        "days that can be read in two ways",
        rows,
        Seen((1, 1), (Layout.WIDE_METRIC, Layout.LONG), 3, asks=("day_first",)),
        delimiter=",",
    )


def days_of_the_american_kind() -> Habit:
    rows = [["Report Date", "Site", "Calls", "Abandon Rate"]]
    rows += [[f"{month}/{day}/25", "Reno", 400 + day, "4.5%"] for month in (1, 2) for day in (2, 15, 28)]
    return one(
        "days of the American kind",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            12,
            {"C3": ("Reno", ANY, "2025-01-15", 415), "D7": ("Reno", "abandonment_rate", "2025-02-28", 0.045)},
        ),
        delimiter=",",
    )


CASES = (
    a_sheet_for_each_pilot_and_its_control(),
    pilot_named_in_the_sheets_facts(),
    a_sheet_for_each_month(),
    a_sheet_for_each_metric(),
    figures_beside_a_hidden_list(),
    names_across_in_two_rows(),
    germans_with_months_across(),
    germans_by_calendar_week(),
    the_french_by_month(),
    days_that_can_be_read_in_two_ways(),
    days_of_the_american_kind(),
)
