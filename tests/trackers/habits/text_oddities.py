"""Text files as systems and people leave them: bars, tabs, marks of order, lines before, between and after."""

from cxdash.trackers.readings import Layout
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one


def bars_and_breaks_in_quotes() -> Habit:
    rows = [["case_no", "opened", "team", "summary", "minutes"]]
    for n, day in enumerate(days("2025-01-02", 30)):
        rows.append(
            [f"C-{7000 + n}", day.isoformat(), "Billing", '"Customer called | twice\nand wants a ""refund"""', 12 + n]
        )
    return one(
        "bars and breaks in quotes",
        rows,
        Seen((1, 1), Layout.EVENT_LOG, asks=("event_log",)),
        delimiter="|",
        encoding="utf-8-sig",
    )


def tabs_below_lines_of_text() -> Habit:
    rows = [
        ["Report name: Daily volumes"],
        ["Run by: k.lang, at 07:00"],
        [""],
        ["Date", "Volume", "Within SLA", "SLA %"],
    ]
    rows += [
        [day.isoformat(), 400 + n, 380 + n, f"{(380 + n) / (400 + n):.3f}"]
        for n, day in enumerate(days("2025-03-01", 9))
    ]
    rows += [[""], ["9 rows"]]
    return one(
        "tabs below lines of text",
        rows,
        Seen((4, 4), Layout.WIDE_METRIC, 27, {"B5": (None, ANY, "2025-03-01", 400)}, asks=ANY),
        delimiter="\t",
    )


def delimiters_at_the_end_and_decimal_commas() -> Habit:
    rows = [["Datum", "Filiale", "Umsatz", "Kunden", "Wartezeit", "", ""]]
    rows += [
        [day.strftime("%d.%m.%Y"), site, f"{1 + n}.{n}34,50", 80 + n, f"{3 + n},5", "", ""]
        for n, day in enumerate(days("2025-02-03", 5))
        for site in ("Mitte", "Nord")
    ]
    return one(
        "delimiters at the end and decimal commas",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            30,
            {"C2": ("Mitte", ANY, "2025-02-03", 1034.5), "E11": ("Nord", ANY, "2025-02-07", 7.5)},
            asks=ANY,
        ),
        delimiter=";",
        encoding="cp1252",
    )


def a_line_that_names_the_delimiter() -> Habit:
    rows = [["sep=;"], ["Month", "Calls", "Note, if any"]]
    rows += [[f"{n:02}/2025", 1000 + n, "ok, checked"] for n in range(1, 7)]
    return one(
        "a line that names the delimiter",
        rows,
        Seen((2, 2), Layout.WIDE_METRIC, 6, {"B3": (None, ANY, "2025-01", 1001)}, asks=ANY),
        delimiter=";",
    )


def readings_without_a_header() -> Habit:
    rows = [[f"{400 + n}.0", f"{0.12 + n / 1000:.4f}"] for n in range(40)]
    return one("readings without a header", rows, delimiter=",")


def days_without_a_header() -> Habit:
    rows = [[day.isoformat(), 30 + n, 5 + n % 3] for n, day in enumerate(days("2025-01-01", 20))]
    return one("days without a header", rows, delimiter=",")


def one_column_of_names() -> Habit:
    rows = [["Customer"], *[[f"Customer {n}"] for n in range(12)]]
    return one("one column of names", rows, delimiter=",")


def headers_broken_over_lines() -> Habit:
    rows = [["Month", '"Calls\noffered"', '"Calls\nanswered"', '"Average speed\nof answer (s)"']]
    rows += [
        [month.strftime("%b-%Y"), f'"{n + 1},{n}05"', 900 + n, 20 + n] for n, month in enumerate(months("2025-01", 5))
    ]
    return one(
        "headers broken over lines",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 15, {"B2": (None, ANY, "2025-01", 1005)}, asks=ANY),
        delimiter=",",
    )


def groups_above_names_in_a_text_file() -> Habit:
    rows = [["Water use by site"], ["", "2014/15", "", "2015/16", ""], ["Site", "Use (m3)", "Cost", "Use (m3)", "Cost"]]
    rows += [[site, *numbers(len(site), 4, 100, 900)] for site in ("Main office", "Depot", "Annex", "Laboratory")]
    return one(
        "years above names in a text file",
        rows,
        Seen(
            (2, 3),
            (Layout.WIDE_PERIOD, Layout.WIDE_METRIC),
            16,
            {"B4": ("Main office", ANY, ANY, rows[3][1])},
            asks=ANY,
        ),
        delimiter=",",
    )


def units_below_names_in_a_text_file() -> Habit:
    rows = [["Site", "Date", "Flow", "Temp"], ["", "", "(l/s)", "(deg C)"]]
    rows += [
        ["B7", day.strftime("%d/%m/%Y"), f"{2 + n / 7:.3f}", f"{11 + n / 5:.1f}"]
        for n, day in enumerate(days("2025-01-20", 12))
    ]
    return one(
        "units below names in a text file",
        rows,
        Seen((1, 2), Layout.WIDE_METRIC, 24, {"D3": ("B7", ANY, "2025-01-20", 11.0)}, asks=ANY),
        delimiter=",",
    )


def payments_of_a_department() -> Habit:
    rows = [["Department", "Entity", "Date of Payment", "Expense Type", "Supplier", "Transaction No", "Amount"]]
    for n in range(30):
        rows.append(["DfX", "Core", f"{n % 28 + 1:02}/12/2014", "Travel", f'"Smith, Jones & Co {n}"', 500100 + n])
        rows[-1].append(f'"{n + 1},450.00"')
    return one("payments of a department", rows, Seen((1, 1), Layout.EVENT_LOG, asks=("event_log",)), delimiter=",")


def settings_of_an_instrument_above_the_curve() -> Habit:
    rows = [
        ["Instrument", "SpectroX 200"],
        ["Operator", "KL"],
        ["Integration time", "100 ms"],
        [],
        ["Wavelength", "Reflectance"],
    ]
    rows += [[400 + 5 * n, f"{0.3 + n / 500:.4f}"] for n in range(30)]
    return one(
        "settings of an instrument above the curve",
        rows,
        Seen((5, 5), (Layout.NONE, Layout.WIDE_METRIC, Layout.EVENT_LOG, Layout.LONG), (0, 30, 60), asks=ANY),
        delimiter=",",
    )


CASES = (
    bars_and_breaks_in_quotes(),
    tabs_below_lines_of_text(),
    delimiters_at_the_end_and_decimal_commas(),
    a_line_that_names_the_delimiter(),
    readings_without_a_header(),
    days_without_a_header(),
    one_column_of_names(),
    headers_broken_over_lines(),
    groups_above_names_in_a_text_file(),
    units_below_names_in_a_text_file(),
    payments_of_a_department(),
    settings_of_an_instrument_above_the_curve(),
)
