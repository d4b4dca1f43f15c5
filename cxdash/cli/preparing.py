"""The commands that make a database ready: its tables, and the sample portfolio."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cxdash.cli import databases
from cxdash.cli.telling import told_to_people


def migrate() -> None:
    """Bring the database's tables up to date; a new database gets its first rows.

    Example: python -m cxdash migrate
    """
    from cxdash.changes.setup import ensure_ready

    with told_to_people():
        database = databases.database()
        steps = database.migrate()
        ensure_ready(database)
        typer.echo("\n".join(steps) or "The database is up to date.")


def demo(
    *, folder: Annotated[Path | None, typer.Option(help="Another folder with trackers to import.")] = None
) -> None:
    """Import the sample trackers into an empty database, through the importer everybody uses.

    Example: python -m cxdash demo
    """
    from cxdash.changes import samples
    from cxdash.reports.quarter_freeze import freeze
    from cxdash.settings import SAMPLES

    with told_to_people():
        database, person = databases.ready()
        samples.add(database, person, folder or SAMPLES, freeze=freeze, tell=typer.echo)
