"""Bare numbers under a header such as ``Quarter`` or ``KW``."""

import re

from cxdash.domain.periods import Grain
from cxdash.trackers.when import When

_KINDS = (
    (re.compile(r"quarter|quartal|\bq\b|qtr", re.IGNORECASE), Grain.QUARTER, 4),
    (re.compile(r"week|woche|\bkw\b|\bwk\b", re.IGNORECASE), Grain.WEEK, 53),
    (re.compile(r"month|monat|period|periode", re.IGNORECASE), Grain.MONTH, 12),
)


def bare_number(number: float, label: str) -> When | None:
    """Return the quarter, week or month that a bare number means under this header; 202501 is a month."""
    if number != int(number):
        return None
    whole = int(number)
    if 190_001 <= whole <= 210_012 and 1 <= whole % 100 <= 12:
        return When(Grain.MONTH, whole // 100, whole % 100)
    for pattern, grain, most in _KINDS:
        if pattern.search(label) and 1 <= whole <= most:
            return When(grain, None, whole)
    return None
