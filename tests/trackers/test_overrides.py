"""What a person says about headers, layouts and columns goes before what was recognised."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.trackers.answers.meanings import FIELDS
from cxdash.trackers.answers.said import (
    column_answer,
    header_answer,
    hints_from,
    layout_answer,
    meanings,
    sheet_answer,
    totals_answer,
)
from cxdash.trackers.files.areas import Area
from cxdash.trackers.readings import Layout, Sheet, Table, Tracker
from tests.trackers.books import csv, read, told, workbook

JAN, FEB, MAR = date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)
BY_MONTH = [
    ["Month", "Site", "Calls", "AHT"],
    [JAN, "North", 100, 300],
    [FEB, "North", 110, 290],
    [JAN, "South", 50, 310],
    [FEB, "South", 60, 305],
]
STACKED = [
    ["Site", "Jan 2025", "Feb 2025"],
    ["North", 1, 2],
    ["South", 3, 4],
    [],
    ["Costs of both"],
    ["Site", "Jan 2025", "Feb 2025"],
    ["North", 10, 20],
    ["South", 30, 40],
]


def sheet_of(rows, said=None) -> Sheet:
    (sheet,) = _tracker({"KPI": rows}, said).sheets
    return sheet


def _tracker(sheets, said=None) -> Tracker:
    return read(workbook(sheets), hints=hints_from(said or {}))


def table_of(rows, said=None) -> Table:
    (table,) = sheet_of(rows, said).tables
    return table


def fields_of(table: Table) -> dict[str, str]:
    return {column.letter: column.field for column in table.columns}


def column_of(table: Table, letter: str):
    return next(column for column in table.columns if column.letter == letter)


# --- headers ----------------------------------------------------------------------------------------------------------


def test_a_row_said_to_be_the_header_is_it():
    rows = [["Report", "of", "sites"], ["Site", "Jan 2025", "Feb 2025"], ["North", 1, 2], ["South", 3, 4]]

    table = table_of(rows, {"header:KPI": "1"})

    assert (table.header_rows, table.range) == ((1, 1), "A1:C4")


def test_a_header_of_two_rows_names_columns_by_both():
    rows = [["", "Pilot", "Pilot"], ["Site", "Jan 2025", "Feb 2025"], ["North", 1, 2], ["South", 3, 4]]

    table = table_of(rows, {"header:KPI": "1-2"})

    assert table.header_rows == (1, 2)
    assert table.columns[1].label == "Pilot – Jan 2025"


def test_a_header_goes_to_the_table_whose_region_has_that_row():
    rows = [
        ["Site", "Jan 2025", None, None, None, None],
        ["North", 1, None, None, None, None],
        ["South", 2, None, None, "Name", "Calls"],
        ["West", 3, None, None, "Team A", 7],
        ["East", 4, None, None, "Team B", 8],
        [None, None, None, None, "Team C", 9],
        [None, None, None, None, "Team D", 9],
    ]

    first, second = sheet_of(rows).tables
    again = sheet_of(rows, {"header:KPI": "1"}).tables

    assert (first.header_rows, second.header_rows) == ((1, 1), (3, 3))
    assert [table.header_rows for table in again] == [(1, 1), (3, 3)]


def test_a_header_further_down_leaves_the_table_above_it_alone():
    tables = sheet_of(STACKED, {"header:KPI": "6"}).tables

    assert [table.header_rows for table in tables] == [(1, 1), (6, 6)]
    assert [reading.value for table in tables for reading in table.readings] == [1, 2, 3, 4, 10, 20, 30, 40]


def test_tables_below_each_other_are_cut_at_the_headers_that_were_said():
    rows = [row for row in STACKED if row not in ([], ["Costs of both"])]

    tables = sheet_of(rows, {"header:KPI": "A1:C1 A4:C4"}).tables

    assert [(table.range, table.header_rows) for table in tables] == [("A1:C3", (1, 1)), ("A4:C6", (4, 4))]
    assert [[reading.value for reading in table.readings] for table in tables] == [[1, 2, 3, 4], [10, 20, 30, 40]]


def test_a_title_between_two_tables_is_no_row_of_the_upper_one():
    tables = sheet_of(STACKED, {"header:KPI": "A1:C1 A6:C6"}).tables

    assert [table.range for table in tables] == ["A1:C3", "A6:C8"]
    assert {reading.metric for reading in tables[1].readings} == {"Costs of both"}


def test_tables_side_by_side_without_an_empty_column_are_cut_where_it_was_said():
    rows = [
        ["Site", "Jan 2025", "Feb 2025", "Team", "Jan 2025", "Feb 2025"],
        ["North", 1, 2, "Red", 5, 6],
        ["South", 3, 4, "Blue", 7, 8],
    ]

    tables = sheet_of(rows, {"header:KPI": "A1:C1 D1:F1"}).tables

    assert [table.range for table in tables] == ["A1:C3", "D1:F3"]
    assert told(tables[1].readings)[0] == ("Red", "tracker", "2025-01-01", "month", 5)


def test_a_table_that_was_said_is_not_cut_where_its_header_comes_again():
    rows = [["Site", "Jan 2025", "Feb 2025"], ["North", 1, 2], [], ["Site", "Jan 2025", "Feb 2025"], ["South", 3, 4]]

    tables = sheet_of(rows, {"header:KPI": "A1:C1"}).tables

    assert [table.range for table in tables] == ["A1:C5"]


def test_a_title_left_of_a_table_that_was_cut_out_still_names_its_metric():
    rows = [["CSAT"], [], [None, "Site", "Jan 2025", "Feb 2025"], [None, "N", 0.5, 0.6], [None, "S", 0.7, 0.8]]

    table = table_of(rows, {"header:KPI": "B3:D3"})

    assert table.range == "B3:D5"
    assert {reading.metric for reading in table.readings} == {"csat"}


def test_figures_outside_of_the_tables_that_were_marked_are_said():
    marked = sheet_of(STACKED, {"header:KPI": "A6:C6"})

    assert not any("outside" in note for note in sheet_of(STACKED, {"header:KPI": "A1:C1 A6:C6"}).notes)
    assert marked.notes[0].startswith("4 figures lie outside of the tables whose headers were marked, the first in B2")


@pytest.mark.parametrize("answer", ["99", "A99:C99", "5-9", "AA1:AB1"])
def test_a_header_outside_of_the_sheet_changes_nothing(answer):
    assert sheet_of(BY_MONTH, {"header:KPI": answer}).tables == sheet_of(BY_MONTH).tables


def test_headers_over_one_another_count_once():
    tables = sheet_of(BY_MONTH, {"header:KPI": "A1:D2 A2:D2"}).tables

    assert [table.header_rows for table in tables] == [(1, 2)]


def test_an_answered_question_about_the_header_keeps_all_of_its_rows():
    rows = [["Notes", "a", "b"], ["Region", "x", "y"], ["Site", "Calls", "Chats"], ["North", 1, 2], ["South", 3, 4]]
    sheet = sheet_of(rows)
    for question in (question for table in sheet.tables for question in table.questions):
        if question.key == "header:KPI":
            for answer in question.candidates:
                first, _, last = answer.partition("-")
                (table,) = sheet_of(rows, {"header:KPI": answer}).tables
                assert table.header_rows == (int(first), int(last or first))


# --- layouts ----------------------------------------------------------------------------------------------------------


def test_a_layout_can_be_said_for_one_table_of_a_sheet():
    upper, lower = sheet_of(STACKED, {"layout:KPI!A6": "wide_entity"}).tables

    assert (upper.layout, lower.layout) == (Layout.WIDE_PERIOD, Layout.WIDE_ENTITY)


def test_the_layout_of_a_table_goes_before_that_of_its_sheet():
    upper, lower = sheet_of(STACKED, {"layout:KPI": "none", "layout:KPI!A6": "wide_period"}).tables

    assert (upper.layout, lower.layout) == (Layout.NONE, Layout.WIDE_PERIOD)


def test_a_layout_that_finds_no_figures_says_so():
    sheet = sheet_of(BY_MONTH, {"layout:KPI": "wide_period"})

    assert not sheet.tables[0].readings
    assert any("no figures when it is read as a column per period" in note for note in sheet.notes)


# --- columns ----------------------------------------------------------------------------------------------------------


def test_a_column_can_be_left_out():
    table = table_of(BY_MONTH, {"column:KPI!C1": "ignore"})

    assert {reading.metric for reading in table.readings} == {"average_handle_time"}
    assert fields_of(table)["C"] == "ignore"


def test_a_column_s_figures_are_the_metric_that_was_said():
    free = table_of(BY_MONTH, {"column:KPI!C1": "metric:Inbound calls"})
    known = table_of(BY_MONTH, {"column:KPI!D1": "metric:csat"})

    assert {reading.metric for reading in free.readings} == {"Inbound calls", "average_handle_time"}
    assert fields_of(free)["C"] == "metric:Inbound calls"
    assert "csat" in {reading.metric for reading in known.readings}
    assert fields_of(known)["D"] == "metric:csat"


def test_a_column_of_unreadable_headers_is_the_period_that_was_said():
    rows = [["Site", "Jan 2025", "2nd", "Mar 2025"], ["North", 1, 2, 3], ["South", 4, 5, 6]]

    table = table_of(rows, {"column:KPI!C1": "period:2025-02"})

    assert [reading.period.starts for reading in table.readings] == [JAN, FEB, MAR] * 2
    assert fields_of(table)["C"] == "period:2025-02"


def test_a_misread_period_can_be_corrected_and_a_period_left_out():
    rows = [["Site", "Jan 2025", "Feb 2025", "Mar 2025"], ["North", 1, 2, 3], ["South", 4, 5, 6]]

    table = table_of(rows, {"column:KPI!B1": "period:2024-12", "column:KPI!D1": "ignore"})

    assert [reading.period.starts for reading in table.readings] == [date(2024, 12, 1), FEB] * 2


def test_a_metric_can_be_said_for_a_column_of_a_period():
    rows = [["Site", "Jan 2025", "Feb 2025", "Mar 2025"], ["North", 1, 2, 3], ["South", 4, 5, 6]]

    table = table_of(rows, {"column:KPI!D1": "metric:Forecast"})

    assert [(reading.metric, reading.period.starts) for reading in table.readings[2:3]] == [("Forecast", MAR)]
    assert fields_of(table)["D"] == "metric:Forecast"


def test_the_name_said_takes_the_place_of_the_name_recognised():
    rows = [["Pilot", "Wing", "Month", "Calls"], ["P1", "A", JAN, 1], ["P1", "B", JAN, 2], ["P1", "A", FEB, 3]]

    table = table_of(rows, {"column:KPI!B1": "site"})

    assert [reading.entity for reading in table.readings] == ["A", "B", "A"]


def test_a_segment_that_was_said_stays_though_it_tells_no_rows_apart():
    rows = [["Site", "Area", "Month", "Calls"], ["N", "Up", JAN, 1], ["S", "Down", JAN, 2], ["N", "Up", FEB, 3]]

    table = table_of(rows, {"column:KPI!B1": "segment"})

    assert [(reading.entity, reading.segment) for reading in table.readings] == [
        ("N", "Up"),
        ("S", "Down"),
        ("N", "Up"),
    ]


def test_a_part_and_a_whole_that_were_said_make_up_the_rate_beside_them():
    rows = [
        ["Month", "Happy share", "Waiting", "Happy ones", "Asked"],
        [JAN, 0.5, 12, 10, 20],
        [FEB, 0.25, 13, 10, 40],
    ]

    table = table_of(rows, {"column:KPI!D1": "numerator", "column:KPI!E1": "denominator"})

    assert [(r.metric, r.value, r.numerator, r.denominator) for r in table.readings if r.numerator] == [
        ("Happy share", 0.5, 10, 20),
        ("Happy share", 0.25, 10, 40),
    ]


def test_a_part_and_a_whole_of_no_rate_are_a_metric_of_their_own():
    rows = [["Month", "Waiting", "Happy ones", "Asked"], [JAN, 12, 10, 20], [FEB, 13, 10, 40]]

    table = table_of(rows, {"column:KPI!C1": "numerator", "column:KPI!D1": "denominator"})

    assert [(r.metric, r.value, r.numerator, r.denominator) for r in table.readings if r.numerator] == [
        ("Happy ones", None, 10, 20),
        ("Happy ones", None, 10, 40),
    ]


def test_saying_value_and_metric_makes_a_table_long():
    rows = [["What", "When", "How much"], ["Lifts", JAN, 1], ["Doors", JAN, 2], ["Lifts", FEB, 3]]

    table = table_of(rows, {"column:KPI!A1": "metric", "column:KPI!C1": "value"})

    assert table.layout is Layout.LONG
    assert [(reading.metric, reading.value) for reading in table.readings] == [("Lifts", 1), ("Doors", 2), ("Lifts", 3)]


def test_in_a_long_table_two_columns_can_be_metrics():
    rows = [["Site", "Month", "a", "b"], ["N", JAN, 1, 2], ["S", JAN, 3, 4]]
    said = {"layout:KPI": "long", "column:KPI!C1": "metric:Opened", "column:KPI!D1": "metric:Closed"}

    table = table_of(rows, said)

    assert [(r.entity, r.metric, r.value) for r in table.readings] == [
        ("N", "Opened", 1),
        ("S", "Opened", 3),
        ("N", "Closed", 2),
        ("S", "Closed", 4),
    ]


def test_in_a_table_wide_by_entity_one_column_can_be_a_metric():
    rows = [["Month", "North", "South", "Extra"], [JAN, 1, 2, 9], [FEB, 3, 4, 8]]

    table = table_of(rows, {"layout:KPI": "wide_entity", "column:KPI!D1": "metric:Overflow"})

    assert [(r.entity, r.metric, r.value) for r in table.readings[:3]] == [
        ("North", "tracker", 1),
        ("South", "tracker", 2),
        (None, "Overflow", 9),
    ]


def test_a_column_wide_by_entity_can_be_renamed():
    rows = [["Month", "North", "South"], [JAN, 1, 2], [FEB, 3, 4]]

    table = table_of(rows, {"layout:KPI": "wide_entity", "column:KPI!C1": "entity:South pilot"})

    assert [reading.entity for reading in table.readings[:2]] == ["North", "South pilot"]
    assert fields_of(table)["C"] == "entity:South pilot"


def test_the_metrics_of_rows_can_be_said_for_a_table_wide_by_entity():
    rows = [["Thing", "Month", "North", "South"], ["Lifts", JAN, 1, 2], ["Doors", JAN, 3, 4]]

    table = table_of(rows, {"column:KPI!A1": "metric"})

    assert table.layout is Layout.WIDE_ENTITY
    assert [(r.entity, r.metric) for r in table.readings] == [
        ("North", "Lifts"),
        ("South", "Lifts"),
        ("North", "Doors"),
        ("South", "Doors"),
    ]


def test_a_column_of_a_register_takes_the_field_that_was_said():
    rows = [
        ["Use case", "Stage", "Boss", "Sponsor", "Goes live"],
        ["Chat", "pilot", "Ann", "Bea", JAN],
        ["Voice", "idea", "Cem", "Dan", FEB],
    ]

    table = table_of(rows, {"column:KPI!C1": "operations_owner", "column:KPI!D1": "ignore"})

    assert [row.fields.get("operations_owner") for row in table.register] == ["Ann", "Cem"]
    assert not any("sponsor" in row.fields for row in table.register)
    assert (fields_of(table)["C"], fields_of(table)["D"]) == ("operations_owner", "ignore")


@pytest.mark.parametrize("key", ["column:KPI!Z1", "column:KPI!C90", "column:Other!C1", "column:KPI", "column:KPI!"])
def test_an_answer_about_a_column_that_is_not_there_changes_nothing(key):
    assert table_of(BY_MONTH, {key: "ignore"}) == table_of(BY_MONTH)


@pytest.mark.parametrize("field", ["", "banana", "period:soon", "metric:", "other"])
def test_a_field_that_is_none_changes_nothing(field):
    assert table_of(BY_MONTH, {"column:KPI!C1": field}) == table_of(BY_MONTH)


# --- totals and sheets ------------------------------------------------------------------------------------------------


def test_total_rows_are_kept_where_that_was_said():
    rows = [["Site", "Jan 2025", "Feb 2025"], ["North", 1, 2], ["South", 3, 4], ["Total", 4, 6]]

    without, within = table_of(rows), table_of(rows, {"totals:KPI!A1": "read"})

    assert (without.total_rows, len(without.readings)) == ((4,), 4)
    assert (within.total_rows, len(within.readings)) == ((), 6)


def _with_hidden(said=None) -> Tracker:
    content = workbook({"KPI": BY_MONTH, "Old": BY_MONTH}, hidden_sheets=["Old"])
    return read(content, hints=hints_from(said or {}))


def test_a_hidden_sheet_is_understood_but_left_out_and_that_is_said():
    tracker = _with_hidden()
    shown, hidden = tracker.sheets

    assert (hidden.hidden, hidden.used, len(hidden.tables)) == (True, False, 1)
    assert tracker.tables == shown.tables
    assert "hidden in the workbook and is left out" in hidden.notes[0]


def test_a_hidden_sheet_is_read_where_that_was_said_and_a_shown_one_left_out():
    shown, hidden = _with_hidden().sheets

    tracker = _with_hidden(dict([sheet_answer(hidden, read=True), sheet_answer(shown, read=False)]))

    assert [sheet.used for sheet in tracker.sheets] == [False, True]
    assert tracker.tables == tracker.sheets[1].tables


def test_a_hidden_copy_does_not_name_the_figures_of_the_sheet_in_sight():
    rows = [["Month", "Calls"], [JAN, 1], [FEB, 2]]
    both = read(workbook({"North": rows, "South": rows}))
    one = read(workbook({"North": rows, "South": rows}), hints=hints_from({"sheet:South": "leave out"}))

    assert {reading.entity for reading in both.sheets[0].tables[0].readings} == {"North"}
    assert {reading.entity for reading in one.sheets[0].tables[0].readings} == {None}


# --- together ---------------------------------------------------------------------------------------------------------


def test_header_then_layout_then_column_go_together():
    rows = [["2025", "x", "y"], ["Month", "North", "South"], [JAN, 1, 2], [FEB, 3, 4]]
    said = {"header:KPI": "1"}
    for row in (3, 2, 3):  # the third row alone; the second joins it; the third leaves it
        sheet = sheet_of(rows, said)
        said |= [header_answer(sheet, sheet.tables[0], row)]
    sheet = sheet_of(rows, said)

    assert sheet.tables[0].header_rows == (2, 2)
    said |= [layout_answer(sheet, sheet.tables[0], Layout.WIDE_ENTITY)]
    sheet = sheet_of(rows, said)
    said |= [column_answer(sheet, sheet.tables[0], column_of(sheet.tables[0], "C"), "ignore")]
    table = table_of(rows, said)

    assert (table.range, table.header_rows, table.layout) == ("A2:C4", (2, 2), Layout.WIDE_ENTITY)
    assert [(reading.entity, reading.value) for reading in table.readings] == [("North", 1), ("North", 3)]


def test_a_column_keeps_its_answer_when_the_header_gains_a_row():
    rows = [["", "Pilot", "Pilot"], ["Month", "Calls", "Chats"], [JAN, 1, 2], [FEB, 3, 4]]
    said = {"header:KPI": "2", "column:KPI!C2": "metric:Talks", "layout:KPI!A2": "wide_metric"}

    grown = table_of(rows, said | {"header:KPI": "1-2"})

    assert grown.header_rows == (1, 2)
    assert grown.layout is Layout.WIDE_METRIC
    assert "Talks" in {reading.metric for reading in grown.readings}


def test_an_answer_of_another_table_s_column_does_not_wander():
    table = sheet_of(STACKED, {"column:KPI!B6": "ignore"}).tables

    assert [len(each.readings) for each in table] == [4, 2]


def test_totals_answer_and_back():
    rows = [["Site", "Jan 2025", "Feb 2025"], ["North", 1, 2], ["South", 3, 4], ["Total", 4, 6]]
    sheet = sheet_of(rows)

    key, answer = totals_answer(sheet, sheet.tables[0], read=True)

    assert (key, answer) == ("totals:KPI!A1", "read")
    assert totals_answer(sheet, sheet.tables[0], read=False) == (key, "")


BOOKS = [
    BY_MONTH,
    STACKED,
    [["Use case", "Stage", "Boss", "Sponsor", "Goes live"], ["Chat", "pilot", "Ann", "Bea", JAN]],
    [["Step", "What hurts", "Kind", "Volume"], ["Book", "Callers wait", "Waiting", 900], ["Pay", "Bills", "", 40]],
    [["Site", "KPI", "Date", "Value"], ["N", "CSAT", JAN, 0.5], ["S", "CSAT", JAN, "n/a"]],
    [["When", "Who", "Call id"], *[[date(2025, 1, 1 + day % 28), "A", f"c{day}"] for day in range(25)]],
    [["only text"], ["and", "more"]],
]


@pytest.mark.parametrize("rows", BOOKS)
@pytest.mark.parametrize("layout", list(Layout))
def test_every_meaning_of_every_column_can_be_said_and_shows_in_the_table(rows, layout):
    """Whatever the page offers is applied: the column has that field, or the answer was no field of its own."""
    content, said = csv(rows), {"layout:KPI": str(layout)}

    def sheet_as(answers) -> Sheet:
        return read(content, "KPI.csv", hints_from(said | answers)).sheets[0]

    sheet = sheet_as({})
    for table in sheet.tables:
        for column in table.columns if table.header_rows else ():
            for field in meanings(table, column):
                again = sheet_as(dict([column_answer(sheet, table, column, field)]))
                same = next(each for each in again.tables if each.range == table.range)
                now = fields_of(same)[column.letter]
                assert same.layout is layout
                assert field in {now, column.field} or _alike(now, field), (layout, column, field, now)


@given(
    st.sampled_from(BOOKS),
    st.dictionaries(
        st.one_of(
            st.builds(
                "{}:KPI!{}{}".format,
                st.sampled_from(["column", "layout", "totals"]),
                st.sampled_from("ABCDE"),
                st.integers(1, 9),
            ),
            st.sampled_from(["header:KPI", "layout:KPI", "event_log:KPI"]),
        ),
        st.one_of(
            st.sampled_from(
                [*FIELDS, *Layout, "metric:CSAT", "period:2025-03", "entity:North", "numerator:csat", "read"]
            ),
            st.builds("{}-{}".format, st.integers(1, 9), st.integers(1, 9)),
            st.builds("A{0}:C{0} D{1}:E{1}".format, st.integers(1, 9), st.integers(1, 9)),
            st.sampled_from(["week of A: count", 'month of C: mean of B, share of A = "x"; apart by B']),
        ),
        max_size=6,
    ),
)
@settings(max_examples=150, deadline=None)
def test_no_answer_breaks_the_reading(rows, said):
    """Whatever is said, the file is read, and what is said of tables lies on the sheet."""
    (sheet,) = read(csv(rows), "KPI.csv", hints_from(said)).sheets

    for table in sheet.tables:
        area = Area.parse(table.range)
        first, last = table.header_rows or (area.first + 1, area.first + 1)
        assert area.first + 1 == first <= last <= area.last + 1 <= len(rows)


def _alike(now: str, field: str) -> bool:
    """Whether one stands for the other: a part or a metric by its slug, a year that is the only period."""
    kind, _, _ = field.partition(":")
    return now.partition(":")[0] == kind or (field, now) == ("year", "period")
