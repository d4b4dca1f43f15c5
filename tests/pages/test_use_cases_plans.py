"""Plans of pilots on the page of their use case: typed beside what they can prove, locked, amended, extended, read."""

from dataclasses import replace
from datetime import date

import pytest

from cxdash.changes import pilots
from cxdash.domain.actions import Action
from cxdash.domain.comparisons import Comparison
from cxdash.domain.plans import Declared, LeftOut, OccasionKind
from cxdash.effects.design import CANNOT_PROVE
from cxdash.store.tables import PersonRow
from cxdash.ui import session
from tests.builders import TODAY
from tests.pages.use_case_page import NO_SHOWS, opened_at, plain, press, stored_pilot, text

NORTHGATE = "no-show-outreach-northgate"
FERNHILL = "no-show-outreach-fernhill"
RENEWALS = "plans-renewed-on-time"
DRAFTED = "results-enquiries-solved-first-time"
DRAFT = "results-line-guidance-eastfield"
FORM = f"pilot-{DRAFT}-0"
AMEND = f"amend-{NORTHGATE}-0"


@pytest.fixture
def plans(portfolio):  # noqa: ARG001 the page answers from this database
    """The forms of a use case's pilots."""

    def at(slug, pilot):
        return opened_at(slug, view="Pilots", plan=pilot)

    return at


def test_what_a_plan_can_prove_stands_beside_its_form(plans):
    page = plans(DRAFTED, DRAFT)

    assert "With 7 months before and 6 after, a change of 3.3 % or more can be told from none" in _said(page)
    assert "your target asks for 8 %" in _said(page)


def test_it_follows_what_is_typed_before_anything_is_saved(plans, portfolio):
    page = plans(DRAFTED, DRAFT)
    page.date_input(key=f"{FORM}-baseline").set_value(date(2025, 1, 1)).run()

    assert "With 4 months before and 6 after" in _said(page)
    assert stored_pilot(portfolio, DRAFT).baseline_starts == date(2024, 10, 1)


def test_a_window_that_cannot_prove_its_target_is_warned_of(plans):
    page = plans(NO_SHOWS, FERNHILL)
    press(page, "Amend")

    assert CANNOT_PROVE in _warnings(page)


def test_figures_that_are_missing_leave_it_unknown(plans):
    page = plans("plans-renewed-on-time", "renewal-reminders-northgate")

    assert "What this window can prove is not known: there are no figures from before go-live." in _said(page)


def test_a_plan_that_lacks_something_cannot_be_locked(plans):
    page = plans(RENEWALS, "new")

    assert "cannot be locked yet. It needs a go-live date" in plain(page.info[0].value)

    page.date_input(key=f"pilot-new-{RENEWALS}-0-live").set_value(date(2027, 1, 4)).run()

    assert not page.info


def test_a_plan_cannot_be_locked_while_nobody_watches_what_could_get_worse(plans):
    page = plans(NO_SHOWS, "new")

    assert "guardrails that watch cancellations" in plain(page.info[0].value)
    page.text_input(key=f"pilot-new-{NO_SHOWS}-0-name").input("Reminders Eastfield")
    page.date_input(key=f"pilot-new-{NO_SHOWS}-0-live").set_value(date(2027, 1, 4)).run()
    assert "It needs guardrails that watch" in plain(page.info[0].value)


def test_a_new_pilot_is_locked_as_it_was_typed(plans, portfolio):
    page = plans(RENEWALS, "new")
    form = f"pilot-new-{RENEWALS}-0"
    page.text_input(key=f"{form}-name").input("Reminders Eastfield")
    page.date_input(key=f"{form}-live").set_value(date(2027, 1, 4))
    press(page, "Lock it now")

    added = stored_pilot(portfolio, "reminders-eastfield")
    assert (added.goes_live, added.locked_on) == (date(2027, 1, 4), TODAY)
    assert page.toast[0].value == "The plan of Reminders Eastfield is locked."


def test_the_lock_says_what_it_holds_and_that_figures_came_before_it(plans, portfolio):
    page = plans(DRAFTED, DRAFT)

    assert "The lock holds dates, window, comparison" in _said(page)
    assert "First pilot figures are from 1 May 2025: locking now counts as late, one letter down." in _warnings(page)

    press(page, "Lock it now")

    assert stored_pilot(portfolio, DRAFT).locked_on == TODAY
    assert "Locked 21 Nov 2026** by Local administrator" in _said(page)
    assert "after the first pilot figures of 1 May 2025: one letter down" in _warnings(page)


def test_only_groups_drawn_by_lot_are_asked_how(plans, portfolio):
    page = plans(DRAFTED, DRAFT)
    assert _has(page, f"{FORM}-waiver")
    assert not _has(page, f"{FORM}-split")

    page.radio(key=f"{FORM}-comparison").set_value(Comparison.RANDOMISED).run()
    assert not _has(page, f"{FORM}-waiver")
    page.text_input(key=f"{FORM}-group").input("The others")
    page.text_input(key=f"{FORM}-unit").input("agent")
    page.number_input(key=f"{FORM}-units").set_value(24)
    page.number_input(key=f"{FORM}-split").set_value(40.0)
    press(page, "Save pilot")

    saved = stored_pilot(portfolio, DRAFT)
    assert (saved.comparison, saved.comparison_label, saved.randomised_unit) == ("randomised", "The others", "agent")
    assert (saved.units_per_arm, saved.planned_split) == (24, pytest.approx(0.4))


def test_what_one_kind_of_comparison_needed_goes_with_it(plans, portfolio):
    page = plans(DRAFTED, DRAFT)
    page.selectbox(key=f"{FORM}-waiver").set_value("Leila Haddad")
    press(page, "Save pilot")
    assert stored_pilot(portfolio, DRAFT).comparison_waiver == "Leila Haddad"

    page.radio(key=f"pilot-{DRAFT}-1-comparison").set_value(Comparison.GROUP).run()
    press(page, "Save pilot")

    assert stored_pilot(portfolio, DRAFT).comparison_waiver == ""


def test_a_save_that_touches_nothing_leaves_no_trace(plans, portfolio):
    page = plans(DRAFTED, DRAFT)
    before = portfolio.revision()
    press(page, "Save pilot")

    assert not page.error
    assert portfolio.revision() == before


def test_occasions_are_entered_with_their_last_day(plans, portfolio):
    page = plans(DRAFTED, DRAFT)
    _add(
        page,
        f"{FORM}-occasions",
        {"What": "Season", "First day": "2025-07-01", "Last day": "2025-07-14", "Which": "Summer"},
    )
    press(page, "Save pilot")

    expected = Declared(OccasionKind.SEASON, date(2025, 7, 1), date(2025, 7, 15), "Summer")
    assert stored_pilot(portfolio, DRAFT).occasions == (expected,)


def test_a_day_alone_needs_no_last_day(plans, portfolio):
    page = plans(DRAFTED, DRAFT)
    _add(page, f"{FORM}-occasions", {"First day": "2025-07-01", "Which": "System down"})
    press(page, "Save pilot")

    (saved,) = stored_pilot(portfolio, DRAFT).occasions
    assert (saved.kind, saved.starts, saved.ends_before) == ("event", date(2025, 7, 1), date(2025, 7, 2))


def test_a_row_without_a_first_day_is_refused_by_its_name(plans, portfolio):
    page = plans(DRAFTED, DRAFT)
    _add(page, f"{FORM}-occasions", {"Which": "Summer"})
    press(page, "Save pilot")

    assert page.error[0].value == "Give the first day of “Summer”."
    assert stored_pilot(portfolio, DRAFT).occasions == ()


def test_figures_are_left_out_of_one_metric_with_a_reason(plans, portfolio):
    page = plans(DRAFTED, DRAFT)
    row = {
        "Metric": "First contact resolution",
        "First day": "2025-06-01",
        "Last day": "2025-06-30",
        "Why": "New phones",
    }
    _add(page, f"{FORM}-left-out", row)
    press(page, "Save pilot")

    expected = LeftOut(date(2025, 6, 1), date(2025, 7, 1), "New phones", "first_contact_resolution")
    assert stored_pilot(portfolio, DRAFT).left_out == (expected,)


def test_a_locked_plan_is_read_not_typed(plans):
    page = plans(NO_SHOWS, NORTHGATE)

    said = _said(page)
    assert "Window:** 7 Apr 2025 to 5 Jul 2025, 90 days" in said
    assert "Judged by:** Appointment no-show rate, target −30 % from 20.1 %" in said
    assert "Against:** comparison group Riverside" in said
    assert "Locked 2 Apr 2025** by Local administrator" in said
    assert not _has(page, f"{AMEND}-window")


def test_a_running_pilot_shows_its_day(plans):
    page = plans(NO_SHOWS, "evening-reminders-castle-lane")

    assert "**Day 48 of 90** · Plan locked 30 Sep 2026" in _said(page)


def test_an_amendment_says_what_it_changes_and_costs_and_needs_a_reason(plans, portfolio):
    page = plans(NO_SHOWS, NORTHGATE)
    press(page, "Amend")
    page.number_input(key=f"{AMEND}-window").set_value(60).run()

    assert "window 90 → 60 days" in _said(page)
    assert "The evidence counts one letter less." in _warnings(page)

    press(page, "Save amendment")
    assert "Changing window days is an amendment: give a reason" in page.error[0].value
    assert page.number_input(key=f"{AMEND}-window").value == 60

    page.text_input(key=f"{AMEND}-reason").input("The ward moved")
    press(page, "Save amendment")

    assert stored_pilot(portfolio, NORTHGATE).window_days == 60
    assert "Amended 21 Nov 2026** by Local administrator: “The ward moved”" in _said(page)
    assert "window 90 → 60 days" in _said(page)
    assert not _has(page, f"amend-{NORTHGATE}-1-window")


def test_an_amendment_may_be_left(plans, portfolio):
    page = plans(NO_SHOWS, NORTHGATE)
    press(page, "Amend")
    page.number_input(key=f"{AMEND}-window").set_value(60).run()
    press(page, "Leave it as it is")
    press(page, "Amend")

    assert page.number_input(key=f"amend-{NORTHGATE}-1-window").value == 90
    assert stored_pilot(portfolio, NORTHGATE).window_days == 90


def test_a_window_is_extended_to_a_new_last_day(plans, portfolio):
    page = plans(NO_SHOWS, "evening-reminders-castle-lane")
    form = "extend-evening-reminders-castle-lane-0"
    press(page, "Extend")
    assert page.error[0].value == "Give the new last day of the window."

    page.date_input(key=f"{form}-until").set_value(date(2027, 1, 31))
    page.text_input(key=f"{form}-reason").input("Too few evenings in December")
    press(page, "Extend")

    assert stored_pilot(portfolio, "evening-reminders-castle-lane").window_days == 119
    assert "Extended 21 Nov 2026** by Local administrator: “Too few evenings in December”" in _said(page)


def test_what_no_lock_holds_is_edited_without_a_reason(plans, portfolio):
    page = plans(NO_SHOWS, NORTHGATE)
    page.number_input(key=f"pilot-{NORTHGATE}-0-once").set_value(30_000)
    page.number_input(key=f"pilot-{NORTHGATE}-0-usage").set_value(0.12)
    page.text_input(key=f"pilot-{NORTHGATE}-0-client").input("Harbour Health")
    press(page, "Save pilot")

    saved = stored_pilot(portfolio, NORTHGATE)
    assert (saved.one_off_cost, saved.usage_cost, saved.client) == (30_000, 0.12, "Harbour Health")
    assert "Amended" not in _said(page)


def test_somebody_else_s_change_of_another_field_is_kept(plans, portfolio):
    page = plans(DRAFTED, DRAFT)
    _edit_meanwhile(portfolio, DRAFT, notes="Theirs")
    page.number_input(key=f"{FORM}-window").set_value(200)
    press(page, "Save pilot")

    saved = stored_pilot(portfolio, DRAFT)
    assert (saved.window_days, saved.notes) == (200, "Theirs")


def test_a_clash_shows_both_values_and_keeps_what_was_typed(plans, portfolio):
    page = _clashing(plans, portfolio)

    assert "Somebody else changed window days while you edited it" in text(page)
    assert "- Yours: 200\n- Theirs, stored now: 120" in text(page)
    assert page.number_input(key=f"{FORM}-window").value == 200
    assert stored_pilot(portfolio, DRAFT).window_days == 120


def test_after_a_clash_one_s_own_value_is_kept(plans, portfolio):
    page = _clashing(plans, portfolio)

    press(page, "Keep mine")

    assert stored_pilot(portfolio, DRAFT).window_days == 200
    assert "Theirs, stored now" not in text(page)


def test_after_a_clash_the_other_s_value_is_taken_and_nothing_else_typed_is_lost(plans, portfolio):
    page = _clashing(plans, portfolio)

    press(page, "Take theirs")
    form = FORM.removesuffix("0") + "1"
    assert page.number_input(key=f"{form}-window").value == 120
    assert page.text_input(key=f"{form}-segment").value == "New patients"

    press(page, "Save pilot")
    assert (stored_pilot(portfolio, DRAFT).window_days, stored_pilot(portfolio, DRAFT).segment) == (120, "New patients")


def test_a_viewer_reads_the_plan_and_has_no_form(portfolio):
    with portfolio.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        changing.get(PersonRow, 1).roles = ["viewer"]
    session.forget()
    page = opened_at(NO_SHOWS, view="Pilots")
    page.session_state[f"plan-of-{NORTHGATE}"] = True
    page.run()

    assert not page.exception
    assert "Judged by:** Appointment no-show rate, target −30 % from 20.1 %" in _said(page)
    assert "With 26 weeks before and 13 after" in _said(page)
    assert "Locked 2 Apr 2025** by Local administrator" in _said(page)
    assert not {"Amend", "Extend", "Save pilot", "Lock it now"} & {each.label for each in page.button}


def _said(page):
    return text(page).replace("\u00a0", " ")


def _warnings(page):
    return "\n".join(plain(each.value) for each in page.warning)


def _has(page, key):
    kinds = (page.text_input, page.number_input, page.selectbox)
    return any(each.key == key for kind in kinds for each in kind)


def _add(page, table, row):
    """Type a row into one of the small tables."""
    page.session_state[table] = {"edited_rows": {}, "added_rows": [row], "deleted_rows": []}
    page.run()


def _clashing(plans, portfolio):
    """The form of a draft after somebody else was quicker to change its window."""
    page = plans(DRAFTED, DRAFT)
    _edit_meanwhile(portfolio, DRAFT, window_days=120)
    page.text_input(key=f"{FORM}-segment").input("New patients")
    page.number_input(key=f"{FORM}-window").set_value(200)
    press(page, "Save pilot")
    return page


def _edit_meanwhile(database, slug, **said):
    with database.changing(session.current_person(), Action.PILOT_EDIT) as changing:
        seen = pilots.values(changing, slug)
        pilots.edit(changing, slug, seen=seen, wanted=replace(seen, **said), today=TODAY)
