"""A gate's checklist: every criterion with its weight and state, waived or not, under any policy."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from cxdash.domain.gate_policy import START, Weight
from cxdash.domain.gates import CRITERIA, Facts, State, checklist, codes, needed, sentences, state_words
from cxdash.domain.readiness import Dimension
from cxdash.domain.stages import Stage
from tests.domain.gate_facts import NOTHING, TODAY, WHOLE, but, waiver
from tests.domain.gate_strategies import FACTS, GATES, POLICIES, WAIVERS

EVERY = [(to, code) for to in CRITERIA for code in codes(to)]
TOMORROW = TODAY + timedelta(days=1)


def line_of(facts, to, code, **said):
    return next(line for line in checklist(facts, to, **{"today": TODAY} | said) if line.code == code)


@pytest.mark.parametrize(("to", "code"), EVERY)
def test_every_criterion_is_met_not_met_or_waived(to, code):
    """Nothing is known of the second use case, so that nothing of it is met."""
    in_force = [waiver(to, code)]

    assert line_of(WHOLE, to, code).state is State.MET
    assert line_of(NOTHING, to, code).state is State.NOT_MET
    assert line_of(NOTHING, to, code, waivers=in_force).state is State.WAIVED
    assert line_of(WHOLE, to, code, waivers=in_force).state is State.MET


@pytest.mark.parametrize(("to", "code"), EVERY)
def test_every_criterion_blocks_or_advises_as_the_policy_says(to, code):
    advised = replace(START, advisory=frozenset({code}))

    line = line_of(NOTHING, to, code, policy=replace(START, advisory=frozenset()))
    assert (line.weight, line.blocks) == (Weight.BLOCKING, True)
    line = line_of(NOTHING, to, code, policy=advised)
    assert (line.weight, line.blocks, line.state) == (Weight.ADVISORY, False, State.NOT_MET)
    assert not line_of(WHOLE, to, code).blocks


def test_what_does_not_apply_neither_blocks_nor_is_waived():
    facts = but(claims_money=False, attested=None)
    line = line_of(facts, Stage.PROOF, "finance_attests", waivers=[waiver(Stage.PROOF, "finance_attests")])

    assert (line.state, line.blocks, line.waived) == (State.NOT_APPLICABLE, False, "")


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({}, State.WAIVED),
        ({"expires_on": TODAY - timedelta(days=1)}, State.NOT_MET),
        ({"approved_on": None, "approved_by": ""}, State.NOT_MET),
        ({"approved_on": TOMORROW, "expires_on": TOMORROW}, State.NOT_MET),
        ({"ended_on": TODAY}, State.NOT_MET),
        ({"ended_on": TOMORROW}, State.WAIVED),
        ({"to": Stage.PROOF}, State.NOT_MET),
        ({"criterion": "run_owner_is_named"}, State.NOT_MET),
    ],
)
def test_only_a_waiver_of_this_criterion_that_is_in_force_counts(said, state):
    line = line_of(
        Facts(), Stage.SCALE, "is_replicated", waivers=[replace(waiver(Stage.SCALE, "is_replicated"), **said)]
    )

    assert line.state is state


def test_a_waived_line_says_by_whom_until_when_and_why():
    line = line_of(Facts(), Stage.SCALE, "is_replicated", waivers=[waiver(Stage.SCALE, "is_replicated")])

    assert line.waived == "Waived by Ingrid until 22 Nov 2026: The second site opens in March."
    assert line.next_step == "Show it in one pilot, then at a second site."


def test_of_several_waivers_the_one_that_lasts_longest_counts():
    both = [waiver(Stage.SCALE, "is_replicated", expires_on=TOMORROW), waiver(Stage.SCALE, "is_replicated")]

    assert line_of(Facts(), Stage.SCALE, "is_replicated", waivers=both).waiver is both[0]


@given(facts=FACTS, policy=POLICIES, waivers=WAIVERS, to=GATES)
def test_whatever_is_not_met_says_what_to_do_and_where(facts, policy, waivers, to):
    for line in checklist(facts, to, today=TODAY, policy=policy, waivers=waivers):
        assert line.figure
        is_open = line.state in {State.NOT_MET, State.WAIVED}
        assert bool(line.next_step) == (line.where is not None) == is_open
        assert bool(line.waived) == (line.state is State.WAIVED)


@given(facts=FACTS, policy=POLICIES, waivers=WAIVERS, to=GATES)
def test_a_waiver_turns_what_is_not_met_into_waived_and_nothing_else(facts, policy, waivers, to):
    without = checklist(facts, to, today=TODAY, policy=policy)
    with_them = checklist(facts, to, today=TODAY, policy=policy, waivers=waivers)

    changes = {
        (one.state, two.state) for one, two in zip(without, with_them, strict=True) if one.state is not two.state
    }
    assert changes <= {(State.NOT_MET, State.WAIVED)}


def test_nothing_leads_to_an_idea():
    assert checklist(Facts(), Stage.IDEA, today=TODAY) == ()


def test_every_criterion_reads_as_a_sentence_of_its_own():
    said = list(sentences().values())

    assert len(set(said)) == len(said) == 19
    assert all(sentence[0].isupper() and sentence.endswith(".") and "{" not in sentence for sentence in said)


def test_sentences_say_what_the_policy_asks_for():
    strict = sentences(replace(START, pilot_level=3, scale_level=4, strong_grades=("A",)))

    assert sentences()["ready_to_pilot"] == "Data, integration and governance are ready for a pilot, at 2 or more."
    assert strict["ready_to_pilot"] == "Data, integration and governance are ready for a pilot, at 3 or more."
    assert strict["ready_to_scale"] == "All six dimensions are ready for scale, at 4 or more."
    assert strict["evidence_is_strong"] == "The evidence is of grade A."
    assert sentences()["evidence_is_strong"] == (
        "The evidence is of grade A or B, or C with an executive who accepts that there is no comparison group."
    )


def test_how_a_gate_stands_is_said_in_short():
    facts = but(attested=None, claims_money=False)
    lines = checklist(facts, Stage.PROOF, today=TODAY)
    waived = checklist(Facts(), Stage.PROOF, today=TODAY, waivers=[waiver(Stage.PROOF, "window_is_over")])

    assert state_words(lines) == "5 of 5 met"
    assert state_words(waived) == "0 of 5 met, 1 waived"


def test_readiness_is_asked_for_by_two_gates():
    assert needed(Stage.PILOT) == dict.fromkeys((Dimension.DATA, Dimension.INTEGRATION, Dimension.GOVERNANCE), 2)
    assert needed(Stage.SCALE) == dict.fromkeys(Dimension, 3)
    assert needed(Stage.PROOF) == needed(None) == {}
    assert needed(Stage.SCALE, replace(START, scale_level=4)) == dict.fromkeys(Dimension, 4)
