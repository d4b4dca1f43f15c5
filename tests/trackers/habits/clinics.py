"""Outpatient and hospital trackers: sites across, specialties in sections, weeks without a year, logs of visits."""

from datetime import datetime, timedelta

from cxdash.trackers.readings import Layout
from tests.trackers.books import Clock, Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares

SITES = ["Ashby", "Brook", "Cole"]


def two_measures_over_sites() -> Habit:
    rows = [
        ["Outpatient performance"],
        [None, "DNA rate", None, None, "Attended", None, None],
        ["Month", *SITES, *SITES],
    ]
    for n, month in enumerate(months("2025-01", 6)):
        rates = shares(n + 1, 3, 0.05, 0.15)
        rows.append([month, *rates, *numbers(n + 1, 3, 400, 900)])
    return one(
        "two measures over the same sites",
        rows,
        Seen(
            (2, 3),
            (Layout.WIDE_METRIC, Layout.WIDE_ENTITY),
            36,
            {
                "B4": ("Ashby", "no_show_rate", "2025-01", float(rows[3][1])),
                "G9": ("Cole", "Attended", "2025-06", rows[8][6]),
            },
            asks=ANY,
        ),
        merges=["B2:D2", "E2:G2"],
    )


def weeks_without_a_year_below_a_fiscal_title() -> Habit:
    labels = ["w/c 06-Jan", "w/c 13-Jan", "w/c 20-Jan", "w/c 27-Jan", "w/c 03-Feb"]
    rows = [["Clinic utilisation – Q4 2024/25"], [], ["Clinic", *labels]]
    rows += [["Surgery"], ["  Orthopaedics", *shares(1, 5, 0.6, 0.95)], ["  Urology", *shares(2, 5, 0.6, 0.95)]]
    rows += [["Medicine"], ["  Cardiology", *shares(3, 5, 0.6, 0.95)], ["  Respiratory", *shares(4, 5, 0.6, 0.95)]]
    return one(
        "weeks without a year below a fiscal title",
        rows,
        Seen((3, 3), Layout.WIDE_PERIOD, 20, asks=("year",)),
    )


def log_of_appointments() -> Habit:
    rows = [["Appt ID", "Clinic", "Booked on", "Appt date", "Appt time", "Reminder sent", "Outcome", "Patient age"]]
    outcomes = ["Attended", "Attended", "DNA", "Cancelled", "Attended"]
    for n in range(50):
        start = datetime(2025, 5, 1, 9) + timedelta(hours=5 * n)
        rows.append([f"A{40000 + n}", SITES[n % 3], start.date() - timedelta(days=20 + n % 9), start.date()])
        rows[-1] += [Clock(start.hour / 24), "Y" if n % 2 else "N", outcomes[n % 5], 20 + n]
    return one("a log of appointments", rows, Seen((1, 1), Layout.EVENT_LOG, asks=("event_log",)), sheet="Appts")


def sites_in_rows_with_rates_from_counts() -> Habit:
    rows = [["No-show tracker, w/c 12 May 2025"], []]
    rows += [["Site", "Booked", "Attended", "No-shows", "No-show rate", "Target", "vs Target", "Action owner"]]
    for n, site in enumerate((*SITES, "Dale")):
        booked, missed = 300 + 20 * n, 30 + 3 * n
        rate = missed / booked
        rows.append([site, booked, booked - missed, missed, Percent(rate), Percent(0.08), Percent(rate - 0.08), "Jo"])
    sums = [sum(row[place] for row in rows[3:]) for place in (1, 2, 3)]
    rows.append(
        ["All sites", *sums, Percent(sums[2] / sums[0]), Percent(0.08), Percent(sums[2] / sums[0] - 0.08), None]
    )
    return one(
        "sites in rows with rates from counts",
        rows,
        Seen(
            (3, 3),
            Layout.WIDE_METRIC,
            16,
            {"E4": ("Ashby", "no_show_rate", "2025-W20", 0.1), "B4": ("Ashby", ANY, "2025-W20", 300)},
            totals=(8,),
            asks=ANY,
        ),
    )


def measures_down_and_sites_across_by_sheets_of_months() -> Habit:
    names = ("Referrals", "First appointments", "DNA rate", "Median wait (days)")
    sheets, tables = {}, {}
    for n, sheet in enumerate(("Jan 2025", "Feb 2025", "Mar 2025")):
        rows = [["Measure", *SITES]]
        rows += [[name, *numbers(n + k, 3, 20, 90)] for k, name in enumerate(names) if name != "DNA rate"]
        rows.insert(3, ["DNA rate", *shares(n + 2, 3, 0.05, 0.15)])
        sheets[sheet] = rows
        read = {"B4": ("Ashby", "no_show_rate", f"2025-0{n + 1}", float(rows[3][1]))}
        tables[sheet] = (Seen((1, 1), (Layout.WIDE_ENTITY, Layout.WIDE_METRIC), 12, read, asks=ANY),)
    return Habit("measures down, sites across, a sheet a month", sheets, tables)


def a_sheet_for_each_site_and_lists_behind() -> Habit:
    sheets = {
        "READ ME": [
            ["How to fill in this workbook"],
            ["1. Go to the tab of your site."],
            ["2. Enter the figures by the fifth working day of the month."],
            ["3. Do not change the formulas in grey cells."],
        ]
    }
    tables = {"READ ME": ()}
    for n, site in enumerate(SITES):
        body = [
            [month, *numbers(n + k, 2, 100, 300), shares(n + k, 1, 0.7, 0.9)[0]]
            for k, month in enumerate(months("2025-01", 4))
        ]
        sheets[site] = [[f"{site} hospital"], ["Month", "New patients", "Follow-ups", "Slot utilisation"], *body]
        read = {"D3": (site, "completed_appointment_rate", "2025-01", float(body[0][3]))}
        tables[site] = (Seen((2, 2), Layout.WIDE_METRIC, 12, read, asks=ANY),)
    sheets["Lists"] = [
        ["Site", "Status", "Reason"],
        ["Ashby", "Open", "Patient"],
        ["Brook", "Closed", "Hospital"],
        ["Cole"],
    ]
    tables["Lists"] = ()
    return Habit("a sheet for each site and lists behind", sheets, tables)


def ward_figures_with_times_of_day() -> Habit:
    rows = [["Date", "Ward", "Beds open", "Occupied at midnight", "Discharges before noon", "Longest wait"]]
    for day in days("2025-02-01", 6):
        for n, ward in enumerate(("Elm", "Oak")):
            rows.append([day.strftime("%d-%b-%y"), ward, 28, 25 + n, 4 + n, f"{3 + n}h {10 + day.day}m"])
    return one(
        "figures of wards with spans of time",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 48, {"F2": ("Elm", ANY, "2025-02-01", 3 * 3600 + 11 * 60)}, asks=ANY),
        delimiter=",",
    )


def a_survey_of_patients_by_question() -> Habit:
    answers = ["Very good", "Good", "Neither", "Poor", "Very poor", "Don't know"]
    rows = [["Friends and family test, April 2025"], ["Ward", *answers, "Total responses", "% positive"]]
    for n, ward in enumerate(("Elm", "Oak", "Yew")):
        counts = [40 + n, 20 + n, 5, 3, 2, 1]
        rows.append([ward, *counts, sum(counts), Percent((60 + 2 * n) / sum(counts))])
    return one(
        "a survey of patients by answer",
        rows,
        Seen((2, 2), Layout.WIDE_METRIC, (24, 21), {"B3": ("Elm", ANY, "2025-04", 40)}, asks=ANY),
    )


def plan_and_figures_side_by_side_with_gaps() -> Habit:
    rows = [
        ["Voice", None, None, None, "Chat", None, None],
        ["Month", "Offered", "Answered", None, "Month", "Sessions", "Resolved"],
    ]
    rows += [[month, 900 + n, 850 + n, None, month, 300 + n, 210 + n] for n, month in enumerate(months("2024-10", 5))]
    return one(
        "a table for each channel side by side",
        rows,
        Seen((2, 2), Layout.WIDE_METRIC, 10, {"B3": (ANY, ANY, "2024-10", 900)}, asks=ANY),
        Seen((2, 2), Layout.WIDE_METRIC, 10, {"G7": (ANY, ANY, "2025-02", 214)}, asks=ANY),
    )


CASES = (
    two_measures_over_sites(),
    weeks_without_a_year_below_a_fiscal_title(),
    log_of_appointments(),
    sites_in_rows_with_rates_from_counts(),
    measures_down_and_sites_across_by_sheets_of_months(),
    a_sheet_for_each_site_and_lists_behind(),
    ward_figures_with_times_of_day(),
    a_survey_of_patients_by_question(),
    plan_and_figures_side_by_side_with_gaps(),
)
