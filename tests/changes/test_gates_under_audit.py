"""Ways round a gate that an auditor would try: each is shut, or stands in the record."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cxdash.changes import gate_policy, gate_reviews, tracker_import, tracker_undo, waivers
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, RuleError, UndoRefusedError
from cxdash.domain.gate_policy import START, Delegation
from cxdash.domain.gate_reviews import Decision, Vote
from cxdash.domain.ownership import Function
from cxdash.domain.people import Role
from cxdash.domain.stages import Stage
from cxdash.store import gate_policies, gates, log
from cxdash.trackers.readings import RegisterRow, Source
from tests.builders import TODAY, tracker
from tests.changes.at_the_gate import (
    CONDITIONS,
    OWNERS,
    SLUG,
    all_vote,
    decide,
    edit,
    gate,
    request,
    second,
    stands,
    vote,
    waive,
)

LATER = TODAY + timedelta(days=4)
TWO_OWNERS = {Function.TECHNOLOGY: "Tess", Function.OPERATIONS: "Omar"}


def review(database, number):
    with database.reading() as session:
        found = gates.review(session, number)
        session.expunge_all()
        return found


def change_policy(database, person, **said):
    with database.changing(person, Action.POLICY_EDIT) as session:
        seen = gate_policies.current(session)
        gate_policy.edit(session, seen=seen, wanted=replace(seen, **said), today=TODAY, reason="Voted")


def upload(database, person, **fields):
    """Store one row of a register; returns the number of the import."""
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        row = RegisterRow(fields, {}, Source("Register", "A2"))
        return tracker_import.apply(session, tracker_import.plan(session, tracker(register=(row,))), b"", today=TODAY)


def undo(database, person, number):
    with database.changing(person, Action.TRACKER_UNDO) as session:
        tracker_undo.undo(session, number, today=TODAY)


@pytest.mark.parametrize("approved", [TODAY, LATER])
def test_a_waiver_taken_back_on_the_day_of_the_go_it_made_possible_opens_the_gate_again(room, approved):
    database, people = room
    edit(database, people["Mara"], owners=TWO_OWNERS)
    number = waive(database, people["Omar"], people["Gus"], "three_owners", to=Stage.PILOT, today=approved)
    request(database, people["Omar"], today=LATER)
    decide(database, people["Gus"], Decision.CONDITIONAL_GO, conditions=CONDITIONS, today=LATER)
    second(database, people["Gita"], today=LATER)

    with database.changing(people["Gus"], Action.WAIVER_APPROVE) as session:
        waivers.end(session, number, today=LATER, why="It served its purpose")

    assert stands(database)[0] == "pilot"
    assert [each.line.code for each in gate(database, today=LATER).reopened] == ["three_owners"]


def test_a_vote_counts_while_the_person_answers_for_the_function_and_no_longer(room):
    database, people = room
    edit(database, people["Mara"], owners=dict.fromkeys(OWNERS, "Vic"))
    number = request(database, people["Omar"])
    for function in OWNERS:
        vote(database, people["Vic"], function)
    edit(database, people["Mara"], owners=OWNERS)

    decide(database, people["Gus"], Decision.GO)

    assert review(database, number).against_recommendation
    assert stands(database)[0] == "idea"


def test_who_follows_an_owner_votes_in_their_place(room):
    database, people = room
    number = request(database, people["Omar"])
    all_vote(database, people)
    edit(database, people["Mara"], owners=OWNERS | {Function.TECHNOLOGY: "Vic"})
    vote(database, people["Vic"], Function.TECHNOLOGY)

    decide(database, people["Gus"], Decision.GO)

    assert not review(database, number).against_recommendation


def test_a_function_that_voted_against_is_not_silenced_by_another_policy(room):
    database, people = room
    number = request(database, people["Omar"])
    all_vote(database, people)
    vote(database, people["Omar"], Function.OPERATIONS, says=Vote.AGAINST, reason="Nobody is trained")
    change_policy(
        database, people["Gus"], voters={**START.voters, Stage.PILOT: (Function.TECHNOLOGY, Function.COMMERCIAL)}
    )

    decide(database, people["Gus"], Decision.GO)

    assert review(database, number).against_recommendation
    assert stands(database)[0] == "idea"


def test_a_second_person_that_was_asked_for_when_the_evidence_was_frozen_is_not_written_off(room):
    database, people = room
    alone = Delegation(float("inf"), frozenset({Role.GATEKEEPER}))
    change_policy(database, people["Gus"], delegations=(replace(alone, needs_second=True),))
    request(database, people["Omar"])
    all_vote(database, people)
    change_policy(database, people["Gus"], delegations=(alone,))

    decide(database, people["Gus"], Decision.GO)

    assert stands(database)[0] == "idea"
    second(database, people["Gita"])
    assert stands(database)[0] == "pilot"


def test_nothing_is_decided_on_a_day_before_its_evidence(room):
    database, people = room
    request(database, people["Omar"], today=LATER)

    with pytest.raises(RuleError, match="frozen on 25 Nov 2026"):
        decide(database, people["Gus"], Decision.HOLD, today=TODAY)


def test_nobody_stands_by_a_decision_on_a_day_before_it(room):
    database, people = room
    request(database, people["Omar"])
    decide(database, people["Gus"], Decision.GO, today=LATER)

    with pytest.raises(RuleError, match="taken on 25 Nov 2026"):
        second(database, people["Gita"], today=TODAY)


def test_who_asked_for_a_review_does_not_escape_the_decision_taken_in_it(room):
    database, people = room
    number = request(database, people["Omar"])
    decide(database, people["Gus"], Decision.STOP, learning="Nobody reads them")

    with (
        database.changing(people["Omar"], Action.GATE_REQUEST) as session,
        pytest.raises(NotAllowedError, match="A decision is taken"),
    ):
        gate_reviews.withdraw(session, number, today=TODAY, reason="We would rather not")
    second(database, people["Gita"])
    assert stands(database)[1] == "stopped"


def test_an_import_that_stopped_a_use_case_is_undone_and_its_review_stays_withdrawn(room):
    database, people = room
    number = request(database, people["Omar"])
    file = upload(database, people["admin"], use_case="Fewer no-shows", status="Stopped")
    assert review(database, number).withdrawn_on == TODAY

    undo(database, people["admin"], file)

    assert stands(database) == ("idea", "active", [])
    assert review(database, number).withdrawn_on == TODAY
    request(database, people["Omar"])


def test_a_use_case_that_came_with_an_import_and_went_through_a_gate_stays(room):
    database, people = room
    owners = {f"{function.value}_owner": name for function, name in OWNERS.items()}
    file = upload(database, people["admin"], use_case="Faster answers", stage="Pilot", pilot_on=TODAY, **owners)
    request(database, people["Omar"], slug="faster-answers")
    decide(database, people["Gus"], Decision.RECYCLE, slug="faster-answers", back_to=Stage.IDEA)
    again = stands(database, slug="faster-answers")

    with pytest.raises(UndoRefusedError):
        undo(database, people["admin"], file)

    assert stands(database, slug="faster-answers") == again


def test_one_person_who_decides_and_stands_by_it_in_two_names_is_named_in_the_record(room):
    database, people = room
    gus, gita = (replace(people[name], through=people["admin"].id) for name in ("Gus", "Gita"))
    number = request(database, people["Omar"])
    decide(database, gus, Decision.GO)
    second(database, gita)

    with database.reading() as session:
        who = [each.who for each in log.of_use_case(session, SLUG) if each.table == "gate_review"]
    assert who[:2] == [f"{name}, through {people['admin'].name}" for name in ("Gita", "Gus")]
    assert stands(database)[2][0][3] == number
