"""The statement of a use case in words that store: the target of its primary metric, with one click."""

from dataclasses import replace

from cxdash.changes import measured, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.metrics import Role
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.ui import session
from tests.builders import TODAY
from tests.pages.use_case_page import NO_SHOWS, opened_at, plain, press, stored

IDEA = "ai-across-the-contact-centre"
STATEMENT = "Reduce patient no-shows by 20 % through reminders, measured over 90 days."
OFFER = "Set the target of Appointment no-show rate to −20\u00a0%"


def test_the_target_that_a_statement_says_is_set_with_one_click_and_nothing_else_is_lost(portfolio):
    _store(portfolio, MetricUse("no_show_rate", Role.PRIMARY, baseline=0.18, unit_value=40.0))

    page = opened_at(IDEA)

    press(page, OFFER)

    (use,) = stored(portfolio, IDEA).metrics
    assert use.target == Target(TargetKind.RELATIVE, -0.2)
    assert (use.baseline, use.unit_value) == (0.18, 40.0)
    assert OFFER not in [each.label for each in page.button]


def test_a_target_that_somebody_else_set_meanwhile_is_shown_and_replaced_only_on_purpose(portfolio):
    _store(portfolio, MetricUse("no_show_rate", Role.PRIMARY))
    page = opened_at(IDEA)
    _store(portfolio, MetricUse("no_show_rate", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.3)))

    press(page, OFFER)
    assert stored(portfolio, IDEA).metrics[0].target == Target(TargetKind.RELATIVE, -0.3)

    press(page, "Keep mine")
    assert stored(portfolio, IDEA).metrics[0].target == Target(TargetKind.RELATIVE, -0.2)


def test_where_a_locked_plan_holds_the_target_the_refusal_names_the_field_that_asks_why(portfolio):
    with portfolio.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        seen = use_cases.values(changing, NO_SHOWS)
        wanted = replace(seen, statement=STATEMENT)
        measured.edit_use_case(changing, NO_SHOWS, seen=seen, wanted=wanted, today=TODAY)
    before = stored(portfolio, NO_SHOWS).metrics
    page = opened_at(NO_SHOWS)

    press(page, OFFER)

    refused = plain(page.error[0].value)
    assert "is locked since" in refused
    assert "Set it under Metrics, Edit, where “Why it is changed” asks for one." in refused
    assert stored(portfolio, NO_SHOWS).metrics == before
    form = opened_at(NO_SHOWS, view="Metrics", measure="no_show_rate")
    assert "Why it is changed" in [each.label for each in form.text_input]


def _store(database, use):
    with database.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        seen = use_cases.values(changing, IDEA)
        wanted = replace(seen, statement=STATEMENT, metrics=(use,))
        measured.edit_use_case(changing, IDEA, seen=seen, wanted=wanted, today=TODAY)
