"""The exported workbook opens again and says what the reports say."""

from io import BytesIO

import openpyxl
import pytest

from cxdash.exports import EXPORTS
from cxdash.reports import pilot_results, portfolio
from tests.builders import TODAY, add_use_case, ready_database


@pytest.fixture
def exported(tmp_path):
    """The workbook of a database with two use cases, one of which tries to be a formula."""
    database, person = ready_database(f"sqlite:///{tmp_path}/cxdash.db")
    add_use_case(database, person)
    add_use_case(database, person, "=1+1", pilots_named=())
    with database.reading() as session:
        content = EXPORTS["portfolio"](session, TODAY)
        entries = portfolio.entries(session, today=TODAY)
        results = pilot_results.results(session, today=TODAY)
    database.dispose()
    return openpyxl.load_workbook(BytesIO(content)), entries, results


def _column(sheet, label):
    header = [cell.value for cell in sheet[3]]
    return [row[header.index(label)].value for row in sheet.iter_rows(min_row=4)]


def test_every_use_case_and_every_pilot_has_a_row(exported):
    book, entries, results = exported

    assert _column(book["Use cases"], "Use case") == [entry.line.title for entry in entries]
    assert _column(book["Pilots"], "Pilot") == [result.name for result in results]


def test_what_people_typed_stays_text(exported):
    book, _, _ = exported

    cell = next(row[0] for row in book["Use cases"].iter_rows(min_row=4) if row[0].value == "=1+1")

    assert cell.data_type == "s"


def test_a_pilot_without_an_interval_says_why(exported):
    book, _, results = exported

    assert _column(book["Pilots"], "No interval, because") == [result.why_no_interval for result in results]
