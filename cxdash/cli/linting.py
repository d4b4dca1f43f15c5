"""The command that judges an outcome statement."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxdash.cli.telling import AS_JSON, print_json, told_to_people
from cxdash.domain.errors import CxdashError

if TYPE_CHECKING:
    from cxdash.domain.metrics import Catalogue
    from cxdash.domain.statements import Lint

_TEXT = typer.Argument(help="The statement, in quotation marks; - reads one per line from standard input.")
_FILE = typer.Option(help="A text file with one statement per line.", dir_okay=False)


def lint(
    text: Annotated[str | None, _TEXT] = None,
    *,
    file: Annotated[Path | None, _FILE] = None,
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Say whether an outcome statement passes, what it says, and how to say it better; status 1 where one fails.

    Example: python -m cxdash lint "Reduce no-shows by 30 % among patients through reminders, measured over 90 days"
    """
    from cxdash.domain import statements

    with told_to_people():
        texts = _texts(text, file)
        catalogue = _catalogue()
        found = [statements.lint(each, catalogue, today=date.today()) for each in texts]
        for each, judged in zip(texts, found, strict=True):
            if as_json:
                print_json(judged.to_json())
            else:
                _tell(each, judged, catalogue, several=len(texts) > 1)
    if not all(judged.passes for judged in found):
        raise typer.Exit(1)


def _texts(text: str | None, file: Path | None) -> list[str]:
    """Return the statements to judge; CxdashError where none is given or a file cannot be read."""
    if file is not None:
        if not file.exists():
            raise CxdashError(f"There is no file {file}. Check the path.")
        return [line for line in file.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    if text is None:
        raise CxdashError("Say which statement: python -m cxdash lint “Reduce …”, or --file with one per line.")
    if text == "-":
        return [line for line in typer.get_text_stream("stdin").read().splitlines() if line.strip()]
    return [text]


def _catalogue() -> Catalogue:
    """Return the organisation's metrics where its database is there and up to date, else those that ship."""
    from cxdash.settings import Settings
    from cxdash.store import glimpse
    from cxdash.trackers.catalogue import default_catalogue

    return glimpse.catalogue(Settings().database_url) or default_catalogue()


def _tell(text: str, judged: Lint, catalogue: Catalogue, *, several: bool) -> None:
    if several:
        typer.echo(f"“{text.strip()[:120]}”")
    typer.echo("Passes." if judged.passes else "Does not pass.")
    for name, value in _parts(judged, catalogue):
        typer.echo(f"  {name:<11} {value or '—'}")
    for problem in judged.problems:
        typer.secho(f"- {problem.message}", fg="red")
    for advice in judged.advice:
        typer.secho(f"- {advice.message}", fg="yellow")
    typer.echo(f"{'Written plainly' if judged.passes else 'Suggestion'}: {judged.suggestion}")


def _parts(judged: Lint, catalogue: Catalogue) -> list[tuple[str, str]]:
    from cxdash.domain.statements import written

    parts = judged.parts
    metric = None if parts.metric is None else catalogue.get(parts.metric)
    return [
        ("Direction", "" if parts.direction is None else parts.direction.value),
        ("Metric", "" if metric is None else metric.name),
        ("Size", "" if parts.change is None else written(parts.change, metric)),
        ("Population", parts.population),
        ("Mechanism", parts.mechanism),
        ("Window", "" if parts.window_days is None else f"{parts.window_days:,} days"),
    ]
