"""What gates ask of earlier conditional gos: the truth table, and that it advises until a policy says otherwise."""

from dataclasses import replace

import pytest

from cxdash.domain.gate_policy import START
from cxdash.domain.gate_recommendation import recommended
from cxdash.domain.gate_reviews import Decision
from cxdash.domain.gates import Mend, State, View, checklist, to_proof, to_scale
from cxdash.domain.gates.conditions import conditions_are_met
from cxdash.domain.stages import Stage
from tests.domain.gate_facts import DONE, NOT_DUE, OVERDUE, TODAY, but

ASK = "Ask Lucía to report it as met, under Gate, or move its day there with a reason."


@pytest.mark.parametrize(
    ("owed", "state", "figure", "mend"),
    [
        ((), State.NOT_APPLICABLE, "No conditional go asked for anything", ""),
        ((DONE,), State.MET, "1 of 1 condition met, none overdue", ""),
        ((NOT_DUE,), State.MET, "0 of 1 condition met, none overdue", ""),
        ((DONE, NOT_DUE), State.MET, "1 of 2 conditions met, none overdue", ""),
        ((replace(OVERDUE, is_met=True),), State.MET, "1 of 1 condition met, none overdue", ""),
        ((OVERDUE,), State.NOT_MET, "Overdue since 4 Nov 2026: Move the night shift (Lucía)", ASK),
        ((DONE, OVERDUE, NOT_DUE), State.NOT_MET, "Overdue since 4 Nov 2026: Move the night shift (Lucía)", ASK),
        (
            (OVERDUE, replace(NOT_DUE, is_overdue=True)),
            State.NOT_MET,
            "Overdue since 4 Nov 2026: Move the night shift (Lucía), and 1 more",
            ASK,
        ),
    ],
)
def test_conditions_are_met_or_not_due_yet(owed, state, figure, mend):
    judged = conditions_are_met(but(owed=owed), START)

    assert (judged.state, judged.figure, judged.next_step) == (state, figure, mend)
    if state is State.NOT_MET:
        assert (judged.where.view, judged.mend) == (View.GATE, Mend.WORK)


def test_the_gates_to_proof_and_to_scale_ask_it_and_the_first_one_does_not():
    asked = [to for to in Stage if "conditions_are_met" in {line.code for line in checklist(but(), to, today=TODAY)}]

    assert asked == [Stage.PROOF, Stage.SCALE]
    assert conditions_are_met in to_proof.CRITERIA
    assert conditions_are_met in to_scale.CRITERIA


def test_a_condition_overdue_asks_for_another_condition_and_blocks_where_the_policy_says_so():
    facts = but(owed=(OVERDUE,))
    strict = replace(START, advisory=frozenset())

    assert recommended(checklist(facts, Stage.SCALE, today=TODAY)).decision is Decision.CONDITIONAL_GO
    assert recommended(checklist(facts, Stage.SCALE, today=TODAY, policy=strict)).decision is Decision.RECYCLE
