"""Run every check, fastest first: python -m tests; or some of them: python -m tests --only lint types."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from tests.machine import UnavailableError, browser, postgres, say

ROOT = Path(__file__).resolve().parent.parent
# One more process of pytest than processors, because each waits for its browser now and then; four fill most machines.
AT_ONCE = min((os.cpu_count() or 1) + 1, 4)


@dataclass(frozen=True, slots=True)
class Step:
    """One check: what it is called, what it claims, and the program that finds out."""

    name: str
    claim: str
    command: tuple[str, ...]

    def holds(self) -> bool:
        """Run the check, tell how it ended and how long it took; when it failed, also how to repeat it."""
        say(f"{self.name}: {self.claim}")
        started = time.monotonic()
        ended = subprocess.run(self.command, cwd=ROOT, check=False)
        took = f"{time.monotonic() - started:.1f} s"
        if ended.returncode == 0:
            say(f"{self.name}: passed in {took}\n")
            return True
        say(f"{self.name}: FAILED after {took}. Repeat it with: python -m tests --only {self.name}\n")
        return False


def _python(*words: str) -> tuple[str, ...]:
    return (sys.executable, "-m", *words)


def _script(name: str, *words: str) -> tuple[str, ...]:
    """Return the command of a program that was installed beside this Python."""
    folder = sysconfig.get_path("scripts")
    return (shutil.which(name, path=folder) or str(Path(folder, name)), *words)


CHECKS = (
    Step("format", "the code is laid out as ruff lays it out", _python("ruff", "format", "--check", ".")),
    Step("lint", "ruff's rules hold", _python("ruff", "check", ".")),
    # Without the cache, which was seen to report an old result.
    Step("imports", "each ring imports only what it may", _script("lint-imports", "--no-cache", "--no-logo")),
    Step("types", "mypy agrees with the types", _python("mypy")),
)
# Each file whole to one process, in the order in which tests/conftest.py puts them.
SHARED_OUT = ("-n", str(AT_ONCE), "--dist", "loadfile", "--no-loadscope-reorder")
TESTS = Step("tests", "the product does what it says", _python("pytest", *SHARED_OUT))


def main(arguments: list[str]) -> int:
    """Run the steps and return the exit code: 0 when all hold."""
    asked = _arguments(arguments)
    _keep_bytecode()
    with _compiled_meanwhile() if TESTS.name in asked.only else nullcontext():
        failed = [step.name for step in CHECKS if step.name in asked.only and not step.holds()]
    if TESTS.name in asked.only:
        if failed:
            say(f"FAILED: {', '.join(failed)}. The tests are run when these pass.")
        elif not _tested(asked.pytest):
            failed.append(TESTS.name)
    return 1 if failed else 0


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests", description=__doc__)
    names = [step.name for step in (*CHECKS, TESTS)]
    parser.add_argument(
        "--only",
        nargs="+",
        choices=names,
        default=names,
        metavar="STEP",
        help=f"run these steps alone: {', '.join(names)}",
    )
    parser.add_argument("pytest", nargs="*", metavar="-- PYTEST", help="words for pytest, after --: -- -k funnel")
    return parser.parse_args(arguments)


def _keep_bytecode() -> None:
    """Let programs keep what Python compiles, which takes them seconds at each start.

    An environment that wants none of it beside the sources gets it beside the installed packages.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(Path(sys.prefix, "bytecode")))


@contextmanager
def _compiled_meanwhile() -> Iterator[None]:
    """On a fresh copy of the project let Python compile it and the tests while the types are checked on one core.

    Otherwise every process of pytest compiles all of it at the same moment.
    """
    if Path(ROOT, ".mypy_cache").exists():
        yield
        return
    collect = _python("pytest", "--collect-only", "-q")
    compiling = subprocess.Popen(collect, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield
    compiling.wait()  # what it finds wrong, the tests themselves will say


def _tested(words: list[str]) -> bool:
    """Run pytest with the browser and the database server it needs; they are one for all its processes."""
    with ExitStack() as machine:
        try:
            os.environ[browser.VARIABLE] = str(browser.browser())
            os.environ[postgres.ADDRESS] = machine.enter_context(postgres.server())
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # threads of numpy wait for cores that others work on
        except UnavailableError as missing:
            say(f"{TESTS.name}: FAILED before the first test. {missing}")
            return False
        return Step(TESTS.name, TESTS.claim, (*TESTS.command, *words)).holds()


if __name__ == "__main__":
    # A run that is stopped from outside still stops its database server.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    sys.exit(main(sys.argv[1:]))
