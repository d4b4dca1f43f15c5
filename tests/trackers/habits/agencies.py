"""Tables of agencies: daily situation reports, rolling quarters, codes below names, flags, lines of facts."""

from datetime import date

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent, Shown
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares

WIDE = (Layout.WIDE_METRIC, Layout.WIDE_ENTITY)


def beds_of_trusts_by_day() -> Habit:
    week = days("2025-01-06", 4)
    top, names = [None, None, None], ["Region", "Code", "Name"]
    for day in week:
        top, names = [*top, day, None, None], [*names, "Beds open", "Beds occupied", "Occupancy rate"]
    rows = [["Title:", "Daily situation report"], ["Period:", "6 to 9 January 2025"], [], top, names]
    rows.append(["", "", "England", *(value for _ in week for value in (300, 270, Percent(0.9)))])
    rows += [
        ["North", f"R{n}", f"Trust {n}", *(value for _ in week for value in (100, 90, Percent(0.9)))] for n in range(3)
    ]
    return one(
        "beds of trusts by day",
        rows,
        Seen((4, 5), Layout.WIDE_PERIOD, (36, 48), {"D7": ("Trust 0", ANY, "2025-01-06", 100)}, asks=ANY, totals=ANY),
        merges=["D4:F4", "G4:I4", "J4:L4"],
    )


def rolling_quarters_with_codes_below_names() -> Habit:
    rows = [["A01: Summary of labour market statistics"], [], [None, "Employment", "Unemployment", "Inactivity"]]
    rows += [["Dataset identifier code", "MGRZ", "MGSC", "LF2M"]]
    rows += [
        [f"{span} 2024", 33000 + n, 1400 + n, 9300 + n]
        for n, span in enumerate(("Jan-Mar", "Feb-Apr", "Mar-May", "Apr-Jun", "May-Jul"))
    ]
    return one(
        "rolling quarters with codes below names", rows, Seen((3, 4), Layout.WIDE_METRIC, 15, asks=ANY, problems=ANY)
    )


def lines_of_facts_above_a_series() -> Habit:
    rows = [
        [None, "Turnover ; Retail ;", "Turnover ; Cafes ;", "Turnover ; Online ;"],
        ["Unit", "$ Millions", "$ Millions", "$ Millions"],
        ["Series Type", "Original", "Original", "Original"],
        ["Frequency", "Month", "Month", "Month"],
        ["Series ID", "A3348585R", "A3348586T", "A3348587V"],
    ]
    rows += [
        [Shown(month, "mmm-yyyy"), 1200.5 + n, 300.1 + n, 90.7 + n] for n, month in enumerate(months("2024-01", 10))
    ]
    return one(
        "lines of facts above a series",
        rows,
        Seen((1, 5), WIDE, 30, {"B6": (ANY, ANY, "2024-01", 1200.5)}, asks=ANY),
        sheet="Data1",
    )


def years_with_flags_between() -> Habit:
    rows = [
        ["Data extracted on 12/03/2025"],
        ["Dataset:", "Unemployment by sex [une_rt_a]"],
        [],
        ["TIME", "2021", None, "2022", None, "2023"],
    ]
    rows += [["GEO (Labels)"]]
    rows += [
        [geo, 7.0 + n, "b" if n == 1 else None, 6.5 + n, None, ":" if n == 2 else 6.1 + n]
        for n, geo in enumerate(("Belgium", "Bulgaria", "Czechia", "Denmark"))
    ]
    return one(
        "years with flags between",
        rows,
        Seen((4, 5), Layout.WIDE_PERIOD, 11, {"B6": ("Belgium", ANY, "2021", 7.0)}, missing=1, asks=ANY, problems=ANY),
    )


def estimates_with_intervals() -> Habit:
    rows = [["Location", "Period", "Indicator", "Value", "Lower CI", "Upper CI"]]
    rows += [
        [place, year, "Smoking prevalence", 20.5 + n, 19 + n, 22 + n]
        for n, year in enumerate((2019, 2020, 2021))
        for place in ("Leeds", "Hull")
    ]
    return one(
        "estimates with intervals",
        rows,
        Seen((1, 1), Layout.LONG, 6, {"D2": ("Leeds", "Smoking prevalence", "2019", ANY)}, asks=ANY),
    )


def revised_and_provisional_figures() -> Habit:
    rows = [["Month", "Claims [note 2]", "Decisions"], ["Jan 2025 [r]", 900, 850], ["Feb 2025 [r]", 910, 855]]
    rows += [["Mar 2025 [p]", "920 [p]", "[x]"], ["Apr 2025 [p]", "930 [p]", 861]]
    return one(
        "revised and provisional figures",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 7, {"B4": (None, ANY, "2025-03", 920)}, missing=1, asks=ANY),
    )


def staff_groups_in_steps() -> Habit:
    labels = [Shown(month, "mmm-yy") for month in months("2024-10", 4)]
    rows = [["Workforce: full-time equivalents"], [], ["Staff group", *labels], ["All staff", 1000, 1005, 1010, 1015]]
    rows += [["Clinical", 600, 604, 608, 612], ["  Doctors", 200, 202, 204, 206], ["  Nurses", 400, 402, 404, 406]]
    rows += [["Support", 400, 401, 402, 403]]
    return one(
        "staff groups in steps",
        rows,
        Seen(
            (3, 3),
            Layout.WIDE_PERIOD,
            (16, 20, 12),
            {"B6": (None, ANY, "2024-10", 200)},
            {"B6": {"segment": "Doctors"}},
            asks=ANY,
            totals=ANY,
        ),
    )


def boards_by_week_in_long_form() -> Habit:
    rows = [["WeekEndingDate", "Country", "HBT", "TreatmentLocation", "NumberOfAttendances", "PercentageWithin4Hours"]]
    rows += [
        [day.strftime("%Y%m%d"), "S92000003", "S08000015", f"A{100 + k}H", 900 + n, f"{70.1 + n:.1f}"]
        for n, day in enumerate(days("2025-01-05", 5, 7))
        for k in (1, 2)
    ]
    return one(
        "boards by week in long form",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 20, {"E2": (ANY, ANY, ANY, 900)}, asks=ANY),
        delimiter=",",
    )


def months_across_by_fiscal_year_and_total() -> Habit:
    names = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    rows = [["Emergency calls answered"], ["Year", *names, "Total"]]
    rows += [
        [label, *(values := numbers(n + 1, 12, 80, 99)), sum(values)]
        for n, label in enumerate(("2021-22", "2022-23", "2023-24"))
    ]
    return one(
        "months across fiscal years",
        rows,
        Seen(
            (2, 2),
            Layout.WIDE_PERIOD,
            36,
            {"B3": (None, ANY, "2021-04", ANY), "M5": (None, ANY, "2024-03", ANY)},
            asks=ANY,
        ),
    )


def targets_of_quarters() -> Habit:
    rows = [["Standard", "Target", "Q1 2024-25", "Q2 2024-25", "Q3 2024-25", "Q4 2024-25"]]
    rows += [
        [name, Percent(0.9), *shares(n + 3, 4, 0.6, 0.95)]
        for n, name in enumerate(("Seen in 4 hours", "Answered in 20 s", "Closed in 5 days"))
    ]
    return one(
        "standards by fiscal quarter",
        rows,
        Seen((1, 1), Layout.WIDE_PERIOD, 12, {}, asks=ANY),
    )


def wards_with_codes_on_both_sides() -> Habit:
    rows = [["Ward code", "Ward name", "LA code", "LA name", "Households 2021", "Households 2022", "Change %"]]
    rows += [[f"E0500{n}", f"Ward {n}", "E08000035", "Leeds", 5000 + n, 5100 + n, Percent(0.02)] for n in range(8)]
    return one(
        "wards with codes on both sides",
        rows,
        Seen((1, 1), Layout.WIDE_PERIOD, 16, {"E2": ("Ward 0", ANY, "2021", 5000)}, asks=ANY),
    )


def dates_above_a_merged_title() -> Habit:
    rows = [[None, "Vaccinations by region"], [None, "Data up to", date(2025, 2, 2)], []]
    rows += [[None, "Region", "Dose 1", "Dose 2", "Total doses"]]
    body = [
        [None, name, a, b, a + b]
        for name, a, b in (("East", 500, 400), ("West", 300, 200), ("North", 250, 100), ("South", 90, 80))
    ]
    rows += [[None, "Total", *(sum(row[k] for row in body) for k in (2, 3, 4))], *body]
    return one(
        "doses by region up to a day",
        rows,
        Seen((4, 4), WIDE, 12, {}, asks=ANY, totals=(5,)),
        merges=["B1:E1"],
    )


CASES = (
    beds_of_trusts_by_day(),
    rolling_quarters_with_codes_below_names(),
    lines_of_facts_above_a_series(),
    years_with_flags_between(),
    estimates_with_intervals(),
    revised_and_provisional_figures(),
    staff_groups_in_steps(),
    boards_by_week_in_long_form(),
    months_across_by_fiscal_year_and_total(),
    targets_of_quarters(),
    wards_with_codes_on_both_sides(),
    dates_above_a_merged_title(),
)
