"""The gates: every criterion met and not met, with its figure and what to do next."""

from dataclasses import replace
from datetime import date

import pytest

from cxdash.domain.gate_policy import START
from cxdash.domain.gates import (
    CRITERIA,
    TO_PILOT,
    Facts,
    Finished,
    Primary,
    Unfinished,
    checklist,
    needed,
    to_pilot,
    to_proof,
    to_scale,
)
from cxdash.domain.ownership import Function
from cxdash.domain.readiness import Dimension
from cxdash.domain.stages import Stage

TODAY = date(2026, 11, 22)
PROVEN = Finished(
    "Riverside",
    "No-show rate",
    is_business=True,
    verdict="Target met",
    grade="B",
    target_met=True,
    money_low="£1.2m",
    money_is_positive=True,
)
BETTER = replace(PROVEN, verdict="Better, target not shown", target_met=False, better=True)
WHOLE = Facts(
    statement_lacks=(),
    primaries=(Primary("No-show rate", is_business=True, target="−30 %", baseline="20 %"),),
    guardrails=("Complaint rate",),
    designs={"Riverside": "comparison group Millbrook"},
    finished=(PROVEN,),
    owners={
        Function.TECHNOLOGY: "Tomasz",
        Function.OPERATIONS: "Adaeze",
        Function.COMMERCIAL: "Lucía",
        Function.SCALING: "Sione",
    },
    readiness=dict.fromkeys(Dimension, 3),
)
LOW = dict.fromkeys(Dimension, 2) | {Dimension.INTEGRATION: 1}


def with_finished(**said):
    return replace(WHOLE, finished=(replace(PROVEN, **said),))


@pytest.mark.parametrize(
    ("criterion", "facts", "figure"),
    [
        (to_pilot.statement_passes, WHOLE, "It passes"),
        (to_pilot.primary_is_allowed, WHOLE, "No-show rate"),
        (to_pilot.baseline_and_target, WHOLE, "No-show rate: −30 % from 20 %"),
        (to_pilot.comparison_is_chosen, WHOLE, "Riverside: comparison group Millbrook"),
        (to_pilot.three_owners, WHOLE, "Tomasz, Adaeze and Lucía"),
        (to_pilot.ready_to_pilot, replace(WHOLE, readiness=dict.fromkeys(TO_PILOT, 2)), "3 of 3 at 2 or more"),
        (to_pilot.guardrails_are_chosen, WHOLE, "Complaint rate"),
        (to_proof.window_is_over, WHOLE, "Riverside"),
        (to_proof.outcome_is_shown, WHOLE, "Riverside: Target met"),
        (
            to_proof.outcome_is_shown,
            replace(WHOLE, finished=(BETTER,)),
            "Riverside: Better, target not shown, net value above £1.2m",
        ),
        (to_proof.no_guardrail_is_red, WHOLE, "0 red in 1 pilot"),
        (to_proof.evidence_is_strong, WHOLE, "Riverside: grade B"),
        (to_proof.evidence_is_strong, with_finished(grade="A"), "Riverside: grade A"),
        (
            to_proof.evidence_is_strong,
            with_finished(grade="C", accepted_by="Ingrid"),
            "Riverside: grade C, accepted by Ingrid",
        ),
        (to_scale.business_outcome_is_met, WHOLE, "No-show rate in Riverside"),
        (to_scale.money_is_positive, WHOLE, "Riverside: above £1.2m"),
        (to_scale.ready_to_scale, WHOLE, "6 of 6 at 3 or more"),
        (to_scale.run_owner_is_named, WHOLE, "Sione"),
    ],
)
def test_what_is_met_says_by_what(criterion, facts, figure):
    judged = criterion(facts, START)

    assert (judged.is_met, judged.figure, judged.next_step) == (True, figure, "")


@pytest.mark.parametrize(
    ("criterion", "facts", "figure", "mend"),
    [
        (to_pilot.statement_passes, Facts(), "There is no statement yet", "top of this page"),
        (
            to_pilot.statement_passes,
            replace(WHOLE, statement_lacks=("Say by how much: “by 30 %”. Or else.", "Say when.")),
            "Say by how much: “by 30 %”.",
            "Mend the statement",
        ),
        (to_pilot.primary_is_allowed, Facts(), "No primary metric", "under Metrics"),
        (to_pilot.primary_is_allowed, replace(WHOLE, firewall="CSAT may not."), "CSAT may not.", "another primary"),
        (to_pilot.baseline_and_target, Facts(), "No primary metric", "under Metrics"),
        (
            to_pilot.baseline_and_target,
            replace(WHOLE, primaries=(Primary("No-show rate", is_business=True),)),
            "No-show rate has no target and no baseline",
            "under Metrics",
        ),
        (to_pilot.comparison_is_chosen, replace(WHOLE, designs={}), "No pilot is planned", "under Pilots"),
        (
            to_pilot.comparison_is_chosen,
            replace(WHOLE, designs={"A": "", "B": ""}),
            "None of 2 pilots says it",
            "by lot",
        ),
        (
            to_pilot.three_owners,
            replace(WHOLE, owners={Function.OPERATIONS: "Adaeze", Function.SCALING: "Sione"}),
            "1 of 3 named",
            "owner of technology and commercial",
        ),
        (
            to_pilot.ready_to_pilot,
            replace(WHOLE, readiness=LOW),
            "2 of 3 at 2 or more; integration is started",
            "“A connection is designed and approved”",
        ),
        (to_pilot.ready_to_pilot, Facts(), "0 of 3 at 2 or more; data is not judged", "data has to reach"),
        (to_pilot.guardrails_are_chosen, Facts(), "No guardrail", "must not get worse"),
        (
            to_pilot.guardrails_are_chosen,
            replace(WHOLE, unwatched=("A can hide B.",)),
            "A can hide B.",
            "Add the guardrail",
        ),
        (to_proof.window_is_over, Facts(), "No pilot has run", "Plan a pilot"),
        (
            to_proof.window_is_over,
            Facts(unfinished=(Unfinished("Riverside", "Day 4 of 90"),)),
            "Riverside: Day 4 of 90",
            "Wait",
        ),
        (to_proof.outcome_is_shown, Facts(), "No window is over", "Run a pilot"),
        (
            to_proof.outcome_is_shown,
            replace(WHOLE, finished=(replace(BETTER, money_is_positive=False),)),
            "Riverside: Better, target not shown",
            "Extend",
        ),
        (to_proof.no_guardrail_is_red, Facts(), "No window is over", "Run a pilot"),
        (
            to_proof.no_guardrail_is_red,
            replace(WHOLE, red={"Riverside": ("Complaint rate", "Transfer rate")}),
            "Riverside: Complaint rate and Transfer rate",
            "Stop the harm",
        ),
        (to_proof.evidence_is_strong, Facts(), "No window is over", "Run a pilot"),
        (to_proof.evidence_is_strong, with_finished(grade="C"), "Riverside: grade C", "Name the executive"),
        (
            to_proof.evidence_is_strong,
            with_finished(grade="D", accepted_by="Ingrid"),
            "Riverside: grade D",
            "comparison",
        ),
        (to_proof.finance_attests, replace(WHOLE, claims_money=True), "Nobody has attested it", "Ask finance"),
        (
            to_scale.business_outcome_is_met,
            replace(WHOLE, finished=(BETTER,)),
            "Not met by any pilot",
            "Show the target",
        ),
        (
            to_scale.business_outcome_is_met,
            Facts(primaries=(Primary("Resolution rate", is_business=False),)),
            "No primary metric is a business outcome",
            "under Metrics",
        ),
        (to_scale.money_is_positive, Facts(), "No money figure", "one unit is worth"),
        (
            to_scale.money_is_positive,
            with_finished(money_low="−£40k", money_is_positive=False),
            "Riverside: above −£40k",
            "run cost",
        ),
        (to_scale.ready_to_scale, replace(WHOLE, readiness=LOW), "0 of 6 at 3 or more; people is agreed", "trained"),
        (to_scale.proof_is_approved, WHOLE, "Riverside: 0 of 3 approve it", "sign it"),
        (to_scale.is_replicated, WHOLE, "1 pilot showed it; no site is named", "Say under Pilots"),
        (to_scale.run_owner_is_named, Facts(), "Nobody yet", "scaling owner"),
    ],
)
def test_what_is_not_met_says_what_to_do_next(criterion, facts, figure, mend):
    judged = criterion(facts, START)

    assert not judged.is_met
    assert judged.figure == figure
    assert mend in judged.next_step


def test_strong_evidence_has_to_be_that_of_the_outcome():
    """A pilot of grade A that showed nothing lends no strength to another's weak success."""
    nothing = replace(PROVEN, name="Millbrook", verdict="No clear change", grade="A", target_met=False)

    judged = to_proof.evidence_is_strong(replace(WHOLE, finished=(replace(PROVEN, grade="D"), nothing)), START)

    assert (judged.is_met, judged.figure) == (False, "Riverside: grade D")


def test_of_nothing_nothing_is_met():
    assert not [line for to in Stage for line in checklist(Facts(), to, today=TODAY) if line.judged.is_met]
    assert checklist(Facts(), Stage.IDEA, today=TODAY) == ()


def test_every_criterion_reads_as_a_sentence_of_its_own():
    sentences = [line.sentence for to in CRITERIA for line in checklist(Facts(), to, today=TODAY)]

    assert len(set(sentences)) == len(sentences) == 18
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in sentences)


def test_readiness_is_asked_for_by_two_gates():
    assert needed(Stage.PILOT) == dict.fromkeys((Dimension.DATA, Dimension.INTEGRATION, Dimension.GOVERNANCE), 2)
    assert needed(Stage.SCALE) == dict.fromkeys(Dimension, 3)
    assert needed(Stage.PROOF) == needed(None) == {}
