"""Periods inside the codes of a period column: ``REPORT-APRIL-2025``, or bare digits in a text file."""

import re
from collections.abc import Sequence
from functools import lru_cache

from cxdash.domain.periods import Grain
from cxdash.trackers.periods.bare_periods import bare_number
from cxdash.trackers.periods.when import parse_when
from cxdash.trackers.periods.written_period import When
from cxdash.trackers.words import is_total

_MARKS = re.compile(r"[\s_/|–-]+")
_MOST_WORDS = 3
_SAMPLE = 50
_NEARLY_ALL = 0.8


def have_periods(texts: Sequence[str], label: str) -> bool:
    """Whether nearly all texts of a column hold a period each; what digits alone mean, its header tells."""
    asked = [text for text in texts[:_SAMPLE] if not is_total(text)]
    found = sum(period_within(text) is not None or _by_header(text, label) for text in asked)
    return bool(asked) and found >= _NEARLY_ALL * len(asked)


def _by_header(text: str, label: str) -> bool:
    return text.isdecimal() and bare_number(float(text), label) is not None


def _numbered(parts: Sequence[str]) -> int:
    return sum(any(letter.isdigit() for letter in part) for part in parts)


@lru_cache(maxsize=5_000)
def period_within(text: str) -> When | None:
    """Return the one period inside a longer text with words, None where it holds none or several.

    A year beside another number is none: ``FY25 P01`` is a part of it. Digits alone, such as ``2026-02-30``, are a date
    that was written wrongly: somebody has to mend it.
    """
    if not any(letter.isalpha() for letter in text):
        return None
    each = [word for word in _MARKS.split(text) if word]
    for count in range(min(_MOST_WORDS, len(each) - 1), 0, -1):
        tried = (parse_when(" ".join(each[place : place + count])) for place in range(len(each) - count + 1))
        found = {when for when in tried if when is not None and when.complete}
        if found:
            only = found.pop() if len(found) == 1 else None
            return None if only is not None and only.grain is Grain.YEAR and _numbered(each) > 1 else only
    return None
