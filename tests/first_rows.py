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
    """An SQLite database that starts from the same content as often as wanted, or from what was kept later.

    What SQLAlchemy has compiled for one example or test is at hand in the next.
    """

    def __init__(self, file, content):
        """Take the file to use and what it holds at each start."""
        self._file, self._content = file, content
        self.database = Database(f"{SQLITE}{file}")

    def started(self, kept=None):
        """Return the database as at the start, or as it was when it was kept; nobody else may have it open."""
        self.database.dispose()
        put(self._content if kept is None else kept, self._file)
        return self.database

    def keep(self):
        """Return what the database holds now, to start from."""
        self.database.dispose()  # the last to leave an SQLite database brings all of it into its file
        assert not Path(f"{self._file}-wal").exists(), "Somebody has the database open."
        return Path(self._file).read_bytes()
