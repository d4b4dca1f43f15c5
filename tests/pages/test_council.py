"""The council on the page Operating model: planned, written, agreed and followed up."""

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.changes import names
from cxdash.domain.actions import Action
from cxdash.store import council
from cxdash.ui import session
from cxdash.ui.operating_model import council_forms
from tests.apps import ROOT
from tests.builders import add_use_case
from tests.pages.use_case_page import plain
from tests.reports.rows import A_QUARTER_LESS, store_effect


@pytest.fixture
def leila(empty):
    """Somebody who only reads, by id, in a database with a use case."""
    add_use_case(empty, session.current_person())
    with empty.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        return names.person_named(changing, "Leila Haddad").id


def opened(person_id=None, meeting=None):
    page = AppTest.from_file(str(ROOT / "pages" / "operating_model.py"), default_timeout=60)
    page.query_params["show"] = "Council"
    page.session_state[council_forms.BEGUN] = {"plan-meeting", "change-meeting", "add-action", "tell-action"}
    if meeting is not None:
        page.query_params["meeting"] = meeting
    if person_id is not None:
        page.session_state["acting-as"] = person_id
    page.run()
    return fine(page)


def fine(page):
    assert not page.exception
    assert not page.error
    return page


def said(page):
    return plain(" ".join(each.value for each in (*page.markdown, *page.warning)))


def planned(page):
    page.text_input(key="council-planned-name-0").set_value("Council, autumn")
    return fine(page.button(key="meeting-plan").click().run())


def test_a_meeting_is_planned_written_and_agreed(empty, leila):
    page = planned(opened())
    page.multiselect(key="meeting-1-present-0").set_value(["leila-haddad", "local"])
    page.text_input(key="meeting-1-new-0").set_value("Night shift")
    page.text_area(key="meeting-1-text").set_value("We spoke.")
    fine(page.button(key="meeting-save").click().run())
    assert page.text_input(key="meeting-1-topic-1").label == "What came of “Night shift”"

    fine(page.button(key="meeting-close").click().run())

    assert "Minutes, agreed on" in said(page)
    assert "meeting-save" not in [each.key for each in page.button]
    with empty.reading() as reading:
        assert council.meeting(reading, 1).closed_on is not None
        assert len(council.present(reading, 1)) == len({leila, "local"})


@pytest.mark.usefixtures("leila")
def test_a_topic_is_taken_off_the_agenda_and_what_was_typed_about_another_stays(empty):
    page = planned(opened())
    for number, title in enumerate(("Night shift", "Winter")):
        page.text_input(key=f"meeting-1-new-{number}").set_value(title)
        fine(page.button(key="meeting-save").click().run())
    page.text_input(key="meeting-1-topic-2").set_value("Buy salt")

    fine(page.button(key="topic-drop-1").click().run())

    assert "meeting-1-topic-1" not in [each.key for each in page.text_input]
    assert page.text_input(key="meeting-1-topic-2").value == "Buy salt"
    with empty.reading() as reading:
        assert [each.title for each in council.topics(reading, 1)] == ["Winter"]


@pytest.mark.usefixtures("empty")
def test_a_form_is_made_once_its_button_is_pressed():
    page = AppTest.from_file(str(ROOT / "pages" / "operating_model.py"), default_timeout=60)
    page.query_params["show"] = "Council"
    page.run()
    assert "meeting-plan" not in [each.key for each in page.button]

    page.session_state["plan-meeting"] = True
    page.run()

    assert "meeting-plan" in [each.key for each in page.button]


@pytest.mark.usefixtures("leila")
def test_what_no_meeting_may_say_is_said_beside_it():
    page = opened()

    page.button(key="meeting-plan").click().run()

    assert "The meeting needs a name" in page.error[0].value


@pytest.mark.usefixtures("leila")
def test_a_meeting_is_changed_and_archived(empty):
    page = planned(opened())
    page.text_input(key="meeting-1-name-Council, autumn").set_value("Council, winter")

    fine(page.button(key="meeting-change").click().run())

    assert page.selectbox(key="meeting").options[0].startswith("Council, winter, ")
    fine(page.button(key="meeting-archive").click().run())
    assert "No meeting is planned yet" in said(page)
    with empty.reading() as reading:
        assert council.meetings(reading) == []


@pytest.mark.usefixtures("leila")
def test_a_link_opens_the_meeting_it_names():
    page = planned(opened())
    page.text_input(key="council-planned-name-1").set_value("Council, spring")
    fine(page.button(key="meeting-plan").click().run())
    first = next(each for each in page.selectbox(key="meeting").options if "autumn" in each)

    page = opened(meeting=first)

    assert page.selectbox(key="meeting").value == 1


def test_an_action_is_agreed_and_reported_on_by_who_does_it(empty, leila):
    page = opened()
    page.text_input(key="action-added-text-0").set_value("Train the night shift")
    page.selectbox(key="action-added-person-0").set_value("leila-haddad")
    fine(page.button(key="action-add").click().run())
    assert "1 action waits" in said(page)

    page = opened(leila)
    assert "action-add" not in [each.key for each in page.button]
    assert "action-drop" not in [each.key for each in page.button]
    page.text_input(key="action-told-words").set_value("Everybody is trained")
    fine(page.button(key="action-done").click().run())

    assert "0 actions wait" in said(page)
    with empty.reading() as reading:
        assert council.action(reading, 1).outcome == "Everybody is trained"


def test_who_does_not_prepare_meetings_reads_them(leila):
    page = planned(opened())
    page.text_input(key="meeting-1-new-0").set_value("Night shift")
    fine(page.button(key="meeting-save").click().run())
    assert "topic-drop-1" in [each.key for each in page.button]

    page = opened(leila)

    assert page.selectbox(key="meeting").options[0].startswith("Council, autumn, ")
    assert {"meeting-plan", "meeting-save", "action-add", "topic-drop-1"} & {each.key for each in page.button} == set()


def test_a_verdict_that_is_ready_is_on_the_agenda_and_leads_to_its_pilot(empty, leila):
    store_effect(empty, session.current_person(), "riverside-reminders", A_QUARTER_LESS)

    page = opened(leila)

    assert "Verdicts that are ready" in said(page)
    assert "Better, target not shown, grade B: discuss" in said(page)
    assert "Riverside reminders (page compare)" in said(page)
