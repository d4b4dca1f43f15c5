"""What answers the pain on the journey, what nothing answers, and what to do first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from cxdash.domain.journeys import FrictionKind
from cxdash.domain.stages import Stage

_EASY = 3
"""The most effort that still counts as little: a quarter."""


class Cover(StrEnum):
    """How far the answer to a friction point is; ``TOUCHED`` is a use case at its step linked to nothing there."""

    NONE = "no use case"
    TOUCHED = "touched, not linked"
    IDEA = "idea"
    PILOT = "pilot"
    PROOF = "proof"
    SCALE = "scale"

    @property
    def label(self) -> str:
        """The words people read."""
        return self.value.capitalize()

    @property
    def is_open(self) -> bool:
        """Whether no use case answers it."""
        return self in (Cover.NONE, Cover.TOUCHED)


class Quadrant(StrEnum):
    """What value and effort say together."""

    DO_FIRST = "Do first"
    PLAN = "Plan"
    FILL_IN = "Fill in"
    LEAVE = "Leave"


@dataclass(frozen=True, slots=True)
class Answer:
    """An active use case and the stage it has reached."""

    slug: str
    title: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class Pain:
    """A friction point with what answers it.

    Attributes:
        step: slug of its step.
        cost: a year, in currency; None where a figure is missing.
        effort: 1 to 5, None where nobody said.
        linked: active use cases that answer it.
        serving: active use cases that serve its step and are linked to no friction point there.
    """

    slug: str
    name: str
    step: str
    kind: FrictionKind
    cost: float | None = None
    effort: int | None = None
    linked: tuple[Answer, ...] = ()
    serving: tuple[Answer, ...] = ()

    @property
    def cover(self) -> Cover:
        """How far its answer is: the furthest stage of the use cases linked to it."""
        if self.linked:
            return Cover(max(self.linked, key=lambda each: each.stage.position).stage.value)
        return Cover.TOUCHED if self.serving else Cover.NONE

    @property
    def value_per_effort(self) -> float | None:
        """Annual cost over effort 1 to 5, None where one of them is not known."""
        return None if self.cost is None or self.effort is None else self.cost / self.effort


def cost(pains: Iterable[Pain]) -> float | None:
    """Return what pains cost a year together, None where not one of them has its figures; unknown ones add nothing."""
    known = [each.cost for each in pains if each.cost is not None]
    return sum(known) if known else None


def without_cost(pains: Iterable[Pain]) -> int:
    """Count the pains of which a figure is missing."""
    return sum(each.cost is None for each in pains)


def by_cover(pains: Sequence[Pain]) -> dict[Cover, float]:
    """Return the annual cost for each kind of answer that there is, from none to scale; a covered cost counts once."""
    found = {cover: cost(each for each in pains if each.cover is cover) for cover in Cover}
    return {cover: amount for cover, amount in found.items() if amount}


def blind_spots(pains: Iterable[Pain]) -> list[Pain]:
    """Return what costs money and is answered by no use case, the dearest first."""
    return sorted((each for each in pains if each.cost and each.cover.is_open), key=_dearest)


def ranked(pains: Iterable[Pain]) -> list[Pain]:
    """Return the pains of which cost and effort are known, by value per effort, the best first."""
    known = (each for each in pains if each.value_per_effort is not None)
    return sorted(known, key=lambda each: (-(each.value_per_effort or 0), *_dearest(each)))


def typical_cost(pains: Iterable[Pain]) -> float:
    """Return the median annual cost, which parts high value from low; 0 without any."""
    known = [each.cost for each in pains if each.cost is not None]
    return median(known) if known else 0.0


def quadrant(pain: Pain, *, typical: float) -> Quadrant | None:
    """Return what value and effort of a pain say; None where one of them is not known.

    Args:
        pain: at ``typical`` or above its value is high; up to a quarter its effort is little.
        typical: an annual cost, from ``typical_cost``.
    """
    if pain.cost is None or pain.effort is None:
        return None
    if pain.effort <= _EASY:
        return Quadrant.DO_FIRST if pain.cost >= typical else Quadrant.FILL_IN
    return Quadrant.PLAN if pain.cost >= typical else Quadrant.LEAVE


def _dearest(pain: Pain) -> tuple[float, str]:
    return -(pain.cost or 0), pain.name
