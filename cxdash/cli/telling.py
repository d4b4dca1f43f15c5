"""What commands say to people: errors as sentences, problems with their cells, an exit status for programs."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from cxdash.domain.errors import CxdashError, RefusedFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cxdash.trackers.readings import Problem

AS_JSON = typer.Option("--json", help="Print one JSON object instead of sentences.")
_REFUSED = 2


@contextmanager
def told_to_people() -> Iterator[None]:
    """Show our own errors as sentences; a refused file ends with status 2, anything else that cannot go on with 1."""
    try:
        yield
    except CxdashError as error:
        typer.secho(str(error), fg="red", err=True)
        raise typer.Exit(_REFUSED if isinstance(error, RefusedFileError) else 1) from error


def tell_problems(problems: Iterable[Problem]) -> None:
    """Say what is to mend, one line per cell, on standard error."""
    for problem in problems:
        typer.secho(f"{problem.source}: {problem.message}", fg="yellow", err=True)


def print_json(found: Mapping[str, Any]) -> None:
    """Print one object for programs."""
    typer.echo(json.dumps(found, ensure_ascii=False))
