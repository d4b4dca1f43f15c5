"""The gate to a pilot: the truth table of every criterion, with its figure, what to do next and where."""

from dataclasses import replace

import pytest

from cxdash.domain.gate_policy import START
from cxdash.domain.gates import TO_PILOT, Facts, Mend, Primary, State, View, Where, to_pilot
from cxdash.domain.ownership import Function
from cxdash.domain.readiness import Dimension
from tests.domain.gate_facts import OWNERS, WHOLE, but

STRICT = replace(START, pilot_level=3)
LOW = dict.fromkeys(Dimension, 2) | {Dimension.INTEGRATION: 1}
CSAT = Primary("Customer satisfaction", is_business=False, target="+3 %", baseline="70 %")
BARE = Primary("No-show rate", is_business=True)


@pytest.mark.parametrize(
    ("criterion", "facts", "policy", "figure"),
    [
        (to_pilot.statement_passes, WHOLE, START, "It passes"),
        (to_pilot.primary_is_allowed, WHOLE, START, "No-show rate"),
        (
            to_pilot.primary_is_allowed,
            but(primaries=(*WHOLE.primaries, CSAT)),
            START,
            "No-show rate and Customer satisfaction",
        ),
        (to_pilot.baseline_and_target, WHOLE, START, "No-show rate: −30 % from 20 %"),
        (
            to_pilot.baseline_and_target,
            but(primaries=(BARE, CSAT)),
            START,
            "Customer satisfaction: +3 % from 70 %",
        ),
        (to_pilot.comparison_is_chosen, WHOLE, START, "Riverside reminders: comparison group Millbrook"),
        (
            to_pilot.comparison_is_chosen,
            but(designs={"A": "", "B": "no comparison group, accepted by Ingrid"}),
            START,
            "B: no comparison group, accepted by Ingrid",
        ),
        (to_pilot.three_owners, WHOLE, START, "Tomasz, Adaeze and Lucía"),
        (to_pilot.ready_to_pilot, but(readiness=dict.fromkeys(TO_PILOT, 2)), START, "3 of 3 at 2 or more"),
        (to_pilot.ready_to_pilot, WHOLE, STRICT, "3 of 3 at 3 or more"),
        (to_pilot.guardrails_are_chosen, WHOLE, START, "Complaint rate"),
        (
            to_pilot.guardrails_are_chosen,
            but(guardrails=("Complaint rate", "Cancellation rate", "CSAT")),
            START,
            "Complaint rate, Cancellation rate and CSAT",
        ),
    ],
)
def test_what_is_met_says_by_what(criterion, facts, policy, figure):
    judged = criterion(facts, policy)

    assert (judged.state, judged.figure, judged.next_step) == (State.MET, figure, "")


@pytest.mark.parametrize(
    ("criterion", "facts", "policy", "figure", "mend", "where"),
    [
        (
            to_pilot.statement_passes,
            Facts(),
            START,
            "There is no statement yet",
            "Write it at the top of this page.",
            Where(View.TOP, "statement"),
        ),
        (
            to_pilot.statement_passes,
            but(statement_lacks=("Say by how much: “by 30 %”. Or else.", "Say when.")),
            START,
            "Say by how much: “by 30 %”.",
            "Mend the statement at the top of this page; it says what is missing.",
            Where(View.TOP, "statement"),
        ),
        (
            to_pilot.primary_is_allowed,
            Facts(),
            START,
            "No primary metric",
            "Choose the business outcome under Metrics.",
            Where(View.METRICS, "metric"),
        ),
        (
            to_pilot.primary_is_allowed,
            but(firewall="CSAT may not.", unverified="Ours is unverified."),
            START,
            "CSAT may not.",
            "Choose another primary metric under Metrics.",
            Where(View.METRICS, "role", "No-show rate"),
        ),
        (
            to_pilot.primary_is_allowed,
            but(unverified="Nobody has verified “Rebooking”."),
            START,
            "Nobody has verified “Rebooking”.",
            "Let a program manager or finance verify it on the page Metrics.",
            Where(View.CATALOGUE),
        ),
        (
            to_pilot.baseline_and_target,
            Facts(),
            START,
            "No primary metric",
            "Choose it under Metrics, with its target.",
            Where(View.METRICS, "metric"),
        ),
        (
            to_pilot.baseline_and_target,
            but(primaries=(BARE,)),
            START,
            "No-show rate has no target and no baseline",
            "Enter it under Metrics.",
            Where(View.METRICS, "target", "No-show rate"),
        ),
        (
            to_pilot.baseline_and_target,
            but(primaries=(replace(BARE, target="−30 %"),)),
            START,
            "No-show rate has no baseline",
            "Enter it under Metrics.",
            Where(View.METRICS, "baseline", "No-show rate"),
        ),
        (
            to_pilot.baseline_and_target,
            but(primaries=(replace(BARE, baseline="20 %"),)),
            START,
            "No-show rate has no target",
            "Enter it under Metrics.",
            Where(View.METRICS, "target", "No-show rate"),
        ),
        (
            to_pilot.comparison_is_chosen,
            but(designs={}),
            START,
            "No pilot is planned",
            "Plan one under Pilots.",
            Where(View.PILOTS, "new"),
        ),
        (
            to_pilot.comparison_is_chosen,
            but(designs={"A": "", "B": ""}),
            START,
            "None of 2 pilots says it",
            "Under Pilots, name a comparison group, draw by lot, or name who accepts that there is none.",
            Where(View.PILOTS, "comparison", "A"),
        ),
        (
            to_pilot.three_owners,
            but(owners={Function.OPERATIONS: "Adaeze", Function.SCALING: "Sione"}),
            START,
            "1 of 3 named",
            "Name the owner of technology and commercial under Define.",
            Where(View.DEFINE, "technology"),
        ),
        (
            to_pilot.three_owners,
            but(owners=OWNERS | {Function.COMMERCIAL: ""}),
            START,
            "2 of 3 named",
            "Name the owner of commercial under Define.",
            Where(View.DEFINE, "commercial"),
        ),
        (
            to_pilot.ready_to_pilot,
            but(readiness=LOW),
            START,
            "2 of 3 at 2 or more; integration is started",
            "Under Readiness, integration has to reach: “A connection is designed and approved”.",
            Where(View.GATE, "integration"),
        ),
        (
            to_pilot.ready_to_pilot,
            Facts(),
            START,
            "0 of 3 at 2 or more; data is not judged",
            "Under Readiness, data has to reach: “Access and quality are agreed and tested on a sample”.",
            Where(View.GATE, "data"),
        ),
        (
            to_pilot.ready_to_pilot,
            but(readiness=dict.fromkeys(Dimension, 2)),
            STRICT,
            "0 of 3 at 3 or more; data is agreed",
            "Under Readiness, data has to reach: “The data arrives as needed, every period”.",
            Where(View.GATE, "data"),
        ),
        (
            to_pilot.guardrails_are_chosen,
            Facts(),
            START,
            "No guardrail",
            "Under Metrics, choose what must not get worse.",
            Where(View.METRICS, "guardrail"),
        ),
        (
            to_pilot.guardrails_are_chosen,
            but(unwatched=("A can hide B.", "C can hide D.")),
            START,
            "A can hide B.",
            "Add the guardrail under Metrics, with its margin.",
            Where(View.METRICS, "guardrail"),
        ),
    ],
)
def test_what_is_not_met_says_what_to_do_next_and_where(criterion, facts, policy, figure, mend, where):
    judged = criterion(facts, policy)

    assert (judged.state, judged.figure, judged.next_step) == (State.NOT_MET, figure, mend)
    assert judged.where == where
    assert judged.mend is Mend.WORK


def test_what_is_not_asked_for_before_a_pilot_does_not_count():
    """People, process and adoption come later; so does who runs it once it is scaled."""
    facts = but(
        readiness=dict.fromkeys(TO_PILOT, 2),
        owners={each: OWNERS[each] for each in OWNERS if each is not Function.SCALING},
        finished=(),
        attested=None,
    )

    assert {each(facts, START).state for each in to_pilot.CRITERIA} == {State.MET}
