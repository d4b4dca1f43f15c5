"""The gate policy changed on both databases: further versions, never another past."""

from dataclasses import replace
from datetime import date

import pytest

from cxdash.changes import gate_policy
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError, StaleEditError
from cxdash.domain.gate_policy import START
from cxdash.domain.stages import Stage
from cxdash.store import gate_policies, gates
from tests.builders import TODAY
from tests.changes.at_once import at_once
from tests.changes.at_the_gate import SLUG, add, everybody, gate, pass_gate

STRICTER = replace(START, pilot_level=3)


@pytest.fixture
def room(ready):
    """A database and the people of a review by name."""
    database, admin = ready
    return database, everybody(database) | {"admin": admin}


def edit(database, person, wanted=STRICTER, *, seen=START, today=TODAY, reason="Pilots broke in September"):
    with database.changing(person, Action.POLICY_EDIT) as session:
        return gate_policy.edit(session, seen=seen, wanted=wanted, today=today, reason=reason)


def test_a_change_is_a_further_version_with_its_reason_and_author(room):
    database, people = room

    first = edit(database, people["Gus"])
    second = edit(database, people["admin"], replace(first, fresh_days=60), seen=first, today=date(2026, 12, 1))

    assert (first.number, second.number) == (1, 2)
    with database.reading() as session:
        assert [(row.number, row.person.name, row.reason) for row in gate_policies.versions(session)] == [
            (2, "Local administrator", "Pilots broke in September"),
            (1, "Gus", "Pilots broke in September"),
        ]
        assert gate_policies.current(session) == second
        assert gate_policies.version(session, 1) == first
        assert gate_policies.version(session, 0) == START
        with pytest.raises(NotFoundError):
            gate_policies.version(session, 3)


@pytest.mark.parametrize(
    ("wanted", "reason", "said"),
    [
        (STRICTER, " ", "Say why"),
        (START, "No reason", "says this already"),
        (replace(START, pilot_level=9), "Higher", "is a level from 0 to 4"),
        (replace(START, advisory=frozenset({"statement_passes"})), "Easier", "always blocks its gate"),
        (replace(START, delegations=()), "Nobody", "who decides on the largest amounts"),
    ],
)
def test_what_no_policy_may_say_is_not_stored(room, wanted, reason, said):
    with pytest.raises(RuleError, match=said):
        edit(room[0], room[1]["Gus"], wanted, reason=reason)

    with room[0].reading() as session:
        assert gate_policies.current(session) == START


@pytest.mark.parametrize("name", ["Mara", "Omar", "Finn", "Vic"])
def test_who_is_no_gatekeeper_changes_no_policy(room, name):
    with pytest.raises(NotAllowedError, match="may not change the gate policy"):
        edit(room[0], room[1][name])


def test_who_saw_an_earlier_version_is_told_what_changed(room):
    database, people = room
    edit(database, people["Gus"])

    with pytest.raises(StaleEditError, match="Readiness before a pilot: 2 → 3"):
        edit(database, people["Gita"], replace(START, fresh_days=60))


def test_of_two_who_change_it_at_the_same_moment_one_is_refused(room, ready_url):
    database, people = room

    def change(wanted):
        return lambda session: gate_policy.edit(session, seen=START, wanted=wanted, today=TODAY, reason="Why")

    said = at_once(
        ready_url, people["Gus"], change(STRICTER), change(replace(START, fresh_days=60)), action=Action.POLICY_EDIT
    )

    assert len(said) == 1
    with database.reading() as session:
        assert gate_policies.current(session) == replace(STRICTER, number=1)


def test_a_past_decision_keeps_the_policy_it_met_and_the_next_gate_meets_the_new_one(room):
    database, people = room
    add(database, people["Mara"])
    number = pass_gate(database, people)
    with database.reading() as session:
        before = gates.review(session, number).evidence

    edit(database, people["Gus"], replace(START, pilot_level=4, scale_level=4))

    with database.reading() as session:
        review = gates.review(session, number)
        assert (review.evidence, review.policy_number) == (before, 0)
        assert review.evidence["policy"]["pilot_level"] == 2
    assert gate(database, slug=SLUG).stage is Stage.PILOT
    add(database, people["Mara"], title="Another")
    assert [line.code for line in gate(database, slug="another").blocking] == ["ready_to_pilot"]
