"""The exported workbook opens again and says what the reports say."""

from io import BytesIO

import openpyxl
import pytest

from cxdash.changes import pilots, tracker_import
from cxdash.changes.register_items import Outcome
from cxdash.changes.setup import ensure_ready
from cxdash.domain.actions import Action
from cxdash.exports import EXPORTS
from cxdash.judging import pilot_results
from cxdash.reports import portfolio
from cxdash.store import metrics
from cxdash.store.database import Database
from cxdash.trackers.workbook import read_tracker
from tests.builders import TODAY, add_use_case, pilot_values, ready_database


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


@pytest.fixture
def sample(portfolio_copy):
    """The sample portfolio."""
    database = Database(f"sqlite:///{portfolio_copy}")
    ensure_ready(database)
    yield database
    database.dispose()


def test_the_portfolio_comes_back_as_it_went_out(sample):
    with sample.reading() as session:
        content = EXPORTS["portfolio"](session, TODAY)
        planned = tracker_import.plan(session, read_tracker(content, "portfolio.xlsx", metrics.dictionary(session)))

    assert [item.outcome for item in planned.friction.items] == [Outcome.UNCHANGED] * 20
    assert [item.outcome for item in planned.money.items] == [Outcome.UNCHANGED] * 648
    assert (planned.new, planned.changed, planned.problems, planned.questions) == (0, 0, (), ())


def test_a_friction_point_is_written_with_all_that_is_known_of_it(sample):
    with sample.reading() as session:
        book = openpyxl.load_workbook(BytesIO(EXPORTS["portfolio"](session, TODAY)))

    (row,) = [row for row in book["Friction"].iter_rows(min_row=4) if row[3].value.startswith("Bills do not")]

    assert [cell.value for cell in row] == [
        "Patient journey",
        "Billing and claims",
        "no",
        "Bills do not say what the plan covers",
        "Not knowing",
        "Plan members",
        "Complaint rate",
        41_000,
        0.16,
        17.5,
        pytest.approx(1_377_600),
        "Finance: queries, goodwill and write-offs, January to August 2026",
        4,
        "",
    ]


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


def test_a_pilot_is_written_with_whose_customers_it_serves_and_what_it_costs(tmp_path):
    database, person = ready_database(f"sqlite:///{tmp_path}/cxdash.db")
    add_use_case(database, person, pilots_named=())
    costs = {"one_off_cost": 9_000.0, "run_cost_year": 3_000.0, "usage_cost": 0.12}
    with database.changing(person, Action.PILOT_EDIT) as session:
        pilots.create(session, "fewer-no-shows", pilot_values(client="Harbour Health", **costs))
    with database.reading() as session:
        sheet = openpyxl.load_workbook(BytesIO(EXPORTS["portfolio"](session, TODAY)))["Pilots"]
    database.dispose()

    written = ("Client", "One-off cost", "Run cost per year", "Usage cost per case")
    assert [_column(sheet, label) for label in written] == [["Harbour Health"], [9_000], [3_000], [0.12]]
