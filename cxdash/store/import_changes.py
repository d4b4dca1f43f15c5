"""What an import did to every observation, kept so that undoing it is exact and every figure names its cell."""

from itertools import compress
from typing import NamedTuple

import numpy as np
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from cxdash.store import bulk
from cxdash.store.import_tables import ImportChange
from cxdash.store.observation_columns import Ints, Values, as_columns

NOTHING = 0
"""The number of no import: there was no observation before."""


class Changes(NamedTuple):
    """What an import did, as equally long columns in order of series and day.

    ``cell`` is where a new value stands in the file. ``previous`` is what stood there before and ``previous_import_id``
    where that came from: NaN and ``NOTHING`` where there was no observation.
    """

    series_id: Ints
    day: Ints
    cell: list[str]
    previous_import_id: Ints
    previous: Values


def keep(session: Session, import_id: int, changes: Changes) -> None:
    """Keep what an import did."""
    earlier = {
        "previous_import_id": changes.previous_import_id,
        **{f"previous_{name}": column for name, column in changes.previous._asdict().items()},
    }
    had = changes.previous_import_id != NOTHING
    for rows, more in ((~had, {}), (had, earlier)):
        columns: dict[str, bulk.Column] = {
            "import_id": np.full(rows.sum(), import_id),
            "series_id": changes.series_id[rows],
            "day": changes.day[rows],
            "cell": [*compress(changes.cell, rows)],
            **{name: column[rows] for name, column in more.items()},
        }
        bulk.insert(session.connection(), "import_change", columns)


def of(session: Session, import_id: int) -> Changes:
    """Return what an import did."""
    query = (
        select(
            ImportChange.series_id,
            ImportChange.day,
            ImportChange.cell,
            func.coalesce(ImportChange.previous_import_id, NOTHING),
            ImportChange.previous_value,
            ImportChange.previous_numerator,
            ImportChange.previous_denominator,
        )
        .where(ImportChange.import_id == import_id)
        .order_by(ImportChange.series_id, ImportChange.day)
    )
    kinds = (int, int, object, int, float, float, float)
    series_id, day, cell, earlier, *previous = as_columns(session.execute(query), kinds)
    return Changes(series_id, day, cell.tolist(), earlier, Values(*previous))


def forget(session: Session, import_id: int) -> None:
    """Drop what was kept for undoing, once the import is undone."""
    session.execute(delete(ImportChange).where(ImportChange.import_id == import_id))
