"""The page This quarter, on the sample portfolio and on nothing."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps import ROOT


@pytest.fixture
def page():
    return AppTest.from_file(str(ROOT / "pages" / "this_quarter.py"), default_timeout=60)


def test_an_empty_page_says_where_to_begin(page, empty):  # noqa: ARG001 the page answers from this database
    page.run()

    assert not page.exception
    assert "No figures yet." in _text(page)


@pytest.mark.usefixtures("portfolio")
class TestOnTheSamplePortfolio:
    def test_it_starts_with_the_latest_quarter_that_is_over(self, page):
        page.run()

        assert not page.exception
        assert page.selectbox(key="quarter").format_func(page.selectbox(key="quarter").value) == "Q3 2026"

    def test_five_questions_are_answered(self, page):
        page.run()

        questions = [each.label.strip("*") for each in page.metric]

        assert questions == ["What changed", "Customers and agents", "What moved", "What is stuck", "What needs you"]
        assert not page.error

    def test_money_is_said_with_its_range_and_its_promise(self, page):
        page.run()

        assert page.metric[0].value.startswith("£")
        assert "promised on the same cases" in _text(page)
        assert "(95\u00a0%)" in _text(page)

    def test_the_masking_alarm_and_the_traps_are_named(self, page):
        page.run()

        assert "Containment rose but resolution did not." in _text(page)
        assert "1 masking alarm" in _text(page)

    def test_a_link_opens_its_quarter(self, page):
        page.query_params["quarter"] = "Q4 2026"
        page.run()

        assert "Q4 2026 is still running" in _text(page)

    def test_a_quarter_before_the_first_effect_has_no_invented_figure(self, page):
        page.query_params["quarter"] = "Q4 2024"
        page.run()

        assert not page.exception
        assert page.metric[0].value == "–"


def _text(page):
    return " ".join(each.value.replace("\\", "") for each in (*page.markdown, *page.caption))
