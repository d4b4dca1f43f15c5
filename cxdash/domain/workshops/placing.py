"""Value × effort: where the room places a group, how far it is spread, and what it does not agree on."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from cxdash.domain.errors import RuleError

LOWEST, HIGHEST = 1, 10
_WIDE_MIDDLE = 3
_WIDE_RANGE = 6


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody places a group: what it would be worth and how hard it would be, each 1 to 10."""

    value: int
    effort: int


@dataclass(frozen=True, slots=True)
class Axis:
    """How the room spreads on one axis: median, ends of the middle half, lowest and highest place."""

    low: float
    median: float
    high: float
    lowest: int
    highest: int

    @property
    def is_wide(self) -> bool:
        """Whether the room is of two minds: the middle half 3 or more apart, or all of it 6 or more."""
        return self.high - self.low >= _WIDE_MIDDLE or self.highest - self.lowest >= _WIDE_RANGE


@dataclass(frozen=True, slots=True)
class Spread:
    """How the room places one group: how many did, and how they spread on both axes."""

    n: int
    value: Axis
    effort: Axis

    @property
    def disagreement(self) -> str:
        """What the room does not agree on, in one sentence; "" where it does."""
        wide = [
            f"{name} (from {axis.lowest} to {axis.highest})"
            for name, axis in (("value", self.value), ("effort", self.effort))
            if axis.is_wide
        ]
        return f"You do not agree on {' or '.join(wide)}. Ask who is at the ends what they see." if wide else ""


def check_place(place: Place) -> None:
    """Raise RuleError for a place that is not on the map."""
    for name, size in (("value", place.value), ("effort", place.effort)):
        if not LOWEST <= size <= HIGHEST:
            raise RuleError(f"Place its {name} between {LOWEST} and {HIGHEST}.", field=name)


def spread(places: Sequence[Place]) -> Spread | None:
    """Return how the room places a group; None where nobody has placed it."""
    if not places:
        return None
    return Spread(len(places), _axis([each.value for each in places]), _axis([each.effort for each in places]))


def _axis(sizes: Sequence[int]) -> Axis:
    low, _, high = quantiles(sizes, n=4, method="inclusive") if len(sizes) > 1 else (sizes[0],) * 3
    return Axis(low, median(sizes), high, min(sizes), max(sizes))
