"""What the page of a quarter offers to take away, made as it is shown."""

from io import BytesIO

import openpyxl
import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from cxdash.domain.periods import Quarter
from cxdash.reports.closed_quarters import View
from cxdash.ui.this_quarter import take_away
from cxdash.ui.this_quarter.controls import Wanted
from tests.apps import ROOT
from tests.builders import TODAY


@pytest.fixture
def page():
    return AppTest.from_file(str(ROOT / "pages" / "this_quarter.py"), default_timeout=60)


@pytest.mark.usefixtures("portfolio")
def test_the_quarter_is_offered_as_slides_workbook_and_table(page):
    page.run()

    labels = [each.proto.label for each in page.get("download_button")]
    assert labels[:3] == ["Board deck", "Workbook", "Pilots as CSV"]
    assert not page.exception


def test_a_deck_shows_the_view_that_is_on_the_page(portfolio):
    wanted = Wanted(Quarter(2026, 2), None, None, "last year", View.KNOWN)
    with portfolio.reading() as session:
        deck = Presentation(BytesIO(take_away._deck(session, wanted, TODAY)))  # noqa: SLF001 made on a click

    assert "Q2 2026" in deck.slides[0].shapes.title.text_frame.text
    assert "as known now" in deck.slides[0].placeholders[1].text_frame.text


def test_a_workbook_is_narrowed_as_the_page_is(portfolio):
    wanted = Wanted(Quarter(2026, 3), "northgate", None, "before", View.KNOWN)
    with portfolio.reading() as session:
        content = take_away._workbook(session, wanted, TODAY)  # noqa: SLF001 made on a click

    rows = list(openpyxl.load_workbook(BytesIO(content))["Value"].values)
    top = next(at for at, row in enumerate(rows) if row[0] == "Pilot")
    assert {row[0].split()[-1] for row in rows[top + 1 :]} == {"Northgate"}


def test_an_empty_page_offers_nothing(page, empty):  # noqa: ARG001 the page answers from this database
    page.run()

    assert not page.get("download_button")
