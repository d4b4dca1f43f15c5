"""Stored observations as the points that estimators take."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cxdash.domain.comparisons import Arm
from cxdash.domain.metrics import Metric
from cxdash.domain.periods import Grain, Period
from cxdash.effects.points import Point
from cxdash.store.observations import PilotPoint


@dataclass(frozen=True, slots=True)
class Figures:
    """One metric of one pilot: the points that add up to its total, and those that its segments show."""

    total: Sequence[Point] = ()
    segments: Sequence[Point] = ()


_ARMS = {arm.value: arm for arm in Arm}


def figures_of(stored: Iterable[PilotPoint], metrics: Mapping[int, Metric]) -> dict[int, Figures]:
    """Return one pilot's figures by metric id, of these metrics only."""
    total: dict[int, list[Point]] = defaultdict(list)
    segments: dict[int, list[Point]] = defaultdict(list)
    per = {metric_id: metric.per for metric_id, metric in metrics.items()}
    for each in stored:
        if each.metric_id not in per:
            continue
        point = _point(each, per[each.metric_id])
        if each.counts_in_total:
            total[each.metric_id].append(point)
        if each.segment:
            segments[each.metric_id].append(point)
    return {key: Figures(total[key], segments[key]) for key in total.keys() | segments.keys()}


def _point(stored: PilotPoint, per: float) -> Point:
    starts, ends_before = _days(stored.day, stored.grain)
    return Point(
        starts=starts,
        ends_before=ends_before,
        value=stored.value,
        numerator=None if stored.numerator is None else stored.numerator * per,
        denominator=stored.denominator,
        arm=_ARMS[stored.arm],
        segment=stored.segment or None,
    )


@lru_cache(maxsize=4096)
def _days(day: int, grain: str) -> tuple[date, date]:
    """Return a period's first day and the first after it; the same periods come again with every series."""
    period = Period(date.fromordinal(day), Grain(grain))
    return period.starts, period.ends_before
