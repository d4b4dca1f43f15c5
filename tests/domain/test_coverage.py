"""What answers the pain on the journey: sums by hand, the furthest stage, and what to do first."""

import pytest

from cxdash.domain import coverage
from cxdash.domain.coverage import Answer, Cover, Pain, Quadrant
from cxdash.domain.journeys import FrictionKind
from cxdash.domain.stages import Stage

IDEA = Answer("a", "An idea", Stage.IDEA)
PROOF = Answer("b", "A proof", Stage.PROOF)


def pain(name="Late bill", cost=None, effort=None, **said):
    return Pain(name.lower().replace(" ", "-"), name, "pay", FrictionKind.WAITING, cost, effort, **said)


@pytest.mark.parametrize(
    ("said", "cover"),
    [
        ({}, Cover.NONE),
        ({"serving": (PROOF,)}, Cover.TOUCHED),
        ({"linked": (IDEA,)}, Cover.IDEA),
        ({"linked": (PROOF, IDEA)}, Cover.PROOF),
    ],
)
def test_an_answer_counts_at_its_furthest_stage_and_serving_the_step_is_no_answer(said, cover):
    assert pain(**said).cover is cover


def test_a_missing_cost_is_counted_and_never_taken_for_nothing():
    pains = [pain(cost=48_000.0), pain("No figures"), pain("Free", cost=0.0)]

    assert coverage.cost(pains) == 48_000.0
    assert coverage.without_cost(pains) == 1
    assert coverage.cost([pain("No figures")]) is None


def test_every_pound_is_covered_once_at_one_stage():
    pains = [
        pain("A", 100.0, linked=(IDEA, PROOF)),
        pain("B", 40.0, linked=(IDEA,)),
        pain("C", 30.0, serving=(IDEA,)),
        pain("D", 20.0),
        pain("E", 10.0),
        pain("F"),
    ]

    assert coverage.by_cover(pains) == {
        Cover.NONE: 30.0,
        Cover.TOUCHED: 30.0,
        Cover.IDEA: 40.0,
        Cover.PROOF: 100.0,
    }


def test_blind_spots_cost_something_have_no_linked_use_case_and_begin_with_the_dearest():
    small, large, touched = pain("Small", 5.0), pain("Large", 50.0), pain("Touched", 20.0, serving=(IDEA,))

    found = coverage.blind_spots([small, pain("Answered", 99.0, linked=(IDEA,)), pain("Unknown"), touched, large])

    assert found == [large, touched, small]


def test_the_ranking_is_by_cost_over_effort_and_leaves_out_what_lacks_either():
    slow, quick = pain("Slow", 100.0, 5), pain("Quick", 60.0, 1)

    assert coverage.ranked([slow, pain("No effort", 900.0), quick, pain("No cost", None, 1)]) == [quick, slow]


@pytest.mark.parametrize(
    ("cost", "effort", "verdict"),
    [
        (100.0, 3, Quadrant.DO_FIRST),
        (100.0, 4, Quadrant.PLAN),
        (99.0, 1, Quadrant.FILL_IN),
        (99.0, 5, Quadrant.LEAVE),
        (None, 1, None),
        (100.0, None, None),
    ],
)
def test_value_and_effort_say_what_to_do(cost, effort, verdict):
    assert coverage.quadrant(pain(cost=cost, effort=effort), typical=100.0) is verdict
