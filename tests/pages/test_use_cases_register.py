"""The register: filters in the address, columns and order, saved views, and one change for several use cases."""

from dataclasses import replace

import pytest

from cxdash.changes import use_cases
from cxdash.changes import views as changed_views
from cxdash.domain.actions import Action
from cxdash.domain.ownership import Function
from cxdash.domain.people import Role
from cxdash.domain.stages import Status
from cxdash.reports.list_columns import DEFAULT, TITLE
from cxdash.store import views as stored_views
from cxdash.store.tables import PersonRow
from cxdash.ui import session
from tests.builders import TODAY, add_use_case
from tests.pages.use_case_page import a_page, button, plain, press, stored, text

ALL = ["Faster answers", "Fewer calls", "Fewer no-shows"]


@pytest.fixture
def database(empty, empty_after):
    """Three use cases: one with owners, one parked, one at scale with a step of the journey."""
    empty_after(three)
    return empty


def three(database, person):
    owners = dict.fromkeys(Function, "Leila Haddad")
    add_use_case(database, person, owners=owners, pilots_named=())
    add_use_case(database, person, "Fewer calls", status=Status.PARKED, pilots_named=())
    add_use_case(database, person, "Faster answers", steps=("Ask", "Wait"), pilots_named=())


@pytest.fixture
def page(database):  # noqa: ARG001 the page answers from this database
    return a_page()


def titles(page):
    return page.dataframe[0].value[TITLE].tolist()


def opened(page, popover):
    """Open a popover, which makes what it holds, and run the page."""
    page.session_state[popover] = True
    return page.run()


def tick(page, *rows):
    """Tick rows by their place; the table's key stands at the end of its id, after a hash."""
    key = page.dataframe[0].proto.id.split("-", 2)[2]
    page.session_state[key] = {"selection": {"rows": list(rows), "columns": [], "cells": []}}
    return page.run()


def test_everything_is_listed_by_title_with_the_usual_columns(page):
    page.run()

    assert not page.exception
    assert titles(page) == ALL
    assert list(page.dataframe[0].value.columns) == [TITLE, *DEFAULT]
    assert "3 of 3" in text(page)


@pytest.mark.parametrize(
    ("name", "words", "left"),
    [
        ("search", "haddad", ["Fewer no-shows"]),
        ("owner", "Leila Haddad", ["Fewer no-shows"]),
        ("trouble", "Unowned", ["Faster answers"]),
        ("status", "Parked", ["Fewer calls"]),
        ("function", "Operations owner missing", ["Faster answers", "Fewer calls"]),
        ("function", "Operations owner named", ["Fewer no-shows"]),
        ("step", "Wait", ["Faster answers"]),
        ("metric", "Appointment no-show rate", ALL),
        ("step", "Nowhere", ALL),
    ],
)
def test_a_link_narrows_the_register(page, name, words, left):
    page.query_params[name] = words
    page.run()

    assert titles(page) == left


def test_a_rare_filter_is_chosen_behind_more_shown_and_taken_off(page):
    opened(page.run(), "more-filters")
    page.selectbox(key="choose-status").select("Parked").run()

    assert page.query_params["status"] == "Parked"
    assert titles(page) == ["Fewer calls"]

    press(page, "Parked")

    assert "status" not in page.query_params
    assert titles(page) == ALL


def test_order_and_columns_are_in_the_address(page):
    opened(page.run(), "arrange")
    page.selectbox(key="choose-sort").select("Most owners missing").run()
    page.multiselect(key="choose-columns").set_value(["Status", "Operations owner"]).run()

    assert (page.query_params["sort"], page.query_params["columns"]) == (
        "Most owners missing",
        "Status, Operations owner",
    )
    assert titles(page) == ["Faster answers", "Fewer calls", "Fewer no-shows"]
    assert list(page.dataframe[0].value.columns) == [TITLE, "Status", "Operations owner"]
    assert "most owners missing first" in text(page)


def test_columns_that_do_not_exist_are_passed_over(page):
    page.query_params["columns"] = "Status, Joy"
    page.run()

    assert list(page.dataframe[0].value.columns) == [TITLE, "Status"]


def test_show_all_takes_every_filter_away_and_keeps_the_order(page):
    page.query_params["search"] = "fewer"
    page.query_params["status"] = "Parked"
    page.query_params["sort"] = "Newest idea"
    page.run()
    press(page, "Show all")

    assert sorted(titles(page)) == ALL
    assert {name: page.query_params.get(name) for name in ("search", "status", "sort")} == {
        "search": None,
        "status": None,
        "sort": "Newest idea",
    }


class TestViews:
    def test_a_view_brings_back_filters_order_and_columns(self, page):
        page.query_params["search"] = "fewer"
        page.query_params["owner"] = "Leila Haddad"
        page.query_params["function"] = "Sponsor named"
        page.query_params["columns"] = "Sponsor"
        opened(page.run(), "views")
        page.text_input(key="view-name-0").input("Led by Leila")
        press(page, "Save view")
        assert "Saved as the view “Led by Leila”" in page.toast[0].value

        other = a_page()
        opened(other.run(), "views")
        press(other, "Led by Leila")

        assert titles(other) == ["Fewer no-shows"]
        assert other.query_params["function"] == "Sponsor named"
        assert other.text_input(key="search").value == "fewer"
        assert list(other.dataframe[0].value.columns) == [TITLE, "Sponsor"]

    def test_a_second_view_of_one_name_is_refused_with_what_to_do(self, page):
        save_view(page, "Mine", search="fewer")
        save_view(page, "Mine", search="faster", edition=1)

        assert "There is a view “Mine” already" in page.error[0].value

    def test_a_view_that_asks_for_what_is_no_more_says_so_and_shows_the_rest(self, page, database):
        with database.changing(session.current_person(), Action.VIEW_SAVE) as changing:
            query = {"stage": "pilot", "step": "gone", "columns": ["Joy"]}
            changed_views.save(changing, page="use_cases", name="Old", query=query, is_shared=True)
        opened(page.run(), "views")
        press(page, "Old (shared)")

        assert "also asks for what no use case has any more: step" in plain(page.info[0].value)
        assert titles(page) == ALL

    def test_a_view_is_overwritten_renamed_and_deleted(self, page, database):
        save_view(page, "Mine", search="fewer")
        page.session_state["change-view"] = True
        page.text_input(key="search").input("faster").run()
        press(page, "Overwrite with the screen")
        assert views(database) == [("Mine", {"search": "faster"}, False)]

        page.session_state["change-view"] = True
        opened(page, "views")
        page.checkbox(key="share-1").check()
        page.text_input(key="rename-1").input("Everybody's")
        press(page, "Save")
        assert views(database) == [("Everybody's", {"search": "faster"}, True)]

        page.session_state["change-view"] = True
        opened(page, "views")
        press(page, "Delete")
        assert views(database) == []
        assert "was deleted" in page.toast[0].value


def save_view(page, name, *, search, edition=0):
    if edition:
        page.text_input(key="search").input(search)
    else:
        page.query_params["search"] = search
        page.run()
    opened(page, "views")
    page.text_input(key=f"view-name-{edition}").input(name)
    press(page, "Save view")


def views(database):
    with database.reading() as reading:
        seen = stored_views.seen_by(reading, page="use_cases", person_id=session.current_person().id)
    return [(view.name, view.query, view.is_shared) for view in seen]


class TestChangingSeveral:
    def test_the_change_is_previewed_and_then_stored_for_all(self, page, database):
        tick(page.run(), 0, 1)
        opened(page, "bulk")
        page.selectbox(key="bulk-what").select("Operations owner").run()
        page.selectbox(key="bulk-operations").select("Leila Haddad").run()

        assert "2 use cases: operations owner → Leila Haddad" in text(page)
        assert stored(database, "fewer-calls").owners == {}

        press(page, "Store for 2 use cases")

        assert "2 use cases changed: operations owner → Leila Haddad" in page.toast[0].value
        assert stored(database, "fewer-calls").owners == {Function.OPERATIONS: "Leila Haddad"}
        assert stored(database, "faster-answers").owners == {Function.OPERATIONS: "Leila Haddad"}

    def test_what_would_be_refused_is_said_and_nothing_can_be_stored(self, page, database):
        person = session.current_person()
        add_use_case(database, person, "Locked one")
        tick(page.run(), 0, 3)
        opened(page, "bulk")
        page.selectbox(key="bulk-what").select("Add a metric").run()
        page.selectbox(key="bulk-metric").select("Customer satisfaction (CSAT)").run()

        assert "1 would be refused" in page.error[0].value
        assert button(page, "Store for 1 use case").disabled

    def test_what_somebody_changed_since_the_look_is_said_and_not_overwritten(self, page, database):
        tick(page.run(), 1)
        opened(page, "bulk")
        page.selectbox(key="bulk-what").select("Operations owner").run()
        page.selectbox(key="bulk-operations").select("Leila Haddad").run()
        with database.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
            seen = use_cases.values(changing, "fewer-calls")
            wanted = replace(seen, owners={Function.OPERATIONS: "Ben"})
            use_cases.edit(changing, "fewer-calls", seen=seen, wanted=wanted, today=TODAY)
        press(page, "Store for 1 use case")

        assert "is “Ben” now, and you entered “Leila Haddad”" in page.error[0].value
        assert stored(database, "fewer-calls").owners == {Function.OPERATIONS: "Ben"}
        assert "operations owner → Leila Haddad" in text(page)

    def test_ticks_do_not_move_to_other_rows_when_the_filter_changes(self, page):
        tick(page.run(), 0)
        assert button_labels(page, "Change 1")
        page.text_input(key="search").input("fewer").run()

        assert "A title opens its use case; tick rows to change several." in text(page)

    def test_who_only_reads_ticks_nothing(self, page, database):
        with database.changing(session.current_person(), Action.ORGANISATION_EDIT) as changing:
            changing.get(PersonRow, 1).roles = [Role.VIEWER.value]
        session.forget()
        page.run()

        assert not page.exception
        assert titles(page) == ALL
        assert "Tick rows" not in text(page)


def button_labels(page, label):
    return [each for each in page.get("popover") if label in str(each.proto)]
