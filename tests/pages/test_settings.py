"""The organisation, the gate policy and the permissions in the settings."""

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.changes import names, organisation
from cxdash.domain.actions import Action
from cxdash.domain.gate_policy import START
from cxdash.domain.gate_policy_rules import ALWAYS_BLOCKING
from cxdash.domain.gates import sentences
from cxdash.store import gate_policies
from cxdash.ui import session
from tests.apps import ROOT
from tests.pages.use_case_page import plain

POLICY = "Gate policy"


@pytest.fixture
def leila(empty):
    """Somebody who only reads, by id."""
    with empty.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        return names.person_named(changing, "Leila Haddad").id


def opened(view, person_id=None):
    page = AppTest.from_file(str(ROOT / "pages" / "settings.py"), default_timeout=60)
    page.query_params["view"] = view
    if person_id is not None:
        page.session_state["acting-as"] = person_id
    page.run()
    assert not page.exception
    assert not page.error
    return page


def said(page):
    return plain(" ".join(each.value for each in (*page.markdown, *page.caption, *page.error)))


def policy_of(database):
    with database.reading() as reading:
        return gate_policies.current(reading)


def save(page, reason):
    page.text_input(key="policy-reason").set_value(reason)
    return page.button(key="policy-saved").click().run()


def test_nothing_is_asked_while_the_policy_stays_as_it_is(empty):
    page = opened(POLICY)

    assert "is the policy that cxdash starts with" in said(page)
    assert "policy-saved" not in [each.key for each in page.button]
    assert policy_of(empty) == START


def test_a_threshold_becomes_a_version_with_its_reason(empty):
    page = opened(POLICY)
    page.selectbox(key="policy-0-pilot").set_value(3)
    page.number_input(key="policy-0-trap_months").set_value(18).run()
    assert "Readiness before a pilot: 2 → 3" in said(page)

    save(page, "Pilots broke in September")

    assert (policy_of(empty).number, policy_of(empty).pilot_level, policy_of(empty).trap_months) == (1, 3, 18)
    assert "Version 1 holds since" in said(page)
    assert "Local administrator: Pilots broke in September" in said(page)
    assert page.selectbox(key="policy-1-pilot").value == 3
    assert "policy-reason" not in [each.key for each in page.text_input]


def test_without_a_reason_nothing_is_stored_and_what_was_chosen_stays(empty):
    page = opened(POLICY)
    page.selectbox(key="policy-0-pilot").set_value(3).run()

    save(page, " ")

    assert "Say why the policy changes" in page.error[0].value
    assert page.selectbox(key="policy-0-pilot").value == 3
    assert policy_of(empty) == START


def test_a_criterion_may_be_made_to_advise_only(empty):
    page = opened(POLICY)
    page.checkbox(key="policy-0-weights-baseline_and_target").uncheck()

    save(page.run(), "Try it for a quarter")

    assert policy_of(empty).advisory == START.advisory | {"baseline_and_target"}


@pytest.mark.usefixtures("empty")
def test_each_criterion_stands_under_its_gates_and_what_always_blocks_cannot_be_changed():
    page = opened(POLICY)

    ticks = {each.key.removeprefix("policy-0-weights-"): each for each in page.checkbox}
    assert set(ticks) == set(sentences())
    assert {code for code, each in ticks.items() if each.disabled} == ALWAYS_BLOCKING
    assert {code for code, each in ticks.items() if not each.value} == START.advisory
    assert "**Gates to proof and scale**" in said(page)


def test_who_decides_is_a_table_of_amounts_and_roles(empty):
    page = opened(POLICY)
    page.session_state["policy-0-delegations"] = {
        "edited_rows": {1: {"Second person": True}},
        "added_rows": [{"Up to": 20_000, "Who decides": ["program manager"], "Second person": False}],
        "deleted_rows": [],
    }

    save(page.run(), "Small ones go quicker")

    assert [(each.up_to, each.needs_second) for each in policy_of(empty).delegations] == [
        (20_000, False),
        (100_000, False),
        (float("inf"), True),
    ]


def test_what_no_policy_may_say_is_refused_in_words(empty):
    page = opened(POLICY)
    page.selectbox(key="policy-0-scale").set_value(1).run()

    save(page, "Easier")

    assert "Scale cannot ask for less readiness than a pilot does" in page.error[0].value
    assert policy_of(empty) == START


def test_who_may_not_change_the_policy_reads_it(leila):
    page = opened(POLICY, leila)

    assert "A gatekeeper or an administrator changes the policy" in said(page)
    assert all(each.disabled for each in (*page.selectbox, *page.number_input, *page.multiselect, *page.checkbox))


def test_the_organisation_is_saved_and_a_wrong_currency_said(empty):
    page = opened("Organisation")
    page.text_input[0].set_value("Brightwell Care")
    page.text_input[1].set_value("E1")

    page.button(key="organisation-save").click().run()
    assert "is not a currency" in plain(page.error[0].value)
    page.text_input[1].set_value("eur")
    page.button(key="organisation-save").click().run()

    assert not page.error
    with empty.reading() as reading:
        assert organisation.values(reading) == organisation.OrganisationValues("Brightwell Care", "EUR", 1)


def test_who_is_no_administrator_reads_the_organisation(leila):
    page = opened("Organisation", leila)

    assert all(each.disabled for each in page.text_input)
    assert "organisation-save" not in [each.key for each in page.button]


def test_permissions_say_what_each_role_and_the_reader_may(leila):
    table = opened("Permissions", leila).dataframe[0].value.set_index("To")

    assert table.loc["Approve a waiver", "Roles that may"] == "admin, gatekeeper"
    assert table.loc["Approve a waiver", "You"] == "no"
    assert table.loc["Vote in a gate review", "Roles that may"] == "everybody"
