"""Papers of a programme office: status reports, portfolios, plans, benefits, time sheets, pivots, surveys."""

from datetime import date

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, summed


def status_report_with_parts_below_each_other() -> Habit:
    rows = [
        ["PROJECT STATUS REPORT"],
        ["Project name", "Voice assistant roll-out", None, "Report date", date(2025, 4, 4)],
        ["Project manager", "R. Stone", None, "Overall status", "Amber"],
        [],
        ["Milestones"],
        ["Milestone", "Planned date", "Forecast date", "Status", "Comments"],
        ["Contract signed", date(2025, 1, 15), date(2025, 1, 17), "Complete", None],
        ["Pilot live", date(2025, 3, 1), date(2025, 4, 20), "Delayed", "Waiting for the telephony upgrade"],
        ["Roll-out", date(2025, 6, 1), date(2025, 7, 1), "Not started", None],
        [],
        ["Risks"],
        ["Risk", "Likelihood", "Impact", "Mitigation", "Owner"],
        ["Supplier leaves", "Low", "High", "Second supplier", "RS"],
        ["Low uptake", "Medium", "High", "Training", "KL"],
    ]
    return one(
        "a status report with parts below each other",
        rows,
        Seen((6, 6), Layout.TRACKER, asks=ANY),
        Seen((12, 12), Layout.TRACKER, asks=ANY),
        sheet="Status",
    )


def portfolio_with_owners_in_groups() -> Habit:
    rows = [
        ["AI use-case portfolio"],
        [],
        ["ID", "Use case", "Stage", "Owners", None, None, "Target KPI", "Annual benefit (k€)"],
        [None, None, None, "Technology", "Operations", "Commercial", None, None],
    ]
    names = ("Call summaries", "Knowledge search", "Reminder calls", "Routing by intent")
    for n, name in enumerate(names):
        rows.append([n + 1, name, ["Idea", "Pilot", "Scale"][n % 3], "Ann", "Bob", "Cem", "AHT", 120 + 10 * n])
    return one(
        "a portfolio with owners in groups",
        rows,
        Seen((3, 4), Layout.TRACKER, register={0: {"use_case": "Call summaries"}}, rows=4, asks=ANY),
        merges=["D3:F3"],
    )


def plan_with_months_over_weeks() -> Habit:
    rows = [
        ["Implementation plan"],
        [None, None, None, "May", None, None, None, "June", None, None, None],
        ["Task", "Owner", "Status", "W1", "W2", "W3", "W4", "W1", "W2", "W3", "W4"],
    ]
    for n, task in enumerate(("Design", "Build", "Test", "Train", "Launch")):
        bars = ["█" if n <= week <= n + 2 else None for week in range(8)]
        rows.append([task, "KL", "Open", *bars])
    return one(
        "a plan with months over weeks",
        rows,
        Seen((2, 3), Layout.TRACKER, asks=ANY),
        merges=["D2:G2", "H2:K2"],
    )


def raid_in_sheets_with_lists() -> Habit:
    risks = [["Risks"], ["ID", "Description", "Probability", "Impact", "Score", "Owner", "Status"]]
    risks += [
        [f"R{n}", "The data is late because the supplier is late", n % 3 + 1, 2, (n % 3 + 1) * 2, "KL", "Open"]
        for n in range(1, 6)
    ]
    issues = [["Issues"], ["ID", "Description", "Date raised", "Priority", "Owner", "Resolution", "Status"]]
    issues += [[f"I{n}", "Access is missing", date(2025, 2, n), "High", "KL", None, "Open"] for n in range(1, 5)]
    sheets = {
        "Instructions": [["Instructions"], ["Use one row per risk."], ["Review weekly."]],
        "Risks": risks,
        "Issues": issues,
        "Lookups": [["Priority", "Status", "Impact"], ["High", "Open", 1], ["Medium", "Closed", 2], ["Low", None, 3]],
    }
    tracker = (Seen((2, 2), Layout.TRACKER, asks=ANY),)
    return Habit(
        "risks and issues in sheets with lists",
        sheets,
        {"Instructions": (), "Risks": tracker, "Issues": tracker, "Lookups": ()},
    )


def benefits_planned_and_achieved() -> Habit:
    top = ["Benefit", "Owner", "Q1 2025", None, "Q2 2025", None, "Q3 2025", None]
    rows = [["Benefits tracker (£k)"], top, [None, None, *["Planned", "Achieved"] * 3]]
    for n, name in enumerate(("Cost avoided", "Incremental revenue", "Fewer letters")):
        rows.append([name, "Fin", 100 + n, 90 + n, 110 + n, 95 + n, 120 + n, None])
    return one(
        "benefits planned and achieved",
        rows,
        Seen((2, 3), Layout.WIDE_PERIOD, (6, 15), {"D4": (ANY, "cost_avoided", "2025-Q1", ANY)}, asks=ANY),
        merges=["C2:D2", "E2:F2", "G2:H2"],
    )


def hours_of_a_week() -> Habit:
    week = days("2025-03-03", 5)
    rows = [
        ["Timesheet"],
        ["Week ending", date(2025, 3, 7)],
        [],
        ["Project", *(f"{day:%a %d/%m}" for day in week), "Total"],
    ]
    body = [[name, *numbers(n + 3, 5, 1, 4)] for n, name in enumerate(("Bot", "Search", "Routing"))]
    rows += [[*row, sum(row[1:])] for row in body]
    rows.append(["Total", *(sums := summed(body, range(1, 6))), sum(sums)])
    return one(
        "hours of a week",
        rows,
        Seen((4, 4), Layout.WIDE_PERIOD, 15, {"B5": ("Bot", ANY, "2025-03-03", body[0][1])}, totals=(8,), asks=ANY),
    )


def pivot_of_calls_by_month() -> Habit:
    rows = [["Year", "2024"], [], ["Sum of Calls", "Column Labels"], ["Row Labels", "Jan", "Feb", "Mar", "Grand Total"]]
    body = [[name, *numbers(len(name), 3, 50, 90)] for name in ("Leeds", "York", "(blank)")]
    rows += [[*row, sum(row[1:])] for row in body]
    rows.append(["Grand Total", *(sums := summed(body, (1, 2, 3))), sum(sums)])
    return one("a pivot of calls by month", rows, sheet="Pivot")


def tabular_pivot_with_blank_repeats() -> Habit:
    rows = [["Region", "Site", "Month", "Sum of Contacts", "Sum of Complaints"]]
    totals, every = [], [0, 0]
    for region, sites in (("North", ("Leeds", "York")), ("South", ("Bath", "Hove"))):
        block = [
            [None, site if n == 0 else None, month, 200 + 7 * n + len(site), 9 + n]
            for site in sites
            for n, month in enumerate(months("2025-01", 3))
        ]
        block[0][0] = region
        part = summed(block, (3, 4))
        every = [left + right for left, right in zip(every, part, strict=True)]
        rows += [*block, [f"{region} Total", None, None, *part]]
        totals.append(len(rows))
    rows.append(["Grand Total", None, None, *every])
    return one(
        "a pivot with blank repeats",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            24,
            {"D3": ("Leeds", ANY, "2025-02", 212), "E14": ("Hove", ANY, "2025-03", 11)},
            totals=(*totals, len(rows)),
            asks=ANY,
        ),
    )


def answers_of_a_form() -> Habit:
    rows = [
        ["ID", "Start time", "Completion time", "Email", "How satisfied are you with the service you received today?"]
    ]
    rows[0] += ["How likely are you to recommend us to a friend or colleague? (0-10)", "What could we do better?"]
    for n in range(20):
        day = date(2025, 4, 1 + n)
        rows.append([n + 1, day, day, "anonymous", n % 5 + 1, n % 11, "Shorter waits, please" if n % 3 else None])
    return one("answers of a form", rows, Seen((1, 1), Layout.EVENT_LOG, asks=("event_log",)))


def addresses_for_a_mailing() -> Habit:
    rows = [["Title", "First name", "Last name", "Company", "Street", "Postcode", "City", "Customer since", "Balance"]]
    rows += [
        ["Ms", "Ana", f"Abel{n}", "Acme", f"High Street {n + 1}", f"LS{n} 4AB", "Leeds", 2010 + n, 120.5 + n]
        for n in range(12)
    ]
    return one(
        "addresses for a mailing",
        rows,
        Seen((1, 1), (Layout.EVENT_LOG, Layout.TRACKER, Layout.WIDE_METRIC), (0, 12, 24), asks=ANY),
    )


def hypotheses_and_results_of_experiments() -> Habit:
    rows = [["Pilot", "Hypothesis", "Start", "End", "Metric", "Baseline", "Result", "Significant?", "Decision"]]
    for n, name in enumerate(("Reminder by text", "Call-back offer", "Answer drafts")):
        rows.append(
            [name, "It will lower the share of missed appointments", date(2025, 1, 6), date(2025, 3, 2), "No-show rate"]
        )
        rows[-1] += [Percent(0.12), Percent(0.1 - n / 100), "Yes", "Scale"]
    return one("hypotheses and results of experiments", rows, Seen((1, 1), Layout.TRACKER, asks=ANY))


CASES = (
    status_report_with_parts_below_each_other(),
    portfolio_with_owners_in_groups(),
    plan_with_months_over_weeks(),
    raid_in_sheets_with_lists(),
    benefits_planned_and_achieved(),
    hours_of_a_week(),
    pivot_of_calls_by_month(),
    tabular_pivot_with_blank_repeats(),
    answers_of_a_form(),
    addresses_for_a_mailing(),
    hypotheses_and_results_of_experiments(),
)
