"""Answers given about one file hold for the next one with the same headers, wherever its tables have moved."""

import json
from datetime import date

import pytest

from cxdash.trackers.answers.memory import carried_over, fingerprints, telling_fingerprints, with_places
from cxdash.trackers.answers.said import hints_from
from cxdash.trackers.readings import Layout, Tracker
from tests.trackers.books import read, workbook

JAN, FEB, MAR = date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)
ROWS = [["Month", "North", "South"], [JAN, 1, 2], [FEB, 3, 4]]
TITLED = [["Weekly report"], [], *ROWS, [MAR, 5, 6]]
MONTHS = [["Site", "Jan 2025", "Feb 2025", "Sum"], ["North", 1, 2, 3], ["South", 3, 4, 7]]
MORE_MONTHS = [["Site", "Jan 2025", "Feb 2025", "Mar 2025", "Sum"], ["North", 1, 2, 9, 12], ["South", 3, 4, 9, 16]]


def tracker(rows, said=None, name="KPI") -> Tracker:
    return read(workbook({name: rows}), hints=hints_from(said or {}))


def next_time(said, rows, now, name="KPI") -> dict[str, str]:
    """What is said about the next file when this was said about the first."""
    return carried_over(with_places(said, tracker(rows, said)), tracker(now, name=name))


def test_nothing_moves_where_the_next_file_has_only_more_rows():
    said = {"header:KPI": "1", "layout:KPI!A1": "wide_entity", "column:KPI!C1": "ignore", "totals:KPI!A1": "read"}

    assert next_time(said, ROWS, [*ROWS, [MAR, 5, 6]]) == said


def test_answers_follow_a_table_below_a_new_title():
    said = {"header:KPI": "1", "layout:KPI!A1": "wide_entity", "column:KPI!C1": "ignore"}

    again = next_time(said, ROWS, TITLED)
    (table,) = tracker(TITLED, again).tables

    assert again == {"header:KPI": "3", "layout:KPI!A3": "wide_entity", "column:KPI!C3": "ignore"}
    assert (table.layout, table.header_rows) == (Layout.WIDE_ENTITY, (3, 3))
    assert [reading.value for reading in table.readings] == [1, 3, 5]


def test_a_span_of_header_rows_moves_whole():
    rows = [["", "Pilot", "Pilot"], *ROWS]

    assert next_time({"header:KPI": "1-2"}, rows, [["Title"], [], *rows])["header:KPI"] == "3-4"


def test_an_answer_follows_its_column_when_a_month_is_added_before_it():
    assert next_time({"column:KPI!D1": "ignore"}, MONTHS, MORE_MONTHS) == {"column:KPI!E1": "ignore"}


def test_an_answer_about_a_column_that_is_gone_is_dropped():
    gone = [row[:3] for row in MONTHS]
    kept = {"column:KPI!D1": "ignore", "at:KPI": json.dumps([[*fingerprints(tracker(gone)), "A1:D1", {"D": "Sum"}]])}

    assert carried_over(kept, tracker(gone)) == {}


def test_a_header_that_was_cut_out_grows_with_its_table():
    said = {"header:KPI": "A1:D1"}

    assert next_time(said, MONTHS, MORE_MONTHS) == {"header:KPI": "A1:E1"}


def test_tables_below_each_other_move_each_by_its_own_way():
    lower = [["Team", "Calls", "Chats"], ["Red", 1, 2], ["Blue", 3, 4]]
    before = [*MONTHS, [], *lower]
    after = [*MONTHS, ["West", 1, 2, 3], ["East", 1, 2, 3], [], *lower]
    said = {"layout:KPI!A1": "wide_period", "layout:KPI!A5": "wide_metric", "column:KPI!C5": "ignore"}

    assert next_time(said, before, after) == {
        "layout:KPI!A1": "wide_period",
        "layout:KPI!A7": "wide_metric",
        "column:KPI!C7": "ignore",
    }


def test_answers_follow_a_sheet_that_has_another_name_now():
    said = {"layout:KPI": "wide_entity", "column:KPI!C1": "ignore", "year": "2025"}

    assert next_time(said, ROWS, ROWS, name="March") == {
        "layout:March": "wide_entity",
        "column:March!C1": "ignore",
        "year": "2025",
    }


def test_the_period_of_a_sheet_is_asked_again():
    assert next_time({"period:KPI": "2025-06", "year": "2025"}, ROWS, ROWS) == {"year": "2025"}


def test_a_file_is_known_by_the_headers_found_with_nothing_said():
    rows = [["Report", "of", "sites"], ["Site", "Jan 2025", "Feb 2025"], ["North", 1, 2], ["South", 3, 4]]
    unsaid, said = tracker(rows), tracker(rows, {"header:KPI": "1", "layout:KPI": "wide_metric"})
    told = tracker(rows, {"column:KPI!C2": "period:2025-03"})

    assert fingerprints(said) == fingerprints(unsaid) == fingerprints(told)
    assert telling_fingerprints(unsaid) == telling_fingerprints(told) != ()


@pytest.mark.parametrize("said", [{}, {"year": "2025"}, {"layout:Elsewhere": "long"}])
def test_answers_about_no_sheet_of_the_file_stay_as_they_are(said):
    assert next_time(said, ROWS, TITLED) == said


def test_a_log_waiting_for_its_summary_tells_what_file_it_is():
    rows = [["Call id", "Day", "Site"], *[[f"c{n}", date(2025, 1, n % 28 + 1), "A"] for n in range(60)]]

    assert telling_fingerprints(tracker(rows, {"layout:KPI": "event_log"})) == fingerprints(tracker(rows))
