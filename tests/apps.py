"""The app on a database of the test's own: inside this process for AppTest, and as a server for browsers."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest

from cxdash.ui import session

ROOT = Path(__file__).parents[1]


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """The database that pages of this process answer from: migrated, and without a single use case."""
    with using(f"sqlite:///{tmp_path / 'cxdash.db'}", monkeypatch) as database:
        yield database


@pytest.fixture
def portfolio(portfolio_copy, monkeypatch):
    """The database that pages of this process answer from: a copy of the sample portfolio."""
    with using(f"sqlite:///{portfolio_copy}", monkeypatch) as database:
        yield database


@contextlib.contextmanager
def using(address, monkeypatch):
    """Let this process answer from the database at an address."""
    monkeypatch.setenv("CXDASH_DATABASE_URL", address)
    session.forget()
    try:
        yield session.database()
    finally:
        session.forget()


@contextlib.contextmanager
def served(database_file, *, command=(sys.executable, "-m", "cxdash.ui", "--port={port}", "--no-sample")):
    """Run the real server on a free port with a database file, and yield its address once it is healthy."""
    port = _free_port()
    words = [word.format(port=port) for word in command]
    environment = os.environ | {"CXDASH_DATABASE_URL": f"sqlite:///{database_file}"}
    with tempfile.TemporaryFile() as output:
        server = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait_until_healthy(f"http://127.0.0.1:{port}", server, output)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_healthy(address, server, output, *, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310 our own server
            return
        time.sleep(0.1)
    output.seek(0)
    said = output.read().decode(errors="replace")
    message = f"The server did not become healthy within {seconds} s. It said:\n{said}"
    raise AssertionError(message)
