"""A workbook with ten wrong cells on the page Upload: each is named, nothing is stored before it is asked for."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from cxdash.store.tables import Observation, UseCase
from tests.pages.uploading import PAGE, drop, to_mend

USE_CASE = "Fewer no-shows"
FIRST_WEEK = date(2026, 1, 5)
WRONG = {
    "Register!B3": "not a stage",
    "Register!C4": "not a date",
    "Register!A5": "names no use case",
    "Weekly!D3": "not a number",
    "Weekly!C4": "not a day, week, month",
    "Weekly!D5": "the error #DIV/0!",
    "Weekly!D6": "formula that was saved without its result",
    "Weekly!D14": "same figure as D2 again",
    "Weekly!D15": "kept by week",
    "Weekly!D16": "not a number",
}


@pytest.fixture
def page(empty):  # noqa: ARG001 the page answers from this database
    page = AppTest.from_file(PAGE, default_timeout=60).run()
    drop(page, "Ten wrong cells.xlsx", _workbook())
    return page


def test_each_of_ten_wrong_cells_is_named_with_what_is_wrong_in_it(page):
    named = to_mend(page)

    assert named.keys() == WRONG.keys()
    assert [cell for cell, words in WRONG.items() if words not in named[cell]] == []


def test_formulas_without_a_result_are_one_line_however_many(empty):  # noqa: ARG001 the page answers from it
    book = openpyxl.load_workbook(io.BytesIO(_workbook()))
    book["Weekly"]["D7"], book["Weekly"]["D8"] = "=D9*2", "=D9*3"
    content = io.BytesIO()
    book.save(content)
    page = AppTest.from_file(PAGE, default_timeout=60).run()
    drop(page, "Formulas.xlsx", content.getvalue())

    named = to_mend(page)

    assert "3 formulas were saved without their results. Open the workbook" in named["Weekly!D6, D7, D8"]
    assert named.keys() == WRONG.keys() - {"Weekly!D6"} | {"Weekly!D6, D7, D8"}


def test_nothing_is_stored_before_it_is_asked_for_and_then_all_the_rest(page, empty):
    before = _stored(empty)
    page.button(key="store").click().run()

    assert before == (0, [])
    assert _stored(empty) == (8, [USE_CASE])


def _stored(database):
    with database.reading() as reading:
        return reading.query(Observation).count(), sorted(title for (title,) in reading.query(UseCase.title))


def _workbook():
    book = openpyxl.Workbook()
    _fill_register(book.active)
    _fill_weeks(book.create_sheet("Weekly"))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill_register(sheet):
    sheet.title = "Register"
    sheet.append(["Use case", "Stage", "Idea since", "Status", "Technology owner"])
    sheet.append([USE_CASE, "Pilot", date(2025, 9, 1), "Active", "Ada Okoro"])
    sheet.append(["Faster answers", "Lift-off", date(2025, 9, 1), "Active", "Ada Okoro"])
    sheet.append(["Calmer shifts", "Idea", "someday", "Active", "Ada Okoro"])
    sheet.append([None, "Pilot", date(2025, 9, 1), "Active", "Ada Okoro"])


def _fill_weeks(sheet):
    sheet.append(["Use case", "Metric", "Week", "Value"])
    for week in range(12):
        sheet.append([USE_CASE, "No-show rate", FIRST_WEEK + timedelta(weeks=week), (40 - week) / 200])
    sheet.append([USE_CASE, "No-show rate", FIRST_WEEK, 0.5])
    sheet.append([USE_CASE, "No-show rate", "April 2026", 0.15])
    sheet.append([USE_CASE, "No-show rate", FIRST_WEEK + timedelta(weeks=13), "12,5,5 %"])
    sheet["D3"] = "about ten"
    sheet["C4"] = "2026-02-30"
    sheet["D5"] = "#DIV/0!"
    sheet["D5"].data_type = "e"
    sheet["D6"] = "=D7*2"
