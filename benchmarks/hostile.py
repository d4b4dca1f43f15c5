"""What the worst of all hostile files costs before it is refused; ``python -m benchmarks.hostile`` lists every one."""

import json
import resource
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.servers import ROOT
from cxdash.domain.errors import RefusedFileError
from cxdash.trackers import nursery
from cxdash.trackers.catalogue import default_catalogue
from cxdash.trackers.child import read_in_child
from tests.trackers.hostile.files import FILES
from tests.trackers.hostile.sheets import SLOW_TO_SEARCH


def measure(_: Path) -> dict[str, float]:
    """Return the most seconds on a processor and the most memory, in MB, that reading one of the files took."""
    command = [sys.executable, "-m", "benchmarks.hostile"]
    said = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True)
    found = json.loads(said.stdout)
    return {"hostile_seconds_worst": found["seconds"], "hostile_memory_mb_worst": found["memory_mb"]}


def main() -> None:
    """Have every file read as an upload is, and print the worst as JSON; a line for each goes to standard error."""
    nursery.POSSIBLE = False  # a new process for each file, of which the system says what it used, its start included
    seconds: list[float] = []
    # Made elsewhere: a new process is said to have used as much memory as the one that started it.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere:
        for label in (*FILES, *SLOW_TO_SEARCH):
            content, name, code = elsewhere.submit(_made, label).result()
            before = _used()
            outcome = _outcome(content, name)
            seconds.append(_used() - before)
            print(f"{seconds[-1]:6.2f} s  {label}: {outcome}", file=sys.stderr)
            if code and outcome != code:
                raise SystemExit(f"“{label}” should be refused as {code}, but was: {outcome}.")
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"seconds": max(seconds), "memory_mb": memory}))


def _made(label: str) -> tuple[bytes, str, str]:
    """Return a file, its name, and the code it is refused with, "" where it may be read."""
    if label in SLOW_TO_SEARCH:
        return SLOW_TO_SEARCH[label](), "tracker.xlsx", ""
    return FILES[label].make(), FILES[label].name, FILES[label].code


def _outcome(content: bytes, name: str) -> str:
    """Return the code of a refusal, or that the file was read."""
    try:
        read_in_child(content, name, default_catalogue())
    except RefusedFileError as refused:
        return refused.code
    return "read"


def _used() -> float:
    """Return the seconds on a processor of all processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
