"""The estimators against results that others published."""

from datetime import date

import numpy as np
import pytest
from scipy import stats

from cxdash.domain.comparisons import Arm, Comparison
from cxdash.domain.metrics import Direction
from cxdash.effects.estimate import Estimator, Shape
from cxdash.effects.estimation import estimate
from cxdash.effects.plan import Kind, RequiredChange
from cxdash.effects.points import Point
from cxdash.effects.shrinkage import Attainment, heterogeneity
from tests.effects import published
from tests.effects.series import GO_LIVE, LONG_AFTER, a_plan, monthly, yearly


def _window(go_live, ends_before):
    return {"go_live": go_live, "window_days": (ends_before - go_live).days, "locked_on": go_live}


def test_the_nile_s_fall_of_1899_lies_in_the_interval():
    """Mean flow 1097.75 before 1899 and 849.97 after: −247.78 (Cobb 1978)."""
    plan = a_plan(target=None, **_window(date(1899, 1, 1), date(1971, 1, 1)))

    effect = estimate(yearly(published.NILE_FLOWS, first=1871), plan, as_of=date(2020, 1, 1))

    assert effect.baseline_mean == pytest.approx(1097.75, abs=0.005)
    assert effect.observed_change == pytest.approx(247.78, abs=0.01)
    assert effect.low < 248 < effect.high


def test_california_s_tobacco_programme_agrees_with_synthetic_controls_and_not_with_plain_differences():
    """Synthetic DiD −15.6 (Arkhangelsky et al. 2021), synthetic control −19.5 inside; 2 × 2 DiD −27.35 outside."""
    plan = a_plan(target=None, comparison=Comparison.GROUP, **_window(date(1989, 1, 1), date(2001, 1, 1)))
    california = yearly(published.CALIFORNIA_PACKS, first=1970)
    others = yearly(published.OTHER_STATES_PACKS, first=1970, arm=Arm.COMPARISON)

    effect = estimate([*california, *others], plan, as_of=date(2020, 1, 1))

    assert (effect.effect, effect.low, effect.high) == pytest.approx((13.6, 4.5, 22.5), abs=0.06)
    assert effect.low < 15.6
    assert 19.5 < effect.high < 27.35
    gap = np.subtract(published.CALIFORNIA_PACKS, published.OTHER_STATES_PACKS)
    assert gap[19:].mean() - gap[:19].mean() == pytest.approx(-27.35, abs=0.01)


def test_sicily_s_smoking_ban_lies_in_the_interval():
    """Rate ratio 0.894 (Lopez Bernal, Cummins, Gasparrini 2017)."""
    plan = a_plan(kind=Kind.RATE, target=RequiredChange(-0.1), **_window(date(2005, 1, 1), date(2006, 12, 1)))
    events = monthly(published.SICILY_ACUTE_CORONARY_EVENTS, first=date(2002, 1, 1))
    points = [
        Point(each.starts, None, each.value, population)
        for each, population in zip(events, published.SICILY_STANDARD_POPULATION, strict=True)
    ]

    effect = estimate(points, plan, as_of=date(2020, 1, 1))

    assert effect.scale == "log"
    assert effect.low < 1 - 0.894 < effect.high


@pytest.mark.parametrize(
    ("casualties", "published_fall"),
    [
        (published.SEAT_BELTS_DRIVERS, 0.23),
        (published.SEAT_BELTS_FRONT, 0.30),
        (published.SEAT_BELTS_REAR, -0.03),
    ],
)
def test_the_seat_belt_law_s_effect_lies_in_the_interval(casualties, published_fall):
    """Drivers −23 %, front passengers −30 %, rear passengers +3 % (Harvey & Durbin 1986)."""
    plan = a_plan(kind=Kind.COUNT, **_window(date(1983, 2, 1), date(1985, 1, 1)))

    effect = estimate(monthly(casualties, first=date(1969, 1, 1)), plan, as_of=date(2020, 1, 1))

    assert effect.low < published_fall < effect.high


def _two_groups(pilot, comparison, **changed):
    plan = a_plan(kind=Kind.RATE, direction=Direction.UP, comparison=Comparison.RANDOMISED, **changed)
    points = [Point(GO_LIVE, None, *pilot), Point(GO_LIVE, None, *comparison, arm=Arm.COMPARISON)]
    return estimate(points, plan, as_of=LONG_AFTER)


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


def test_eight_schools_have_a_common_effect_of_7_7_and_no_variance_between_them():
    """Pooled 7.7 with standard error 4.1; the moment estimate of τ² is negative and counts as 0 (Rubin 1981)."""
    schools = [Attainment(*school) for school in published.EIGHT_SCHOOLS]

    common = heterogeneity(schools, method="dl")

    assert (common.mean, common.error, common.between_variance) == pytest.approx((7.7, 4.1, 0.0), abs=0.05)


@pytest.mark.parametrize(("method", "variance"), [("dl", 0.3088), ("iterated", 0.3181)])
def test_the_bcg_trials_differ_as_published(method, variance):
    """τ² 0.3088 (DerSimonian-Laird) and 0.3181 (Paule-Mandel), mean log ratio −0.7141 (Colditz et al. 1994)."""
    trials = [
        Attainment(
            str(at), np.log(a / (a + b)) - np.log(c / (c + d)), (1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)) ** 0.5
        )
        for at, (a, b, c, d) in enumerate(published.BCG_TRIALS)
    ]

    common = heterogeneity(trials, method=method)

    assert common.between_variance == pytest.approx(variance, abs=0.0003)
    if method == "dl":
        assert common.mean == pytest.approx(-0.7141, abs=0.0003)


def test_one_number_before_is_one_noisy_period():
    """Against scipy's t distribution by hand: mean − B, s √(1/n + 1), n − 1 degrees of freedom."""
    pilot = [17.0, 19.0, 18.0, 16.5, 18.5, 17.5]
    points = [Point(each.starts, each.value) for each in monthly(pilot, first=date(2025, 3, 1))]
    plan = a_plan(target=None, go_live=date(2025, 3, 1), window_days=184, baseline_value=20.0)

    effect = estimate(points, plan, as_of=LONG_AFTER)

    half = stats.t.ppf(0.975, 5) * np.std(pilot, ddof=1) * np.sqrt(1 / 6 + 1)
    change = 20.0 - np.mean(pilot)
    assert effect.shape is Shape.ONE_NUMBER_BEFORE
    assert (effect.low, effect.effect, effect.high) == pytest.approx((change - half, change, change + half))
