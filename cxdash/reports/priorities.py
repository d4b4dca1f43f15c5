"""What to do first: annual cost against effort, as a picture and as a list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log10

import pandas as pd

from cxdash.domain import coverage
from cxdash.domain.coverage import Pain, Quadrant
from cxdash.domain.figures import Figures, count, to_three_figures
from cxdash.domain.journeys import EFFORTS

MOST_DRAWN = 30
ANSWERED, OPEN = "A use case answers it", "No use case linked"
_MARK, _ENOUGH = 0.055, 0.75
"""The height of a mark, as a share of the picture's, and how many efforts wide the place for a name must be."""
_ASIDE, _ABREAST = 0.24, 4
"""How far a mark steps aside, in efforts, so that it covers none of nearly the same cost, and how many may stand so."""


@dataclass(frozen=True)
class Priorities:
    """Value against effort.

    Attributes:
        says: the finding, in a line.
        points: at most ``MOST_DRAWN``: ``number`` in the list, ``name``, ``step``, ``effort`` 1 to 5, ``across`` (the
            effort, a little aside where marks would meet), ``effort_words``, ``cost`` (the least there is where
            nothing), ``cost_words``, ``beside`` (the cost at whose height the name stands; None where it is not
            written, as value is low or there is no place), ``room`` for it (efforts), ``typical`` (the same in every
            row), ``answer``, ``quadrant``.
        listed: every friction point with cost and effort, by value per effort: what the table shows.
        slugs: of the friction points in the list.
        typical: the median annual cost, which parts high from low value.
        left_out: how many lack cost or effort.
    """

    says: str
    points: pd.DataFrame
    listed: pd.DataFrame
    slugs: tuple[str, ...]
    typical: float
    left_out: int


def seen(pains: Sequence[Pain], steps: Mapping[str, str], figures: Figures) -> Priorities:
    """Return pains by value and effort; ``steps`` are the names of their steps by slug."""
    ranked = coverage.ranked(pains)
    typical = coverage.typical_cost(ranked)
    return Priorities(
        says=_says(ranked, typical),
        points=_points(ranked[:MOST_DRAWN], steps, figures, typical),
        listed=_listed(ranked, steps, typical),
        slugs=tuple(pain.slug for pain in ranked),
        typical=typical,
        left_out=len(pains) - len(ranked),
    )


def _says(ranked: Sequence[Pain], typical: float) -> str:
    first = [pain for pain in ranked if _quadrant(pain, typical) is Quadrant.DO_FIRST and pain.cover.is_open]
    if not ranked:
        return "Nothing has both its cost and its effort yet"
    if not first:
        return "What is worth most for its effort has a use case already"
    return f"Do first: {first[0].name}" + (f", and {len(first) - 1} more" if len(first) > 1 else "")


def _quadrant(pain: Pain, typical: float) -> Quadrant:
    return coverage.quadrant(pain, typical=typical) or Quadrant.LEAVE


def _points(ranked: Sequence[Pain], steps: Mapping[str, str], figures: Figures, typical: float) -> pd.DataFrame:
    heights = _Heights(ranked)
    across = _aside(ranked, heights)
    named = {pain.slug for pain in ranked if _is_named(pain, across, typical)}
    rows = [
        {
            "number": number,
            "name": pain.name,
            "step": steps[pain.step],
            "effort": pain.effort,
            "across": across[pain.slug],
            "effort_words": _effort(pain),
            "cost": heights.cost_at(heights.of(pain)),
            "cost_words": figures.money(pain.cost),
            "beside": heights.cost_at(heights.of(pain)) if pain.slug in named else None,
            "room": _room(pain, across.values()),
            "typical": max(typical, heights.cost_at(0.0)),
            "answer": OPEN if pain.cover.is_open else ANSWERED,
            "quadrant": _quadrant(pain, typical).value,
        }
        for number, pain in enumerate(ranked, start=1)
    ]
    return pd.DataFrame(rows)


def _listed(ranked: Sequence[Pain], steps: Mapping[str, str], typical: float) -> pd.DataFrame:
    rows = [
        {
            "No.": number,
            "Friction point": pain.name,
            "Step": steps[pain.step],
            "Annual cost": to_three_figures(pain.cost or 0.0),
            "Effort": _effort(pain),
            "Verdict": _quadrant(pain, typical).value,
            "Answer": pain.cover.label,
        }
        for number, pain in enumerate(ranked, start=1)
    ]
    return pd.DataFrame(rows)


def left_out_in_words(left_out: int) -> str:
    """Say how many friction points are not placed, "" where all are."""
    if not left_out:
        return ""
    return f"{count(left_out, 'friction point lacks', 'friction points lack')} cost or effort and stand nowhere here."


def _effort(pain: Pain) -> str:
    return "" if pain.effort is None else EFFORTS[pain.effort - 1]


class _Heights:
    """Where costs stand on a logarithmic axis, from 0 for the cheapest to 1 for the dearest, and back."""

    def __init__(self, ranked: Sequence[Pain]) -> None:
        known = [pain.cost for pain in ranked if pain.cost]
        self._least, most = (min(known), max(known)) if known else (1.0, 1.0)
        self._decades = log10(most / self._least) or 1.0

    def of(self, pain: Pain) -> float:
        """Return the height of a pain; one that costs nothing stands at the foot."""
        return log10(max(pain.cost or 0.0, self._least) / self._least) / self._decades

    def cost_at(self, height: float) -> float:
        """Return the cost that stands at a height."""
        return float(self._least * 10 ** (height * self._decades))


def _aside(ranked: Sequence[Pain], heights: _Heights) -> dict[str, float]:
    """Return each pain's place across: as far to the left of its effort as it takes to stand free of those above."""
    places: dict[str, float] = {}
    for column in _columns(ranked):
        lowest: list[float] = []
        for pain in column:
            height = heights.of(pain)
            free = (at for at, above in enumerate(lowest) if above - height >= _MARK)
            slot = next(free, len(lowest))
            lowest[slot : slot + 1] = [height]
            places[pain.slug] = (pain.effort or 0) - _ASIDE * (slot % _ABREAST)
    return places


def _room(pain: Pain, places: Iterable[float]) -> float:
    """Return how far it is, in efforts, from a pain's effort to the first mark of a greater one."""
    effort = pain.effort or 0
    return min((place for place in places if place > effort), default=effort + 1.0) - effort


def _is_named(pain: Pain, places: Mapping[str, float], typical: float) -> bool:
    """Say whether a pain is worth its name in the picture and has place for it right beside its mark."""
    if _quadrant(pain, typical) not in (Quadrant.DO_FIRST, Quadrant.PLAN):
        return False
    return places[pain.slug] == pain.effort and _room(pain, places.values()) >= _ENOUGH


def _columns(ranked: Iterable[Pain]) -> Iterable[list[Pain]]:
    """Yield the pains of each effort, the dearest first."""
    pains = list(ranked)
    for effort in range(1, len(EFFORTS) + 1):
        yield sorted((pain for pain in pains if pain.effort == effort), key=lambda each: -(each.cost or 0.0))
