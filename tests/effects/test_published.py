"""The estimators against what others found in the same series."""

from datetime import date

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from cxdash.domain.comparisons import Arm, Comparison
from cxdash.effects.estimate import Shape
from cxdash.effects.estimation import estimate
from cxdash.effects.plan import Kind, RequiredChange
from cxdash.effects.points import Point
from tests.effects import published
from tests.effects.series import LONG_AFTER, a_plan, monthly, yearly


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
    assert gap[19:].mean() - gap[:19].mean() == pytest.approx(-27.35, abs=0.001)


def _sicily_s_rate_ratio(*seasons, **fitted):
    """The smoking ban's rate ratio and its 95 % range by statsmodels: step, trend, seasons, population as offset."""
    time = np.arange(1, 60)
    design = np.column_stack([np.ones(59), time >= 37, time, *seasons]).astype(float)
    counts, population = published.SICILY_ACUTE_CORONARY_EVENTS, published.SICILY_STANDARD_POPULATION
    model = sm.GLM(np.array(counts), design, family=sm.families.Poisson(), offset=np.log(population))
    fit = model.fit(**fitted)
    return tuple(np.exp([fit.params[1], *fit.conf_int()[1]]))


def test_sicily_s_figures_give_the_published_rate_ratios():
    """0.894 (0.864 to 0.925); with seasons and overdispersion 0.885 (0.839 to 0.933) (Lopez Bernal et al. 2017)."""
    angle = 2 * np.pi * np.arange(1, 60) / 12
    seasons = [wave(times * angle) for times in (1, 2) for wave in (np.sin, np.cos)]

    assert _sicily_s_rate_ratio() == pytest.approx((0.894, 0.864, 0.925), abs=0.0015)
    assert _sicily_s_rate_ratio(*seasons, scale="X2") == pytest.approx((0.885, 0.839, 0.933), abs=0.0015)


def test_sicily_s_smoking_ban_lies_in_the_interval():
    """Both published rate ratios, 0.894 and 0.885 (Lopez Bernal, Cummins, Gasparrini 2017)."""
    plan = a_plan(kind=Kind.RATE, target=RequiredChange(-0.1), **_window(date(2005, 1, 1), date(2006, 12, 1)))
    events = monthly(published.SICILY_ACUTE_CORONARY_EVENTS, first=date(2002, 1, 1))
    points = [
        Point(each.starts, None, each.value, population)
        for each, population in zip(events, published.SICILY_STANDARD_POPULATION, strict=True)
    ]

    effect = estimate(points, plan, as_of=date(2020, 1, 1))

    assert effect.scale == "log"
    assert effect.low < 1 - 0.894 < 1 - 0.885 < effect.high


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
