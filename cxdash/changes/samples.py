"""The sample portfolio: trackers of an invented organisation, imported as everybody's are."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

from cxdash.changes import organisation, tracker_import
from cxdash.domain.actions import Action
from cxdash.domain.errors import RuleError
from cxdash.domain.people import Person
from cxdash.store.database import Database
from cxdash.trackers.catalogue import default_catalogue
from cxdash.trackers.child import read_in_child

_READABLE = frozenset({".xlsx", ".xls", ".csv"})


def add(database: Database, person: Person, folder: Path, *, tell: Callable[[str], None]) -> None:
    """Import every tracker of a folder in the order of their names, and say what each brought in.

    Args:
        database: one without a use case.
        person: in whose name they are imported.
        folder: the trackers, beside ``organisation.json`` with its name, currency, fiscal calendar and day.
        tell: takes one line of progress per tracker.

    Raises:
        RuleError: the database has use cases already.
    """
    if not database.is_empty():
        raise RuleError(
            "The database has use cases already. Samples go into an empty one: name another in CXDASH_DATABASE_URL."
        )
    about = json.loads((folder / "organisation.json").read_text(encoding="utf-8"))
    today = date.fromisoformat(about["as_of"])
    with database.changing(person, Action.ORGANISATION_EDIT) as session:
        organisation.describe(session, **{**about, "as_of": today})
    files = sorted(path for path in folder.iterdir() if path.suffix in _READABLE)
    for number, path in enumerate(files, start=1):
        said = _imported(database, person, path, today=today)
        tell(f"[{number}/{len(files)}] {path.name}: {said}")


def _imported(database: Database, person: Person, path: Path, *, today: date) -> str:
    started, content = perf_counter(), path.read_bytes()
    tracker = read_in_child(content, path.name, default_catalogue())
    with database.changing(person, Action.TRACKER_IMPORT, reason="Sample portfolio") as session:
        plan = tracker_import.plan(session, tracker)
        tracker_import.apply(session, plan, content, today=today)
    return f"{plan.new:,} new, {plan.rejected} to mend, {perf_counter() - started:.1f} s"
