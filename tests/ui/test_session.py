"""Who may see a page, and what people see when something goes wrong."""

# ruff: noqa: PLC0415 - AppTest runs the text of a function by itself, so it brings its imports

import logging

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.changes import setup
from cxdash.domain.actions import Action
from cxdash.store.tables import PersonRow
from cxdash.ui import session


@pytest.mark.usefixtures("empty")
def test_a_page_knows_who_is_asking():
    def page():
        import streamlit as st

        from cxdash.ui import session

        st.text(session.require().name)

    assert AppTest.from_function(page).run().text[0].value == "Local administrator"


def test_a_page_ends_with_a_sentence_where_the_role_is_missing(empty):
    def page():
        import streamlit as st

        from cxdash.domain.people import Role
        from cxdash.ui import session

        session.require(Role.PROGRAM_MANAGER)
        st.text("secret")

    with empty.changing(setup.ensure_ready(empty), Action.ORGANISATION_EDIT) as changing:
        changing.get(PersonRow, 1).roles = ["viewer"]
    session.forget()

    seen = AppTest.from_function(page).run()

    assert [error.value for error in seen.error] == [
        "This page is for the program manager. Local administrator does not have this role; ask an administrator."
    ]
    assert not seen.text


@pytest.mark.usefixtures("empty")
def test_an_error_of_ours_is_shown_as_its_sentence():
    def page():
        from cxdash.domain.errors import RuleError
        from cxdash.ui import session

        with session.shown_to_people():
            raise RuleError("A use case needs a title.")

    seen = AppTest.from_function(page).run()

    assert [error.value for error in seen.error] == ["A use case needs a title."]


@pytest.mark.usefixtures("empty")
def test_an_unexpected_error_is_logged_under_the_reference_that_is_shown(caplog):
    def page():
        from cxdash.ui import session

        with session.shown_to_people():
            {}["passwörter"]

    with caplog.at_level(logging.ERROR, logger="cxdash"):
        seen = AppTest.from_function(page).run()

    (shown,) = [error.value for error in seen.error]
    (logged,) = caplog.records
    assert logged.args[0] in shown
    assert "passwörter" not in shown
    assert "KeyError: 'passwörter'" in caplog.text
    assert not seen.exception


@pytest.mark.usefixtures("empty")
def test_one_part_may_fail_and_the_others_are_shown():
    def page():
        import streamlit as st

        from cxdash.ui import session

        with session.section("First"):
            st.text("before")
            raise RuntimeError
        with session.section("Second"):
            st.text("after")

    seen = AppTest.from_function(page).run()

    assert [text.value for text in seen.text] == ["before", "after"]
    assert [title.value for title in seen.subheader] == ["First", "Second"]
    assert len(seen.error) == 1
