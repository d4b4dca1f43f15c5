"""Sheets without figures: covers, glossaries, checklists, pivots, empty templates."""

from datetime import date

from cxdash.trackers.readings import Layout
from tests.trackers.habits.sheets import Habit, Seen, one


def cover() -> Habit:
    rows = [
        [],
        [None, "Service transformation programme"],
        [None, "Monthly report"],
        [],
        [None, "Reporting month", "May 2025"],
        [None, "Author", "Programme Office"],
        [None, "Version", 1.2],
        [None, "Issued", date(2025, 6, 5)],
    ]
    return one("a cover", rows, sheet="Cover")


def contents() -> Habit:
    rows = [["Contents"], [], ["Sheet", "What it holds"], ["1", "Summary of the month"], ["2", "Figures by site"]]
    rows += [["3", "Risks and issues"], ["4", "Definitions"]]
    return one("a table of contents", rows, sheet="Contents")


def glossary() -> Habit:
    rows = [["Term", "Meaning"], ["AHT", "Average handle time: talk, hold and work after the contact"]]
    rows += [["CSAT", "Share of answers with four or five of five"], ["FCR", "Resolved at the first contact"]]
    rows += [["DNA", "Did not attend"], ["RAG", "Red, amber, green"]]
    return one("a glossary", rows, sheet="Glossary")


def definitions_of_metrics() -> Habit:
    rows = [["Metric", "Definition", "Numerator", "Denominator", "Source", "Owner"]]
    rows += [
        [
            "No-show rate",
            "Missed appointments of all booked",
            "Missed appointments",
            "Booked appointments",
            "PAS",
            "Ben",
        ],
        ["CSAT", "Answers of four or five", "Satisfied answers", "All answers", "Survey tool", "Ana"],
        ["Containment", "Sessions without a person", "Contained sessions", "All sessions", "Bot log", "Gus"],
    ]
    return one("definitions of metrics", rows, sheet="Definitions")


def checklist() -> Habit:
    rows = [["Readiness checklist"], [], ["Check", "Done?", "Remark"], ["Agents trained", "Yes", None]]
    rows += [
        ["Legal has agreed", "No", "expected in July"],
        ["Data flows tested", "Yes", None],
        ["Rollback rehearsed", "No", None],
    ]
    return one("a checklist", rows, sheet="Readiness")


def pivot_of_words() -> Habit:
    rows = [["Count of Ref", "Column Labels"], ["Row Labels", "High", "Medium", "Low", "Grand Total"]]
    rows += [["Billing", 3, 5, 2, 10], ["Orders", 1, None, 4, 5], ["Grand Total", 4, 5, 6, 15]]
    return one("a pivot table", rows, sheet="Pivot")


def empty_template() -> Habit:
    rows = [["KPI tracker – please fill in by the fifth working day"], []]
    rows += [["Pilot", "Metric", "Jan 2025", "Feb 2025", "Mar 2025", "Apr 2025", "Comment"]]
    return one("an empty template", rows, sheet="Template")


def template_with_names_only() -> Habit:
    rows = [["Pilot", "Metric", "Jan 2025", "Feb 2025", "Mar 2025"]]
    rows += [[pilot, metric] for pilot in ("Northgate", "Millbrook") for metric in ("CSAT", "No-show rate", "AHT")]
    return one("a template with the names but no figures", rows, Seen((1, 1), Layout.WIDE_PERIOD))


def letter() -> Habit:
    rows = [["Dear colleagues,"], [], ["please find the figures of this month in the attached file."]]
    rows += [["We had 3 outages and 120 fewer calls than planned."], [], ["Kind regards"], ["The programme office"]]
    return one("a letter", rows)


def change_log() -> Habit:
    rows = [["Version", "Date", "Author", "Change"]]
    rows += [
        [f"0.{n}", date(2025, n, 3), "KL", "Definition of the no-show rate changed after review"] for n in range(1, 5)
    ]
    return one("a history of versions", rows, sheet="Version history")


def contacts() -> Habit:
    rows = [["Name", "Role", "E-mail", "Telephone"], ["Ana Abel", "Technology", "ana@example.org", "0341 4960101"]]
    rows += [
        ["Ben Beck", "Operations", "ben@example.org", "0341 4960102"],
        ["Cleo Cohn", "Finance", "cleo@example.org", 3414960103],
    ]
    return one("a list of contacts", rows, sheet="Contacts")


def matrix_of_who_does_what() -> Habit:
    rows = [
        ["Activity", "Technology", "Operations", "Commercial", "Sponsor"],
        ["Define the outcome", "C", "C", "R", "A"],
    ]
    rows += [["Build", "R", "C", "I", "A"], ["Train", "I", "R", "I", "A"], ["Prove the benefit", "C", "R", "A", "I"]]
    return one("a matrix of who does what", rows, sheet="RACI")


CASES = (
    cover(),
    contents(),
    glossary(),
    definitions_of_metrics(),
    checklist(),
    pivot_of_words(),
    empty_template(),
    template_with_names_only(),
    letter(),
    change_log(),
    contacts(),
    matrix_of_who_does_what(),
)
