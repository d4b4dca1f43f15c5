"""A damaged file is refused or imported whole by what could be read of it; it never leaves half an import."""

import shutil

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from cxdash.changes import tracker_import, tracker_undo
from cxdash.domain.actions import Action
from cxdash.domain.errors import RefusedFileError
from cxdash.store import rollup_sums
from cxdash.store.import_tables import ImportChange
from cxdash.store.tables import Observation, Pilot, UseCase
from cxdash.trackers.catalogue import default_catalogue
from cxdash.trackers.child import read_in_child
from tests.builders import TODAY, add_use_case, ready_database
from tests.changes.files_in_sequence import CONTENTS
from tests.trackers.books import part, repacked

SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
damages = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def house(ready_sqlite_file, tmp_path_factory):
    """A database with one use case and its pilot, and the person who works in it."""
    file = shutil.copy(ready_sqlite_file, tmp_path_factory.mktemp("damaged") / "cxdash.db")
    database, person = ready_database(f"sqlite:///{file}")
    add_use_case(database, person)
    yield database, person
    database.dispose()


@given(st.sampled_from(["weeks", "months", "pilots"]), st.sampled_from([None, SHEET, TEXTS]), damages)
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_file_is_refused_or_imported_whole(house, label, where, places):
    database, person = house
    before = _rows(database)

    imported = _imported(database, person, _damaged(CONTENTS[label][1], where, places))

    if imported is None:
        assert _rows(database) == before
        return
    import_id, planned = imported
    stored = _rows(database, import_id)
    assert stored["observations"] == stored["changes"] == planned.rows.moving().day.size
    assert planned.new + planned.changed >= stored["observations"]
    with database.changing(person, Action.TRACKER_UNDO) as session:
        assert rollup_sums.rebuild(session) == 0
        tracker_undo.undo(session, import_id, today=TODAY)
    assert _rows(database) == before


def _imported(database, person, content):
    """Import what can be read of a file; return nothing where it is refused."""
    try:
        tracker = read_in_child(content, "tracker.xlsx", default_catalogue())
    except RefusedFileError as refused:
        if refused.code == "our_error":
            raise
        return None
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        planned = tracker_import.plan(session, tracker)
        return tracker_import.apply(session, planned, content, today=TODAY), planned


def _damaged(content, where, places):
    """Return a file with some bytes changed, in one of its parts or anywhere."""
    found = bytearray(content if where is None else part(content, where))
    for place, byte in places:
        found[place % len(found)] = byte
    return bytes(found) if where is None else repacked(content, {where: bytes(found)})


def _rows(database, import_id=None):
    """Return what there is, or the figures of one import."""
    with database.reading() as session:
        if import_id is not None:
            figures = session.scalars(select(Observation.day).where(Observation.import_id == import_id)).all()
            changes = session.scalars(select(ImportChange.day).where(ImportChange.import_id == import_id)).all()
            return {"observations": len(figures), "changes": len(changes)}
        columns = (Observation.series_id, ImportChange.series_id, UseCase.title, Pilot.name)
        return {str(column): sorted(session.scalars(select(column))) for column in columns}
