"""The readiness that the gates to a pilot and to scale ask for."""

from collections.abc import Mapping, Sequence

from cxdash.domain.gate_policy import START, GatePolicy
from cxdash.domain.gates.facts import Facts
from cxdash.domain.gates.judging import Judged, View, Where
from cxdash.domain.readiness import LEVELS, STATEMENTS, Dimension
from cxdash.domain.stages import Stage

TO_PILOT = (Dimension.DATA, Dimension.INTEGRATION, Dimension.GOVERNANCE)
"""What has to be ready before a pilot."""


def needed(to: Stage | None, policy: GatePolicy = START) -> Mapping[Dimension, int]:
    """Return the readiness that the gate to a stage asks for; a dimension it does not ask for is absent."""
    if to is Stage.PILOT:
        return dict.fromkeys(TO_PILOT, policy.pilot_level)
    return dict.fromkeys(Dimension, policy.scale_level) if to is Stage.SCALE else {}


def ready(facts: Facts, dimensions: Sequence[Dimension], level: int) -> Judged:
    """Judge whether every one of these dimensions is at a level or above it."""
    short = [each for each in dimensions if facts.readiness.get(each, 0) < level]
    figure = f"{len(dimensions) - len(short)} of {len(dimensions)} at {level} or more"
    if not short:
        return Judged(figure)
    first = short[0]
    stands = LEVELS[facts.readiness[first]].lower() if first in facts.readiness else "not judged"
    return Judged(
        f"{figure}; {first.value} is {stands}",
        f"Under Readiness, {first.value} has to reach: “{STATEMENTS[first][level]}”.",
        Where(View.GATE, first.value),
    )
