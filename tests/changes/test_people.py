"""People added, renamed, given roles and archived: nobody is taken for another, and an administrator always stays."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from cxdash.changes import names, people
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError, StaleEditError
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person, PersonValues, Role, check_administrators, check_person
from cxdash.reports import people as reports
from cxdash.store import people as stored
from cxdash.store.tables import AuditEvent
from tests.builders import add_use_case

LEILA = PersonValues("Leila Haddad", "leila@brightwell.example", frozenset({Role.GATEKEEPER}))
"""Somebody with an address and a role."""
LOCAL = PersonValues("Local administrator", "", frozenset({Role.ADMIN}))


def add(database, person, wanted=LEILA):
    with database.changing(person, Action.PEOPLE_EDIT) as session:
        return people.create(session, wanted).slug


def edit(database, person, slug, wanted, *, seen=LEILA):
    with database.changing(person, Action.PEOPLE_EDIT) as session:
        people.edit(session, slug, seen=seen, wanted=wanted)


def archive(database, person, slug):
    with database.changing(person, Action.PEOPLE_EDIT) as session:
        people.archive(session, slug)


def values(database, slug):
    with database.reading() as session:
        return people.values(session, slug)


def listed(database):
    with database.reading() as session:
        return reports.listed(session)


def with_(values, **said):
    return PersonValues(**{"name": values.name, "email": values.email, "roles": values.roles} | said)


def test_what_is_stored_is_what_was_said(ready):
    slug = add(*ready)

    assert slug == "leila-haddad"
    assert values(ready[0], slug) == LEILA


def test_who_is_given_no_role_is_a_viewer(ready):
    assert values(ready[0], add(*ready, with_(LEILA, roles=frozenset()))).roles == {Role.VIEWER}


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (PersonValues("  "), "needs a name"),
        (PersonValues("1234"), "needs a name"),
        (PersonValues("L" * 121), "Shorten it to 120"),
        (PersonValues("Leila", "leila at home"), "no e-mail address"),
        (PersonValues("Leila", "leila@"), "no e-mail address"),
        (PersonValues("Leila", "le ila@home"), "no e-mail address"),
        (PersonValues("local ADMINISTRATOR"), "is known already"),
    ],
)
def test_what_breaks_a_rule_is_refused(ready, wanted, sentence):
    with pytest.raises(RuleError, match=sentence):
        add(*ready, wanted)

    assert len(listed(ready[0]).current) == 1


def test_two_people_have_not_one_address(ready):
    add(*ready)

    with pytest.raises(RuleError, match="the address of Leila Haddad"):
        add(*ready, PersonValues("Sam Okoro", "LEILA@brightwell.example"))


def test_a_rename_is_refused_where_the_name_is_another_s(ready):
    add(*ready)
    sam = add(*ready, PersonValues("Sam Okoro"))

    with pytest.raises(RuleError, match="Leila Haddad is known already"):
        edit(*ready, sam, PersonValues("leila haddad"), seen=PersonValues("Sam Okoro"))
    edit(*ready, sam, PersonValues("SAM Okoro"), seen=PersonValues("Sam Okoro"))

    assert values(ready[0], sam).name == "SAM Okoro"


def test_two_administrators_in_different_fields_both_win_and_in_one_the_second_is_shown_both(ready):
    slug = add(*ready)
    edit(*ready, slug, with_(LEILA, name="Leila H. Haddad"))

    edit(*ready, slug, with_(LEILA, roles=LEILA.roles | {Role.FINANCE}))
    with pytest.raises(StaleEditError):
        edit(*ready, slug, with_(LEILA, name="L. Haddad"))

    both = with_(LEILA, name="Leila H. Haddad", roles=frozenset({Role.GATEKEEPER, Role.FINANCE}))
    assert values(ready[0], slug) == both


def test_the_last_administrator_keeps_the_role_until_another_has_it(ready):
    slug = add(*ready)
    viewer = with_(LOCAL, roles=frozenset({Role.VIEWER}))
    with pytest.raises(RuleError, match="Somebody has to be administrator"):
        edit(*ready, "local", viewer, seen=LOCAL)

    edit(*ready, slug, with_(LEILA, roles=frozenset({Role.ADMIN})))
    edit(*ready, "local", viewer, seen=LOCAL)

    assert values(ready[0], "local") == viewer


def test_an_archived_administrator_does_not_count(ready):
    slug = add(*ready, with_(LEILA, roles=frozenset({Role.ADMIN})))
    archive(*ready, slug)

    with pytest.raises(RuleError, match="Somebody has to be administrator"):
        edit(*ready, "local", with_(LOCAL, roles=frozenset({Role.VIEWER})), seen=LOCAL)


def test_who_still_answers_for_something_is_not_archived(ready):
    slug = add(*ready)
    add_use_case(*ready, owners={Function.OPERATIONS: "Leila Haddad"})

    with pytest.raises(RuleError, match="still answers for “Fewer no-shows”"):
        archive(*ready, slug)

    assert [each.slug for each in listed(ready[0]).current] == ["leila-haddad", "local"]


def test_nobody_archives_themselves_not_even_in_another_s_name(ready):
    add(*ready, with_(LEILA, roles=frozenset({Role.ADMIN})))
    other = Person(ready[1].id + 1, "Leila Haddad", frozenset({Role.ADMIN}), through=ready[1].id)

    with pytest.raises(RuleError, match="cannot archive yourself"):
        archive(ready[0], other, "local")


def test_who_was_archived_is_in_no_choice_until_they_are_brought_back(ready):
    slug = add(*ready)
    archive(*ready, slug)
    with ready[0].reading() as session:
        assert stored.names(session) == ["Local administrator"]
    with pytest.raises(RuleError, match="is archived; bring them back"):
        add(*ready)

    with ready[0].changing(ready[1], Action.PEOPLE_EDIT) as session:
        people.bring_back(session, slug)

    assert values(ready[0], slug) == LEILA
    assert not listed(ready[0]).archived


def test_who_is_named_again_after_they_left_is_back_as_a_viewer_whatever_they_were(ready):
    slug = add(*ready, with_(LEILA, roles=frozenset({Role.ADMIN})))
    archive(*ready, slug)

    add_use_case(*ready, owners={Function.OPERATIONS: "Leila Haddad"})

    assert [each.slug for each in listed(ready[0]).current] == [slug, "local"]
    assert values(ready[0], slug).roles == {Role.VIEWER}


def test_nobody_of_that_name_is_said(ready):
    with pytest.raises(NotFoundError, match="nobody “leila”"):
        edit(*ready, "leila", LEILA)


def test_only_an_administrator_edits_people(ready):
    with pytest.raises(NotAllowedError):
        add(ready[0], Person(ready[1].id, "Sam", frozenset({Role.PROGRAM_MANAGER})))


def test_every_change_of_roles_is_in_the_log(ready):
    slug = add(*ready)

    edit(*ready, slug, with_(LEILA, roles=frozenset({Role.FINANCE})))

    with ready[0].reading() as session:
        event = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
        assert (event.before["roles"], event.after["roles"]) == (["gatekeeper"], ["finance"])


def test_the_list_says_what_each_answers_for_and_who_was_here(ready):
    add(*ready)
    add_use_case(*ready, owners={Function.SPONSOR: "Leila Haddad", Function.OPERATIONS: "Leila Haddad"})
    add_use_case(*ready, "Shorter calls", pilots_named=(), owners={Function.OPERATIONS: "Leila Haddad"})
    with ready[0].changing(ready[1], Action.METRIC_EDIT) as session:
        names.person_named(session, "Sam Okoro")

    leila, local, sam = listed(ready[0]).current

    assert leila.owns == "2 use cases (operations, sponsor)"
    assert (leila.last_here, sam.owns) == (None, "")
    assert local.last_here is not None


@given(roles=st.lists(st.frozensets(st.sampled_from(Role)), max_size=4))
def test_an_administrator_is_left_or_it_is_refused(roles):
    if any(Role.ADMIN in each for each in roles):
        check_administrators(roles)
    else:
        with pytest.raises(RuleError):
            check_administrators(roles)


@given(name=st.text(max_size=130), email=st.text(alphabet="a@ .", max_size=8))
def test_a_person_who_passes_has_a_name_and_an_address_or_none(name, email):
    with contextlib.suppress(RuleError):
        check_person(PersonValues(name, email))
        assert name.strip()
        assert email.strip().count("@") <= 1
