"""Observations as columns: a whole tracker's at once are compared with what is stored, and written."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from math import isnan
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray
from sqlalchemy import BigInteger, cast, select
from sqlalchemy.orm import Session

from cxdash.store import bulk
from cxdash.store.observations import Value, parts
from cxdash.store.tables import Observation

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

DAYS = 2**22
"""More days than there are: the proleptic Gregorian ordinal of the last one, in year 9999, is smaller."""


class Values(NamedTuple):
    """What observations say, as ``observations.Value`` says of one; NaN stands for a missing part."""

    value: Floats
    numerator: Floats
    denominator: Floats

    def at(self, rows: Ints | Bools) -> "Values":
        """Return the values in these rows, given by number or by a mark for each."""
        return Values(self.value[rows], self.numerator[rows], self.denominator[rows])

    def each(self) -> Iterator[Value]:
        """Go through the values one by one; missing parts are None."""
        return map(Value, *([None if isnan(part) else part for part in column.tolist()] for column in self))


class Observations(NamedTuple):
    """Observations, equally long columns; ``import_id`` is the import that each came from."""

    series_id: Ints
    day: Ints
    values: Values
    import_id: Ints

    @property
    def keys(self) -> Ints:
        """One number for every observation, in the order of series and day."""
        return keys(self.series_id, self.day)

    def at(self, rows: Ints | Bools) -> "Observations":
        """Return the observations in these rows."""
        return Observations(self.series_id[rows], self.day[rows], self.values.at(rows), self.import_id[rows])


def keys(series_id: Ints, day: Ints) -> Ints:
    """Return one number for every series and day, ordered as they are."""
    return series_id * DAYS + day


def places(wanted: Ints, stored: Ints) -> Ints:
    """Return where each wanted key stands among the stored ones, which are in order; -1 where it does not."""
    if not len(stored):
        return np.full(len(wanted), -1)
    at = np.searchsorted(stored, wanted)
    at[at == len(stored)] = 0
    return np.where(stored[at] == wanted, at, -1)


def as_columns(rows: Iterable[Sequence[Any]], kinds: Sequence[DTypeLike]) -> list[NDArray[Any]]:
    """Return rows as columns of these kinds; None becomes NaN in a column of floats."""
    columns: Sequence[Sequence[Any]] = [*zip(*rows, strict=True)] or [()] * len(kinds)
    return [np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]


def stored(session: Session, series_ids: Collection[int], days: tuple[int, int] = (0, DAYS)) -> Observations:
    """Return the observations of these series from the first to the last of two days, in order of series and day."""
    table = Observation.__table__.c
    key = (cast(table.series_id, BigInteger) * DAYS + table.day).label("key")  # one column less of 100,000 objects
    query = select(key, table.value, table.numerator, table.denominator, table.import_id)
    query = query.where(table.day.between(*days)).order_by(table.series_id, table.day)
    connection = session.connection()  # a session would wrap every row once more
    found: list[Sequence[Any]] = []
    for part in parts(sorted(series_ids)):
        found += connection.execute(query.where(table.series_id.in_(part))).all()
    which, *values, import_id = as_columns(found, (int, float, float, float, int))
    return Observations(which // DAYS, which % DAYS, Values(*values), import_id)


def insert(session: Session, new: Observations) -> None:
    """Store observations that are not there yet; in order of series and day they are stored fastest."""
    bulk.insert(session.connection(), "observation", _named(new))


def replace(session: Session, changed: Observations) -> None:
    """Store observations in place of those of the same series and day, if there are any."""
    bulk.insert(
        session.connection(),
        "observation",
        _named(changed),
        conflict="ON CONFLICT (series_id, day) DO UPDATE SET value = excluded.value, numerator = excluded.numerator, "
        "denominator = excluded.denominator, import_id = excluded.import_id",
    )


def remove(session: Session, series_id: Ints, day: Ints) -> None:
    """Delete observations by series and day; only undoing an import does this."""
    statement = "DELETE FROM observation WHERE series_id = ? AND day = ?"
    bulk.execute_many(session.connection(), statement, zip(series_id.tolist(), day.tolist(), strict=True))


def _named(observations: Observations) -> dict[str, bulk.Column]:
    series_id, day, values, import_id = observations
    return {"series_id": series_id, "day": day, **values._asdict(), "import_id": import_id}
