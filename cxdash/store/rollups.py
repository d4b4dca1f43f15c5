"""Sums by week, month and fiscal quarter: kept by the change itself, read by every page."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from cxdash.domain.periods import FiscalCalendar, Grain, Period
from cxdash.store.bulk import execute_many
from cxdash.store.observations import Value
from cxdash.store.organisation import calendar
from cxdash.store.tables import Observation, Rollup, Series

CODES: Mapping[Grain, int] = {Grain.WEEK: 1, Grain.MONTH: 2, Grain.QUARTER: 3}
_COARSER: Mapping[Grain, tuple[Grain, ...]] = {
    Grain.DAY: (Grain.WEEK, Grain.MONTH, Grain.QUARTER),
    Grain.WEEK: (Grain.WEEK, Grain.MONTH, Grain.QUARTER),
    Grain.MONTH: (Grain.MONTH, Grain.QUARTER),
    Grain.QUARTER: (Grain.QUARTER,),
    Grain.YEAR: (),
}
_ADD = (
    "INSERT INTO rollup (series_id, grain, period, parts, ratio_parts, value_sum, numerator_sum, denominator_sum) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (series_id, grain, period) DO UPDATE SET "
    "parts = rollup.parts + excluded.parts, ratio_parts = rollup.ratio_parts + excluded.ratio_parts, "
    "value_sum = rollup.value_sum + excluded.value_sum, numerator_sum = rollup.numerator_sum + excluded.numerator_sum, "
    "denominator_sum = rollup.denominator_sum + excluded.denominator_sum"
)


class Change(NamedTuple):
    """One observation before and after; None where it did not exist or does no longer."""

    series_id: int
    grain: Grain
    day: int
    before: Value | None
    after: Value | None


class Sums(NamedTuple):
    """What one cell of the roll-up holds."""

    parts: int
    ratio_parts: int
    value: float
    numerator: float
    denominator: float


_NOTHING = Sums(0, 0, 0.0, 0.0, 0.0)
Cells = dict[tuple[int, int, int], Sums]


def add(session: Session, changes: Iterable[Change]) -> None:
    """Carry changed observations into the sums; cells that end up empty are deleted."""
    cells = _summed(changes, calendar(session))
    connection = session.connection()
    execute_many(connection, _ADD, [(*key, *sums) for key, sums in sorted(cells.items())])
    emptied = [key for key, sums in cells.items() if sums.parts < 0]
    _delete_empty(connection, emptied)


def rebuild(session: Session) -> int:
    """Compute every cell anew from the observations and return how many cells differed by more than rounding."""
    before = _all_cells(session)
    execute_many(
        session.connection(), "DELETE FROM rollup WHERE series_id = ?", [(s,) for s in {key[0] for key in before}]
    )
    grains = {series_id: Grain(grain) for series_id, grain in session.execute(select(Series.id, Series.grain))}
    query = select(
        Observation.series_id, Observation.day, Observation.value, Observation.numerator, Observation.denominator
    )
    add(session, (Change(s, grains[s], day, None, Value(*value)) for s, day, *value in session.execute(query)))
    after = _all_cells(session)
    return sum(not _close(before.get(key, _NOTHING), after.get(key, _NOTHING)) for key in before.keys() | after.keys())


def _summed(changes: Iterable[Change], fiscal: FiscalCalendar) -> Cells:
    """Add up the differences per cell."""

    @cache
    def cells_of(grain: Grain, day: int) -> tuple[tuple[int, int], ...]:
        anchor = Period(date.fromordinal(day), grain).anchor
        return tuple((CODES[wider], fiscal.start_of(wider, anchor).toordinal()) for wider in _COARSER[grain])

    totals: dict[tuple[int, int, int], list[float]] = defaultdict(lambda: list(_NOTHING))
    for change in changes:
        parts, ratio_parts, value, numerator, denominator = _difference(change.before, change.after)
        for code, period in cells_of(change.grain, change.day):
            total = totals[change.series_id, code, period]
            total[0] += parts
            total[1] += ratio_parts
            total[2] += value
            total[3] += numerator
            total[4] += denominator
    return {key: Sums._make(total) for key, total in totals.items()}


def _difference(before: Value | None, after: Value | None) -> Sums:
    if before is None:
        return _sums(after)
    old, new = _sums(before), _sums(after)
    return Sums(
        parts=new.parts - old.parts,
        ratio_parts=new.ratio_parts - old.ratio_parts,
        value=new.value - old.value,
        numerator=new.numerator - old.numerator,
        denominator=new.denominator - old.denominator,
    )


def _sums(value: Value | None) -> Sums:
    if value is None:
        return _NOTHING
    if value.numerator is not None and value.denominator is not None:
        return Sums(1, 1, value.value or 0.0, value.numerator, value.denominator)
    return Sums(1, 0, value.value or 0.0, 0.0, 0.0)


def _delete_empty(connection: Connection, keys: Collection[tuple[int, int, int]]) -> None:
    execute_many(
        connection, "DELETE FROM rollup WHERE series_id = ? AND grain = ? AND period = ? AND parts = 0", sorted(keys)
    )


def _all_cells(session: Session) -> Cells:
    columns = (
        Rollup.series_id,
        Rollup.grain,
        Rollup.period,
        Rollup.parts,
        Rollup.ratio_parts,
        Rollup.value_sum,
        Rollup.numerator_sum,
        Rollup.denominator_sum,
    )
    return {(row[0], row[1], row[2]): Sums._make(row[3:]) for row in session.execute(select(*columns))}


def _close(one: Sums, other: Sums) -> bool:
    return all(abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b)) for a, b in zip(one, other, strict=True))
