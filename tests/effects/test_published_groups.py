"""Groups, trials and many results at once, against what others published."""

import numpy as np
import pytest
from scipy import stats

from cxdash.domain.comparisons import Arm, Comparison
from cxdash.domain.metrics import Direction
from cxdash.effects.estimate import Estimator, Shape
from cxdash.effects.estimation import estimate
from cxdash.effects.guardrails import guardrail
from cxdash.effects.plan import Kind, RequiredChange
from cxdash.effects.points import Point
from cxdash.effects.shrinkage import Attainment, heterogeneity, shrink
from tests.effects import published
from tests.effects.series import GO_LIVE, LONG_AFTER, a_plan

# Women with a text reminder before their breast screening and without: how many, of how many (Kerrison et al. 2015,
# British Journal of Cancer 112:1005-1010).
ATTENDED = (327, 456), (260, 435)
CANCELLED = (31, 456), (10, 435)


def _points(pilot, comparison):
    return [Point(GO_LIVE, None, *pilot), Point(GO_LIVE, None, *comparison, arm=Arm.COMPARISON)]


def _two_groups(pilot, comparison, **changed):
    plan = a_plan(kind=Kind.RATE, direction=Direction.UP, comparison=Comparison.RANDOMISED, **changed)
    return estimate(_points(pilot, comparison), plan, as_of=LONG_AFTER)


def test_agrees_with_newcombe_s_example():
    """56/70 against 48/80 gives 0.0524 to 0.3339 (Newcombe 1998, method 10, example a)."""
    effect = _two_groups((56, 70), (48, 80), target=None)

    assert (effect.shape, effect.estimator) == (Shape.RANDOMISED, Estimator.NEWCOMBE)
    assert (effect.low, effect.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_agrees_with_the_physicians_health_study():
    """189/11034 against 104/11037 heart attacks is a ratio of 1.82 (1.43 to 2.31)."""
    effect = _two_groups((189, 11034), (104, 11037), target=RequiredChange(0.5))

    assert effect.estimator is Estimator.LOG_RATIO
    assert (effect.effect, effect.low, effect.high) == pytest.approx((0.82, 0.43, 1.31), abs=0.006)


def _chi_squared(pilot, comparison):
    table = [[count, total - count] for count, total in (pilot, comparison)]
    return stats.chi2_contingency(table, correction=False)


@pytest.mark.parametrize(("counts", "published_statistic"), [(ATTENDED, 14.12), (CANCELLED, 10.27)])
def test_the_text_reminders_counts_give_the_published_tests(counts, published_statistic):
    """χ² 14.12 for attendance and 10.27 for cancellations (Kerrison et al. 2015, table 2B)."""
    assert _chi_squared(*counts).statistic == pytest.approx(published_statistic, abs=0.005)


def test_text_reminders_raise_attendance_as_surely_as_the_published_test_says():
    effect = _two_groups(*ATTENDED, target=None, window_days=7)

    assert (effect.verdict, effect.grade) == ("Better, target not shown", "A")
    assert 2 * effect.p_worse == pytest.approx(_chi_squared(*ATTENDED).pvalue, abs=0.0005)


def test_text_reminders_raise_cancellations_which_a_guardrail_would_have_said():
    plan = a_plan(kind=Kind.RATE, comparison=Comparison.RANDOMISED, target=None, metric="Cancellation")

    light = guardrail(_points(*CANCELLED), plan, 0.05, as_of=LONG_AFTER)

    assert light.status == "red"
    assert 2 * (1 - light.p_worse) == pytest.approx(_chi_squared(*CANCELLED).pvalue, abs=0.001)


def test_eight_schools_have_a_common_effect_of_7_7_and_no_variance_between_them():
    """Pooled 7.7 with standard error 4.1; the moment estimate of τ² is negative and counts as 0 (Rubin 1981)."""
    schools = [Attainment(*school) for school in published.EIGHT_SCHOOLS]

    common = heterogeneity(schools, method="dl")

    assert (common.mean, common.error, common.between_variance) == pytest.approx((7.7, 4.1, 0.0), abs=0.05)


@pytest.mark.parametrize(("method", "variance", "mean"), [("dl", 0.3088, -0.7141), ("iterated", 0.3181, -0.7150)])
def test_the_bcg_trials_differ_as_published(method, variance, mean):
    """τ² 0.3088 (DerSimonian-Laird) and 0.3181 (Paule-Mandel), mean log ratio −0.7141 (Colditz et al. 1994)."""
    trials = [
        Attainment(
            str(at), np.log(a / (a + b)) - np.log(c / (c + d)), (1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)) ** 0.5
        )
        for at, (a, b, c, d) in enumerate(published.BCG_TRIALS)
    ]

    common = heterogeneity(trials, method=method)

    assert common.between_variance == pytest.approx(variance, abs=0.0003)
    assert common.mean == pytest.approx(mean, abs=0.0003)


_SEEN, _SEASON = np.array(published.BASEBALL).T
_TIMES_AT_BAT = 45


def _james_stein(values, variance):
    """Shrink towards the mean by the factor 1 − (k − 3) σ² / Σ(y − ȳ)²; return the shrunk values and what is left."""
    left = 1 - (len(values) - 3) * variance / ((values - values.mean()) ** 2).sum()
    return values.mean() + left * (values - values.mean()), left


def _transformed(averages):
    """Bring averages to a scale on which each has variance 1 (Efron & Morris 1975)."""
    return np.sqrt(_TIMES_AT_BAT) * np.arcsin(2 * averages - 1)


def _loss(estimates):
    return ((estimates - _transformed(_SEASON)) ** 2).sum()


def test_baseball_s_averages_are_shrunk_as_published():
    """0.212 of each distance is left, Clemente's 0.400 becomes 0.294 (1977); the loss falls 3.50-fold (1975)."""
    mean = _SEEN.mean()

    shrunk, left = _james_stein(_SEEN, mean * (1 - mean) / _TIMES_AT_BAT)
    on_their_scale, _ = _james_stein(_transformed(_SEEN), 1.0)

    assert (left, shrunk[0]) == pytest.approx((0.212, 0.294), abs=0.0006)
    assert _loss(_transformed(_SEEN)) / _loss(on_their_scale) == pytest.approx(3.50, abs=0.02)


def test_shrinking_pilots_does_for_baseball_what_the_published_estimator_did():
    """With errors of 0.4, as attainments have them: loss a 3.5th, Clemente near 0.294, four fifths of it pulled in."""
    scale = 0.4
    players = [Attainment(str(at), float(value), scale) for at, value in enumerate(scale * _transformed(_SEEN))]

    found = shrink(players)

    shrunk = np.array([each.shrunk for each in found]) / scale
    assert _loss(_transformed(_SEEN)) / _loss(shrunk) == pytest.approx(3.50, abs=0.03)
    assert (np.sin(shrunk[0] / np.sqrt(_TIMES_AT_BAT)) + 1) / 2 == pytest.approx(0.294, abs=0.01)
    assert found[0].pull == pytest.approx(1 - 0.209, abs=0.03)
