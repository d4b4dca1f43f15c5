"""Where a header is found, how far it reaches, and what is none."""

from datetime import date

import pytest

from cxdash.trackers.readings import Layout
from tests.trackers.books import csv, read, table_of, workbook


def header_of(rows, **more):
    return table_of(rows, **more).header_rows


def labels_of(rows, **more):
    return [column.label for column in table_of(rows, **more).columns]


def without_tables(rows, *, as_text=False):
    content = csv(rows, ",") if as_text else workbook({"Figures": rows})
    (sheet,) = read(content, "tracker.csv" if as_text else "tracker.xlsx").sheets
    assert [table for table in sheet.tables if table.header_rows] == []
    return sheet.notes


def test_a_row_of_units_belongs_to_the_header():
    rows = [["Month", "Wait", "Answered"], [None, "seconds", "%"], ["2025-01", 12, 80], ["2025-02", 13, 81]]

    assert header_of(rows) == (1, 2)


def test_names_below_a_merged_label_belong_to_the_header():
    rows = [["Month", "Calls", None], [None, "North", "South"], ["2025-01", 12, 80], ["2025-02", 13, 81]]

    assert header_of(rows, merges={"Figures": ["B1:C1"]}) == (1, 2)


def test_a_title_merged_over_the_table_is_no_part_of_its_header():
    rows = [["Monthly calls", None, None], ["Month", "North", "South"], ["2025-01", 12, 80], ["2025-02", 13, 81]]

    assert header_of(rows, merges={"Figures": ["A1:C1"]}) == (2, 2)


def test_counted_weeks_above_their_days_belong_to_the_header():
    days = [date(2025, 1, 3), date(2025, 1, 10), date(2025, 1, 17), date(2025, 1, 24)]
    rows = [["Week number", 1, 2, 3, 4], ["Week ended", *days], ["North", 673, 707, 647, 612], ["South", 1, 2, 3, 4]]

    assert header_of(rows) == (1, 2)


def test_long_labels_above_labels_that_come_twice_are_their_groups():
    long = "attendances of patients, from their arrival to admission, transfer or discharge"
    rows = [[None, f"Short {long}", None, f"Long {long}", None], ["Month", "Type 1", "Type 2", "Type 1", "Type 2"]]
    rows += [["2025-01", 1, 2, 3, 4], ["2025-02", 5, 6, 7, 8]]

    assert header_of(rows) == (1, 2)
    assert len(set(labels_of(rows))) == 5


def test_groups_of_a_text_file_reach_over_the_blanks_on_their_right():
    rows = [["", "Attendances", "", "Admissions", ""], ["Month", "Type 1", "Type 2", "Direct", "Other"]]
    rows += [["2025-01", 1, 2, 3, 4], ["2025-02", 5, 6, 7, 8]]
    (table,) = read(csv(rows, ","), "tracker.csv").tables

    assert [column.label for column in table.columns][1:] == [
        "Attendances – Type 1",
        "Attendances – Type 2",
        "Admissions – Direct",
        "Admissions – Other",
    ]


def test_a_label_broken_over_two_lines_is_no_group_of_the_next_column():
    rows = [["", "Average", "", "First call"], ["Month", "handle time", "Calls", "resolution"]]
    rows += [["2025-01", 301, 2, "81 %"], ["2025-02", 305, 6, "82 %"]]

    assert "Calls" in labels_of(rows)


def test_the_first_of_two_tables_of_one_make_is_found_though_it_has_few_rows():
    head = ["Date collected", "Species", "Sex", "Weight"]
    rows = [["Plot: 2"], [], head, ["8/19/2025", "DM", "M", "29g"], ["8/19/2025", "DO", "F", "50g"], []]
    rows += [["Plot: 3"], [], head, ["8/19/2025", "DM", "M", "30g"], ["8/20/2025", "DO", "F", "48g"]]
    (sheet,) = read(workbook({"Figures": rows})).sheets

    assert [table.header_rows for table in sheet.tables] == [(3, 3), (9, 9)]


def test_lists_of_tasks_below_one_another_are_tables_of_their_own():
    rows = [["Milestone", "Planned", "Actual", "Status"], ["Design", date(2025, 1, 10), date(2025, 1, 12), "Done"]]
    rows += [["Build", date(2025, 3, 1), None, "Late"], []]
    rows += [["Risk", "Likelihood", "Impact", "Owner"], ["Late supplier", "High", "Medium", "Ann"]]
    rows += [["Key person leaves", "Low", "High", "Bob"]]
    (sheet,) = read(workbook({"Figures": rows})).sheets

    assert [(table.header_rows, table.layout) for table in sheet.tables] == [
        ((1, 1), Layout.TRACKER),
        ((5, 5), Layout.TRACKER),
    ]


@pytest.mark.parametrize("as_text", [False, True])
def test_rows_of_data_without_a_header_are_not_read_and_said_so(as_text):
    rows = [[f"2025-01-{n:02}", "North", 100 + n, 20] for n in range(1, 11)]
    (note,) = without_tables(rows, as_text=as_text)

    assert "from row 1 on have no header" in note


def test_numbers_with_fractions_are_no_labels():
    rows = [["a/p", 1.5, -1.2, 12.3, -12.34], ["am", 1.0, 2.0, 3.0, 4.0], ["pm", 2.0, 3.0, 4.0, 5.0]]

    without_tables(rows)


@pytest.mark.parametrize("above", [["Owner:", "Kim Lee"], ["Version", 2.0]])
def test_what_is_said_about_a_sheet_is_no_header(above):
    rows = [above, ["2025-01-01", 1], ["2025-01-02", 2], ["2025-01-03", 3]]

    without_tables(rows)


def test_notes_below_a_table_do_not_count_among_its_columns():
    rows = [[None, "Month", "Calls"], *([None, f"2025-{n:02}", 100 + n] for n in range(1, 10))]
    rows += [[], ["Source: own figures"], ["*:", "see the metadata"], ["Contact: team@example.org"]]
    table = table_of(rows)

    assert [column.label for column in table.columns] == ["Month", "Calls"]
    assert table.range == "B1:C10"
    assert len(table.readings) == 9


def test_what_rows_are_may_stand_below_what_columns_are():
    rows = [["TIME", "2021", "2022"], ["GEO (Labels)"], ["Belgium", 7, 6.5], ["Denmark", 5, 5.5], ["Malta", 3, 3.5]]

    assert header_of(rows) == (1, 2)


def test_the_choices_of_a_question_belong_to_the_header():
    rows = [
        ["Respondent", "Day", "Score", "Reason", None, None],
        [None, None, "Response", "Billing", "Delivery", "Other"],
    ]
    rows += [[1180 + n, date(2025, 3, n), n % 5, "Billing" if n % 2 else None, None, None] for n in range(1, 25)]

    assert header_of(rows) == (1, 2)


def test_a_title_over_an_empty_column_is_no_group():
    gap = [None] * 4
    rows = [["Customer effort", *gap, "Chart data"], [None, *gap, "Month", "Effort", "Wait"]]
    rows += [[None, *gap, f"2025-{n:02}", 5, 30] for n in range(1, 7)]

    assert header_of(rows) == (2, 2)


def test_days_over_the_same_measures_are_their_groups():
    rows = [["Daily report"], [], [None, date(2025, 1, 6), None, date(2025, 1, 7), None]]
    rows += [["Name", "Beds", "Used", "Beds", "Used"], ["Trust 1", 10, 9, 10, 8], ["Trust 2", 20, 18, 20, 17]]

    assert header_of(rows, merges={"Figures": ["B3:C3", "D3:E3"]}) == (3, 4)


def test_a_group_whose_words_begin_every_label_below_it_is_only_a_note():
    rows = [
        ["Hours:", 30],
        [None, None, "effort spent", None],
        ["Task", "Owner", "effort spent by A", "effort spent by B"],
    ]
    rows += [["Build", "Ann", 4, 5], ["Test", "Bob", 2, 3], ["Ship", "Cid", 1, 1]]

    assert header_of(rows, merges={"Figures": ["C2:D2"]}) == (3, 3)
