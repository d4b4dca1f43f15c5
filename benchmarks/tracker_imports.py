"""What an import costs beyond understanding the file, against calamine's bare reading of the same 100,000 rows.

Counted are the hand-over from the reading process, the plan, and storing: observations, what stood there before,
roll-ups. Not counted are effects, for the pilots have no go-live date yet (what estimates cost is measured in
``estimates``), and the start of the process that reads, once for all files.
"""

import gc
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median

import numpy as np
import python_calamine

from benchmarks.reader_clock import with_children
from benchmarks.timing import seconds_of, without_collections
from benchmarks.tracker_read import write_workbook
from cxdash.changes import pilots, tracker_import, use_cases
from cxdash.changes.setup import ensure_ready
from cxdash.domain.actions import Action
from cxdash.domain.metrics import Catalogue
from cxdash.domain.people import Person
from cxdash.domain.use_cases import PilotValues, UseCaseValues
from cxdash.store import rollup_sums
from cxdash.store.database import Database
from cxdash.store.observation_columns import keys
from cxdash.trackers.catalogue import default_catalogue
from cxdash.trackers.child import read_in_child
from cxdash.trackers.reading_columns import Readings
from cxdash.trackers.readings import Tracker
from cxdash.trackers.workbook import read_tracker

_ROUNDS, _IMPORTS = 5, 3
_NAME = "Weekly figures.xlsx"
_TODAY = date(2026, 11, 21)
_PILOTS = 50
_ONE_IN = 10
"""A tracker that comes again has one changed figure in so many."""


def measure(folder: Path) -> dict[str, float]:
    """Return the cost of importing a new and a known tracker beyond ``read``, and the roll-ups' share of the latter."""
    file = folder / _NAME
    write_workbook(file)
    content, catalogue = file.read_bytes(), default_catalogue()
    raw, child, hand_over = _reading(content, catalogue)
    tracker = read_tracker(content, _NAME, catalogue)
    stored = [_imported(folder / f"import-{number}.db", tracker, content) for number in range(_IMPORTS)]
    new, known, sums = (median(part) for part in zip(*stored, strict=True))
    return {
        "import_new": (hand_over + new) / raw,
        "import_known": (hand_over + known) / raw,
        "import_hand_over": hand_over / raw,
        "rollup_share": sums / (child + known),
    }


def _reading(content: bytes, catalogue: Catalogue) -> tuple[float, float, float]:
    """Return the seconds for calamine's bare reading, for ours in a child, and what of this is not reading.

    The last is a small difference of two long times, so it is taken within each round: what slows a round slows both.
    """
    works = (
        lambda: python_calamine.load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python(),
        lambda: read_tracker(content, _NAME, catalogue),
        lambda: read_in_child(content, _NAME, catalogue),
    )
    rounds = []
    with without_collections():
        for _ in range(1 + _ROUNDS):
            rounds.append([seconds_of(work, clock=with_children) for work in works])
            gc.collect()
    raw, _, child = (median(each) for each in zip(*rounds[1:], strict=True))
    return raw, child, median(child - read for _, read, child in rounds[1:])


def _imported(file: Path, tracker: Tracker, content: bytes) -> tuple[float, float, float]:
    """Return the seconds for storing a tracker, for storing it again with changes, and for the roll-ups of these."""
    database = Database(f"sqlite:///{file}")
    person = ensure_ready(database)
    with database.changing(person, Action.USE_CASE_CREATE) as session:
        slug = use_cases.create(session, UseCaseValues("Shorter waits")).slug
        for number in range(_PILOTS):
            pilots.create(session, slug, PilotValues(f"Pilot {number + 1}"))
    again = _changed(tracker)
    with without_collections():
        new = seconds_of(lambda: _stored(database, person, tracker, content))
        known = seconds_of(lambda: _stored(database, person, again, content))
        sums = _rolled_up(database, person, tracker)
    database.dispose()
    return new, known, sums


def _stored(database: Database, person: Person, tracker: Tracker, content: bytes) -> None:
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        plan = tracker_import.plan(session, tracker)
        tracker_import.apply(session, plan, content, today=_TODAY)


def _changed(tracker: Tracker) -> Tracker:
    """Return the tracker as it comes a week later: one figure in ten was corrected."""
    (sheet,) = tracker.sheets
    (table,) = sheet.tables
    readings = Readings.of(
        each._replace(denominator=(each.denominator or 0) + 1) if at % _ONE_IN == 0 else each
        for at, each in enumerate(table.readings)
    )
    return replace(tracker, sheets=(replace(sheet, tables=(replace(table, readings=readings),)),))


def _rolled_up(database: Database, person: Person, tracker: Tracker) -> float:
    """Return the seconds that the changes of a tracker that comes again take in the roll-ups; nothing is kept."""
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        plan = tracker_import.plan(session, tracker)
        moving = plan.rows.moving()
        ids = np.array([plan.series[name][1].id for name in moving.series])[moving.target]
        in_order = np.argsort(keys(ids, moving.day))
        moving, ids = moving.at(in_order), ids[in_order]
        grains = {row.id: row.grain for _, row in plan.series.values()}
        every = np.ones(len(moving), bool)
        change = rollup_sums.Change(grains, ids, moving.day, every, moving.old, every, moving.values)
        took = seconds_of(lambda: rollup_sums.add(session, change))
        session.rollback()
    return took
