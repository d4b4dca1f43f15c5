"""The sample portfolio: trackers of an invented organisation, imported as everybody's are."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from cxdash.changes import effects, organisation, pilots, tracker_import
from cxdash.changes.quarter_close import Freeze
from cxdash.changes.samples import closed, committed, gestures, governed, proved, valued, workshop, written
from cxdash.domain.actions import OF_THE_SAMPLE, Action
from cxdash.domain.errors import RuleError
from cxdash.domain.people import Person
from cxdash.domain.plans import Declared, LeftOut, OccasionKind
from cxdash.domain.use_cases import slug_of
from cxdash.store.database import Database
from cxdash.trackers.catalogue import default_catalogue
from cxdash.trackers.child import read_in_child

_READABLE = frozenset({".xlsx", ".xls", ".csv"})


def add(database: Database, person: Person, folder: Path, *, freeze: Freeze, tell: Callable[[str], None]) -> None:
    """Import every tracker of a folder in the order of their names, and say what each brought in.

    Where a quarter was closed, the trackers that came later are imported and what was decided later is stored after it.

    Args:
        database: one without a use case.
        person: in whose name they are imported.
        folder: the trackers, beside ``organisation.json`` with its name, currency, fiscal calendar and day, and
            ``declared.json``, if any, with what people added to plans later on the page, and ``written.json``, if
            any, with what they wrote about use cases, modules and metrics, and ``governed.json``, if any, with what
            they signed, decided and told, and ``committed.json``, if any, with what they committed to,
            and ``valued.json``, if any, with what finance stands behind,
            and ``closed.json``, if any, with the quarter that was closed and the trackers that came after that,
            and ``workshop.json``, if any, with the workshop that is held on its day.
        freeze: works out what closing a quarter keeps.
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
    closing = _said(folder / "closed.json")
    late = [path for path in files if path.name in closing.get("late", ())]
    numbered = {path: f"[{number}/{len(files)}]" for number, path in enumerate(files, start=1)}
    for path in (path for path in files if path not in late):
        tell(f"{numbered[path]} {path.name}: {_imported(database, person, path, today=today)}")
    _declare(database, person, folder / "declared.json", today=today)
    written.add(database, person, folder / "written.json", today=today)
    said = _said(folder / "governed.json")
    governed.introduce(database, person, said.get("roles", {}), said.get("addresses", {}))
    closed_on, did = closing.get("on", "9999"), said.get("gestures", ())
    earlier, later = ([each for each in did if (each["on"] < closed_on) is before] for before in (True, False))
    gestures.store(database, earlier, governed.SERVICES)
    gestures.store(database, _said(folder / "valued.json").get("gestures", ()), valued.services(today=today))
    gestures.store(database, _said(folder / "committed.json").get("gestures", ()), committed.SERVICES)
    if closing:
        closed.close(database, closing, freeze=freeze)
        for path in late:
            tell(f"{numbered[path]} {path.name}: {_imported(database, person, path, today=today)}")
        gestures.store(database, later, governed.SERVICES)
        closed.explain(database, closing)
    held = _said(folder / "workshop.json")
    if held:
        workshop.hold(database, held)
    proved.look_again(database, person, today=today)


def _said(path: Path) -> gestures.Said:
    """Return what a file says; nothing where there is none. A list of gestures alone is called so."""
    found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {"gestures": found} if isinstance(found, list) else found


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
