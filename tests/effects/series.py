"""Builders of the series and plans that the effect tests measure."""

from datetime import date, timedelta

import numpy as np

from cxdash.domain.comparisons import Arm
from cxdash.domain.metrics import Direction
from cxdash.effects.plan import Kind, Plan, RequiredChange
from cxdash.effects.points import Point

GO_LIVE = date(2025, 3, 3)
LONG_AFTER = date(2026, 3, 1)


def a_plan(**changed):
    """A locked 13-week plan for a mean that should fall by 30 %."""
    fields = {
        "direction": Direction.DOWN,
        "kind": Kind.MEAN,
        "go_live": GO_LIVE,
        "metric": "Handle time",
        "target": RequiredChange(-0.3),
        "locked_on": GO_LIVE,
    }
    return Plan(**(fields | changed))


def weekly(values, *, baseline=13, arm=Arm.PILOT):
    """Weekly values, ``baseline`` of which lie before go-live; None is a missing week."""
    return [
        Point(GO_LIVE + timedelta(weeks=at - baseline), None if value is None else float(value), arm=arm)
        for at, value in enumerate(values)
    ]


def weekly_counts(numerators, denominators, *, baseline=13, arm=Arm.PILOT):
    """Weekly counts of a whole."""
    return [
        Point(GO_LIVE + timedelta(weeks=at - baseline), None, float(above), float(below), arm=arm)
        for at, (above, below) in enumerate(zip(numerators, denominators, strict=True))
    ]


def noisy(level_before, level_after, *, before=13, after=13, sd=1.0, seed=1):
    """Independent normal noise around two levels."""
    random = np.random.default_rng(seed)
    levels = [level_before] * before + [level_after] * after
    return [float(level + sd * random.standard_normal()) for level in levels]


def monthly(values, *, first):
    """Monthly values from the month of ``first`` on."""
    months = [first.year * 12 + first.month - 1 + at for at in range(len(values))]
    return [
        Point(date(month // 12, month % 12 + 1, 1), float(value)) for month, value in zip(months, values, strict=True)
    ]


def yearly(values, *, first, arm=Arm.PILOT):
    """Yearly values from the year ``first`` on."""
    return [Point(date(first + at, 1, 1), float(value), arm=arm) for at, value in enumerate(values)]
