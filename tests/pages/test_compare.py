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

    def test_one_pilot_shows_a_sentence_a_grade_and_a_chart(self, page):
        page.query_params["pilot"] = "no-show-outreach-northgate"
        page.run()

        said = _text(page)
        assert "no-show rate fell from" in said
        assert "-badge[Grade B]" in said
        assert len(page.get("vega_lite_chart")) == 2, "all pilots on one scale, and this one over time"

    def test_what_lies_behind_an_effect_is_worked_out_when_it_is_opened(self, page):
        page.query_params["pilot"] = "no-show-outreach-northgate"
        page.run()
        assert not page.dataframe

        page.session_state["how-0"] = True
        page.session_state["how-0-part"] = "Data"
        page.run()

        assert not page.exception
        assert not page.error
        cells = page.dataframe[0].value
        assert set(cells["Used as"]) == {"baseline", "pilot"}
        assert cells["Cell"].str.contains("!").all()

    @pytest.mark.parametrize(
        ("part", "said"),
        [
            ("Method", "is set against"),
            ("Other readings", "The same figures read in other ways"),
            ("Control chart", "a prompt, not proof"),
            ("Beside others", "clearly improved in"),
            ("Money", "Net value over 3 years"),
            ("Plan", "The plan was locked on"),
        ],
    )
    def test_every_part_of_it_opens(self, page, part, said):
        page.query_params["pilot"] = "no-show-outreach-northgate"
        page.run()
        page.session_state["how-0"] = True
        page.session_state["how-0-part"] = part
        page.run()

        assert not page.exception
        assert not page.error
        assert said in _text(page)


def _text(page):
    return " ".join(each.value.replace("\\", "") for each in (*page.markdown, *page.caption))
