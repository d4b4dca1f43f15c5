"""Servers of one run: each its own process on a free port of this machine, and gone when the measurement is over."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CXDASH = ("-m", "cxdash", "serve", "--port")
EMPTY = ("-m", "benchmarks.empty_server")
_PATIENCE = 90


@dataclass(frozen=True, slots=True)
class Server:
    """A healthy server: its port, its process, and the seconds from its start to the first good answer."""

    port: int
    process_id: int
    seconds_to_healthy: float

    def processor_seconds(self) -> float:
        """Return what its process has used of processors so far, to the nanosecond.

        Linux numbers the clocks of processes this way: man 3 clock_getcpuclockid.
        """
        return time.clock_gettime((~self.process_id << 3) | 2)


@contextmanager
def served(module: Sequence[str], database: Path | str, log: Path) -> Iterator[Server]:
    """Run ``python`` with these words and a port, and yield the server once it is healthy.

    ``database`` is a file of SQLite or the address of any database.

    Raises:
        RuntimeError: it ended or was not healthy in time; the text holds what it said.
    """
    port = _free_port()
    address = database if isinstance(database, str) else f"sqlite:///{database}"
    environment = os.environ | {"CXDASH_DATABASE_URL": address}
    with log.open("wb") as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *module, str(port)], cwd=ROOT, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            _wait_until_healthy(port, process, log)
            yield Server(port, process.pid, time.perf_counter() - started)
        finally:
            process.terminate()
            process.wait(timeout=_PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_healthy(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.perf_counter() + _PATIENCE
    address = f"http://127.0.0.1:{port}/_stcore/health"
    while time.perf_counter() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=2):
            return
        time.sleep(0.01)
    raise RuntimeError(f"The server was not healthy within {_PATIENCE} s. It said:\n{log.read_text(errors='replace')}")
