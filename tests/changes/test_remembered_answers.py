"""What was said about reading a file is said again about the next one with its headers, and only about such."""

from datetime import date, timedelta

from cxdash.changes import tracker_import
from cxdash.changes.matching import Answers
from cxdash.domain.actions import Action
from cxdash.trackers.answers.said import hints_from
from cxdash.trackers.readings import Layout
from tests.builders import TODAY
from tests.trackers.books import read, workbook

JAN, FEB, MAR = date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)
ROWS = [["Share of all", "n", "m"], ["Month", "North", "South"], [JAN, 1, 2], [FEB, 3, 4]]
LONGER = [["Report of March"], [], *ROWS, [MAR, 5, 6]]
SAID = {"header:KPI": "2", "layout:KPI!A2": "wide_entity", "column:KPI!C2": "ignore"}


def _read(rows, said=None, name="KPI"):
    return read(workbook({name: rows}), hints=hints_from(said or {}))


def _store(ready, tracker, said):
    database, person = ready
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        plan = tracker_import.plan(session, tracker, Answers(reading=said))
        tracker_import.apply(session, plan, b"the file", today=TODAY)


def _remembered(ready, tracker):
    with ready[0].reading() as session:
        assert tracker_import.is_known(session, tracker) is bool(
            tracker_import.remembered_answers(session, tracker) != Answers()
        )
        return tracker_import.remembered_answers(session, tracker).reading


def test_answers_hold_for_the_next_file_below_a_title_that_is_new(ready):
    _store(ready, _read(ROWS, SAID), SAID)

    again = _remembered(ready, _read(LONGER))
    (table,) = _read(LONGER, again).tables

    assert again == {"header:KPI": "4", "layout:KPI!A4": "wide_entity", "column:KPI!C4": "ignore"}
    assert (table.header_rows, table.layout) == ((4, 4), Layout.WIDE_ENTITY)
    assert [reading.value for reading in table.readings] == [1, 3, 5]


def test_answers_are_carried_on_from_file_to_file(ready):
    _store(ready, _read(ROWS, SAID), SAID)
    second = _remembered(ready, _read(LONGER))
    _store(ready, _read(LONGER, second), second)

    assert _remembered(ready, _read(ROWS)) == SAID


def test_a_summary_of_events_is_remembered_though_an_unanswered_log_has_no_figures(ready):
    head = ["Call id", "Day", "Site", "Seconds"]
    rows = [[f"c{n}", date(2025, 1, 6) + timedelta(days=n // 9), ["N", "S"][n % 2], n] for n in range(90)]
    said = {"event_log:Calls": "week of B: count; apart by C"}
    _store(ready, _read([head, *rows], said, "Calls"), said)

    assert _remembered(ready, _read([head, *rows[40:]], name="Calls")) == said


def test_nothing_is_remembered_for_other_headers(ready):
    _store(ready, _read(ROWS, SAID), SAID)

    assert _remembered(ready, _read([["Week", "East", "West"], [JAN, 1, 2], [FEB, 3, 4]])) == {}
