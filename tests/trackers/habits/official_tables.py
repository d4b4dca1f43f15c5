"""Tables of offices as they are published: long notes, wrapped headers with footnote digits, codes, years that end."""

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent, Shown
from tests.trackers.habits.sheets import ANY, Habit, Seen, months, numbers, one, shares

COUNTIES = ["Avonshire", "Borset", "Calder", "Dunholm", "Elmstead", "Fenland"]


def wrapped_headers_with_footnote_digits() -> Habit:
    rows = [["Table 8"], ["Offences known to the police"], ["by county, 2023"]]
    rows += [["County", "Population", "Violent\noffences1", "Burglary", "Vehicle\ntheft2", "Fraud"]]
    rows += [[name, 90000 + 700 * n, *numbers(n, 4, 100, 900)] for n, name in enumerate(COUNTIES)]
    rows += [
        ["1 The offences counted are those of the reporting standard of 2021; earlier years cannot be compared."],
        ["2 Without attempts."],
    ]
    return one(
        "wrapped headers with footnote digits",
        rows,
        Seen((4, 4), (Layout.WIDE_METRIC, Layout.WIDE_ENTITY), 30, {}, asks=("layout?", "period?")),
    )


def area_named_once_above_its_kinds() -> Habit:
    rows = [["Housing by county and tenure"], [], ["County", "Tenure", "2021", "2022", "2023"]]
    for number, name in enumerate(COUNTIES[:4]):
        rows += [
            [name if kind == "Owned" else None, kind, *numbers(number + len(kind), 3, 200, 900)]
            for kind in ("Owned", "Rented", "Other")
        ]
    return one(
        "an area named once above its kinds",
        rows,
        Seen(
            (3, 3),
            Layout.WIDE_PERIOD,
            36,
            {"C5": (ANY, ANY, "2021", rows[4][2]), "E15": (ANY, ANY, "2023", rows[14][4])},
        ),
    )


def years_that_end_in_a_month() -> Habit:
    rows = [
        ["Migration estimates"],
        ["Source: surveys, published 22 May 2025"],
        [],
        ["Flow", "YE Jun 2021", "YE Dec 2021", "YE Jun 2022", "YE Dec 2022"],
    ]
    rows += [
        ["Immigration", *numbers(1, 4, 500, 900)],
        ["Emigration", *numbers(2, 4, 300, 600)],
        ["Net", *numbers(3, 4, 100, 400)],
    ]
    return one(
        "years that end in a month",
        rows,
        Seen(
            (4, 4),
            Layout.WIDE_PERIOD,
            12,
            {"B5": (ANY, ANY, "2020-07-01/year", rows[4][1]), "C5": (ANY, ANY, "2021-01-01/year", rows[4][2])},
        ),
    )


def months_as_codes_beside_weights() -> Habit:
    rows = [
        ["Output of services"],
        ["2021 = 100, seasonally adjusted"],
        [],
        ["", "code", "weight", *(f"2024m{n:02}" for n in range(1, 9))],
    ]
    rows += [["World"]]
    rows += [
        [f"  {name}", code, weight, *numbers(len(name), 8, 90, 120, 1)]
        for name, code, weight in (("Europe", "eu", 31.5), ("Asia", "as", 40.2))
    ]
    rows += [["Advanced economies"]]
    rows += [
        [f"  {name}", code, weight, *numbers(len(name), 8, 90, 120, 1)]
        for name, code, weight in (("Japan", "jp", 11.5), ("Canada", "ca", 5.2))
    ]
    return one(
        "months as codes beside weights",
        rows,
        Seen(
            (4, 4),
            Layout.WIDE_PERIOD,
            32,
            {"D6": (ANY, ANY, "2024-01", rows[5][3]), "K10": (ANY, ANY, "2024-08", rows[9][10])},
        ),
    )


def five_years_each() -> Habit:
    rows = [
        ["Life tables"],
        ["Estimates, 1990 - 2020"],
        [],
        ["Index", "Variant", "Country", "Notes", "Country code", "1990-1995", "1995-2000", "2000-2005"],
    ]
    rows += [
        [n + 1, "Estimates", name, "a" if n == 2 else None, 900 + n, *numbers(n, 3, 60, 80, 1)]
        for n, name in enumerate(COUNTIES)
    ]
    return one("five years each", rows, Seen((4, 4), Layout.WIDE_PERIOD, 18, problems=("F4", "G4", "H4")))


def quarters_below_each_year_in_spanish() -> Habit:
    rows = [
        ["Población extranjera"],
        [],
        ["", "2022", None, None, None, "2023"],
        ["Provincia", "T1", "T2", "T3", "T4", "T1", "T2"],
    ]
    rows += [[name, *numbers(n, 6, 1000, 9000)] for n, name in enumerate(["Cádiz", "León", "Soria"])]
    return one(
        "quarters below each year in Spanish",
        rows,
        Seen(
            (3, 4),
            Layout.WIDE_PERIOD,
            18,
            {"B5": ("Cádiz", ANY, "2022-Q1", rows[4][1]), "G7": ("Soria", ANY, "2023-Q2", rows[6][6])},
        ),
        merges=["B3:E3", "F3:G3"],
    )


def percentages_below_their_counts() -> Habit:
    rows = [["Waiting times by county, March 2025"], []]
    rows += [[None, "Under 6 weeks", None, "6 to 18 weeks", None], ["County", "Number", "%", "Number", "%"]]
    rows += [[name, 100 + n, Percent(0.4), 150 + n, Percent(0.6)] for n, name in enumerate(COUNTIES)]
    return one(
        "numbers and percentages under each group",
        rows,
        Seen(
            (3, 4),
            (Layout.WIDE_METRIC, Layout.WIDE_ENTITY),
            24,
            {"B5": ("Avonshire", ANY, "2025-03", 100)},
            asks=("layout?",),
        ),
        merges=["B3:C3", "D3:E3"],
    )


def code_before_the_month() -> Habit:
    rows = [["Period", "Org Code", "Parent Org", "Org name", "Type 1", "Type 2", "Type 3"]]
    rows += [
        [f"UrgCare-{month}-2025", f"R{n}A", "NORTH", f"{name.upper()} TRUST", 900 + n, 100 + n, 50 + n]
        for month in ("MARCH", "APRIL")
        for n, name in enumerate(COUNTIES)
    ]
    return one(
        "a code before the month",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            36,
            {"E2": ("AVONSHIRE TRUST", ANY, "2025-03", 900), "G13": ("FENLAND TRUST", ANY, "2025-04", 55)},
            asks=("layout?",),
        ),
        delimiter=",",
    )


def survey_year_and_age_group_down() -> Habit:
    rows = [
        ["Prevalence by sex and age"],
        [],
        ["Year", "Sex", "Age group", "Sample", "Prevalence (%)", "95% CI lower", "95% CI upper"],
    ]
    rows += [
        [year, sex, age, 400 + n, 12.1 + n, 10.2, 15.3]
        for year in (2022, 2023)
        for sex in ("Female", "Male")
        for n, age in enumerate(("16-34", "35-64", "65+"))
    ]
    return one(
        "year, sex and age group down",
        rows,
        Seen((3, 3), (Layout.WIDE_METRIC, Layout.LONG), (12, 24), {"E4": (ANY, ANY, "2022", 0.121)}, asks=("layout?",)),
    )


def monthly_series_with_a_blank_line_below_the_header() -> Habit:
    rows = [
        ["Cancelled operations"],
        ["Month", "Elective admissions", "Cancelled at the last minute", "Share cancelled"],
        [],
    ]
    rows += [
        [Shown(day, "mmmm yyyy"), 9000 + n, 90 + n, shares(n, 1, 0.01, 0.02)[0]]
        for n, day in enumerate(months("2024-06", 9))
    ]
    return one(
        "a blank line below the header",
        rows,
        Seen(
            (2, 2),
            Layout.WIDE_METRIC,
            27,
            {"B4": (None, ANY, "2024-06", 9000), "C12": (None, ANY, "2025-02", 98)},
            asks=("layout?",),
        ),
    )


CASES = (
    wrapped_headers_with_footnote_digits(),
    area_named_once_above_its_kinds(),
    years_that_end_in_a_month(),
    months_as_codes_beside_weights(),
    five_years_each(),
    quarters_below_each_year_in_spanish(),
    percentages_below_their_counts(),
    code_before_the_month(),
    survey_year_and_age_group_down(),
    monthly_series_with_a_blank_line_below_the_header(),
)
