"""The gate to proof: the truth table of every criterion, with its figure, what to do next, where, and what mends it."""

from dataclasses import replace

import pytest

from cxdash.domain.gate_policy import START
from cxdash.domain.gates import Attested, Facts, Mend, State, View, Where, to_proof
from tests.domain.gate_facts import (
    BETTER,
    HARMFUL,
    LATE,
    PROVEN,
    REPEATED,
    UNCLEAR,
    UNDATED,
    UNDER_WAY,
    WHOLE,
    but,
    with_results,
)

A_ONLY = replace(START, strong_grades=("A",))
C_ACCEPTED = replace(PROVEN, grade="C", accepted_by="Ingrid")
WAIT, WORK, HARM = Mend.WAIT, Mend.WORK, Mend.HARM
NEW = Where(View.PILOTS, "new")
NO_MONEY = {"claims_money": False, "attested": None}


@pytest.mark.parametrize(
    ("criterion", "facts", "policy", "figure"),
    [
        (to_proof.window_is_over, WHOLE, START, "Riverside reminders and Millbrook reminders"),
        (to_proof.window_is_over, with_results(PROVEN, replace(PROVEN, metric="CSAT")), START, "Riverside reminders"),
        (to_proof.window_is_over, but(unfinished=(UNDER_WAY,)), START, "Riverside reminders and Millbrook reminders"),
        (to_proof.outcome_is_shown, WHOLE, START, "Riverside reminders: Target met"),
        (
            to_proof.outcome_is_shown,
            with_results(BETTER),
            START,
            "Riverside reminders: Better, target not shown, net value above £1.2m",
        ),
        (to_proof.outcome_is_shown, with_results(HARMFUL, REPEATED), START, "Millbrook reminders: Target met"),
        (to_proof.no_guardrail_is_red, WHOLE, START, "0 red in 2 pilots"),
        (to_proof.evidence_is_strong, WHOLE, START, "Riverside reminders: grade B"),
        (to_proof.evidence_is_strong, with_results(replace(PROVEN, grade="A")), START, "Riverside reminders: grade A"),
        (
            to_proof.evidence_is_strong,
            with_results(C_ACCEPTED),
            START,
            "Riverside reminders: grade C, accepted by Ingrid",
        ),
        (to_proof.evidence_is_strong, with_results(replace(PROVEN, grade="A")), A_ONLY, "Riverside reminders: grade A"),
        (to_proof.finance_attests, WHOLE, START, "£480k a year by Ngozi on 3 Nov 2026"),
        (to_proof.finance_attests, but(claims_money=False), START, "£480k a year by Ngozi on 3 Nov 2026"),
    ],
)
def test_what_is_met_says_by_what(criterion, facts, policy, figure):
    judged = criterion(facts, policy)

    assert (judged.state, judged.figure, judged.next_step) == (State.MET, figure, "")


@pytest.mark.parametrize(
    ("criterion", "facts", "policy", "figure", "mend", "where", "needs"),
    [
        (to_proof.window_is_over, Facts(), START, "No pilot has run", "Plan a pilot under Pilots.", NEW, WORK),
        (
            to_proof.window_is_over,
            Facts(unfinished=(UNDER_WAY, UNDATED)),
            START,
            "Eastfield reminders: Day 4 of 90",
            "Wait for the end of the window; until then there is no verdict.",
            Where(View.PILOTS, of="Eastfield reminders"),
            WAIT,
        ),
        (
            to_proof.window_is_over,
            Facts(unfinished=(LATE,)),
            START,
            "Eastfield reminders: Window over since 3 Nov 2026; last figures missing",
            "Upload the figures of the last days.",
            Where(View.UPLOAD),
            WORK,
        ),
        (
            to_proof.window_is_over,
            Facts(unfinished=(UNDATED,)),
            START,
            "Eastfield reminders: No go-live date",
            "Enter the day it goes live, under Pilots.",
            Where(View.PILOTS, "goes_live", "Eastfield reminders"),
            WORK,
        ),
        (to_proof.outcome_is_shown, Facts(), START, "No window is over", "Run a pilot to its verdict.", NEW, WORK),
        (
            to_proof.outcome_is_shown,
            Facts(unfinished=(UNDER_WAY,)),
            START,
            "No window is over",
            "Wait for the verdict.",
            Where(View.PILOTS, of="Eastfield reminders"),
            WAIT,
        ),
        (
            to_proof.outcome_is_shown,
            Facts(unfinished=(LATE,)),
            START,
            "No window is over",
            "Run a pilot to its verdict.",
            Where(View.UPLOAD),
            WORK,
        ),
        (
            to_proof.outcome_is_shown,
            with_results(replace(BETTER, money_is_positive=False)),
            START,
            "Riverside reminders: Better, target not shown",
            "Extend the pilot, add a comparison, or stop it.",
            Where(View.PILOTS, "plan", "Riverside reminders"),
            WORK,
        ),
        (
            to_proof.outcome_is_shown,
            with_results(UNCLEAR),
            START,
            "Riverside reminders: No clear change",
            "Extend the pilot, add a comparison, or stop it.",
            Where(View.PILOTS, "plan", "Riverside reminders"),
            WORK,
        ),
        (
            to_proof.outcome_is_shown,
            with_results(HARMFUL),
            START,
            "Riverside reminders: Harm",
            "Stop it, or end the harm and try again.",
            Where(View.PILOTS, "status", "Riverside reminders"),
            HARM,
        ),
        (
            to_proof.no_guardrail_is_red,
            Facts(),
            START,
            "No window is over",
            "Run a pilot to its verdict.",
            Where(View.PILOTS, "new"),
            WORK,
        ),
        (
            to_proof.no_guardrail_is_red,
            Facts(unfinished=(UNDER_WAY,)),
            START,
            "No window is over",
            "Wait for the verdict.",
            Where(View.PILOTS, of="Eastfield reminders"),
            WAIT,
        ),
        (
            to_proof.no_guardrail_is_red,
            with_results(HARMFUL, red={"Riverside reminders": ("Complaint rate", "Transfer rate")}),
            START,
            "Riverside reminders: Complaint rate and Transfer rate",
            "Stop the harm there before the use case goes on.",
            Where(View.PILOTS, "status", "Riverside reminders"),
            HARM,
        ),
        (
            to_proof.no_guardrail_is_red,
            with_results(REPEATED, HARMFUL, red={"Riverside reminders": ("Complaint rate",)}),
            START,
            "Riverside reminders: Complaint rate",
            "Stop the harm there before the use case goes on.",
            Where(View.PILOTS, "status", "Riverside reminders"),
            WORK,
        ),
        (to_proof.evidence_is_strong, Facts(), START, "No window is over", "Run a pilot to its grade.", NEW, WORK),
        (
            to_proof.evidence_is_strong,
            Facts(unfinished=(UNDER_WAY,)),
            START,
            "No window is over",
            "Wait for the grade.",
            Where(View.PILOTS, of="Eastfield reminders"),
            WAIT,
        ),
        (
            to_proof.evidence_is_strong,
            with_results(replace(PROVEN, grade="C")),
            START,
            "Riverside reminders: grade C",
            "Name the executive who accepts that there is no comparison group, in the plan under Pilots.",
            Where(View.PILOTS, "comparison_waiver", "Riverside reminders"),
            WORK,
        ),
        (
            to_proof.evidence_is_strong,
            with_results(C_ACCEPTED),
            A_ONLY,
            "Riverside reminders: grade C",
            "Run it with a comparison group, a longer baseline or a longer window.",
            Where(View.PILOTS, "plan", "Riverside reminders"),
            WORK,
        ),
        (
            to_proof.evidence_is_strong,
            WHOLE,
            A_ONLY,
            "Riverside reminders: grade B",
            "Run it with a comparison group, a longer baseline or a longer window.",
            Where(View.PILOTS, "plan", "Riverside reminders"),
            WORK,
        ),
        (
            to_proof.evidence_is_strong,
            with_results(replace(C_ACCEPTED, grade="D")),
            START,
            "Riverside reminders: grade D",
            "Run it with a comparison group, a longer baseline or a longer window.",
            Where(View.PILOTS, "plan", "Riverside reminders"),
            WORK,
        ),
        (
            to_proof.finance_attests,
            but(attested=None),
            START,
            "Nobody has attested it",
            "Ask finance to attest the money, under Money.",
            Where(View.MONEY, "attestation"),
            WAIT,
        ),
        (
            to_proof.finance_attests,
            but(attested=Attested("Ngozi", "3 Nov 2026", changed=("the grade of it is C instead of B",))),
            START,
            "Attested by Ngozi on 3 Nov 2026; since then the grade of it is C instead of B",
            "Let finance look at the results as they are now and attest again, under Money.",
            Where(View.MONEY, "attestation"),
            WAIT,
        ),
        (
            to_proof.finance_attests,
            with_results(attested=None, unfinished=(UNDER_WAY,)),
            START,
            "No window is over",
            "Wait for the verdict.",
            Where(View.PILOTS, of="Eastfield reminders"),
            WAIT,
        ),
        (
            to_proof.finance_attests,
            with_results(attested=None),
            START,
            "No window is over",
            "Run a pilot to its verdict.",
            Where(View.PILOTS, "new"),
            WORK,
        ),
        (
            to_proof.finance_attests,
            with_results(BETTER, **NO_MONEY),
            START,
            "No target is met and no money is claimed",
            "Show the target, or say under Metrics what one unit is worth.",
            Where(View.METRICS, "unit_value"),
            WORK,
        ),
    ],
)
def test_what_is_not_met_says_what_to_do_next_where_and_what_mends_it(
    criterion, facts, policy, figure, mend, where, needs
):
    judged = criterion(facts, policy)

    assert (judged.state, judged.figure, judged.next_step) == (State.NOT_MET, figure, mend)
    assert judged.where == where
    assert judged.mend is needs


def test_finance_is_not_asked_where_the_target_is_met_and_no_money_is_claimed():
    judged = to_proof.finance_attests(but(**NO_MONEY), START)

    assert (judged.state, judged.figure, judged.next_step) == (State.NOT_APPLICABLE, "No money is claimed", "")


def test_strong_evidence_has_to_be_that_of_the_outcome():
    """A pilot of grade A that showed nothing lends no strength to another's weak success."""
    nothing = replace(UNCLEAR, name="Millbrook reminders", grade="A")

    judged = to_proof.evidence_is_strong(with_results(replace(PROVEN, grade="D"), nothing), START)

    assert (judged.state, judged.figure) == (State.NOT_MET, "Riverside reminders: grade D")
