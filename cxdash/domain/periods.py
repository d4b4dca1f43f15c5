"""Days, weeks, months and fiscal quarters; the upper bound of a period is exclusive."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_MONTHS_IN_YEAR = 12
_MIDWEEK = timedelta(days=3)


class Grain(StrEnum):
    """How long one period of a series is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


def add_months(day: date, months: int) -> date:
    """Return the first day of the month that lies ``months`` after the day's own month."""
    index = day.year * _MONTHS_IN_YEAR + day.month - 1 + months
    return date(index // _MONTHS_IN_YEAR, index % _MONTHS_IN_YEAR + 1, 1)


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """A stretch of days: the first one, and the first one that no longer belongs to it."""

    starts: date
    grain: Grain

    @property
    def ends_before(self) -> date:
        """The first day after the period."""
        match self.grain:
            case Grain.DAY:
                return self.starts + timedelta(days=1)
            case Grain.WEEK:
                return self.starts + timedelta(days=7)
            case Grain.MONTH:
                return add_months(self.starts, 1)
            case Grain.QUARTER:
                return add_months(self.starts, 3)
            case Grain.YEAR:
                return add_months(self.starts, _MONTHS_IN_YEAR)

    @property
    def anchor(self) -> date:
        """The day that decides which longer period this one counts in.

        A week counts where its fourth day falls (for Monday weeks the ISO rule); every other grain where it starts.
        """
        return self.starts + _MIDWEEK if self.grain is Grain.WEEK else self.starts


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """A fiscal quarter, written ``2026-Q3``; the year is the one in which the fiscal year ends."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2026-Q3``; raises ValueError with the form to write otherwise."""
        match = _QUARTER.fullmatch(text.strip().upper())
        if match is None:
            message = f"“{text}” is not a quarter. Write it as 2026-Q3."
            raise ValueError(message)
        return cls(int(match[1]), int(match[2]))

    def shifted(self, quarters: int) -> "Quarter":
        """Return the quarter so many later (negative: earlier)."""
        index = self.year * 4 + self.number - 1 + quarters
        return Quarter(index // 4, index % 4 + 1)

    def __str__(self) -> str:
        """Write ``2026-Q3``."""
        return f"{self.year}-Q{self.number}"


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """Which month the organisation's fiscal year starts in (1 January … 12 December)."""

    first_month: int = 1

    def quarter_of(self, day: date) -> Quarter:
        """Return the fiscal quarter a day belongs to."""
        months = (day.month - self.first_month) % _MONTHS_IN_YEAR
        starts_earlier = self.first_month > 1 and day.month >= self.first_month
        return Quarter(day.year + int(starts_earlier), months // 3 + 1)

    def starts(self, quarter: Quarter) -> date:
        """Return a quarter's first day."""
        year = quarter.year - int(self.first_month > 1)
        return add_months(date(year, self.first_month, 1), 3 * (quarter.number - 1))

    def period(self, quarter: Quarter) -> Period:
        """Return a quarter as a period."""
        return Period(self.starts(quarter), Grain.QUARTER)

    def start_of(self, grain: Grain, day: date) -> date:
        """Return the first day of the week (Monday), month, fiscal quarter or fiscal year that holds a day."""
        match grain:
            case Grain.DAY:
                return day
            case Grain.WEEK:
                return day - timedelta(days=day.weekday())
            case Grain.MONTH:
                return day.replace(day=1)
            case Grain.QUARTER:
                return self.starts(self.quarter_of(day))
            case Grain.YEAR:
                return self.starts(Quarter(self.quarter_of(day).year, 1))

    def name(self, quarter: Quarter) -> str:
        """Write a quarter as people say it: ``Q3 2026``, or ``Q3 FY2026`` where the fiscal year is its own."""
        return f"Q{quarter.number} {'FY' if self.first_month > 1 else ''}{quarter.year}"


def periods_between(grain: Grain, starts: date, ends_before: date) -> Iterator[Period]:
    """Yield the consecutive periods of one grain that begin at ``starts`` and end no later than ``ends_before``."""
    period = Period(starts, grain)
    while period.ends_before <= ends_before:
        yield period
        period = Period(period.ends_before, grain)
