"""A copy of a file that came from outside; of a large one in a process of its own, with limited memory and time."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from cxdash.domain.errors import RefusedFileError, RuleError
from cxdash.exports.annotated.copying import AnnotatedCopy, annotated
from cxdash.trackers.files import limits
from cxdash.trackers.files.archive import Archive
from cxdash.trackers.files.guard import FileKind, kind_of
from cxdash.trackers.problems import refusal
from cxdash.trackers.readings import Problem

_ROOT = Path(__file__).resolve().parents[3]
_SMALL = 2 * 2**20
"""So many bytes, as they come out of the zip, are copied here in a blink; starting a process takes longer."""


def copy(content: bytes, name: str, problems: Iterable[Problem], *, seconds: float = limits.SECONDS) -> AnnotatedCopy:
    """Return a copy of a file in which every cell to mend is marked and says why; see ``copying.annotated``.

    Args:
        content: the file as it was uploaded.
        name: what it is called.
        problems: what was found in it, by the reader and by the plan.
        seconds: how long it may take on the clock.

    Raises:
        RefusedFileError: the file cannot be read at all, or reading it used up its memory or time.
        RuleError: a text file cannot be put into a workbook; the sentence says why.
    """
    said = tuple(problems)
    if _size(content) <= _SMALL:
        return annotated(content, name, said)
    return _asked(pickle.dumps((content, name, said)), seconds)


def _size(content: bytes) -> int:
    """Return how many bytes there are to go through."""
    if kind_of(content) is not FileKind.XLSX:
        return len(content)
    archive = Archive(content)
    return sum(archive.size(name) for name in archive.names())


def _asked(request: bytes, seconds: float) -> AnnotatedCopy:
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "cxdash.exports.annotated"],
            input=request,
            capture_output=True,
            timeout=seconds,
            env={**os.environ, "PYTHONPATH": path},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise refusal("broke_reader") from error
    if done.returncode != 0 or not done.stdout:
        raise refusal("broke_reader")
    made, refused, broken = pickle.loads(done.stdout)  # noqa: S301 - written by our own child a moment ago
    if refused is not None:
        raise RefusedFileError(*refused)
    if broken is not None:
        raise RuleError(broken)
    return AnnotatedCopy(*made)
