"""Next quarter on the page This quarter: a budget, the picks, and commitments that people make and judge."""

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.domain.commitments import Outcome
from cxdash.domain.periods import Quarter
from cxdash.store import commitments, people
from cxdash.ui import session
from cxdash.ui.operating_model import council_forms
from tests.apps import ROOT
from tests.pages.use_case_page import plain

AHEAD, NEWEST = Quarter(2027, 1), 9
FORMS = {"commit-to-one", "reword-one", "judge-one"}


def opened(*, person=None, **query):
    page = AppTest.from_file(str(ROOT / "pages" / "this_quarter.py"), default_timeout=60)
    page.session_state["then-next"] = True
    page.session_state[council_forms.BEGUN] = set(FORMS)
    for name, value in query.items():
        page.query_params[name] = value
    if person is not None:
        with session.database().reading() as reading:
            page.session_state["acting-as"] = people.get(reading, person).id
    return fine(page.run())


def fine(page):
    assert not page.exception
    assert all("Containment rose" in each.value for each in page.error), "nothing in red but the mask of the sample"
    return page


def said(page):
    return plain(" ".join(each.value for each in (*page.markdown, *page.caption)))


def committed(database, quarter):
    with database.reading() as reading:
        return [(each.text, each.owner.name, each.outcome) for each in commitments.of_quarter(reading, quarter)]


@pytest.mark.usefixtures("empty")
def test_an_empty_page_offers_no_choice():
    page = opened()

    assert not page.number_input


class TestOnTheSamplePortfolio:
    @pytest.fixture(autouse=True)
    def database(self, portfolio):
        self.database = portfolio

    def test_the_budget_in_the_address_narrows_the_picks(self):
        page = opened(budget="50000")

        assert page.number_input(key="budget").value == 50_000
        assert "Within £50.0k" in said(page)

    def test_each_pick_says_what_it_needs_first(self):
        assert "First: " in said(opened())

    def test_everybody_who_waits_is_listed_with_a_reason_once_that_is_opened(self):
        page = opened()
        page.session_state["next-every"] = True
        page.run()

        whole = next(each.value for each in page.dataframe if "Readiness" in each.value.columns)
        assert whole["First"].str.len().min() > 0
        assert len(whole) == 13

    def test_a_commitment_is_made_and_reworded(self):
        page = opened()
        page.selectbox(key="commitment-made-which-0").select("no-shows-help-with-transport").run()
        page.text_area(key="commitment-made-text-no-shows-help-with-transport-0").set_value("Every ride is booked")
        page.selectbox(key="commitment-made-owner-0").select("leila-haddad")
        page = fine(page.button(key="commit").click().run())
        assert ("Every ride is booked", "Leila Haddad", "") in committed(self.database, AHEAD)

        page.selectbox(key="commitment-reworded-which").select(NEWEST).run()
        page.text_area(key=f"commitment-reworded-text-{NEWEST}").set_value("Every second ride is booked")
        fine(page.button(key="reword").click().run())

        assert ("Every second ride is booked", "Leila Haddad", "") in committed(self.database, AHEAD)

    def test_a_commitment_without_words_is_refused_in_place(self):
        page = opened()
        page.selectbox(key="commitment-made-which-0").select("no-shows-help-with-transport").run()
        page.text_area(key="commitment-made-text-no-shows-help-with-transport-0").set_value(" ")
        page.button(key="commit").click().run()

        assert any("Say what will be different" in each.value for each in page.error)

    def test_a_commitment_is_judged_by_who_answers_for_it(self):
        page = opened(person="kwabena-asante")
        page.radio(key="commitment-judged-outcome-5").set_value(Outcome.KEPT)
        page.text_input(key="commitment-judged-note-5").set_value("Seen on Friday")
        fine(page.button(key="judge").click().run())

        assert "kept" in [outcome for *_, outcome in committed(self.database, Quarter(2026, 4))]

    def test_who_answers_for_nothing_is_offered_nothing_to_do(self):
        page = opened(person="tomasz-wieczorek")

        assert not {"commit", "reword", "judge"} & {each.key for each in page.button}
