"""Periods inside longer labels: ``CSAT Jan 2025``, ``Baseline (Jan to Mar 2025)``, ``2025-01 actual``."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from cxdash.trackers.periods.when import parse_when
from cxdash.trackers.periods.written_period import When
from cxdash.trackers.vocabulary import words
from cxdash.trackers.words import arm_of

Found = tuple[When, tuple[str, ...]]
_Cut = Callable[[str], Iterator[tuple[str, str]]]

_BRACKETS = re.compile(r"(.+?)\s*[(\[](.+)[)\]]")
_MARKED = re.compile(r"\s+[-–—|/]\s+|:\s+|_|\n")
_MOST_WORDS = 3
_BESIDE = words("actual") | words("not_actual")


def periods_in(labels: Mapping[int, Sequence[str]]) -> dict[int, Found]:
    """Return the period within each label that has one, with the other words, by the label's number.

    One such label may be a name with a number in it. Two periods at least must be named, set apart by a mark, beside
    a word such as ``actual``, or beside words that come again with another period.
    """
    marked = {number: found for number, parts in labels.items() if (found := _first(parts, _by_marks)) is not None}
    loose = {
        number: found
        for number, parts in labels.items()
        if number not in marked and (found := _first(parts, _by_words)) is not None
    }
    stems = Counter(found[1] for found in loose.values())
    kept = marked | {
        number: found for number, found in loose.items() if stems[found[1]] > 1 or _is_beside_word(found[1])
    }
    return kept if len({when for when, _ in kept.values()}) > 1 else {}


def _is_beside_word(rest: Sequence[str]) -> bool:
    return bool(rest) and (rest[-1].casefold() in _BESIDE or arm_of(rest[-1]) is not None)


def _first(parts: Sequence[str], cut: _Cut) -> Found | None:
    """Return the period in the lowest line that holds one, with all that is said beside it."""
    for place in range(len(parts) - 1, -1, -1):
        for text, other in cut(parts[place]):
            when = parse_when(text.strip())
            if when is not None and _is_sure(when, text):
                beside = (*parts[:place], other.strip(), *parts[place + 1 :])
                return when, tuple(part for part in beside if part)
    return None


def _is_sure(when: When, text: str) -> bool:
    """Whether a text within others is a period: a number alone is one only where it is a year."""
    return when.complete or any(letter.isalpha() for letter in text)


def _by_marks(part: str) -> Iterator[tuple[str, str]]:
    brackets = _BRACKETS.fullmatch(part)
    if brackets:
        yield brackets[2], brackets[1]
        yield brackets[1], brackets[2]
    for mark in _MARKED.finditer(part):
        yield part[mark.end() :], part[: mark.start()]
        yield part[: mark.start()], part[mark.end() :]


def _by_words(part: str) -> Iterator[tuple[str, str]]:
    each = part.split()
    for count in range(min(_MOST_WORDS, len(each) - 1), 0, -1):
        yield " ".join(each[-count:]), " ".join(each[:-count])
        yield " ".join(each[:count]), " ".join(each[count:])
