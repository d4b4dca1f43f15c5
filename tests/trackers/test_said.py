"""What people said about a file becomes the hints it is read with."""

import pytest

from cxdash.trackers.answers.said import (
    column_answer,
    header_answer,
    hints_from,
    layout_answer,
    meanings,
    sheet_answer,
    totals_answer,
)
from cxdash.trackers.events.event_summaries import parse
from cxdash.trackers.files.areas import Area
from cxdash.trackers.readings import Column, Hints, Layout, Sheet, Table


@pytest.mark.parametrize(
    ("key", "answer", "hints"),
    [
        ("year", "2026", Hints(year=2026)),
        ("day_first", "day", Hints(day_first=True)),
        ("day_first", "month", Hints(day_first=False)),
        ("decimal_comma", "decimal", Hints(decimal_comma=True)),
        ("decimal_comma", "thousands", Hints(decimal_comma=False)),
        ("layout:KPI", "wide_metric", Hints(layouts={"KPI": Layout.WIDE_METRIC})),
        ("header:KPI", "3", Hints(header_rows={"KPI": (3, 3)})),
        ("header:KPI", "2-3", Hints(header_rows={"KPI": (2, 3)})),
        ("period:Notes: May", "2026-05", Hints(periods={"Notes: May": "2026-05"})),
    ],
)
def test_an_answer_becomes_its_hint(key, answer, hints):
    assert hints_from({key: answer}) == hints


def test_answers_about_several_sheets_stay_apart():
    said = {"layout:North": "long", "layout:South": "wide_period"}

    assert hints_from(said).layouts == {"North": Layout.LONG, "South": Layout.WIDE_PERIOD}


@pytest.mark.parametrize(
    "said", [{"year": "last"}, {"layout:KPI": "diagonal"}, {"header:KPI": "top"}, {"mood": "good"}]
)
def test_an_answer_that_makes_no_sense_is_left_out(said):
    assert hints_from(said) == Hints()


def test_the_organisation_s_fiscal_year_goes_along():
    assert hints_from({}, fiscal_first_month=4) == Hints(fiscal_first_month=4)


@pytest.mark.parametrize(
    ("key", "answer", "hints"),
    [
        ("header:KPI", "A4:H5 A20:H21", Hints(header_areas={"KPI": (Area(3, 0, 4, 7), Area(19, 0, 20, 7))})),
        ("layout:KPI!A4", "long", Hints(layouts={"KPI!A4": Layout.LONG})),
        ("column:KPI!C4", "ignore", Hints(fields={"KPI!C4": "ignore"})),
        ("column:KPI!C4", "metric:Wait, in min", Hints(fields={"KPI!C4": "metric:Wait, in min"})),
        ("column:KPI!C4", "period:2025-03", Hints(fields={"KPI!C4": "period:2025-03"})),
        ("sheet:Old", "read", Hints(sheets={"Old": True})),
        ("sheet:KPI", "leave out", Hints(sheets={"KPI": False})),
        ("totals:KPI!A4", "read", Hints(totals=frozenset({"KPI!A4"}))),
        ("event_log:Calls", "week of B: count", Hints(summaries={"Calls": parse("week of B: count")})),
    ],
)
def test_an_answer_about_a_table_becomes_its_hint(key, answer, hints):
    assert hints_from({key: answer}) == hints


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("header:KPI", "A0:H5"),
        ("header:KPI", "0"),
        ("header:KPI", "5-4"),
        ("column:KPI!C4", "banana"),
        ("column:KPI!C4", "period:some day"),
        ("column:KPI!C4", "metric: "),
        ("sheet:KPI", "maybe"),
        ("totals:KPI!A4", "leave out"),
        ("event_log:Calls", "count rows"),
    ],
)
def test_an_answer_about_a_table_that_makes_no_sense_is_left_out(key, answer):
    assert hints_from({key: answer}) == Hints()


def sheet(*ranges_and_headers, hidden=False) -> Sheet:
    tables = tuple(Table(area, header, Layout.LONG, 1.0) for area, header in ranges_and_headers)
    return Sheet("KPI", hidden=hidden, tables=tables)


@pytest.mark.parametrize(
    ("header", "row", "answer"),
    [
        ((4, 4), 9, "9"),
        ((4, 4), 4, "4"),
        ((4, 4), 3, "3-4"),
        ((4, 4), 5, "4-5"),
        ((4, 5), 4, "5"),
        ((4, 5), 5, "4"),
        ((4, 5), 3, "3-5"),
        ((4, 6), 5, "5"),
        ((4, 6), 20, "20"),
    ],
)
def test_a_click_on_a_row_s_number_toggles_it(header, row, answer):
    shown = sheet(("A4:H31", header))

    assert header_answer(shown, shown.tables[0], row) == ("header:KPI", answer)
    assert header_answer(shown, None, row) == ("header:KPI", answer)


def test_a_click_keeps_the_headers_of_all_other_tables():
    shown = sheet(("A4:D18", (4, 4)), ("F4:H18", (4, 5)), ("A20:D31", (20, 20)))

    assert header_answer(shown, shown.tables[2], 21) == ("header:KPI", "A4:D4 F4:H5 A20:D21")
    assert header_answer(shown, shown.tables[1], 5) == ("header:KPI", "A4:D4 F4:H4 A20:D20")


def test_a_click_beside_all_tables_means_the_header_it_touches_or_a_new_table():
    shown = sheet(("A4:D18", (4, 4)), ("A20:D31", (20, 20)))

    assert header_answer(shown, None, 19) == ("header:KPI", "A4:D4 A19:D20")
    assert header_answer(shown, None, 40) == ("header:KPI", "A4:D4 A20:D20 A40:D40")


def test_answers_name_their_table_by_a_cell():
    shown = sheet(("B4:H31", (4, 5)))
    (table,) = shown.tables

    assert layout_answer(shown, table, Layout.LONG) == ("layout:KPI!B4", "long")
    assert totals_answer(shown, table, read=True) == ("totals:KPI!B4", "read")
    assert totals_answer(shown, table, read=False) == ("totals:KPI!B4", "")
    assert column_answer(shown, table, Column("C", "Calls", "other"), "ignore") == ("column:KPI!C5", "ignore")


@pytest.mark.parametrize(
    ("hidden", "read", "answer"),
    [(True, True, "read"), (True, False, ""), (False, True, ""), (False, False, "leave out")],
)
def test_what_happens_to_a_sheet_unasked_needs_no_answer(hidden, read, answer):
    assert sheet_answer(sheet(hidden=hidden), read=read) == ("sheet:KPI", answer)


def test_a_column_s_present_meaning_comes_first_in_words():
    column = Column("C", "Calls", "metric:Calls")

    offered = meanings(Table("A1:C9", (1, 1), Layout.WIDE_METRIC, 1.0, (column,)), column)

    assert next(iter(offered.items())) == ("metric:Calls", "A metric of its own: Calls")
    assert offered["entity"] == "Use case or pilot"
    assert offered["ignore"] == "Not used"
    assert "value" not in offered


def test_a_register_s_columns_have_the_register_s_fields():
    column = Column("C", "Boss", "other:Boss")

    offered = meanings(Table("A1:C9", (1, 1), Layout.TRACKER, 1.0, (column,)), column)

    assert next(iter(offered.items())) == ("other:Boss", "Not used")
    assert {"operations_owner", "sponsor", "goes_live"} <= offered.keys()
    assert not {"period", "metric:Boss"} & offered.keys()
    assert len(set(offered.values())) == len(offered)


def test_a_column_between_two_months_may_be_the_one_between_them():
    columns = (
        Column("A", "Site", "site"),
        Column("B", "Jan 2025", "period:month"),
        Column("C", "2nd", "other"),
        Column("D", "Mar 2025", "period:month"),
        Column("E", "KW 5 2025", "ignore"),
    )
    table = Table("A1:E9", (1, 1), Layout.WIDE_PERIOD, 1.0, columns)

    assert [field for field in meanings(table, columns[2]) if "period" in field] == ["period:2025-02"]
    assert [field for field in meanings(table, columns[4]) if "period" in field] == [
        "period:2025-W05",
        "period:2025-04",
    ]
    assert not any(field.startswith("metric:") for field in meanings(table, columns[1]))


@pytest.mark.parametrize("layout", list(Layout))
def test_every_meaning_is_an_answer_that_makes_sense(layout):
    column = Column("B", "Calls", "other")

    for field in meanings(Table("A1:C9", (1, 1), layout, 1.0, (column,)), column):
        assert field == "other" or hints_from({"column:KPI!B1": field}).fields == {"KPI!B1": field}
