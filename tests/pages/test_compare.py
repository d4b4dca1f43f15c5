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
        assert only_the_mask(page)

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
        assert only_the_mask(page)

    def test_the_table_has_every_pilot(self, page):
        page.query_params["view"] = "Table"
        page.run()

        assert len(page.dataframe[0].value) == 28

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
        assert only_the_mask(page)
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
        assert only_the_mask(page)
        assert said in _text(page)

    def test_the_mask_is_named_before_anything_is_drawn_in_the_organisations_currency(self, page):
        page.run()

        assert (
            page.error[0]
            .value.replace("\\", "")
            .startswith("**Query assistant Northgate: Containment rose but resolution did not. Counted value: £0.**")
        )

    def test_money_names_pilots_without_a_figure(self, page):
        page.query_params["view"] = "Money"
        page.run()

        assert not page.exception
        assert "Results line guidance Eastfield, because nobody has said what one unit is worth." in _text(page)
        assert "did harm" in _text(page)

    def test_side_by_side_marks_what_happened_and_sets_results_beside_each_other(self, page):
        page.query_params["view"] = "Side by side"
        page.query_params["pilots"] = ["No-show outreach Northgate", "Transport help Millbrook"]
        page.run()

        assert not page.exception
        beside = page.dataframe[0].value
        assert list(beside["What"][:3]) == ["Verdict", "Grade", "Effect (95 %)"]

    def test_the_table_says_which_guardrail_got_worse_with_a_symbol_and_a_word(self, page):
        page.query_params["view"] = "Table"
        page.run()

        guardrails = page.dataframe[1].value.set_index("Pilot")
        assert "Resolution rate" in guardrails.loc["Query assistant Northgate", "✗ Worse"]
        assert "Complaint rate" in guardrails.loc["No-show outreach Northgate", "✓ Safe"]

    def test_the_strongest_are_proposed_as_proof_points_and_every_other_one_has_a_reason(self, page):
        page.query_params["view"] = "Proof points"
        page.run()

        assert not page.exception
        assert "can be made proof points" in _text(page)
        others = page.dataframe[0].value
        assert others["Why not"].str.len().min() > 0
        assert "Query assistant Northgate" in set(others["Pilot"])

    def test_how_pilots_are_weighed_together_is_said_on_demand(self, page):
        page.session_state["weighing"] = True
        page.run()

        assert "finished pilots attained" in _text(page)


def only_the_mask(page):
    """Whether nothing is said in red but whose gain counts for nothing."""
    return all("Query assistant Northgate" in each.value for each in page.error)


def _text(page):
    return " ".join(each.value.replace("\\", "") for each in (*page.markdown, *page.caption))
