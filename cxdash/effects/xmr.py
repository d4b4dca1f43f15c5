"""XmR charts: limits of what a steady series does by itself, and the four patterns that are a reason to ask."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import fmean

# Three standard deviations in units of the mean moving range (3 / 1.128), and the largest plausible moving range.
_LIMIT = 2.66
_LARGEST_RANGE = 3.267
_FIRM = 12
_RUN = 7


class Pattern(StrEnum):
    """What a steady series seldom does; a prompt to ask, never proof."""

    OUTSIDE = "outside the limits"
    ONE_SIDE = "7 or more in a row on one side of the mean"
    TREND = "7 or more in a row rising or falling"
    NEAR_A_LIMIT = "2 of 3 close to the same limit"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a steady series stays within nearly always, in metric units.

    ``is_trial`` says that they rest on fewer than 12 periods and may still move.
    """

    centre: float
    low: float
    high: float
    is_trial: bool


@dataclass(frozen=True, slots=True)
class Signal:
    """A pattern and the places (first and last, counted from 0) of the values that form it.

    ``is_high`` says whether they lie above the mean; for a trend, whether they rise.
    """

    pattern: Pattern
    first: int
    last: int
    is_high: bool


def limits_of(baseline: Sequence[float]) -> Limits:
    """Return the limits that a baseline's figures set: mean ± 2.66 × mean moving range.

    Moving ranges above 3.267 times their mean are left out first, so that one jump does not widen the limits.

    Args:
        baseline: finite figures in order of time, at least two; they end before go-live, so that the limits stay.

    Raises:
        ValueError: fewer than two figures, or one that is no number.

    Source: NHS England, Making Data Count; R package NHSRplotthedots.
    """
    if len(baseline) < 2 or not all(map(math.isfinite, baseline)):
        raise ValueError("Limits need at least two figures, all of them numbers.")
    ranges = [abs(later - earlier) for earlier, later in pairwise(baseline)]
    largest = _LARGEST_RANGE * fmean(ranges)
    centre, half = fmean(baseline), _LIMIT * fmean(each for each in ranges if each <= largest)
    return Limits(centre, centre - half, centre + half, is_trial=len(baseline) < _FIRM)


def largest_step(baseline: Sequence[float]) -> float:
    """Return the step between neighbours that a steady series hardly ever exceeds; raises as ``limits_of``."""
    limits = limits_of(baseline)
    return _LARGEST_RANGE * (limits.high - limits.centre) / _LIMIT


def signals(values: Sequence[float], limits: Limits) -> tuple[Signal, ...]:
    """Return every pattern in figures that are in order of time, pattern by pattern; neighbours form one signal.

    Missing periods are passed over: give the figures there are.
    """
    sides = [_sign(value - limits.centre) for value in values]
    outside = [side * (value < limits.low or value > limits.high) for side, value in zip(sides, values, strict=True)]
    steps = [_sign(later - earlier) for earlier, later in pairwise(values)]
    return (
        *_runs(Pattern.OUTSIDE, outside, least=1),
        *_runs(Pattern.ONE_SIDE, sides, least=_RUN),
        *(
            Signal(each.pattern, each.first, each.last + 1, each.is_high)
            for each in _runs(Pattern.TREND, steps, least=_RUN - 1)
        ),
        *_near_a_limit(values, limits),
    )


def _runs(pattern: Pattern, marks: Sequence[int], *, least: int) -> Iterator[Signal]:
    """Yield stretches of equal marks other than 0 that are long enough."""
    first = 0
    for at in range(1, len(marks) + 1):
        if at == len(marks) or marks[at] != marks[first]:
            if marks[first] and at - first >= least:
                yield Signal(pattern, first, at - 1, is_high=marks[first] > 0)
            first = at


def _near_a_limit(values: Sequence[float], limits: Limits) -> Iterator[Signal]:
    """Yield stretches in which, of any three neighbours, two lie beyond two thirds of the way to the same limit."""
    two_thirds = (limits.high - limits.centre) * 2 / 3
    for side in (-1, 1):
        near = [side * (value - limits.centre) > two_thirds for value in values]
        places: list[int] = []
        for at in range(len(values) - 2):
            found = [place for place in range(at, at + 3) if near[place]]
            if len(found) >= 2:
                places += found
        for first, last in _stretches(sorted(set(places))):
            yield Signal(Pattern.NEAR_A_LIMIT, first, last, is_high=side > 0)


def _stretches(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of places that are at most two apart."""
    start = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or places[at] - places[at - 1] > 2:
            yield places[start], places[at - 1]
            start = at


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
