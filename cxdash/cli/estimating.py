"""The commands that estimate effects: of one series in a file, or of every pilot anew."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Annotated

import typer

from cxdash.cli import databases
from cxdash.cli.files import content_of
from cxdash.cli.telling import AS_JSON, print_json, told_to_people
from cxdash.domain.errors import RuleError

_SERIES = typer.Argument(help="A .csv with period_start and value, or numerator and denominator.", dir_okay=False)


class Better(StrEnum):
    """Which way is good, as the command line says it."""

    LOWER = "lower"
    HIGHER = "higher"


def estimate(
    file: Annotated[Path, _SERIES],
    *,
    go_live: Annotated[str, typer.Option(help="The day the pilot went live, as 2026-03-31.")],
    window_days: Annotated[int, typer.Option(help="How many days from go-live are measured.")],
    direction: Annotated[Better, typer.Option(help="Which way is good.")],
    target: Annotated[str | None, typer.Option(help="The promise: -30% of the baseline, or -6 units.")] = None,
    as_of: Annotated[str | None, typer.Option(help="What today is, as 2026-03-31.")] = None,
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Estimate what a pilot changed from one series in a file.

    Example: python -m cxdash estimate series.csv --go-live 2026-03-02 --window-days 90 --direction lower --target=-30%
    """
    from cxdash.domain.comparisons import Arm, Comparison
    from cxdash.domain.metrics import Direction
    from cxdash.effects.estimation import estimate as estimated
    from cxdash.effects.plan import Kind, Plan
    from cxdash.effects.series_file import kind_of, points_from_csv, required_change, to_cli_json

    with told_to_people():
        points = points_from_csv(_lines_of(file))
        compared = any(point.arm is Arm.COMPARISON for point in points)
        starts = databases.day(go_live, "--go-live")
        kind = kind_of(points)
        plan = Plan(
            direction=Direction.DOWN if direction is Better.LOWER else Direction.UP,
            kind=kind,
            unit="%" if kind is Kind.RATE else "",
            go_live=starts,
            window_days=window_days,
            target=required_change(target, is_fraction=kind is Kind.RATE) if target else None,
            comparison=Comparison.GROUP if compared else Comparison.NONE,
            locked_on=starts - timedelta(days=1),
        )
        effect = estimated(points, plan, as_of=databases.day(as_of, "--as-of") if as_of else date.today())
        if as_json:
            print_json(to_cli_json(effect))
        else:
            typer.echo(effect.sentence)


def _lines_of(file: Path) -> StringIO:
    """Return a text file's lines; RuleError where it is none."""
    try:
        return StringIO(content_of(file).decode("utf-8-sig"), newline="")
    except UnicodeDecodeError as error:
        raise RuleError(f"{file} is not a text file in UTF-8. Save it as “CSV UTF-8”.") from error


def recompute() -> None:
    """Estimate every pilot's effects anew and rebuild the sums by week, month and quarter.

    Example: python -m cxdash recompute
    """
    from cxdash.changes import effects
    from cxdash.domain.actions import Action
    from cxdash.store import rollup_sums

    with told_to_people():
        database, person = databases.ready()
        with database.changing(person, Action.EFFECTS_RECOMPUTE) as session:
            differing = rollup_sums.rebuild(session)
            estimates = effects.recompute(session, today=databases.today(session))
        typer.echo(f"{estimates} effects estimated; {differing} sums differed from the observations.")
