"""Who may do what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError
from cxdash.domain.people import MAY, Person, Role, roles_of
from cxdash.domain.stages import Stage, Status


def holding(*roles):
    return Person(7, "Leila Haddad", frozenset(roles))


@pytest.mark.parametrize("action", Action)
def test_every_action_has_its_words_and_its_roles(action):
    assert action.label
    assert Role.ADMIN in MAY[action] or action is Action.MONEY_ATTEST


def test_only_finance_attests_money():
    assert MAY[Action.MONEY_ATTEST] == {Role.FINANCE}


EVERYBODYS = frozenset(
    {
        Action.USE_CASE_COMMENT,
        Action.VIEW_SAVE,
        Action.GATE_VOTE,
        Action.CONDITION_MEET,
        Action.OUTCOME_SIGN,
        Action.COUNCIL_ACT,
        Action.WORKSHOP_TAKE_PART,
        Action.COMMITMENT_JUDGE,
        Action.PROOF_USE,
        Action.DIGEST_SUBSCRIBE,
    }
)
"""What everybody with a role may do where they are the one who is asked; the services look at that."""


@pytest.mark.parametrize("action", Action)
def test_who_only_reads_does_what_they_are_asked_for_and_changes_nothing_else(action):
    assert holding(Role.VIEWER).may(action) == (action in EVERYBODYS)
    assert not holding().may(action)


def test_who_was_given_no_role_counts_as_a_viewer():
    assert roles_of([]) == {Role.VIEWER}
    assert roles_of(["finance", "gatekeeper"]) == {Role.FINANCE, Role.GATEKEEPER}


def test_a_contributor_edits_use_cases_and_neither_archives_nor_imports():
    contributor = holding(Role.CONTRIBUTOR)

    assert contributor.may(Action.USE_CASE_EDIT)
    assert not contributor.may(Action.USE_CASE_ARCHIVE)
    assert not contributor.may(Action.TRACKER_IMPORT)
    assert not contributor.may(Action.PLAN_AMEND)


def test_the_refusal_names_who_may():
    with pytest.raises(NotAllowedError, match=r"Leila Haddad may not edit a metric.*admin, program manager"):
        holding(Role.CONTRIBUTOR).must_be_allowed(Action.METRIC_EDIT)


@given(roles=st.frozensets(st.sampled_from(Role)), more=st.sampled_from(Role), action=st.sampled_from(Action))
def test_a_further_role_never_takes_a_permission_away(roles, more, action):
    assert holding(*roles, more).may(action) or not holding(*roles).may(action)


@given(roles=st.frozensets(st.sampled_from(Role)), action=st.sampled_from(Action))
def test_what_is_not_permitted_is_refused(roles, action):
    person = holding(*roles)

    if person.may(action):
        person.must_be_allowed(action)
    else:
        with pytest.raises(NotAllowedError):
            person.must_be_allowed(action)


def test_stages_follow_each_other_from_idea_to_scale():
    way = [Stage.IDEA]
    while way[-1].following:
        way.append(way[-1].following)

    assert way == [Stage.IDEA, Stage.PILOT, Stage.PROOF, Stage.SCALE]
    assert [stage.position for stage in way] == [0, 1, 2, 3]


@pytest.mark.parametrize("word", [*Stage, *Status, *Role])
def test_every_word_on_the_screen_has_a_label(word):
    assert word.label
    assert "_" not in word.label
