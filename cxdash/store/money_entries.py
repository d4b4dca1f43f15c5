"""Costs and modelled benefits by period, as they are stored."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from cxdash.domain.errors import NotFoundError
from cxdash.domain.money_entries import Basis, MoneyEntry, Side, kind_of
from cxdash.domain.periods import Grain, Period
from cxdash.store import money_tables
from cxdash.store.tables import Pilot, UseCase

_LONGEST = 366
"""Days of the longest period, a year."""


class Bearer(NamedTuple):
    """Whose money it is, by slug: a pilot's, or where that is None its use case's as a whole."""

    use_case: str
    pilot: str | None


def get(session: Session, entry_id: int) -> money_tables.MoneyEntry:
    """Return one entry as it is stored at this moment; NotFoundError where it is not there, or no longer."""
    found = session.get(money_tables.MoneyEntry, entry_id, populate_existing=True)
    if found is None:
        raise NotFoundError("This amount was removed meanwhile. Reload the page to see what is there now.")
    return found


def of_use_case(session: Session, use_case_id: int) -> list[MoneyEntry]:
    """Return every cost and modelled benefit of a use case and its current pilots, by period and line."""
    return _entries(session, _current().where(money_tables.MoneyEntry.use_case_id == use_case_id))


def every(session: Session) -> list[MoneyEntry]:
    """Return every cost and modelled benefit of current use cases and pilots, by period and line."""
    return _entries(session, _current())


def in_period(session: Session, starts: date, ends_before: date) -> Mapping[Bearer, Sequence[MoneyEntry]]:
    """Return what is about any day from ``starts`` to before ``ends_before``, by whose it is.

    One query, however many use cases there are; those that are archived, and archived pilots, are left out.
    """
    first = date.fromordinal(max(starts.toordinal() - _LONGEST, 1))
    near = (money_tables.MoneyEntry.starts < ends_before, money_tables.MoneyEntry.starts > first)
    found: dict[Bearer, list[MoneyEntry]] = {}
    for entry in _entries(session, _current().where(*near)):
        if entry.period.ends_before > starts:
            found.setdefault(Bearer(entry.use_case, entry.pilot), []).append(entry)
    return found


def entry_of(row: money_tables.MoneyEntry, use_case: str, pilot: str | None) -> MoneyEntry:
    """Return a stored row as a domain value."""
    side = Side(row.side)
    return MoneyEntry(
        id=row.id,
        use_case=use_case,
        pilot=pilot,
        side=side,
        kind=kind_of(side, row.kind),
        basis=Basis(row.basis),
        line=row.line,
        period=Period(row.starts, Grain(row.grain)),
        amount=row.amount,
        note=row.note,
        import_id=row.import_id,
        cell=row.cell,
    )


def _current() -> Select[money_tables.MoneyEntry, str, str]:
    entry = money_tables.MoneyEntry
    return (
        select(entry, UseCase.slug, Pilot.slug)
        .join(UseCase, UseCase.id == entry.use_case_id)
        .outerjoin(Pilot, Pilot.id == entry.pilot_id)
        .where(UseCase.archived_at.is_(None), Pilot.archived_at.is_(None))
        .order_by(entry.starts, entry.side.desc(), entry.line, entry.id)
    )


def _entries(session: Session, query: Select[money_tables.MoneyEntry, str, str]) -> list[MoneyEntry]:
    return [entry_of(row, use_case, pilot) for row, use_case, pilot in session.execute(query)]
