"""Habits of real trackers, one small workbook each, read to literal observations."""

from datetime import date

import pytest

from cxdash.domain.comparisons import Arm
from cxdash.domain.periods import Grain
from cxdash.trackers.readings import Hints, Layout
from tests.trackers.books import Clock, Formula, Percent, csv, part, read, repacked, table_of, told, workbook


def test_titles_and_a_merged_header_of_two_rows():
    table = table_of(
        [
            ["Outreach pilots, monthly report"],
            ["Prepared by the programme office"],
            [],
            [None, None, "Northgate", None, "Harbour View", None],
            ["Month", "Comment", "No-show rate", "CSAT", "No-show rate", "CSAT"],
            [date(2025, 1, 1), "ok", Percent(0.21), Percent(0.8), Percent(0.24), Percent(0.79)],
            [date(2025, 2, 1), "ok", Percent(0.2), Percent(0.81), Percent(0.23), Percent(0.78)],
            [date(2025, 3, 1), "late", Percent(0.19), Percent(0.82), Percent(0.22), Percent(0.77)],
        ],
        merges={"Figures": ["C4:D4", "E4:F4"]},
    )

    assert (table.layout, table.header_rows) == (Layout.WIDE_METRIC, (4, 5))
    assert told(table.readings)[:4] == [
        ("Northgate", "no_show_rate", "2025-01-01", "month", 0.21),
        ("Northgate", "csat", "2025-01-01", "month", 0.8),
        ("Harbour View", "no_show_rate", "2025-01-01", "month", 0.24),
        ("Harbour View", "csat", "2025-01-01", "month", 0.79),
    ]
    assert len(table.readings) == 12


@pytest.mark.parametrize(
    "cells",
    [
        [Percent(0.125), Percent(0.13), Percent(0.118)],
        [12.5, 13.0, 11.8],
        ["12.5 %", "13%", "11.8 %"],
        ["12,5 %", "13,0 %", "11,8 %"],
        [0.125, 0.13, 0.118],
    ],
)
def test_a_share_is_the_same_however_it_is_written(cells):
    rows = [
        ["Week starting", "Pilot", "No Show %"],
        *([date(2025, 1, 6 + 7 * n), "North", c] for n, c in enumerate(cells)),
    ]

    values = [reading.value for reading in table_of(rows).readings]

    assert values == pytest.approx([0.125, 0.13, 0.118])


def test_counts_that_make_up_a_rate_become_part_of_its_reading():
    table = table_of(
        [
            ["Week", "Pilot", "No-shows", "Scheduled appointments", "No-show rate"],
            [date(2025, 1, 6), "North", 30, 120, Percent(0.25)],
            [date(2025, 1, 13), "North", 24, 120, Percent(0.2)],
            [date(2025, 1, 20), "North", 18, 120, Percent(0.15)],
        ]
    )

    assert [(r.metric, r.numerator, r.denominator, r.value) for r in table.readings] == [
        ("no_show_rate", 30, 120, 0.25),
        ("no_show_rate", 24, 120, 0.2),
        ("no_show_rate", 18, 120, 0.15),
    ]


def test_german_headers_numbers_months_and_weeks():
    rows = [
        ["Standort", "Kennzahl", "Monat", "Wert"],
        ["Nord", "Kosten je Kontakt", "Januar 2025", "1.234,50 €"],
        ["Nord", "Kosten je Kontakt", "Mrz. 2025", "1.198,00 €"],
        ["Nord", "Kosten je Kontakt", "Okt 2025", "987,25 €"],
    ]
    weeks = [
        ["Pilot", "Kennzahl", "KW", "Wert"],
        *(["Nord", "CSAT", f"KW {n}/2025", f"{70 + n},5 %"] for n in (2, 3, 4)),
    ]

    months = read(csv(rows), "export.csv").tables[0]
    by_week = read(csv(weeks), "export.csv").tables[0]

    assert told(months.readings) == [
        ("Nord", "Kosten je Kontakt", "2025-01-01", "month", 1234.5),
        ("Nord", "Kosten je Kontakt", "2025-03-01", "month", 1198.0),
        ("Nord", "Kosten je Kontakt", "2025-10-01", "month", 987.25),
    ]
    assert told(by_week.readings)[0] == ("Nord", "csat", "2025-01-06", "week", pytest.approx(0.725))


def test_a_total_row_needs_its_word_and_its_sum():
    rows = [
        ["Site", "Q1 2025", "Q2 2025"],
        ["North", 100, 110],
        ["South", 200, 210],
        ["Total Care Hub", 50, 60],
        ["Total", 350, 380],
    ]

    table = table_of([["AI run cost"], [], *rows])

    assert table.total_rows == (7,)
    assert [reading.entity for reading in table.readings[::2]] == ["North", "South", "Total Care Hub"]
    assert {reading.metric for reading in table.readings} == {"ai_run_cost"}


@pytest.mark.parametrize("mark", ["n/a", "*", "-", "..", "TBC", "[c]", "52+", "<5", "k.A.", "–"])
def test_a_mark_for_a_missing_value_is_counted_and_never_zero(mark):
    rows = [["Week", "Pilot", "CSAT"], *([date(2025, 1, 6 + 7 * n), "North", Percent(0.7)] for n in range(3))]
    rows += [[date(2025, 1, 27), "North", mark]]

    table = table_of(rows)

    assert (len(table.readings), table.missing, table.problems) == (3, 1, ())


def test_ten_wrong_cells_are_ten_problems_and_the_rest_is_read():
    rows = [["Pilot", "Metric", "Month", "Numerator", "Denominator", "Value"]]
    rows += [
        ["North", "No-show rate", date(2023 + n // 12, n % 12 + 1, 1), 20 + n, 100, Percent((20 + n) / 100)]
        for n in range(24)
    ]
    for row, column, wrong in [
        (2, 5, "about a fifth"),
        (4, 3, "twenty"),
        (6, 5, Formula("=1/0|#DIV/0!")),
        (8, 2, "sometime"),
        (10, 2, None),
        (12, 4, 0),
        (14, 4, 5),
        (16, 5, date(2025, 1, 1)),
        (18, 4, "many"),
        (20, 5, True),
    ]:
        rows[row] = [*rows[row][:column], wrong, *rows[row][column + 1 :]]

    table = table_of(rows)

    assert sorted((p.code, str(p.source)) for p in table.problems) == sorted(
        [
            ("not_a_number", "Figures!F3"),
            ("not_a_number", "Figures!D5"),
            ("error_cell", "Figures!F7"),
            ("not_a_period", "Figures!C9"),
            ("no_period", "Figures!C11"),
            ("denominator_zero", "Figures!F13"),
            ("part_above_whole", "Figures!F15"),
            ("date_as_value", "Figures!F17"),
            ("not_a_number", "Figures!E19"),
            ("not_a_number", "Figures!F21"),
        ]
    )
    # A wrong value beside a good pair leaves the pair; a wrong pair beside a good value leaves the value.
    assert len(table.readings) == 20


def test_an_error_or_a_formula_without_a_result_is_found_wherever_it_stands():
    content = workbook(
        {
            "Figures": [["Week", "CSAT"], [date(2025, 1, 6), Percent(0.7)], [date(2025, 1, 13), Formula("=B2|0.8")]],
            "Elsewhere": [[None, None, Formula("=NA()|#N/A")]],
        }
    )
    sheet = part(content, "xl/worksheets/sheet1.xml").replace(b"<v>0.8</v>", b"")

    tracker = read(repacked(content, {"xl/worksheets/sheet1.xml": sheet}))

    assert [(p.code, str(p.source)) for table in tracker.tables for p in table.problems] == [
        ("uncached", "Figures!B3"),
        ("error_cell", "Elsewhere!C1"),
    ]


def test_hidden_columns_are_read_and_said():
    rows = [["Week", "CSAT", "FCR"], *([date(2025, 1, 6 + 7 * n), Percent(0.7), Percent(0.6)] for n in range(3))]

    (sheet,) = read(workbook({"Figures": rows}, hidden={"Figures": "C:C"})).sheets

    assert sheet.notes == ("Hidden column C was read like the others.",)
    assert {reading.metric for reading in sheet.tables[0].readings} == {"csat", "first_contact_resolution"}


@pytest.mark.parametrize(
    ("cells", "header"),
    [
        ([Clock(372 / 86400), Clock(360 / 86400), Clock(354 / 86400)], "AHT"),
        (["06:12", "06:00", "05:54"], "AHT (mm:ss)"),
        (["0:06:12", "0:06:00", "0:05:54"], "AHT"),
        ([372, 360, 354], "AHT (sec)"),
        ([6.2, 6.0, 5.9], "AHT (min)"),
    ],
)
def test_lengths_of_time_become_seconds(cells, header):
    rows = [["Week", "Pilot", header], *([date(2025, 1, 6 + 7 * n), "North", cell] for n, cell in enumerate(cells))]

    table = table_of(rows)

    assert {reading.metric for reading in table.readings} == {"average_handle_time"}
    assert [reading.value for reading in table.readings] == pytest.approx([372, 360, 354])


def test_periods_without_a_year_are_asked_for_and_dated_by_the_answer():
    rows = [
        ["Pilot", "Metric", "Q1", "Q2", "Q3", "Q4"],
        ["North", "CSAT", *[Percent(0.7)] * 4],
        ["South", "CSAT", *[Percent(0.6)] * 4],
    ]

    asked = table_of(rows)
    told_year = table_of(rows, hints=Hints(year=2024))

    assert ([q.key for q in asked.questions], asked.observations, asked.readings) == (["year"], 8, ())
    assert [r.period.starts for r in told_year.readings[:4]] == [date(2024, m, 1) for m in (1, 4, 7, 10)]


def test_days_that_can_be_read_in_two_ways_are_settled_by_the_column_or_asked():
    def starts(days, **hints):
        rows = [["Pilot", "Metric", "Date", "Value"], *(["North", "CSAT", day, "70 %"] for day in days)]
        table = read(csv(rows), "x.csv", Hints(**hints)).tables[0]
        return [r.period.starts for r in table.readings], [q.key for q in table.questions]

    by_gaps = starts(["06/01/2025", "13/01/2025", "20/01/2025"])
    american = starts(["01/06/2025", "01/13/2025", "01/20/2025"])
    open_, asked = starts(["03/04/2025", "05/09/2025"])
    answered, _ = starts(["03/04/2025", "05/09/2025"], day_first=False)

    assert by_gaps == ([date(2025, 1, 6), date(2025, 1, 13), date(2025, 1, 20)], [])
    assert american == ([date(2025, 1, 6), date(2025, 1, 13), date(2025, 1, 20)], [])
    assert asked == ["day_first"]
    assert (open_[0], answered[0]) == (date(2025, 4, 3), date(2025, 3, 4))


def test_week_endings_become_the_week_they_end():
    rows = [["Week ending", "Pilot", "CSAT"], *([date(2025, 1, 12 + 7 * n), "North", Percent(0.7)] for n in range(2))]

    (first, _) = table_of(rows).readings

    assert (first.period.starts, first.period.grain) == (date(2025, 1, 6), Grain.WEEK)


def test_the_side_of_the_comparison_is_read_from_a_column_a_section_and_a_sheets_name():
    column = [["Pilot", "Group", "Week", "CSAT"]]
    column += [
        ["North", group, date(2025, 1, 6 + 7 * n), Percent(0.7)] for group in ("Pilot", "Control") for n in range(3)
    ]
    months = [date(2025, m, 1) for m in (1, 2, 3)]
    section = [
        ["Metric", *months],
        ["Pilot group"],
        ["CSAT", *[Percent(0.7)] * 3],
        ["Comparison group"],
        ["CSAT", *[Percent(0.6)] * 3],
    ]
    plain = [["Week", "CSAT", "FCR"], *([date(2025, 1, 6 + 7 * n), Percent(0.7), Percent(0.5)] for n in range(3))]
    sheets = read(workbook({"North": plain, "North - control": plain})).tables

    arms = [[r.arm for r in table_of(rows).readings] for rows in (column, section)]

    assert arms == [[Arm.PILOT] * 3 + [Arm.COMPARISON] * 3] * 2
    assert [(t.readings[0].entity, t.readings[0].arm) for t in sheets] == [
        ("North", Arm.PILOT),
        ("North", Arm.COMPARISON),
    ]


def test_two_tables_side_by_side_and_two_below_each_other():
    months = [date(2025, m, 1) for m in (1, 2, 3)]
    left = [["Month", "CSAT", "FCR", None, "Month", "AHT", "ASA"]]
    left += [[m, Percent(0.7), Percent(0.6), None, m, 300, 20] for m in months]
    below = [["CSAT"], ["Pilot", *months], ["North", *[Percent(0.7)] * 3], ["South", *[Percent(0.6)] * 3], []]
    below += [["No-show rate"], ["Pilot", *months], ["North", *[Percent(0.2)] * 3], ["South", *[Percent(0.1)] * 3]]

    beside = read(workbook({"Figures": left})).tables
    stacked = read(workbook({"Figures": below})).tables

    assert [table.range for table in beside] == ["A1:C4", "E1:G4"]
    assert [{r.metric for r in table.readings} for table in stacked] == [{"csat"}, {"no_show_rate"}]


def test_a_list_of_events_is_recognised_and_asked_about():
    rows = [["Call Id", "Agent", "Date", "Topic", "Duration (s)"]]
    rows += [
        [f"ID{n:04}", f"A{n % 4}", date(2025, 1, 1 + n % 28), "Billing" if n % 3 else "Other", 60 + n]
        for n in range(60)
    ]

    table = table_of(rows)

    assert (table.layout, table.observations, [q.key for q in table.questions]) == (
        Layout.EVENT_LOG,
        0,
        ["event_log:Figures"],
    )


def test_notes_and_pivot_tables_are_not_imported():
    notes = [["How to read this workbook"], ["All figures are monthly."], ["Ask the programme office."]]
    pivot = [["Row Labels", "Sum of Contacts"], ["North", 10], ["South", 20], ["Grand Total", 30]]

    tracker = read(workbook({"Notes": notes, "Pivot": pivot}))

    assert {table.layout for table in tracker.tables} <= {Layout.NONE}


def test_a_person_can_name_the_header_the_layout_and_a_column():
    rows = [
        ["Export"],
        ["x", "y", "z"],
        ["Wer", "Wann", "Menge"],
        ["North", date(2025, 1, 1), 5],
        ["South", date(2025, 1, 1), 6],
    ]
    hints = Hints(
        header_rows={"Figures": (3, 3)},
        layouts={"Figures": Layout.LONG},
        fields={"Figures!A3": "pilot", "Figures!C3": "value", "Wann": "period"},
    )

    table = table_of(rows, hints=hints)

    assert (table.header_rows, table.layout) == ((3, 3), Layout.LONG)
    assert [(r.entity, r.value) for r in table.readings] == [("North", 5), ("South", 6)]
