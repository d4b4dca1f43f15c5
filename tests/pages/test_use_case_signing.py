"""Signatures on the page of a use case: who is asked sees exactly what they sign; the others see who has."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from cxdash.changes import names, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.ownership import Function
from cxdash.domain.responsibilities import Activity, Parts
from cxdash.effects.verdict import Verdict
from cxdash.store import responsibilities
from cxdash.store import use_cases as store
from cxdash.store.gate_tables import SignOff
from cxdash.ui import session
from tests import proofs
from tests.builders import TODAY, add_use_case
from tests.pages.use_case_page import a_page, button, opened_at, press, text
from tests.reports.rows import A_QUARTER_LESS, store_effect

STATEMENT = "Reduce no-shows by 30 % through reminders, measured over 90 days."
PILOT = "riverside-reminders"


@pytest.fixture
def slug(empty):
    """A use case whose operations and finance answer by one person, and technology by another."""
    owners = {Function.OPERATIONS: "Omar Ops", Function.FINANCE: "Omar Ops", Function.TECHNOLOGY: "Tara Tech"}
    return add_use_case(empty, session.current_person(), statement=STATEMENT, owners=owners)


def opened_by(database, name, slug, **query):
    """The page as somebody sees it whom the administrator acts as."""
    with database.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        number = names.person_named(changing, name).id
    page = a_page()
    page.session_state["acting-as"] = number
    page.query_params["use_case"] = slug
    for key, value in query.items():
        page.query_params[key] = value
    return page.run()


def signed(database):
    with database.reading() as reading:
        rows = reading.scalars(select(SignOff).where(SignOff.withdrawn_on.is_(None)).order_by(SignOff.function))
        return [(row.about, row.function, row.note) for row in rows]


def test_who_answers_for_nothing_is_not_asked_and_sees_who_has_not_signed(slug):
    page = opened_at(slug)

    assert not page.exception
    assert "Technology owner, Operations owner, Finance · :material/draw: Not signed" in text(page)
    assert "Your signature is asked for" not in text(page)


def test_who_answers_sees_what_they_sign_and_signs_for_all_their_functions_at_once(empty, slug):
    page = opened_by(empty, "Omar Ops", slug)
    assert "Your signature is asked for, as operations, finance" in text(page)
    assert f"“{STATEMENT}”" in text(page)
    assert "Complaint rate as guardrail" in text(page)
    page.text_input(key=f"sign-note-{slug}").set_value("Agreed")

    press(page, "Sign as operations, finance")

    assert signed(empty) == [("outcome", "finance", "Agreed"), ("outcome", "operations", "Agreed")]
    assert "Your signature is asked for" not in text(page)
    assert "Operations owner, Finance · :green[:material/verified:] Signed " in text(page)


def test_a_changed_target_asks_again_and_says_what_changed(empty, slug):
    press(opened_by(empty, "Tara Tech", slug), "Sign as technology")
    with empty.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        before = use_cases.values(changing, slug)
        uses = tuple(replace(each, baseline=0.25) if each.baseline else each for each in before.metrics)
        use_cases.edit(
            changing, slug, seen=before, wanted=replace(before, metrics=uses), today=TODAY, reason="Counted again"
        )

    page = opened_by(empty, "Tara Tech", slug)

    assert "asks again: Appointment no-show rate: baseline" in text(page)
    assert "Since you signed:" in text(page)
    assert button(page, "Sign as technology")


def test_a_signature_is_taken_back_with_a_reason(empty, slug):
    page = opened_by(empty, "Tara Tech", slug)
    press(page, "Sign as technology")

    press(page, "Take it back")
    assert "Say why you take your signature back" in page.error[0].value
    page.text_input(key=f"unsign-why-{slug}").set_value("The data is not there")
    press(page, "Take it back")

    assert signed(empty) == []


def test_a_use_case_without_a_promise_says_what_is_missing_and_asks_nobody(empty):
    slug = add_use_case(empty, session.current_person(), statement="", owners={Function.OPERATIONS: "Omar Ops"})

    page = opened_by(empty, "Omar Ops", slug)

    assert "Write the outcome statement first" in text(page)
    assert "Your signature is asked for" not in text(page)


def test_the_pilots_lead_to_the_proof_point_that_waits_and_to_the_one_that_could_be_told(empty, slug):
    person = session.current_person()
    store_effect(empty, person, PILOT, replace(A_QUARTER_LESS, verdict=Verdict.TARGET_MET))
    page = opened_by(empty, "Tara Tech", slug, view="Pilots")
    assert "Tell of Riverside reminders" in text(page)

    proofs.told(empty, person, PILOT)
    page = opened_by(empty, "Tara Tech", slug, view="Pilots")

    assert "Fewer missed appointments" in text(page)
    assert "Your approval is asked for, as technology" in text(page)


def test_who_does_what_is_edited_where_it_stands(empty, slug):
    page = opened_at(slug)
    page.session_state[f"raci-{slug}"] = True
    page.run()
    assert "Accountable: Omar Ops (operations)" in text(page)

    page.multiselect(key=f"data-responsible-{slug}").set_value(["Tara Tech"]).run()

    assert not page.exception
    with empty.reading() as reading:
        stored = responsibilities.of_use_case(reading, store.get(reading, slug).id)
    assert stored.of(Activity.DATA) == Parts(responsible=("Tara Tech",))
