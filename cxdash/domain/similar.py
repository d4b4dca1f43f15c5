"""Use cases that may want the same: how alike two are, and why, in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from cxdash.domain.metrics import plain

LEAST = 0.55
"""How alike two must be, from 0 to 1, before anybody is told."""
WORTH_A_LOOK = 0.3
"""How alike two must be by what is stored alone before their statements are read."""
_MOST_SHOWN = 3
_WORDS, _METRIC, _POPULATION, _STEPS = 0.45, 0.3, 0.15, 0.1
"""What each likeness counts; what neither of the two says counts for nothing, and the others share its weight."""
_ALIKE = 0.75
_STEM = 5
_SAME_TITLE = 0.92
_WHOSE = re.compile(r"^(?:(?:our|the|all|every|each)\s+)+", re.IGNORECASE)
_TOO_COMMON = frozenset(
    plain(
        "a an and are as at be by down each for from in increase into is it its less lower measured more of on or our "
        "over per raise reduce than that the their them they this through to under up use via we with within day days "
        "week weeks month months quarter percent point points improve cut boost drop"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one use case is after; empty where it does not say.

    Attributes:
        metrics: slugs of its primary metrics, and of the metric its statement names.
        population: whose outcome it is, as the statement says it.
        steps: journey steps it serves.
    """

    slug: str
    title: str
    statement: str = ""
    metrics: frozenset[str] = frozenset()
    population: str = ""
    steps: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Alike:
    """One use case that may want the same, how alike it is (0 to 1), and why."""

    slug: str
    title: str
    statement: str
    score: float
    reason: str


def alike(
    asked: Wanted, others: Iterable[Wanted], *, least: float = LEAST, most: int = _MOST_SHOWN
) -> tuple[Alike, ...]:
    """Return at most so many use cases that are most like one; nothing where there is nothing to go by."""
    if not (_words(asked.title) or _words(asked.statement)):
        return ()
    compared = (_compared(asked, other) for other in others if other.slug != asked.slug)
    found = sorted((each for each in compared if each.score >= least), key=lambda each: (-each.score, each.title))
    return tuple(found[:most])


def _compared(asked: Wanted, other: Wanted) -> Alike:
    words = _wording(asked, other)
    parts = [(_WORDS, words)]
    if asked.metrics and other.metrics:
        parts.append((_METRIC, float(bool(asked.metrics & other.metrics))))
    if asked.population and other.population:
        parts.append((_POPULATION, _population(asked, other)))
    if asked.steps and other.steps:
        parts.append((_STEPS, len(asked.steps & other.steps) / len(asked.steps | other.steps)))
    score = sum(weight * size for weight, size in parts) / sum(weight for weight, _ in parts)
    same_title = fuzz.token_sort_ratio(_words(asked.title), _words(other.title)) / 100
    if _words(asked.title) and same_title >= _SAME_TITLE:
        score = max(score, same_title)
    return Alike(other.slug, other.title, other.statement, round(score, 3), _reason(asked, other, words, same_title))


def _wording(asked: Wanted, other: Wanted) -> float:
    """Return how many of their words two share, in titles, statements or all they say."""
    mine, theirs = (asked.title, asked.statement), (other.title, other.statement)
    pairs = [*zip(mine, theirs, strict=True), (" ".join(mine), " ".join(theirs))]
    return max(_shared(_stems(one), _stems(another)) for one, another in pairs)


def _population(asked: Wanted, other: Wanted) -> float:
    return _shared(_stems(asked.population), _stems(other.population))


def _shared(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """Return the share of words that two have in common, 0 to 1 (Dice's coefficient)."""
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0


def _reason(asked: Wanted, other: Wanted, words: float, same_title: float) -> str:
    """Say what the two have in common: ``the same metric and the same patients``."""
    common = []
    if asked.title and same_title >= _SAME_TITLE:
        common.append("the same title")
    if asked.metrics & other.metrics:
        common.append("the same metric")
    if asked.population and other.population and _population(asked, other) >= _ALIKE:
        common.append(f"the same {_WHOSE.sub('', other.population)}")
    shared = sorted(asked.steps & other.steps)
    if shared:
        common.append(f"the same step, {shared[0]}" if len(shared) == 1 else "the same steps")
    if words >= _ALIKE and "the same title" not in common:
        common.append("nearly the same words")
    if not common:
        common.append("similar words")
    return common[0] if len(common) == 1 else f"{', '.join(common[:-1])} and {common[-1]}"


@lru_cache(maxsize=8_192)
def _words(text: str) -> str:
    """Return what a text is about: plain words without those that every statement has, and without numbers."""
    return " ".join(word for word in plain(text).split() if word not in _TOO_COMMON and not word[:1].isdigit())


@lru_cache(maxsize=8_192)
def _stems(text: str) -> frozenset[str]:
    """Return the beginnings of what a text is about, so that bookings and booked count as one."""
    return frozenset(word[:_STEM] for word in _words(text).split())
