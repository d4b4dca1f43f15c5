"""Text files of open-data portals and laboratories: spending, sensors, matches, curves, with and without a header."""

from cxdash.trackers.readings import Layout
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, one

FIGURES = (Layout.WIDE_METRIC, Layout.LONG, Layout.EVENT_LOG, Layout.NONE)


def travel_below_two_lines() -> Habit:
    rows = [["Travel and stationery, electronic purchasing cards"], [""], ["Merchant", "Amount"]]
    rows += [[f'"Rail {n} Ltd"', f'"£{n + 1},204.50"'] for n in range(25)]
    layouts = (Layout.EVENT_LOG, Layout.WIDE_METRIC, Layout.LONG)
    return one("travel below two lines", rows, Seen((3, 3), layouts, (0, 25), asks=ANY), delimiter=",")


def cases_by_country_over_many_columns() -> Habit:
    kinds = ["Arrests", "Deaths", "Child abductions", "Hospitalisations", "Rapes", "Lost documents"]
    rows = [["Country", *kinds, "Total"]]
    for n, country in enumerate(("Spain", "France", "Turkey", "Thailand", "Greece", "Cyprus")):
        values = [(n * 7 + k * 3) % 20 for k in range(6)]
        rows.append([country, *values, sum(values)])
    return one(
        "cases by country over many columns",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, (42, 36), asks=ANY),
        delimiter=",",
    )


def tones_without_a_header() -> Habit:
    rows = [[n, *(f"{(n * k) % 17 / 7:.5f}" for k in range(1, 8))] for n in range(1, 40)]
    return one("tones without a header", rows, delimiter=",")


def zones_without_a_header() -> Habit:
    rows = [[f"Z{n:03}", *((n * k) % 53 for k in range(1, 20))] for n in range(1, 30)]
    return one("zones without a header", rows, delimiter=",")


def matches_of_a_season() -> Habit:
    rows = [["Date", "Visitor", "PTS", "Home", "PTS.1", "OT?", "Attend.", "Notes"]]
    for n, day in enumerate(days("2017-10-17", 30)):
        rows.append([f"{day:%a %b} {day.day} {day.year}", f"Team {n % 7}", 95 + n, f"Team {n % 5 + 7}", 99 + n % 9])
        rows[-1] += ["OT" if n % 6 == 0 else "", 18000 + 31 * n, ""]
    layouts = (Layout.EVENT_LOG, Layout.WIDE_METRIC)
    return one("matches of a season", rows, Seen((1, 1), layouts, (0, 90), asks=ANY), delimiter=",")


def occurrences_of_species() -> Habit:
    rows = [["scientificName", "decimalLatitude", "decimalLongitude"]]
    rows += [[f"Acer species{n % 4}", f"{44 + n / 7:.5f}", f"{-93 - n / 9:.5f}"] for n in range(40)]
    layouts = (Layout.EVENT_LOG, Layout.NONE, Layout.TRACKER)
    return one("occurrences of species", rows, Seen((1, 1), layouts, 0, asks=ANY), delimiter=",")


def isotopes_with_units_in_names() -> Habit:
    rows = [["depth (m)", "d18O (permil)"], *([f"{n / 2:.1f}", f"{-20 - n / 50:.3f}"] for n in range(60))]
    return one("isotopes with units in names", rows, Seen((1, 1), FIGURES[::-1], (0, 60, 120), asks=ANY), delimiter=",")


def spectra_by_blank() -> Habit:
    rows = [["Wavelength", "Absorbance", "Blank", "Corrected"]]
    rows += [[400 + n, f"{n / 100:.4f}", "0.0100", f"{n / 100 - 0.01:.4f}"] for n in range(50)]
    return one("spectra with semicolons", rows, Seen((1, 1), FIGURES[::-1], (0, 150, 200), asks=ANY), delimiter=";")


def two_header_lines_of_a_site() -> Habit:
    rows = [["Sampling date", "Plot A", "", "Plot B", ""], ["", "CH4", "N2O", "CH4", "N2O"]]
    rows += [
        [day.strftime("%Y/%m/%d"), 1.5 + n, 0.2 + n, 1.1 + n, 0.1 + n]
        for n, day in enumerate(days("2004-06-01", 9, 14))
    ]
    layouts = (Layout.WIDE_METRIC, Layout.WIDE_ENTITY)
    return one("plots over gases", rows, Seen((1, 2), layouts, 36, asks=ANY), delimiter=",")


def cellar_by_month_and_kind() -> Habit:
    rows = [["Month", "Wine", "Bottles", "Value (£)"]]
    rows += [
        [f"{m}-14", kind, 3 + n, f"{40 + n}.50"]
        for n, m in enumerate(("Apr", "May", "Jun"))
        for kind in ("Red", "White")
    ]
    return one(
        "bottles by month and kind",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 12, {"C2": ("Red", ANY, ANY, 3)}, asks=ANY),
        delimiter=",",
    )


def tests_with_a_trailing_delimiter() -> Habit:
    rows = [["time[s]", "posx[m]", "vel[km/h]", "yaw[rad]", ""]]
    rows += [[f"{n / 10:.6f}", f"{433 + n:.6f}", f"{n % 50:.6f}", f"{-1.1 + n / 90:.6f}", ""] for n in range(40)]
    layouts = (Layout.NONE, *FIGURES)
    return one(
        "a vehicle with a trailing delimiter", rows, Seen((1, 1), layouts, (0, 120, 160), asks=ANY), delimiter=";"
    )


def tilde_and_caret() -> Habit:
    rows = [["nutrient_id", "units", "name", "decimals"]]
    rows += [[f"~{200 + n}~", "~g~", f"~Nutrient {n}~", f"~{n % 3}~"] for n in range(20)]
    layouts = (Layout.NONE, Layout.TRACKER, Layout.EVENT_LOG)
    return one("tildes and carets", rows, Seen((1, 1), layouts, 0, asks=ANY), delimiter="^")


def blanks_line_columns_up() -> Habit:
    rows = [["year", "month", "mean", "trend"]]
    rows += [[1990 + n // 12, n % 12 + 1, f"{354 + n / 10:.2f}", f"{353 + n / 10:.2f}"] for n in range(36)]
    return one(
        "columns lined up by blanks",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, (72, 36), {"C2": (ANY, ANY, "1990-01", 354.0)}, asks=ANY),
        delimiter="  ",
    )


def notes_after_the_rows() -> Habit:
    rows = [["Local authority", "2012/13", "2013/14", "2014/15"]]
    rows += [[f"Borough {n}", 100 + n, 110 + n, ".." if n == 3 else 120 + n] for n in range(8)]
    rows += [[""], ["Notes"], ['"1. Figures are rounded, and may not add up."'], [".. not available"]]
    return one(
        "fiscal years with notes after the rows",
        rows,
        Seen((1, 1), Layout.WIDE_PERIOD, 23, {"B2": ("Borough 0", ANY, ANY, 100)}, missing=1, asks=ANY),
        delimiter=",",
    )


CASES = (
    travel_below_two_lines(),
    cases_by_country_over_many_columns(),
    tones_without_a_header(),
    zones_without_a_header(),
    matches_of_a_season(),
    occurrences_of_species(),
    isotopes_with_units_in_names(),
    spectra_by_blank(),
    two_header_lines_of_a_site(),
    cellar_by_month_and_kind(),
    tests_with_a_trailing_delimiter(),
    tilde_and_caret(),
    blanks_line_columns_up(),
    notes_after_the_rows(),
)
