"""What the page Audit log costs the server against an empty page while the log holds 100,000 entries."""

import contextlib
import shutil
import sqlite3
from pathlib import Path
from statistics import median

from benchmarks import sample
from benchmarks.servers import CXDASH, EMPTY, served
from benchmarks.timing import without_collections
from benchmarks.visitor import Run, visiting

_ENTRIES = 100_000
_ROUNDS = 40
_COLUMNS = "at, person_id, through_id, action, row_table, row_key, before, after, reason, import_id"


def measure(folder: Path) -> dict[str, float]:
    """Return the processor time of a run of the log over an empty page's (``…_vs_empty``), and its latency."""
    database = _grown(sample.database(folder), folder / "log.db")
    runs: dict[str, list[Run]] = {"empty": [], "log": []}
    with (
        served(EMPTY, folder / "none.db", folder / "empty.log") as bare,
        served(CXDASH, database, folder / "log.log") as cxdash,
        visiting(bare) as empty,
        visiting(cxdash, "audit_log") as log,
        without_collections(),
    ):
        for number in range(-2, _ROUNDS):
            found = {"empty": empty.run(), "log": log.run()}
            for name, run in found.items() if number >= 0 else ():
                runs[name].append(run)
    cost = {name: Run(*(median(part) for part in zip(*each, strict=True))) for name, each in runs.items()}
    return {
        "audit_log_vs_empty": cost["log"].processor / cost["empty"].processor,
        "audit_log_latency": cost["log"].latency / cost["empty"].latency,
    }


def _grown(small: Path, large: Path) -> Path:
    """Copy a database and repeat its log until it is long."""
    shutil.copy(small, large)
    with contextlib.closing(sqlite3.connect(large)) as connection:
        while (missing := _ENTRIES - connection.execute("SELECT count(*) FROM audit_event").fetchone()[0]) > 0:
            again = f"INSERT INTO audit_event ({_COLUMNS}) SELECT {_COLUMNS} FROM audit_event LIMIT ?"  # noqa: S608 our own columns
            connection.execute(again, [missing])
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return large
