"""The sample portfolio: trackers of an invented organisation, imported as everybody's are."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from cxdash.changes import effects, organisation, pilots, samples_governed, samples_written, tracker_import
from cxdash.domain.actions import OF_THE_SAMPLE, Action
from cxdash.domain.errors import RuleError
from cxdash.domain.people import Person
from cxdash.domain.plans import Declared, LeftOut, OccasionKind
from cxdash.domain.use_cases import slug_of
from cxdash.store.database import Database
from cxdash.trackers.catalogue import default_catalogue
from cxdash.trackers.child import read_in_child

_READABLE = frozenset({".xlsx", ".xls", ".csv"})


def add(database: Database, person: Person, folder: Path, *, tell: Callable[[str], None]) -> None:
    """Import every tracker of a folder in the order of their names, and say what each brought in.

    Args:
        database: one without a use case.
        person: in whose name they are imported.
        folder: the trackers, beside ``organisation.json`` with its name, currency, fiscal calendar and day, and
            ``declared.json``, if any, with what people added to plans later on the page, and ``written.json``, if
            any, with what they wrote about use cases, modules and metrics, and ``governed.json``, if any, with what
            they signed and decided.
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
    _declare(database, person, folder / "declared.json", today=today)
    samples_written.add(database, person, folder / "written.json", today=today)
    samples_governed.add(database, person, folder / "governed.json")


def _imported(database: Database, person: Person, path: Path, *, today: date) -> str:
    started, content = perf_counter(), path.read_bytes()
    tracker = read_in_child(content, path.name, default_catalogue())
    with database.changing(person, Action.TRACKER_IMPORT, reason=OF_THE_SAMPLE) as session:
        plan = tracker_import.plan(session, tracker)
        tracker_import.apply(session, plan, content, today=today)
    return f"{plan.new:,} new, {plan.rejected} to mend, {perf_counter() - started:.1f} s"


def _declare(database: Database, person: Person, path: Path, *, today: date) -> None:
    """Add to plans what a tracker cannot say: days out of the ordinary and days left out, each with its reason."""
    if not path.exists():
        return
    with database.changing(person, Action.PILOT_EDIT, reason=OF_THE_SAMPLE) as session:
        changed = set()
        for each in json.loads(path.read_text(encoding="utf-8")):
            slug = slug_of(each["pilot"])
            seen = pilots.values(session, slug)
            wanted = replace(
                seen,
                occasions=(*seen.occasions, *map(_occasion, each["occasions"])),
                left_out=(*seen.left_out, *map(_left_out, each["left_out"])),
            )
            on = date.fromisoformat(each["on"])
            changed.add(pilots.edit(session, slug, seen=seen, wanted=wanted, today=on, reason=each["reason"]).id)
        effects.recompute(session, pilot_ids=changed, today=today, because="The plan was amended")


def _occasion(said: Mapping[str, str]) -> Declared:
    return Declared(OccasionKind(said["kind"]), *_days(said), said["note"])


def _left_out(said: Mapping[str, str]) -> LeftOut:
    return LeftOut(*_days(said), said["reason"])


def _days(said: Mapping[str, str]) -> tuple[date, date]:
    """Return the first day and the first one after the last."""
    return date.fromisoformat(said["first_day"]), date.fromisoformat(said["last_day"]) + timedelta(days=1)
