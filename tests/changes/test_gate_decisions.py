"""Decisions at gates on both databases: what each does, what keeps it from being taken, and the second person."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from cxdash.changes import gate_decisions, gate_policy, gate_reviews, readiness, waivers
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, RuleError
from cxdash.domain.gate_policy import START, Delegation
from cxdash.domain.gate_reviews import Decision, Vote, Wanted
from cxdash.domain.ownership import Function
from cxdash.domain.people import Role
from cxdash.domain.readiness import Dimension
from cxdash.domain.stages import Stage
from cxdash.store import gates
from cxdash.store import use_cases as stored
from cxdash.store.tables import AuditEvent
from tests.builders import TODAY
from tests.changes.at_the_gate import (
    CONDITIONS,
    EXPIRES,
    OWNERS,
    SLUG,
    all_vote,
    decide,
    edit,
    gate,
    pass_gate,
    request,
    second,
    stands,
    vote,
    waive,
    waive_all,
)

LATER = date(2026, 11, 25)
AFTER = date(2027, 2, 1)
IDEA = ("idea", "active", [])


def found(database, number):
    with database.reading() as session:
        review = gates.review(session, number)
        session.expunge_all()
        return review


def unready(database, person):
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        seen = readiness.values(session, SLUG)[Dimension.DATA]
        readiness.edit(session, SLUG, Dimension.DATA, seen=seen, wanted=replace(seen, level=1))


def test_a_go_that_is_recommended_moves_the_use_case_at_once(voted):
    database, people = voted

    number = decide(database, people["Gus"], Decision.GO, today=LATER)

    review = found(database, number)
    assert stands(database) == ("pilot", "active", [("idea", "pilot", LATER, number)])
    assert (review.decision, review.decided_by.name, review.decided_on, review.effective_on) == (
        "go",
        "Gus",
        LATER,
        LATER,
    )
    assert not review.against_recommendation
    with database.reading() as session:
        assert stored.get(session, SLUG).stage_since == LATER


def test_a_decision_against_the_recommendation_waits_for_a_second_person(room):
    database, people = room
    request(database, people["Omar"])

    number = decide(database, people["Gus"], Decision.GO)
    assert stands(database) == IDEA
    assert found(database, number).against_recommendation

    second(database, people["Gita"], today=LATER)
    review = found(database, number)
    assert (review.seconded_by.name, review.effective_on, review.decided_on) == ("Gita", LATER, TODAY)
    assert stands(database) == ("pilot", "active", [("idea", "pilot", LATER, number)])


@pytest.mark.parametrize(
    ("name", "said"),
    [("Gus", "somebody else has to stand by it"), ("Mara", "does not decide at this gate"), ("Omar", "may not decide")],
)
def test_the_second_person_is_somebody_else_who_decides_too(room, name, said):
    database, people = room
    request(database, people["Omar"])
    decide(database, people["Gus"], Decision.GO)

    with pytest.raises(NotAllowedError, match=said):
        second(database, people[name])


def test_the_second_person_sees_the_decision_that_stands(room):
    database, people = room
    number = request(database, people["Omar"])
    decide(database, people["Gus"], Decision.GO)
    version = found(database, number).version
    _take_back(database, people["Gus"], number)
    decide(database, people["Gus"], Decision.STOP, learning="Nobody reads them")

    with (
        database.changing(people["Gita"], Action.GATE_DECIDE) as session,
        pytest.raises(RuleError, match="was changed after you opened it"),
    ):
        gate_decisions.second(session, number, seen=version, today=TODAY)


def _take_back(database, person, number, *, reason="Too fast"):
    with database.changing(person, Action.GATE_DECIDE) as session:
        gate_decisions.take_back(session, number, today=TODAY, reason=reason)


def test_a_decision_that_waits_is_taken_back_and_the_review_is_open_again(room):
    database, people = room
    number = request(database, people["Omar"])
    decide(database, people["Gus"], Decision.CONDITIONAL_GO, conditions=CONDITIONS)
    with pytest.raises(NotAllowedError, match="does not decide"):
        _take_back(database, people["Mara"], number)
    with pytest.raises(RuleError, match="Say why"):
        _take_back(database, people["Gita"], number, reason="")

    _take_back(database, people["Gita"], number)

    review = found(database, number)
    assert (review.decision, review.rationale, review.decided_by_id, review.conditions) == (None, "", None, [])
    all_vote(database, people)
    decide(database, people["Gus"], Decision.GO)
    assert stands(database)[0] == "pilot"


def test_nothing_waits_for_a_second_person_before_a_decision_or_after_it(voted):
    database, people = voted
    with pytest.raises(RuleError, match="this review is open"):
        second(database, people["Gita"])
    number = decide(database, people["Gus"], Decision.GO)
    with (
        database.changing(people["Gita"], Action.GATE_DECIDE) as session,
        pytest.raises(RuleError, match="this review is decided"),
    ):
        gate_decisions.second(session, number, seen=1, today=TODAY)


def test_a_conditional_go_moves_on_and_asks_for_its_conditions(room):
    database, people = room
    request(database, people["Omar"])
    vote(database, people["Tess"], Function.TECHNOLOGY, says=Vote.ABSTAIN, reason="I was away")
    vote(database, people["Omar"], Function.OPERATIONS)
    vote(database, people["Cora"], Function.COMMERCIAL)

    decide(database, people["Gus"], Decision.CONDITIONAL_GO, conditions=CONDITIONS)

    assert stands(database)[0] == "pilot"
    with database.reading() as session:
        ((condition,),) = gates.open_conditions(session).values()
        assert (condition.text, condition.owner.name, condition.due) == (
            CONDITIONS[0].text,
            "Omar",
            CONDITIONS[0].due,
        )
        assert gates.overdue_conditions(session, today=CONDITIONS[0].due) == {}
        assert [len(each) for each in gates.overdue_conditions(session, today=AFTER).values()] == [1]


def test_conditions_of_a_decision_that_waits_are_not_open_yet(room):
    database, people = room
    request(database, people["Omar"])
    decide(database, people["Gus"], Decision.CONDITIONAL_GO, conditions=CONDITIONS)

    with database.reading() as session:
        assert gates.open_conditions(session) == {}


def test_a_hold_ends_the_review_and_moves_nothing(room):
    database, people = room
    request(database, people["Omar"])

    decide(database, people["Gus"], Decision.HOLD)

    assert stands(database) == IDEA
    with database.reading() as session:
        assert gates.open_reviews(session) == {}


def test_a_recycle_leads_back_to_an_earlier_stage_or_stays_for_rework(room):
    database, people = room
    first = pass_gate(database, people)
    request(database, people["Omar"], today=LATER)
    decide(database, people["Gus"], Decision.RECYCLE, back_to=Stage.PILOT, today=LATER)
    assert stands(database)[2] == [("idea", "pilot", TODAY, first)]

    number = request(database, people["Omar"], today=LATER)
    decide(database, people["Gus"], Decision.RECYCLE, back_to=Stage.IDEA, today=LATER)
    assert stands(database) == ("idea", "active", [("idea", "pilot", TODAY, first), ("pilot", "idea", LATER, number)])


def test_a_stop_stops_the_use_case_and_keeps_what_was_learned(room):
    database, people = room
    request(database, people["Omar"])

    decide(database, people["Gus"], Decision.STOP, learning="Nobody reads texts", today=LATER)
    second(database, people["Gita"], today=LATER)

    assert stands(database) == ("idea", "stopped", [])
    with database.reading() as session:
        use_case = stored.get(session, SLUG)
        assert (use_case.learning, use_case.status_since) == ("Nobody reads texts", LATER)


def test_a_go_is_refused_with_the_list_of_what_blocks_it_today(room):
    database, people = room
    edit(database, people["Mara"], owners={})
    request(database, people["Omar"])

    with pytest.raises(RuleError, match=r"Technology, operations and commercial each have one accountable owner"):
        decide(database, people["Gus"], Decision.GO)
    assert stands(database) == IDEA


def test_a_go_is_refused_where_something_got_worse_since_the_evidence_was_frozen(voted):
    database, people = voted
    unready(database, people["Mara"])

    with pytest.raises(RuleError, match="blocking criteria are not met"):
        decide(database, people["Gus"], Decision.GO)


def test_a_go_is_refused_where_only_today_is_better_than_what_was_voted_on(room):
    database, people = room
    edit(database, people["Mara"], owners={})
    request(database, people["Omar"])
    edit(database, people["Mara"], owners=OWNERS)

    with pytest.raises(RuleError, match="Freeze the evidence anew"):
        decide(database, people["Gus"], Decision.GO)


def test_a_go_that_was_possible_is_refused_to_the_second_person_where_it_is_not_any_more(room):
    database, people = room
    request(database, people["Omar"])
    decide(database, people["Gus"], Decision.GO)
    unready(database, people["Mara"])

    with pytest.raises(RuleError, match="blocking criteria are not met"):
        second(database, people["Gita"])
    assert stands(database) == IDEA


def test_a_waiver_opens_the_gate_while_it_is_in_force_and_not_a_day_longer(room):
    database, people = room
    edit(database, people["Mara"], owners={Function.TECHNOLOGY: "Tess", Function.OPERATIONS: "Omar"})
    waive(database, people["Omar"], people["Gus"], "three_owners", to=Stage.PILOT)
    request(database, people["Omar"])
    with pytest.raises(RuleError, match="blocking criteria are not met"):
        decide(database, people["Gus"], Decision.CONDITIONAL_GO, conditions=_due(AFTER), today=AFTER)

    decide(database, people["Gus"], Decision.CONDITIONAL_GO, conditions=_due(AFTER), today=EXPIRES)
    second(database, people["Gita"], today=EXPIRES)
    assert stands(database)[0] == "pilot"


def _due(day):
    return (replace(CONDITIONS[0], due=date(day.year + 1, 1, 1)),)


def test_an_expired_waiver_opens_its_gate_again_and_shuts_the_next_one(room):
    database, people = room
    edit(database, people["Mara"], owners={Function.TECHNOLOGY: "Tess", Function.OPERATIONS: "Omar"})
    waive(database, people["Omar"], people["Gus"], "three_owners", to=Stage.PILOT)
    request(database, people["Omar"])
    decide(database, people["Gus"], Decision.CONDITIONAL_GO, conditions=CONDITIONS)
    second(database, people["Gita"])
    waive_all(database, people["Omar"], people["Gus"], today=AFTER, expires_on=date(2027, 3, 1))
    assert [each.line.code for each in gate(database, today=AFTER).reopened] == ["three_owners"]

    request(database, people["Omar"], today=AFTER)
    with pytest.raises(RuleError, match="The gate to pilot is open again"):
        decide(database, people["Gus"], Decision.CONDITIONAL_GO, conditions=_due(AFTER), today=AFTER)

    edit(database, people["Mara"], owners=OWNERS)
    with database.changing(people["Mara"], Action.GATE_REQUEST) as session:
        gate_reviews.freeze_again(session, _open(session), today=AFTER)
    decide(database, people["Gus"], Decision.CONDITIONAL_GO, conditions=_due(AFTER), today=AFTER)
    second(database, people["Gita"], today=AFTER)
    assert stands(database)[0] == "proof"


def _open(session):
    (review,) = gates.open_reviews(session).values()
    return review.id


def test_a_waiver_that_ended_counts_no_more(room):
    database, people = room
    edit(database, people["Mara"], owners={})
    number = waive(database, people["Omar"], people["Gus"], "three_owners", to=Stage.PILOT)
    request(database, people["Omar"])
    with database.changing(people["Gita"], Action.WAIVER_APPROVE) as session:
        waivers.end(session, number, today=LATER, why="Cora came back")

    with pytest.raises(RuleError, match="blocking criteria are not met"):
        decide(database, people["Gus"], Decision.CONDITIONAL_GO, conditions=CONDITIONS, today=LATER)


@pytest.mark.parametrize("name", ["Omar", "Finn", "Tess"])
def test_who_does_not_decide_at_gates_cannot(voted, name):
    with pytest.raises(NotAllowedError, match="may not decide at a gate"):
        decide(voted[0], voted[1][name], Decision.GO)


@pytest.mark.parametrize("name", ["Mara", "admin"])
def test_where_nobody_knows_what_is_at_stake_a_gatekeeper_decides(voted, name):
    with pytest.raises(NotAllowedError, match="The gate policy asks for a gatekeeper"):
        decide(voted[0], voted[1][name], Decision.GO)


def test_a_policy_may_ask_for_a_second_person_whatever_is_decided(voted):
    database, people = voted
    with database.changing(people["Gus"], Action.POLICY_EDIT) as session:
        both = Delegation(float("inf"), frozenset({Role.GATEKEEPER}), needs_second=True)
        gate_policy.edit(
            session, seen=START, wanted=replace(START, delegations=(both,)), today=TODAY, reason="Four eyes"
        )

    number = decide(database, people["Gus"], Decision.GO)

    assert stands(database) == IDEA
    assert not found(database, number).against_recommendation
    second(database, people["Gita"])
    assert stands(database)[0] == "pilot"


def test_who_looked_at_earlier_evidence_looks_again_before_deciding(voted):
    with pytest.raises(RuleError, match="frozen anew"):
        decide(voted[0], voted[1]["Gus"], Decision.GO, seen="an earlier one")


def test_a_vote_on_earlier_evidence_does_not_count(voted):
    database, people = voted
    edit(database, people["Mara"], owners=OWNERS | {Function.SPONSOR: "Vic"})
    with database.changing(people["Mara"], Action.GATE_REQUEST) as session:
        number = _open(session)
        gate_reviews.freeze_again(session, number, today=TODAY)

    decide(database, people["Gus"], Decision.GO)

    assert found(database, number).against_recommendation
    assert stands(database) == IDEA


def test_what_was_decided_is_not_decided_again(voted):
    database, people = voted
    number = decide(database, people["Gus"], Decision.GO)
    with (
        database.changing(people["Gita"], Action.GATE_DECIDE) as session,
        pytest.raises(RuleError, match="This review is decided"),
    ):
        gate_decisions.decide(session, number, Wanted(Decision.STOP, "No", learning="None"), seen="", today=TODAY)


def test_the_log_says_why_a_stage_was_entered(voted):
    database, people = voted
    decide(database, people["Gus"], Decision.GO, rationale="The room is ready")

    with database.reading() as session:
        moved = session.scalars(select(AuditEvent).where(AuditEvent.row_table == "stage_move")).one()
        assert (moved.action, moved.reason, moved.after["to_stage"]) == ("gate.decide", "The room is ready", "pilot")
