"""Registers and project trackers: a row for each use case, pilot, risk or task, with owners, stages and dates."""

from datetime import date

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import Habit, Seen, one

LONG_TEXT = (
    "Customers call again because the first answer is incomplete; the assistant drafts an answer from the knowledge "
    "base and the agent checks it before it is sent. Depends on the clean-up of the articles, which legal must agree."
)


def use_cases_of_a_programme() -> Habit:
    rows = [
        ["AI in customer service – use case register"],
        ["Last updated", date(2025, 5, 12)],
        [],
        [
            "ID",
            "Use case",
            "Description",
            "Stage",
            "Technology owner",
            "Operations owner",
            "Commercial owner",
            "Primary metric",
            "Baseline",
            "Target",
            "Go-live",
            "Comments",
        ],
        [
            "UC-01",
            "Reminder calls",
            LONG_TEXT,
            "Pilot",
            "Ana",
            "Ben",
            "Cleo",
            "No-show rate",
            Percent(0.24),
            "-20%",
            date(2025, 2, 3),
            None,
        ],
        [
            "UC-02",
            "Answer drafts",
            LONG_TEXT,
            "Idea",
            "Dee",
            "Eli",
            "Fay",
            "FCR",
            Percent(0.62),
            "+5 pts",
            None,
            "on hold",
        ],
        [
            "UC-03",
            "Voice assistant",
            "Takes simple calls",
            "Scale",
            "Gus",
            "Hal",
            "Ida",
            "Containment",
            Percent(0.31),
            "40%",
            date(2024, 9, 2),
            None,
        ],
    ]
    first = {"use_case": "Reminder calls", "stage": "pilot", "technology_owner": "Ana", "goes_live": date(2025, 2, 3)}
    return one(
        "use cases of a programme",
        rows,
        Seen((4, 4), Layout.TRACKER, rows=3, register={0: first, 2: {"use_case": "Voice assistant", "stage": "scale"}}),
        sheet="Register",
    )


def inventory_with_answers_and_codes() -> Habit:
    rows = [
        [None, "Use case inventory", None, None, None, None, None, None, None, None],
        [
            None,
            "Name",
            "Cost centre",
            "Contact phone",
            "Personal data?",
            "Approved",
            "Vendor",
            "Site postcode",
            "Stage",
            "Summary",
        ],
        [None, "Call summaries", "007", "+44 113 496 0123", "Yes", True, "Northwind", "01067", "Proof", LONG_TEXT],
        [None, "Next best offer", "012", "+44 113 496 0456", "No", False, "Contoso", "04109", "Idea", LONG_TEXT],
        [None, "Claims triage", "101", "+44 113 496 0789", "Yes", True, "in-house", "99084", "Pilot", LONG_TEXT],
    ]
    return one("an inventory with answers, codes and telephone numbers", rows, Seen((2, 2), Layout.TRACKER))


def benefits_with_baseline_and_actual() -> Habit:
    rows = [
        ["Benefits register"],
        [
            "Use case",
            "Benefit owner",
            "KPI",
            "Baseline",
            "Target",
            "Latest actual",
            "Annual value £",
            "Confidence",
            "Status",
        ],
        [
            "Reminder calls",
            "Cleo",
            "No-show rate",
            Percent(0.24),
            Percent(0.19),
            Percent(0.21),
            120000,
            "Medium",
            "On track",
        ],
        ["Answer drafts", "Fay", "FCR", Percent(0.62), Percent(0.67), None, 80000, "Low", "At risk"],
        [
            "Voice assistant",
            "Ida",
            "Containment",
            Percent(0.31),
            Percent(0.4),
            Percent(0.38),
            310000,
            "High",
            "On track",
        ],
    ]
    return one(
        "benefits with baseline, target and actual",
        rows,
        Seen((2, 2), Layout.TRACKER, rows=3, register={0: {"use_case": "Reminder calls", "metric": "no_show_rate"}}),
    )


def pilots_of_the_portfolio() -> Habit:
    rows = [
        ["Pilot", "Use case", "Site", "Segment", "Go-live", "Window (days)", "Comparison", "Status"],
        ["Outreach Northgate", "Reminder calls", "Northgate", "All", date(2025, 2, 3), 90, "Control group", "Running"],
        ["Outreach Millbrook", "Reminder calls", "Millbrook", "New patients", date(2025, 3, 3), 60, "None", "Planned"],
    ]
    first = {"pilot": "Outreach Northgate", "use_case": "Reminder calls", "site": "Northgate", "window_days": 90}
    return one(
        "pilots of the portfolio", rows, Seen((1, 1), Layout.TRACKER, rows=2, register={0: first}), sheet="Pilots"
    )


def groups_above_the_columns() -> Habit:
    rows = [
        ["Portfolio of automation"],
        [None, None, "Ownership", None, None, "Value", None, "Timing", None],
        ["No.", "Use case", "Sponsor", "Tech lead", "Business owner", "KPI", "Target", "Start date", "End date"],
        [1, "Refund bot", "Ada", "Bob", "Cat", "Repeat contact rate", "-15 %", date(2025, 1, 6), date(2025, 6, 30)],
        [2, "Order status", "Ada", "Dan", "Eve", "Deflection", "+10 points", date(2025, 4, 7), date(2025, 9, 30)],
        [3, "Coach for agents", "Fin", "Bob", "Gil", "QA Score", "+3 points", date(2025, 5, 5), None],
    ]
    return one(
        "groups above the columns of a register",
        rows,
        Seen((2, 3), Layout.TRACKER, rows=3, register={0: {"use_case": "Refund bot", "metric": "repeat_contact_rate"}}),
        merges=["C2:E2", "F2:G2", "H2:I2"],
    )


def register_in_german() -> Habit:
    rows = [
        ["Übersicht der Anwendungsfälle"],
        ["Nr.", "Anwendungsfall", "Phase", "Verantwortlich", "Kennzahl", "Zielwert", "Start", "Bemerkung"],
        [1, "Terminerinnerung", "Pilot", "Frau Abel", "No-Show-Rate", "-20 %", "03.02.2025", "läuft"],
        [2, "Antwortvorschläge", "Idee", "Herr Beck", "FCR", "+5 %", "01.09.2025", None],
        [3, "Sprachdialog", "Pilot", "Frau Cohn", "Containment", "40 %", "05.05.2025", "Betriebsrat befassen"],
    ]
    return one(
        "a register in German",
        rows,
        Seen((2, 2), Layout.TRACKER, rows=3, register={0: {"use_case": "Terminerinnerung", "stage": "pilot"}}),
        sheet="Übersicht",
    )


def register_upside_of_its_legend() -> Habit:
    rows = [
        ["Status key:", "G = on track", "A = at risk", "R = off track"],
        [],
        ["Workstream", "Use case", "RAG", "% complete", "Next milestone", "Milestone date", "Owner"],
        ["Service", "Call summaries", "G", Percent(0.6), "Pilot report", date(2025, 7, 1), "Ana"],
        [None, "Answer drafts", "A", Percent(0.3), "Data agreement", date(2025, 6, 16), "Ben"],
        ["Sales", "Next best offer", "R", Percent(0.1), "Business case", date(2025, 6, 2), "Cleo"],
    ]
    return one("a legend above a register", rows, Seen((3, 3), Layout.TRACKER, rows=3))


CASES = (
    use_cases_of_a_programme(),
    inventory_with_answers_and_codes(),
    benefits_with_baseline_and_actual(),
    pilots_of_the_portfolio(),
    groups_above_the_columns(),
    register_in_german(),
    register_upside_of_its_legend(),
)
