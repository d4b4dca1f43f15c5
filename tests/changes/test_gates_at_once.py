"""Two people at one gate at the same moment: one waits for the other, and nothing is decided twice."""

from dataclasses import replace

import pytest

from cxdash.changes import (
    attestations,
    gate_decisions,
    gate_reviews,
    gate_votes,
    readiness,
    statuses,
    use_cases,
    waivers,
)
from cxdash.domain.actions import Action
from cxdash.domain.gate_reviews import Decision, Vote, Wanted
from cxdash.domain.ownership import Function
from cxdash.domain.readiness import Dimension
from cxdash.domain.stages import Stage, Status
from cxdash.store import gates
from cxdash.store import use_cases as stored
from cxdash.store.gate_tables import Attestation
from tests.builders import TODAY
from tests.changes.at_once import at_once
from tests.changes.at_the_gate import EXPIRES, SLUG, add, all_vote, before_its_gate, decide, edit, gate, request, stands

GO = Wanted(Decision.GO, "All met")
STOP = Wanted(Decision.STOP, "No use", learning="None")


@pytest.fixture
def room(ready_after):
    """A database with a use case before its first gate, and the people of a review by name."""
    return ready_after(before_its_gate)


@pytest.fixture
def voted(room):
    """The same with an open review in which all three functions vote for it; its number and digest."""
    database, people = room
    number = request(database, people["Omar"])
    all_vote(database, people)
    with database.reading() as session:
        digest = gates.review(session, number).digest
    return database, people, number, digest


def ask(session):
    gate_reviews.request(session, SLUG, today=TODAY)


def unready(session):
    seen = readiness.values(session, SLUG)[Dimension.DATA]
    readiness.edit(session, SLUG, Dimension.DATA, seen=seen, wanted=replace(seen, level=0))


def test_of_two_who_ask_for_a_review_one_is_told_of_the_other(room, ready_url):
    database, people = room

    (said,) = at_once(ready_url, people["Omar"], ask, ask, action=Action.GATE_REQUEST, other=people["Mara"])

    assert "Omar asked for it" in said
    with database.reading() as session:
        assert len(gates.open_reviews(session)) == 1


def test_of_two_who_decide_one_is_told_that_it_is_decided(voted, ready_url):
    database, people, number, digest = voted

    def takes(wanted):
        return lambda session: gate_decisions.decide(session, number, wanted, seen=digest, today=TODAY)

    (said,) = at_once(ready_url, people["Gus"], takes(GO), takes(STOP), action=Action.GATE_DECIDE, other=people["Gita"])

    assert "This review is decided" in said
    stage, status, moves = stands(database)
    assert (stage, status, len(moves)) == ("pilot", "active", 1)


def test_of_two_who_stand_by_a_decision_one_is_told_that_it_is_in_effect(room, ready_url):
    database, people = room
    number = request(database, people["Omar"])
    decide(database, people["Gus"], Decision.GO)
    again = database.add_first_person("gil", "Gil", people["Gus"].roles)
    with database.reading() as session:
        version = gates.review(session, number).version

    def stand_by(session):
        gate_decisions.second(session, number, seen=version, today=TODAY)

    (said,) = at_once(ready_url, people["Gita"], stand_by, stand_by, action=Action.GATE_DECIDE, other=again)

    assert "this review is decided" in said
    assert len(stands(database)[2]) == 1


def test_a_vote_that_comes_while_a_decision_is_taken_is_refused(voted, ready_url):
    _, people, number, digest = voted

    (said,) = at_once(
        ready_url,
        people["Gus"],
        lambda session: gate_decisions.decide(session, number, GO, seen=digest, today=TODAY),
        lambda session: gate_votes.cast(session, number, Function.TECHNOLOGY, Vote.AGAINST, seen=digest, reason="Stop"),
        action=Action.GATE_DECIDE,
        other=replace(people["Tess"], roles=people["Gus"].roles),
    )

    assert "This review is decided" in said


def test_two_votes_of_one_function_leave_one(room, ready_url):
    database, people = room
    number = request(database, people["Omar"])
    with database.reading() as session:
        digest = gates.review(session, number).digest

    def says(vote):
        return lambda session: gate_votes.cast(
            session, number, Function.TECHNOLOGY, vote, seen=digest, reason="I think so"
        )

    said = at_once(ready_url, people["Tess"], says(Vote.FOR), says(Vote.AGAINST), action=Action.GATE_VOTE)

    assert said == []
    with database.reading() as session:
        assert [each.vote for each in gates.review(session, number).votes] == ["against"]


@pytest.mark.parametrize("first", ["the go", "the edit"])
def test_a_go_and_an_edit_that_shuts_the_gate_take_their_turns(voted, ready_url, first):
    database, people, number, digest = voted
    turns = {
        "the go": lambda session: gate_decisions.decide(session, number, GO, seen=digest, today=TODAY),
        "the edit": unready,
    }
    one, two = turns.pop(first), *turns.values()
    editor = replace(people["Gus"], roles=people["Gus"].roles | people["Mara"].roles)

    said = at_once(ready_url, editor, one, two, action=Action.GATE_DECIDE)

    if first == "the go":
        assert said == []
        assert stands(database)[0] == "pilot"
    else:
        assert "blocking criteria are not met" in said[0]
        assert stands(database)[0] == "idea"


def test_a_waiver_is_asked_for_once_by_two_at_the_same_moment(room, ready_url):
    database, people = room
    edit(database, people["Mara"], owners={})

    def asks(session):
        waivers.ask(session, SLUG, "three_owners", to=Stage.PILOT, reason="January", expires_on=EXPIRES, today=TODAY)

    (said,) = at_once(ready_url, people["Omar"], asks, asks, action=Action.WAIVER_ASK, other=people["Mara"])

    assert "Omar asked for this waiver" in said


def test_of_two_who_withdraw_an_attestation_one_is_told_of_the_other(room, ready_url):
    database, people = room
    with database.changing(people["Finn"], Action.MONEY_ATTEST) as session:
        amounts = {"low": 1.0, "likely": 2.0, "high": 3.0}
        said = {"attested_on": TODAY, "content": {"results": []}, "digest": "one"}
        use_case = stored.get(session, SLUG).id
        session.add(Attestation(use_case_id=use_case, person_id=people["Finn"].id, **amounts, **said))

    def withdraw(session):
        attestations.withdraw(session, 1, today=TODAY, reason="The figures were wrong")

    (said,) = at_once(ready_url, people["Finn"], withdraw, withdraw, action=Action.MONEY_ATTEST)

    assert "withdrawn on 21 Nov 2026 already" in said


def test_a_review_asked_for_while_its_use_case_is_archived_or_parked_is_refused(room, ready_url):
    database, people = room
    slug = add(database, people["Mara"], title="Faster answers")

    def park(session):
        statuses.change(session, slug, Status.PARKED, seen=Status.ACTIVE, today=TODAY, reason="Busy")

    (parked,) = at_once(
        ready_url,
        people["Mara"],
        park,
        lambda session: gate_reviews.request(session, slug, today=TODAY),
        action=Action.USE_CASE_STATUS,
    )
    (archived,) = at_once(
        ready_url,
        people["Mara"],
        lambda session: use_cases.archive(session, SLUG),
        ask,
        action=Action.USE_CASE_ARCHIVE,
    )

    assert "Resume it before you ask for a review" in parked
    assert "is archived" in archived


def test_two_who_park_and_stop_see_each_other(room, ready_url):
    database, people = room

    def become(status):
        said = {"reason": "Busy", "learning": "Nights are hard"}
        return lambda session: statuses.change(session, SLUG, status, seen=Status.ACTIVE, today=TODAY, **said)

    (said,) = at_once(
        ready_url, people["Mara"], become(Status.PARKED), become(Status.STOPPED), action=Action.USE_CASE_STATUS
    )

    assert "is “parked” now" in said
    with database.reading() as session:
        assert stored.get(session, SLUG).status == "parked"
    assert gate(database).blocking == ()
