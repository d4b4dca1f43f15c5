"""The page of proof points: the library as sales reads it, one from draft to approved, and what may be done to it."""

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.changes import names, proof_points
from cxdash.domain.actions import Action
from cxdash.domain.ownership import Function
from cxdash.domain.people import Role
from cxdash.effects.verdict import Verdict
from cxdash.reports import proof_points as reports
from cxdash.store import proof_points as store
from cxdash.store.tables import PersonRow
from cxdash.ui import cached, session
from tests import proofs
from tests.apps import ROOT
from tests.builders import TODAY, add_use_case
from tests.pages.use_case_page import button, press, text
from tests.reports.rows import A_QUARTER_LESS, store_effect

PILOT = "riverside-reminders"
OWNERS = {
    Function.TECHNOLOGY: "Tara Tech",
    Function.OPERATIONS: "Omar Ops",
    Function.COMMERCIAL: "Carla Com",
}
BILLING = "a-third-less-time-to-answer-a-billing-query"
GUIDANCE = "live-guidance-takes-a-quarter-off-the-cost-of-a-contact"


@pytest.fixture
def shown(empty):
    """A use case whose pilot met its target, and the administrator."""
    person = session.current_person()
    add_use_case(empty, person, statement="Reduce no-shows by 30 % in 90 days.", owners=OWNERS)
    store_effect(empty, person, PILOT, replace(A_QUARTER_LESS, verdict=Verdict.TARGET_MET))
    return empty, person


def opened(acting=None, **query):
    page = AppTest.from_file(str(ROOT / "pages" / "proof_points.py"), default_timeout=60)
    if acting is not None:
        page.session_state["acting-as"] = acting
    for name, value in query.items():
        page.query_params[name] = value
    page = page.run()
    assert not page.exception
    return page


def acting_as(database, name, *roles):
    """The number of somebody whom the administrator acts as."""
    with database.changing(session.current_person(), Action.PEOPLE_EDIT) as changing:
        number = names.person_named(changing, name).id
        if roles:
            changing.get_one(PersonRow, number).roles = [role.value for role in roles]
    return number


def state_of(database, slug):
    with database.reading() as reading:
        return reports.opened(reading, slug, today=cached.today()).state.value


@pytest.mark.usefixtures("portfolio")
def test_the_library_says_what_may_be_used_before_what_may_not():
    said = text(opened())

    assert "**2 of 4** may be used outside" in said
    first, last = said.index("A third less time to answer a billing query"), said.index("Live guidance takes")
    assert first < last
    assert "**−36\u00a0% (−40 to −30)** Time to resolution" in said
    assert "Grade B: good evidence beside a comparison group" in said
    assert "Repeated at Eastfield and Northgate · used once" in said


@pytest.mark.usefixtures("portfolio")
@pytest.mark.parametrize(
    ("query", "headlines"),
    [
        ({"search": "billing riverside"}, ["A third less time to answer a billing query"]),
        ({"state": "Draft"}, ["Live guidance takes a quarter off the cost of a contact"]),
        ({"outcome": "Fewer patient no-shows"}, ["41 % fewer missed appointments at Harbour View"]),
        ({"site": "Eastfield"}, ["9 points more of the clinics' slots filled at Eastfield"]),
        ({"metric": "Cost per contact"}, ["Live guidance takes a quarter off the cost of a contact"]),
        ({"search": "unicorn"}, []),
    ],
)
def test_the_library_is_searched_and_narrowed_by_its_address(query, headlines):
    said = text(opened(**query))

    found = [line.removeprefix("#### ") for line in said.splitlines() if line.startswith("#### ")]
    assert found == headlines
    assert ("No proof point fits" in said) == (not headlines)


@pytest.mark.usefixtures("portfolio")
def test_an_approved_one_says_that_it_may_be_used_what_not_to_conclude_and_whether_it_lasts():
    page = opened(proof=BILLING)
    said = text(page)

    assert page.title[0].value == "A third less time to answer a billing query"
    assert "You may use it outside" in said
    assert "What may not be concluded" in said
    assert "It was measured at Riverside; elsewhere it may turn out otherwise." in said
    assert "It holds: 31 weeks after the window" in said
    assert "All 3 results together: −37\u00a0% (−42 to −32)." in said
    assert "Tender of a dental plan, question 14" in said
    assert next(each.label for each in page.get("download_button")) == "Slide"


@pytest.mark.usefixtures("portfolio")
def test_a_draft_says_what_it_lacks_where_it_claims_too_much_and_offers_no_slide():
    page = opened(proof=GUIDANCE)
    said = text(page)

    assert "Not for use: it is being written." in said
    assert "Still to write: what was done." in said
    assert "The headline says “a quarter”; the evidence bears −17\u00a0% (−21 to −14)." in said
    assert button(page, "Ask for approval").disabled
    assert "Slide" not in [each.label for each in page.get("download_button")]


def test_a_pilot_that_proves_nothing_says_why(empty):
    add_use_case(empty, session.current_person(), owners=OWNERS)

    page = opened(pilot=PILOT)

    assert "Not measured" in page.info[0].value or "has not finished" in page.info[0].value


def test_a_proof_point_begins_from_its_pilot_and_opens(shown):
    page = opened(pilot=PILOT)
    assert "Reduce no-shows by 30 % in 90 days." in [each.value for each in page.text_area]

    headline = next(each for each in page.text_input if each.label.startswith("Headline"))
    headline.set_value("A quarter fewer missed appointments")
    press(page, "Keep it as a draft")

    with shown[0].reading() as reading:
        (row,) = store.every(reading)
        assert row.headline == "A quarter fewer missed appointments"
        assert page.query_params["proof"] == row.slug
    assert page.title[0].value == "A quarter fewer missed appointments"


def test_a_viewer_reads_and_does_not_write(shown):
    slug = proofs.told(*shown, PILOT)
    viewer = acting_as(shown[0], "Vera View", Role.VIEWER)

    page = opened(viewer, proof=slug)

    assert {"Ask for approval", "Retire it"}.isdisjoint(each.label for each in page.button)
    assert "Edit the story" not in [each.label for each in page.expander]


def test_each_of_the_three_approves_and_then_it_may_be_used(shown):
    slug = proofs.told(*shown, PILOT)
    for name, function in (("Tara Tech", "technology"), ("Omar Ops", "operations"), ("Carla Com", "commercial")):
        page = opened(acting_as(shown[0], name), proof=slug)
        press(page, f"Approve as {function}")

    assert "You may use it outside" in text(page)
    assert state_of(shown[0], slug) == "approved"


def test_a_named_client_has_to_permit_it_before_commercial_approves(shown):
    slug = proofs.told(*shown, PILOT, story=replace(proofs.STORY, client="Northwind"))

    page = opened(acting_as(shown[0], "Carla Com"), proof=slug)
    assert "It names **Northwind**." in text(page)
    press(page, "Approve as commercial")

    assert "Before commercial approves, record who there permitted that" in page.error[0].value
    assert state_of(shown[0], slug) == "waits for approval"


def test_a_story_saved_meanwhile_is_refused_with_both_values(shown):
    slug = proofs.begin(*shown, PILOT)
    page = opened(proof=slug)
    page.session_state[f"edit-{slug}"] = True
    page.run()
    with shown[0].changing(shown[1], Action.PROOF_WRITE) as changing:
        theirs = replace(proofs.STORY, done="Patients were called.")
        proof_points.edit(changing, slug, seen=proofs.STORY, wanted=theirs, today=TODAY)

    done = next(each for each in page.text_area if each.label == "What was done")
    done.set_value("Patients were written to.")
    press(page, "Save the story")

    assert "“Patients were called.” now, and you entered “Patients were written to.”" in page.error[0].value


def test_what_is_approved_is_noted_where_it_was_used_and_repeated_elsewhere(shown):
    slug = proofs.told(*shown, PILOT)
    proofs.approve(shown[0], slug, today=cached.today())
    page = opened(proof=slug)
    for aside in (f"aside-use-{slug}", f"aside-repeat-{slug}"):
        page.session_state[aside] = True
    page.run()

    page.text_input(key=f"place-{slug}").set_value("Health board, first meeting")
    press(page, "Note it")
    page.session_state[f"aside-repeat-{slug}"] = True
    page.run()
    page.text_input(key=f"repeat-at-{slug}").set_value("Millbrook")
    press(page, "Plan the pilot")

    with shown[0].reading() as reading:
        found = reports.opened(reading, slug, today=cached.today())
    assert [each.place for each in found.uses] == ["Health board, first meeting"]
    assert [each.name for each in found.repeats] == ["Millbrook reminders"]
    assert found.uses[0].used_on == cached.today()


def test_it_is_retired_with_a_reason(shown):
    slug = proofs.told(*shown, PILOT)
    page = opened(proof=slug)
    page.session_state[f"aside-retire-{slug}"] = True
    page.run()

    press(page, "Retire it")
    assert "Say why nobody should tell it any more" in page.error[0].value
    page.text_input(key=f"why-retire-{slug}").set_value("The clinic has closed")
    press(page, "Retire it")

    assert "The clinic has closed" in text(page)
    assert state_of(shown[0], slug) == "retired"


def test_it_is_renewed_and_asks_again(shown):
    slug = proofs.told(*shown, PILOT, today=date(2026, 11, 20))
    proofs.approve(shown[0], slug, today=date(2026, 11, 20))
    page = opened(proof=slug)
    page.session_state[f"aside-renew-{slug}"] = True
    page.run()

    press(page, "Renew it")

    assert state_of(shown[0], slug) == "waits for approval"
    assert "asks again: expires changed" in text(page)


@pytest.mark.usefixtures("empty")
def test_a_proof_point_that_is_not_there_is_said_so():
    assert "There is no proof point “nowhere”" in opened(proof="nowhere").info[0].value
