"""While nobody signs in, the administrator acts in another's name: said on the page, known to the log."""

# ruff: noqa: PLC0415 - AppTest runs the text of a function by itself, so it brings its imports

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from cxdash.changes import names, setup
from cxdash.domain.actions import Action
from cxdash.domain.people import Person, Role
from cxdash.store import people
from cxdash.store.schema import now
from cxdash.store.tables import AuditEvent, PersonRow
from cxdash.ui import session
from tests.apps import ROOT


def page():
    import streamlit as st

    from cxdash.ui import acting, cached, session

    with cached.one_run():
        person = session.require()
        acting.show()
    st.text(f"{person.name}: {', '.join(sorted(person.roles))}, through {person.through}")


@pytest.fixture
def leila(empty):
    """Somebody known from a register, with no role."""
    return known(empty, "Leila Haddad", roles=[])


def known(database, name, *, roles):
    with database.changing(setup.ensure_ready(database), Action.USE_CASE_EDIT) as changing:
        row = names.person_named(changing, name)
        row.roles = roles
        changing.flush()
        return row.id


def opened():
    seen = AppTest.from_function(page, default_timeout=60)
    return unfolded(seen.run())


def unfolded(seen, times=0):
    """Open the field in which one chooses; each choice closes it and leaves a new one."""
    seen.session_state[f"who-{times}"] = True
    return seen.run()


def acting_as(number):
    seen = opened()
    return choice(seen).set_value(number).run()


def choice(seen):
    """The field in which one chooses whom to act as."""
    return seen.selectbox[0]


def text(seen):
    return seen.text[0].value


def above(seen):
    """What stands above the page."""
    return "\n".join(each.value for each in seen.main.markdown)


def test_one_is_oneself_until_one_chooses_somebody(leila):
    seen = opened()

    assert text(seen) == "Local administrator: admin, through None"
    assert choice(seen).options == ["Leila Haddad (viewer)"]
    assert "You act as" not in above(seen)
    assert leila


def test_who_was_given_no_role_reads_and_answers_where_they_are_asked(empty, leila):
    seen = acting_as(leila)

    assert text(seen) == f"Leila Haddad: viewer, through {setup.ensure_ready(empty).id}"
    assert "You act as **Leila Haddad** (viewer)" in above(seen)


def test_the_roles_are_those_of_the_other(empty):
    sam = known(empty, "Sam Okoro", roles=["gatekeeper", "finance"])

    assert text(acting_as(sam)).startswith("Sam Okoro: finance, gatekeeper, ")


def test_a_page_that_the_other_may_not_see_stays_closed(empty, leila):
    def for_managers(leila):
        import streamlit as st

        from cxdash.domain.people import Role
        from cxdash.ui import session

        session.act_as(leila)
        session.require(Role.PROGRAM_MANAGER)
        st.text("secret")

    seen = AppTest.from_function(for_managers, default_timeout=60, args=(leila,)).run()

    assert "does not have this role" in seen.error[0].value
    assert not seen.text
    assert empty


def test_one_click_leads_back_to_oneself(leila):
    seen = acting_as(leila)

    seen.button(key="back-to-yourself").click().run()

    assert text(seen) == "Local administrator: admin, through None"
    assert choice(unfolded(seen, times=2)).value is None
    assert "You act as" not in above(seen)


def test_what_is_done_in_anothers_name_keeps_who_did_it(empty, leila):
    def writes(leila):
        from cxdash.changes import organisation
        from cxdash.domain.actions import Action
        from cxdash.ui import session

        session.act_as(leila)
        with session.database().changing(session.current_person(), Action.USE_CASE_COMMENT) as changing:
            organisation.describe(changing, name="Brightwell Care", currency="GBP")

    AppTest.from_function(writes, default_timeout=60, args=(leila,)).run()

    with empty.reading() as reading:
        event = reading.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
        assert (event.person_id, event.through_id) == (leila, setup.ensure_ready(empty).id)


def test_another_browser_is_still_oneself(leila):
    acting_as(leila)

    assert text(opened()) == "Local administrator: admin, through None"


def test_nothing_of_it_is_in_the_address(leila):
    assert dict(acting_as(leila).query_params) == {}


def test_who_is_archived_meanwhile_is_left(empty, leila):
    seen = acting_as(leila)
    with empty.changing(setup.ensure_ready(empty), Action.PEOPLE_EDIT) as changing:
        changing.get_one(PersonRow, leila).archived_at = now()

    assert text(seen.run()) == "Local administrator: admin, through None"


def test_only_an_administrator_may_act_as_another(empty, leila):
    seen = acting_as(leila)
    known(empty, "Sam Okoro", roles=["admin"])
    with empty.changing(setup.ensure_ready(empty), Action.PEOPLE_EDIT) as changing:
        changing.get_one(PersonRow, 1).roles = ["contributor"]

    seen.run()

    assert text(seen) == "Local administrator: contributor, through None"
    assert not seen.selectbox


@pytest.mark.usefixtures("empty")
def test_there_is_nobody_to_act_as_where_nobody_else_is_known():
    assert not opened().selectbox


@pytest.mark.usefixtures("portfolio")
def test_every_page_says_as_whom_one_acts():
    seen = unfolded(AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run())
    first = session.database()
    with first.reading() as reading:
        other = next(each for each in people.everybody(reading) if each.id != setup.ensure_ready(first).id)

    seen.sidebar.selectbox[0].set_value(other.id).run()

    assert not seen.exception
    assert f"You act as **{other.name}**" in above(seen)


def test_a_stored_person_is_the_same_whichever_way_they_are_read(empty, leila):
    with empty.reading() as reading:
        row = reading.get_one(PersonRow, leila)
        assert (
            people.as_person(row) == people.known(reading, leila) == Person(leila, row.name, frozenset({Role.VIEWER}))
        )
        assert people.known(reading, 4711) is None
        assert [each.name for each in people.everybody(reading)] == ["Leila Haddad", "Local administrator"]
