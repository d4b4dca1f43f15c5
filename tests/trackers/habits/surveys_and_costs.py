"""Survey scores and cost trackers: waves, shares of answers, budgets, currencies and subtotals."""

from cxdash.trackers.readings import Hints, Layout
from tests.trackers.books import Percent, Shown
from tests.trackers.habits.sheets import ANY, Habit, Seen, months, numbers, one, shares, summed

POUND = "£#,##0"
NAMES = ["Jan-25", "Feb-25", "Mar-25", "Apr-25"]


def shares_of_answers() -> Habit:
    rows = [["Customer survey, April 2025 (n = 412)"], []]
    rows += [["Question", "Strongly agree", "Agree", "Neutral", "Disagree", "Strongly disagree"]]
    rows += [
        [f"{number}. {text}", *(Percent(share) for share in (0.31, 0.4, 0.14, 0.1, 0.05))]
        for number, text in enumerate(["It was easy to reach us", "My question was answered", "I was treated well"], 1)
    ]
    return one(
        "shares of answers to each question",
        rows,
        Seen((3, 3), Layout.WIDE_METRIC, 15, {"B4": (ANY, ANY, "2025-04", 0.31)}, asks=("layout?",)),
    )


def scores_by_wave() -> Habit:
    rows = [
        ["Patient experience tracker"],
        [None, "Wave 1", "Wave 2", "Wave 3", "Wave 4"],
        ["Score (1–5)", "Mar 2024", "Jun 2024", "Sep 2024", "Dec 2024"],
    ]
    rows += [
        [name, *numbers(n, 4, 3, 5, 2)]
        for n, name in enumerate(["Ease", "Courtesy", "Waiting time", "Customer effort score"])
    ]
    return one(
        "scores by wave",
        rows,
        Seen(
            (2, 3),
            Layout.WIDE_PERIOD,
            16,
            {"B4": (None, ANY, "2024-03", rows[3][1]), "E7": (None, "customer_effort_score", "2024-12", rows[6][4])},
            also={"B4": {"segment": None}},
        ),
    )


def promoters_and_detractors() -> Habit:
    rows = [["Month", "Promoters", "Passives", "Detractors", "Responses", "NPS"]]
    for number, day in enumerate(months("2025-01", 6)):
        counts = [120 + number, 60, 40 - number]
        rows.append([day, *counts, sum(counts), round((counts[0] - counts[2]) / sum(counts) * 100, 1)])
    return one(
        "promoters, passives and detractors",
        rows,
        Seen((1, 1), Layout.WIDE_METRIC, 30, {"F2": (None, "nps", "2025-01", rows[1][5])}),
        sheet="NPS",
    )


def score_and_answers_under_each_month() -> Habit:
    rows = [
        ["CSAT by site"],
        [None, *(cell for name in NAMES for cell in (name, None))],
        ["Site", *["CSAT %", "n"] * 4],
    ]
    for number, site in enumerate(["Barnet", "Camden", "Ealing"]):
        rows.append([site, *(cell for share in shares(number, 4, 0.7, 0.9) for cell in (share, 40 + number))])
    return one(
        "a score and its answers under each month",
        rows,
        Seen((2, 3), Layout.WIDE_PERIOD, (12, 24), {"B4": ("Barnet", "csat", "2025-01", rows[3][1])}),
        merges=["B2:C2", "D2:E2", "F2:G2", "H2:I2"],
    )


def departments_with_few_answers() -> Habit:
    rows = [["Department", "Q1 2025", "Q2 2025", "Q3 2025"], ["Claims", 12, 15, 18], ["Sales", "n<10", 22, 25]]
    rows += [["Legal", "n<10", "n<10", 31], ["Support", -4, 0, 6]]
    return one(
        "departments with few answers",
        [["eNPS by department"], [], *rows],
        Seen(
            (3, 3),
            Layout.WIDE_PERIOD,
            9,
            {"B4": ("Claims", ANY, "2025-Q1", ANY), "C7": ("Support", ANY, "2025-Q2", 0)},
            missing=3,
        ),
    )


def budget_and_months_with_a_total() -> Habit:
    rows = [
        ["Programme cost tracker 2025"],
        ["All figures in GBP"],
        [],
        ["Cost line", "Category", "Budget", *NAMES, "Total"],
    ]
    body = []
    for number, name in enumerate(["Licences", "Cloud usage", "Consultants", "Training", "Hardware"]):
        months_ = numbers(number, 4, 1000, 9000)
        body.append([name, "Opex" if number < 4 else "Capex", 20000 + 500 * number, *months_, sum(months_)])
    rows += [[*row[:2], *(Shown(value, POUND) for value in row[2:])] for row in body]
    rows += [["Total", None, *(Shown(value, POUND) for value in summed(body, [2, 3, 4, 5, 6, 7]))]]
    return one(
        "a budget, months and totals both ways",
        rows,
        Seen((4, 4), Layout.WIDE_PERIOD, 20, {"D5": (ANY, ANY, "2025-01", body[0][3])}, totals=(10,)),
        sheet="Costs",
    )


def budget_actual_and_variance() -> Habit:
    rows = [
        [None, "January 2025", None, None, "February 2025", None, None],
        ["Cost item", "Budget", "Actual", "Variance", "Budget", "Actual", "Variance"],
    ]
    for number, name in enumerate(["AI run cost", "Licence fees", "Support staff"]):
        first, second = numbers(number, 2, 4000, 6000)
        rows.append([name, 5000, first, first - 5000, 5000, second, second - 5000])
    return one(
        "budget, actual and variance under each month",
        rows,
        Seen(
            (1, 2),
            Layout.WIDE_PERIOD,
            6,
            {"C3": (ANY, "ai_run_cost", "2025-01", rows[2][2]), "F5": (ANY, ANY, "2025-02", rows[4][5])},
        ),
        merges=["B1:D1", "E1:G1"],
    )


def subtotals_in_sections() -> Habit:
    rows = [["Cost", "Q1 2025", "Q2 2025", "Q3 2025"]]
    totals = []
    sums = [0, 0, 0]
    for name, lines in (("Technology", ["Licences", "Tokens", "Hosting"]), ("People", ["Trainers", "Analysts"])):
        block = [[line, *numbers(len(line), 3, 2000, 8000)] for line in lines]
        part = summed(block, [1, 2, 3])
        sums = [total + value for total, value in zip(sums, part, strict=True)]
        rows += [[name], *block, [f"Subtotal {name}", *part]]
        totals.append(len(rows))
    rows += [["Grand total", *sums]]
    return one(
        "subtotals in sections and a grand total",
        rows,
        Seen((1, 1), Layout.WIDE_PERIOD, 15, {"B3": (ANY, ANY, "2025-Q1", rows[2][1])}, totals=(*totals, len(rows))),
    )


def run_cost_of_pilots_by_quarter() -> Habit:
    rows = [["AI run cost per pilot, EUR"], ["Quarter", "Outreach North", "Outreach South", "Triage East"]]
    rows += [[f"Q{n} 2025", *(f"EUR {value:,.2f}" for value in numbers(n, 3, 1000, 9000, 2))] for n in (1, 2, 3)]
    return one(
        "run cost of pilots by quarter",
        rows,
        Seen(
            (2, 2),
            Layout.WIDE_ENTITY,
            9,
            {"B3": ("Outreach North", "ai_run_cost", "2025-Q1", numbers(1, 1, 1000, 9000, 2)[0])},
        ),
    )


def negatives_in_brackets() -> Habit:
    rows = [["Month", "Net movement", "Refunds of licences"], ["Apr 2025", "(1,200)", "£ 300"]]
    rows += [["May 2025", "1,450", "£ 1,250"], ["Jun 2025", "(75.50)", "£ 2,000"], ["Jul 2025", "2,075", "£ 2,010"]]
    return one(
        "negative amounts in brackets",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            8,
            {"B2": (None, ANY, "2025-04", -1200), "C3": (None, ANY, "2025-05", 1250)},
            asks=("layout?",),
        ),
    )


def swiss_amounts() -> Habit:
    rows = [["Standort", "Monat", "Kosten je Kontakt", "Gesamtkosten"]]
    rows += [
        [site, f"{month}.2025", f"CHF {5 + n}.35", f"{12 + n}'450.80"]
        for n, month in enumerate(("01", "02", "03"))
        for site in ("Zürich", "Bern")
    ]
    return one(
        "Swiss amounts",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            12,
            {"C2": ("Zürich", ANY, "2025-01", 5.35), "D7": ("Bern", ANY, "2025-03", 14450.8)},
        ),
        delimiter=";",
        encoding="cp1252",
    )


def fiscal_year_and_period_columns() -> Habit:
    rows = [["Cost centre", "Account", "Fiscal year", "Month", "Amount"]]
    rows += [
        [centre, account, "FY2025", name, amount]
        for centre in ("0070", "0081")
        for account in ("Licences", "Fees")
        for name, amount in (("April 2024", 1200), ("May 2024", 1250), ("June 2024", 1190))
    ]
    return one(
        "cost centres with leading zeros",
        rows,
        Seen((1, 1), Layout.LONG, 12, {"E2": (ANY, ANY, "2024-04", 1200), "E13": (ANY, ANY, "2024-06", 1190)}),
        hints=Hints(fiscal_first_month=4),
    )


CASES = (
    shares_of_answers(),
    scores_by_wave(),
    promoters_and_detractors(),
    score_and_answers_under_each_month(),
    departments_with_few_answers(),
    budget_and_months_with_a_total(),
    budget_actual_and_variance(),
    subtotals_in_sections(),
    run_cost_of_pilots_by_quarter(),
    negatives_in_brackets(),
    swiss_amounts(),
    fiscal_year_and_period_columns(),
)
