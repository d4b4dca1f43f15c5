"""Lists of friction points as people keep them: recognised, and read cell by cell."""

import pytest

from cxdash.domain.journeys import FrictionKind
from cxdash.trackers.columns.friction_words import effort_of, kind_of
from cxdash.trackers.readings import Hints, Layout
from tests.trackers.books import Formula, Percent, Shown, csv, read, table_of, workbook

HEADER = ["Journey step", "Friction point", "Kind", "Volume per month", "Failure rate", "Unit cost"]


def fields_of(table):
    return {column.label: column.field for column in table.columns}


def rows_of(table):
    return [dict(row.fields) for row in table.register]


def one(**said):
    """The fields of a table with one friction point; each label stands over its value."""
    table = table_of([["Step", "Friction point", *said], ["Book", "Callers wait", *said.values()]])
    return table, dict(table.register[0].fields) if table.register else {}


HEADINGS = {
    "as the product calls them": (
        ["Journey", "Journey step", "Back office", "Friction point", "Kind", "Population", "Metric", "Monthly volume"],
        ["Failure rate", "Unit cost", "Annual cost", "Evidence", "Effort", "Use case"],
    ),
    "as a workshop calls them": (
        ["Customer journey", "Touchpoint", "Front/back office", "Pain point", "Category", "Who is affected", "KPI"],
        ["Cases / month", "% affected", "Cost per case (£)", "Cost per year (£k)", "Source", "T-shirt size"],
        ["Addressed by"],
    ),
    "as an analyst calls them": (
        ["Journey name", "Stage of the journey", "Backstage?", "What hurts", "Type of friction", "Persona"],
        ["Related metric", "Contacts per month", "Share that fails (%)", "Cost per contact [EUR]", "Total annual cost"],
        ["Data source", "Effort (1-5)", "Linked use case"],
    ),
    "in German": (
        ["Kundenreise", "Kontaktpunkt", "Hinten oder vorn Backoffice", "Schmerzpunkt", "Art der Reibung", "Zielgruppe"],
        ["Kennzahl", "Fälle pro Monat", "Fehlerquote", "Kosten je Fall", "Jahreskosten", "Quelle", "Aufwand"],
        ["Anwendungsfall"],
    ),
}


@pytest.mark.parametrize("name", HEADINGS)
def test_headings_are_known_in_many_words(name):
    labels = [label for part in HEADINGS[name] for label in part]
    values = ["Care", "Book", "no", "Callers wait", "Waiting", "All", "AHT", 900, 0.1, 4, 4.32, "Log", 2, "Calls"]
    if len(labels) < len(values):
        values = values[: len(labels)]
    table = table_of([labels, values, [*values[:3], "Told twice", *values[4:]]])

    found = set(fields_of(table).values())

    wanted = {"journey", "step", "friction", "kind", "population", "metric", "monthly_volume", "failure_rate"}
    wanted |= {"unit_cost", "annual_cost", "evidence", "effort", "use_case"}
    assert table.layout is Layout.TRACKER
    assert wanted <= found


def test_an_ugly_list_is_read_as_a_person_reads_it():
    """Titles, merged journeys and steps, units in headers, percent as text, blank lines, a total and a note."""
    table = table_of(
        [
            ["Alder Vale: where it hurts"],
            ["Workshop of 22 September; ask Priya"],
            [],
            [
                "Journey",
                "Step",
                "What hurts",
                "Type",
                "Volume (calls/month)",
                "% failing",
                "Cost each (£)",
                "£k a year",
            ],
            ["Care", "Book", "Callers wait", "Wait", "12,000 ", "12 %", "£4.50", None],
            [None, None, "Told twice", "Repetition", "c. 8,000", "1 in 4", 3.1, None],
            [],
            [None, "Results", "Letters typed in", "Manual", 3000, Percent(0.2), 6, Formula("=1|43.2")],
            ["Total", None, None, None, 23000, None, None, 200],
            [],
            ["Source: telephony and a time study"],
        ],
        merges={"Figures": ["A5:A8", "B5:B6"]},
    )

    assert [str(problem.source) for problem in table.problems] == []
    assert rows_of(table) == [
        {
            "journey": "Care",
            "step": "Book",
            "friction": "Callers wait",
            "kind": "Wait",
            "monthly_volume": 12000,
            "failure_rate": 0.12,
            "unit_cost": 4.5,
        },
        {
            "journey": "Care",
            "step": "Book",
            "friction": "Told twice",
            "kind": "Repetition",
            "monthly_volume": 8000,
            "failure_rate": 0.25,
            "unit_cost": 3.1,
        },
        {
            "journey": "Care",
            "step": "Results",
            "friction": "Letters typed in",
            "kind": "Manual",
            "monthly_volume": 3000,
            "failure_rate": 0.2,
            "unit_cost": 6,
            "annual_cost": 43200,
        },
    ]
    assert str(table.register[1].sources["step"]) == "Figures!B5"


def test_what_was_assumed_is_said():
    sheets = read(
        workbook(
            {
                "Pains": [
                    ["Step", "Pain point", "Type", "Volume", "Annual cost"],
                    ["Book", "Callers wait", "Wait", 10, 100],
                    [None, "Told twice", "Repeat", 20, 100],
                    ["Total", None, None, 30, 200],
                ]
            }
        )
    ).sheets

    said = " ".join(sheets[0].notes)

    assert "taken to be at the step above" in said
    assert "Row 4 was left out" in said
    assert "“Volume” was read as the volume of a month" in said
    assert "“Annual cost” is only compared" in said


def test_steps_may_stand_as_headings_above_their_rows():
    table = table_of(
        [
            ["Pain point", "Kind", "Volume per month", "Failure rate", "Unit cost"],
            ["BOOK", None, None, None, None],
            ["Callers wait", "Waiting", 100, 0.1, 2],
            ["Told twice", "Repeating oneself", 100, 0.1, 2],
            ["PAY", None, None, None, None],
            ["Bills are unclear", "Not knowing", 100, 0.1, 2],
            ["Answers take days", "Waiting", 100, 0.1, 2],
        ]
    )

    assert [(row["step"], row["friction"]) for row in rows_of(table)] == [
        ("BOOK", "Callers wait"),
        ("BOOK", "Told twice"),
        ("PAY", "Bills are unclear"),
        ("PAY", "Answers take days"),
    ]


def test_headers_may_stand_in_groups_and_name_no_more_than_a_currency():
    table = table_of(
        [
            ["Where", None, "What", None, "Cost", None, None],
            ["Journey", "Step", "Pain", "Type", "Volume p.m.", "Fail %", "£/case"],
            ["Care", "Book", "Callers wait", "Waiting", "12k", "12%", "£4.50"],
            ["Care", "Pay", "Bills are unclear", "Confusion", "41,000", 16, 17.5],
        ],
        merges={"Figures": ["A1:B1", "C1:D1", "E1:G1"]},
    )

    assert [(row["step"], row["monthly_volume"], row["failure_rate"], row["unit_cost"]) for row in rows_of(table)] == [
        ("Book", 12000, 0.12, 4.5),
        ("Pay", 41000, 0.16, 17.5),
    ]


RATES = {
    "shares of one": ([0.12, 0.3], [0.12, 0.3]),
    "cells in percent": ([Percent(0.12), Percent(0.3)], [0.12, 0.3]),
    "whole percents": ([12, 30], [0.12, 0.3]),
    "texts with a sign": (["12 %", "30 percent"], [0.12, 0.3]),
    "a text that is the same share as a cell": (["35%", Percent(0.35)], [0.35, 0.35]),
    "a percent cell beside a whole percent": ([Percent(0.12), 30], [0.12, 0.3]),
    "one in so many": (["1 in 8", "one of 4"], [0.125, 0.25]),
    "a part of a whole": (["12 of 100", "3/10"], [0.12, 0.3]),
    "marks for nothing": (["n/a", "–"], [None, None]),
}


@pytest.mark.parametrize("name", RATES)
def test_rates_are_shares_however_they_are_written(name):
    written, meant = RATES[name]
    rows = [["Book", f"Pain {letter}", "Waiting", 100, rate, 2] for letter, rate in zip("ab", written, strict=True)]

    table = table_of([HEADER, *rows])

    assert [row.get("failure_rate") for row in rows_of(table)] == meant
    assert table.problems == ()


def test_a_rate_that_may_be_meant_in_two_ways_is_not_guessed():
    rows = [["Book", "Pain a", "Waiting", 100, 12, 2], ["Book", "Pain b", "Waiting", 100, 0.3, 2]]

    table = table_of([HEADER, *rows])

    (problem,) = table.problems
    assert (problem.code, str(problem.source)) == ("rate_unclear", "Figures!E3")
    assert "0.3 % or 30 %" in problem.message


def test_a_sign_in_the_header_settles_small_percents():
    labels = ["Step", "Friction point", "Failure rate (%)"]

    table = table_of([labels, ["Book", "Callers wait", 12], ["Book", "Told twice", 0.5]])

    assert [row["failure_rate"] for row in rows_of(table)] == [0.12, 0.005]


VOLUMES = {
    "Volume per month": (1200, 1200),
    "Annual volume": (1200, 100),
    "Cases p.a.": (1200, 100),
    "Contacts per year": (1200, 100),
    "Volume / quarter": (1200, 400),
    "Cases per week": (12, 52),
    "How often (per month)": (900, 900),
    "Frequency p.a.": (1200, 100),
    "Avg. monthly volume 2025/26": (1200, 1200),
    "Total contacts per year (FY25)": (1200, 100),
    "Monthly volume (000s)": (1.2, 1200),
}


@pytest.mark.parametrize("label", VOLUMES)
def test_volumes_are_brought_to_a_month(label):
    written, monthly = VOLUMES[label]

    _, row = one(**{label: written, "Failure rate": 0.1})

    assert row["monthly_volume"] == pytest.approx(monthly)


def test_a_cell_may_say_its_own_span():
    _, row = one(**{"Volume": "1,200 per year", "Failure rate": 0.1})

    assert row["monthly_volume"] == pytest.approx(100)


COSTS = {"£4.50": 4.5, "4,50 €": 4.5, "about 5": 5, "£3 per call": 3, "1.2k": 1200}


@pytest.mark.parametrize("written", COSTS)
def test_costs_may_be_written_with_currency_and_words(written):
    _, row = one(**{"Unit cost": written, "Failure rate": 0.1})

    assert row["unit_cost"] == COSTS[written]


WRONG = {
    "Monthly volume": "many",
    "Failure rate": "12–15 %",
    "Unit cost": "a lot",
    "Annual cost": True,
}


def test_what_is_no_number_is_a_problem_at_its_cell():
    table, row = one(**WRONG)

    assert {str(problem.source): problem.code for problem in table.problems} == {
        f"Figures!{letter}2": "not_a_number" for letter in "CDEF"
    }
    assert row == {"step": "Book", "friction": "Callers wait"}


def test_a_percentage_is_no_cost():
    table, _ = one(**{"Unit cost": Percent(0.12), "Failure rate": 0.1})

    assert [str(problem.source) for problem in table.problems] == ["Figures!C2"]


def test_a_row_with_figures_but_no_pain_is_a_problem():
    rows = [["Book", "Callers wait", "Waiting", 100, 0.1, 2], ["Pay", None, "Waiting", 100, 0.1, 2]]

    table = table_of([HEADER, *rows])

    assert [(problem.code, str(problem.source)) for problem in table.problems] == [("no_friction", "Figures!B3")]


def test_a_row_that_names_a_step_alone_says_so():
    rows = [["Book", "Callers wait", "Waiting", 100, 0.1, 2], ["Pay", None, None, None, None, None]]

    table = table_of([HEADER, *rows, ["Leave", "Nobody asks why", "Missed", 100, 0.1, 2]])

    assert rows_of(table)[1] == {"step": "Pay"}


def test_a_length_of_time_under_effort_keeps_the_unit_of_its_header():
    _, row = one(**{"Effort (weeks)": 6, "Failure rate": 0.1})

    assert row["effort"] == "6 weeks"


EFFORTS = {"3": 3, "2 – weeks": 2, "4/5": 4, "S": 2, "xl": 5, "A quarter": 3, "10 days": 2, "6 months": 4, "low": 2}


@pytest.mark.parametrize("written", EFFORTS)
def test_efforts_are_grades_sizes_words_or_lengths_of_time(written):
    assert effort_of(written) == EFFORTS[written]


@pytest.mark.parametrize("written", ["6", "0", "1-3", "huge pile", "2.5"])
def test_what_is_no_effort_is_not_made_one(written):
    assert effort_of(written) is None


KINDS = {
    "Waiting": FrictionKind.WAITING,
    "Long wait time on the phone": FrictionKind.WAITING,
    "Repeat contact": FrictionKind.REPEATING,
    "Hand-off": FrictionKind.HANDED_ON,
    "Wrong department": FrictionKind.HANDED_ON,
    "Incorrect information": FrictionKind.ERROR,
    "Customer effort": FrictionKind.EFFORT,
    "Lack of transparency": FrictionKind.UNCERTAINTY,
    "Drop-off": FrictionKind.MISSED,
    "Manual re-keying": FrictionKind.MANUAL_WORK,
    "Wartezeit": FrictionKind.WAITING,
}


@pytest.mark.parametrize("written", KINDS)
def test_kinds_are_known_by_their_words(written):
    assert kind_of(written) is KINDS[written]


@pytest.mark.parametrize("written", ["Waitng", "Other", "Waiting and errors", "Annoying"])
def test_what_names_no_kind_or_two_is_none(written):
    assert kind_of(written) is None


def test_text_files_are_read_too():
    content = csv([HEADER, ["Buchen", "Warten am Telefon", "Warten", "1.200", "12,5 %", "4,50"]])

    (table,) = read(content, "reibung.csv").tables

    (row,) = rows_of(table)
    assert (row["failure_rate"], row["unit_cost"]) == (0.125, 4.5)


OTHERS = {
    "a log of issues": [
        ["ID", "Issue", "Category", "Impact", "Owner", "Status", "Due date"],
        [1, "Portal is down", "IT", "High", "Ana", "Open", "2026-03-01"],
        [2, "No test data", "Data", "Low", "Ben", "Closed", "2026-04-01"],
    ],
    "use cases with their pains": [
        ["Use case", "Pain point", "Journey step", "Outcome statement", "Stage", "Technology owner", "Target"],
        ["Fewer no-shows", "Patients forget", "Attend", "Reduce no-shows", "pilot", "Ana", "-30 %"],
        ["Faster answers", "Answers take days", "Pay", "Answer in a day", "idea", "Ben", "-20 %"],
    ],
    "figures by site": [
        ["Site", "Month", "Failure rate", "Unit cost", "Volume"],
        ["North", "2026-01", 0.1, 4, 100],
        ["South", "2026-01", 0.2, 5, 200],
    ],
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_tables_are_no_friction(name):
    table = table_of(OTHERS[name])

    assert "friction" not in fields_of(table).values()
    assert not any(row.is_about_friction for row in table.register)


def test_a_person_may_say_which_column_hurts_and_which_does_not():
    rows = [["Moment", "Complaint", "Kind"], ["Book", "Callers wait", "Waiting"], ["Pay", "Bills", "Not knowing"]]

    said = table_of(rows, hints=Hints(fields={"Figures!B1": "friction"}))
    taken_back = table_of([HEADER, ["Book", "X", "Y", 1, 0.1, 2]], hints=Hints(fields={"Figures!B1": "use_case"}))

    assert [(row["step"], row["friction"]) for row in rows_of(said)] == [("Book", "Callers wait"), ("Pay", "Bills")]
    assert not any(row.is_about_friction for row in taken_back.register)


def test_a_currency_format_is_no_hindrance():
    table = table_of([HEADER, ["Book", "Callers wait", "Waiting", 1200, Percent(0.1), Shown(4.5, "£#,##0.00")]])

    assert rows_of(table)[0]["unit_cost"] == 4.5
