"""Periods that can be read in two ways: the rest of their column decides, by elimination and then by even steps."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from cxdash.domain.periods import Grain
from cxdash.trackers.periods.written_period import When

_CLEARLY = 0.2


def day_comes_first(whens: Sequence[When], beside: Iterable[When] = ()) -> bool | None:
    """Decide how 03/04/2026 is read in a column that is written one way throughout; None where nothing tells.

    Args:
        whens: the column's periods, each once.
        beside: the days of other columns of the same table, which are written alike.
    """
    for known in (whens, list(beside)):
        # A number above 12 can only be a day, and shows where the days stand.
        said = {when.day_leads for when in known if when.day_leads is not None}
        if len(said) == 1:
            return said.pop()
        if said:
            return None
    first = [when.day for when in whens if when.day is not None]
    second = [when.other or when.day for when in whens if when.day is not None]
    if len({day.year for day in first}) > 1 and _begin_months(first) is not _begin_months(second):
        return _begin_months(first)  # the other way round they would be days of one month in each year
    difference = _evenness(first) - _evenness(second)
    return None if abs(difference) < _CLEARLY else difference > 0


def grain_of_two_readings(whens: Sequence[When]) -> Grain | None:
    """Decide which reading the texts with two have: the grain to prefer, None to take each as it is read first."""
    doubtful = [when for when in whens if when.or_else is not None]
    seconds = [when.or_else for when in doubtful if when.or_else is not None]
    if not doubtful:
        return None
    certain = {when.grain for when in whens if when.or_else is None}
    possible = {when.grain for when in (*doubtful, *seconds)}
    if len(certain & possible) == 1:
        return (certain & possible).pop()
    if possible == {Grain.MONTH, Grain.YEAR}:
        # 2010/11 and 2011/12: that every month follows its year by one happens only where they are years.
        return Grain.YEAR if len(doubtful) > 1 and not certain else None
    days = [when if when.grain is Grain.DAY else other for when, other in zip(doubtful, seconds, strict=True)]
    months = [when if when.grain is Grain.MONTH else other for when, other in zip(doubtful, seconds, strict=True)]
    return _days_or_months(days, months)


def _days_or_months(days: Sequence[When], months: Sequence[When]) -> Grain | None:
    """Decide whether ``25-Jan`` names a day of January or January 2025."""
    names = {when.number for when in months}
    numbers = {when.year for when in months}
    if len(days) > 1 and (len(names) == 1) is not (len(numbers) == 1):
        return Grain.DAY if len(names) == 1 else Grain.MONTH
    by_day = _evenness([date(2000, *when.month_day) for when in days if when.month_day])
    by_month = _evenness([date(when.year, when.number, 1) for when in months if when.year])
    if abs(by_day - by_month) < _CLEARLY:
        return None
    return Grain.DAY if by_day > by_month else Grain.MONTH


def _begin_months(days: Sequence[date]) -> bool:
    """Whether days are the first ones of months, three at the least."""
    return len(days) > 2 and all(day.day == 1 for day in days)


def _evenness(days: Sequence[date]) -> float:
    """Return the share of the commonest step between days, 0 to 1; months count as one step."""
    ordered = sorted(set(days))
    if len(ordered) < 3:
        return 0.0
    gaps = Counter((after - before).days for before, after in pairwise(ordered))
    near_month = sum(times for gap, times in gaps.items() if 28 <= gap <= 31)
    return max(gaps.most_common(1)[0][1], near_month) / gaps.total()
