"""The page Funnel, on the sample portfolio and on nothing."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps import ROOT


@pytest.fixture
def page():
    return AppTest.from_file(str(ROOT / "pages" / "funnel.py"), default_timeout=60)


def test_an_empty_page_says_where_to_begin(page, empty):  # noqa: ARG001 the page answers from this database
    page.run()

    assert not page.exception
    assert "There is no use case yet." in _text(page)


@pytest.mark.usefixtures("portfolio")
class TestOnTheSamplePortfolio:
    def test_the_answer_stands_first_and_the_bottleneck_under_it(self, page):
        page.run()

        assert not page.exception
        assert not page.error
        assert page.subheader[0].value.startswith("Of 13 active use cases")
        assert "The bottleneck is Idea" in _text(page)

    def test_the_board_holds_every_use_case_and_what_rests(self, page):
        page.run()

        told = _board(page)
        assert {lane["label"]: lane["active"] for lane in told["lanes"]} == {
            "Idea": "3 active",
            "Pilot": "5 active",
            "Proof": "3 active",
            "Scale": "2 active",
        }
        assert sum(len(lane["cards"]) for lane in told["lanes"]) + len(told["rest"]) == 16

    def test_a_card_says_what_is_missing_and_what_did_harm(self, page):
        page.run()

        held = [sentence for lane in _board(page)["lanes"] for card in lane["cards"] for _, sentence in card["trouble"]]
        assert "Nobody answers for: operations, commercial, scaling." in held
        assert "Harm at Query assistant Northgate." in held

    @pytest.mark.parametrize("view", ["Board", "Stages", "Conversion", "Waiting", "Moves"])
    def test_every_view_opens_by_its_link(self, page, view):
        page.query_params["show"] = view
        page.run()

        assert not page.exception
        assert not page.error
        assert (_board(page) is None) == (view != "Board")

    def test_money_is_said_with_its_quarter_and_currency(self, page):
        page.query_params["show"] = "Stages"
        page.run()

        assert "Scale brought the most in Q3 2026" in _text(page)
        assert "Counts and money by stage, Q3 2026, in GBP" in _text(page)
        assert "modelled and never added to what is measured" in _text(page)

    def test_the_published_claims_are_labelled_as_such_with_their_sources(self, page):
        page.query_params["show"] = "Conversion"
        page.run()

        assert "published claim" in _text(page)
        assert _text(page).count("Published claim:") == 3
        assert "A. Procter" in _text(page)
        assert "not measured here" in _text(page)

    def test_cohorts_are_years_or_quarters(self, page):
        page.query_params["show"] = "Conversion"
        page.query_params["cohort"] = "Quarter"
        page.run()

        assert "Q2 2025" in set(page.dataframe[0].value["entered_in"])

    def test_a_link_carries_its_filters(self, page):
        page.query_params["owner"] = "Leila Haddad"
        page.run()

        assert page.selectbox(key="owner").value == "leila-haddad"
        assert not page.subheader[0].value.startswith("Of 13")

    def test_filters_that_nothing_fits_say_so(self, page):
        page.query_params["site"] = "Northgate"
        page.query_params["step"] = "Referral handling"
        page.run()

        assert not page.exception
        assert "Take one away" in page.info[0].value


def _board(page):
    """What the board is told, None where another view is open."""
    found = [each for each in page.main if each.type == "bidi_component"]
    return json.loads(found[0].proto.bytes) if found else None


def _text(page):
    return "\n".join(
        each.value.replace("\\", "") for each in (*page.markdown, *page.caption, *page.subheader, *page.title)
    )
