"""Coverage of whole estimates, from figures to interval, for shapes of data that are no plain weekly series."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import numpy as np

from benchmarks.operating import Rates
from benchmarks.simulated import Floats, autocorrelated
from cxdash.domain.comparisons import Arm, Comparison
from cxdash.domain.metrics import Direction
from cxdash.effects.estimation import estimate
from cxdash.effects.plan import Kind, Plan, RequiredChange
from cxdash.effects.points import Point

_GOES_LIVE = date(2026, 3, 2)
_LONG_AFTER = date(2027, 1, 1)
_WEEKS = 13
_SHARE = 0.2
_ABSOLUTE = RequiredChange(1.0, relative=False)

Draw = Callable[[np.random.Generator], Sequence[Point]]


def rates_by_shape(runs: int, seed: int) -> dict[str, Rates]:
    """Return by shape how often the interval held the truth, which is no effect, and how often it claimed a win."""
    counts = Plan(Direction.UP, Kind.RATE, _GOES_LIVE, window_days=7 * _WEEKS, target=RequiredChange(0.1))
    series = Plan(Direction.UP, Kind.SCORE, _GOES_LIVE, window_days=7 * _WEEKS, target=_ABSOLUTE)
    lottery = Plan(
        Direction.UP, Kind.RATE, _GOES_LIVE, window_days=7 * _WEEKS, target=_ABSOLUTE, comparison=Comparison.RANDOMISED
    )
    lottery_of_ratios = Plan(
        Direction.UP,
        Kind.RATE,
        _GOES_LIVE,
        window_days=7 * _WEEKS,
        target=RequiredChange(0.1),
        comparison=Comparison.RANDOMISED,
    )
    shapes: dict[str, tuple[Plan, Draw]] = {
        "days with a weekly pattern and drift": (series, _days),
        "counts before and after": (counts, _counts_before_and_after),
        "groups drawn by lot, difference": (lottery, _two_groups),
        "groups drawn by lot, ratio": (lottery_of_ratios, _two_groups),
        "one number before": (series, _one_number(0.0)),
        "one number before, rho 0.3": (series, _one_number(0.3)),
    }
    return {
        name: _rates(plan, draw, np.random.default_rng([seed, 6, number]), runs)
        for number, (name, (plan, draw)) in enumerate(shapes.items())
    }


def _rates(plan: Plan, draw: Draw, random: np.random.Generator, runs: int) -> Rates:
    held = wins = 0
    for _ in range(runs):
        effect = estimate(draw(random), plan, as_of=_LONG_AFTER)
        if effect.low is not None and effect.high is not None:
            held += effect.low <= 0 <= effect.high
            wins += effect.low > 0
    return Rates(held / runs, wins / runs)


def _days(random: np.random.Generator) -> list[Point]:
    """Draw 13 + 13 weeks of days: weekends lower by 3, neighbours correlate by 0.3.

    The drift per week is 0.05 of a weekly mean's standard deviation, which is 0.49.
    """
    days = 2 * 7 * _WEEKS
    weekend = -3.0 * (np.arange(days) % 7 >= 5)
    values = autocorrelated(0.3)(random, 1, days)[0] + weekend + 0.05 * 0.49 / 7 * np.arange(days)
    return [Point(_GOES_LIVE + timedelta(days=at - days // 2), float(value)) for at, value in enumerate(values)]


def _counts_before_and_after(random: np.random.Generator) -> list[Point]:
    """Draw 13 + 13 weeks of 1,000 cases, whose share varies from week to week by 0.1 on the logit scale."""
    return _weekly(random, _shares(random, 2 * _WEEKS), cases=1000, first=-_WEEKS)


def _two_groups(random: np.random.Generator) -> list[Point]:
    """Draw 13 weeks of 400 cases in either group, which share the week-to-week variation."""
    shares = _shares(random, _WEEKS)
    return [point for arm in Arm for point in _weekly(random, shares, cases=400, first=0, arm=arm)]


def _one_number(rho: float) -> Draw:
    """Return a source of one week before go-live and 13 after."""

    def drawn(random: np.random.Generator) -> list[Point]:
        values = autocorrelated(rho)(random, 1, 1 + _WEEKS)[0]
        return [Point(_GOES_LIVE + timedelta(weeks=at - 1), float(value)) for at, value in enumerate(values)]

    return drawn


def _shares(random: np.random.Generator, weeks: int) -> Floats:
    logits = np.log(_SHARE / (1 - _SHARE)) + 0.1 * random.standard_normal(weeks)
    shares: Floats = 1 / (1 + np.exp(-logits))
    return shares


def _weekly(
    random: np.random.Generator, shares: Floats, *, cases: int, first: int, arm: Arm = Arm.PILOT
) -> list[Point]:
    events = random.binomial(cases, shares)
    return [
        Point(_GOES_LIVE + timedelta(weeks=first + at), None, float(each), float(cases), arm=arm)
        for at, each in enumerate(events)
    ]
