"""Workbooks that libraries and courses keep as their examples, and the odd files that come with them."""

from datetime import date, datetime

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares

LOG = ("event_log",)
FIGURES = (Layout.WIDE_METRIC, Layout.WIDE_ENTITY, Layout.LONG)


def deaths_of_artists() -> Habit:
    rows = [["Lots of people"], ["simply cannot resist writing", None, None, None, None, "some notes"]]
    rows += [["at", "the", "top", None, "of", "their spreadsheets."], ["or", "merging", None, None, None, "cells"]]
    rows += [["Name", "Profession", "Age", "Has kids", "Date of birth", "Date of death"]]
    for n, name in enumerate(["David Bowie", "Carrie Fisher", "Chuck Berry", "Bill Paxton", "Prince", "Alan Rickman"]):
        rows.append([name, "musician", 69 - n, n % 2 == 0, date(1947, 1, 8 + n), date(2016, 1, 10 + n)])
    rows += [["This", None, None, None, None, None], [None, "has been really fun, but"], ["we're signing"]]
    rows += [[None, None, "off", None, "now!"]]
    layouts = (Layout.EVENT_LOG, Layout.TRACKER, Layout.WIDE_METRIC)
    return one("deaths of artists", rows, Seen((5, 5), layouts, (0, 6), asks=ANY), sheet="arts")


def flowers_cars_and_quakes() -> Habit:
    iris = [["Sepal.Length", "Sepal.Width", "Petal.Length", "Petal.Width", "Species"]]
    iris += [[*numbers(n, 4, 1, 7, 1), ["setosa", "virginica"][n // 15]] for n in range(30)]
    cars = [["mpg", "cyl", "disp", "hp", "wt"], *[numbers(n, 5, 3, 200, 1) for n in range(32)]]
    quakes = [["lat", "long", "depth", "mag", "stations"]]
    quakes += [[-20.42 + n / 100, 181.62, 562 - n, 4.8, 41 + n] for n in range(40)]
    asked = {"asks": ANY}
    return Habit(
        "flowers, cars and quakes",
        {"iris": iris, "mtcars": cars, "quakes": quakes},
        {
            "iris": (Seen((1, 1), FIGURES, (120,), **asked),),
            "mtcars": (Seen((1, 1), Layout.NONE),),  # nothing tells its rows apart
            "quakes": (Seen((1, 1), FIGURES, (200, 120), **asked),),
        },
    )


def names_and_values() -> Habit:
    rows = [["name", "value"], ["Name", "Clippy"], ["Species", "paperclip"], ["Approx date of death", date(2007, 1, 1)]]
    return one("names and values", rows, sheet="list-column")


def identifiers_and_names() -> Habit:
    return one("identifiers and names", [["id", "name"], [1, "english"], [2, "中国人"]], sheet="Sheet1")


def animals_of_plots() -> Habit:
    rows = [["record_id", "month", "day", "year", "plot_id", "species_id", "sex", "hindfoot_length", "weight"]]
    rows += [
        [n + 1, n % 12 + 1, n % 28 + 1, 1977, n % 5 + 1, ["NL", "DM", "PF"][n % 3], "MF"[n % 2], 32, 40 + n]
        for n in range(60)
    ]
    return one("animals of plots", rows, Seen((1, 1), Layout.EVENT_LOG, asks=LOG), delimiter=",")


def payments_above_a_limit() -> Habit:
    rows = [["Department family", "Entity", "Date", "Expense type", "Expense area", "Supplier", "Transaction number"]]
    rows[0] += ["Amount"]
    for n in range(30):
        rows.append(["DCLG", "DCLG Core", f"{1 + n % 28:02}/12/2015", "Travel", "Finance", "TRAINLINE", f"{88123 + n}"])
        rows[-1] += [f"{512.4 + n:.2f}"]
    return one("payments above a limit", rows, Seen((1, 1), Layout.EVENT_LOG, asks=LOG), delimiter=",")


def emissivity_by_wavelength() -> Habit:
    rows = [["Wavelength(um)", "Emissivity"], *[[f"{5 + n / 50:.3f}", f"{0.9 - n / 700:.4f}"] for n in range(50)]]
    seen = Seen((1, 1), Layout.NONE)
    return one("emissivity by wavelength", rows, seen, delimiter=",")


def samples_with_two_lines_of_headings() -> Habit:
    rows = [["Sample", "Depth", "Methane", "Oxygen"], ["", "(cm)", "(mg C m-2 h-1)", "(%)"]]
    rows += [[f"S{n}", f"{n * 5}", f"{0.1 + n / 10:.2f}", f"{20 - n / 5:.1f}"] for n in range(15)]
    return one(
        "samples with two lines of headings",
        rows,
        Seen((1, 2), FIGURES, (45, 30), asks=ANY),
        delimiter=",",
    )


def consular_cases() -> Habit:
    types = ["Death", "Detention", "Hospitalisation", "Lost passport", "Missing person"]
    rows = [["Country", "Post", *types, "Total"]]
    for n, name in enumerate(["Spain", "France", "Greece", "Thailand", "Turkey", "Egypt"]):
        figures = [3 + n, 5 + n % 3, 7 - n, 40 + n, n % 2]
        rows.append([name, f"{name} embassy", *figures, sum(figures)])
    seen = Seen((1, 1), FIGURES, (30, 36), totals=ANY, asks=ANY)
    return one("consular cases", rows, seen, delimiter=",")


def waits_by_provider_in_one_month() -> Habit:
    rows = [["Period", "Org Code", "Parent Org", "Org name", "A&E attendances Type 1", "A&E attendances Type 2"]]
    rows[0] += ["Attendances over 4hrs Type 1", "Emergency admissions via A&E - Type 1"]
    rows += [
        ["MSitAE-APRIL-2025", f"R{n}A", "NHS ENGLAND MIDLANDS", f"Trust {n}", 9000 + n, n, 3000 - n, 2500 + n]
        for n in range(9)
    ]
    rows.append(["TOTAL", "", "", "", *[sum(row[k] for row in rows[1:10]) for k in range(4, 8)]])
    reads = {"E2": ("Trust 0", ANY, "2025-04", 9000)}
    seen = Seen((1, 1), Layout.WIDE_METRIC, 36, reads, totals=(11,), asks=ANY)
    return one("waits by provider in one month", rows, seen, delimiter=",")


def chamadas_por_dia() -> Habit:
    rows = [["Data", "Chamadas recebidas", "Chamadas atendidas", "Taxa de abandono", "TMA"]]
    rows += [
        [f"{day:%d/%m/%Y}", f"{1200 + day.day}", f"{1100 + day.day}", "8,3%", "00:04:12"]
        for day in days("2023-05-01", 14)
    ]
    seen = Seen((1, 1), Layout.WIDE_METRIC, 56, {"E2": (ANY, ANY, "2023-05-01", 252)}, asks=ANY)
    return one("chamadas por dia", rows, seen, delimiter=";", encoding="cp1252")


def quarters_under_years_down() -> Habit:
    rows = [["Población extranjera residente"], [], [None, "Año", "T1", "T2", "T3", "T4"]]
    rows += [[None, year, *numbers(year, 4, 4000000, 6000000)] for year in range(2012, 2022)]
    rows[-1][5] = None
    seen = Seen((3, 3), Layout.WIDE_PERIOD, 39, {"C4": (ANY, ANY, "2012-Q1", ANY)}, asks=ANY)
    return one("quarters across and years down", rows, seen, sheet="INE")


def two_tables_for_a_chart() -> Habit:
    rows = [["Month", "Calls", "CSAT", None, None, "Agent", "Calls", "CSAT"]]
    for n, month in enumerate(months("2024-01", 6)):
        rows.append([month, 900 + n, Percent(0.8), None, None, f"Agent {n}", 150 + n, Percent(0.82)])
    left = Seen((1, 1), Layout.WIDE_METRIC, 12, {"B2": (None, ANY, "2024-01", 900)}, asks=ANY)
    right = Seen((1, 1), FIGURES, 12, asks=ANY)
    return one("two tables for a chart", rows, left, right, sheet="Calc")


def pivot_with_filter() -> Habit:
    rows = [["Topic", "(All)"], [], ["Count of Call Id", "Column Labels"], ["Row Labels", "N", "Y", "Grand Total"]]
    rows += [["Becky", 12, 100, 112], ["Dan", 9, 90, 99], ["Grand Total", 21, 190, 211]]
    return one("a pivot with a filter", rows, sheet="Pivot")


def issues_beside_a_summary() -> Habit:
    rows = [[], [None, "RAID LOG"], [None, "Project name", "Payroll", None, None, None, "Open", 4]]
    rows += [[None, "Project manager", "Cleo", None, None, None, "Closed", 2], []]
    rows += [[None, "#", "Type", "Description", "Raised by", "Date raised", "Severity", "Owner", "Status", "Closed on"]]
    for n in range(6):
        rows.append([None, n + 1, ["Risk", "Issue"][n % 2], "The supplier may be late", "Ana", date(2024, 3, 1 + n)])
        rows[-1] += ["High", "Ben", "Open" if n < 4 else "Closed", date(2024, 4, 2) if n > 3 else None]
    rows += [[None, n] for n in range(7, 16)]
    return one("issues beside a summary", rows, Seen((6, 6), Layout.TRACKER, asks=ANY), sheet="RAID Log")


def invoice_form() -> Habit:
    rows = [["Invoice"], [None, None, None, "Date:", date(2023, 5, 1)], [None, None, None, "Invoice #:", 107]]
    rows += [[], ["Bill to:"], ["Example Ltd"], [], ["Product", "Description", "Price", "Quantity", "Amount"]]
    rows += [
        ["P1", "Paper", 20.0, 4, 80.0],
        ["P2", "Pens", 2.5, 10, 25.0],
        [],
        [None, None, None, "Total excl.:", 105.0],
    ]
    rows += [[None, None, None, "VAT:", 22.05], [None, None, None, "Total incl.:", 127.05]]
    layouts = (Layout.EVENT_LOG, Layout.TRACKER, *FIGURES)
    return one(
        "an invoice form", rows, Seen((8, 8), layouts, (0, *range(3, 10)), totals=ANY, asks=ANY), sheet="Invoice"
    )


def doses_by_group() -> Habit:
    rows = [
        ["COVID-19 vaccinations", None, None],
        ["Data to 31 May 2021"],
        [],
        [None, "1st dose", None, "2nd dose", None],
    ]
    rows += [["Region of residence", "Under 40", "40+", "Under 40", "40+"], ["Total", 500, 900, 200, 700], []]
    rows += [["East", 200, 400, 80, 300], ["London", 300, 500, 120, 400]]
    seen = Seen((4, 5), FIGURES, (8, 12), totals=ANY, asks=ANY)
    return one("doses by group", rows, seen, merges=["B4:C4", "D4:E4"], sheet="Vaccinations")


def agents_scores_by_quarter() -> Habit:
    rows = [[None] * 6] * 5 + [["Quarter", "Sales", "Calls", "AHT", "CSAT", "Quality"]]
    rows += [[f"Q{n}", 100 + n, 900 + n, 300 + n, Percent(0.8), 4.1] for n in (1, 2, 3)]
    rows += [["Q4", "NA", "NA", "NA", "NA", "NA"], [], ["Annual", 306, 2706, 302, Percent(0.8), 4.1]]
    seen = Seen((6, 6), Layout.WIDE_METRIC, 15, totals=ANY, asks=("year", "layout?", "period?"))
    return one("scores of an agent by quarter", rows, seen, sheet="Mr Blue")


def survey_answers_by_wave() -> Habit:
    rows = [["Timestamp", "Username", "How satisfied are you?", "Would you recommend us? (0-10)", "Comments"]]
    rows += [
        [datetime(2024, 5, 1 + n, 9, n), f"user{n}@example.org", n % 5 + 1, n % 11, "ok" if n % 4 else None]
        for n in range(25)
    ]
    return one("answers of a form", rows, Seen((1, 1), Layout.EVENT_LOG, asks=LOG), sheet="Form Responses 1")


def rates_by_week_number() -> Habit:
    rows = [["Week ending", "Week number", "Site", "Offered", "Answered", "ASA (sec)", "SLA %"]]
    for n, day in enumerate(days("2024-01-07", 8, 7)):
        rows += [
            [day, n + 1, site, 900 + n, 850 + n, 22, share]
            for site, share in zip(("Oslo", "Bern"), shares(n, 2, 0.7, 0.9), strict=True)
        ]
    seen = Seen((1, 1), Layout.WIDE_METRIC, 64, {"D2": ("Oslo", ANY, "2024-W01", 900)}, asks=ANY)
    return one("rates by week and site", rows, seen, sheet="Data")


CASES = (
    deaths_of_artists(),
    flowers_cars_and_quakes(),
    names_and_values(),
    identifiers_and_names(),
    animals_of_plots(),
    payments_above_a_limit(),
    emissivity_by_wavelength(),
    samples_with_two_lines_of_headings(),
    consular_cases(),
    waits_by_provider_in_one_month(),
    chamadas_por_dia(),
    quarters_under_years_down(),
    two_tables_for_a_chart(),
    pivot_with_filter(),
    issues_beside_a_summary(),
    invoice_form(),
    doses_by_group(),
    agents_scores_by_quarter(),
    survey_answers_by_wave(),
    rates_by_week_number(),
)
