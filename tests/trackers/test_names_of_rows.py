"""Whose figures a row holds, where a table names both the use case and the pilot."""

from datetime import date

from tests.trackers.books import read, workbook

HEADER = ["Use case", "Pilot", "Metric", "Period", "Value"]
PILOTS = ["Calls North", "Calls South"]


def rows_of(*, turned=False, blank=None):
    rows = [
        ["No-shows", None if pilot == blank else pilot, "CSAT", date(2025, month, 1), 0.5 + month / 100]
        for pilot in PILOTS
        for month in range(1, 7)
    ]
    table = [HEADER, *rows]
    return [[row[1], row[0], *row[2:]] for row in table] if turned else table


def found(rows):
    (table,) = read(workbook({"Data": rows}), "tracker.xlsx").tables
    assert table.questions == ()
    return [(reading.entity, reading.metric, reading.segment) for reading in table.readings]


def expected(*names):
    return [(name, "csat", None) for name in names for _ in range(6)]


def test_a_pilot_is_finer_than_its_use_case_though_that_is_named_like_a_metric():
    assert found(rows_of()) == expected(*PILOTS)


def test_the_order_of_the_columns_does_not_matter():
    assert found(rows_of(turned=True)) == expected(*PILOTS)


def test_a_row_that_names_no_pilot_is_about_the_use_case():
    assert found(rows_of(blank="Calls South")) == expected("Calls North", "No-shows")
