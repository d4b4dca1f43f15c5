"""Pilots that touch the same people at the same time: each weakens the others' evidence, together they are measured."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cxdash.domain.errors import RuleError
from cxdash.effects.estimation import estimate
from cxdash.effects.overlap import joint_plan
from cxdash.effects.plan import Plan
from cxdash.effects.points import Point
from cxdash.effects.sentence import Wording
from cxdash.store.tables import Pilot


@dataclass(frozen=True)
class Side:
    """One pilot of several on the same people, by one metric."""

    name: str
    plan: Plan
    points: Sequence[Point]


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


def joint_effect(sides: Sequence[Side], *, as_of: date, wording: Wording) -> Mapping[str, Any] | None:
    """Return what pilots on the same people changed together, as it is stored; None where they have nothing in common.

    The figures of all of them are added up period by period; ``problem`` says why that gives no effect.
    """
    try:
        plan = joint_plan([each.plan for each in sides])
    except RuleError:
        return None
    if plan is None:
        return None
    points = [replace(point, segment=f"{side.name} {point.segment or ''}") for side in sides for point in side.points]
    found = estimate(points, plan, as_of=as_of, wording=wording)
    return {"pilots": [each.name for each in sides], "effect": found.to_json()}


def _window(pilot: Pilot) -> tuple[int, int] | None:
    if pilot.goes_live is None:
        return None
    first = pilot.goes_live.toordinal()
    return first, first + pilot.window_days
