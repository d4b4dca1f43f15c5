"""Two changes of one database at the same moment."""

import contextlib
import functools
import threading

from cxdash.domain.actions import Action
from cxdash.domain.errors import CxdashError
from cxdash.store.database import Database


def at_once(url, person, first, second, *, action=Action.METRIC_EDIT, other=None):
    """Let the second change begin while the first has written and not committed; return what the second said.

    ``other`` makes the second change; None for the same person.
    """
    written, said = threading.Event(), []

    def wait_and_do():
        written.wait(timeout=20)
        try:
            with elsewhere.changing(other or person, action) as session:
                second(session)
        except CxdashError as refused:
            said.append(str(refused))

    with _two(url) as (database, elsewhere):
        thread = threading.Thread(target=wait_and_do)
        thread.start()
        with database.changing(person, action) as session:
            first(session)
            session.flush()
            written.set()
            thread.join(timeout=0.3)  # time for the second to read what is about to change
        thread.join(timeout=60)
    return said


@contextlib.contextmanager
def _two(url):
    """Two that know nothing of each other, and leave no connection."""
    both = _kept(url)
    try:
        yield both
    finally:
        for database in both:
            database.dispose()


@functools.lru_cache(maxsize=2)
def _kept(url):
    """What SQLAlchemy has compiled for one test is at hand in the next."""
    return Database(url), Database(url)
