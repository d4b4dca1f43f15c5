"""How long the periods are that a table names by single days: by their header, else by how far the days lie apart."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from cxdash.domain.periods import Grain

_WEEKLY = re.compile(r"\b(week|weeks|woche|wochen|kw|wk|w/[ceb]|semana|semaine|settimana)\b", re.IGNORECASE)
_MONTHLY = re.compile(r"month|monat|\bmon\b|\bm[eê]s\b|\bmois\b|\bmese\b|\bmaand\b", re.IGNORECASE)
_QUARTERLY = re.compile(r"quarter|quartal|\bqtr\b|trimestre|kwartaal", re.IGNORECASE)
_YEARLY = re.compile(r"\byear\b|\bjahr\b|\baño\b|\bano\b|\bannée\b|\banno\b|\bjaar\b", re.IGNORECASE)
_DAILY = re.compile(r"\bday\b|\bdaily\b|\btag\b|täglich", re.IGNORECASE)
_ENDING = re.compile(r"ending|\bend\b|ends|w/e|bis\b|ende\b", re.IGNORECASE)
_MOST = 0.8
_LEAST_OF_WEEKS = 4


def names_weeks(label: str) -> bool:
    """Whether a header speaks of weeks."""
    return bool(_WEEKLY.search(label))


def names_week_ends(label: str) -> bool:
    """Whether a header speaks of the days on which weeks end."""
    return names_weeks(label) and bool(_ENDING.search(label))


def grain_of_days(days: Sequence[date], label: str) -> Grain:
    """Return how long the periods are that these days (ascending, each once) stand for."""
    gaps = [(after - before).days for before, after in pairwise(days)]
    if gaps and sum(gap < _LEAST_OF_WEEKS for gap in gaps) > 0.5 * len(gaps):
        return Grain.DAY  # the days of one week, whatever says above them which week that is
    if names_weeks(label):
        return Grain.WEEK
    if _DAILY.search(label):
        return Grain.DAY
    at_edges = all(day.day == 1 for day in days) or all((day + timedelta(days=1)).day == 1 for day in days)
    if len(days) < 2:
        return _of_one(label, at_edge=at_edges)
    steady = at_edges or max(day.day for day in days) - min(day.day for day in days) <= 3
    longer = _longer_than_weeks(days, gaps, label, steady=steady)
    if longer is None and at_edges and _differ([(day.year, day.month) for day in days]):
        longer = Grain.MONTH
    if longer is not None:
        return longer
    weekly = sum(gap % 7 == 0 for gap in gaps) >= _MOST * len(gaps) if len(gaps) > 1 else gaps == [7]
    return Grain.WEEK if weekly else Grain.DAY


def _longer_than_weeks(days: Sequence[date], gaps: Sequence[int], label: str, *, steady: bool) -> Grain | None:
    """Return the grain of days that stand a month or more apart, or whose header says so; None for shorter ones."""
    if _YEARLY.search(label) and _differ([day.year for day in days]):
        return Grain.YEAR
    if steady:
        for grain, least, most in ((Grain.YEAR, 355, 375), (Grain.QUARTER, 80, 100)):
            if _mostly(gaps, least, most):
                return grain
    monthly = bool(_MONTHLY.search(label)) or (steady and len(gaps) > 1 and _mostly(gaps, 27, 32))
    return Grain.MONTH if monthly and _differ([(day.year, day.month) for day in days]) else None


def _of_one(label: str, *, at_edge: bool) -> Grain:
    if _QUARTERLY.search(label):
        return Grain.QUARTER
    if _YEARLY.search(label) and not _MONTHLY.search(label):
        return Grain.YEAR
    return Grain.MONTH if at_edge or _MONTHLY.search(label) else Grain.DAY


def _mostly(gaps: Sequence[int], least: int, most: int) -> bool:
    """Whether most gaps are of one length, and none is shorter: periods may be left out, never repeated."""
    return min(gaps) >= least and sum(least <= gap <= most for gap in gaps) > 0.5 * len(gaps)


def _differ(values: Sequence[object]) -> bool:
    return len(set(values)) == len(values)
