"""Waivers: how they stand on a day, what keeps one from being asked for or approved, and gates that open again."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from cxdash.domain.errors import RuleError
from cxdash.domain.gate_policy import START
from cxdash.domain.gates import Facts, State, checklist, codes
from cxdash.domain.stages import Stage
from cxdash.domain.waivers import WaiverState, check_approval, check_waiver, reopened
from tests.domain.gate_facts import PROVEN, TODAY, WHOLE, waiver, with_results
from tests.domain.gate_strategies import FACTS, GATES, WAIVERS

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
REPLICATION = waiver(Stage.SCALE, "is_replicated")
ASKED = replace(REPLICATION, approved_on=None, approved_by="", expires_on=TODAY + timedelta(days=30))
ALONE = with_results(PROVEN)
ENTERED = TODAY - timedelta(days=5)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({}, WaiverState.IN_FORCE),
        ({"approved_on": TODAY}, WaiverState.IN_FORCE),
        ({"approved_on": None}, WaiverState.ASKED),
        ({"approved_on": TOMORROW, "expires_on": TOMORROW}, WaiverState.ASKED),
        ({"expires_on": YESTERDAY}, WaiverState.EXPIRED),
        ({"expires_on": YESTERDAY, "approved_on": None}, WaiverState.EXPIRED),
        ({"ended_on": TODAY}, WaiverState.ENDED),
        ({"ended_on": YESTERDAY, "expires_on": YESTERDAY}, WaiverState.ENDED),
        ({"ended_on": TOMORROW}, WaiverState.IN_FORCE),
    ],
)
def test_a_waiver_is_in_force_from_its_approval_to_its_last_day(said, state):
    assert replace(REPLICATION, **said).state(TODAY) is state


@pytest.mark.parametrize("to", [Stage.PILOT, Stage.PROOF, Stage.SCALE])
def test_any_criterion_of_its_gate_may_be_waived_until_the_last_day_that_the_policy_allows(to):
    latest = TODAY + timedelta(days=START.longest_waiver_days)
    for code in codes(to):
        for day in (TOMORROW, latest):
            check_waiver(
                replace(ASKED, to=to, criterion=code, expires_on=day), criteria=codes(to), policy=START, today=TODAY
            )


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"criterion": "statement_passes"}, "criterion", "The gate to scale has no such criterion"),
        ({"reason": "  "}, "reason", "Say why"),
        ({"expires_on": TODAY}, "expires_on", "expires on a day to come"),
        ({"expires_on": YESTERDAY}, "expires_on", "21 Nov 2026 is none. Choose one until 21 May 2027."),
        ({"expires_on": TODAY + timedelta(days=181)}, "expires_on", "lets a waiver last 180 days: until 21 May 2027"),
    ],
)
def test_what_keeps_a_waiver_from_being_asked_for_is_said_with_its_field(said, field, words):
    with pytest.raises(RuleError, match=words) as refused:
        check_waiver(replace(ASKED, **said), criteria=codes(Stage.SCALE), policy=START, today=TODAY)

    assert refused.value.field == field


def test_somebody_else_than_who_asked_approves():
    check_approval(ASKED, asked_by=1, approver=2, today=TODAY)

    with pytest.raises(RuleError, match="Adaeze asked for this waiver, so somebody else has to approve it"):
        check_approval(ASKED, asked_by=1, approver=1, today=TODAY)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"approved_on": YESTERDAY, "approved_by": "Ingrid"}, "Ingrid approved this waiver on 21 Nov 2026 already"),
        ({"expires_on": YESTERDAY}, "This waiver has expired"),
        ({"ended_on": YESTERDAY}, "This waiver has ended"),
    ],
)
def test_a_waiver_is_approved_once_and_while_it_could_be_in_force(said, words):
    with pytest.raises(RuleError, match=words):
        check_approval(replace(ASKED, **said), asked_by=1, approver=2, today=TODAY)


def opened_again(facts, *waivers, to=Stage.SCALE, entered=ENTERED, today=TODAY):
    lines = checklist(facts, to, today=today, waivers=waivers)
    return reopened(to, lines, waivers, entered=entered, today=today)


def test_a_gate_opens_again_once_the_waiver_it_was_passed_with_has_expired():
    expired = replace(REPLICATION, expires_on=YESTERDAY)

    (found,) = opened_again(ALONE, expired)

    assert (found.to, found.line.code, found.waiver) == (Stage.SCALE, "is_replicated", expired)
    assert found.words == (
        "The gate to scale is open again: the waiver of “The result was repeated at a second site” expired on "
        "21 Nov 2026, and it is still not met (1 pilot showed it, at Riverside only)."
    )


def test_a_waiver_whose_last_day_was_that_of_entering_the_stage_was_needed_for_it():
    last = replace(REPLICATION, expires_on=ENTERED)

    assert len(opened_again(ALONE, last)) == 1


@pytest.mark.parametrize("approved", [ENTERED, TODAY - timedelta(days=8)])
def test_a_waiver_taken_back_on_the_day_of_entering_the_stage_may_have_been_needed_for_it(approved):
    assert len(opened_again(ALONE, replace(REPLICATION, approved_on=approved, ended_on=ENTERED))) == 1


def test_a_gate_opens_again_once_its_waiver_is_taken_back():
    (found,) = opened_again(ALONE, replace(REPLICATION, expires_on=TOMORROW, ended_on=TODAY))

    assert "was taken back on 22 Nov 2026" in found.words


@pytest.mark.parametrize(
    ("facts", "waivers", "why"),
    [
        (ALONE, [REPLICATION], "it is in force"),
        (WHOLE, [replace(REPLICATION, expires_on=YESTERDAY)], "the criterion is met meanwhile"),
        (ALONE, [replace(REPLICATION, expires_on=YESTERDAY), REPLICATION], "a later one is in force"),
        (ALONE, [replace(REPLICATION, expires_on=YESTERDAY, approved_on=None)], "nobody ever approved it"),
        (
            ALONE,
            [replace(REPLICATION, expires_on=ENTERED - timedelta(days=1))],
            "it was over before the gate was passed",
        ),
        (
            ALONE,
            [replace(REPLICATION, ended_on=ENTERED - timedelta(days=1))],
            "it was taken back before the gate was passed",
        ),
        (ALONE, [replace(REPLICATION, to=Stage.PROOF, expires_on=YESTERDAY)], "it is of another gate"),
        (ALONE, [], "there is none"),
    ],
)
def test_a_gate_stays_passed(facts, waivers, why):
    assert opened_again(facts, *waivers) == (), why


def test_what_only_advises_opens_no_gate_again():
    expired = replace(REPLICATION, expires_on=YESTERDAY)
    advised = replace(START, advisory=frozenset({"is_replicated"}))
    lines = checklist(ALONE, Stage.SCALE, today=TODAY, policy=advised, waivers=[expired])

    assert reopened(Stage.SCALE, lines, [expired], entered=ENTERED, today=TODAY) == ()


def test_where_the_day_of_entering_is_not_known_every_waiver_that_was_given_counts():
    expired = replace(REPLICATION, expires_on=YESTERDAY)

    assert len(opened_again(ALONE, expired, entered=None)) == 1


@given(facts=FACTS, waivers=WAIVERS, to=GATES)
def test_only_what_blocks_and_was_waived_once_opens_a_gate_again(facts, waivers, to):
    lines = checklist(facts, to, today=TODAY, waivers=waivers)

    for each in reopened(to, lines, waivers, entered=None, today=TODAY):
        assert each.line.state is State.NOT_MET
        assert each.waiver.criterion == each.line.code
        assert each.waiver.approved_on is not None
        assert each.waiver.state(TODAY) in {WaiverState.EXPIRED, WaiverState.ENDED}


def test_nothing_is_waived_for_ever():
    lines = checklist(Facts(), Stage.SCALE, today=TODAY + timedelta(days=1), waivers=[REPLICATION])

    assert not [line for line in lines if line.state is State.WAIVED]
