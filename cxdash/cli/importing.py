"""The commands that bring a tracker in and take it back."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxdash.cli import databases
from cxdash.cli.answers import ANSWERS_TO_IMPORT, IMPORTING, check_names, merged, sorted_out
from cxdash.cli.files import FILE, content_of, understood
from cxdash.cli.telling import AS_JSON, print_json, tell_problems, told_to_people

if TYPE_CHECKING:
    from cxdash.changes.matching import Answers
    from cxdash.changes.tracker_plan import Plan
    from cxdash.store.database import Database
    from cxdash.trackers.readings import Tracker

HOME = typer.Option(help="The use case that takes figures which name none; a new title makes one.")
_COUNTS = ("new", "changed", "unchanged", "rejected")


def import_tracker(
    file: Annotated[Path, FILE],
    *,
    apply: Annotated[bool, typer.Option("--apply", help="Store the plan; without it nothing changes.")] = False,
    use_case: Annotated[str | None, HOME] = None,
    answer: Annotated[list[str] | None, ANSWERS_TO_IMPORT] = None,
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Show what a tracker would change, and store it with --apply; what was answered for such a file before is used.

    Example: python -m cxdash import tracker.xlsx --answer "metric:No shows=no_show_rate" --apply
    """
    from cxdash.changes import tracker_import
    from cxdash.domain.actions import Action

    with told_to_people():
        database, person = databases.ready()
        given = sorted_out(answer or (), IMPORTING, use_case=use_case)
        tracker, answers = looked_at(database, file, given, as_json=as_json)
        import_id = None
        if apply:
            with database.changing(person, Action.TRACKER_IMPORT) as session:
                plan = tracker_import.plan(session, tracker, answers)
                if plan.has_work:
                    day = databases.today(session)
                    import_id = tracker_import.apply(session, plan, content_of(file), today=day)
        else:
            with database.reading() as session:
                plan = tracker_import.plan(session, tracker, answers)
        if as_json:
            print_json(_as_json(plan, import_id))
        else:
            _tell(plan, import_id, apply=apply)


def looked_at(database: Database, file: Path, given: Answers, *, as_json: bool = False) -> tuple[Tracker, Answers]:
    """Read a file as somebody says, and as was said when such a file came in before; return it with all answers.

    Raises:
        CxdashError: there is no such file, or an answer names what is not there.
        RefusedFileError: it cannot be read.
    """
    from cxdash.changes import tracker_import
    from cxdash.store import metrics, organisation
    from cxdash.trackers.answers.said import hints_from

    with database.reading() as session:
        check_names(session, given)
        dictionary = metrics.dictionary(session)
        first_month = organisation.calendar(session).first_month
    hints = hints_from(given.reading, fiscal_first_month=first_month)
    tracker = understood(file, dictionary, hints, as_json=as_json)
    with database.reading() as session:
        answers = merged(tracker_import.remembered_answers(session, tracker), given)
    if answers.reading != given.reading:
        hints = hints_from(answers.reading, fiscal_first_month=first_month)
        tracker = understood(file, dictionary, hints, as_json=as_json)
    return tracker, answers


def undo(import_id: Annotated[int, typer.Argument(help="The number of the import.")]) -> None:
    """Take an import back, exactly.

    Example: python -m cxdash undo 12
    """
    from cxdash.changes import tracker_undo
    from cxdash.domain.actions import Action

    with told_to_people():
        database, person = databases.ready()
        with database.changing(person, Action.TRACKER_UNDO) as session:
            tracker_undo.undo(session, import_id, today=databases.today(session))
        typer.echo(f"Import {import_id} is undone; everything stands as before it.")


def _as_json(plan: Plan, import_id: int | None) -> dict[str, object]:
    from cxdash.trackers.answer import problems_to_json, to_json

    asked = [{"key": q.key, "text": q.text, "candidates": list(q.candidates)} for q in plan.questions]
    return to_json(plan.tracker) | {
        **{name: getattr(plan, name) for name in _COUNTS},
        "import_id": import_id,
        "creates": list(plan.creates),
        "questions": asked,
        "problems": problems_to_json(plan.problems),
        "by_sheet": {name: {o.value: n for o, n in found.items()} for name, found in plan.by_sheet().items()},
    }


def _tell(plan: Plan, import_id: int | None, *, apply: bool) -> None:
    typer.echo(", ".join(f"{getattr(plan, name):,} {name}" for name in _COUNTS) + ".")
    for sentence in (*plan.assumed, *(f"New: {made}" for made in plan.creates)):
        typer.echo(sentence)
    for question in plan.questions:
        asked = f"{question.text} {', '.join(question.candidates)}".strip()
        typer.secho(f"{asked} [--answer {shlex.quote(f'{question.key}=…')}]", fg="yellow", err=True)
    tell_problems(plan.problems)
    if import_id is not None:
        typer.echo(f"Stored as import {import_id}. Take it back with: python -m cxdash undo {import_id}")
    elif apply:
        typer.echo("Nothing to store: everything is as before.")
    else:
        typer.echo("Nothing is stored yet. Add --apply to store it.")
