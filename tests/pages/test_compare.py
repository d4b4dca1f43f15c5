"""The page Compare pilots, on the sample portfolio and on nothing."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps import ROOT


@pytest.fixture
def page():
    return AppTest.from_file(str(ROOT / "pages" / "compare.py"), default_timeout=60)


def test_an_empty_page_says_where_to_begin(page, empty):  # noqa: ARG001 the page answers from this database
    page.run()

    assert not page.exception
    assert "There is no pilot yet." in _text(page)


@pytest.mark.usefixtures("portfolio")
class TestOnTheSamplePortfolio:
    def test_the_answer_stands_first(self, page):
        page.run()

        assert not page.exception
        assert "finished pilots met their target" in page.subheader[0].value
        assert "overstatement" in _text(page)

    def test_pilots_that_are_too_early_say_how_far_they_are(self, page):
        page.run()

        assert "Evening reminders Castle Lane: Day 48 of 90" in _text(page)

    def test_a_link_opens_its_pilot_with_its_alarm(self, page):
        page.query_params["pilot"] = "query-assistant-northgate"
        page.run()

        assert page.selectbox(key="pilot").value == "query-assistant-northgate"
        assert "Containment rose but resolution did not" in page.error[0].value

    def test_choosing_a_pilot_writes_it_into_the_address(self, page):
        page.run()
        page.selectbox(key="pilot").select("transport-help-millbrook").run()

        assert page.query_params["pilot"] == "transport-help-millbrook"
        assert "The same people were touched by something else" in page.warning[0].value

    def test_an_unknown_pilot_in_the_address_opens_the_best(self, page):
        page.query_params["pilot"] = "nobody"
        page.run()

        assert not page.exception
        assert not page.error

    def test_picking_pilots_narrows_the_answer(self, page):
        page.run()
        page.multiselect(key="pilots").set_value(["transport-help-millbrook"]).run()

        assert page.subheader[0].value == "0 of 1 finished pilot met its target"

    def test_a_filter_without_a_pilot_says_so(self, page):
        page.query_params["stage"] = "Idea"
        page.run()

        assert not page.exception
        assert "No pilot fits these filters" in page.info[0].value

    @pytest.mark.parametrize("view", ["Side by side", "Table"])
    def test_other_views_open_by_a_link(self, page, view):
        page.query_params["view"] = view
        page.run()

        assert not page.exception
        assert not page.error

    def test_the_table_has_every_pilot(self, page):
        page.query_params["view"] = "Table"
        page.run()

        assert len(page.dataframe[0].value) == 27


def _text(page):
    return " ".join(each.value.replace("\\", "") for each in (*page.markdown, *page.caption))
