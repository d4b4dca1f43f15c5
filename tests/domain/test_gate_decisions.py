"""Decisions at a gate: what each needs, what refuses a go, who decides and who stands by it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.errors import NotAllowedError, RuleError
from cxdash.domain.figures import Figures
from cxdash.domain.gate_decisions import (
    check_decision,
    check_nothing_blocks,
    may_decide,
    may_second,
    must_decide,
    must_second,
    needs_second,
    who_decides,
)
from cxdash.domain.gate_policy import START, Delegation
from cxdash.domain.gate_recommendation import Recommendation, blocked_by
from cxdash.domain.gate_reviews import Condition, Decision, Wanted
from cxdash.domain.gates import Facts, checklist
from cxdash.domain.people import Person, Role
from cxdash.domain.stages import Stage
from cxdash.domain.waivers import Reopened
from tests.domain.gate_facts import TODAY, WHOLE, but, waiver
from tests.domain.gate_strategies import FACTS, POLICIES, WAIVERS

OPEN = checklist(WHOLE, Stage.PROOF, today=TODAY)
SHUT = checklist(but(attested=None), Stage.PROOF, today=TODAY)
TRAINING = Condition("Train the evening shift", "Adaeze", TODAY + timedelta(days=30))
GO = Wanted(Decision.GO, "Target met at two sites")
CONDITIONAL = Wanted(Decision.CONDITIONAL_GO, "Target met", conditions=(TRAINING,))
HOLD = Wanted(Decision.HOLD, "Figures of the last week are missing")
RECYCLE = Wanted(Decision.RECYCLE, "No comparison group", back_to=Stage.IDEA)
STOP = Wanted(Decision.STOP, "Complaints rose", learning="Reminders at night annoy people")
EVERY = [GO, CONDITIONAL, HOLD, RECYCLE, STOP]


def check(wanted, *, stage=Stage.PILOT, frozen=OPEN, present=OPEN, reopened=(), money_is_new=False):
    check_decision(
        wanted,
        stage=stage,
        frozen=frozen,
        present=present,
        reopened=reopened,
        money_is_new=money_is_new,
        today=TODAY,
    )


@pytest.mark.parametrize("wanted", [*EVERY, replace(RECYCLE, back_to=Stage.PILOT)])
def test_every_decision_may_be_taken_where_nothing_blocks(wanted):
    check(wanted)


@pytest.mark.parametrize("wanted", [HOLD, RECYCLE, STOP])
def test_hold_recycle_and_stop_are_always_possible(wanted):
    check(wanted, frozen=SHUT, present=SHUT, reopened=[Reopened(Stage.PILOT, SHUT[4], waiver(Stage.PILOT, "x"))])


@pytest.mark.parametrize(
    ("wanted", "field", "words"),
    [
        *((replace(each, rationale=" "), "rationale", "Say why") for each in EVERY),
        (replace(CONDITIONAL, conditions=()), "conditions", "needs a condition"),
        (
            replace(CONDITIONAL, conditions=(TRAINING, replace(TRAINING, text=" "))),
            "conditions",
            "Condition 2 does not say",
        ),
        (replace(CONDITIONAL, conditions=(replace(TRAINING, owner=""),)), "conditions", "Condition 1 needs a person"),
        (
            replace(CONDITIONAL, conditions=(replace(TRAINING, due=None),)),
            "conditions",
            "Condition 1 needs a day to come",
        ),
        (
            replace(CONDITIONAL, conditions=(replace(TRAINING, due=TODAY),)),
            "conditions",
            "Condition 1 needs a day to come",
        ),
        *(
            (replace(each, conditions=(TRAINING,)), "conditions", "Only a conditional go has conditions")
            for each in (GO, HOLD, RECYCLE, STOP)
        ),
        (replace(STOP, learning="\n"), "learning", "Say what was learned"),
        (replace(RECYCLE, back_to=None), "back_to", "Say which stage it goes back to; pilot where"),
        (replace(RECYCLE, back_to=Stage.PROOF), "back_to", "stands at pilot; it cannot go back to proof"),
        *(
            (replace(each, back_to=Stage.IDEA), "back_to", "Only a recycle leads back")
            for each in (GO, CONDITIONAL, HOLD, STOP)
        ),
    ],
)
def test_what_a_decision_lacks_is_said_with_its_field(wanted, field, words):
    with pytest.raises(RuleError, match=words) as refused:
        check(wanted)

    assert refused.value.field == field


@pytest.mark.parametrize("wanted", [GO, CONDITIONAL])
def test_a_go_is_refused_with_every_criterion_that_blocks_and_how_to_mend_it(wanted):
    present = checklist(Facts(claims_money=True), Stage.PROOF, today=TODAY)

    with pytest.raises(RuleError) as refused:
        check(wanted, frozen=present, present=present)

    assert refused.value.field == "decision"
    for line in blocked_by(present):
        assert f"“{line.sentence.rstrip('.')}”: {line.figure}. {line.next_step}" in str(refused.value)


def test_a_go_is_refused_where_only_the_frozen_evidence_blocks():
    with pytest.raises(RuleError, match="Freeze the evidence anew and let everybody vote on it"):
        check(GO, frozen=SHUT, present=OPEN)


def test_a_go_is_refused_where_something_blocks_by_now():
    with pytest.raises(RuleError, match="No go while blocking criteria are not met"):
        check(GO, frozen=OPEN, present=SHUT)


@pytest.mark.parametrize("wanted", [GO, CONDITIONAL])
def test_a_go_is_refused_where_money_is_claimed_that_the_frozen_evidence_does_not_know(wanted):
    with pytest.raises(RuleError, match=r"(?s)claims no money.*[Ff]reeze the evidence.*finance") as refused:
        check(wanted, money_is_new=True)

    assert refused.value.field == "decision"


@pytest.mark.parametrize("wanted", [HOLD, RECYCLE, STOP])
def test_money_claimed_since_keeps_nobody_from_holding_recycling_or_stopping(wanted):
    check(wanted, money_is_new=True)


def test_a_go_is_refused_once_its_waiver_has_expired():
    granted = [waiver(Stage.PROOF, "finance_attests")]
    frozen = checklist(but(attested=None), Stage.PROOF, today=TODAY, waivers=granted)
    next_day = checklist(but(attested=None), Stage.PROOF, today=TODAY + timedelta(days=1), waivers=granted)

    check(CONDITIONAL, frozen=frozen, present=frozen)
    with pytest.raises(RuleError, match="Nobody has attested it"):
        check(CONDITIONAL, frozen=frozen, present=next_day)


def test_a_go_is_refused_while_an_earlier_gate_is_open_again():
    line = next(each for each in checklist(Facts(), Stage.PILOT, today=TODAY) if each.code == "three_owners")
    again = Reopened(Stage.PILOT, line, waiver(Stage.PILOT, "three_owners"))

    with pytest.raises(RuleError, match="No conditional go while an earlier gate is open again") as refused:
        check(CONDITIONAL, reopened=[again])
    assert "Name the owner of technology, operations and commercial under Define." in str(refused.value)


@given(facts=FACTS, before=FACTS, policy=POLICIES, waivers=WAIVERS, decision=st.sampled_from(Decision))
def test_a_go_is_possible_only_while_nothing_blocks_then_and_now(facts, before, policy, waivers, decision):
    frozen, present = (
        checklist(each, Stage.SCALE, today=TODAY, policy=policy, waivers=waivers) for each in (before, facts)
    )
    blocked = bool(blocked_by(frozen) or blocked_by(present))

    try:
        check_nothing_blocks(decision, frozen=frozen, present=present)
    except RuleError:
        assert blocked
    else:
        assert not blocked


@pytest.mark.parametrize("decision", Decision)
@pytest.mark.parametrize("advised", Decision)
def test_a_decision_against_the_recommendation_needs_a_second_person(decision, advised):
    recommendation = Recommendation(advised, "because")

    assert needs_second(decision, recommendation, START.delegations[0]) is (decision is not advised)
    assert needs_second(decision, recommendation, replace(START.delegations[0], needs_second=True))


@pytest.mark.parametrize(
    ("roles", "small", "large"),
    [
        ({Role.PROGRAM_MANAGER}, True, False),
        ({Role.GATEKEEPER}, True, True),
        ({Role.VIEWER}, False, False),
        ({Role.CONTRIBUTOR, Role.FINANCE, Role.FACILITATOR}, False, False),
        ({Role.VIEWER, Role.GATEKEEPER}, True, True),
    ],
)
def test_who_decides_depends_on_what_is_at_stake(roles, small, large):
    person = Person(1, "Ingrid", frozenset(roles))

    assert may_decide(person, START.delegation(99_000)) is small
    assert may_decide(person, START.delegation(101_000)) is large
    assert may_decide(person, START.delegation(None)) is large


def test_a_role_that_may_not_decide_at_gates_does_not_by_the_policy_either():
    policy = Delegation(1_000, frozenset({Role.FINANCE}))

    assert not may_decide(Person(1, "Ngozi", frozenset({Role.FINANCE})), policy)


def test_somebody_else_who_decides_too_stands_by_a_decision():
    first, second = (Person(number, "Ingrid", frozenset({Role.GATEKEEPER})) for number in (1, 2))
    reader = Person(3, "Tomasz", frozenset({Role.CONTRIBUTOR}))
    by = START.delegation(None)

    assert [may_second(each, decided_by=1, delegation=by) for each in (first, second, reader)] == [False, True, False]
    must_second(second, decided_by=1, delegation=by)
    with pytest.raises(NotAllowedError, match="took this decision, so somebody else"):
        must_second(first, decided_by=1, delegation=by)
    with pytest.raises(NotAllowedError, match="Tomasz does not decide at this gate"):
        must_decide(reader, by)


@pytest.mark.parametrize(
    ("at_stake", "delegation", "words"),
    [
        (240_000.0, START.delegations[-1], "£240k a year at stake: a gatekeeper decides"),
        (None, START.delegations[0], "What is at stake a year is not known: a gatekeeper or program manager decides"),
        (
            None,
            replace(START.delegations[-1], needs_second=True),
            "What is at stake a year is not known: a gatekeeper decides, and a second one has to stand by it",
        ),
    ],
)
def test_how_much_is_at_stake_and_who_decides_is_said(at_stake, delegation, words):
    assert who_decides(delegation, at_stake, Figures("GBP")) == words
