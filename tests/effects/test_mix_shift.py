"""A rate's change taken apart: what happened within the segments, and what only their mix did."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.errors import RuleError
from cxdash.effects.mix_shift import MixShift, Slice, mix_sentence, mix_shift, slices_of
from cxdash.effects.plan import Kind
from cxdash.effects.points import Point
from cxdash.effects.sentence import plain_wording
from tests.effects import published
from tests.effects.series import GO_LIVE, LONG_AFTER, a_plan, weekly_counts

BERKELEY = [
    Slice(department, men, men + refused_men, women, women + refused_women)
    for department, men, refused_men, women, refused_women in published.BERKELEY_ADMISSIONS
]
WORDING = plain_wording(a_plan(unit="%"))


def test_berkeley_s_admissions_are_taken_apart_as_published():
    """Men 44.5 %, women 30.4 %: −14.2 points, of which +3.6 rate and −17.8 mix (Bickel, Hammel, O'Connell 1975)."""
    shift = mix_shift(BERKELEY)

    assert sum(each.count_before for each in BERKELEY) / sum(each.volume_before for each in BERKELEY) == pytest.approx(
        0.445, abs=0.001
    )
    assert sum(each.count_after for each in BERKELEY) / sum(each.volume_after for each in BERKELEY) == pytest.approx(
        0.304, abs=0.001
    )
    assert (shift.change, shift.rate_part, shift.mix_part) == pytest.approx((-0.1416, 0.0360, -0.1777), abs=0.0002)
    assert shift.sign_reverses
    assert shift.headline == shift.rate_part


def test_large_segments_that_moved_against_the_headline_are_named():
    shift = mix_shift(BERKELEY)

    assert [each.segment for each in shift.against] == ["C", "E"]
    assert mix_sentence(shift, WORDING) == (
        "Within the segments the change is +3.6\u00a0points; −17.8\u00a0points comes from a different mix of segments. "
        "The two point in opposite directions: the total misleads. The other way moved: C, E."
    )


def test_a_segment_of_less_than_a_tenth_of_the_volume_is_not_named():
    large, small = Slice("large", 20, 92, 10, 92), Slice("small", 1, 8, 4, 8)

    assert mix_shift([large, small]).against == ()
    assert [each.segment for each in mix_shift([large, Slice("ten", 1, 12, 4, 12)]).against] == ["ten"]


@pytest.mark.parametrize(("mix", "matters"), [(-0.024, False), (-0.025, True), (0.025, True), (0.0, False)])
def test_a_mix_of_a_quarter_of_the_change_makes_the_rate_part_the_headline(mix, matters):
    shift = MixShift(-0.1, rate_part=-0.1 - mix, mix_part=mix, segments=())

    assert shift.matters is matters
    assert shift.headline == (shift.rate_part if matters else -0.1)
    assert (mix_sentence(shift, WORDING) != "") is matters


def test_the_same_mix_leaves_nothing_but_rate():
    shift = mix_shift([Slice("a", 30, 100, 20, 200), Slice("b", 10, 50, 30, 100)])

    assert shift.mix_part == pytest.approx(0.0)
    assert shift.rate_part == pytest.approx(shift.change)


def test_the_same_rates_leave_nothing_but_mix():
    shift = mix_shift([Slice("a", 30, 100, 60, 200), Slice("b", 10, 100, 5, 50)])

    assert shift.rate_part == pytest.approx(0.0)
    assert shift.headline == pytest.approx(0.0)


def test_a_new_segment_is_mix_and_no_rate():
    shift = mix_shift([Slice("old", 20, 100, 20, 100), Slice("new", 0, 0, 50, 100)])

    assert shift.rate_part == pytest.approx(0.0)
    assert shift.mix_part == pytest.approx(0.35 - 0.20)


def test_a_phase_without_volume_cannot_be_taken_apart():
    assert mix_shift([]) is None
    assert mix_shift([Slice("a", 0, 0, 3, 10)]) is None


@pytest.mark.parametrize("counts", [(1, 0, 1, 10), (1, -1, 1, 10), (float("nan"), 1, 1, 10), (1, float("inf"), 1, 10)])
def test_counts_without_a_rate_are_refused(counts):
    with pytest.raises(RuleError, match="no rate"):
        Slice("a", *counts)


def test_slices_are_the_sums_of_baseline_and_window():
    plan = a_plan(kind=Kind.RATE)
    young = weekly_counts([5] * 13 + [3] * 13, [10] * 26)
    old = weekly_counts([2] * 13 + [4] * 13, [20] * 26)
    points = [
        Point(each.starts, None, each.numerator, each.denominator, segment=name)
        for name, figures in (("young", young), ("old", old))
        for each in figures
    ]
    without_counts = Point(GO_LIVE, 0.3, segment="young")

    assert slices_of([*reversed(points), without_counts], plan, as_of=LONG_AFTER) == (
        Slice("old", 26, 260, 52, 260),
        Slice("young", 65, 130, 39, 130),
    )


_COUNTS = st.tuples(st.integers(0, 50), st.integers(1, 500), st.integers(0, 50), st.integers(1, 500))
_SEGMENTS = st.lists(_COUNTS, min_size=1, max_size=6)


def _slices(counts):
    return [Slice(str(at), *each) for at, each in enumerate(counts)]


@given(_SEGMENTS)
def test_the_parts_add_up_to_the_change(counts):
    shift = mix_shift(_slices(counts))

    assert shift.rate_part + shift.mix_part == pytest.approx(shift.change, abs=1e-9)
    assert sum(each.weight for each in shift.segments) == pytest.approx(1.0)


@given(_SEGMENTS)
def test_swapping_the_phases_mirrors_every_part(counts):
    forth = mix_shift(_slices(counts))
    back = mix_shift(_slices([(*each[2:], *each[:2]) for each in counts]))

    assert (back.change, back.rate_part, back.mix_part) == pytest.approx(
        (-forth.change, -forth.rate_part, -forth.mix_part), abs=1e-9
    )


@given(_SEGMENTS, st.randoms(use_true_random=False))
def test_the_order_of_segments_does_not_matter(counts, random):
    slices = _slices(counts)
    shuffled = mix_shift(random.sample(slices, len(slices)))

    assert (shuffled.rate_part, shuffled.mix_part) == pytest.approx(
        (mix_shift(slices).rate_part, mix_shift(slices).mix_part), abs=1e-9
    )


@given(_SEGMENTS, st.integers(2, 9))
def test_splitting_a_segment_into_equal_shares_changes_nothing(counts, parts):
    """What a segment is called, and in how many like pieces it is counted, is no change of the mix."""
    whole = mix_shift(_slices(counts))
    pieces = mix_shift([Slice(f"{at}", *(number / parts for number in each)) for each in counts for at in range(parts)])

    assert (pieces.rate_part, pieces.mix_part) == pytest.approx((whole.rate_part, whole.mix_part), abs=1e-9)
