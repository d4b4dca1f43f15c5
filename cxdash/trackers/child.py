"""A tracker read in a process of its own, so that a file that breaks the reader breaks nothing else."""

import contextlib
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import cast

from cxdash.domain.errors import RefusedFileError
from cxdash.domain.metrics import Catalogue
from cxdash.trackers import limits
from cxdash.trackers.problems import refusal
from cxdash.trackers.readings import Hints, Tracker

_ROOT = Path(__file__).resolve().parents[2]


def read_in_child(
    content: bytes, name: str, catalogue: Catalogue, hints: Hints | None = None, *, seconds: float = limits.SECONDS
) -> Tracker:
    """Understand a file in a child process with limited memory and time.

    Args:
        seconds: how long it may take on the clock.

    Raises:
        RefusedFileError: the file was refused, or reading it used up its memory or time.
    """
    from cxdash.trackers.guard import kind_of  # noqa: PLC0415 - the child needs no second look

    kind_of(content)
    request = pickle.dumps((content, name, catalogue.metrics, hints or Hints()))
    command = [sys.executable, "-m", "cxdash.trackers.child"]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep),
    }
    try:
        done = subprocess.run(
            command, input=request, capture_output=True, timeout=seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise refusal("broke_reader") from error
    if done.returncode != 0 or not done.stdout:
        raise refusal("broke_reader")
    tracker, refused = pickle.loads(done.stdout)  # noqa: S301 - written by our own child a moment ago
    if refused is not None:
        raise RefusedFileError(*refused)
    return cast("Tracker", tracker)


def main() -> None:
    """Read one file from standard input and write what was understood to standard output."""
    import gc  # noqa: PLC0415

    gc.disable()
    _limit()
    from cxdash.trackers.workbook import read_tracker  # noqa: PLC0415

    content, name, metrics, hints = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent
    answer: tuple[Tracker | None, tuple[str, str] | None]
    try:
        answer = (read_tracker(content, name, Catalogue(metrics), hints), None)
    except RefusedFileError as error:
        answer = (None, (error.code, str(error)))
    sys.stdout.buffer.write(pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL))
    sys.stdout.buffer.flush()
    os._exit(0)


def _limit() -> None:
    """Limit this process's memory and time, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (limits.ADDRESS_SPACE, limits.ADDRESS_SPACE))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.SECONDS, limits.SECONDS))


if __name__ == "__main__":
    main()
