"""The command line: looking is free, storing is asked for; results on standard output, problems on standard error."""

from __future__ import annotations

import csv
import json
import os
import socket
import sys
from contextlib import contextmanager
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxdash.domain.errors import CxdashError, RefusedFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.orm import Session

    from cxdash.domain.metrics import Catalogue
    from cxdash.domain.people import Person
    from cxdash.store.database import Database
    from cxdash.trackers.readings import Problem, Tracker

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

_REFUSED = 2
_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})
_FILE = typer.Argument(help="An .xlsx, .xls or .csv file.", dir_okay=False)
_JSON = typer.Option("--json", help="Print one JSON object instead of sentences.")


class Better(StrEnum):
    """Which way is good, as the command line says it."""

    LOWER = "lower"
    HIGHER = "higher"


@app.command("read")
def read(file: Annotated[Path, _FILE], *, as_json: Annotated[bool, _JSON] = False) -> None:
    """Say what a tracker is understood as; no database is touched.

    Example: python -m cxdash read tracker.xlsx
    """
    from cxdash.trackers.answer import to_json
    from cxdash.trackers.catalogue import default_catalogue

    with _told_to_people():
        tracker = _understood(file, default_catalogue(), as_json=as_json)
        if as_json:
            typer.echo(json.dumps(to_json(tracker), ensure_ascii=False))
            return
        for sheet in tracker.sheets:
            for table in sheet.tables:
                typer.echo(
                    f"{sheet.name} {table.range}: {table.layout}, {len(table.readings):,} observations, "
                    f"{table.missing:,} missing, {len(table.problems)} to mend"
                )
        _tell_problems([problem for table in tracker.tables for problem in table.problems])


@app.command("import")
def import_tracker(
    file: Annotated[Path, _FILE],
    *,
    apply: Annotated[bool, typer.Option("--apply", help="Store the plan; without it nothing changes.")] = False,
    use_case: Annotated[
        str | None, typer.Option(help="The use case that takes figures which name none; a new title makes one.")
    ] = None,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Show what a tracker would change, and store it with --apply.

    Example: python -m cxdash import tracker.xlsx --apply
    """
    from cxdash.changes import tracker_import
    from cxdash.changes.matching import Answers
    from cxdash.domain.actions import Action
    from cxdash.store import metrics
    from cxdash.trackers.answer import to_json

    with _told_to_people():
        database, person = _ready()
        with database.reading() as session:
            dictionary = metrics.dictionary(session)
        tracker = _understood(file, dictionary, as_json=as_json)
        answers = Answers(use_case=use_case) if use_case else None
        import_id = None
        if apply:
            with database.changing(person, Action.TRACKER_IMPORT) as session:
                plan = tracker_import.plan(session, tracker, answers)
                if plan.has_work:
                    today = _today(session)
                    import_id = tracker_import.apply(session, plan, file.read_bytes(), today=today)
        else:
            with database.reading() as session:
                plan = tracker_import.plan(session, tracker, answers)
        sheets = {name: {o.value: n for o, n in found.items()} for name, found in plan.by_sheet().items()}
        counts = {each: getattr(plan, each) for each in ("new", "changed", "unchanged", "rejected")}
        if as_json:
            asked = [{"key": q.key, "text": q.text, "candidates": list(q.candidates)} for q in plan.questions]
            more = {
                **counts,
                "import_id": import_id,
                "creates": list(plan.creates),
                "questions": asked,
                "by_sheet": sheets,
            }
            typer.echo(json.dumps(to_json(tracker) | more, ensure_ascii=False))
            return
        typer.echo(", ".join(f"{number:,} {word}" for word, number in counts.items()) + ".")
        for sentence in (*plan.names.matched, *(f"New: {made}" for made in plan.creates)):
            typer.echo(sentence)
        for question in plan.questions:
            typer.secho(f"{question.text} {', '.join(question.candidates)}".strip(), fg="yellow", err=True)
        _tell_problems(plan.problems)
        if import_id is not None:
            typer.echo(f"Stored as import {import_id}. Take it back with: python -m cxdash undo {import_id}")
        elif apply:
            typer.echo("Nothing to store: everything is as before.")
        else:
            typer.echo("Nothing is stored yet. Add --apply to store it.")


@app.command("undo")
def undo(import_id: Annotated[int, typer.Argument(help="The number of the import.")]) -> None:
    """Take an import back, exactly.

    Example: python -m cxdash undo 12
    """
    from cxdash.changes import tracker_undo
    from cxdash.domain.actions import Action

    with _told_to_people():
        database, person = _ready()
        with database.changing(person, Action.TRACKER_UNDO) as session:
            tracker_undo.undo(session, import_id, today=_today(session))
        typer.echo(f"Import {import_id} is undone; everything stands as before it.")


@app.command("migrate")
def migrate() -> None:
    """Bring the database's tables up to date; a new database gets its first rows.

    Example: python -m cxdash migrate
    """
    from cxdash.changes.setup import ensure_ready

    with _told_to_people():
        database = _database()
        steps = database.migrate()
        ensure_ready(database)
        typer.echo("\n".join(steps) or "The database is up to date.")


@app.command("demo")
def demo(
    *, folder: Annotated[Path | None, typer.Option(help="Another folder with trackers to import.")] = None
) -> None:
    """Import the sample trackers into an empty database, through the importer everybody uses.

    Example: python -m cxdash demo
    """
    from cxdash.changes import samples
    from cxdash.settings import SAMPLES

    with _told_to_people():
        database, person = _ready()
        samples.add(database, person, folder or SAMPLES, tell=typer.echo)


@app.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="The workbook to write.", dir_okay=False)],
    *,
    kind: Annotated[str, typer.Option(help="What to export.")] = "portfolio",
) -> None:
    """Write the portfolio as a workbook: use cases, pilots with their effects, quarterly figures.

    Example: python -m cxdash export portfolio.xlsx
    """
    from cxdash.exports import EXPORTS

    with _told_to_people():
        if kind not in EXPORTS:
            raise typer.BadParameter(f"There is no export “{kind}”. Choose one of: {', '.join(EXPORTS)}.")
        database, _ = _ready()
        with database.reading() as session:
            content = EXPORTS[kind](session, _today(session))
        file.write_bytes(content)
        typer.echo(f"{file} written, {len(content):,} bytes.")


@app.command("recompute")
def recompute() -> None:
    """Estimate every pilot's effects anew and rebuild the sums by week, month and quarter.

    Example: python -m cxdash recompute
    """
    from cxdash.changes import effects
    from cxdash.domain.actions import Action
    from cxdash.store import rollups

    with _told_to_people():
        database, person = _ready()
        with database.changing(person, Action.EFFECTS_RECOMPUTE) as session:
            differing = rollups.rebuild(session)
            estimates = effects.recompute(session, today=_today(session))
        typer.echo(f"{estimates} effects estimated; {differing} sums differed from the observations.")


@app.command("estimate")
def estimate(
    file: Annotated[Path, typer.Argument(help="A .csv with period_start and value, or numerator and denominator.")],
    *,
    go_live: Annotated[str, typer.Option(help="The day the pilot went live, as 2026-03-31.")],
    window_days: Annotated[int, typer.Option(help="How many days from go-live are measured.")],
    direction: Annotated[Better, typer.Option(help="Which way is good.")],
    target: Annotated[str | None, typer.Option(help="The promise: -30% of the baseline, or -6 units.")] = None,
    as_of: Annotated[str | None, typer.Option(help="What today is, as 2026-03-31.")] = None,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Estimate what a pilot changed from one series in a file.

    Example: python -m cxdash estimate series.csv --go-live 2026-03-02 --window-days 90 --direction lower --target=-30%
    """
    from cxdash.domain.comparisons import Arm, Comparison
    from cxdash.domain.metrics import Direction
    from cxdash.domain.targets import TargetKind, parse_target
    from cxdash.effects.estimation import estimate as estimated
    from cxdash.effects.plan import Kind, Plan, RequiredChange
    from cxdash.effects.series_file import kind_of, points_from_rows, to_cli_json

    with _told_to_people():
        with file.open(newline="", encoding="utf-8-sig") as lines:
            points = points_from_rows(csv.DictReader(lines))
        compared = any(point.arm is Arm.COMPARISON for point in points)
        starts = _day(go_live, "--go-live")
        kind = kind_of(points)
        promised = parse_target(target, is_fraction=kind is Kind.RATE) if target else None
        plan = Plan(
            direction=Direction.DOWN if direction is Better.LOWER else Direction.UP,
            kind=kind,
            unit="%" if kind is Kind.RATE else "",
            go_live=starts,
            window_days=window_days,
            target=RequiredChange(promised.size, relative=promised.kind is TargetKind.RELATIVE) if promised else None,
            comparison=Comparison.GROUP if compared else Comparison.NONE,
            locked_on=starts - timedelta(days=1),
        )
        effect = estimated(points, plan, as_of=_day(as_of, "--as-of") if as_of else date.today())
        typer.echo(json.dumps(to_cli_json(effect), ensure_ascii=False) if as_json else effect.sentence)


@app.command("serve")
def serve(
    *,
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8501,
    address: Annotated[str, typer.Option(help="The address to listen on; only this machine by default.")] = "127.0.0.1",
    sample: Annotated[bool, typer.Option(help="Import the sample trackers where the database is empty.")] = True,
) -> None:
    """Start the app; an empty database gets the sample portfolio first.

    Example: python -m cxdash serve --port 8501
    """
    with _told_to_people():
        if address not in _THIS_MACHINE:
            raise CxdashError(
                f"{address} can be reached by others, and without sign-in everybody would be administrator. "
                "Leave out --address: cxdash then answers this machine only."
            )
        _refuse_a_taken_port(port, address)
    program = [sys.executable, "-m", "cxdash.ui", f"--port={port}", f"--address={address}"]
    program += [] if sample else ["--no-sample"]
    os.execv(sys.executable, program)  # noqa: S606 the server takes this process's place, so that signals reach it


def _refuse_a_taken_port(port: int, address: str) -> None:
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as taken:
            raise CxdashError(
                f"Port {port} is taken, perhaps by a cxdash that runs already: look at http://localhost:{port}, "
                f"or choose another with python -m cxdash serve --port {port + 1}."
            ) from taken


def _understood(file: Path, dictionary: Catalogue, *, as_json: bool = False) -> Tracker:
    """Read a file in a child process by the words of a catalogue."""
    from cxdash.trackers.answer import refusal_to_json
    from cxdash.trackers.child import read_in_child

    if not file.exists():
        raise CxdashError(f"There is no file {file}. Check the path.")
    try:
        return read_in_child(file.read_bytes(), file.name, dictionary)
    except RefusedFileError as refused:
        if as_json:
            typer.echo(json.dumps(refusal_to_json(file.name, refused), ensure_ascii=False))
        raise


def _database() -> Database:
    from cxdash.settings import Settings
    from cxdash.store.database import Database

    return Database(Settings().database_url)


def _ready() -> tuple[Database, Person]:
    from cxdash.changes.setup import ensure_ready

    database = _database()
    return database, ensure_ready(database)


def _today(session: Session) -> date:
    from cxdash.store import organisation

    return organisation.as_of(session) or date.today()


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CxdashError(f"“{text}” after {option} is not a day. Write it as 2026-03-31.") from None


def _tell_problems(problems: Iterable[Problem]) -> None:
    for problem in problems:
        typer.secho(f"{problem.source}: {problem.message}", fg="yellow", err=True)


@contextmanager
def _told_to_people() -> Iterator[None]:
    """Show our own errors as sentences; a refused file ends with status 2, anything else that cannot go on with 1."""
    try:
        yield
    except CxdashError as error:
        typer.secho(str(error), fg="red", err=True)
        raise typer.Exit(_REFUSED if isinstance(error, RefusedFileError) else 1) from error
