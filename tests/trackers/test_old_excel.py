"""Excel of 1997 to 2003: formats, errors and what is hidden count as in a workbook of today."""

import struct
from datetime import date, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from cxdash.domain.errors import RefusedFileError
from cxdash.trackers.files.cells import CellError, Percent
from cxdash.trackers.files.old_excel import read_old_excel
from cxdash.trackers.files.old_excel_bare import read_bare
from cxdash.trackers.readings import Tracker
from tests.trackers import books
from tests.trackers.books import Clock, Formula, read, told, workbook
from tests.trackers.old_books import CLOCK, OldSheet, compound, number, old_workbook, record, stream

WEEKS = [date(2025, 1, 6) + timedelta(weeks=number) for number in range(4)]
ROWS = [
    ["Pilot", "Metric", "Week", "Value"],
    *(["North", "CSAT", week, books.Percent(0.7 + n / 100)] for n, week in enumerate(WEEKS)),
    *(["North", "AHT", week, Clock((300 + n) / 86_400)] for n, week in enumerate(WEEKS)),
]


def grids(sheets, **more):
    return read_old_excel(old_workbook(sheets, **more))


def test_an_old_workbook_says_what_the_same_one_of_today_says():
    old = read(old_workbook({"Figures": OldSheet(ROWS)}), "tracker.xls")
    new = read(workbook({"Figures": ROWS}), "tracker.xlsx")

    assert told(old.tables[0].readings) == told(new.tables[0].readings)
    assert [reading.unit for reading in old.tables[0].readings] == [reading.unit for reading in new.tables[0].readings]
    assert len(old.tables[0].readings) == 8


def test_a_percent_in_the_number_format_is_a_share():
    (grid,) = grids({"Figures": OldSheet([[books.Percent(0.125), 0.125]])})

    assert grid.rows == [[0.125, 0.125]]
    assert [type(cell) for cell in grid.rows[0]] == [Percent, float]


def test_errors_are_reported_at_their_cells_wherever_they_come_from():
    rows = [*ROWS[:3], ["North", "CSAT", WEEKS[2], "#N/A"], ["North", "CSAT", WEEKS[3], Formula("=1/0|#DIV/0!")]]

    tracker = read(old_workbook({"Figures": OldSheet(rows)}), "tracker.xls")

    problems = [problem for table in tracker.tables for problem in table.problems]
    assert [(problem.code, str(problem.source)) for problem in problems] == [
        ("error_cell", "Figures!D4"),
        ("error_cell", "Figures!D5"),
    ]


def test_the_results_saved_with_formulas_are_read():
    (grid,) = grids({"Figures": OldSheet([[Formula("=A1|3.5"), Formula("=A1|late"), True]])})

    assert grid.rows == [[3.5, "late", True]]


@pytest.mark.parametrize("from_1904", [False, True], ids=["1900", "1904"])
def test_days_count_from_the_year_that_the_workbook_names(from_1904):
    (grid,) = grids({"Figures": OldSheet([[date(2025, 3, 31)]])}, from_1904=from_1904)

    assert grid.rows == [[date(2025, 3, 31)]]


def test_lengths_of_time_are_lengths_of_time():
    cells = number(0, 0, 1.5, CLOCK)

    (grid,) = grids({"Figures": OldSheet(more=cells)})

    assert grid.rows == [[timedelta(hours=36)]]


def test_hidden_sheets_rows_and_columns_are_said():
    sheets = {
        "Figures": OldSheet(ROWS, hidden_rows=[2], hidden_columns=[1, 9]),
        "Notes": OldSheet([["x"]], hidden=True),
    }

    first, second = read(old_workbook(sheets), "tracker.xls").sheets

    assert first.notes == ("1 hidden row and hidden column B were read like the others.",)
    assert (first.hidden, second.hidden) == (False, True)


def test_merged_areas_are_known():
    (grid,) = grids({"Figures": OldSheet([["2025", None], ["Jan", "Feb"]], merges=[(0, 0, 0, 1)])})

    assert grid.merges == ((0, 0, 0, 1),)


def test_texts_that_fill_several_records_are_whole():
    texts = [[f"Reminder {number} – überall " + "x" * 90] for number in range(400)]

    (grid,) = grids({"Figures": OldSheet(texts)})

    assert grid.rows == texts


def test_cells_formatted_and_empty_widen_nothing():
    blank = record(0x201, struct.pack("<HHH", 60_000, 200, 0)) * 3

    (grid,) = grids({"Figures": OldSheet([["x"]], more=blank)})

    assert grid.rows == [["x"]]


def test_an_embedded_chart_with_numbers_of_its_own_is_passed_over():
    chart = record(0x809, struct.pack("<HHHHII", 0x600, 0x20, 0, 0, 0, 6)) + number(0, 0, 99.0) + record(0x0A)

    (grid,) = grids({"Figures": OldSheet([["x"]], more=chart)})

    assert grid.rows == [["x"]]


def test_links_to_other_workbooks_are_said():
    elsewhere = record(0x1AE, struct.pack("<HHB", 1, 9, 0) + b"\x01prices.x")
    itself = record(0x1AE, struct.pack("<H", 1) + b"\x01\x04")

    (linked,) = grids({"Figures": OldSheet([["x"]])}, more=elsewhere)
    (alone,) = grids({"Figures": OldSheet([["x"]])}, more=itself)

    assert linked.notes == ["Links to other workbooks are ignored; the values saved with them are used."]
    assert alone.notes == []


def test_the_name_of_another_kind_of_file_in_a_cell_refuses_nothing():
    names = [["EncryptedPackage"], ["_VBA_PROJECT_CUR"], ["WordDocument"]]

    (grid,) = grids({"Figures": OldSheet(names)})

    assert grid.rows == names


@pytest.mark.parametrize("sector", [512, 4_096])
def test_a_container_may_have_other_streams_and_larger_sectors(sector):
    records = stream({"Figures": OldSheet([["x"]])})

    (grid,) = read_old_excel(compound({"A drawing": b"\1" * 70_000, "Workbook": records}, sector=sector))

    assert grid.rows == [["x"]]


def test_what_the_second_reader_finds_is_the_same_but_for_formats():
    content = old_workbook({"Figures": OldSheet([["Metric", "Jan"], ["CSAT", books.Percent(0.7)], ["Calls", 1_200]])})

    (known,), (bare,) = read_old_excel(content), read_bare(content)

    assert known.rows == bare.rows
    assert (known.notes, bare.notes) == (
        [],
        ["How its numbers are shown could not be read: check that shares and days are right."],
    )


def test_a_record_that_the_first_reader_stumbles_over_leaves_the_file_to_the_second():
    odd_style = record(0xE0, b"\0" * 6)

    (grid,) = grids({"Figures": OldSheet([["Calls"], [1_200]])}, more=odd_style)

    assert grid.rows == [["Calls"], [1_200.0]]
    assert len(grid.notes) == 1


CELLS = st.one_of(
    st.none(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(min_codepoint=33, max_codepoint=0x2FFF), min_size=1, max_size=20),
    st.booleans(),
    st.dates(date(1904, 2, 1), date(2100, 1, 1)),
    st.sampled_from(["#N/A", "#DIV/0!"]),
)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=8), st.booleans())
@settings(max_examples=100)
def test_every_cell_comes_back_as_it_was_written(rows, from_1904):
    (grid,) = grids({"Figures": OldSheet(rows)}, from_1904=from_1904)

    found = {(row, column): grid.at(row, column) for row in range(8) for column in range(6)}
    written = {(row, column): value for row, cells in enumerate(rows) for column, value in enumerate(cells)}
    errors = {place for place, value in written.items() if value in {"#N/A", "#DIV/0!"}}
    assert {place: value for place, value in found.items() if value is not None} == {
        place: value for place, value in written.items() if value is not None
    }
    assert {place for place, value in found.items() if isinstance(value, CellError)} == errors


BOOK = old_workbook({"Figures": OldSheet(ROWS, hidden_rows=[2], merges=[(0, 0, 0, 1)])})


@given(st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), min_size=1, max_size=12))
@settings(max_examples=300)
def test_any_damage_is_read_or_refused(places):
    content = bytearray(BOOK)
    for place, byte in places:
        content[place] = byte

    assert isinstance(_outcome(bytes(content)), Tracker | RefusedFileError)


@given(st.integers(0, len(BOOK)))
@settings(max_examples=60)
def test_any_beginning_is_read_or_refused(length):
    assert isinstance(_outcome(BOOK[:length]), Tracker | RefusedFileError)


def _outcome(content):
    try:
        return read(content, "tracker.xls")
    except RefusedFileError as refused:
        return refused
