"""Rooms as they are now: read once after each change, for everybody whom this process serves."""

import threading
import time
from dataclasses import dataclass

from cxdash.reports.workshops import room as report
from cxdash.reports.workshops.room import RoomThere
from cxdash.store import metrics, workshops
from cxdash.ui import cached, session

_SECONDS = 5.0
"""Who is there, and where, has no entry in the journal: a room is read anew after so long even if nothing changed."""


@dataclass(frozen=True, slots=True)
class _Kept:
    database: int
    number: int
    read_at: float
    room: RoomThere


_kept: dict[int, _Kept] = {}
_MOST_KEPT = 32
"""More than are open at once; the history of an organisation has many more."""
_turns = [threading.Lock() for _ in range(_MOST_KEPT)]
"""Whoever comes while a room is being read waits for it: forty screens are rung at once."""


def room(workshop_id: int) -> RoomThere:
    """Return everything of a room, not older than the newest entry of its journal; hand nobody more than ``seen_by``.

    Raises:
        NotFoundError: there is no such room.
    """
    database = session.database()
    with database.reading() as reading:
        number = workshops.newest(reading, [workshop_id]).get(workshop_id, 0)
    with _turns[workshop_id % _MOST_KEPT]:
        kept = _kept.get(workshop_id)
        if kept is None or not _is_fresh(kept, id(database), number):
            read_at, today = time.monotonic(), cached.today()
            catalogue = cached.report(metrics.catalogue)
            with database.reading() as reading:
                there = report.there(reading, workshop_id, today=today, catalogue=catalogue)
            kept = _Kept(id(database), number, read_at, there)
            _keep(workshop_id, kept)
        return kept.room


def _keep(workshop_id: int, kept: _Kept) -> None:
    """Keep a room, and let go of those that were read longest ago."""
    _kept.pop(workshop_id, None)
    _kept[workshop_id] = kept
    for oldest in list(_kept)[:-_MOST_KEPT]:
        _kept.pop(oldest, None)


def forget(workshop_id: int) -> None:
    """Have a room read anew: somebody comes back to it, and what they had half typed has no entry in its journal."""
    _kept.pop(workshop_id, None)


def forget_all() -> None:
    """Have every room read anew; for a process that changes its database."""
    _kept.clear()


def _is_fresh(kept: _Kept, database: int, number: int) -> bool:
    return kept.database == database and kept.number >= number and time.monotonic() - kept.read_at < _SECONDS
