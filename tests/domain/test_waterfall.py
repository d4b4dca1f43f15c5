"""From observed to bankable: every step in its order, and nothing lost on the way."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.errors import RuleError
from cxdash.domain.money_policy import START
from cxdash.domain.waterfall import Rung, Seen, waterfall

AMOUNTS = st.floats(-1e9, 1e9)


def test_the_steps_by_hand():
    """100 seen, 70 by the pilot, 60 after shrinkage; a quarter off for grade C, a third shared, 10 to run it."""
    steps = waterfall(Seen(100, 70, 60), grade="C", policy=START, overlap_share=1 / 3, run_cost=10)

    assert [step.rung for step in steps] == list(Rung)
    assert [step.amount for step in steps] == pytest.approx([100, -30, -10, -15, -15, -10, 20])
    assert [step.left for step in steps] == pytest.approx([100, 70, 60, 45, 30, 20, 20])


@pytest.mark.parametrize(("grade", "left"), [("A", 100), ("B", 90), ("C", 75), ("D", 60), ("E", 0)])
def test_weaker_evidence_leaves_less(grade, left):
    assert waterfall(Seen(100, 100, 100), grade=grade, policy=START)[-1].left == pytest.approx(left)


def test_a_loss_is_not_made_smaller():
    steps = waterfall(Seen(-20, -50, -40), grade="D", policy=START, overlap_share=0.5, run_cost=5)

    assert [step.amount for step in steps] == pytest.approx([-20, -30, 10, 0, 0, -5, -45])


@given(
    observed=AMOUNTS,
    effect=AMOUNTS,
    shrunk=AMOUNTS,
    grade=st.sampled_from("ABCDE"),
    share=st.floats(0, 1),
    cost=st.floats(0, 1e9),
)
def test_the_amounts_add_up_exactly(observed, effect, shrunk, grade, share, cost):
    steps = waterfall(Seen(observed, effect, shrunk), grade=grade, policy=START, overlap_share=share, run_cost=cost)

    *parts, bankable = steps
    assert list(accumulate(step.amount for step in parts)) == [step.left for step in parts]
    assert bankable.amount == bankable.left == parts[-1].left


@pytest.mark.parametrize("wrong", [{"overlap_share": 1.1}, {"overlap_share": -0.1}, {"run_cost": -1.0}], ids=str)
def test_what_cannot_be_taken_off_is_refused(wrong):
    with pytest.raises(RuleError):
        waterfall(Seen(1, 1, 1), grade="A", policy=START, **wrong)


def test_only_numbers_add_up():
    with pytest.raises(RuleError, match="numbers"):
        Seen(1.0, float("nan"), 1.0)
