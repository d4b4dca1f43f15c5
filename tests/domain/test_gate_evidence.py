"""Frozen evidence: what it holds, that it is read back by any later version, and what reads otherwise since."""

import json
from dataclasses import replace
from math import inf

import pytest
from hypothesis import given

from cxdash.domain.digests import digest
from cxdash.domain.gate_evidence import differences, evidence, read
from cxdash.domain.gate_policy import START, Delegation
from cxdash.domain.gate_recommendation import blocked_by, recommended
from cxdash.domain.gates import Attested, Facts, Mend, State, View, checklist
from cxdash.domain.ownership import Function
from cxdash.domain.people import Role
from cxdash.domain.stages import Stage
from cxdash.domain.waivers import reopened
from tests.domain.gate_facts import OWNERS, PROVEN, REPEATED, TODAY, UNCLEAR, WHOLE, but, waiver, with_results
from tests.domain.gate_strategies import FACTS, GATES, POLICIES, WAIVERS

WINDOW = "The declared window of a pilot is over, and its figures are in"
FOUR_EYES = Delegation(inf, frozenset({Role.GATEKEEPER}), needs_second=True)
WAIVED = [waiver(Stage.PROOF, "finance_attests")]


def frozen(facts, *, to=Stage.PROOF, policy=START, waivers=(), again=()):
    lines = checklist(facts, to, today=TODAY, policy=policy, waivers=waivers)
    return evidence(to, lines, facts, policy, reopened=again)


@given(facts=FACTS, policy=POLICIES, waivers=WAIVERS, to=GATES)
def test_what_was_frozen_is_read_back_as_it_was(facts, policy, waivers, to):
    lines = checklist(facts, to, today=TODAY, policy=policy, waivers=waivers)
    stored = json.loads(json.dumps(frozen(facts, to=to, policy=policy, waivers=waivers)))

    found = read(stored)

    assert (found.to, found.facts) == (to, facts)
    for was, now in zip(lines, found.lines, strict=True):
        same = ("code", "sentence", "state", "weight", "figure", "next_step", "where", "waived", "blocks")
        assert [getattr(now, name) for name in same] == [getattr(was, name) for name in same]
    assert recommended(found.lines) == recommended(lines)


@given(one=FACTS, other=FACTS, waivers=WAIVERS, to=GATES)
def test_the_digest_is_the_same_if_and_only_if_the_evidence_is(one, other, waivers, to):
    first, second = frozen(one, to=to, waivers=waivers), frozen(other, to=to, waivers=waivers)

    assert digest(first) == digest(json.loads(json.dumps(first)))
    assert (digest(first) == digest(second)) == (first == second)


def test_the_order_of_keys_does_not_change_a_digest_and_any_value_does():
    assert digest({"a": 1, "b": [1, {"c": "é"}]}) == digest({"b": [1, {"c": "é"}], "a": 1})
    assert len({digest({"a": each}) for each in (1, 2, "1", None, [], [1, 2], [2, 1])}) == 7


def test_what_json_cannot_hold_has_no_digest():
    with pytest.raises(ValueError, match="JSON"):
        digest({"at_stake": float("inf")})


def test_evidence_frozen_anew_on_a_later_day_has_the_same_digest():
    lines = [
        checklist(but(attested=None), Stage.PROOF, today=day, waivers=WAIVED) for day in (WAIVED[0].approved_on, TODAY)
    ]
    one, two = (evidence(Stage.PROOF, each, but(attested=None), START) for each in lines)

    assert digest(one) == digest(two)


def test_what_another_version_wrote_or_left_out_does_no_harm():
    stored = frozen(WHOLE)
    stored["season"] = "winter"
    stored["facts"]["weather"] = "rain"
    stored["facts"]["finished"][0] |= {"colour": "green", "approved_by": {"legal": "Ute", "operations": "Adaeze"}}
    stored["facts"]["owners"]["legal"] = "Ute"
    stored["lines"][0] |= {"state": "deferred", "mend": "luck", "weight": "heavy", "where": {"view": "Legal"}}
    del stored["lines"][1]["mend"], stored["facts"]["readiness"], stored["policy"], stored["reopened"]

    found = read(stored)

    first = found.lines[0]
    assert (first.state, first.judged.mend, first.where, first.blocks) == (State.NOT_MET, Mend.WORK, None, True)
    assert first.next_step == "Look at the checklist as it stands today."
    assert (found.facts.owners, found.facts.readiness) == (OWNERS, {})
    assert found.facts.finished[0].approved_by == {Function.OPERATIONS: "Adaeze"}
    assert [line.code for line in blocked_by(found.lines)] == [first.code]


def test_the_least_that_can_be_stored_is_read():
    found = read({"to": "scale", "lines": [{"code": "is_replicated", "sentence": "Repeated.", "state": "waived"}]})

    assert (found.to, found.facts, found.lines[0].state) == (Stage.SCALE, Facts(), State.NOT_MET)


def test_a_waived_line_is_frozen_with_who_waived_it_until_when_and_why():
    stored = json.loads(json.dumps(frozen(but(attested=None), waivers=WAIVED)))
    line = next(each for each in read(stored).lines if each.code == "finance_attests")

    assert (line.state, line.waiver) == (State.WAIVED, WAIVED[0])
    assert (line.where.view, line.where.field) == (View.MONEY, "attestation")


def test_what_does_not_matter_to_a_met_criterion_is_not_frozen():
    assert digest(frozen(WHOLE, waivers=WAIVED)) == digest(frozen(WHOLE))


def test_earlier_gates_that_are_open_again_are_frozen_in_words():
    expired = replace(waiver(Stage.PILOT, "three_owners"), expires_on=waiver(Stage.PILOT, "x").approved_on)
    lines = checklist(but(owners={}), Stage.PILOT, today=TODAY)
    again = reopened(Stage.PILOT, lines, [expired], entered=None, today=TODAY)

    assert read(frozen(WHOLE, again=again)).reopened == (again[0].words,)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (frozen(WHOLE), frozen(WHOLE), ()),
        (
            frozen(but(attested=None)),
            frozen(WHOLE),
            ("Finance attests the money: not met → met (£480k a year by Ngozi on 3 Nov 2026)",),
        ),
        (
            frozen(WHOLE),
            frozen(but(attested=Attested("Ngozi", "9 Nov 2026", "£480k a year"))),
            ("Finance attests the money: £480k a year by Ngozi on 3 Nov 2026 → £480k a year by Ngozi on 9 Nov 2026",),
        ),
        (
            frozen(with_results(PROVEN)),
            frozen(with_results(PROVEN, REPEATED)),
            (
                f"{WINDOW}: Riverside reminders → Riverside reminders and Millbrook reminders",
                "No guardrail is red in any pilot: 0 red in 1 pilot → 0 red in 2 pilots",
                "Millbrook reminders, No-show rate: no result → Target met, grade B",
            ),
        ),
        (
            frozen(with_results(PROVEN, REPEATED)),
            frozen(with_results(PROVEN, replace(UNCLEAR, name="Millbrook reminders"))),
            ("Millbrook reminders, No-show rate: Target met, grade B → No clear change, grade B",),
        ),
        (
            frozen(WHOLE),
            frozen(but(statement="Reduce no-shows.", owners=OWNERS | {Function.SPONSOR: "Ingrid"})),
            ("The statement reads otherwise", "Sponsor: nobody → Ingrid"),
        ),
        (
            frozen(WHOLE),
            frozen(WHOLE, policy=replace(START, advisory=START.advisory | {"finance_attests"})),
            ("Finance attests the money: blocking → advisory",),
        ),
        (
            frozen(WHOLE),
            frozen(WHOLE, policy=replace(START, voters={Stage.PROOF: (Function.SPONSOR,)}, delegations=(FOUR_EYES,))),
            (
                "Votes: technology, operations, commercial, finance → sponsor, finance",
                "A second person has to stand by every decision",
            ),
        ),
    ],
)
def test_what_reads_otherwise_is_said_in_words(before, after, words):
    assert differences(before, after) == words


def test_criteria_that_came_or_went_are_said():
    fewer = frozen(WHOLE)
    fewer["lines"] = [each for each in fewer["lines"] if each["code"] != "finance_attests"]

    assert differences(fewer, frozen(WHOLE)) == (
        "Finance attests the money: asked for now, met (£480k a year by Ngozi on 3 Nov 2026)",
    )
    assert differences(frozen(WHOLE), fewer) == ("Finance attests the money: no longer asked for",)


@given(facts=FACTS, to=GATES)
def test_evidence_does_not_differ_from_itself(facts, to):
    assert differences(frozen(facts, to=to), json.loads(json.dumps(frozen(facts, to=to)))) == ()


@pytest.mark.parametrize(
    ("was", "now", "said"), [(False, True, "Money is claimed now"), (True, False, "No money is claimed any more")]
)
def test_money_claimed_or_given_up_since_is_said_even_where_finance_votes_anyway(was, now, said):
    voters = dict.fromkeys(START.voters, (*START.voters[Stage.PILOT], Function.FINANCE))
    policy = replace(START, voters=voters)

    found = differences(
        frozen(Facts(claims_money=was), to=Stage.PILOT, policy=policy),
        frozen(Facts(claims_money=now), to=Stage.PILOT, policy=policy),
    )

    assert found == (said,)
