"""A tracker read in a process of its own, so that a file that breaks the reader breaks nothing else."""

import contextlib
import logging
import math
import os
import pickle
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from cxdash.domain.errors import RefusedFileError
from cxdash.domain.metrics import Catalogue
from cxdash.trackers import nursery
from cxdash.trackers.files import limits
from cxdash.trackers.problems import refusal
from cxdash.trackers.readings import Hints, Tracker

_ROOT = Path(__file__).resolve().parents[2]
_COMMAND = (sys.executable, "-m", "cxdash.trackers.child")
_ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep),
    # Memory that the C library gives back to the system it must ask for again a moment later; a child lives for one
    # file only.
    "MALLOC_MMAP_THRESHOLD_": str(limits.ADDRESS_SPACE),
    "MALLOC_TRIM_THRESHOLD_": str(limits.ADDRESS_SPACE),
}
NURSERY = nursery.Nursery(_COMMAND, _ENVIRONMENT)
"""Where the children of this process come from; it starts with the first."""


_AFTER_OTHERS = 10
_LOG = logging.getLogger("cxdash")


@dataclass(frozen=True, slots=True)
class Allowance:
    """What reading one file may cost: its size and the process's memory in bytes, and seconds on the clock."""

    largest: int = limits.FILE
    memory: int = limits.ADDRESS_SPACE
    seconds: float = limits.SECONDS


def prepare() -> None:
    """Load the reader already now, in the background, so that the first file need not wait for it."""
    if nursery.POSSIBLE:
        NURSERY.open()


def read_in_child(
    content: bytes,
    name: str,
    catalogue: Catalogue,
    hints: Hints | None = None,
    *,
    allowed: Allowance | None = None,
) -> Tracker:
    """Understand a file in a child process with limited memory and time.

    Raises:
        RefusedFileError: the file was refused, reading it used up its memory or time, or ran into an error of ours,
            which is in the log then.
    """
    from cxdash.trackers.files.guard import kind_of  # noqa: PLC0415 - the child needs no second look

    may = allowed or Allowance()
    kind_of(content, largest=may.largest)
    request = pickle.dumps((content, name, catalogue.metrics, hints or Hints(), may))
    ask = NURSERY.answer if nursery.POSSIBLE else _answer_of_a_new_process
    answer = ask(request, seconds=may.seconds)
    if not answer:
        raise refusal("broke_reader")
    tracker, refused, failed = pickle.loads(answer)  # noqa: S301 - written by our own child a moment ago
    if failed:
        _LOG.error("Reading %s failed:\n%s", name, failed)
        raise refusal("our_error")
    if refused is not None:
        raise RefusedFileError(*refused)
    return cast("Tracker", tracker)


def _answer_of_a_new_process(request: bytes, *, seconds: float) -> bytes:
    """Return what a process of its own makes of a request; nothing where it broke or took too long."""
    try:
        done = subprocess.run(
            _COMMAND, input=request, capture_output=True, timeout=seconds, env=_ENVIRONMENT, check=False
        )
    except subprocess.TimeoutExpired:
        return b""
    return b"" if done.returncode else done.stdout


def main() -> None:
    """Read the files that come through the socket named as argument; without one, the file on standard input."""
    from cxdash.trackers import workbook  # noqa: F401, PLC0415 - loaded once for all children

    if len(sys.argv) > 1:
        nursery.serve(socket.socket(fileno=int(sys.argv[1])), _answer)
        return
    sys.stdout.buffer.write(_answer(sys.stdin.buffer.read()))
    sys.stdout.buffer.flush()
    os._exit(0)


def _answer(request: bytes) -> bytes:
    """Read one file: the tracker, or the code and sentence of why it is refused, or the trace of an error of ours."""
    import gc  # noqa: PLC0415
    import traceback  # noqa: PLC0415

    from cxdash.trackers.workbook import read_tracker  # noqa: PLC0415

    gc.disable()
    content, name, metrics, hints, may = pickle.loads(request)  # noqa: S301 - written by our own parent
    _limit(may)
    answer: tuple[Tracker | None, tuple[str, str] | None, str]
    try:
        answer = (read_tracker(content, name, Catalogue(metrics), hints, largest=may.largest), None, "")
    except RefusedFileError as error:
        answer = (None, (error.code, str(error)), "")
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 whatever it is, our caller logs it and goes on
        answer = (None, None, traceback.format_exc())
    return pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)


def _limit(may: Allowance) -> None:
    """Limit this process's memory and time, and let whoever serves people go first, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        os.nice(_AFTER_OTHERS)
        resource.setrlimit(resource.RLIMIT_AS, (may.memory, may.memory))
        seconds = math.ceil(may.seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


if __name__ == "__main__":
    main()
