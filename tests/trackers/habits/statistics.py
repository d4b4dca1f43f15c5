"""Tables of government statistics: notes, marks, footnotes in the headers, years in rows and columns."""

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, months, numbers, one, shares

REGIONS = ["North", "Midlands", "East", "Capital", "South"]


def worksheet_with_notes_and_marks() -> Habit:
    rows = [
        ["Table 2a: Complaints received by service, annual, 2021 to 2024"],
        ["This worksheet contains one table. Some cells refer to notes, which can be found on the notes worksheet."],
        ["Shorthand: [c] = confidential, [x] = not available, [p] = provisional"],
        ["Source: Office of Service Standards"],
        ["Area code", "Area", "2021", "2022", "2023 [note 1]", "2024 [p]"],
    ]
    rows += [[f"E1200000{n}", region, *numbers(n, 4, 400, 900)] for n, region in enumerate(REGIONS)]
    rows[6][3] = "[c]"
    rows[8][2] = rows[8][3] = "[x]"
    return one(
        "a worksheet with notes and marks",
        rows,
        Seen(
            (5, 5),
            Layout.WIDE_PERIOD,
            17,
            {"C6": (ANY, ANY, "2021", rows[5][2]), "F10": (ANY, ANY, "2024", rows[9][5])},
            missing=3,
        ),
        sheet="2a",
    )


def quarters_as_spans_of_months() -> Habit:
    rows = [["Median wait, seasonally adjusted"], [], ["Period", "All services", "Phone", "Online"]]
    spans = ["Jan to Mar 2024", "Apr to Jun 2024", "Jul to Sep 2024", "Oct to Dec 2024", "Jan to Mar 2025"]
    rows += [[span, *numbers(n, 3, 3, 9, 1)] for n, span in enumerate(spans)]
    return one(
        "quarters as spans of months",
        rows,
        Seen(
            (3, 3),
            (Layout.WIDE_METRIC, Layout.WIDE_ENTITY),
            15,
            {"B4": (ANY, ANY, "2024-Q1", rows[3][1]), "D8": (ANY, ANY, "2025-Q1", rows[7][3])},
            asks=ANY,
        ),
    )


def years_as_headings_of_months() -> Habit:
    rows = [["Month", "Claims", "Decisions", "Appeals upheld"]]
    for year in ("2023", "2024"):
        rows.append([year])
        rows += [[name, *numbers(len(name), 3, 100, 900)] for name in ("January", "February", "March", "April")]
    rows += [[], ["Note: figures are rounded to the nearest ten."]]
    return one(
        "years as headings between months",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            24,
            {"B3": (None, ANY, "2023-01", rows[2][1]), "D11": (None, ANY, "2024-04", rows[10][3])},
            asks=("layout?",),
        ),
    )


def codes_of_months_and_colons() -> Habit:
    rows = [["geo", "unit", "indicator", "2024M10", "2024M11", "2024M12", "2025M01"]]
    rows += [
        [geo, "PC", indicator, *(f"{value}" for value in numbers(len(geo + indicator), 4, 10, 90, 1))]
        for geo in ("AT", "BE", "CZ", "DK")
        for indicator in ("USE_ONLINE", "USE_FORMS")
    ]
    rows[2][4] = rows[5][3] = ":"
    return one(
        "codes of months and colons for what is missing",
        rows,
        Seen((1, 1), Layout.WIDE_PERIOD, 30, {"D2": (ANY, ANY, "2024-10", float(rows[1][3]))}, missing=2),
        delimiter="\t",
    )


def footnote_stars_at_years_and_names() -> Habit:
    rows = [["Journeys by type of ticket (thousands)"], ["", "", "2015 *", "2016", "2017", "2018 **"]]
    rows = [rows[0], [], ["Fare type", "Group", *rows[1][2:]]]
    rows += [
        [f"{name}{mark}", group, *numbers(len(name), 4, 500, 3000)]
        for name, mark, group in [("Weekly pass", "", "Adult"), ("Token", "¹", "Adult"), ("Cash", "", "Child")]
    ]
    rows[4][2] = "N/A"
    rows += [[], ["* Includes a free week.   ** Preliminary."], ["¹ Withdrawn in 2016"]]
    return one(
        "footnote stars at years and names",
        rows,
        Seen((3, 3), Layout.WIDE_PERIOD, 11, {"C4": (ANY, ANY, "2015", rows[3][2])}, missing=1),
    )


def a_sheet_for_each_year() -> Habit:
    names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    sheets = {
        year: [[f"Applications received in {year}"], [], ["Region", *names]]
        + [[region, *numbers(n + int(year), 12, 50, 90)] for n, region in enumerate(REGIONS)]
        for year in ("2023", "2024")
    }
    tables = {
        year: (Seen((3, 3), Layout.WIDE_PERIOD, 60, {"B4": ("North", ANY, f"{year}-01", rows[3][1])}),)
        for year, rows in sheets.items()
    }
    return Habit("a sheet for each year", sheets, tables)


def regions_across_and_a_row_for_each_year() -> Habit:
    rows = [["Digital take-up of service by region, per cent"], [], ["Financial year", *REGIONS]]
    rows += [[f"{year}-{year - 1999:02}", *shares(year, 5, 0.4, 0.9)] for year in range(2018, 2025)]
    rows += [[], ["Percentages are of all applications."]]
    return one(
        "regions across and financial years down",
        rows,
        Seen((3, 3), (Layout.WIDE_ENTITY, Layout.WIDE_METRIC), 35, {"B4": (ANY, ANY, ANY, rows[3][1])}, asks=ANY),
    )


def numerators_denominators_and_limits() -> Habit:
    rows = [
        ["Indicator 14: completed within target"],
        ["Area", "Time period", "Numerator", "Denominator", "Value", "Lower CI", "Upper CI"],
    ]
    rows += [
        [region, year, 300 + n, 400, Percent((300 + n) / 400), Percent(0.7), Percent(0.8)]
        for n, region in enumerate(REGIONS)
        for year in ("2022", "2023", "2024")
    ]
    return one(
        "values between their limits",
        rows,
        Seen(
            (2, 2),
            (Layout.LONG, Layout.WIDE_METRIC),
            15,
            also={"E3": {"entity": "North", "value": 0.75, "numerator": 300, "denominator": 400}},
        ),
    )


def two_tables_on_one_page() -> Habit:
    rows = [["Table 1: Number of cases"], ["Region", "2022", "2023", "2024"]]
    rows += [[region, *numbers(n, 3, 100, 900)] for n, region in enumerate(REGIONS)]
    rows += [[], ["Table 2: Share decided in time"], ["Region", "2022", "2023", "2024"]]
    rows += [[region, *shares(n, 3, 0.5, 0.9)] for n, region in enumerate(REGIONS)]
    rows += [[], ["Source: case management system, extracted 2 June 2025"]]
    return one(
        "two tables on one page",
        rows,
        Seen((2, 2), Layout.WIDE_PERIOD, 15, {"B3": ("North", ANY, "2022", rows[2][1])}),
        Seen((10, 10), Layout.WIDE_PERIOD, 15, {"D15": ("South", ANY, "2024", rows[14][3])}),
    )


def daily_series_with_long_titles() -> Habit:
    rows = [["Date", "Daily number of people asking for help by telephone", "Seven-day mean", "Cumulative number"]]
    rows += [[f"2025-02-{n:02}", 100 + n, "" if n < 7 else 97 + n, 100 * n + n * (n + 1) // 2] for n in range(1, 29)]
    return one(
        "a daily series with long headings",
        rows,
        Seen(
            (1, 1), Layout.WIDE_METRIC, 78, {"B2": (None, ANY, "2025-02-01", 101), "C8": (None, ANY, "2025-02-07", 104)}
        ),
        delimiter=",",
    )


def months_of_several_years() -> Habit:
    rows = [["Year", "Month", "Region", "Applications"]]
    rows += [[2024 + n // 12, n % 12 + 1, region, 40 + n] for n in range(10, 16) for region in REGIONS[:2]]
    return one(
        "year and month in two columns",
        rows,
        Seen(
            (1, 1),
            (Layout.WIDE_METRIC, Layout.LONG),
            12,
            {"D2": ("North", ANY, "2024-11", 50), "D7": ("Midlands", ANY, "2025-01", 52)},
        ),
    )


MONTHS = months("2025-01", 3)


def units_beside_each_indicator() -> Habit:
    rows = [["Indicator", "Unit", *MONTHS], ["Cases open at month end", "number"], ["Share decided in time", "%"]]
    rows[1] += [4102, 4050, 3980]
    rows[2] += [81.2, 82.0, 84.4]
    rows += [["Days to a decision", "days", 41, 39, 38], ["Cost of a decision", "£", "£181.20", "£179", "£182.5"]]
    return one(
        "a unit beside each indicator",
        rows,
        Seen((1, 1), Layout.WIDE_PERIOD, 12, {"C3": (None, ANY, "2025-01", 0.812), "D5": (None, ANY, "2025-02", 179)}),
    )


CASES = (
    worksheet_with_notes_and_marks(),
    quarters_as_spans_of_months(),
    years_as_headings_of_months(),
    codes_of_months_and_colons(),
    footnote_stars_at_years_and_names(),
    a_sheet_for_each_year(),
    regions_across_and_a_row_for_each_year(),
    numerators_denominators_and_limits(),
    two_tables_on_one_page(),
    daily_series_with_long_titles(),
    months_of_several_years(),
    units_beside_each_indicator(),
)
