"""Registers of use cases and pilots: each row's fields with their cells."""

from datetime import date

import pytest

from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent, read, table_of, workbook


def test_a_register_of_use_cases_keeps_every_field_and_unknown_columns():
    table = table_of(
        [
            ["Use case register"],
            [],
            [
                "Use Case",
                "Outcome statement",
                "Stage",
                "Tech owner",
                "Ops owner",
                "Business owner",
                "Primary KPI",
                "Target",
                "Go-live",
                "Colour",
            ],
            [
                "No-show outreach",
                "Reduce no-shows",
                "In pilot",
                "Ana",
                "Ben",
                "Cleo",
                "No-show rate",
                Percent(-0.3),
                date(2025, 3, 3),
                "blue",
            ],
            [
                "Billing answers",
                "Cut repeat calls",
                "Scaled",
                "Dee",
                "Eli",
                "Fay",
                "FCR",
                "+5 points",
                "31.12.2025",
                None,
            ],
        ]
    )

    first, second = table.register
    assert table.layout is Layout.TRACKER
    assert first.fields == {
        "use_case": "No-show outreach",
        "statement": "Reduce no-shows",
        "stage": "pilot",
        "technology_owner": "Ana",
        "operations_owner": "Ben",
        "commercial_owner": "Cleo",
        "metric": "no_show_rate",
        "target": "-30 %",
        "goes_live": date(2025, 3, 3),
        "other:Colour": "blue",
    }
    assert (second.fields["stage"], second.fields["goes_live"], second.fields["metric"]) == (
        "scale",
        date(2025, 12, 31),
        "first_contact_resolution",
    )
    assert str(first.sources["target"]) == "Figures!H4"


def test_a_register_of_pilots_reads_windows_comparisons_and_amounts():
    table = table_of(
        [
            [
                "Pilot",
                "Use case",
                "Site",
                "Start date",
                "Window",
                "Comparison",
                "Control site",
                "Unit value",
                "Annual volume",
            ],
            [
                "Outreach North",
                "No-show outreach",
                "North",
                date(2025, 3, 3),
                "12 weeks",
                "Matched control",
                "South",
                "14,50 €",
                12000,
            ],
            ["Outreach South", "No-show outreach", "South", date(2025, 4, 7), 90, "A/B test", None, 14.5, 9000],
            ["Outreach East", "No-show outreach", "East", date(2025, 5, 5), "90 days", "none", None, 14.5, 9000],
        ]
    )

    assert [(r.fields["pilot"], r.fields["window_days"], r.fields["comparison"]) for r in table.register] == [
        ("Outreach North", 84, "group"),
        ("Outreach South", 90, "randomised"),
        ("Outreach East", 90, "none"),
    ]
    assert [r.fields["unit_value"] for r in table.register] == [14.5, 14.5, 14.5]


def test_what_a_register_says_wrongly_is_a_problem_at_its_cell():
    table = table_of(
        [
            ["Use case", "Stage", "Owner", "Target", "Go-live", "Annual volume"],
            ["One", "somewhere", "Ana", "10 %", "soon", "lots"],
            ["Two", "pilot", "Ben", "5 %", date(2025, 3, 3), 100],
        ]
    )

    assert [(p.code, p.source.cell) for p in table.problems] == [
        ("stage_unknown", "B2"),
        ("not_a_date", "E2"),
        ("not_a_number", "F2"),
    ]
    assert len(table.register) == 2


def test_a_list_of_risks_is_a_tracker_too():
    table = table_of(
        [
            ["#", "RAID category", "Description", "Impact", "Mitigation", "Owner", "Priority", "Status"],
            [1, "Risk", "Data arrives late", "Delay", "Weekly call", "Ana", "High", "Open"],
            [2, "Issue", "No access", "Stop", "Ticket raised", "Ben", "Low", "Closed"],
        ]
    )

    assert table.layout is Layout.TRACKER
    assert [row.fields["owner"] for row in table.register] == ["Ana", "Ben"]


def test_headings_between_the_rows_of_a_register_are_told():
    rows = [["Use case", "Stage", "Sponsor", "Target"], ["Voice"], ["Reminder calls", "Pilot", "Ann", "5 %"]]
    rows += [["Call summaries", "Idea", "Bob", "8 %"], ["Chat"], ["Answer drafts", "Pilot", "Cid", "2 %"]]
    (sheet,) = read(workbook({"Register": rows})).sheets

    assert [row.fields["use_case"] for row in sheet.tables[0].register] == [
        "Reminder calls",
        "Call summaries",
        "Answer drafts",
    ]
    assert any("“Voice” in A2, “Chat” in A5" in note for note in sheet.notes)


def test_two_names_alone_below_each_other_are_no_headings():
    rows = [["Use case", "Stage", "Sponsor", "Target"], ["Reminder calls", "Pilot", "Ann", "5 %"], ["Call summaries"]]
    rows += [["Routing"], ["Answer drafts", "Pilot", "Cid", "2 %"], ["Search", "Idea", "Dee", "1 %"]]
    rows += [["Translation", "Idea", "Eva", "1 %"]]
    (sheet,) = read(workbook({"Register": rows})).sheets

    assert "Call summaries" in [row.fields["use_case"] for row in sheet.tables[0].register]
    assert any("“Routing” in A4" in note for note in sheet.notes)


def test_a_list_of_people_with_the_day_each_began_is_no_series():
    rows = [["Name", "Team", "Start date", "FTE", "Contract", "Manager"]]
    table = table_of([*rows, *([f"Person {n}", "Care", date(2019, n, 3), 1, "Permanent", "Kim"] for n in range(1, 9))])

    assert table.layout is Layout.TRACKER
    assert table.readings == ()


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Client", "client"),
        ("Customer", "client"),
        ("Account", "client"),
        ("Customers", "population"),
        ("Customer journey", "journey_step"),
        ("Usage cost per case", "usage_cost"),
        ("Usage cost per contact", "usage_cost"),
        ("Unit cost", "unit_value"),
        ("Run cost per year", "run_cost_year"),
    ],
)
def test_clients_and_costs_of_a_case_are_told_from_what_is_called_alike(header, field):
    rows = [
        ["Pilot", "Use case", "Stage", "Sponsor", "Go-live", header],
        ["Outreach", "No-shows", "Pilot", "Ana", date(2025, 3, 3), 0.12 if "ost" in header else "Harbour"],
        ["Guidance", "Calls", "Pilot", "Ben", date(2025, 4, 7), 0.2 if "ost" in header else "Hillside"],
    ]

    assert [set(row.fields) & {field} for row in table_of(rows).register] == [{field}, {field}]
