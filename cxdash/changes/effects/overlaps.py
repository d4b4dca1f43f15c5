"""Pilots that touch the same people at the same time: each weakens the others' evidence, together they are measured."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cxdash.changes.effects.measured import Case, Known, Measured, judged_by, measured
from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import Role
from cxdash.effects.estimation import estimate
from cxdash.effects.overlap import joint_plan
from cxdash.store.tables import Pilot


def overlapping(pilot: Pilot, everybody: Iterable[Pilot]) -> Sequence[Pilot]:
    """Return the other pilots that touch the same population in this one's window."""
    window = _window(pilot)
    if window is None or not pilot.population:
        return ()
    return [
        other
        for other in everybody
        if other.id != pilot.id
        and other.population == pilot.population
        and (theirs := _window(other)) is not None
        and theirs[0] < window[1]
        and window[0] < theirs[1]
    ]


def rivals(each: Measured, others: Iterable[Case], known: Known) -> Iterator[Measured]:
    """Yield the same metric of the pilots that claim it for the same people; a plan that cannot be used is passed over.

    Args:
        each: a primary metric of a pilot.
        others: the pilots that touch the same people in its window.
        known: what holds for all of them.
    """
    for other in others:
        for use in judged_by(other):
            if use.metric_id == each.use.metric_id and use.role == Role.PRIMARY.value:
                with contextlib.suppress(RuleError):
                    yield measured(other, use, known)


def joint_effect(sides: Sequence[Measured]) -> Mapping[str, Any] | None:
    """Return what pilots that claim one metric of the same people changed together, as stored; None for one alone.

    The figures of all of them are added up period by period.
    """
    if len(sides) == 1:
        return None
    first = sides[0]
    plan = joint_plan([each.plan for each in sides])
    if plan is None:
        return None
    points = [
        replace(point, segment=f"{side.pilot} {point.segment or ''}") for side in sides for point in side.figures.total
    ]
    found = estimate(points, plan, as_of=first.known.today, wording=first.wording)
    return {"pilots": [each.pilot for each in sides], "effect": found.to_json()}


def _window(pilot: Pilot) -> tuple[int, int] | None:
    if pilot.goes_live is None:
        return None
    first = pilot.goes_live.toordinal()
    return first, first + pilot.window_days
