"""The stored plan of a pilot as the measurement plan of each of its metrics, with what happened to it since."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from cxdash.changes import pilots
from cxdash.domain.amendments import amendments
from cxdash.domain.plan_differences import ChangeKind
from cxdash.domain.plans import OccasionKind, PlanVersion
from cxdash.effects.declared import plan_of
from cxdash.effects.goodhart import MeasuringChange, MeasuringPart
from cxdash.effects.plan import Plan
from cxdash.store import metric_uses, metrics
from cxdash.store.tables import Pilot, UseCaseMetric

_PARTS = {
    OccasionKind.DEFINITION: MeasuringPart.DEFINITION,
    OccasionKind.SOURCE: MeasuringPart.SOURCE,
    OccasionKind.SYSTEM: MeasuringPart.SYSTEM,
}


def stored_plan(
    pilot: Pilot, use: UseCaseMetric, *, versions: Sequence[PlanVersion] = (), overlapping: tuple[str, ...] = ()
) -> Plan:
    """Return the measurement plan of one metric of a pilot; RuleError says what contradicts what.

    Args:
        pilot: as it stands now.
        use: the metric and its target.
        versions: of the locked plan, the lock first.
        overlapping: names of other pilots on the same population in the window.
    """
    declared = plan_of(metrics.as_metric(use.metric), metric_uses.use_of(use), pilots.values_of(pilot))
    kinds = {each.kind_for(use.metric.slug) for each in amendments(versions)}
    return replace(
        declared,
        amended=ChangeKind.CHANGED in kinds,
        extended=ChangeKind.EXTENDED in kinds,
        overlapping=overlapping,
    )


def measuring_changes(pilot: Pilot, redefined: Sequence[date]) -> Iterator[MeasuringChange]:
    """Yield how measuring changed: what the plan declares, and the days on which the metric's definition was edited."""
    for day in redefined:
        yield MeasuringChange(day, MeasuringPart.DEFINITION, "in the catalogue")
    for each in pilots.values_of(pilot).occasions:
        if each.kind in _PARTS:
            yield MeasuringChange(each.starts, _PARTS[each.kind], each.note)
