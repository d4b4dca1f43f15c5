"""What is put money on next quarter: value that is new, times readiness, times evidence, within a budget."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.domain.benefits import pipeline_value
from cxdash.domain.money import Span
from cxdash.domain.money_policy import START
from cxdash.domain.next_quarter import Candidate, Why, additional, chosen, evidence_share
from cxdash.domain.stages import Stage


def candidate(slug="outreach", **said):
    values = {"potential": Span(40_000, 20_000, 60_000), "evidence": 0.9, "level": 3, "cost": 10_000}
    return Candidate(**{"slug": slug, "title": slug.capitalize(), **values, **said})


def why(each, *, budget=None):
    (left,) = chosen([each], budget=budget).left
    return left.why


AMOUNTS = st.integers(min_value=0, max_value=500_000).map(float)
CANDIDATES = st.lists(
    st.builds(
        candidate,
        slug=st.uuids().map(str),
        potential=st.none() | AMOUNTS.map(lambda each: Span(each, each / 2, each * 2)),
        evidence=st.sampled_from([0.2, 0.6, 0.75, 0.9, 1.0]),
        level=st.none() | st.integers(min_value=0, max_value=4),
        cost=st.none() | AMOUNTS,
        no_outcome=st.sampled_from(["", "", "", "It has no primary metric."]),
        held=st.sampled_from(["", "", "", "It does harm."]),
    ),
    max_size=9,
)


def test_expected_is_potential_times_readiness_times_evidence():
    assert candidate().expected == Span(27_000, 13_500, 40_500)


def test_what_runs_at_scale_already_adds_nothing():
    assert additional(Span(400_000, 300_000, 500_000), realised=100_000).likely == 0
    assert additional(Span(400_000, 300_000, 500_000), realised=140_000).likely == 0


def test_only_the_share_that_is_still_to_come_counts_and_the_range_keeps_its_proportions():
    found = additional(Span(400_000, 300_000, 500_000), realised=25_000)

    assert (found.likely, found.low, found.high) == pytest.approx((75_000, 56_250, 93_750))


def test_what_got_worse_is_no_gain_to_come():
    each = candidate(potential=additional(Span(-40_000, -60_000, -20_000), realised=0.0))

    assert why(each) is Why.NO_VALUE


@pytest.mark.parametrize(
    ("stage", "grade", "share"),
    [
        (Stage.IDEA, "E", 0.2),
        (Stage.PILOT, "E", 0.2),
        (Stage.PILOT, "D", 0.6),
        (Stage.PROOF, "C", 0.75),
        (Stage.SCALE, "B", 0.9),
        (Stage.PROOF, "A", 1.0),
    ],
)
def test_evidence_counts_as_it_does_in_a_pipeline(stage, grade, share):
    shrunk = None if grade == "E" else 1_000.0

    assert evidence_share(stage, grade=grade, policy=START) == pytest.approx(share)
    assert pipeline_value(stage, policy=START, forecast=1_000.0, shrunk=shrunk, grade=grade) == pytest.approx(
        1_000 * share
    )


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"no_outcome": "It has no primary metric."}, Why.NO_OUTCOME),
        ({"held": "Complaints got worse."}, Why.HELD),
        ({"potential": None}, Why.NO_VALUE),
        ({"level": None}, Why.NOT_READY),
        ({"level": 0}, Why.NOT_READY),
        ({"cost": None}, Why.COST_UNKNOWN),
        ({"cost": 30_000}, Why.OVER_BUDGET),
    ],
)
def test_what_is_not_picked_says_why(said, reason):
    assert why(candidate(**said), budget=20_000) is reason


def test_without_a_budget_nothing_costs_more_than_the_budget():
    (left,) = chosen([candidate(potential=Span(0.0, 0.0, 0.0))], budget=None).left

    assert "budget" not in left.because


def test_what_does_not_fit_beside_the_picks_says_so():
    found = chosen([candidate("one"), candidate("two", potential=Span(4_000, 0, 8_000))], budget=15_000)

    assert [each.slug for each in found.picked] == ["one"]
    assert found.left[0].because == "The picks leave too little of the budget."


@settings(max_examples=60)
@given(CANDIDATES, AMOUNTS)
def test_every_candidate_is_picked_or_left_with_a_reason_and_the_picks_fit(candidates, budget):
    found = chosen(candidates, budget=budget)

    told = [each.slug for each in found.picked] + [each.candidate.slug for each in found.left]
    assert sorted(told) == sorted(each.slug for each in candidates)
    assert found.cost <= budget
    assert all(each.because for each in found.left)


@settings(max_examples=40)
@given(CANDIDATES, AMOUNTS, st.randoms(use_true_random=False))
def test_the_order_in_which_candidates_come_does_not_matter(candidates, budget, random):
    shuffled = list(candidates)
    random.shuffle(shuffled)

    one, other = chosen(candidates, budget=budget), chosen(shuffled, budget=budget)

    assert [each.slug for each in one.picked] == [each.slug for each in other.picked]


@settings(max_examples=40)
@given(CANDIDATES, AMOUNTS)
def test_picking_by_value_alone_is_never_better(candidates, budget):
    found = chosen(candidates, budget=budget)

    spent, brought = 0.0, 0
    over = [left.candidate for left in found.left if left.why is Why.OVER_BUDGET]
    free = [*found.picked, *over]
    for each in sorted(free, key=lambda each: -each.expected.likely):
        if spent + each.cost <= budget:
            spent, brought = spent + each.cost, brought + round(each.expected.likely)
    assert sum(round(each.expected.likely) for each in found.picked) >= brought
