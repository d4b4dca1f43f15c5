"""The gate to scale: the truth table of every criterion, with its figure, what to do next, where, and what mends it."""

from dataclasses import replace

import pytest

from cxdash.domain.gate_policy import START
from cxdash.domain.gates import Facts, Mend, Primary, State, View, Where, replicated, to_scale
from cxdash.domain.ownership import Function
from cxdash.domain.readiness import Dimension
from tests.domain.gate_facts import (
    APPROVED,
    BETTER,
    HARMFUL,
    LATE,
    PROVEN,
    REPEATED,
    UNCLEAR,
    UNDER_WAY,
    WHOLE,
    but,
    with_results,
)

STRICT = replace(START, scale_level=4)
WAIT, WORK = Mend.WAIT, Mend.WORK
LOW = dict.fromkeys(Dimension, 3) | {Dimension.ADOPTION: 2}
TWO_OF_THREE = {each: who for each, who in APPROVED.items() if each is not Function.OPERATIONS}
RICH_HARM = replace(PROVEN, verdict="Harm", target_met=False, harm=True)
CSAT = replace(REPEATED, metric="Customer satisfaction", is_business=False)


@pytest.mark.parametrize(
    ("criterion", "facts", "figure"),
    [
        (to_scale.business_outcome_is_met, WHOLE, "No-show rate in Riverside reminders"),
        (to_scale.business_outcome_is_met, with_results(CSAT, PROVEN), "No-show rate in Riverside reminders"),
        (to_scale.money_is_positive, WHOLE, "Riverside reminders: above £1.2m"),
        (to_scale.money_is_positive, with_results(UNCLEAR, REPEATED), "Millbrook reminders: above £1.2m"),
        (to_scale.money_is_positive, with_results(RICH_HARM, REPEATED), "Millbrook reminders: above £1.2m"),
        (to_scale.ready_to_scale, WHOLE, "6 of 6 at 3 or more"),
        (to_scale.proof_is_approved, WHOLE, "Riverside reminders: Tomasz, Adaeze and Lucía"),
        (to_scale.proof_is_approved, with_results(REPEATED, PROVEN), "Riverside reminders: Tomasz, Adaeze and Lucía"),
        (to_scale.is_replicated, WHOLE, "No-show rate at Riverside and at Millbrook"),
        (to_scale.is_replicated, with_results(PROVEN, CSAT, REPEATED), "No-show rate at Riverside and at Millbrook"),
        (to_scale.run_owner_is_named, WHOLE, "Sione"),
    ],
)
def test_what_is_met_says_by_what(criterion, facts, figure):
    judged = criterion(facts, START)

    assert (judged.state, judged.figure, judged.next_step) == (State.MET, figure, "")


@pytest.mark.parametrize(
    ("criterion", "facts", "policy", "figure", "mend", "where", "needs"),
    [
        (
            to_scale.business_outcome_is_met,
            with_results(BETTER),
            START,
            "Not met by any pilot",
            "Show the target in a pilot before it is rolled out.",
            Where(View.PILOTS, "new"),
            WORK,
        ),
        (
            to_scale.business_outcome_is_met,
            with_results(CSAT),
            START,
            "Not met by any pilot",
            "Show the target in a pilot before it is rolled out.",
            Where(View.PILOTS, "new"),
            WORK,
        ),
        (
            to_scale.business_outcome_is_met,
            with_results(CSAT, primaries=(Primary("Customer satisfaction", is_business=False),)),
            START,
            "No primary metric is a business outcome",
            "Choose one under Metrics and show it.",
            Where(View.METRICS, "metric"),
            WORK,
        ),
        (
            to_scale.money_is_positive,
            Facts(),
            START,
            "No money figure",
            "Say what one unit is worth, under Metrics.",
            Where(View.METRICS, "unit_value"),
            WORK,
        ),
        (
            to_scale.money_is_positive,
            with_results(UNCLEAR),
            START,
            "Riverside reminders: above −£40k",
            "Lower the run cost, or widen the reach.",
            Where(View.PILOTS, "run_cost_year", "Riverside reminders"),
            WORK,
        ),
        (
            to_scale.money_is_positive,
            with_results(RICH_HARM),
            START,
            "No pilot earned money without harm",
            "Show it in a pilot that does no harm.",
            Where(View.PILOTS, "new"),
            WORK,
        ),
        (
            to_scale.money_is_positive,
            with_results(replace(PROVEN, money_low=None, money_is_positive=False)),
            START,
            "No money figure",
            "Under Metrics, say how many cases a year has; Money says what else is missing.",
            Where(View.METRICS, "annual_volume"),
            WORK,
        ),
        (
            to_scale.ready_to_scale,
            but(readiness=LOW),
            START,
            "5 of 6 at 3 or more; adoption is agreed",
            "Under Readiness, adoption has to reach: “Most of those meant to use it do”.",
            Where(View.GATE, "adoption"),
            WORK,
        ),
        (
            to_scale.ready_to_scale,
            WHOLE,
            STRICT,
            "0 of 6 at 4 or more; people is working",
            "Under Readiness, people has to reach: “Their work is seen to be better with it”.",
            Where(View.GATE, "people"),
            WORK,
        ),
        (
            to_scale.proof_is_approved,
            Facts(),
            START,
            "There is no proof to tell",
            "Show the outcome in a pilot first.",
            Where(View.PILOTS, "new"),
            WORK,
        ),
        (
            to_scale.proof_is_approved,
            with_results(replace(UNCLEAR, approved_by=APPROVED)),
            START,
            "There is no proof to tell",
            "Show the outcome in a pilot first.",
            Where(View.PILOTS, "new"),
            WORK,
        ),
        (
            to_scale.proof_is_approved,
            with_results(replace(PROVEN, proof="waits for approval", approved_by=TWO_OF_THREE)),
            START,
            "Riverside reminders: 2 of 3 approve it",
            "Ask operations to read the proof point and approve it.",
            Where(View.PROOF_POINTS, of="Riverside reminders"),
            WAIT,
        ),
        (
            to_scale.proof_is_approved,
            with_results(replace(PROVEN, proof="waits for approval", approved_by={Function.FINANCE: "Ngozi"})),
            START,
            "Riverside reminders: 0 of 3 approve it",
            "Ask technology, operations and commercial to read the proof point and approve it.",
            Where(View.PROOF_POINTS, of="Riverside reminders"),
            WAIT,
        ),
        (
            to_scale.proof_is_approved,
            with_results(replace(PROVEN, proof="", approved_by={})),
            START,
            "Riverside reminders: no proof point is written",
            "Write one from it.",
            Where(View.PROOF_POINTS, of="Riverside reminders"),
            WORK,
        ),
        (
            to_scale.proof_is_approved,
            with_results(replace(PROVEN, proof="draft", approved_by={})),
            START,
            "Riverside reminders: its proof point is a draft",
            "Finish it and ask for approval.",
            Where(View.PROOF_POINTS, of="Riverside reminders"),
            WORK,
        ),
        (
            to_scale.proof_is_approved,
            with_results(replace(PROVEN, proof="drifted", approved_by=APPROVED)),
            START,
            "Riverside reminders: later figures no longer support its proof point",
            "Look at what changed, then renew its evidence or retire it.",
            Where(View.PROOF_POINTS, of="Riverside reminders"),
            WORK,
        ),
        (
            to_scale.proof_is_approved,
            with_results(replace(PROVEN, proof="expired", approved_by=APPROVED)),
            START,
            "Riverside reminders: its proof point has expired",
            "Renew it and ask for approval again.",
            Where(View.PROOF_POINTS, of="Riverside reminders"),
            WORK,
        ),
        (
            to_scale.proof_is_approved,
            with_results(replace(PROVEN, proof="waits for approval")),
            START,
            "Riverside reminders: 3 of 3 approve it",
            "Record that the client whom it names permits it.",
            Where(View.PROOF_POINTS, of="Riverside reminders"),
            WORK,
        ),
        (
            to_scale.is_replicated,
            with_results(UNCLEAR, replace(UNCLEAR, site="Millbrook")),
            START,
            "No pilot shows the outcome yet",
            "Show it in one pilot, then at a second site.",
            Where(View.PILOTS, "new"),
            WORK,
        ),
        (
            to_scale.is_replicated,
            with_results(PROVEN, replace(REPEATED, site="Riverside")),
            START,
            "2 pilots showed it, at Riverside only",
            "Repeat it at a second site, on the same metric.",
            Where(View.PILOTS, "new"),
            WORK,
        ),
        (
            to_scale.is_replicated,
            with_results(PROVEN, replace(UNCLEAR, site="Millbrook"), unfinished=(LATE,)),
            START,
            "1 pilot showed it, at Riverside only",
            "Repeat it at a second site, on the same metric.",
            Where(View.PILOTS, "new"),
            WORK,
        ),
        (
            to_scale.is_replicated,
            with_results(PROVEN, unfinished=(UNDER_WAY,)),
            START,
            "1 pilot showed it, at Riverside only; Eastfield: Day 4 of 90",
            "Wait for the second site.",
            Where(View.PILOTS, of="Eastfield reminders"),
            WAIT,
        ),
        (
            to_scale.is_replicated,
            with_results(PROVEN, unfinished=(replace(UNDER_WAY, site="Riverside"),)),
            START,
            "1 pilot showed it, at Riverside only",
            "Repeat it at a second site, on the same metric.",
            Where(View.PILOTS, "new"),
            WORK,
        ),
        (
            to_scale.is_replicated,
            with_results(PROVEN, CSAT),
            START,
            "2 pilots showed it, each on a metric of its own",
            "Repeat it at a second site, on the same metric.",
            Where(View.PILOTS, "new"),
            WORK,
        ),
        (
            to_scale.is_replicated,
            with_results(replace(PROVEN, site=""), replace(REPEATED, site="")),
            START,
            "2 pilots showed it; no site is named",
            "Say under Pilots at which site each ran.",
            Where(View.PILOTS, "site", "Riverside reminders"),
            WORK,
        ),
        (
            to_scale.run_owner_is_named,
            but(owners=APPROVED),
            START,
            "Nobody yet",
            "Name the scaling owner under Define.",
            Where(View.DEFINE, "scaling"),
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


@pytest.mark.parametrize(
    ("second", "is_one"),
    [
        (REPEATED, True),
        (replace(BETTER, site="Millbrook"), True),
        (replace(BETTER, site="Millbrook", money_is_positive=False), True),
        (replace(UNCLEAR, site="Millbrook"), False),
        (replace(HARMFUL, site="Millbrook"), False),
        (replace(REPEATED, site="Riverside"), False),
        (replace(REPEATED, site=""), False),
        (replace(REPEATED, metric="Complaint rate"), False),
    ],
)
def test_a_replication_is_the_target_met_or_better_elsewhere_on_the_same_metric(second, is_one):
    assert (replicated([PROVEN, second]) == (PROVEN, second)) is is_one
