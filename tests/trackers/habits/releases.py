"""Releases of statistics offices and open-data portals: preambles, marks, flags, codes beside names."""

from datetime import date

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, months, numbers, one, shares

TRUSTS = [("RAA", "Ashford Valley NHS Trust"), ("RBB", "Brightwater NHS Trust"), ("RCC", "Coldstream NHS Trust")]


def waits_by_provider_with_a_block_of_facts() -> Habit:
    rows = [
        [],
        [None, "Title:", "Monthly Diagnostic Waits"],
        [None, "Summary:", "Waits and activity for three tests, by provider"],
        [None, "Period:", "March 2025"],
        [None, "Source:", "Monthly return"],
        [None, "Published:", date(2025, 5, 15)],
        [None, "Status:", "Final"],
        [None, "Contact:", "waits@example.org"],
        [],
        [None, None, None, "Waiting list", None, None, "Activity", None],
        [None, "Provider Code", "Provider Name", "Total waiting", "6+ weeks", "% 6+ weeks", "Planned", "Unscheduled"],
    ]
    body = [
        [None, code, name, 900 + 70 * n, 90 + n, Percent((90 + n) / (900 + 70 * n)), 400 + n, 80 + n if n else "-"]
        for n, (code, name) in enumerate(TRUSTS)
    ]
    england = [None, None, "ENGLAND", 2910, 273, Percent(273 / 2910), 1203, 163]
    return one(
        "waits by provider below a block of facts",
        [*rows, england, [], *body],
        Seen(
            (10, 11),
            Layout.WIDE_METRIC,
            (14, 11),
            {"D14": ("Ashford Valley NHS Trust", ANY, "2025-03", 900)},
            missing=1,
            totals=(12,),
            asks=ANY,
        ),
        merges=["D10:F10", "G10:H10"],
        sheet="Provider",
    )


def accessible_table_with_shorthand() -> Habit:
    rows = [
        ["Table 3: Appeals received and decided by region, England, quarterly"],
        ["This worksheet contains one table."],
        ["Some shorthand is used: [c] = confidential, [p] = provisional, [z] = not applicable."],
        ["Source: Appeals case system"],
        ["Region", "Quarter", "Appeals received [note 1]", "Appeals decided", "Median weeks to decision"],
    ]
    rows += [
        [region, f"{label} 2024", 300 + 9 * n, 280 + n, "[c]" if n == 2 else 21.5 + n]
        for region in ("North East", "South East")
        for n, label in enumerate(("Jan to Mar", "Apr to Jun", "Jul to Sep", "Oct to Dec"))
    ]
    return one(
        "an accessible table with shorthand",
        rows,
        Seen(
            (5, 5),
            Layout.WIDE_METRIC,
            22,
            {"C6": ("North East", ANY, "2024-Q1", 300), "D13": ("South East", ANY, "2024-Q4", 283)},
            missing=2,
            asks=ANY,
        ),
        sheet="Table_3",
    )


def keys_and_years_of_a_european_table() -> Habit:
    rows = [["freq,unit,geo\\TIME_PERIOD", "2020 ", "2021 ", "2022 ", "2023 "]]
    rows += [
        [f"A,PC,{geo}", *(f"{value} " if n != gap else ": " for n, value in enumerate(numbers(gap + 3, 4, 10, 40, 1)))]
        for gap, geo in enumerate(("AT", "BE", "CZ", "DE"))
    ]
    return one(
        "keys and years of a European table",
        rows,
        Seen((1, 1), Layout.WIDE_PERIOD, 12, {"C2": (ANY, ANY, "2021", ANY)}, missing=4, asks=ANY),
        delimiter="\t",
    )


def vectors_of_a_national_office() -> Habit:
    head = "REF_DATE,GEO,DGUID,Indicators,UOM,UOM_ID,SCALAR_FACTOR,SCALAR_ID,VECTOR,COORDINATE,VALUE,STATUS,SYMBOL"
    rows = [[f'"{name}"' for name in head.split(",")]]
    for n, geo in enumerate(("Ontario", "Quebec", "Alberta")):
        for month in range(1, 7):
            value = "" if (n, month) == (1, 3) else f"{60 + n + month / 10:.1f}"
            fields = (f"2024-{month:02}", geo, f"2021A00023{n}", "Job vacancy rate", "Percentage", 242, "units", 0)
            fields += (f"v1212{n}{month}", f"{n}.1.1", value, "" if value else "F", "")
            rows.append([f'"{field}"' for field in fields])
    return one(
        "vectors of a national office",
        rows,
        Seen((1, 1), Layout.LONG, 17, {"K2": ("Ontario", ANY, "2024-01", ANY)}, asks=ANY),
        delimiter=",",
        encoding="utf-8-sig",
    )


def indicator_of_countries_with_a_trailing_comma() -> Habit:
    years = [str(year) for year in range(2015, 2024)]
    rows = [["Data Source", "Development Indicators", ""], [], ["Last Updated Date", "2024-06-28", ""], []]
    rows += [["Country Name", "Country Code", "Indicator Name", "Indicator Code", *years, ""]]
    for n, (name, code) in enumerate([("Aruba", "ABW"), ("Kenya", "KEN"), ("Norway", "NOR"), ("Peru", "PER")]):
        values = [*numbers(n + 2, 8, 20, 95, 2), ""]
        rows.append([name, code, "Individuals using the Internet (% of population)", "IT.NET.USER.ZS", *values, ""])
    cells = [[f'"{cell}"' for cell in row] for row in rows]
    return one(
        "an indicator of countries with a trailing comma",
        cells,
        Seen((5, 5), Layout.WIDE_PERIOD, 32, {"E6": ("Aruba", ANY, "2015", ANY)}, asks=ANY),
        delimiter=",",
        encoding="utf-8-sig",
    )


def observations_of_an_exchange_format() -> Habit:
    rows = [["STRUCTURE", "STRUCTURE_ID", "REF_AREA", "Reference area", "MEASURE", "Measure", "TIME_PERIOD"]]
    rows[0] += ["OBS_VALUE", "OBS_STATUS", "UNIT_MEASURE"]
    for area, name in (("FRA", "France"), ("ITA", "Italy")):
        for quarter in range(1, 5):
            row = ["DATAFLOW", "DSD_KEI@DF_KEI(4.0)", area, name, "UNEMP", "Unemployment rate", f"2024-Q{quarter}"]
            rows.append([*row, f"{7 + quarter / 10:.1f}", "A", "PT_LF"])
    return one(
        "observations of an exchange format",
        rows,
        Seen((1, 1), Layout.LONG, 8, {"H2": (ANY, ANY, "2024-Q1", ANY)}, asks=ANY),
        delimiter=",",
    )


def german_office_with_years_as_sections() -> Habit:
    names = ("Januar", "Februar", "März", "April", "Mai", "Juni")
    rows = [["Tabelle 2.1: Insolvenzen nach Monaten"], [], ["Monat", "Unternehmen", "Verbraucher", "Insgesamt"]]
    counts = numbers(5, 12, 900, 1900)
    for block, year in enumerate((2023, 2024)):
        rows.append([year])
        for n, name in enumerate(names):
            firms = counts[block * 6 + n]
            people = "–" if n == 4 else 5000 + 31 * n
            rows.append([name, firms, people, firms + people if n != 4 else "–"])
    rows += [[], ["– = nichts vorhanden"], ["© Amt für Statistik, 2025"]]
    return one(
        "months below years of a German office",
        rows,
        Seen(
            (3, 3),
            Layout.WIDE_METRIC,
            (32, 22),
            {"B5": (None, ANY, "2023-01", counts[0]), "B17": (None, ANY, "2024-06", counts[11])},
            asks=ANY,
        ),
        sheet="2.1",
    )


def months_beside_the_same_month_a_year_ago() -> Habit:
    rows = [
        ["Retail sales bulletin, April 2025"],
        [],
        ["Sector", "Index (2019=100)", None, "Change on year, %"],
        [None, "Apr 2024", "Apr 2025", None],
    ]
    rows += [
        [name, 101.5 + n, 103.2 + n, 1.7 - n / 10] for n, name in enumerate(("Food", "Fuel", "Clothing", "Online"))
    ]
    return one(
        "a month beside the same month a year ago",
        rows,
        Seen((3, 4), Layout.WIDE_PERIOD, (8, 12), {"C5": ("Food", ANY, "2025-04", 103.2)}, asks=ANY),
        merges=["B3:C3"],
    )


def bands_of_waiting_times() -> Habit:
    bands = ["0-1", "1-2", "2-3", "3-4", "4-5", "5-6", "6+"]
    rows = [
        ["Completed pathways by week since referral, February 2025"],
        [],
        ["Specialty", *bands, "Total", "95th percentile (weeks)"],
    ]
    for name in ("Cardiology", "Dermatology", "Urology", "Rheumatology"):
        values = numbers(len(name), 7, 5, 60)
        rows.append([name, *values, sum(values), 5.5])
    return one(
        "bands of waiting times",
        rows,
        Seen((3, 3), Layout.WIDE_METRIC, (36, 32), {"B4": ("Cardiology", ANY, "2025-02", rows[3][1])}, asks=ANY),
    )


def rows_of_the_release_in_two_languages() -> Habit:
    rows = [
        ["Passengers carried / Voyageurs transportés"],
        ["Month / Mois", "Rail / Train", "Bus / Autobus", "On-time rate / Ponctualité"],
    ]
    rows += [
        [day.strftime("%Y-%m"), 120 + n, 300 + 2 * n, share]
        for n, (day, share) in enumerate(zip(months("2024-07", 8), shares(4, 8, 0.7, 0.95), strict=True))
    ]
    return one(
        "a release in two languages",
        rows,
        Seen((2, 2), Layout.WIDE_METRIC, 24, {"B3": (None, ANY, "2024-07", 120)}, asks=ANY),
    )


CASES = (
    waits_by_provider_with_a_block_of_facts(),
    accessible_table_with_shorthand(),
    keys_and_years_of_a_european_table(),
    vectors_of_a_national_office(),
    indicator_of_countries_with_a_trailing_comma(),
    observations_of_an_exchange_format(),
    german_office_with_years_as_sections(),
    months_beside_the_same_month_a_year_ago(),
    bands_of_waiting_times(),
    rows_of_the_release_in_two_languages(),
)
