"""Tables beside each other, and parts of one table beside an empty column."""

from datetime import date

from tests.trackers.books import Percent, read, workbook


def tables_of(rows, **more):
    (sheet,) = read(workbook({"Figures": rows}, **more)).sheets
    return [(table.range, table.observations) for table in sheet.tables]


def test_the_same_labels_again_right_of_an_empty_column_are_a_second_table():
    head = ["Agent", "Calls", "AHT"]
    rows = [[*head, None, *head], ["Ann", 5, 300, None, "Cid", 7, 310], ["Bob", 6, 305, None, "Dee", 8, 320]]

    assert tables_of(rows) == [("A1:C3", 4), ("E1:G3", 4)]


def test_names_left_of_an_empty_column_belong_to_the_figures_right_of_it():
    rows = [["Site", None, "Month", "Calls"], ["Leeds", None, date(2025, 1, 1), 5], ["York", None, date(2025, 1, 1), 6]]
    rows += [["Leeds", None, date(2025, 2, 1), 7], ["York", None, date(2025, 2, 1), 8]]

    assert tables_of(rows) == [("A1:D5", 4)]


def test_an_empty_column_below_a_merged_label_stays_inside_the_table():
    rows = [["Month", "North", None, "South", None], [None, "Calls", None, "Calls", None]]
    rows += [[f"2025-{n:02}", n, None, n + 1, None] for n in range(1, 6)]

    assert tables_of(rows, merges={"Figures": ["B1:C1", "D1:E1"]}) == [("A1:D7", 10)]


def test_one_number_all_the_way_down_right_of_an_empty_column_is_a_line_of_a_chart():
    rows = [["Month", "CSAT", None, "Goal"]]
    rows += [[f"2025-{n:02}", Percent(0.8 + n / 100), None, Percent(0.85)] for n in range(1, 6)]

    assert tables_of(rows) == [("A1:B6", 5)]
