"""The command that writes the brief of a use case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cxdash.cli import databases
from cxdash.cli.files import write
from cxdash.cli.telling import told_to_people
from cxdash.domain.errors import CxdashError

_SLUG = typer.Argument(help="The use case, by the name in its link: fewer-patient-no-shows.")
_TO = typer.Option(help="The file to write, .docx or .md; without it the brief is printed as Markdown.", dir_okay=False)


def brief(slug: Annotated[str, _SLUG], *, to: Annotated[Path | None, _TO] = None) -> None:
    """Write the vendor-neutral brief of a use case whose outcome statement passes; status 1 where it does not.

    Example: python -m cxdash brief fewer-patient-no-shows --to brief.docx
    """
    from cxdash.exports.brief import FILES
    from cxdash.reports.brief import brief as brief_of

    with told_to_people():
        if to is not None and to.suffix not in FILES:
            raise CxdashError(f"A brief is written as {' or '.join(FILES)}, not as “{to.name}”.")
        database, _ = databases.ready()
        with database.reading() as session:
            found = brief_of(session, slug, today=databases.today(session))
        if to is None:
            typer.echo(FILES[".md"](found).decode())
        else:
            write(to, FILES[to.suffix](found))
            typer.echo(f"{to} written.")
        for point in found.open_points:
            typer.secho(f"Settle before it goes out: {point}", fg="yellow", err=True)
