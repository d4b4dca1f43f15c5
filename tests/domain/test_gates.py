"""The gates: every criterion met and not met, with its figure and what to do next."""

from dataclasses import replace

import pytest

from cxdash.domain import gates
from cxdash.domain.gates import AT_THE_REVIEW, CRITERIA, Facts, Finished, Primary, checklist, needed
from cxdash.domain.ownership import Function
from cxdash.domain.readiness import Dimension
from cxdash.domain.stages import Stage

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
        (gates.statement_passes, WHOLE, "It passes"),
        (gates.primary_is_allowed, WHOLE, "No-show rate"),
        (gates.baseline_and_target, WHOLE, "No-show rate: −30 % from 20 %"),
        (gates.comparison_is_chosen, WHOLE, "Riverside: comparison group Millbrook"),
        (gates.three_owners, WHOLE, "Tomasz, Adaeze and Lucía"),
        (gates.ready_to_pilot, replace(WHOLE, readiness=dict.fromkeys(gates.TO_PILOT, 2)), "3 of 3 at 2 or more"),
        (gates.guardrails_are_chosen, WHOLE, "Complaint rate"),
        (gates.window_is_over, WHOLE, "Riverside"),
        (gates.outcome_is_shown, WHOLE, "Riverside: Target met"),
        (
            gates.outcome_is_shown,
            replace(WHOLE, finished=(BETTER,)),
            "Riverside: Better, target not shown, net value above £1.2m",
        ),
        (gates.no_guardrail_is_red, WHOLE, "0 red in 1 pilot"),
        (gates.evidence_is_strong, WHOLE, "Riverside: grade B"),
        (gates.evidence_is_strong, with_finished(grade="A"), "Riverside: grade A"),
        (
            gates.evidence_is_strong,
            with_finished(grade="C", accepted_by="Ingrid"),
            "Riverside: grade C, accepted by Ingrid",
        ),
        (gates.business_outcome_is_met, WHOLE, "No-show rate in Riverside"),
        (gates.money_is_positive, WHOLE, "Riverside: above £1.2m"),
        (gates.ready_to_scale, WHOLE, "6 of 6 at 3 or more"),
        (gates.run_owner_is_named, WHOLE, "Sione"),
    ],
)
def test_what_is_met_says_by_what(criterion, facts, figure):
    judged = criterion(facts)

    assert (judged.is_met, judged.figure, judged.next_step) == (True, figure, "")


@pytest.mark.parametrize(
    ("criterion", "facts", "figure", "mend"),
    [
        (gates.statement_passes, Facts(), "There is no statement yet", "top of this page"),
        (
            gates.statement_passes,
            replace(WHOLE, statement_lacks=("Say by how much: “by 30 %”. Or else.", "Say when.")),
            "Say by how much: “by 30 %”.",
            "Mend the statement",
        ),
        (gates.primary_is_allowed, Facts(), "No primary metric", "under Metrics"),
        (gates.primary_is_allowed, replace(WHOLE, firewall="CSAT may not."), "CSAT may not.", "another primary"),
        (gates.baseline_and_target, Facts(), "No primary metric", "under Metrics"),
        (
            gates.baseline_and_target,
            replace(WHOLE, primaries=(Primary("No-show rate", is_business=True),)),
            "No-show rate has no target and no baseline",
            "under Metrics",
        ),
        (gates.comparison_is_chosen, replace(WHOLE, designs={}), "No pilot is planned", "under Pilots"),
        (gates.comparison_is_chosen, replace(WHOLE, designs={"A": "", "B": ""}), "None of 2 pilots says it", "by lot"),
        (
            gates.three_owners,
            replace(WHOLE, owners={Function.OPERATIONS: "Adaeze", Function.SCALING: "Sione"}),
            "1 of 3 named",
            "owner of technology and commercial",
        ),
        (
            gates.ready_to_pilot,
            replace(WHOLE, readiness=LOW),
            "2 of 3 at 2 or more; integration is started",
            "“A connection is designed and approved”",
        ),
        (gates.ready_to_pilot, Facts(), "0 of 3 at 2 or more; data is not judged", "data has to reach"),
        (gates.guardrails_are_chosen, Facts(), "No guardrail", "must not get worse"),
        (
            gates.guardrails_are_chosen,
            replace(WHOLE, unwatched=("A can hide B.",)),
            "A can hide B.",
            "Add the guardrail",
        ),
        (gates.window_is_over, Facts(), "No pilot has run", "Plan a pilot"),
        (gates.window_is_over, Facts(running={"Riverside": "Day 4 of 90"}), "Riverside: Day 4 of 90", "Wait"),
        (gates.outcome_is_shown, Facts(), "No window is over", "Wait"),
        (
            gates.outcome_is_shown,
            replace(WHOLE, finished=(replace(BETTER, money_is_positive=False),)),
            "Riverside: Better, target not shown",
            "Extend",
        ),
        (gates.no_guardrail_is_red, Facts(), "No window is over", "Wait"),
        (
            gates.no_guardrail_is_red,
            replace(WHOLE, red={"Riverside": ("Complaint rate", "Transfer rate")}),
            "Riverside: Complaint rate and Transfer rate",
            "Stop the harm",
        ),
        (gates.evidence_is_strong, Facts(), "No window is over", "Wait"),
        (gates.evidence_is_strong, with_finished(grade="C"), "Riverside: grade C", "Name the executive"),
        (gates.evidence_is_strong, with_finished(grade="D", accepted_by="Ingrid"), "Riverside: grade D", "comparison"),
        (gates.finance_attests, WHOLE, "Not recorded", AT_THE_REVIEW),
        (gates.business_outcome_is_met, replace(WHOLE, finished=(BETTER,)), "Not met by any pilot", "Show the target"),
        (
            gates.business_outcome_is_met,
            Facts(primaries=(Primary("Resolution rate", is_business=False),)),
            "No primary metric is a business outcome",
            "under Metrics",
        ),
        (gates.money_is_positive, Facts(), "No money figure", "one unit is worth"),
        (
            gates.money_is_positive,
            with_finished(money_low="−£40k", money_is_positive=False),
            "Riverside: above −£40k",
            "run cost",
        ),
        (gates.ready_to_scale, replace(WHOLE, readiness=LOW), "0 of 6 at 3 or more; people is agreed", "trained"),
        (gates.proof_is_approved, WHOLE, "Not recorded", AT_THE_REVIEW),
        (gates.is_replicated, WHOLE, "1 pilot showed it; no replication recorded", AT_THE_REVIEW),
        (gates.run_owner_is_named, Facts(), "Nobody yet", "scaling owner"),
    ],
)
def test_what_is_not_met_says_what_to_do_next(criterion, facts, figure, mend):
    judged = criterion(facts)

    assert not judged.is_met
    assert judged.figure == figure
    assert mend in judged.next_step


def test_strong_evidence_has_to_be_that_of_the_outcome():
    """A pilot of grade A that showed nothing lends no strength to another's weak success."""
    nothing = replace(PROVEN, name="Millbrook", verdict="No clear change", grade="A", target_met=False)

    judged = gates.evidence_is_strong(replace(WHOLE, finished=(replace(PROVEN, grade="D"), nothing)))

    assert (judged.is_met, judged.figure) == (False, "Riverside: grade D")


@pytest.mark.parametrize(("to", "met", "of"), [(Stage.PILOT, 7, 7), (Stage.PROOF, 4, 5), (Stage.SCALE, 4, 6)])
def test_only_what_nobody_can_record_yet_is_left_of_a_whole_use_case(to, met, of):
    lines = checklist(WHOLE, to)

    assert (sum(line.judged.is_met for line in lines), len(lines)) == (met, of)
    assert {line.judged.next_step for line in lines if not line.judged.is_met} <= {AT_THE_REVIEW}


def test_of_nothing_nothing_is_met():
    assert not [line for to in Stage for line in checklist(Facts(), to) if line.judged.is_met]
    assert checklist(Facts(), Stage.IDEA) == ()


def test_every_criterion_reads_as_a_sentence_of_its_own():
    sentences = [line.sentence for to in CRITERIA for line in checklist(Facts(), to)]

    assert len(set(sentences)) == len(sentences) == 18
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in sentences)


def test_readiness_is_asked_for_by_two_gates():
    assert needed(Stage.PILOT) == dict.fromkeys((Dimension.DATA, Dimension.INTEGRATION, Dimension.GOVERNANCE), 2)
    assert needed(Stage.SCALE) == dict.fromkeys(Dimension, 3)
    assert needed(Stage.PROOF) == needed(None) == {}
