"""Two changes of one database at the same moment."""

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
        elsewhere = Database(url)
        written.wait(timeout=20)
        try:
            with elsewhere.changing(other or person, action) as session:
                second(session)
        except CxdashError as refused:
            said.append(str(refused))
        elsewhere.dispose()

    thread = threading.Thread(target=wait_and_do)
    thread.start()
    database = Database(url)
    with database.changing(person, action) as session:
        first(session)
        session.flush()
        written.set()
        thread.join(timeout=1)  # time for the second to read what is about to change
    thread.join(timeout=60)
    database.dispose()
    return said
