"""What the grid of a sheet shows: every row and cell by its part, in colour and in words."""

import pytest

from cxdash.trackers.answers.said import hints_from
from cxdash.ui.upload import picture
from tests.trackers.books import csv, read, workbook

BY_MONTH = [["Site", "Jan 2026", "Feb 2026"], ["North", 10, 20], ["South", 30, 40]]


def drawn(rows, said=None, *, name="KPI", **more):
    tracker = read(workbook({name: rows}, **more), hints=hints_from(said or {}))
    return picture.of(tracker.sheets[0], said or {}, {"no_show_rate": "No-show rate"}, heard=0)


def row(shown, number):
    return next(each for each in shown["rows"] if each["number"] == number)


def test_each_cell_is_shown_as_what_it_was_taken_for():
    shown = drawn(BY_MONTH)

    assert [row(shown, number)["parts"] for number in (1, 2, 3)] == ["hhh", "lvv", "lvv"]
    assert [row(shown, number)["role"] for number in (1, 2, 3)] == ["header", "", ""]


def test_the_window_begins_just_above_the_table_and_shows_twelve_rows_of_it():
    titles = [[f"Note {number}"] for number in range(8)]
    shown = drawn([*titles, [], *BY_MONTH[:1], *([f"Site {number}", 1, 2] for number in range(60))])

    seen = [each["number"] for each in shown["rows"] if each["shown"]]
    assert seen == list(range(8, 23))
    assert {each["number"] for each in shown["rows"]} >= set(range(1, 50))


def test_a_row_left_alone_above_what_is_in_sight_is_in_sight_too():
    shown = drawn([["Our figures"], ["Collected monthly"], [], *BY_MONTH])

    assert [each["number"] for each in shown["rows"] if each["shown"]] == [1, 2, 3, 4, 5, 6]


def test_a_header_far_down_is_in_sight_too():
    second = [["Costs"], ["Site", "Jan 2026", "Feb 2026"], ["North", 1, 2], ["South", 3, 4]]
    shown = drawn([*BY_MONTH[:1], *([f"Site {number}", 1, 2] for number in range(200)), [], [], *second])

    assert [head["row"] for head in shown["heads"]] == [1, 205]
    assert row(shown, 205)["shown"]


def test_every_column_says_what_it_means_among_what_it_can_mean():
    shown = drawn([["Month", "Site", "No-show rate"], ["2026-01", "North", 0.1], ["2026-02", "North", 0.2]])

    cells = shown["heads"][0]["cells"]
    chosen = [dict(shown["options"][cell["options"]])[cell["field"]] for cell in cells.values()]
    assert chosen == ["Period", "Site", "Metric: No-show rate"]
    assert [cell["part"] for cell in cells.values()] == ["l", "l", "v"]


def test_cells_to_mend_carry_what_to_do():
    shown = drawn([*BY_MONTH, ["West", "about ten", 50]])

    assert list(row(shown, 4)["wrong"]) == ["1"]
    assert "about ten" in row(shown, 4)["wrong"]["1"]
    assert ["wrong", "to mend"] in shown["legend"]


def test_a_cell_to_mend_far_below_is_in_sight():
    rows = [[f"Site {number}", 1, 2] for number in range(150)]
    shown = drawn([*BY_MONTH[:1], *rows, ["West", "about ten", 50]])

    assert row(shown, 152)["shown"]


def test_total_rows_say_so_and_can_be_read():
    shown = drawn([*BY_MONTH, ["Total", 40, 60]])

    assert row(shown, 4)["role"] == "total"
    assert shown["tables"][0]["totals"] == {"words": "Total row 4 left out.", "button": "Read it", "read": True}


def test_hidden_columns_are_marked():
    shown = drawn(BY_MONTH, hidden={"KPI": "B:B"})

    assert [column["letter"] for column in shown["columns"] if column["hidden"]] == ["B"]
    assert ["hidden", "hidden in the workbook"] in shown["legend"]


def test_tables_side_by_side_each_have_row_numbers_of_their_own():
    left, right = BY_MONTH, [["Team", "Jan 2026", "Feb 2026"], ["A", 1, 2], ["B", 3, 4]]
    shown = drawn([[*one, None, *other] for one, other in zip(left, right, strict=True)])

    assert [table["at"] for table in shown["tables"]] == ["A1", "E1"]
    assert row(shown, 1)["table"] == "A1"
    assert row(shown, 1)["asides"] == {"3": {"table": "E1", "header": True}}
    assert row(shown, 2)["asides"] == {"3": {"table": "E1", "header": False}}


def test_a_row_between_stacked_tables_is_about_the_one_whose_header_it_touches():
    shown = drawn([*BY_MONTH, [], ["Costs of both"], *BY_MONTH], {"header:KPI": "A1:C1 A6:C6"})

    assert [table["at"] for table in shown["tables"]] == ["A1", "A6"]
    assert [row(shown, number)["table"] for number in (1, 3, 5, 6)] == ["A1", "A1", "A6", "A6"]


@pytest.mark.parametrize("rows", [[["Only a note"]], [[]]])
def test_a_sheet_without_a_table_says_so(rows):
    shown = drawn(rows)

    assert shown["notes"]
    assert shown["tables"] == []


def test_a_text_file_is_shown_like_a_sheet():
    tracker = read(csv(BY_MONTH), "sites.csv")

    shown = picture.of(tracker.sheets[0], {}, {}, heard=7)

    assert shown["heard"] == 7
    assert [each["texts"] for each in shown["rows"]][1] == ("North", "10", "20")
