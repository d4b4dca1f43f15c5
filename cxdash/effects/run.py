"""A series put on its timeline and run through the estimator that fits: once, for its light and for its effect."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cxdash.effects.estimate import Estimate
from cxdash.effects.estimators import choose_and_run
from cxdash.effects.interval import Interval, interval_of
from cxdash.effects.plan import Plan
from cxdash.effects.points import Point
from cxdash.effects.preparation import Prepared, UnusableSeriesError, prepare


@dataclass(frozen=True, slots=True)
class Run:
    """What the figures say, before anybody judges it."""

    prepared: Prepared
    estimate: Estimate
    interval: Interval | None


def run(points: Sequence[Point], plan: Plan, *, as_of: date, relative: bool) -> Run | str:
    """Return what the figures up to a day say; where they cannot be put into one series, why.

    Args:
        points: the metric's figures, of both arms where there is a comparison.
        plan: as declared; its target, its guardrails and what overlaps it play no part here.
        as_of: the day of the measurement.
        relative: whether the effect is a fraction of the baseline, or in metric units.
    """
    try:
        prepared = prepare(points, plan, as_of=as_of)
    except UnusableSeriesError as error:
        return str(error)
    found = choose_and_run(prepared, plan, relative=relative)
    return Run(prepared, found, interval_of(found))
