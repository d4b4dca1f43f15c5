"""The page This quarter, on the sample portfolio and on nothing."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps import ROOT

QUESTIONS = ["What changed", "Customers and agents", "What moved", "What is stuck", "What needs you"]


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

    def test_five_questions_are_answered_one_after_the_other_each_with_a_number(self, page):
        page.run()

        answers = [(each.label.strip("*"), each.value) for each in page.metric][: len(QUESTIONS)]

        assert [question for question, _ in answers] == QUESTIONS
        assert all(number != "–" for _, number in answers)

    def test_money_is_said_with_its_range_and_its_promise_and_what_stands_apart(self, page):
        page.run()

        assert page.metric[0].value.startswith("£")
        assert "realised before cost, 113\u00a0% of the £" in _text(page)
        assert "(95\u00a0%)" in _text(page)
        assert "Apart: " in _text(page)

    def test_the_masking_alarm_stands_out_with_what_it_counts_in_money(self, page):
        page.run()

        (alarm,) = page.error
        assert "Containment rose but resolution did not. Counted value: £0." in alarm.value.replace("\\", "")
        assert "1 masking alarm" in _text(page)

    def test_no_list_is_made_before_somebody_asks_for_it(self, page):
        page.run()

        assert "Isolated: serves one journey step" not in _text(page)
        page.session_state["stuck-list"] = True
        page.run()

        assert "Isolated: serves one journey step" in _text(page)

    def test_every_pilot_is_listed_with_what_its_worth_was_worked_out_from(self, page):
        page.session_state["lines"] = True
        page.run()

        (table,) = (each.value for each in page.dataframe if "Pilot" in each.value)
        assert {"Grade", "Realised", "Promised", "Run cost", "Cases", "Unit value"} <= set(table)

    def test_a_link_opens_its_quarter(self, page):
        page.query_params["quarter"] = "Q4 2026"
        page.run()

        assert "Q4 2026 is still running" in _text(page)

    def test_a_link_compares_with_the_same_quarter_last_year(self, page):
        page.query_params["beside"] = "Same quarter last year"
        page.run()

        assert "than in Q3 2025" in _text(page)
        assert "better than in Q3 2025" in _text(page)

    def test_a_site_narrows_what_belongs_to_pilots_and_says_what_it_does_not(self, page):
        page.run()
        everywhere = page.metric[0].value
        page.selectbox(key="site").select("riverside").run()  # a slug; people read its name

        assert not page.exception
        assert page.metric[0].value != everywhere
        assert "pilots at Riverside" in _text(page)
        assert "as a whole; next quarter" in _text(page)

    def test_no_client_is_asked_for_where_no_pilot_serves_one(self, page):
        page.run()

        served = any(box.key == "client" for box in page.selectbox)
        assert served is _has_clients()

    def test_what_waits_for_who_looks_comes_before_what_waits_for_everybody(self, page):
        page.run()

        needs = next(each for each in page.metric if each.label.strip("*") == "What needs you")
        said = _text(page)
        assert int(needs.value) > 0
        assert said.index("for you") < said.index("wait for everybody")

    def test_a_closed_quarter_is_shown_as_reported_until_somebody_asks_for_what_is_known_now(self, page):
        page.run()
        reported = page.metric[0].value
        assert page.selectbox(key="figures").value.startswith("As reported on ")

        page.selectbox(key="figures").select("As known now").run()

        assert page.metric[0].value != reported

    def test_a_link_says_which_figures_of_a_closed_quarter_it_means(self, page):
        page.query_params["figures"] = "As known now"
        page.run()

        assert page.selectbox(key="figures").value == "As known now"

    def test_narrowed_figures_are_those_known_now(self, page):
        page.query_params["site"] = "Riverside"
        page.run()

        assert not any(box.key == "figures" for box in page.selectbox)

    def test_a_quarter_before_the_first_effect_has_no_invented_figure(self, page):
        page.query_params["quarter"] = "Q4 2024"
        page.run()

        assert not page.exception
        assert page.metric[0].value == "–"


def _has_clients():
    from cxdash.reports import choices  # noqa: PLC0415 the database is known only once a fixture named it
    from cxdash.ui import cached  # noqa: PLC0415

    return bool(cached.report(choices.offered).clients)


def _text(page):
    return " ".join(each.value.replace("\\", "") for each in (*page.markdown, *page.caption))
