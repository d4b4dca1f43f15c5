"""The command that marks in a copy what is to mend."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cxdash.cli import databases
from cxdash.cli.answers import ANSWERS_TO_IMPORT, IMPORTING, sorted_out
from cxdash.cli.files import FILE, content_of, write
from cxdash.cli.importing import HOME, looked_at
from cxdash.cli.telling import tell_problems, told_to_people
from cxdash.domain.errors import CxdashError

_TO = typer.Option(help="The copy to write, or a folder for it; by default the folder “to mend” beside the file.")
_FOLDER = "to mend"


def annotate(
    file: Annotated[Path, FILE],
    *,
    to: Annotated[Path | None, _TO] = None,
    use_case: Annotated[str | None, HOME] = None,
    answer: Annotated[list[str] | None, ANSWERS_TO_IMPORT] = None,
) -> None:
    """Write a copy of a tracker in which every cell that import would reject is red and says why.

    The copy keeps the file's name, so that it is understood as the same tracker when it comes back.

    Example: python -m cxdash annotate tracker.xlsx
    """
    from cxdash.changes import tracker_import
    from cxdash.changes.comparing import NEEDS_ANSWER
    from cxdash.exports import annotated

    with told_to_people():
        database, _ = databases.ready()
        given = sorted_out(answer or (), IMPORTING, use_case=use_case)
        tracker, answers = looked_at(database, file, given)
        with database.reading() as session:
            plan = tracker_import.plan(session, tracker, answers)
        problems = [problem for problem in plan.problems if problem.code != NEEDS_ANSWER]
        if not problems:
            typer.echo("Nothing to mend, so no copy is written.")
            return
        copy = annotated.copy(content_of(file), file.name, problems)
        target = _target(file, to, copy.name)
        write(target, copy.content)
        tell_problems(problems)
        cells = len({problem.source for problem in problems})
        typer.echo(f"{target} written, {cells:,} {'cell' if cells == 1 else 'cells'} to mend.")


def _target(file: Path, to: Path | None, name: str) -> Path:
    """Return where the copy goes; what somebody may be mending already is not overwritten unasked."""
    if to is None:
        target = file.parent / _FOLDER / name
        if target.exists():
            raise CxdashError(f"{target} is there already. Mend that one, delete it, or say where with --to.")
    else:
        target = to / name if to.is_dir() else to
    if target.resolve() == file.resolve():
        raise CxdashError(f"{target} is the file itself. Write the copy elsewhere.")
    target.parent.mkdir(parents=True, exist_ok=True)
    return target
