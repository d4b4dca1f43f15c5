"""How long the measurement takes: an effect, its other readings, its money, twelve pilots, a thousand computed anew."""

import random
from datetime import date, timedelta
from pathlib import Path

from benchmarks import portfolios
from benchmarks.portfolios import TODAY, Portfolio
from benchmarks.timing import interleaved
from cxdash.changes import effects
from cxdash.domain.actions import Action
from cxdash.domain.cash_flow import Costs
from cxdash.domain.comparisons import Arm, Comparison
from cxdash.domain.metrics import Direction
from cxdash.domain.people import Person, Role
from cxdash.effects.estimation import estimate
from cxdash.effects.net_value import Likely, Stake, net_value
from cxdash.effects.plan import Kind, Plan, RequiredChange
from cxdash.effects.points import Point
from cxdash.effects.run import run
from cxdash.effects.sensitivity import sensitivity
from cxdash.effects.shrinkage import Attainment, overstatement, shrink

_GOES_LIVE = date(2026, 3, 2)
_BEFORE, _AFTER = 26, 13
_ROUNDS = 30
_THOUSAND = 1000


def measure(folder: Path) -> dict[str, float]:
    """Return milliseconds of each part of one result and of twelve pilots, and seconds of a thousand pilots.

    Processor time; the thousand are extrapolated from 50 pilots with four metrics each.
    """
    points, plan, attainments, stake = _points(), _plan(), _attainments(), _stake()
    ran = run(points, plan, as_of=TODAY, relative=plan.is_relative)
    if isinstance(ran, str):
        raise TypeError(ran)
    effect = estimate(points, plan, as_of=TODAY, ran=ran)
    took = interleaved(
        {
            "effect": lambda: estimate(points, plan, as_of=TODAY),
            "others": lambda: sensitivity(points, plan, as_of=TODAY, ran=ran),
            "money": lambda: net_value(effect, stake),
            "comparison": lambda: overstatement(shrink(attainments)),
        },
        rounds=_ROUNDS,
    )
    held = portfolios.both(folder)[0]
    recomputed = interleaved({"pilots": lambda: _recomputed(held)}, rounds=2)["pilots"]
    return {
        "effect_ms": took["effect"] * 1000,
        "sensitivity_ms": took["others"] * 1000,
        "net_value_ms": took["money"] * 1000,
        "comparison_12_ms": took["comparison"] * 1000,
        "recompute_1000_s": recomputed * _THOUSAND / len(held.pilots),
    }


def _points() -> list[Point]:
    """Return 26 weeks before and 13 after go-live of a rate, of the pilot and of its comparison."""
    drawn = random.Random(1)  # noqa: S311 figures to be measured with, no secret
    return [
        Point(
            _GOES_LIVE + timedelta(weeks=week),
            numerator=round(500 * drawn.uniform(0.18, 0.22) * (0.8 if week >= 0 and arm is Arm.PILOT else 1)),
            denominator=500,
            arm=arm,
        )
        for arm in Arm
        for week in range(-_BEFORE, _AFTER)
    ]


def _plan() -> Plan:
    return Plan(
        direction=Direction.DOWN,
        kind=Kind.RATE,
        go_live=_GOES_LIVE,
        window_days=_AFTER * 7,
        unit="%",
        target=RequiredChange(-0.15),
        comparison=Comparison.GROUP,
        locked_on=_GOES_LIVE - timedelta(days=10),
    )


def _stake() -> Stake:
    """Return money of which everything is uncertain."""
    return Stake(Likely(30.0, 40.0, 60.0), 50_000.0, Costs(25_000.0, 12_000.0, 0.1), Likely(0.5, 0.8, 0.9))


def _attainments() -> list[Attainment]:
    drawn = random.Random(2)  # noqa: S311 figures to be measured with, no secret
    return [Attainment(f"Pilot {at}", drawn.gauss(0.8, 0.5), drawn.uniform(0.1, 0.4)) for at in range(12)]


def _recomputed(held: Portfolio) -> None:
    person = Person(1, "Local administrator", frozenset({Role.ADMIN}))
    with held.database.changing(person, Action.EFFECTS_RECOMPUTE) as session:
        effects.recompute(session, today=TODAY)
