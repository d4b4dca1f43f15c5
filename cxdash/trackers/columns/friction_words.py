"""Words in the cells of a list of friction points: kinds of pain, efforts, sides of the counter, spans of volumes."""

import re
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz

from cxdash.domain.journeys import FrictionKind
from cxdash.domain.metrics import plain
from cxdash.trackers.columns.register_words import days_of
from cxdash.trackers.vocabulary import named_words

_KINDS = {plain(word): FrictionKind(name) for word, name in named_words("friction_kind").items()}
_EFFORTS = {plain(word): int(name) for word, name in named_words("friction_effort").items()}
_SIDES = {plain(word) or word: name == "back" for word, name in named_words("friction_side").items()}
_SPANS = {plain(word): name for word, name in named_words("friction_per").items()}
_MONTHS: Mapping[str, float] = {"year": 12.0, "quarter": 3.0, "month": 1.0, "week": 12 / 52, "day": 12 / 365.25}
_LONGEST_DAYS = ((7, 1), (45, 2), (120, 3), (240, 4))
_GRADE = re.compile(r"([1-5])(?:\.0+)?(?:\s*(?:/|of|von)\s*5)?(?:\s*[-–:=(]\s*[^\d\s].*)?")
_LONGEST = 300
"""Characters; a longer text is a story, and names no kind."""


def _phrases(words: Mapping[str, object]) -> re.Pattern[str]:
    longest_first = sorted((re.escape(word) for word in words if word), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")


_IN_TEXTS, _SPANNED = _phrases(_KINDS), _phrases(_SPANS)


@lru_cache(maxsize=5_000)
def kinds_in(text: str) -> frozenset[FrictionKind]:
    """Return the kinds of friction that the words of a text speak of; of words inside others the longer ones count."""
    if len(text) > _LONGEST:
        return frozenset()
    return frozenset(_KINDS[found] for found in _IN_TEXTS.findall(plain(text)))


def kind_of(text: str) -> FrictionKind | None:
    """Return the kind of friction that a cell names, None where it names none or several."""
    said = plain(text)
    found = frozenset({_KINDS[said]}) if said in _KINDS else kinds_in(text)
    return next(iter(found)) if len(found) == 1 else None


def nearest_kind(text: str) -> FrictionKind:
    """Return the kind whose words come closest to a text that names none."""
    among = kinds_in(text)
    words = [word for word, kind in _KINDS.items() if not among or kind in among]
    said = plain(text)[:_LONGEST]
    return _KINDS[max(words, key=lambda word: fuzz.WRatio(said, word))]


def effort_of(text: str) -> int | None:
    """Return an effort from 1 to 5 for a grade, a size, a word or a length of time; None for anything else."""
    said = plain(text)
    if said in _EFFORTS:
        return _EFFORTS[said]
    grade = _GRADE.fullmatch(text.strip())
    if grade:
        return int(grade[1])
    days = days_of(text) if any(letter.isalpha() for letter in text) else None
    if days is None:
        return None
    return next((effort for most, effort in _LONGEST_DAYS if days <= most), 5)


def is_behind(text: str) -> bool | None:
    """Say whether a cell means the back office; None where it means neither side."""
    return _SIDES.get(plain(text) or text.strip())


def months_in(text: str) -> float | None:
    """Return how many months the span lasts that a header or a cell counts in, None where it names none.

    ``Cases per year`` count in twelve months, ``1,200 / month`` in one.
    """
    found = _SPANNED.search(plain(text.replace("/", " per ")))
    return _MONTHS[_SPANS[found[0]]] if found else None


def without_span(text: str) -> str:
    """Return a header in plain words without the span that it counts in: ``Volume per year`` is a volume."""
    return " ".join(_SPANNED.sub(" ", plain(text.replace("/", " per "))).split())
