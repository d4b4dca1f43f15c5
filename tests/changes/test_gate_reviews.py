"""Gate reviews asked for, frozen anew and withdrawn, on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from cxdash.changes import gate_reviews, metrics, statuses, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.digests import digest
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError
from cxdash.domain.gate_evidence import read
from cxdash.domain.gate_reviews import Decision, Progress
from cxdash.domain.gates import State
from cxdash.domain.ownership import Function
from cxdash.domain.stages import Stage, Status
from cxdash.judging import reviews
from cxdash.store import gates
from tests.builders import TODAY
from tests.changes.at_the_gate import (
    OWNERS,
    SLUG,
    STATEMENT,
    add,
    all_vote,
    decide,
    edit,
    gate,
    pass_gate,
    request,
    waive_all,
)

LATER = date(2026, 11, 25)


def review(database, number):
    with database.reading() as session:
        found = gates.review(session, number)
        session.expunge_all()
        return found


def freeze_again(database, person, number, *, today=LATER):
    with database.changing(person, Action.GATE_REQUEST) as session:
        gate_reviews.freeze_again(session, number, today=today)


def withdraw(database, person, number, *, reason="Too early", action=Action.GATE_REQUEST):
    with database.changing(person, action) as session:
        gate_reviews.withdraw(session, number, today=LATER, reason=reason)


def test_a_review_freezes_what_the_gate_says_today_under_a_name_for_it(room):
    database, people = room

    found = review(database, request(database, people["Omar"], note=" For December "))

    assert (found.from_stage, found.to_stage, found.policy_number, found.note) == ("idea", "pilot", 0, "For December")
    assert (found.requested_on, found.frozen_on, found.requested_by.name) == (TODAY, TODAY, "Omar")
    assert found.evidence == gate(database).evidence
    assert found.digest == digest(found.evidence)
    assert {line.state for line in read(found.evidence).lines} == {State.MET}
    assert reviews.progress_of(found) is Progress.OPEN


def test_a_review_may_be_asked_for_whatever_the_evidence_says(room):
    database, people = room
    edit(database, people["Mara"], owners={})

    found = review(database, request(database, people["Omar"]))

    assert [line.code for line in read(found.evidence).lines if line.blocks] == ["three_owners"]


@pytest.mark.parametrize("name", ["Tess", "Finn"])
def test_who_only_reads_asks_for_no_review(room, name):
    with pytest.raises(NotAllowedError, match="may not ask for a gate review"):
        request(room[0], room[1][name])


def test_one_review_is_open_at_a_time(room):
    database, people = room
    request(database, people["Omar"])

    with pytest.raises(RuleError, match=r"gate to pilot waits for its decision: Omar asked for it on 21 Nov 2026"):
        request(database, people["Mara"])


@pytest.mark.parametrize("status", [Status.PARKED, Status.STOPPED, Status.RETIRED])
def test_what_rests_is_resumed_before_its_review(room, status):
    database, people = room
    with database.changing(people["Mara"], Action.USE_CASE_STATUS) as session:
        said = {"reason": "No staff", "learning": "Nights are hard"}
        statuses.change(session, SLUG, status, seen=Status.ACTIVE, today=TODAY, **said)

    with pytest.raises(RuleError, match="Resume it before you ask for a review"):
        request(database, people["Omar"])


def test_nothing_archived_at_scale_or_unknown_is_reviewed(room):
    database, people = room
    add(database, people["Mara"], title="Scaled", stage=Stage.SCALE)
    with pytest.raises(RuleError, match="is at scale, so no gate is left"):
        request(database, people["Omar"], slug="scaled")
    with pytest.raises(NotFoundError):
        request(database, people["Omar"], slug="nothing")

    with database.changing(people["Mara"], Action.USE_CASE_ARCHIVE) as session:
        use_cases.archive(session, SLUG)
    with pytest.raises(RuleError, match="is archived"):
        request(database, people["Omar"])


def test_evidence_frozen_anew_has_another_name_where_it_reads_otherwise(room):
    database, people = room
    number = request(database, people["Omar"])
    before = review(database, number)

    edit(database, people["Mara"], owners=OWNERS | {Function.COMMERCIAL: "Vic"})
    freeze_again(database, people["Mara"], number)

    after = review(database, number)
    assert (after.frozen_on, after.requested_on) == (LATER, TODAY)
    assert read(after.evidence).facts.owners[Function.COMMERCIAL] == "Vic"
    assert after.digest == digest(after.evidence) != before.digest


def test_evidence_frozen_anew_keeps_its_name_where_it_reads_the_same(room):
    database, people = room
    number = request(database, people["Omar"])
    all_vote(database, people)

    freeze_again(database, people["Mara"], number)

    after = review(database, number)
    assert after.frozen_on == LATER
    assert {each.digest for each in after.votes} == {after.digest}


def test_evidence_stays_as_it_is_once_somebody_decided(room):
    database, people = room
    number = request(database, people["Omar"])
    decide(database, people["Gus"], Decision.GO)
    with pytest.raises(RuleError, match="waits for a second person"):
        freeze_again(database, people["Mara"], number)

    withdraw(database, people["Gus"], number, action=Action.GATE_DECIDE)
    with pytest.raises(RuleError, match="This review is withdrawn"):
        freeze_again(database, people["Mara"], number)


def test_the_evidence_of_a_decision_stays_whatever_changes_afterwards(room):
    database, people = room
    number = pass_gate(database, people)
    before = review(database, number)

    edit(database, people["Mara"], owners={}, statement="Use AI", title="Another title")
    with database.changing(people["admin"], Action.METRIC_EDIT) as session:
        seen = metrics.definition(session, "no_show_rate")
        metrics.edit(
            session, "no_show_rate", seen=seen, wanted=replace(seen, name="Absence"), today=LATER, reason="Law"
        )

    after = review(database, number)
    assert (after.evidence, after.digest) == (before.evidence, before.digest)
    assert digest(after.evidence) == after.digest
    assert read(after.evidence).facts.statement == STATEMENT


def test_who_asked_for_a_review_or_decides_withdraws_it_with_a_reason(room):
    database, people = room
    number = request(database, people["Omar"])
    with pytest.raises(NotAllowedError, match="Omar asked for this review"):
        withdraw(database, people["Cora"], number, action=Action.GATE_VOTE)
    with pytest.raises(RuleError, match="Say why"):
        withdraw(database, people["Omar"], number, reason=" ")

    withdraw(database, people["Omar"], number)

    assert review(database, number).withdrawn_on == LATER
    with pytest.raises(RuleError, match="withdrawn already"):
        withdraw(database, people["Omar"], number)
    again = request(database, people["Omar"])
    withdraw(database, people["Gita"], again)


def test_what_is_decided_is_not_withdrawn(room):
    database, people = room
    number = pass_gate(database, people)

    with pytest.raises(RuleError, match="decided already"):
        withdraw(database, people["Gus"], number)


def test_stopping_a_use_case_withdraws_its_review_and_parking_it_does_not(room):
    database, people = room
    number = request(database, people["Omar"])

    def become(status, seen):
        with database.changing(people["Mara"], Action.USE_CASE_STATUS) as session:
            said = {"reason": "No staff", "learning": "Nights are hard"}
            statuses.change(session, SLUG, status, seen=seen, today=LATER, **said)

    become(Status.PARKED, Status.ACTIVE)
    assert review(database, number).withdrawn_on is None
    with pytest.raises(RuleError, match="Resume it before the evidence is frozen anew"):
        freeze_again(database, people["Mara"], number)

    become(Status.STOPPED, Status.PARKED)
    assert review(database, number).withdrawn_on == LATER


def test_the_reviews_of_a_use_case_and_those_that_wait_are_found(room):
    database, people = room
    first = pass_gate(database, people)
    waive_all(database, people["Omar"], people["Gus"])
    second = request(database, people["Omar"])

    with database.reading() as session:
        use_case = gates.review(session, first).use_case_id
        found = gates.reviews(session, use_case)
        votes = gates.votes(session, [first, second])

        assert [each.id for each in found] == [second, first]
        assert {key: [each.id for each in rows] for key, rows in gates.reviews_by_use_case(session).items()} == {
            use_case: [second, first]
        }
        assert {key: each.id for key, each in gates.open_reviews(session).items()} == {use_case: second}
        assert [each.function for each in votes[first]] == ["technology", "operations", "commercial"]
        assert second not in votes
