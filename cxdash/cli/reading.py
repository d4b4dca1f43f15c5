"""The command that says what a file is understood as."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cxdash.cli.answers import ANSWERS_TO_READ, READING, metric_slugs, sorted_out
from cxdash.cli.files import FILE, understood
from cxdash.cli.telling import AS_JSON, print_json, tell_problems, told_to_people


def read(
    file: Annotated[Path, FILE],
    *,
    answer: Annotated[list[str] | None, ANSWERS_TO_READ] = None,
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Say what a tracker is understood as; no database is touched.

    Example: python -m cxdash read tracker.xlsx --answer year=2026 --answer "header:KPI=4-5"
    """
    from dataclasses import replace

    from cxdash.domain.figures import count
    from cxdash.trackers.answer import to_json
    from cxdash.trackers.answers.said import hints_from
    from cxdash.trackers.catalogue import default_catalogue

    with told_to_people():
        catalogue = default_catalogue()
        given = sorted_out(answer or (), READING)
        hints = replace(hints_from(given.reading), metrics=metric_slugs(given, catalogue))
        tracker = understood(file, catalogue, hints, as_json=as_json)
        if as_json:
            print_json(to_json(tracker))
            return
        for sheet in tracker.sheets:
            for table in sheet.tables:
                rows = f", {count(len(table.register), 'row')}" if table.register else ""
                typer.echo(
                    f"{sheet.name} {table.range}: {table.layout}{rows}, {len(table.readings):,} observations, "
                    f"{table.missing:,} missing, {len(table.problems)} to mend"
                )
        tell_problems([problem for table in tracker.tables for problem in table.problems])
