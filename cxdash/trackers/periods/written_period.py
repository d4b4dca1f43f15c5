"""A period as a tracker writes it, perhaps without its year, and the period it becomes once that is known."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from cxdash.domain.periods import FiscalCalendar, Grain, Period, Quarter


@dataclass(frozen=True, slots=True)
class When:
    """A period as written.

    ``number`` is the month, the quarter or the ISO week; a day, or the first day of a longer stretch, is in ``day``
    (in ``month_day`` where it has no year). ``other`` is the second way to read an ambiguous day (03/04/2026, month
    first), ``or_else`` the second way to read the whole text (``2010/11`` is a fiscal year or a month); the rest of
    its column decides. ``day_leads`` says which way round a day with slashes must have been written, where its
    numbers leave only one. ``fiscal`` marks years that were written as fiscal ones. ``grain`` is None where the period
    is none that figures are kept by, such as half a year.
    """

    grain: Grain | None
    year: int | None = None
    number: int = 1
    day: date | None = None
    other: date | None = None
    fiscal: bool = False
    week_end: bool = False
    month_day: tuple[int, int] | None = None
    or_else: "When | None" = None
    day_leads: bool | None = None

    @property
    def complete(self) -> bool:
        """Whether the year is known."""
        return self.day is not None or self.year is not None

    def with_year(self, year: int | None) -> "When":
        """Return the same period in a year, where it has none; 29 February stays open in a year without one."""
        if self.complete or year is None:
            return self
        if self.month_day is None:
            return When(self.grain, year, self.number, fiscal=self.fiscal)
        try:
            return replace(self, day=date(year, *self.month_day), month_day=None, or_else=None)
        except ValueError:
            return self

    def period(self, *, calendar: FiscalCalendar, day_first: bool = True) -> Period | None:
        """Return the period, None where the year is open or figures are not kept by periods of this length."""
        if self.grain is None or not self.complete:
            return None
        if self.day is not None:
            day = self.other if self.other is not None and not day_first else self.day
            return Period(day - timedelta(days=6) if self.week_end else day, self.grain)
        try:
            return Period(self._starts(self.year or 0, calendar), self.grain)
        except ValueError:
            return None

    def _starts(self, year: int, calendar: FiscalCalendar) -> date:
        match self.grain:
            case Grain.WEEK:
                return date.fromisocalendar(year, self.number, 1)
            case Grain.MONTH:
                return date(year, self.number, 1)
            case Grain.QUARTER:
                return calendar.starts(Quarter(year, self.number))
            case _:
                return calendar.starts(Quarter(year, 1)) if self.fiscal else date(year, 1, 1)
