"""People in the settings: edited where they stand, added, archived and brought back."""

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.changes import names, people
from cxdash.domain.actions import Action
from cxdash.domain.people import Role
from cxdash.reports import people as reports
from cxdash.store import people as store
from cxdash.ui import session
from tests.apps import ROOT
from tests.pages.use_case_page import plain


@pytest.fixture
def leila(empty):
    """Somebody known from a register."""
    with empty.changing(session.current_person(), Action.USE_CASE_EDIT) as changing:
        return names.person_named(changing, "Leila Haddad").slug


def opened():
    page = AppTest.from_file(str(ROOT / "pages" / "settings.py"), default_timeout=60)
    page.query_params["view"] = "People"
    return page.run()


def type_into_first_row(page, **cells):
    """Type into the row of Leila, who comes first."""
    page.session_state["people-0"] = {"edited_rows": {0: cells}, "added_rows": [], "deleted_rows": []}
    return page.run()


def stored(database, slug):
    with database.reading() as reading:
        return people.values(reading, slug)


def listed(database):
    with database.reading() as reading:
        return reports.listed(reading)


@pytest.mark.usefixtures("leila")
def test_people_are_counted_by_what_they_may():
    assert "2 people, 1 of them only read" in plain(opened().markdown[0].value)


def test_roles_are_given_where_they_stand(empty, leila):
    page = type_into_first_row(opened(), Roles=["gatekeeper", "finance"], Name="Leila H. Haddad")

    assert not page.exception
    assert stored(empty, leila).roles == {Role.FINANCE, Role.GATEKEEPER}
    assert stored(empty, leila).name == "Leila H. Haddad"


def test_a_refused_cell_is_explained_and_shows_what_is_stored(empty, leila):
    page = type_into_first_row(opened(), Name=" ")

    assert "A person needs a name" in page.error[0].value
    assert stored(empty, leila).name == "Leila Haddad"
    assert page.session_state["people-1"]["edited_rows"] == {}


def test_somebody_is_added_with_roles(empty):
    page = opened()
    page.text_input(key="person-new-name-0").set_value("Sam Okoro")
    page.text_input(key="person-new-email-0").set_value("sam@brightwell.example")
    page.multiselect(key="person-new-roles-0").set_value(["finance", "gatekeeper"])

    page.button(key="person-add").click().run()

    assert not page.exception
    assert stored(empty, "sam-okoro").roles == {Role.FINANCE, Role.GATEKEEPER}
    assert page.text_input(key="person-new-name-1").value == ""


def test_a_name_that_is_taken_is_said_beside_what_was_typed(empty, leila):
    page = opened()
    page.text_input(key="person-new-name-0").set_value("leila haddad")

    page.button(key="person-add").click().run()

    assert "is known already" in plain(page.error[0].value)
    assert page.text_input(key="person-new-name-0").value == "leila haddad"
    assert len(listed(empty).current) == len({"local", leila})


def test_who_leaves_is_archived_and_may_come_back(empty, leila):
    page = opened()
    page.selectbox(key="person-archived").set_value(leila).run()
    page.button(key="person-archive").click().run()
    assert [each.slug for each in listed(empty).archived] == [leila]

    page.button(key=f"back-{leila}").click().run()

    assert not page.exception
    assert not listed(empty).archived


def test_who_may_not_edit_people_reads_them(empty, leila):
    page = opened()
    with empty.reading() as reading:
        page.session_state["acting-as"] = store.get(reading, leila).id

    type_into_first_row(page, Name="Somebody else")

    assert "An administrator adds people" in page.caption[0].value
    assert "person-add" not in [each.key for each in page.button]
    assert stored(empty, leila).name == "Leila Haddad"
