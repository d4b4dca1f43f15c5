"""The rows that every database starts with: made once in a process, copied to wherever a test wants them."""

import functools
import tempfile
from pathlib import Path

from cxdash.changes.setup import ensure_ready
from cxdash.store.database import Database

SQLITE = "sqlite:///"


@functools.cache
def made():
    """Return the content of an SQLite file with its first rows, and the administrator of single-user mode."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "cxdash.db")
        database = Database(f"{SQLITE}{file}")
        person = ensure_ready(database)
        database.dispose()
        return file.read_bytes(), person


def put(content, file):
    """Let an SQLite file have this content; nobody may have it open."""
    for beside in ("", "-wal", "-shm"):
        Path(f"{file}{beside}").unlink(missing_ok=True)
    Path(file).write_bytes(content)


class Again:
    """An SQLite database that starts from the same content as often as wanted.

    What SQLAlchemy has compiled for one example or test is at hand in the next.
    """

    def __init__(self, file, content):
        """Take the file to use and what it holds at each start."""
        self._file, self._content = file, content
        self._database = Database(f"{SQLITE}{file}")

    def started(self):
        """Return the database as at the start; nobody else may have it open."""
        self._database.dispose()
        put(self._content, self._file)
        return self._database
