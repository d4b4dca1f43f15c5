"""One file dropped by two people at the same moment is stored once, on both databases."""

import threading

import pytest
from sqlalchemy import func, select

from cxdash.changes import tracker_import, tracker_undo
from cxdash.domain.actions import Action
from cxdash.domain.errors import UndoRefusedError
from cxdash.store import rollup_sums
from cxdash.store.database import Database
from cxdash.store.tables import Observation, Pilot, Series, UseCase
from tests.builders import TODAY
from tests.changes.files_in_sequence import FILES


def _at_once(url, person, works):
    """Let each piece of work run with a connection of its own, as other processes would; return what they said."""
    barrier = threading.Barrier(len(works))
    said = []

    def run(work):
        database = Database(url)
        barrier.wait(timeout=20)
        try:
            said.append(work(database, person))
        except Exception as error:  # noqa: BLE001 what went wrong is what the test is about
            said.append(error)
        database.dispose()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return said


def _store(label):
    def work(database, person):
        with database.changing(person, Action.TRACKER_IMPORT) as session:
            planned = tracker_import.plan(session, FILES[label])
            tracker_import.apply(session, planned, b"", today=TODAY)
            return planned.new, planned.changed, planned.unchanged

    return work


def _counts(database):
    tables = {"use cases": UseCase, "pilots": Pilot, "series": Series, "observations": Observation}
    with database.reading() as session:
        return {name: session.scalar(select(func.count()).select_from(table)) for name, table in tables.items()}


@pytest.mark.parametrize("label", ["months", "pilots", "weeks of two pilots"])
def test_a_file_dropped_twice_at_once_is_stored_once(ready, ready_url, label):
    database, person = ready

    first, second = sorted(_at_once(ready_url, person, [_store(label)] * 2), reverse=True)

    assert first[0] > 0
    assert second[:2] == (0, 0)
    stored = _counts(database)
    _store(label)(database, person)
    assert _counts(database) == stored
    with database.changing(person, Action.EFFECTS_RECOMPUTE) as session:
        assert rollup_sums.rebuild(session) == 0


def test_two_files_with_figures_of_the_same_weeks_are_stored_one_after_the_other(ready, ready_url):
    database, person = ready

    said = _at_once(ready_url, person, [_store("months"), _store("months corrected")])

    assert sorted(said) == [(0, 8, 0), (8, 0, 0)]
    with database.changing(person, Action.EFFECTS_RECOMPUTE) as session:
        assert rollup_sums.rebuild(session) == 0


def test_an_import_undone_by_two_people_at_once_is_undone_once(ready, ready_url):
    database, person = ready
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        import_id = tracker_import.apply(session, tracker_import.plan(session, FILES["months"]), b"", today=TODAY)

    def undo(database, person):
        with database.changing(person, Action.TRACKER_UNDO) as session:
            tracker_undo.undo(session, import_id, today=TODAY)

    said = _at_once(ready_url, person, [undo, undo])

    assert sorted(map(type, said), key=str) == sorted([type(None), UndoRefusedError], key=str)
    assert _counts(database) == dict.fromkeys(("use cases", "pilots", "series", "observations"), 0)
