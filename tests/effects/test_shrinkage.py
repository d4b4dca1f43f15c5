"""Pilots compared: the best of many looks better than it is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.effects.estimation import estimate
from cxdash.effects.shrinkage import (
    UNCONFIRMED,
    Attainment,
    attainment_of,
    heterogeneity,
    overstatement,
    shrink,
)
from tests.effects import published
from tests.effects.series import GO_LIVE, LONG_AFTER, a_plan, noisy, weekly


def _by_sums(pilots, *, spreads):
    """The formula of the method, term by term: weight of τ times conditional mean and variance."""
    weights, means, variances = [], [], []
    for tau in spreads:
        w = [1 / (each.error**2 + tau**2) for each in pilots]
        centre = sum(wi * each.share for wi, each in zip(w, pilots, strict=True)) / sum(w)
        log = sum(np.log(w)) / 2 - np.log(sum(w)) / 2 - (tau / 0.5) ** 2 / 2
        log -= sum(wi * (each.share - centre) ** 2 for wi, each in zip(w, pilots, strict=True)) / 2
        pull = [each.error**2 / (each.error**2 + tau**2) for each in pilots]
        weights.append(np.exp(log))
        means.append([b * centre + (1 - b) * each.share for b, each in zip(pull, pilots, strict=True)])
        variances.append([(1 - b) * each.error**2 + b**2 / sum(w) for b, each in zip(pull, pilots, strict=True)])
    share = np.array(weights) / sum(weights)
    mean = share @ np.array(means)
    return mean, np.sqrt(share @ (np.array(variances) + (np.array(means) - mean) ** 2))


SCHOOLS = [Attainment(name, effect / 20, error / 20) for name, effect, error in published.EIGHT_SCHOOLS]


def test_agrees_with_the_formula_term_by_term():
    mean, error = _by_sums(SCHOOLS, spreads=np.linspace(0.01, 2.0, 60))

    shrunk = shrink(SCHOOLS)

    assert [each.shrunk for each in shrunk] == pytest.approx(mean)
    assert [each.high - each.low for each in shrunk] == pytest.approx(3.92 * error)


def test_the_grid_of_spreads_is_fine_enough():
    fine, _ = _by_sums(SCHOOLS, spreads=np.linspace(0.001, 4.0, 4000))

    assert [each.shrunk for each in shrink(SCHOOLS)] == pytest.approx(fine, abs=0.01)


def test_schools_that_do_not_differ_are_drawn_most_of_the_way_to_their_mean():
    shrunk = shrink(SCHOOLS)

    assert all(each.pull > 0.75 for each in shrunk)
    assert max(each.shrunk for each in shrunk) < 28 / 20
    assert sorted(each.name for each in shrunk) == list("ABCDEFGH")


def test_a_precise_pilot_is_moved_less_than_a_vague_one():
    vague, precise, *_ = shrink(
        [
            Attainment("vague", 1.2, 0.6),
            Attainment("precise", 1.2, 0.05),
            Attainment("c", 0.2, 0.2),
            Attainment("d", 0.4, 0.2),
        ]
    )

    assert vague.shrunk < precise.shrunk <= precise.raw


def test_a_single_pilot_is_left_alone_and_labelled():
    (only,) = shrink([Attainment("only", 0.6, 0.2)])

    assert (only.shrunk, only.pull, only.label) == (0.6, 0.0, UNCONFIRMED)


def test_no_pilots_are_no_comparison():
    assert shrink([]) == []


def test_the_winner_s_curse_is_undone_on_average():
    """12 pilots, true attainment 0.3 ± 0.3, standard error 0.4: the raw top three promise far more than they hold."""
    random = np.random.default_rng(7)
    raw, shrunk, true = [], [], []
    for _ in range(200):
        truth = 0.3 + 0.3 * random.standard_normal(12)
        seen = truth + 0.4 * random.standard_normal(12)
        best = sorted(range(12), key=lambda at: seen[at])[-3:]
        results = shrink([Attainment(str(at), float(value), 0.4) for at, value in enumerate(seen)])
        raw.append(np.mean([seen[at] for at in best]))
        shrunk.append(np.mean([results[at].shrunk for at in best]))
        true.append(np.mean([truth[at] for at in best]))

    assert np.mean(raw) > 1.3 * np.mean(true)
    assert np.mean(shrunk) == pytest.approx(np.mean(true), rel=0.12)


def test_the_overstatement_of_the_best_is_raw_over_shrunk():
    shrunk = shrink([Attainment("a", 1.0, 0.3), Attainment("b", 0.2, 0.3), Attainment("c", 0.1, 0.3)])

    assert overstatement(shrunk, top=1) == pytest.approx(1.0 / shrunk[0].shrunk - 1)
    assert overstatement(shrunk[:1]) is None


def test_only_closed_windows_with_a_target_are_compared():
    points = weekly(noisy(20, 16))
    closed = estimate(points, a_plan(), as_of=LONG_AFTER)

    found = attainment_of("north", closed)

    low, middle, high = closed.attainment
    assert (found.share, found.error) == pytest.approx((middle, (high - low) / 3.92))
    assert attainment_of("north", estimate(points, a_plan(), as_of=GO_LIVE)) is None
    assert attainment_of("north", estimate(points, a_plan(target=None), as_of=LONG_AFTER)) is None


def test_one_pilot_says_nothing_about_differences():
    with pytest.raises(ValueError, match="two pilots"):
        heterogeneity(SCHOOLS[:1])


@pytest.mark.parametrize("error", [0.0, -1.0, float("inf"), float("nan")])
def test_an_attainment_needs_an_error(error):
    with pytest.raises(ValueError, match="cannot be compared"):
        Attainment("x", 0.5, error)


_PILOTS = st.lists(st.tuples(st.floats(-1, 2), st.floats(0.05, 1.0)), min_size=2, max_size=12)


def _shrunk(pairs):
    return shrink([Attainment(str(at), *each) for at, each in enumerate(pairs)])


@settings(deadline=None)
@given(_PILOTS, st.randoms(use_true_random=False))
def test_the_order_of_pilots_does_not_matter(pairs, random):
    places = random.sample(range(len(pairs)), len(pairs))
    mixed = _shrunk([pairs[place] for place in places])

    assert [each.shrunk for each in mixed] == pytest.approx([_shrunk(pairs)[place].shrunk for place in places])


@settings(deadline=None)
@given(_PILOTS, st.floats(-3, 3))
def test_what_all_pilots_have_more_is_not_shrunk_away(pairs, more):
    lifted = _shrunk([(share + more, error) for share, error in pairs])

    assert [each.shrunk - more for each in lifted] == pytest.approx([each.shrunk for each in _shrunk(pairs)], abs=1e-9)
    assert [each.high - each.low for each in lifted] == pytest.approx([each.high - each.low for each in _shrunk(pairs)])


@settings(deadline=None)
@given(_PILOTS)
def test_shrinking_stays_between_the_extremes_and_never_widens_the_field(pairs):
    found = _shrunk(pairs)
    shares = [share for share, _ in pairs]

    assert all(min(shares) - 1e-9 <= each.shrunk <= max(shares) + 1e-9 for each in found)
    assert all(0 < each.pull < 1 for each in found)


@settings(deadline=None)
@given(st.floats(-1, 2), st.floats(0.05, 1.0), st.integers(2, 10))
def test_pilots_that_agree_are_left_where_they_are(share, error, count):
    assert [each.shrunk for each in _shrunk([(share, error)] * count)] == pytest.approx([share] * count)
