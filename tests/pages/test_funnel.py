"""The page Funnel, on the sample portfolio and on nothing."""

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

    def test_every_stage_has_its_number(self, page):
        page.run()

        assert {each.label: each.value for each in page.metric} == {
            "Idea": "3 active",
            "Pilot": "5 active",
            "Proof": "3 active",
            "Scale": "2 active",
        }

    def test_a_card_says_what_is_missing_and_what_did_harm(self, page):
        page.run()

        assert "Nobody answers for: operations, commercial, scaling." in _text(page)
        assert "Harm at Query assistant Northgate." in _text(page)

    def test_the_published_share_is_labelled_as_a_claim(self, page):
        page.run()

        assert "published claim" in _text(page)

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


def _text(page):
    return "\n".join(
        each.value.replace("\\", "") for each in (*page.markdown, *page.caption, *page.subheader, *page.title)
    )
