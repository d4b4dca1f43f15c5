"""What to do first: annual cost against effort, as a picture and as a list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from cxdash.domain import coverage
from cxdash.domain.coverage import Pain, Quadrant
from cxdash.domain.figures import Figures, count
from cxdash.domain.journeys import EFFORTS

MOST_DRAWN = 30
ANSWERED, OPEN = "A use case answers it", "No use case linked"
_LINE = 0.055
"""The height of a line of words, as a share of the picture's."""
_ASIDE = 0.15
"""How far a mark steps aside, in efforts, so that it does not cover one of nearly the same cost."""


@dataclass(frozen=True)
class Priorities:
    """Value against effort.

    Attributes:
        says: the finding, in a line.
        points: at most ``MOST_DRAWN``: ``number`` in the list, ``name``, ``step``, ``effort`` 1 to 5, ``across`` (the
            effort, a little aside where marks would meet), ``words`` of effort and cost, ``cost``, ``beside`` (the
            height at which the name stands), ``typical`` (the same in every row), ``answer``, ``quadrant``.
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
    most = max((pain.cost or 0.0 for pain in ranked), default=0.0) or 1.0
    across, beside = _aside(ranked, most), _beside(ranked, most)
    rows = [
        {
            "number": number,
            "name": pain.name,
            "step": steps[pain.step],
            "effort": pain.effort,
            "across": across[pain.slug],
            "effort_words": _effort(pain),
            "cost": pain.cost,
            "cost_words": figures.money(pain.cost),
            "beside": beside[pain.slug],
            "typical": typical,
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
            "Annual cost": round(pain.cost or 0.0),
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


def _aside(ranked: Sequence[Pain], most: float) -> dict[str, float]:
    """Return each pain's place across; marks of one effort that would meet step aside to the left by turns."""
    places: dict[str, float] = {}
    for column in _columns(ranked):
        before, turn = None, 0
        for pain in column:
            size = (pain.cost or 0.0) / most
            turn = turn + 1 if before is not None and abs(before - size) < _LINE else 0
            places[pain.slug] = (pain.effort or 0) - _ASIDE * (turn % 3)
            before = size
    return places


def _beside(ranked: Sequence[Pain], most: float) -> dict[str, float]:
    """Return the height of each name, as a cost: beside its mark, or as far below the name above as a line needs."""
    heights: dict[str, float] = {}
    for column in _columns(ranked):
        wanted = [(pain.cost or 0.0) / most for pain in column]
        placed = _apart(wanted)
        heights |= {pain.slug: height * most for pain, height in zip(column, placed, strict=True)}
    return heights


def _apart(wanted: Sequence[float]) -> list[float]:
    """Return heights from the top down that are a line apart: from the floor up, then only as far as they must."""
    placed = [max(height, (len(wanted) - 1 - at) * _LINE) for at, height in enumerate(wanted)]
    for at in range(len(placed) - 2, -1, -1):
        placed[at] = max(placed[at], placed[at + 1] + _LINE)
    return placed


def _columns(ranked: Iterable[Pain]) -> Iterable[list[Pain]]:
    """Yield the pains of each effort, the dearest first."""
    pains = list(ranked)
    for effort in range(1, len(EFFORTS) + 1):
        yield sorted((pain for pain in pains if pain.effort == effort), key=lambda each: -(each.cost or 0.0))
