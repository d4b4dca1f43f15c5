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
def served(database, *, command=None):
    """Run the real server on a free port with a database, a file or an address, and yield its address once healthy.

    It has its modules loaded already; a command, such as ``COLD``, starts from nothing.
    """
    with running(database, command=command) as server:
        yield server.address


@contextlib.contextmanager
def running(database, *, command=None):
    """Run the real server as ``served`` does, and yield it as something that can be killed and started again."""
    with tempfile.NamedTemporaryFile() as output:
        server = Server(database if "://" in str(database) else f"{first_rows.SQLITE}{database}", output, command)
        try:
            server.start()
            yield server
        finally:
            server.stop()
            output.seek(0)
            sys.stdout.write(output.read().decode(errors="replace"))  # shown where a test fails


class Server:
    """A real server, on the same port whenever it runs."""

    def __init__(self, url, output, command):
        """Choose a port for it; what it says goes to the open file ``output``."""
        self._output, self._command = output, command
        self._environment = os.environ | {"CXDASH_DATABASE_URL": url}
        self._port = _free_port()
        self.address = f"http://127.0.0.1:{self._port}"

    def start(self):
        """Start it, and wait until it is healthy."""
        if self._command is None and forked.POSSIBLE:
            self._process = forked.Forked([f"--port={self._port}", "--no-sample"], self._environment, self._output.name)
        else:
            words = [word.format(port=self._port) for word in self._command or COLD]
            self._process = subprocess.Popen(
                words, cwd=ROOT, env=self._environment, stdout=self._output, stderr=subprocess.STDOUT
            )
        _wait_until_healthy(self.address, self._process, self._output)

    def kill(self):
        """End it in the midst of whatever it does, as a power cut would."""
        self._process.kill()
        self._process.wait(timeout=60)

    def stop(self):
        """Tell it to stop, and wait until it has."""
        self._process.terminate()
        self._process.wait(timeout=60)


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
