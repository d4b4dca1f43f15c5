"""Sums by week, month and fiscal quarter: kept by the change itself, read by every page."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

import numpy as np
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from cxdash.domain.periods import FiscalCalendar, Grain, Period
from cxdash.store import bulk, observation_columns
from cxdash.store.observation_columns import DAYS, Bools, Floats, Ints, Observations, Values, keys
from cxdash.store.observations import parts
from cxdash.store.organisation import calendar
from cxdash.store.rollups import COARSER, CODES
from cxdash.store.tables import Rollup, Series

_SUMS = ("parts", "ratio_parts", "value_sum", "numerator_sum", "denominator_sum")
_ADD = "ON CONFLICT (series_id, grain, period) DO UPDATE SET " + ", ".join(
    f"{name} = rollup.{name} + excluded.{name}" for name in _SUMS
)
_GRAINS = tuple(Grain)
_NO_PERIOD = 0
_NOTHING = (0.0,) * len(_SUMS)
_SERIES_AT_ONCE = 100
_MUCH_LARGER = 1e4
"""A correction that takes away so many times as much as it leaves costs the sum too many of its digits."""


class Change(NamedTuple):
    """Observations before and after, as equally long columns in order of series and day.

    ``grain`` says of each series which period one of its observations is for; ``was`` and ``stays`` say of each
    observation whether it is there before and after: its values are NaN while it is not.
    """

    grain: Mapping[int, Grain]
    series_id: Ints
    day: Ints
    was: Bools
    before: Values
    stays: Bools
    after: Values


class _Cells(NamedTuple):
    """Cells of the table of sums, as columns."""

    series_id: Ints
    grain: Ints
    period: Ints
    parts: Ints
    ratio_parts: Ints
    value_sum: Floats
    numerator_sum: Floats
    denominator_sum: Floats


def new(grain: Mapping[int, Grain], observations: Observations) -> Change:
    """Return the change that brings in observations where there were none, in order of series and day."""
    series_id, day, values, _ = observations
    nothing = np.zeros(len(day), bool)
    return Change(grain, series_id, day, nothing, Values(*np.full((3, len(day)), np.nan)), ~nothing, values)


def add(session: Session, change: Change) -> None:
    """Carry changed observations into the sums; cells that end up empty are deleted."""
    cells = _summed(change, calendar(session))
    connection = session.connection()
    bulk.insert(connection, "rollup", cells._asdict(), conflict=_ADD)
    fewer = cells.parts < 0
    where = (column[fewer].tolist() for column in cells[:3])
    statement = "DELETE FROM rollup WHERE series_id = ? AND grain = ? AND period = ? AND parts = 0"
    bulk.execute_many(connection, statement, zip(*where, strict=True))
    _mend(session, change)


def _mend(session: Session, change: Change) -> None:
    """Add up anew what large figures were taken out of: a mistyped 1e15 leaves the others' decimals behind it.

    Whoever calls ``add`` has written the observations before, so they are what the sums must say.
    """
    before = np.where(change.was, np.nan_to_num(np.abs(change.before)).max(axis=0), 0.0)
    after = np.where(change.stays, np.nan_to_num(np.abs(change.after)).max(axis=0), 0.0)
    lost = np.unique(change.series_id[before > _MUCH_LARGER * after]).tolist()
    for part in parts(lost, _SERIES_AT_ONCE):
        found = observation_columns.stored(session, part)
        session.execute(delete(Rollup).where(Rollup.series_id.in_(part)))
        if len(found.day):
            cells = _summed(new(change.grain, found), calendar(session))
            bulk.insert(session.connection(), "rollup", cells._asdict())


def rebuild(session: Session) -> int:
    """Compute every cell anew from the observations and return how many cells differed by more than rounding."""
    before = _all_cells(session)
    session.execute(delete(Rollup))
    grains = {series_id: Grain(grain) for series_id, grain in session.execute(select(Series.id, Series.grain))}
    for part in parts(sorted(grains), _SERIES_AT_ONCE):
        found = observation_columns.stored(session, part)
        add(session, new(grains, found))
    after = _all_cells(session)
    return sum(not _close(before.get(key, _NOTHING), after.get(key, _NOTHING)) for key in before.keys() | after.keys())


def _summed(change: Change, fiscal: FiscalCalendar) -> _Cells:
    """Add up the differences per cell, in the order of their key."""
    pairs = zip(_sums(change.stays, change.after), _sums(change.was, change.before), strict=True)
    differences = [after - before for after, before in pairs]
    found = []
    for code, starts in _starts(change, fiscal).items():
        counts = starts != _NO_PERIOD
        series_id, period = change.series_id[counts], starts[counts]
        # In order of series and day, all that counts in one cell stands together.
        first = np.flatnonzero(np.diff(keys(series_id, period), prepend=-1))
        sums = (np.add.reduceat(each[counts], first) for each in differences)
        found.append(_Cells(series_id[first], np.full(len(first), code), period[first], *sums))
    series_id, grain, period, *added = map(np.concatenate, zip(*found, strict=True))
    order = np.argsort(keys(series_id * len(_GRAINS) + grain, period))
    return _Cells(*(column[order] for column in (series_id, grain, period, *added)))


def _starts(change: Change, fiscal: FiscalCalendar) -> dict[int, Ints]:
    """Return by code of week, month and quarter in which one each observation counts: its first day, or none."""
    series_ids, at = np.unique(change.series_id, return_inverse=True)
    grain = np.array([_GRAINS.index(change.grain[each]) for each in series_ids.tolist()], int)[at]
    periods, at = np.unique(keys(grain, change.day), return_inverse=True)
    found = [Period(date.fromordinal(key % DAYS), _GRAINS[key // DAYS]) for key in periods.tolist()]
    return {
        code: np.array([_start(period, wider, fiscal) for period in found], int)[at] for wider, code in CODES.items()
    }


def _start(period: Period, wider: Grain, fiscal: FiscalCalendar) -> int:
    return fiscal.start_of(wider, period.anchor).toordinal() if wider in COARSER[period.grain] else _NO_PERIOD


def _sums(there: Bools, values: Values) -> tuple[Ints, Ints, Floats, Floats, Floats]:
    """Return what each observation adds to a cell: parts, parts with a ratio, value, numerator, denominator."""
    missing = np.isnan(values)
    is_pair = ~missing[1] & ~missing[2]
    value, numerator, denominator = values
    return (
        there.astype(int),
        is_pair.astype(int),
        np.where(missing[0], 0.0, value),
        np.where(is_pair, numerator, 0.0),
        np.where(is_pair, denominator, 0.0),
    )


def _all_cells(session: Session) -> dict[tuple[int, int, int], tuple[float, ...]]:
    columns = [getattr(Rollup, name) for name in _Cells._fields]
    return {(row[0], row[1], row[2]): tuple(row[3:]) for row in session.execute(select(*columns))}


def _close(one: Collection[float], other: Collection[float]) -> bool:
    return all(abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b)) for a, b in zip(one, other, strict=True))
