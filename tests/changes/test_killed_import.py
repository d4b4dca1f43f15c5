"""A process killed in the middle of an import leaves no half of it, and the next import works."""

import signal
import subprocess
import sys

from sqlalchemy import select

from cxdash.changes import tracker_import
from cxdash.domain.actions import Action
from cxdash.store.import_tables import TrackerImport
from cxdash.store.tables import Observation, Rollup, Series
from tests.builders import TODAY, add_use_case, reading, tracker

IMPORT_AND_WAIT = """
import sys, time
from tests.changes.test_killed_import import store
from tests.builders import ready_database
database, person = ready_database(sys.argv[1])
store(database, person, before_commit=lambda: (print("written", flush=True), time.sleep(60)))
"""


def store(database, person, *, before_commit=lambda: None):
    upload = tracker(*(reading(0.2, entity=f"Ward {number}", cell=f"C{number}") for number in range(200)))
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        plan = tracker_import.plan(session, upload)
        tracker_import.apply(session, plan, b"the file", today=TODAY)
        before_commit()


def _rows(database):
    with database.reading() as session:
        return [len(session.execute(select(table)).all()) for table in (TrackerImport, Series, Observation, Rollup)]


def test_killing_the_process_leaves_nothing_behind(ready, ready_url):
    database, person = ready
    add_use_case(database, person)

    importing = subprocess.Popen([sys.executable, "-c", IMPORT_AND_WAIT, ready_url], stdout=subprocess.PIPE, text=True)
    assert importing.stdout.readline() == "written\n"
    importing.send_signal(signal.SIGKILL)
    importing.wait()
    importing.stdout.close()

    assert _rows(database) == [0, 0, 0, 0]
    store(database, person)
    assert _rows(database)[2] == 200
