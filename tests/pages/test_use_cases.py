"""The page Use cases: the list, one use case, and editing it, on the sample portfolio and on nothing."""

from dataclasses import replace

import pytest

from cxdash.changes import use_cases
from cxdash.domain.actions import Action
from cxdash.domain.ownership import Function
from cxdash.ui import session
from tests.builders import TODAY
from tests.pages.use_case_page import NO_SHOWS, a_page, button, opened_at, press, stored, text

FORM = f"use-case-{NO_SHOWS}-0"


@pytest.fixture
def page():
    return a_page()


@pytest.fixture
def opened(portfolio):  # noqa: ARG001 the page answers from this database
    return opened_at


def test_an_empty_page_says_where_to_begin(page, empty):  # noqa: ARG001 the page answers from this database
    page.run()

    assert not page.exception
    assert "There is no use case yet." in text(page)


def test_a_new_use_case_is_created_and_opened_for_editing(page, empty):
    page.run()
    page.text_input(key="new-use-case-0-title").input("Fewer no-shows")
    press(page, "Create")

    assert page.query_params["use_case"] == "fewer-no-shows"
    assert page.title[0].value.replace("\\", "") == "Fewer no-shows"
    assert stored(empty, "fewer-no-shows").title == "Fewer no-shows"


def test_a_new_use_case_without_a_title_is_refused_and_keeps_what_was_typed(page, empty):  # noqa: ARG001 see above
    page.run()
    page.text_area(key="new-use-case-0-statement").input("Reduce no-shows by 30 %")
    press(page, "Create")

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
        assert "Reduce patient no-shows by 30 %" in text(page)
        assert "Scale since 19 Jan 2026" in text(page)
        assert "Technology owner: Tomasz Wieczorek" in text(page)

    def test_missing_owners_and_traps_are_said_with_their_evidence(self, opened):
        said = text(opened("ai-across-the-contact-centre"))

        assert "Operations owner: **nobody yet**" in said
        assert "Unmeasured:** Has no primary metric." in said

    @pytest.mark.parametrize("view", ["Plan", "Pilots", "Figures", "Log", "Edit"])
    @pytest.mark.parametrize("slug", [NO_SHOWS, "ai-across-the-contact-centre", "keep-plan-members"])
    def test_every_tab_opens_by_its_link(self, opened, slug, view):
        page = opened(slug, view=view)

        assert not page.exception
        assert not page.error

    def test_pilots_show_verdict_day_and_lock(self, opened):
        said = text(opened(NO_SHOWS, view="Pilots"))

        assert "Target met, grade B" in said
        assert "Day 48 of 90" in said
        assert "Plan locked 2 Apr 2025" in said

    def test_a_link_to_nothing_says_so(self, opened):
        page = opened("joy")

        assert not page.exception
        assert "There is no use case “joy”" in page.info[0].value.replace("\\", "")


class TestEditing:
    def test_a_save_is_stored_and_said(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit")
        page.text_input(key=f"{FORM}-title").input("No more no-shows")
        press(page, "Save")

        assert stored(portfolio, NO_SHOWS).title == "No more no-shows"
        assert page.success[0].value == "Saved."
        assert page.title[0].value.replace("\\", "") == "No more no-shows"

    def test_a_refused_save_says_why_and_keeps_everything_typed(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit")
        page.text_input(key=f"{FORM}-title").input(" ")
        page.text_area(key=f"{FORM}-notes").input("Long thought about")
        press(page, "Save")

        assert "needs a title" in page.error[0].value
        assert page.text_area(key=f"{FORM}-notes").value == "Long thought about"
        assert stored(portfolio, NO_SHOWS).notes == ""

    def test_somebody_else_s_save_in_another_field_is_kept(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit")
        _edit_meanwhile(portfolio, notes="Theirs")
        page.text_input(key=f"{FORM}-title").input("Mine")
        press(page, "Save")

        assert (stored(portfolio, NO_SHOWS).title, stored(portfolio, NO_SHOWS).notes) == ("Mine", "Theirs")

    def test_a_clash_shows_both_values_and_the_second_save_is_deliberate(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit")
        _edit_meanwhile(portfolio, title="Theirs")
        page.text_input(key=f"{FORM}-title").input("Mine")
        press(page, "Save")

        assert "is “Theirs” now, and you entered “Mine”" in page.error[0].value
        assert page.text_input(key=f"{FORM}-title").value == "Mine"
        assert stored(portfolio, NO_SHOWS).title == "Theirs"

        press(page, "Save")

        assert stored(portfolio, NO_SHOWS).title == "Mine"

    def test_what_is_stored_now_can_be_taken_instead(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit")
        _edit_meanwhile(portfolio, title="Theirs")
        page.text_input(key=f"{FORM}-title").input("Mine").run()
        press(page, "Show what is stored now")

        assert page.text_input(key=f"use-case-{NO_SHOWS}-1-title").value == "Theirs"

    def test_an_owner_is_named(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit")
        page.selectbox(key=f"{FORM}-operations").set_value("Leila Haddad")
        press(page, "Save")

        assert stored(portfolio, NO_SHOWS).owners[Function.OPERATIONS] == "Leila Haddad"

    def test_archiving_asks_first(self, opened, portfolio):
        page = opened(NO_SHOWS, view="Edit")
        assert button(page, "Archive this use case").disabled

        page.checkbox(key=f"archive-{NO_SHOWS}-0-sure").check().run()
        press(page, "Archive this use case")

        assert "Archived on" in page.warning[0].value
        assert stored(portfolio, NO_SHOWS).title == "Fewer patient no-shows"


def _edit_meanwhile(database, **said):
    with database.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        seen = use_cases.values(changing, NO_SHOWS)
        use_cases.edit(changing, NO_SHOWS, seen=seen, wanted=replace(seen, **said), today=TODAY)
