"""The app on a database of the test's own: inside this process for AppTest, and as a server for browsers."""

import contextlib
import functools
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

from cxdash.ui import cached, session
from tests import first_rows, forked

ROOT = Path(__file__).parents[1]
COLD = (sys.executable, "-m", "cxdash.ui", "--port={port}", "--no-sample")
"""The server as people start it."""
_PORTS: dict[int, None] = {}
"""The ports that servers of this process had, the first one first."""

# AppTest reads the descriptions of all installed packages anew for each page, which takes longer than most pages.
manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(scope="session")
def page_file(tmp_path_factory):
    """The file of the database that pages of this process answer from; every test finds it as it wants it."""
    return tmp_path_factory.mktemp("pages") / "cxdash.db"


@pytest.fixture
def empty(page_file, monkeypatch):
    """The database that pages of this process answer from: migrated, and without a single use case."""
    with using(page_file, first_rows.made()[0], monkeypatch) as database:
        yield database


@pytest.fixture(scope="session")
def built_pages():
    """What ``empty_after`` has built in this process, with what that returned, by what built it."""
    return {}


@pytest.fixture
def empty_after(empty, page_file, built_pages):
    """Let ``empty`` hold what was built in it once for all tests: ``empty_after(build)`` returns what that returned.

    ``build`` is a function of a module that takes the database and its administrator and returns what nobody changes.
    """

    def after(build):
        if build not in built_pages:
            said = build(empty, session.current_person())
            empty.dispose()
            built_pages[build] = said, page_file.read_bytes()
        said, content = built_pages[build]
        empty.dispose()
        first_rows.put(content, page_file)
        return said

    return after


@pytest.fixture
def portfolio(page_file, portfolio_file, monkeypatch):
    """The database that pages of this process answer from: a copy of the sample portfolio."""
    with using(page_file, portfolio_file.read_bytes(), monkeypatch) as database:
        yield database


@contextlib.contextmanager
def using(file, content, monkeypatch):
    """Let this process answer from a file with this content.

    It stays the same database where it can, so that what SQLAlchemy has compiled for one test is at hand in the next.
    """
    address = f"{first_rows.SQLITE}{file}"
    monkeypatch.setenv("CXDASH_DATABASE_URL", address)
    first_rows.put(content, file)
    session.settings.cache_clear()
    cached.forget()
    if str(session.database().engine.url) != address:
        session.forget()
    database = session.database()
    try:
        yield database
    finally:
        database.dispose()
        if session.database() is not database:  # the test has forgotten it, because it changed who is asking
            session.forget()
        session.settings.cache_clear()


@contextlib.contextmanager
def served(database_file, *, command=None):
    """Run the real server on a free port with a database file, and yield its address once it is healthy.

    It has its modules loaded already; a command, such as ``COLD``, starts from nothing.
    """
    port = _free_port()
    environment = os.environ | {"CXDASH_DATABASE_URL": f"sqlite:///{database_file}"}
    with tempfile.NamedTemporaryFile() as output:
        if command is None and forked.POSSIBLE:
            server = forked.Forked([f"--port={port}", "--no-sample"], environment, output.name)
        else:
            words = [word.format(port=port) for word in command or COLD]
            server = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait_until_healthy(f"http://127.0.0.1:{port}", server, output)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def _free_port():
    """Return a port where nobody listens, one of an earlier server first: the browser knows the app by its address."""
    for wanted in (*_PORTS, 0):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", wanted))
            port = probe.getsockname()[1]
            _PORTS.setdefault(port)
            return port
    message = "There is no free port on this machine."
    raise AssertionError(message)


def _wait_until_healthy(address, server, output, *, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310 our own server
            return
        time.sleep(0.05)
    output.seek(0)
    said = output.read().decode(errors="replace")
    message = f"The server did not become healthy within {seconds} s. It said:\n{said}"
    raise AssertionError(message)
