"""Periods in words that people read, and as they write them into lists."""

from cxdash.domain.periods import FiscalCalendar, Grain, Period


def period_label(period: Period, calendar: FiscalCalendar | None = None) -> str:
    """Return the words for a period: ``Jul 2026``, ``Q3 2026``, ``2026``, ``week of 6 Jul 2026``.

    A quarter or a year that starts elsewhere than in the calendar's is named by its first day.
    """
    calendar = calendar or FiscalCalendar()
    match period.grain:
        case Grain.DAY:
            return f"{period.starts:%-d %b %Y}"
        case Grain.MONTH:
            return f"{period.starts:%b %Y}"
        case Grain.QUARTER if calendar.start_of(Grain.QUARTER, period.starts) == period.starts:
            return calendar.name(calendar.quarter_of(period.starts))
        case Grain.YEAR if period.starts.month == 1:
            return f"{period.starts.year}"
        case Grain.YEAR if calendar.start_of(Grain.YEAR, period.starts) == period.starts:
            return f"FY{calendar.quarter_of(period.starts).year}"
        case _:
            return f"{period.grain.value} of {period.starts:%-d %b %Y}"


def written_period(period: Period, calendar: FiscalCalendar) -> str:
    """Write a period as lists in files do: ``2026-07``, ``2026-Q3``, ``2026``, ``FY2026``, ``2026-W28``.

    A day, and a quarter or a year that is none of the calendar's, is written by its first day: ``2026-07-06``.
    """
    starts = period.starts
    match period.grain:
        case Grain.WEEK:
            year, week, _ = starts.isocalendar()
            return f"{year}-W{week:02}"
        case Grain.MONTH:
            return f"{starts:%Y-%m}"
        case Grain.QUARTER if calendar.start_of(Grain.QUARTER, starts) == starts:
            return str(calendar.quarter_of(starts))
        case Grain.YEAR if (starts.month, starts.day) == (1, 1):
            return f"{starts.year}"
        case Grain.YEAR if calendar.start_of(Grain.YEAR, starts) == starts:
            return f"FY{calendar.quarter_of(starts).year}"
        case _:
            return starts.isoformat()
