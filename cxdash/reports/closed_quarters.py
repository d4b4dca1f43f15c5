"""Closed quarters as they were reported, beside the same quarter as it is known now."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from cxdash.domain.closing import Figure, name_of
from cxdash.domain.errors import CxdashError
from cxdash.domain.periods import FiscalCalendar, Grain, Period, Quarter
from cxdash.reports import frozen_quarter
from cxdash.reports.this_quarter import Quarterly
from cxdash.store import organisation, quarter_closes
from cxdash.store.quarter_closes import Closed


class View(StrEnum):
    """Which figures of a quarter are shown."""

    REPORTED = "reported"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Shown:
    """A view that a quarter has, in the words people read."""

    view: View
    words: str


@dataclass(frozen=True, slots=True)
class ClosedQuarter:
    """A closed quarter by its name at the closing.

    Attributes:
        quarter: which one it is by today's calendar; None where the fiscal year begins in another month since, so
            that no quarter has its days.
    """

    close: Closed
    name: str
    period: Period
    quarter: Quarter | None


def views(session: Session, quarter: Quarter) -> tuple[Shown, ...]:
    """Return which views a quarter has: as reported, once it is closed, and as known now; the first is the default."""
    close = quarter_closes.find(session, organisation.calendar(session).starts(quarter))
    known = Shown(View.KNOWN, "as known now")
    return (known,) if close is None else (Shown(View.REPORTED, as_reported(close.closed_on)), known)


def as_reported(closed_on: date) -> str:
    """Name the view that a closing keeps."""
    return f"as reported on {closed_on:%-d %b %Y}"


def reported(session: Session, quarter: Quarter) -> Quarterly | None:
    """Return the page of a quarter as it was reported; None where it was not closed."""
    close = quarter_closes.find(session, organisation.calendar(session).starts(quarter))
    return None if close is None else frozen_quarter.thaw(quarter_closes.page(session, close.id))


def every(session: Session) -> tuple[ClosedQuarter, ...]:
    """Return every closed quarter, the newest first."""
    calendar = organisation.calendar(session)
    return tuple(_named(close, calendar) for close in quarter_closes.every(session))


def one(session: Session, quarter: Quarter) -> ClosedQuarter | None:
    """Return a quarter's closing; None where it is open."""
    calendar = organisation.calendar(session)
    close = quarter_closes.find(session, calendar.starts(quarter))
    return None if close is None else _named(close, calendar)


def figures(session: Session, close: Closed) -> tuple[Figure, ...]:
    """Return every figure as it was reported.

    Raises:
        CxdashError: what is stored is not what was closed: somebody has been in the database past cxdash.
    """
    kept = tuple(Figure.from_json(each) for each in kept_about(session, close)["figures"])
    if name_of(kept) != close.digest:
        raise CxdashError(
            f"The stored figures of {close.quarter} are not those that {close.who} closed on "
            f"{close.closed_on:%-d %b %Y}. Bring the database back from a copy, and ask who changed it."
        )
    return kept


def kept_about(session: Session, close: Closed) -> dict[str, Any]:
    """Return all that was kept with the figures: the policy and the currency of that day, and the files."""
    return dict(quarter_closes.figures(session, close.id))


def _named(close: Closed, calendar: FiscalCalendar) -> ClosedQuarter:
    quarter = calendar.quarter_of(close.starts)
    is_one = calendar.starts(quarter) == close.starts
    name = calendar.name(quarter) if is_one else close.quarter
    return ClosedQuarter(close, name, Period(close.starts, Grain.QUARTER), quarter if is_one else None)
