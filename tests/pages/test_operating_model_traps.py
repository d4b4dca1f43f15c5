"""The tab Pilot traps: worklists lead to the use cases they count, each trap says its rule and the way out."""

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.changes import use_cases
from cxdash.changes.setup import ensure_ready
from cxdash.domain.actions import Action
from cxdash.domain.metrics import Role
from cxdash.domain.ownership import REQUIRED
from cxdash.domain.use_cases import MetricUse
from tests.apps import ROOT
from tests.builders import use_case_values
from tests.pages.use_case_page import opened_at, text, unfold

CONTACT_CENTRE = "ai-across-the-contact-centre"


@pytest.fixture
def page():
    page = AppTest.from_file(str(ROOT / "pages" / "operating_model.py"), default_timeout=60)
    page.query_params["show"] = "Pilot traps"
    return page


@pytest.mark.usefixtures("portfolio")
def test_the_headline_counts_who_is_in_a_trap_and_worklists_say_what_is_missing(page):
    page.run()

    assert not page.exception
    assert not page.error
    assert "6 of 13 active use cases are in a trap; most often stalled, 4" in text(page)
    assert "1 use case has no operations owner" in text(page)


@pytest.mark.usefixtures("portfolio")
def test_a_trap_opens_with_its_rule_evidence_way_out_and_who_rests(page):
    page.run()
    unfold(page, "trap-stalled")

    said = text(page)
    assert "Rule: It is longer in its stage than the policy allows, in days: Idea 120, Pilot 270, Proof 270." in said
    assert "922 days in Idea; the policy allows 120." in said
    assert "What to do: See what the next gate still asks for" in said
    assert "Shorter calls (stopped)" in said


@pytest.mark.usefixtures("portfolio")
def test_what_stands_beside_the_traps_is_said(page):
    page.run()
    unfold(page, "beside-Overlapping pilots")
    unfold(page, "beside-Masked deflection")

    said = text(page)
    assert "Both claim Appointment no-show rate of Millbrook outpatient appointments" in said
    assert "Containment rose but resolution did not." in said


@pytest.mark.usefixtures("empty")
def test_an_empty_portfolio_has_no_traps(page):
    page.run()

    assert not page.exception
    assert "No use case is being worked on." in text(page)


@pytest.mark.usefixtures("portfolio")
def test_a_worklist_opens_the_list_of_use_cases_narrowed():
    page = AppTest.from_file(str(ROOT / "pages" / "use_cases.py"), default_timeout=60)
    page.query_params["status"] = "Active"
    page.query_params["lack"] = "No primary metric"
    page.run()

    assert not page.exception
    assert "1 of 16" in text(page)


@pytest.mark.usefixtures("portfolio")
def test_one_use_case_says_rule_and_way_out_of_each_of_its_traps():
    page = opened_at(CONTACT_CENTRE)
    unfold(page, f"held-{CONTACT_CENTRE}")

    said = text(page)
    assert "Isolated:** Serves one journey step, shares no module" in said
    assert "Unowned.** Rule: Nobody answers for it in technology, operations, commercial or scaling." in said
    assert "Choose the business outcome it is judged by." in said


def test_a_portfolio_without_traps_says_so(page, empty):
    person = ensure_ready(empty)
    with empty.changing(person, Action.USE_CASE_CREATE) as session:
        uses = (MetricUse("no_show_rate", Role.PRIMARY),)
        owners = dict.fromkeys(REQUIRED, "Leila")
        use_cases.create(session, use_case_values(steps=("Attend", "Book"), owners=owners, metrics=uses))
    page.run()

    assert not page.exception
    assert "The one active use case is in no trap" in text(page)
