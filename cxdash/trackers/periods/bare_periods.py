"""Bare numbers under a header such as ``Quarter`` or ``KW``: what they mean only the header tells."""

import re
from datetime import date, timedelta

from cxdash.domain.periods import Grain
from cxdash.trackers.periods.written_period import When

_WEEK = re.compile(r"week|woche|\bkw\b|\bwk\b|semana|semaine|settimana", re.IGNORECASE)
_QUARTER = re.compile(r"quarter|quartal|\bq\b|qtr|trimestre|kwartaal", re.IGNORECASE)
_MONTH = re.compile(r"month|monat|period|periode|\bm[eê]s\b|\bmois\b|\bmese\b|maand", re.IGNORECASE)
_DAY = re.compile(
    r"date|datum|\bday\b|\btag\b|fecha|commencing|start(?:ing)?|\bend(?:ing)?\b|begin(?:ning)?|\bof\b", re.IGNORECASE
)
_MOST_WEEKS = 53
_KINDS = ((_QUARTER, Grain.QUARTER, 4), (_WEEK, Grain.WEEK, _MOST_WEEKS), (_MONTH, Grain.MONTH, 12))
_NUMBER_AND_YEAR = re.compile(r"(\d{1,2})\s*[/.-]\s*((?:19|20)\d{2})")
_EXCEL_EPOCH = date(1899, 12, 30)


def bare_number(number: float, label: str) -> When | None:
    """Return the day, week, month or quarter that a bare number means under this header.

    202501 is a month (under ``Week`` the first week), 20250131 a day, and under a header of days 45688 is the day
    that Excel counts so.
    """
    if _DAY.search(label) and 20_000 <= number <= 80_000:
        return When(Grain.DAY, day=_EXCEL_EPOCH + timedelta(days=int(number)))
    if number != int(number):
        return None
    whole = int(number)
    joined = _joined(whole, label)
    if joined is not None:
        return joined
    for pattern, grain, most in _KINDS:
        if pattern.search(label) and 1 <= whole <= most:
            return When(grain, None, whole)
    return None


def numbered_week(text: str, label: str) -> When | None:
    """Return the week that ``06/2025`` means under a header of weeks, where elsewhere it is a month."""
    match = _NUMBER_AND_YEAR.fullmatch(text.strip())
    if match is None or not _WEEK.search(label) or _MONTH.search(label) or not 1 <= int(match[1]) <= _MOST_WEEKS:
        return None
    return When(Grain.WEEK, int(match[2]), int(match[1]))


def _joined(whole: int, label: str) -> When | None:
    """Read a year with its quarter, week, month or day written after it without a mark."""
    if 19_000 <= whole <= 21_004 and 1 <= whole % 10 <= 4 and _QUARTER.search(label):
        return When(Grain.QUARTER, whole // 10, whole % 10)
    if 190_001 <= whole <= 210_053 and 1 <= whole % 100 <= 53 and _WEEK.search(label):
        return When(Grain.WEEK, whole // 100, whole % 100)
    if 190_001 <= whole <= 210_012 and 1 <= whole % 100 <= 12:
        return When(Grain.MONTH, whole // 100, whole % 100)
    if 19_000_101 <= whole <= 21_001_231:
        try:
            return When(Grain.DAY, day=date(whole // 10_000, whole // 100 % 100, whole % 100))
        except ValueError:
            return None
    return None
