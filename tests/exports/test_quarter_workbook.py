"""The workbook of a quarter, opened again: its figures are those of the page, and nothing in it runs."""

from io import BytesIO

import openpyxl
import pytest

from cxdash.changes import tracker_import
from cxdash.domain.actions import Action
from cxdash.domain.periods import Quarter
from cxdash.exports import quarter_workbook
from cxdash.exports.records import records
from cxdash.reports import cells, closed_quarters, next_quarter, quarter_figures, restatements, this_quarter
from cxdash.reports.closed_quarters import View
from cxdash.store import money_entries, organisation
from cxdash.store.database import Database
from tests.builders import TODAY, add_use_case, reading, ready_database, tracker

Q3 = Quarter(2026, 3)


@pytest.fixture(scope="module")
def sample(portfolio_file):
    """The sample portfolio, which nobody may change."""
    database = Database(f"sqlite:///{portfolio_file}")
    yield database
    database.dispose()


@pytest.fixture(scope="module")
def book(sample):
    """The sample's workbook of a quarter as it is known now."""
    with sample.reading() as session:
        return _opened(quarter_workbook.workbook(session, Q3, today=TODAY, view=View.KNOWN))


@pytest.fixture(scope="module")
def page(sample):
    """The page of the same quarter."""
    with sample.reading() as session:
        return this_quarter.quarterly(session, Q3, today=TODAY)


@pytest.fixture
def quick(tmp_path):
    """A database with its first rows, and the administrator."""
    database, person = ready_database(f"sqlite:///{tmp_path}/cxdash.db")
    yield database, person
    database.dispose()


def _opened(content):
    return openpyxl.load_workbook(BytesIO(content))


def _table(sheet, first):
    """The rows below the head that begins with a word, by the names of their columns."""
    rows = list(sheet.values)
    top = next(at for at, row in enumerate(rows) if row[0] == first)
    return [dict(zip(rows[top], row, strict=True)) for row in rows[top + 1 :]]


def test_the_answers_are_the_page_s(book, page):
    rows = _table(book["Quarter"], "Question")

    answers = (page.value, page.people, page.moves, page.trapped, page.decisions)
    assert [(row["Number"], row["Sentence"]) for row in rows] == [(each.number, each.sentence) for each in answers]


def test_every_pilot_s_value_is_the_page_s(book, page):
    written = _table(book["Value"], "Pilot")

    assert len(written) == len(page.lines)
    for found, line in zip(written, records(page.lines), strict=True):
        for name in (
            "Pilot",
            "Grade",
            "Basis",
            "Realised",
            "From",
            "To",
            "Promised",
            "Run cost",
            "Cases",
            "Unit value",
        ):
            assert found[name] == line[name]


def test_every_amount_is_there_to_the_cent(book, sample):
    with sample.reading() as session:
        period = organisation.calendar(session).period(Q3)
        figures = [each for each in quarter_figures.figures(session, period, today=TODAY) if each.unit == "money"]

    written = {row["Key"]: row["Value"] for row in _table(book["Money"], "Figure")}

    assert written == {each.key: pytest.approx(each.value, abs=0.005) for each in figures}


def test_outcomes_are_the_page_s(book, page):
    written = _table(book["Outcomes"], "Metric")

    assert [(row[page.beside], row[page.name]) for row in written] == list(
        zip(page.outcomes["before"], page.outcomes["now"], strict=True)
    )


def test_each_effect_is_traced_to_its_cells(book, page, sample):
    written = _table(book["Cells"], "Pilot")
    (slug, metric), name = page.trails[0], page.lines["Pilot"][0]
    with sample.reading() as session:
        used = cells.used(session, slug, metric, today=TODAY).cells

    mine = [row for row in written if row["Pilot"] == name]
    assert [(row["File"], row["Cell"]) for row in mine] == list(zip(used["File"], used["Cell"], strict=True))
    assert [row["Numerator"] for row in mine] == used["Numerator"].tolist()
    sources = _table(book["Sources"], "Pilot")
    assert [row["Pilot"] for row in sources] == page.lines["Pilot"].tolist()
    assert used["Cell"][0] in sources[0]["Figures, files and cells"]


def test_costs_picks_and_restatements_are_all_there(book, sample):
    with sample.reading() as session:
        entries = money_entries.every(session)
        calendar = organisation.calendar(session)
        ahead = next_quarter.planned_for(calendar, Q3, today=TODAY)
        picks = next_quarter.picks(session, quarter=ahead, today=TODAY)
        since = restatements.restatements(session, Q3, today=TODAY)

    assert [row["Amount"] for row in _table(book["Costs and benefits"], "Use case")] == [e.amount for e in entries]
    assert [row["Use case"] for row in _table(book["Next quarter"], "Use case")] == [e.title for e in picks.lines]
    if since is not None:
        assert len(_table(book["Restatements"], "Figure")) == len(since.lines)


def test_money_carries_the_currency_and_days_are_days(book):
    head = next(cell for row in book["Value"].iter_rows() for cell in row if cell.value == "Realised")
    imported = next(cell for row in book["Cells"].iter_rows() for cell in row if cell.value == "Imported")

    assert "£" in book["Value"].cell(head.row + 1, head.column).number_format
    assert book["Cells"].cell(imported.row + 1, imported.column).is_date


def test_every_sheet_can_be_scrolled_and_printed(book):
    for sheet in book:
        assert sheet.freeze_panes is not None
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.column_dimensions["A"].width >= 9


def test_every_sheet_of_figures_says_which_they_are(book):
    for sheet in book:
        if sheet.title not in {"Commitments", "Restatements"}:
            said = " ".join(str(row[0]) for row in sheet.iter_rows(max_row=3, values_only=True))
            assert "as known now, 21 Nov 2026" in said


def test_what_was_reported_stays_what_it_was(sample):
    with sample.reading() as session:
        reported = closed_quarters.reported(session, Q3)
        book = _opened(quarter_workbook.workbook(session, Q3, today=TODAY, view=View.REPORTED))

    assert [row["Realised"] for row in _table(book["Value"], "Pilot")] == [
        row["Realised"] for row in records(reported.lines)
    ]
    assert book["Value"]["A2"].value.startswith("Figures as reported on")


def test_what_people_typed_stays_text(quick):
    database, person = quick
    for begin in ("=1+1", "+1", "-1", "@SUM(A1)"):
        add_use_case(database, person, f"{begin} calls", pilots_named=(f"{begin} pilot",))
    figures = tracker(reading(0.2, entity="=1+1 pilot"), file="=cmd.xlsx")
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        tracker_import.apply(session, tracker_import.plan(session, figures), b"", today=TODAY)
    with database.reading() as session:
        book = _opened(quarter_workbook.workbook(session, Q3, today=TODAY))

    texts = {cell.value: cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert {texts[f"{begin} calls"] for begin in ("=1+1", "+1", "-1", "@SUM(A1)")} == {"s"}
    assert "f" not in texts.values()


def test_an_empty_database_has_a_workbook_that_says_so(quick):
    with quick[0].reading() as session:
        book = _opened(quarter_workbook.workbook(session, Q3, today=TODAY))

    assert _table(book["Quarter"], "Question")[0]["Number"] == "–"
    assert _table(book["Value"], "Pilot") == []
