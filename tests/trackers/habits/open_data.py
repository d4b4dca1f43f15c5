"""Open data as offices, laboratories and tools publish it: notes, codes, marks, preambles, units, headers of rows."""

from cxdash.trackers.readings import Layout
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares

LETTERS = ["North East", "North West", "London", "South East", "Wales"]


def quarters_with_marks() -> Habit:
    labels = [f"{year} Q{quarter}" for year in (2019, 2020) for quarter in (1, 2, 3, 4)]
    rows = [["Table 1: Unemployment by region, 2019 to 2020 [note 1]"], ["This worksheet contains one table."]]
    rows += [["Some cells use shorthand: [z] not applicable, [c] confidential."], ["Source: Labour Force Survey"]]
    rows += [["Area code", "Area name", *labels]]
    for n, name in enumerate(LETTERS):
        rows.append([f"E1200000{n + 1}", name, *numbers(n, 8, 30, 90, 1)])
    rows[5][4], rows[7][6], rows[9][9] = "[z]", "[c]", ".."
    seen = Seen((5, 5), Layout.WIDE_PERIOD, 37, {"C6": ("North East", ANY, "2019-Q1", ANY)}, missing=3, asks=ANY)
    return one("quarters with marks", rows, seen, sheet="1")


def provinces_by_year_and_sex() -> Habit:
    rows = [["Población por provincias, sexo y año"], ["Unidades: personas"], [], []]
    rows += [[None, "2022", None, None, "2023", None, None], [None, *["Total", "Hombres", "Mujeres"] * 2]]
    for n, name in enumerate(["02 Albacete", "03 Alicante/Alacant", "04 Almería", "01 Araba/Álava", "33 Asturias"]):
        men, women = 190000 + n * 7, 195000 + n * 5
        rows.append([name, men + women, men, women, men + women + 200, men + 100, women + 100])
    rows += [[], ["Notas:"], ["1.- Cifras a 1 de enero."], ["Fuente: Instituto Nacional de Estadística"]]
    seen = Seen((5, 6), Layout.WIDE_PERIOD, (30, 20), totals=ANY, asks=ANY)
    return one("provinces by year and sex", rows, seen, merges=["B5:D5", "E5:G5"], sheet="tabla-2853")


def flags_behind_figures() -> Habit:
    rows = [["freq", "unit", "geo\\TIME_PERIOD", "2018", "2019", "2020", "2021"]]
    rows += [["A", "PC", "BE", "6.0", "5.4", "5.6 e", "6.3 u"], ["A", "PC", "DE", "3.4", ": ", "3.7 p", "3.7"]]
    rows += [["A", "PC", "FR", "9.0", "8.4", "8.0", "7.9"], ["A", "PC", "EU27_2020", "7.3", "6.8", ":", "7.1"]]
    seen = Seen((1, 1), Layout.WIDE_PERIOD, 14, {"F2": ("BE", ANY, "2020", 5.6)}, missing=2, asks=ANY)
    return one("flags behind figures", rows, seen, delimiter="\t")


def years_down_and_months_across() -> Habit:
    labels = [month.strftime("%b") for month in months("2020-01", 12)]
    rows = [["Labor Force Statistics from the Current Population Survey"], ["Original Data Value"], []]
    rows += [["Series Id:", "LNS14000000"], ["Seasonally Adjusted"], ["Series title:", "(Seas) Unemployment Rate"]]
    rows += [["Years:", "2020 to 2023"], [], ["Year", *labels]]
    rows += [[year, *numbers(year, 12, 3, 9, 1)] for year in (2020, 2021, 2022)]
    rows += [[2023, *numbers(9, 5, 3, 4, 1), *[None] * 7]]
    seen = Seen((9, 9), Layout.WIDE_PERIOD, 41, {"C11": (ANY, ANY, "2021-02", ANY)}, asks=ANY)
    return one("years down and months across", rows, seen, sheet="BLS Data Series")


def staff_by_organisation() -> Habit:
    labels = months("2024-09", 4)
    rows = [["NHS Workforce Statistics, December 2024"], ["Table 2: Full-time equivalents by organisation"], []]
    rows += [["Return to contents"], [], ["Region code", "Region", "Organisation code", "Organisation name", *labels]]
    for n, name in enumerate(["Airedale NHS Trust", "Barts Health", "Croydon Health", "Dorset County"]):
        rows.append([f"Y{60 + n // 2}", LETTERS[n // 2], f"RA{n}", name, *numbers(n + 2, 4, 2000, 9000)])
    rows += [[], ["Notes"], ["1. Data exclude bank staff."], ["Copyright 2025, NHS England"]]
    seen = Seen((6, 6), Layout.WIDE_PERIOD, 16, {"E7": ("Airedale NHS Trust", ANY, "2024-09", ANY)}, asks=ANY)
    return one("staff by organisation", rows, seen, sheet="2. Organisation")


def offences_by_state() -> Habit:
    rows = [["Table 5"], ["Crime in the United States"], ["by State, 2015"]]
    rows += [["State", "Area", None, "Population", "Violent\ncrime1", "Murder", "Robbery", "Burglary"]]
    for n, state in enumerate(["ALABAMA", "ALASKA", "ARIZONA"]):
        rows.append([state, "Metropolitan Statistical Area", None, 3708033 + n, *[None] * 4])
        rows.append([None, None, "Area actually reporting", 0.976, 19026 + n, 289, 3931, 28000])
        rows.append([None, None, "Estimated total", 1.0, 19342 + n, 291, 4030, 28900])
        rows.append([None, "Cities outside metropolitan areas", None, 520000 + n, *[None] * 4])
        rows.append([None, None, "Area actually reporting", 0.98, 2900 + n, 30, 250, 5200])
        rows.append([None, "Rate per 100,000 inhabitants", None, None, 472.4, 7.2, 94.6, 700.1])
    rows += [["1 The figures are rounded."]]
    layouts = (Layout.WIDE_METRIC, Layout.WIDE_ENTITY)
    return one("offences by state", rows, Seen((4, 4), layouts, 63, asks=ANY), sheet="15tbl05")


def deaths_under_three_rows() -> Habit:
    rows = [["Australian Bureau of Statistics"], ["33020DO001 Deaths, 2014"], ["Table 1 Deaths, summary"], []]
    rows += [[None, "NUMBER", None, None, "RATE", None, None], [None, *["Males", "Females", "Persons"] * 2]]
    rows += [[None, "no.", "no.", "no.", "per 1,000", "per 1,000", "per 1,000"]]
    for n, year in enumerate(range(2006, 2015)):
        rows.append([year, 68000 + n, 65000 + n, 133000 + n * 2, 6.9, 6.1, 6.5])
    rows += [[], ["© Commonwealth of Australia 2015"]]
    seen = Seen((5, 7), Layout.WIDE_METRIC, (54, 36), {"B8": (ANY, ANY, "2006", 68000)}, totals=ANY, asks=ANY)
    return one("deaths under three rows of headings", rows, seen, merges=["B5:D5", "E5:G5"], sheet="Table 1")


def cases_by_country_and_day() -> Habit:
    labels = [f"{day.month}/{day.day}/{day:%y}" for day in days("2020-01-22", 30)]
    rows = [["Province/State", "Country/Region", "Lat", "Long", *labels]]
    for n, name in enumerate(["Afghanistan", "Albania", "Algeria", "Andorra"]):
        rows.append(["", name, 33.93911 + n, 67.709953 - n, *range(n, n + 30)])
    rows.append(["Hubei", "China", 30.9756, 112.2707, *range(444, 474)])
    seen = Seen((1, 1), Layout.WIDE_PERIOD, 150, {"E2": (ANY, ANY, "2020-01-22", 0)}, asks=ANY)
    return one("cases by country and day", rows, seen, delimiter=",")


def cases_with_gaps() -> Habit:
    rows = [["iso_code", "continent", "location", "date", "total_cases", "new_cases", "new_deaths", "population"]]
    for n, day in enumerate(days("2020-02-24", 40)):
        rows.append(["AFG", "Asia", "Afghanistan", day.isoformat(), 5.0 + n, 1.0, "" if n < 28 else 1.0, 38928341.0])
    seen = Seen((1, 1), Layout.WIDE_METRIC, (132, 92), {"E2": ("Afghanistan", ANY, "2020-02-24", 5)}, asks=ANY)
    return one("cases with gaps", rows, seen, delimiter=",")


def indicators_of_countries() -> Habit:
    rows = [["Data Source", "World Development Indicators"], [], ["Last Updated Date", "2024-03-28"], []]
    rows += [["Country Name", "Country Code", "Indicator Name", "Indicator Code", *map(str, range(2015, 2023))]]
    for n, name in enumerate(["Aruba", "Angola", "Albania", "Arab World"]):
        rows.append([name, name[:3].upper(), "Population, total", "SP.POP.TOTL", *numbers(n, 8, 90000, 99000)])
    rows[5][6] = rows[6][11] = None
    seen = Seen((5, 5), Layout.WIDE_PERIOD, 30, {"E6": ("Aruba", ANY, "2015", ANY)}, asks=ANY)
    return one("indicators of countries", rows, seen, sheet="Data")


def places_by_level() -> Habit:
    rows = [["MID-YEAR POPULATION ESTIMATES"], [], ["Region", "County", "District", "2019", "2020", "2021"]]
    rows += [["NORTH", None, None, 900, 910, 921], [None, "Durham", None, 500, 505, 511]]
    rows += [[None, None, "Chester", 200, 201, 203], [None, None, "Easington", 300, 304, 308]]
    rows += [[None, "Tyne", None, 400, 405, 410], [None, None, "Gateshead", 150, 151, 153]]
    rows += [[None, None, "Newcastle", 250, 254, 257]]
    return one("places by level", rows, Seen((3, 3), Layout.WIDE_PERIOD, (21, 12), totals=ANY, asks=ANY), sheet="MYE")


def semicolons_declared() -> Habit:
    rows = [["sep=;"], ["Monat", "Anrufe", "Erreichbarkeit", "Wartezeit (Sek.)"]]
    rows += [
        [f"{month:%m.%Y}", f"1.{230 + month.month}", f"{86.5 + month.month / 10:.1f} %".replace(".", ","), 31]
        for month in months("2024-01", 12)
    ]
    seen = Seen((2, 2), Layout.WIDE_METRIC, 36, {"B3": (ANY, ANY, "2024-01", 1231)}, asks=ANY)
    return one("semicolons declared in the first line", rows, seen, delimiter=";")


def analytics_between_comments() -> Habit:
    rows = [["# ----------------------------------------"], ["# All Web Site Data"], ["# Audience Overview"]]
    rows += [["# 20250101-20250131"], ["# ----------------------------------------"], [], ["Day Index", "Sessions"]]
    for n, day in enumerate(days("2025-01-01", 31)):
        rows.append([f"{day.month}/{day.day}/{day:%y}", f'"1,{200 + n}"'])
    rows.append(["", '"37,665"'])
    seen = Seen((7, 7), Layout.WIDE_METRIC, 31, {"B8": (ANY, ANY, "2025-01-01", 1200)}, totals=ANY, asks=ANY)
    return one("analytics between comments", rows, seen, delimiter=",")


def agents_below_a_preamble() -> Habit:
    rows = [["Report:", "Agent performance"], ["Period:", "March 2025"], ["Generated:", "2025-04-02 06:00"], []]
    rows += [["Agent", "Calls handled", "AHT", "CSAT"]]
    handled = numbers(5, 6, 200, 400)
    rows += [[f"Agent {n + 1}", count, "00:05:10", f"{80 + n}%"] for n, count in enumerate(handled)]
    rows += [["Total", sum(handled), "00:05:10", "82.5%"]]
    seen = Seen((5, 5), Layout.WIDE_METRIC, 18, {"B6": ("Agent 1", ANY, "2025-03", ANY)}, totals=(12,), asks=ANY)
    return one("agents below a preamble", rows, seen, delimiter=",")


def units_in_the_second_line() -> Habit:
    rows = [["Date", "Temp", "Rain", "Wind"], ["", "degC", "mm", "m/s"]]
    rows += [
        [day.isoformat(), f"{12.5 + n}", f"{n / 10}", f"{3 + n % 4}"] for n, day in enumerate(days("2022-06-01", 20))
    ]
    seen = Seen((1, 2), Layout.WIDE_METRIC, 60, {"B3": (ANY, ANY, "2022-06-01", 12.5)}, asks=ANY)
    return one("units in the second line", rows, seen, delimiter=",")


def numbers_without_a_header() -> Habit:
    rows = [[f"{400 + n * 2}", f"{value}"] for n, value in enumerate(numbers(3, 40, 0, 1, 4))]
    return one("numbers without a header", rows, delimiter=",")


def ages_by_census() -> Habit:
    rows = [["Population by age group and census year (thousands)"], [None, "Males", None, "Females", None]]
    rows += [["Age group", "2011", "2021", "2011", "2021"]]
    for n, age in enumerate(["0-4", "5-9", "10-14", "15-19", "20 and over"]):
        rows.append([age, *numbers(n, 4, 100, 300)])
    rows.append(["All ages", *[sum(row[k] for row in rows[3:8]) for k in range(1, 5)]])
    seen = Seen((2, 3), Layout.WIDE_PERIOD, (20, 24), {"C4": (ANY, ANY, "2021", ANY)}, totals=ANY, asks=ANY)
    return one("ages by census", rows, seen, merges=["B2:C2", "D2:E2"], sheet="Pivot")


def shares_by_region() -> Habit:
    rows = [["Figure 2: Share of patients seen within four hours"], [], ["Notes: provisional data"], []]
    rows += [["Unit", "%"], [], ["Period", *LETTERS]]
    rows += [[f"Mid-{year}", *shares(year, 5, 0.7, 0.95)] for year in range(2012, 2022)]
    layouts = (Layout.WIDE_ENTITY, Layout.WIDE_METRIC)
    return one("shares by region", rows, Seen((7, 7), layouts, 50, asks=ANY), sheet="data")


CASES = (
    quarters_with_marks(),
    provinces_by_year_and_sex(),
    flags_behind_figures(),
    years_down_and_months_across(),
    staff_by_organisation(),
    offences_by_state(),
    deaths_under_three_rows(),
    cases_by_country_and_day(),
    cases_with_gaps(),
    indicators_of_countries(),
    places_by_level(),
    semicolons_declared(),
    analytics_between_comments(),
    agents_below_a_preamble(),
    units_in_the_second_line(),
    numbers_without_a_header(),
    ages_by_census(),
    shares_by_region(),
)
