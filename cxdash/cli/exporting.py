"""The command that writes workbooks for people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cxdash.cli import databases
from cxdash.cli.files import write
from cxdash.cli.telling import told_to_people
from cxdash.domain.errors import CxdashError

_KIND = typer.Option(
    help="What to export: portfolio; register, every use case with every column; or template, an empty tracker with "
    "the organisation's own words."
)


def export(
    file: Annotated[Path, typer.Argument(help="The workbook to write.", dir_okay=False)],
    *,
    kind: Annotated[str, _KIND] = "portfolio",
) -> None:
    """Write the portfolio as a workbook (use cases, pilots with their effects), or an empty tracker to fill in.

    Example: python -m cxdash export tracker.xlsx --kind template
    """
    from cxdash.exports import EXPORTS

    with told_to_people():
        if kind not in EXPORTS:
            raise CxdashError(f"There is no export “{kind}”. Choose one of: {', '.join(EXPORTS)}.")
        database, _ = databases.ready()
        with database.reading() as session:
            content = EXPORTS[kind](session, databases.today(session))
        write(file, content)
        typer.echo(f"{file} written, {len(content):,} bytes.")
