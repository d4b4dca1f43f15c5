"""Metrics of a use case edited on its page: the firewall, units as people read them, and what a lock asks for."""

from dataclasses import replace

import pytest

from cxdash.changes import use_cases
from cxdash.domain.actions import Action
from cxdash.domain.metrics import Role
from cxdash.ui import session
from tests.builders import TODAY
from tests.pages.use_case_page import NO_SHOWS, opened_at, plain, press, stored, text

TRANSPORT = "no-shows-help-with-transport"


@pytest.fixture
def opened(portfolio):  # noqa: ARG001 the page answers from this database
    return opened_at


def test_the_firewall_speaks_in_plain_words(opened, portfolio):
    page = opened(NO_SHOWS, view="Metrics", measure="containment_rate")
    page.selectbox(key=f"measure-{NO_SHOWS}-containment_rate-0-role").set_value(Role.PRIMARY)
    press(page, "Save metric")

    assert "is a technical metric and may not be a primary metric" in page.error[0].value
    assert "containment_rate" not in {use.metric for use in stored(portfolio, NO_SHOWS).metrics}


def test_a_share_is_typed_in_percent_and_stored_as_a_fraction(opened, portfolio):
    page = opened(NO_SHOWS, view="Metrics", measure="no_show_rate")
    form = f"measure-{NO_SHOWS}-no_show_rate-0"
    assert page.text_input(key=f"{form}-target").value == "−30 %"
    page.number_input(key=f"{form}-baseline").set_value(22.5)
    page.text_input(key=f"{form}-target").input("−6 points")
    page.text_input(key=f"{form}-reason").input("Counted anew")
    press(page, "Save metric")

    use = next(use for use in stored(portfolio, NO_SHOWS).metrics if use.metric == "no_show_rate")
    assert use.baseline == pytest.approx(0.225)
    assert (use.target.kind, use.target.size) == ("absolute", pytest.approx(-0.06))


def test_a_target_nobody_can_read_is_refused(opened):
    page = opened(NO_SHOWS, view="Metrics", measure="no_show_rate")
    page.text_input(key=f"measure-{NO_SHOWS}-no_show_rate-0-target").input("much better")
    press(page, "Save metric")

    assert "“much better” is no target" in page.error[0].value


def test_a_save_that_changes_nothing_leaves_no_trace(opened, portfolio):
    page = opened(NO_SHOWS, view="Metrics", measure="no_show_rate")
    before = portfolio.revision()
    press(page, "Save metric")

    assert not page.error
    assert portfolio.revision() == before


def test_a_metric_is_taken_away(opened, portfolio):
    page = opened(NO_SHOWS, view="Metrics", measure="complaint_rate")
    page.text_input(key=f"measure-{NO_SHOWS}-complaint_rate-0-reason").input("Nobody counts them any more")
    press(page, "Remove from the use case")

    assert "complaint_rate" not in {use.metric for use in stored(portfolio, NO_SHOWS).metrics}


@pytest.mark.parametrize(("choice", "stays"), [("Keep mine", 5.0), ("Take theirs", 3.0)])
def test_after_a_clash_the_person_chooses(opened, portfolio, choice, stays):
    page = _clashing(opened, portfolio, "Save metric")
    assert "Somebody else changed Complaint rate while you edited it" in text(page)
    assert "- Yours: guardrail, margin 5\n- Theirs, stored now: guardrail, margin 3" in text(page)

    press(page, choice)
    if choice == "Take theirs":
        press(page, "Save metric")

    assert next(use.margin for use in stored(portfolio, NO_SHOWS).metrics if use.metric == "complaint_rate") == stays
    assert "Theirs, stored now" not in text(page)


def test_a_metric_that_somebody_else_changed_is_still_taken_away_by_who_insists(opened, portfolio):
    page = _clashing(opened, portfolio, "Remove from the use case")
    assert "- Yours: empty" in text(page)

    press(page, "Keep mine")

    assert "complaint_rate" not in {use.metric for use in stored(portfolio, NO_SHOWS).metrics}


def test_a_locked_plan_asks_why_a_target_changes_and_keeps_what_was_typed(opened, portfolio):
    page = opened(NO_SHOWS, view="Metrics", measure="no_show_rate")
    target = f"measure-{NO_SHOWS}-no_show_rate-0-target"
    page.text_input(key=target).input("−20 %")
    press(page, "Save metric")

    assert "give a reason" in page.error[0].value
    assert page.text_input(key=target).value == "−20 %"
    assert _use(portfolio, "no_show_rate").target.size == pytest.approx(-0.3)


def test_a_margin_may_be_a_share_of_the_baseline(opened, portfolio):
    page = opened(NO_SHOWS, view="Metrics", measure="complaint_rate")
    form = f"measure-{NO_SHOWS}-complaint_rate-0"
    page.number_input(key=f"{form}-margin").set_value(10.0)
    page.selectbox(key=f"{form}-margin-in").set_value(True)
    page.text_input(key=f"{form}-reason").input("Complaints are few")
    press(page, "Save metric")

    use = _use(portfolio, "complaint_rate")
    assert (use.margin, use.margin_relative) == (pytest.approx(0.10), True)


def test_a_missing_guardrail_is_said_and_proposed_with_a_margin(opened):
    page = opened(TRANSPORT, view="Metrics")
    said = "\n".join(plain(each.value) for each in page.markdown)
    press(page, "Add Appointment cancellation rate")
    form = f"measure-{TRANSPORT}-cancellation_rate-0"

    assert "can improve at the expense of cancellations" in said
    assert page.selectbox(key=f"{form}-role").value is Role.GUARDRAIL
    assert page.number_input(key=f"{form}-margin").value == pytest.approx(2.0)


def _use(database, metric):
    return next(use for use in stored(database, NO_SHOWS).metrics if use.metric == metric)


def _clashing(opened, portfolio, pressed):
    """The form of a guardrail after somebody else was quicker to change its margin."""
    page = opened(NO_SHOWS, view="Metrics", measure="complaint_rate")
    with portfolio.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        seen = use_cases.values(changing, NO_SHOWS)
        uses = tuple(replace(use, margin=3.0) if use.metric == "complaint_rate" else use for use in seen.metrics)
        wanted = replace(seen, metrics=uses)
        use_cases.edit(changing, NO_SHOWS, seen=seen, wanted=wanted, today=TODAY, reason="Theirs")
    page.number_input(key=f"measure-{NO_SHOWS}-complaint_rate-0-margin").set_value(5)
    page.text_input(key=f"measure-{NO_SHOWS}-complaint_rate-0-reason").input("Mine")
    press(page, pressed)
    return page
