"""Rooms as they are now: read once after each change, for everybody whom this process serves."""

import threading
import time
from collections import defaultdict
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
_turns: defaultdict[int, threading.Lock] = defaultdict(threading.Lock)
"""Whoever comes while a room is being read waits for it: forty screens are rung at once."""


def room(workshop_id: int) -> RoomThere:
    """Return everything of a room, not older than the newest entry of its journal; hand nobody more than ``seen_by``.

    Raises:
        NotFoundError: there is no such room.
    """
    database = session.database()
    with database.reading() as reading:
        number = workshops.newest(reading, [workshop_id]).get(workshop_id, 0)
    with _turns[workshop_id]:
        kept = _kept.get(workshop_id)
        if kept is None or not _is_fresh(kept, id(database), number):
            read_at, today = time.monotonic(), cached.today()
            catalogue = cached.report(metrics.catalogue)
            with database.reading() as reading:
                there = report.there(reading, workshop_id, today=today, catalogue=catalogue)
            kept = _kept[workshop_id] = _Kept(id(database), number, read_at, there)
        return kept.room


def forget(workshop_id: int) -> None:
    """Have a room read anew: somebody comes back to it, and what they had half typed has no entry in its journal."""
    _kept.pop(workshop_id, None)


def forget_all() -> None:
    """Have every room read anew; for a process that changes its database."""
    _kept.clear()


def _is_fresh(kept: _Kept, database: int, number: int) -> bool:
    return kept.database == database and kept.number >= number and time.monotonic() - kept.read_at < _SECONDS
