"""Workbooks of businesses and teams as people put them into public repositories, and tiny sheets that hold nothing."""

from datetime import date, datetime

from cxdash.trackers.readings import Layout
from tests.trackers.books import Clock, Percent, Shown
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares

LOG = ("event_log",)
NAMES = ["Becky", "Dan", "Diane", "Greg", "Jim", "Joe", "Martha", "Stewart"]


def calls_of_a_training_case() -> Habit:
    rows = [["Call Id", "Agent", "Date", "Time", "Topic", "Answered (Y/N)", "Resolved"]]
    rows[0] += ["Speed of answer in seconds", "AvgTalkDuration", "Satisfaction rating"]
    for n in range(60):
        answered = n % 6 != 0
        rows.append(
            [f"ID{n + 1:04}", NAMES[n % 8], date(2021, 1, 1 + n // 4), Clock((9 + n / 60) / 24), "Contract related"]
        )
        rows[-1] += ["Y" if answered else "N", "Y" if answered and n % 5 else "N"]
        rows[-1] += [10 + n, Clock((120 + n) / 86400), n % 5 + 1] if answered else [None, None, None]
    return one("calls of a training case", rows, Seen((1, 1), Layout.EVENT_LOG, asks=LOG))


def months_of_a_call_centre() -> Habit:
    rows = [["Month", "Incoming Calls", "Answered Calls", "Answer Rate", "Abandoned Calls", "Answer Speed (AVG)"]]
    rows[0] += ["Talk Duration (AVG)", "Waiting Time (AVG)", "Service Level (20 Seconds)"]
    for n, month in enumerate(months("2023-01", 12)):
        rows.append([month.strftime("%b-%y"), 217 + n, 204 + n, f"{94.01 - n / 10:.2f}%", 13, "0:00:17", "0:02:14"])
        rows[-1] += ["0:02:45", f"{76.28 + n / 10:.2f}%"]
    reads = {"D2": (None, ANY, "2023-01", 0.9401), "G2": (None, ANY, "2023-01", 134)}
    return one(
        "months of a call centre",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 96, reads, asks=ANY),
        delimiter=",",
    )


def orders_returns_and_people() -> Habit:
    orders = [["Row ID", "Order ID", "Order Date", "Ship Date", "Ship Mode", "Customer ID", "Customer Name", "Segment"]]
    orders[0] += ["Country", "City", "Postal Code", "Product Name", "Sales", "Quantity", "Discount", "Profit"]
    for n in range(50):
        orders.append([n + 1, f"CA-2016-{152156 + n}", date(2016, 1 + n % 12, 8), date(2016, 1 + n % 12, 11)])
        orders[-1] += ["Second Class", f"CG-{12520 + n % 9}", "Claire Gute", "Consumer", "United States", "Henderson"]
        orders[-1] += [42420 + n, "Bush Somerset Collection Bookcase", 261.96 + n, n % 4 + 1, 0.2, 41.91 - n]
    returns = [["Returned", "Order ID"], *[["Yes", f"CA-2016-{152160 + n}"] for n in range(9)]]
    people = [["Person", "Region"], ["Anna Andreadi", "West"], ["Chuck Magee", "East"], ["Kelly Williams", "Central"]]
    return Habit(
        "orders, returns and people",
        {"Orders": orders, "Returns": returns, "People": people},
        {"Orders": (Seen((1, 1), Layout.EVENT_LOG, asks=LOG),), "Returns": (), "People": ()},
    )


def employees_who_left() -> Habit:
    rows = [["Age", "Attrition", "BusinessTravel", "DailyRate", "Department", "EmployeeCount", "EmployeeNumber"]]
    rows[0] += ["Gender", "JobSatisfaction", "MonthlyIncome", "OverTime", "YearsAtCompany"]
    departments = ["Sales", "Research & Development", "Human Resources"]
    for n in range(40):
        rows.append([25 + n % 30, "Yes" if n % 6 == 0 else "No", "Travel_Rarely", 1102 - n, departments[n % 3]])
        rows[-1] += [
            1,
            n + 1,
            "Female" if n % 2 else "Male",
            n % 4 + 1,
            5993 + n * 11,
            "Yes" if n % 3 else "No",
            n % 12,
        ]
    layouts = (Layout.EVENT_LOG, Layout.WIDE_METRIC)
    return one("employees who left", rows, Seen((1, 1), layouts, (0, *range(160, 281, 40)), asks=ANY), delimiter=",")


def actual_and_target_by_department() -> Habit:
    rows = [["Month", "Department", "KPI", "Actual", "Target"]]
    kpis = [("CSAT", 0.81, 0.85), ("First contact resolution", 0.7, 0.75)]
    for month in months("2024-01", 6):
        for department in ("Sales support", "Billing"):
            rows += [[month, department, kpi, Percent(actual), Percent(goal)] for kpi, actual, goal in kpis]
    reads = {"D2": ("Sales support", "csat", "2024-01", 0.81), "D25": ("Billing", ANY, "2024-06", 0.7)}
    return one("actual and target by department", rows, Seen((1, 1), Layout.LONG, 24, reads, asks=ANY), sheet="Data")


def scorecard_with_year_to_date() -> Habit:
    labels = [month.strftime("%b-%y") for month in months("2024-01", 12)]
    rows = [["KPI Dashboard 2024"], [], ["S/N", "KPI", "Unit", "Target", *labels, "YTD", "Status"]]
    rows += [[1, "Calls handled", "#", 1200, *numbers(3, 9, 1000, 1400), None, None, None, 10800, "On track"]]
    rows += [[2, "CSAT", "%", Percent(0.85), *shares(4, 9, 0.7, 0.9), None, None, None, Percent(0.8), "Behind"]]
    rows += [[3, "Average handle time", "sec", 300, *numbers(5, 9, 280, 330), None, None, None, 305, "Behind"]]
    seen = Seen((3, 3), Layout.WIDE_PERIOD, 27, {"E5": (None, "csat", "2024-01", ANY)}, asks=ANY)
    return one("a scorecard with the year to date", rows, seen, sheet="KPI")


def gantt_with_days() -> Habit:
    span = [Shown(day, "d") for day in days("2024-06-03", 28)]
    rows = [["Website relaunch"], ["Acme GmbH"], ["Project start:", None, date(2024, 6, 3)], ["Display week:", None, 1]]
    rows += [[], ["WBS", "TASK", "ASSIGNED TO", "PROGRESS", "START", "END", "DAYS", *span]]
    rows += [["1", "Initiation", None, None, None, None, None]]
    for n in range(5):
        start = date(2024, 6, 3 + n * 3)
        rows.append([f"1.{n + 1}", f"Task {n + 1}", "Name", Percent(n / 5), start, date(2024, 6, 7 + n * 3), 5])
    return one(
        "a plan with a column for each day", rows, Seen((6, 6), Layout.TRACKER, asks=ANY), sheet="ProjectSchedule"
    )


def tasks_with_progress() -> Habit:
    rows = [["Task Name", "Assigned To", "Start Date", "Due Date", "Days Required", "% Complete", "Priority", "Status"]]
    for n in range(14):
        row = [f"Build screen {n}", NAMES[n % 8], date(2023, 5, 1 + n), date(2023, 5, 9 + n), 8, Percent(n % 5 / 4)]
        rows.append([*row, ["High", "Low"][n % 2], ["Done", "In progress"][n % 2]])
    return one("tasks with progress", rows, Seen((1, 1), Layout.TRACKER, asks=ANY), sheet="Project Tracker")


def risks_with_scores() -> Habit:
    rows = [["RISK REGISTER"], ["Project:", "CRM migration", None, "Date:", date(2024, 2, 1)], []]
    rows += [["Risk ID", "Risk Description", "Category", "Likelihood (1-5)", "Impact (1-5)", "Risk Score"]]
    rows[-1] += ["Owner", "Mitigation", "Date Raised", "Status"]
    for n in range(9):
        likely, impact = n % 5 + 1, (n * 3) % 5 + 1
        rows.append([f"R{n + 1:02}", "The data may not be complete when it is moved", "Technical", likely, impact])
        rows[-1] += [likely * impact, NAMES[n % 8], "Rehearse the move twice", date(2024, 1, 3 + n), "Open"]
    return one("risks with scores", rows, Seen((4, 4), Layout.TRACKER, asks=ANY), sheet="Risk Log")


def objectives_and_key_results() -> Habit:
    rows = [
        ["OKRs Q1 2025"],
        [],
        ["Objective", "Key Result", "Owner", "Start", "Target", "Current", "Progress", "Notes"],
    ]
    for n in range(8):
        row = ["Delight customers" if n % 4 == 0 else None, f"Raise the score of team {n}", NAMES[n], 10, 20, 10 + n]
        rows.append([*row, Percent(n / 10), None])
    return one("objectives and key results", rows, Seen((3, 3), Layout.TRACKER, asks=ANY), sheet="OKR")


def budget_beside_actuals() -> Habit:
    top, second = ["Category"], [None]
    for month in ("January", "February", "March"):
        top += [month, None, None]
        second += ["Budget", "Actual", "Variance"]
    rows = [["Departmental budget 2024"], [], top, second]
    for n, name in enumerate(["Salaries", "Training", "Software", "Travel"]):
        figures = [[1000 + n * 10, 990 + n * 7 + k, -10 - n * 3 + k] for k in range(3)]
        rows.append([name, *[value for part in figures for value in part]])
    merges = ["B3:D3", "E3:G3", "H3:J3"]
    seen = Seen((3, 4), Layout.WIDE_PERIOD, (12, 24), {"C5": (ANY, ANY, "2024-01", 990)}, asks=ANY)
    return one("a budget beside the actuals of each month", rows, seen, merges=merges, sheet="Budget")


def sales_of_a_demonstration() -> Habit:
    rows = [["Segment", "Country", "Product", "Discount Band", "Units Sold", "Sale Price", "Gross Sales", "Profit"]]
    rows[0] += ["Date", "Month Number", "Month Name", "Year"]
    for n in range(48):
        rows.append([["Government", "Midmarket"][n % 2], ["Canada", "Germany", "France"][n % 3], "Carretera", "None"])
        rows[-1] += [1618.5 + n, 20, 32370 + n * 20, 16185 - n, date(2014, n % 12 + 1, 1), n % 12 + 1]
        rows[-1] += [date(2014, n % 12 + 1, 1).strftime("%B"), "2014"]
    layouts = (Layout.EVENT_LOG, Layout.WIDE_METRIC)
    return one("sales of a demonstration", rows, Seen((1, 1), layouts, (0, 144, 192), asks=ANY), sheet="Sheet1")


def missed_medical_appointments() -> Habit:
    rows = [["PatientId", "AppointmentID", "Gender", "ScheduledDay", "AppointmentDay", "Age", "Neighbourhood"]]
    rows[0] += ["Scholarship", "Hipertension", "SMS_received", "No-show"]
    for n in range(50):
        made = datetime(2016, 4, 1 + n % 28, 18, 38, 8).isoformat() + "Z"
        rows.append([29872499824296 + n * 7919, 5642903 + n, "FM"[n % 2], made, f"2016-05-{1 + n % 28:02}T00:00:00Z"])
        rows[-1] += [62 - n, "JARDIM DA PENHA", 0, n % 2, n % 3 // 2, "Yes" if n % 5 == 0 else "No"]
    return one("missed medical appointments", rows, Seen((1, 1), Layout.EVENT_LOG, asks=LOG), delimiter=",")


def tiny_sheets_of_a_test() -> Habit:
    sheets = {
        "Numbers": [[1, 2], [3, 4]],
        "Header": [["Name", "Value", "Date"]],
        "Cell": [["Hello World!"]],
        "List": [[name] for name in NAMES],
        "Types": [["Text", "Hello"], ["Number", 12.5], ["Boolean", True], ["Day", date(2020, 1, 1)]],
    }
    return Habit("tiny sheets of a test", sheets, dict.fromkeys(sheets, ()))


def marks_of_a_class() -> Habit:
    rows = [["Student ID", "Name", "Maths", "English", "Music", "Average"]]
    rows += [[100 + n, NAMES[n % 8], 60 + n, 55 + n * 2, 70 - n, 62.5] for n in range(12)]
    layouts = (Layout.WIDE_METRIC, Layout.WIDE_ENTITY, Layout.EVENT_LOG)
    return one("marks of a class", rows, Seen((1, 1), layouts, (36, 48, 0), asks=ANY), sheet="Sheet1")


CASES = (
    calls_of_a_training_case(),
    months_of_a_call_centre(),
    orders_returns_and_people(),
    employees_who_left(),
    actual_and_target_by_department(),
    scorecard_with_year_to_date(),
    gantt_with_days(),
    tasks_with_progress(),
    risks_with_scores(),
    objectives_and_key_results(),
    budget_beside_actuals(),
    sales_of_a_demonstration(),
    missed_medical_appointments(),
    tiny_sheets_of_a_test(),
    marks_of_a_class(),
)
