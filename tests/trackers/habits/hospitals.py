"""Hospital statistics: blocks of facts above, codes, totals on top, marks for what is suppressed."""

from cxdash.trackers.readings import Hints, Layout
from tests.trackers.books import Percent, Shown
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares, summed

TRUSTS = [("RA1", "Avon Vale"), ("RB2", "Brent Marsh"), ("RC3", "Colne Hill"), ("RD4", "Dene Park"), ("RE5", "Esk Bay")]


def providers_under_the_total_of_the_country() -> Habit:
    rows = [
        [],
        [None, "Title:", "Emergency attendances and admissions"],
        [None, "Summary:", "Attendances at emergency departments of each provider"],
        [None, "Period:", "June 2025"],
        [None, "Source:", "Monthly return"],
        [None, "Published:", "10th July 2025"],
        [None, "Contact:", "figures@example.nhs.example"],
        [],
        [None, None, None, "Attendances", None, None, "Waits over four hours", None],
        [None, "Code", "Name", "Type 1", "Type 2", "Type 3", "Attendances", "Share over four hours"],
    ]
    body = []
    for number, (code, name) in enumerate(TRUSTS):
        values = [numbers(seed + number, 1, low, low * 2)[0] for seed, low in ((1, 5000), (2, 300), (3, 900))]
        body.append([None, code, name, *values, 1000 + number, Percent(0.2 + number / 100)])
    body[1][4] = body[3][5] = "-"
    rows += [[None, "-", "England", *summed(body, [3, 4, 5, 6]), Percent(0.221)], [], *body]
    return one(
        "providers under the total of the country",
        rows,
        Seen(
            (9, 10),
            Layout.WIDE_METRIC,
            23,
            {"D13": (ANY, ANY, "2025-06", rows[12][3]), "H17": (ANY, ANY, "2025-06", 0.24)},
            totals=(11,),
            missing=2,
            asks=("layout?",),
        ),
        merges=["D9:F9", "G9:H9"],
        sheet="Provider",
    )


def years_named_once_beside_months() -> Habit:
    rows = [
        ["Waiting list, time series"],
        [],
        ["Year", "Month", "Median wait (weeks)", "% within 18 weeks", "No. over 52 weeks"],
    ]
    for number, day in enumerate(months("2024-02", 14)):
        year = {0: "2023/24", 2: "2024/25"}.get(number)
        rows.append([year, Shown(day, "mmm-yy"), 14.1 + number / 10, Percent(0.6), 1000 + number])
    rows[3][2] = rows[3][4] = "-"
    rows[4][2] = "52+"
    return one(
        "financial years named once beside their months",
        rows,
        Seen(
            (3, 3),
            Layout.WIDE_METRIC,
            39,
            {"D4": (None, ANY, "2024-02", 0.6), "E17": (None, ANY, "2025-03", 1013)},
            missing=3,
        ),
    )


def clinics_and_their_missed_appointments() -> Habit:
    rows = [["Outpatient DNA report"], ["Month: April 2025"], [], ["Specialty", "Appointments", "DNAs", "DNA rate"]]
    names = ["Cardiology", "Dermatology", "ENT", "Ophthalmology", "Rheumatology"]
    body = [[name, 400 + 10 * n, 40 + n, Percent(round((40 + n) / (400 + 10 * n), 4))] for n, name in enumerate(names)]
    rows += [*body, ["Grand Total", *summed(body, [1, 2]), Percent(0.1)]]
    return one(
        "clinics and their missed appointments",
        rows,
        Seen(
            (4, 4),
            Layout.WIDE_METRIC,
            (15, 5, 10),
            {"D5": ("Cardiology", "no_show_rate", "2025-04", 0.1)},
            totals=(10,),
        ),
    )


def small_numbers_hidden_by_stars() -> Habit:
    rows = [["Ward", *(Shown(day, "dd/mm/yyyy") for day in days("2025-03-03", 6))]]
    for number, ward in enumerate(["Ash", "Birch", "Cedar", "Elm"]):
        rows.append([ward, *numbers(number, 6, 6, 30)])
    rows[1][3] = rows[2][1] = rows[2][2] = "*"
    rows[4][6] = "<5"
    rows += [[], ["* values below five are not shown to protect patients"]]
    return one(
        "small numbers hidden by stars",
        [["Occupied beds at 8 am"], *rows],
        Seen((2, 2), Layout.WIDE_PERIOD, 20, {"B3": ("Ash", ANY, "2025-03-03", rows[1][1])}, missing=4),
    )


def wards_in_columns() -> Habit:
    rows = [["Bed occupancy (%) by ward"], ["Date", "Ash", "Birch", "Cedar", "Elm", "Hospital"]]
    rows += [[day, *shares(n, 4, 0.8, 1.0), Percent(0.9)] for n, day in enumerate(days("2025-03-01", 10))]
    return one(
        "wards in columns",
        rows,
        Seen(
            (2, 2), (Layout.WIDE_ENTITY, Layout.WIDE_METRIC), 50, {"B3": (ANY, ANY, "2025-03-01", rows[2][1])}, asks=ANY
        ),
    )


def long_with_codes_and_capital_months() -> Habit:
    rows = [["Period", "Org Code", "Org Name", "Measure", "Value"]]
    rows += [
        [f"{month}-2025", code, name.upper(), measure, 1000 + n]
        for month in ("JANUARY", "FEBRUARY", "MARCH")
        for n, (code, name) in enumerate(TRUSTS)
        for measure in ("Attendances", "Admissions")
    ]
    return one(
        "long, with codes and months in capitals",
        rows,
        Seen(
            (1, 1),
            Layout.LONG,
            30,
            {"E2": (ANY, "Attendances", "2025-01", 1000), "E31": (ANY, "Admissions", "2025-03", 1004)},
        ),
        delimiter=",",
    )


def financial_years_in_columns() -> Habit:
    rows = [
        ["Table 4: Referrals by region and financial year"],
        [],
        ["Region", "2021/22", "2022/23", "2023/24", "2024/25"],
    ]
    regions = ["North East", "North West", "Midlands", "South East", "South West"]
    body = [[region, *numbers(n, 4, 10000, 20000)] for n, region in enumerate(regions)]
    rows += [*body, ["England", *summed(body, [1, 2, 3, 4])]]
    return one(
        "financial years in columns",
        rows,
        # "England" adds up, but is no word for a total.
        Seen(
            (3, 3), Layout.WIDE_PERIOD, (20, 24), {"B4": ("North East", ANY, "2021-04-01/year", rows[3][1])}, totals=ANY
        ),
        hints=Hints(fiscal_first_month=4),
    )


def practices_with_addresses() -> Habit:
    rows = [["Screening uptake, quarter ending 31 March 2025"], []]
    rows += [["Practice code", "Practice", "Postcode", "Telephone", "Eligible", "Screened", "Uptake"]]
    rows += [
        [f"A8{n}01{n}", f"{name} Surgery", f"LS{n} {n}AB", f"0113 496 0{n}2{n}", 800 + n, 600 + n, f"{75 - n}.0%"]
        for n, name in enumerate(["Abbey", "Bridge", "Church", "Dale", "Elms", "Forge"], 1)
    ]
    return one(
        "practices with addresses and telephone numbers",
        rows,
        Seen(
            (3, 3),
            Layout.WIDE_METRIC,
            18,
            {"E4": (ANY, ANY, "2025-Q1", 801), "G9": (ANY, ANY, "2025-Q1", 0.69)},
            asks=("layout?",),
        ),
    )


def cancer_waits_by_month_and_tumour_site() -> Habit:
    rows = [
        [None, None, "Two week wait", None, "31 days", None],
        ["Month", "Tumour site", "Seen", "Within standard", "Treated", "Within standard"],
    ]
    for day in months("2025-01", 3):
        for number, site in enumerate(["Breast", "Lung", "Skin"]):
            label = day if number == 0 else None
            rows.append([label, site, 200 + number, Percent(0.91), 80 + number, Percent(0.95)])
    return one(
        "a month named once for several sites",
        rows,
        Seen(
            (1, 2),
            Layout.WIDE_METRIC,
            36,
            {"C4": (ANY, ANY, "2025-01", 201), "F11": (ANY, ANY, "2025-03", 0.95)},
            asks=("layout?",),
        ),
        merges=["C1:D1", "E1:F1"],
    )


CASES = (
    providers_under_the_total_of_the_country(),
    years_named_once_beside_months(),
    clinics_and_their_missed_appointments(),
    small_numbers_hidden_by_stars(),
    wards_in_columns(),
    long_with_codes_and_capital_months(),
    financial_years_in_columns(),
    practices_with_addresses(),
    cancer_waits_by_month_and_tumour_site(),
)
