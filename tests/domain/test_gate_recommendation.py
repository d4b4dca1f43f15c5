"""What evidence and votes recommend: the first rule that holds, and never a go while anything blocks."""

from dataclasses import replace

import pytest
from hypothesis import assume, given

from cxdash.domain.gate_policy import START
from cxdash.domain.gate_recommendation import blocked_by, recommended
from cxdash.domain.gate_reviews import Ballot, Decision, Vote
from cxdash.domain.gates import Facts, State, checklist
from cxdash.domain.ownership import ACCOUNTABLE, Function
from cxdash.domain.stages import Stage
from cxdash.domain.waivers import Reopened
from tests.domain.gate_facts import HARMFUL, PROVEN, TODAY, UNCLEAR, UNDER_WAY, WHOLE, but, waiver, with_results
from tests.domain.gate_strategies import BALLOTS, FACTS, GATES, POLICIES, WAIVERS

FOR = [Ballot(each, Vote.FOR, "Tomasz") for each in ACCOUNTABLE]
AGAINST = Ballot(Function.OPERATIONS, Vote.AGAINST, "Adaeze", "Two desks have nobody to run it")
ABSTAINS = Ballot(Function.COMMERCIAL, Vote.ABSTAIN, "Lucía", "No figures for the new tariff")
WAITING = Facts(claims_money=True, unfinished=(UNDER_WAY,))


def of(facts, ballots=FOR, *, to=Stage.PROOF, waivers=(), policy=START, again=()):
    lines = checklist(facts, to, today=TODAY, policy=policy, waivers=waivers)
    return recommended(lines, ballots, ACCOUNTABLE, reopened=again)


WORDS = {
    "go": "Every criterion is met and every function votes for it.",
    "waived": (
        "A criterion is waived. Finance attests the money. Waived by Ingrid until 22 Nov 2026: The second site opens "
        "in March."
    ),
    "advice": "What the policy advises is not met. “Finance attests the money” is not met: Nobody has attested it.",
    "running": (
        "It is too early. “The declared window of a pilot is over, and its figures are in” is not met: Eastfield "
        "reminders: Day 4 of 90. And 4 more."
    ),
    "unclear": (
        "There is work to do. “A pilot met its target, or is better and its money holds nine times in ten” is not met: "
        "Riverside reminders: No clear change."
    ),
    "harm": (
        "It does harm. “A pilot met its target, or is better and its money holds nine times in ten” is not met: "
        "Riverside reminders: Harm."
    ),
}


@pytest.mark.parametrize(
    ("found", "decision", "because"),
    [
        (of(WHOLE), Decision.GO, WORDS["go"]),
        (of(but(attested=None, claims_money=False)), Decision.GO, WORDS["go"]),
        (
            of(but(attested=None), waivers=[waiver(Stage.PROOF, "finance_attests")]),
            Decision.CONDITIONAL_GO,
            WORDS["waived"],
        ),
        (
            of(but(attested=None), policy=replace(START, advisory=frozenset({"finance_attests"}))),
            Decision.CONDITIONAL_GO,
            WORDS["advice"],
        ),
        (
            of(WHOLE, [*FOR[:2], ABSTAINS]),
            Decision.CONDITIONAL_GO,
            "Commercial abstains: No figures for the new tariff",
        ),
        (of(WHOLE, FOR[:1]), Decision.HOLD, "Not everybody has voted: operations and commercial still to vote."),
        (
            of(but(attested=None)),
            Decision.HOLD,
            "It is too early. “Finance attests the money” is not met: Nobody has attested it.",
        ),
        (of(WAITING), Decision.HOLD, WORDS["running"]),
        (of(WHOLE, [FOR[0], AGAINST]), Decision.RECYCLE, "Operations votes against: Two desks have nobody to run it"),
        (of(with_results(UNCLEAR)), Decision.RECYCLE, WORDS["unclear"]),
        (of(with_results(HARMFUL)), Decision.STOP, WORDS["harm"]),
    ],
)
def test_the_first_rule_that_holds_recommends(found, decision, because):
    assert (found.decision, found.because) == (decision, because)


@pytest.mark.parametrize(
    ("facts", "ballots", "decision"),
    [
        (with_results(HARMFUL, attested=None), [AGAINST], Decision.STOP),
        (with_results(UNCLEAR, attested=None), [AGAINST], Decision.RECYCLE),
        (but(attested=None), [AGAINST], Decision.RECYCLE),
        (but(attested=None), [ABSTAINS], Decision.HOLD),
        (WHOLE, [ABSTAINS], Decision.HOLD),
    ],
)
def test_harm_comes_before_work_work_before_time_and_time_before_a_condition(facts, ballots, decision):
    assert of(facts, ballots).decision is decision


def test_harm_that_is_waived_or_only_advised_about_stops_nothing():
    harmed = with_results(PROVEN, red={"Riverside reminders": ("Complaint rate",)})
    waived = of(harmed, waivers=[waiver(Stage.PROOF, "no_guardrail_is_red")])
    advised = of(harmed, policy=replace(START, advisory=frozenset({"no_guardrail_is_red"})))

    assert of(harmed).decision is Decision.STOP
    assert waived.decision is advised.decision is Decision.CONDITIONAL_GO


def test_a_gate_that_is_open_again_is_mended_first():
    line = next(each for each in checklist(Facts(), Stage.PILOT, today=TODAY) if each.code == "three_owners")
    again = Reopened(Stage.PILOT, line, waiver(Stage.PILOT, "three_owners"))

    found = of(WHOLE, again=[again])

    assert (found.decision, found.because) == (Decision.RECYCLE, again.words)


def test_without_anybody_asked_the_evidence_alone_speaks():
    found = recommended(checklist(WHOLE, Stage.SCALE, today=TODAY))

    assert (found.decision, found.because) == (Decision.GO, "Every criterion is met.")


@given(facts=FACTS, policy=POLICIES, waivers=WAIVERS, ballots=BALLOTS, to=GATES)
def test_a_go_is_recommended_only_where_nothing_blocks_and_everybody_votes_for_it(facts, policy, waivers, ballots, to):
    lines = checklist(facts, to, today=TODAY, policy=policy, waivers=waivers)

    found = recommended(lines, ballots, ACCOUNTABLE)

    if found.decision.moves_on:
        assert not blocked_by(lines)
        assert {each.function for each in ballots} == set(ACCOUNTABLE)
        assert all(each.vote is not Vote.AGAINST for each in ballots)
    if found.decision is Decision.GO:
        assert {line.state for line in lines} <= {State.MET, State.NOT_APPLICABLE}
        assert all(each.vote is Vote.FOR for each in ballots)
    assert found.because


@given(facts=FACTS, policy=POLICIES, waivers=WAIVERS, ballots=BALLOTS, to=GATES)
def test_one_more_criterion_that_blocks_never_makes_a_go(facts, policy, waivers, ballots, to):
    lines = checklist(facts, to, today=TODAY, policy=policy, waivers=waivers)
    blocking = next((line for line in checklist(Facts(), to, today=TODAY) if line.blocks), None)
    assume(blocking is not None)

    assert not recommended((*lines, blocking), ballots, ACCOUNTABLE).decision.moves_on
