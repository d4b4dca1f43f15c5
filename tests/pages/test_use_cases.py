"""The page Use cases: the list, one use case, and editing it, on the sample portfolio and on nothing."""

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.changes import pilots, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.metrics import Role
from cxdash.domain.ownership import Function
from cxdash.ui import session
from tests.apps import ROOT
from tests.builders import TODAY

NO_SHOWS = "fewer-patient-no-shows"
NORTHGATE = "no-show-outreach-northgate"
FORM = f"use-case-{NO_SHOWS}-0"


@pytest.fixture
def page():
    return AppTest.from_file(str(ROOT / "pages" / "use_cases.py"), default_timeout=60)


@pytest.fixture
def opened(page, portfolio):  # noqa: ARG001 the page answers from this database
    def at(slug, **query):
        page.query_params["use_case"] = slug
        for name, value in query.items():
            page.query_params[name] = value
        return page.run()

    return at


def test_an_empty_page_says_where_to_begin(page, empty):  # noqa: ARG001 the page answers from this database
    page.run()

    assert not page.exception
    assert "There is no use case yet." in _text(page)


def test_a_new_use_case_is_created_and_opened_for_editing(page, empty):
    page.run()
    page.text_input(key="new-use-case-0-title").input("Fewer no-shows")
    _press(page, "Create")

    assert page.query_params["use_case"] == "fewer-no-shows"
    assert page.title[0].value.replace("\\", "") == "Fewer no-shows"
    assert _stored(empty, "fewer-no-shows").title == "Fewer no-shows"


def test_a_new_use_case_without_a_title_is_refused_and_keeps_what_was_typed(page, empty):  # noqa: ARG001 see above
    page.run()
    page.text_area(key="new-use-case-0-statement").input("Reduce no-shows by 30 %")
    _press(page, "Create")

    assert "needs a title" in page.error[0].value
    assert page.text_area(key="new-use-case-0-statement").value == "Reduce no-shows by 30 %"


@pytest.mark.usefixtures("portfolio")
class TestTheList:
    def test_it_holds_every_use_case(self, page):
        page.run()

        assert not page.exception
        assert len(page.dataframe[0].value) == 16

    def test_a_link_carries_search_and_filters(self, page):
        page.query_params["search"] = "no-shows"
        page.query_params["stage"] = "Pilot"
        page.run()

        assert page.dataframe[0].value["Use case"].tolist() == ["No-shows: help with transport"]

    def test_a_search_for_nothing_says_so(self, page):
        page.query_params["search"] = "joy of living"
        page.run()

        assert "No use case fits" in page.info[0].value


class TestOneUseCase:
    def test_the_outcome_and_where_it_stands_come_first(self, opened):
        page = opened(NO_SHOWS)

        assert not page.exception
        assert "Reduce patient no-shows by 30 %" in _text(page)
        assert "Scale since 19 Jan 2026" in _text(page)
        assert "Technology owner: Tomasz Wieczorek" in _text(page)

    def test_missing_owners_and_traps_are_said_with_their_evidence(self, opened):
        text = _text(opened("ai-across-the-contact-centre"))

        assert "Operations owner: **nobody yet**" in text
        assert "Unmeasured:** Has no primary metric." in text

    @pytest.mark.parametrize("view", ["Plan", "Pilots", "Figures", "Log", "Edit"])
    @pytest.mark.parametrize("slug", [NO_SHOWS, "ai-across-the-contact-centre", "keep-plan-members"])
    def test_every_tab_opens_by_its_link(self, opened, slug, view):
        page = opened(slug, view=view)

        assert not page.exception
        assert not page.error

    def test_pilots_show_verdict_day_and_lock(self, opened):
        text = _text(opened(NO_SHOWS, view="Pilots"))

        assert "Target met, grade B" in text
        assert "Day 48 of 90" in text
        assert "Plan locked 2 Apr 2025" in text

    def test_a_link_to_nothing_says_so(self, opened):
        page = opened("joy")

        assert not page.exception
        assert "There is no use case “joy”" in page.info[0].value.replace("\\", "")


class TestEditing:
    def test_a_save_is_stored_and_said(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit")
        page.text_input(key=f"{FORM}-title").input("No more no-shows")
        _press(page, "Save")

        assert _stored(portfolio, NO_SHOWS).title == "No more no-shows"
        assert page.success[0].value == "Saved."
        assert page.title[0].value.replace("\\", "") == "No more no-shows"

    def test_a_refused_save_says_why_and_keeps_everything_typed(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit")
        page.text_input(key=f"{FORM}-title").input(" ")
        page.text_area(key=f"{FORM}-notes").input("Long thought about")
        _press(page, "Save")

        assert "needs a title" in page.error[0].value
        assert page.text_area(key=f"{FORM}-notes").value == "Long thought about"
        assert _stored(portfolio, NO_SHOWS).notes == ""

    def test_somebody_else_s_save_in_another_field_is_kept(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit")
        _edit_meanwhile(portfolio, notes="Theirs")
        page.text_input(key=f"{FORM}-title").input("Mine")
        _press(page, "Save")

        assert (_stored(portfolio, NO_SHOWS).title, _stored(portfolio, NO_SHOWS).notes) == ("Mine", "Theirs")

    def test_a_clash_shows_both_values_and_the_second_save_is_deliberate(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit")
        _edit_meanwhile(portfolio, title="Theirs")
        page.text_input(key=f"{FORM}-title").input("Mine")
        _press(page, "Save")

        assert "is “Theirs” now, and you entered “Mine”" in page.error[0].value
        assert page.text_input(key=f"{FORM}-title").value == "Mine"
        assert _stored(portfolio, NO_SHOWS).title == "Theirs"

        _press(page, "Save")

        assert _stored(portfolio, NO_SHOWS).title == "Mine"

    def test_what_is_stored_now_can_be_taken_instead(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit")
        _edit_meanwhile(portfolio, title="Theirs")
        page.text_input(key=f"{FORM}-title").input("Mine").run()
        _press(page, "Show what is stored now")

        assert page.text_input(key=f"use-case-{NO_SHOWS}-1-title").value == "Theirs"

    def test_an_owner_is_named(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit")
        page.selectbox(key=f"{FORM}-operations").set_value("Leila Haddad")
        _press(page, "Save")

        assert _stored(portfolio, NO_SHOWS).owners[Function.OPERATIONS] == "Leila Haddad"

    def test_archiving_asks_first(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit")
        assert _button(page, "Archive this use case").disabled

        page.checkbox(key=f"archive-{NO_SHOWS}-0-sure").check().run()
        _press(page, "Archive this use case")

        assert "Archived on" in page.warning[0].value
        assert _stored(portfolio, NO_SHOWS).title == "Fewer patient no-shows"


class TestMetricsOfAUseCase:
    def test_the_firewall_speaks_in_plain_words(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit", part="Metrics")
        page.selectbox(key=f"measure-{NO_SHOWS}").set_value("containment_rate").run()
        page.selectbox(key=f"measure-{NO_SHOWS}-containment_rate-0-role").set_value(Role.PRIMARY)
        _press(page, "Save metric")

        assert "is a technical metric and may not be a primary metric" in page.error[0].value
        assert "containment_rate" not in {use.metric for use in _stored(portfolio, NO_SHOWS).metrics}

    def test_a_share_is_typed_in_percent_and_stored_as_a_fraction(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit", part="Metrics")
        page.selectbox(key=f"measure-{NO_SHOWS}").set_value("no_show_rate").run()
        form = f"measure-{NO_SHOWS}-no_show_rate-0"
        assert page.text_input(key=f"{form}-target").value == "−30 %"
        page.number_input(key=f"{form}-baseline").set_value(22.5)
        page.text_input(key=f"{form}-target").input("−6 points")
        _press(page, "Save metric")

        use = next(use for use in _stored(portfolio, NO_SHOWS).metrics if use.metric == "no_show_rate")
        assert use.baseline == pytest.approx(0.225)
        assert (use.target.kind, use.target.size) == ("absolute", pytest.approx(-0.06))

    def test_a_target_nobody_can_read_is_refused(self, opened):
        page = opened(NO_SHOWS, view="Edit", part="Metrics")
        page.selectbox(key=f"measure-{NO_SHOWS}").set_value("no_show_rate").run()
        page.text_input(key=f"measure-{NO_SHOWS}-no_show_rate-0-target").input("much better")
        _press(page, "Save metric")

        assert "“much better” is no target" in page.error[0].value

    def test_a_save_that_changes_nothing_leaves_no_trace(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit", part="Metrics")
        before = portfolio.revision()
        _press(page, "Save metric")

        assert not page.error
        assert portfolio.revision() == before

    def test_a_metric_is_taken_away(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit", part="Metrics")
        page.selectbox(key=f"measure-{NO_SHOWS}").set_value("complaint_rate").run()
        _press(page, "Remove from the use case")

        assert "complaint_rate" not in {use.metric for use in _stored(portfolio, NO_SHOWS).metrics}


class TestPilotsOfAUseCase:
    def test_a_locked_plan_asks_for_a_reason(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit", part="Pilots")
        page.number_input(key=f"pilot-{NORTHGATE}-0-window").set_value(120)
        _press(page, "Save pilot")

        assert "Changing window days is an amendment: give a reason" in page.error[0].value
        assert page.number_input(key=f"pilot-{NORTHGATE}-0-window").value == 120

        page.text_input(key=f"pilot-{NORTHGATE}-0-reason").input("Winter counts too")
        _press(page, "Save pilot")

        assert _pilot(portfolio, NORTHGATE).window_days == 120

    def test_a_new_pilot_is_added_and_locked(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit", part="Pilots")
        page.selectbox(key=f"pilot-of-{NO_SHOWS}").set_value("").run()
        form = f"pilot-new-{NO_SHOWS}-0"
        page.text_input(key=f"{form}-name").input("Reminders Eastfield")
        page.date_input(key=f"{form}-live").set_value(date(2027, 1, 4))
        page.checkbox(key=f"{form}-locked").check()
        _press(page, "Save pilot")

        added = _pilot(portfolio, "reminders-eastfield")
        assert added.goes_live == date(2027, 1, 4)
        assert added.locked_on is not None


def _press(page, label):
    _button(page, label).click().run()
    assert not page.exception


def _button(page, label):
    return next(each for each in page.button if each.label == label)


def _stored(database, slug):
    with database.reading() as reading:
        return use_cases.values(reading, slug)


def _pilot(database, slug):
    with database.reading() as reading:
        return pilots.values(reading, slug)


def _edit_meanwhile(database, **said):
    with database.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        seen = use_cases.values(changing, NO_SHOWS)
        use_cases.edit(changing, NO_SHOWS, seen=seen, wanted=replace(seen, **said), today=TODAY)


def _text(page):
    return "\n".join(each.value.replace("\\", "") for each in (*page.markdown, *page.caption, *page.title))
