"""Arriving at a field of a use case: the address names it, its form opens, and it is on the page under its name."""

import re
from dataclasses import replace
from datetime import date

import pytest

from cxdash.changes import pilots
from cxdash.domain.actions import Action
from cxdash.domain.gates import View, Where, codes
from cxdash.domain.ownership import REQUIRED
from cxdash.domain.people import Role
from cxdash.domain.readiness import Dimension
from cxdash.domain.stages import Stage
from cxdash.ui import session
from cxdash.ui.use_cases import arriving
from tests.changes import at_the_gate
from tests.changes.at_the_gate import SLUG, USES
from tests.pages.use_case_page import a_page, press

PILOT = "fewer-no-shows-at-riverside"
IN_METRICS = ("role", "target", "baseline", "unit_value", "annual_volume")
IN_PLANS = ("comparison", "goes_live", "site", "status", "run_cost_year")


@pytest.fixture
def people(empty_after):
    """The people of a review by name, with a use case that lacks nothing before a pilot."""
    return empty_after(at_the_gate.before_its_gate)


def arrived(where, *, person=None):
    """The page as a link to a field opens it."""
    page = a_page()
    page.query_params["use_case"] = SLUG
    if person is not None:
        page.session_state["acting-as"] = person.id
    for name, value in arriving.address(where).items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def place(page):
    return page.session_state[arriving.ARRIVED]


def keys(page):
    kinds = (page.selectbox, page.text_input, page.number_input, page.radio, page.date_input, page.button)
    return [re.sub(r"[^\w-]", "-", each.key) for kind in kinds for each in kind if each.key]


def is_there(page):
    """Say whether what is wanted first is on the page."""
    return any(re.fullmatch(place(page).names[0], key) for key in keys(page))


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    "where",
    [
        *(Where(View.METRICS, field, "Appointment no-show rate") for field in IN_METRICS),
        *(Where(View.METRICS, field) for field in (*IN_METRICS, "metric", "guardrail")),
        *(Where(View.PILOTS, field, "Fewer no-shows at Riverside") for field in IN_PLANS),
        Where(View.PILOTS, "plan"),
        Where(View.PILOTS, "new"),
        *(Where(View.DEFINE, function.value) for function in REQUIRED),
        *(Where(View.GATE, dimension.value) for dimension in Dimension),
    ],
    ids=lambda where: f"{where.view.value}-{where.field}-{bool(where.of)}",
)
def test_the_field_is_on_the_page_that_its_link_opens(where):
    assert is_there(arrived(where))


@pytest.mark.parametrize("field", [*IN_PLANS, "plan"])
def test_the_field_of_a_locked_plan_is_where_it_may_still_be_changed(empty, people, field):
    with empty.changing(people["Mara"], Action.PILOT_EDIT) as changing:
        seen = pilots.values(changing, PILOT)
        dated = replace(seen, goes_live=date(2026, 9, 1), baseline_starts=date(2026, 6, 1), locked_on=date(2026, 8, 1))
        pilots.edit(changing, PILOT, seen=seen, wanted=dated, today=date(2026, 8, 1))

    assert is_there(arrived(Where(View.PILOTS, field)))


def test_a_metric_that_lacks_what_is_asked_for_is_opened_before_others(empty, people):
    lacking = replace(USES[-1], metric="cost_per_contact", target=None)
    at_the_gate.edit(empty, people["Mara"], metrics=(*USES, lacking))

    page = arrived(Where(View.METRICS, "target"))

    assert page.query_params["measure"] == "cost_per_contact"
    assert is_there(page)


@pytest.mark.usefixtures("people")
def test_a_missing_guardrail_is_begun_as_it_is_proposed(empty, people):
    at_the_gate.edit(empty, people["Mara"], metrics=USES[1:])

    page = arrived(Where(View.METRICS, "guardrail"))

    assert page.query_params["measure"] == "cancellation_rate"
    assert is_there(page)


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("where", "tab"),
    [
        (Where(View.DEFINE, "technology"), "Define"),
        (Where(View.DEFINE, "modules"), "Define"),
        (Where(View.GATE), "Gate"),
        (Where(View.PILOTS), "Pilots"),
        (Where(View.PILOTS, of="Fewer no-shows at Riverside"), "Pilots"),
        (Where(View.METRICS), "Metrics"),
        (Where(View.METRICS, "target"), "Metrics"),
        (Where(View.MONEY, "attestation"), "Money"),
        (Where(View.GATE, "data"), "Gate"),
        (Where(View.TOP, "statement"), "Talk"),
    ],
)
def test_a_link_from_the_page_to_itself_opens_the_tab_whichever_was_open(where, tab):
    page = a_page()
    page.query_params["use_case"] = SLUG
    page.session_state["view"] = "Talk"
    page.run()

    for name, said in arriving.address(where).items():
        page.query_params[name] = said
    page.run()

    assert not page.exception
    assert page.session_state["view"] == tab


@pytest.mark.usefixtures("people")
def test_the_address_is_what_it_was_once_the_field_is_reached():
    page = arrived(Where(View.DEFINE, "commercial"))
    first = place(page).token

    page.run()

    assert not {arriving.FIELD, arriving.OF} & set(page.query_params)
    assert place(page).token == first


def test_who_only_reads_is_led_there_and_gets_no_form(people):
    page = arrived(Where(View.PILOTS, "goes_live"), person=people["Vic"])

    assert "plan" not in page.query_params
    assert re.fullmatch(place(page).names[0], f"pilot-card-{PILOT}")


def test_finance_finds_the_form_of_its_word_open(empty):
    finn = empty.add_first_person("finn", "Finn", frozenset({Role.FINANCE}))
    at_the_gate.add(empty, session.current_person())

    page = arrived(Where(View.MONEY, "attestation"), person=finn)

    assert page.session_state[f"aside-attest-{SLUG}"]


@pytest.mark.parametrize("to", [Stage.PILOT, Stage.PROOF, Stage.SCALE])
def test_every_criterion_that_is_not_met_has_a_link_that_arrives(empty, to):
    mara = at_the_gate.everybody(empty)["Mara"]
    stage = list(Stage)[to.position - 1]
    at_the_gate.add(empty, mara, stage=stage, uses=(), owners={}, level=0)
    asked = {line.code: line.where for line in at_the_gate.gate(empty).lines if line.where is not None}
    assert set(asked) >= set(codes(to)) - {"conditions_are_met", "statement_passes", "comparison_is_chosen"}

    for where in asked.values():
        page = arrived(where)
        assert is_there(page), where


def test_the_gate_leads_to_the_field_with_a_button(empty, people):
    at_the_gate.edit(empty, people["Mara"], owners={})
    page = a_page()
    page.query_params["use_case"], page.query_params["view"] = SLUG, "Gate"
    page.run()

    press(page, "Go to the technology owner")

    assert page.selectbox(key=f"technology-{SLUG}")
    assert is_there(page)
