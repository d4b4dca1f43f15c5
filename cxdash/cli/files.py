"""Files as commands take and leave them: trackers, read in a child process, and what is written for people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cxdash.cli.telling import print_json
from cxdash.domain.errors import CxdashError, RefusedFileError

if TYPE_CHECKING:
    from cxdash.domain.metrics import Catalogue
    from cxdash.trackers.readings import Hints, Tracker

FILE = typer.Argument(help="An .xlsx, .xls or .csv file.", dir_okay=False)


def content_of(file: Path) -> bytes:
    """Return a file's bytes; CxdashError where there is none."""
    if not file.exists():
        raise CxdashError(f"There is no file {file}. Check the path.")
    return file.read_bytes()


def write(file: Path, content: bytes) -> None:
    """Write a file; CxdashError where the system does not let us."""
    try:
        file.write_bytes(content)
    except OSError as refused:
        reason = (refused.strerror or str(refused)).lower()
        raise CxdashError(f"{file} cannot be written: {reason}. Check the folder, or name another file.") from refused


def understood(file: Path, dictionary: Catalogue, hints: Hints, *, as_json: bool = False) -> Tracker:
    """Read a file by the words of a catalogue and by what was said about it.

    Raises:
        CxdashError: there is no such file.
        RefusedFileError: it cannot be read; with ``as_json`` that is printed as an object too.
    """
    from cxdash.settings import Settings
    from cxdash.trackers.answer import refusal_to_json
    from cxdash.trackers.child import Allowance, read_in_child

    may = Settings()
    allowed = Allowance(largest=may.upload_megabytes << 20, seconds=may.read_seconds)
    try:
        return read_in_child(content_of(file), file.name, dictionary, hints, allowed=allowed)
    except RefusedFileError as refused:
        if as_json:
            print_json(refusal_to_json(file.name, refused))
        raise
