"""Servers that need not load anything: one process has all modules and forks for each server that is asked for.

What a server does from its first line on is the program's, ``python -m cxdash.ui``: it has visitors, answers and a
database of its own.
"""

import contextlib
import functools
import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import subprocess
import sys
import time
import traceback
from pathlib import Path

POSSIBLE = hasattr(os, "fork")
"""Whether processes can fork here, which they cannot on Windows."""
_ROOT = Path(__file__).parents[1]
_ONCE_IT_SERVES = (
    "anyio._backends._asyncio",
    "uvicorn.lifespan.on",
    "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.auto",
)
"""What is imported by name when a server begins to answer."""


class Forked:
    """A running server, used like a process that was started."""

    def __init__(self, words, environment, output):
        """Start ``cxdash.ui`` with these words after its name; what it says goes to the file ``output``."""
        asked = {"words": words, "environment": environment, "output": output}
        process = _parent()
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        self._number = int(process.stdout.readline())

    def poll(self):
        """Return None while the server runs."""
        with contextlib.suppress(ProcessLookupError):
            return os.kill(self._number, 0)
        return 0

    def terminate(self):
        """Tell the server to stop."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._number, signal.SIGTERM)

    def kill(self):
        """End the server in the midst of what it does."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._number, signal.SIGKILL)

    def wait(self, timeout):
        """Wait until the server has stopped, at most so many seconds."""
        give_up = time.monotonic() + timeout
        while self.poll() is None:
            assert time.monotonic() < give_up, f"The server did not stop within {timeout} s."
            time.sleep(0.01)


@functools.cache
def _parent():
    """The process that forks; it ends with ours, whose end closes what it listens to."""
    command = [sys.executable, "-m", "tests.forked"]
    return subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _load():
    """Import all that a server imports sooner or later, and have the reader of trackers loaded too."""
    import streamlit.web  # noqa: PLC0415 the tests import this module for its class alone
    from streamlit.components.v2 import manifest_scanner  # noqa: PLC0415 same

    import cxdash  # noqa: PLC0415 same
    from cxdash.trackers import child  # noqa: PLC0415 same

    packages = ((package, f"{package.__name__}.") for package in (cxdash, streamlit.web))
    names = [module.name for package, within in packages for module in pkgutil.walk_packages(package.__path__, within)]
    for name in (*names, *_ONCE_IT_SERVES):
        if not name.endswith("__main__") and ".migrations" not in name:
            with contextlib.suppress(Exception):  # the server that needs it will say what is wrong with it
                importlib.import_module(name)
    # What is installed is read once, not by each server.
    manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)
    manifest_scanner.scan_component_manifests()
    child.prepare()


def _fork_for_each_line():
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for whoever asks for servers
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries those that have ended
    gc.freeze()
    for line in sys.stdin:
        number = os.fork()
        if number == 0:
            _serve(**json.loads(line))
        print(number, flush=True)  # noqa: T201 whoever asked reads it


def _serve(words, environment, output):
    """Become the server: nothing but the loaded modules is left of the process that forked."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    said, nothing = os.open(output, os.O_WRONLY | os.O_APPEND), os.open(os.devnull, os.O_RDONLY)
    for stream, of in ((nothing, 0), (said, 1), (said, 2)):
        os.dup2(stream, of)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["cxdash.ui", *words]
    try:
        runpy.run_module("cxdash.ui", run_name="__main__", alter_sys=True)
    except BaseException:  # noqa: BLE001 the last words of a process
        traceback.print_exc()
    finally:
        os._exit(0)


if __name__ == "__main__":
    _load()
    _fork_for_each_line()
