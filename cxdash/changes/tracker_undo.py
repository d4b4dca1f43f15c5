"""An import taken back: every observation and row it touched is as it was before, or nothing happens."""

from datetime import date

import numpy as np
from sqlalchemy.orm import Session

from cxdash.changes import effects, firewall, measured, pilots
from cxdash.domain import locks
from cxdash.domain.errors import NotFoundError, UndoRefusedError
from cxdash.domain.plan_differences import differences
from cxdash.store import (
    audit,
    import_changes,
    imports,
    metric_uses,
    metrics,
    observation_columns,
    observations,
    plans,
    restoring,
    rollup_sums,
    use_cases,
)
from cxdash.store import effects as stored_effects
from cxdash.store.import_tables import TrackerImport
from cxdash.store.observation_columns import Ints, Observations, Values, keys, places
from cxdash.store.schema import now

_OWN = frozenset({"tracker_import", "remembered_mapping", imports.REGISTER, "gate_review"})
"""The import itself, what its register said and what people answered about its headers, and the gate reviews that were
withdrawn as it stopped their use cases: they stay."""


def undo(session: Session, import_id: int, *, today: date) -> None:
    """Restore exactly what stood before an import: figures, rows it created or edited, newest first, sums and effects.

    Raises:
        NotFoundError: there is no such import.
        UndoRefusedError: it is undone already, or later imports or edits rest on it.
    """
    row = imports.find(session, import_id)
    if row is None:
        raise NotFoundError(f"There is no import {import_id}. Look in the history on the page Upload.")
    if row.undone_at is not None:
        raise UndoRefusedError(f"Import {import_id} was undone already, on {row.undone_at:%-d %b %Y}.")
    _refuse_if_built_on(session, row)
    entries = [entry for entry in imports.entries_of(session, import_id) if entry.row_table not in _OWN]
    about = use_cases.pilots_about(session, [(entry.row_table, entry.row_key) for entry in entries])
    touched = measured.among_the_same(session, about | _restore_observations(session, import_id))
    shown = {pilot.id for pilot in use_cases.pilots(session)}
    stored_effects.replace(session, touched & shown, [])  # they rest on pilots that may have to go
    made = [int(entry.row_key) for entry in entries if entry.row_table == "pilot" and entry.before is None]
    stored_effects.take_back_revisions(session, import_id, made)
    for entry in entries:
        restoring.restore(session, entry)
    session.expire_all()  # lists of rows that came or went with them
    firewall.check_restored(session, import_id, entries)
    _refuse_if_locked_since(session, import_id, about)
    row.undone_at = now()
    row.undone_by = audit.person_of(session).id
    left = {pilot.id for pilot in use_cases.pilots(session)}
    effects.recompute(
        session,
        pilot_ids=measured.among_the_same(session, touched & left),
        today=today,
        because=f"{row.file} was taken back",
    )


def _refuse_if_built_on(session: Session, row: TrackerImport) -> None:
    later = sorted({*imports.overwritten_by(session, row.id), *imports.built_on(session, row.id)})
    if later:
        named = ", ".join(str(each) for each in later)
        raise UndoRefusedError(
            f"Import {row.id} ({row.file}) cannot be undone yet: later imports rest on it. Undo these first: {named}."
        )


def _refuse_if_locked_since(session: Session, import_id: int, pilot_ids: set[int]) -> None:
    """Refuse where a plan was locked on what the import brought: what the lock holds changes only with a reason."""
    catalogue, versions = metrics.catalogue(session), plans.versions(session, pilot_ids)
    for pilot in use_cases.pilots(session):
        if pilot.id not in versions or pilot.locked_on is None:
            continue
        left = locks.content(pilots.values_of(pilot), metric_uses.uses_of(pilot.use_case), catalogue)
        if differences(versions[pilot.id][-1].content, left):
            raise UndoRefusedError(
                f"Import {import_id} cannot be undone: the plan of “{pilot.name}” was locked on what it brought. "
                "Amend the plan by hand instead, with a reason."
            )


def _restore_observations(session: Session, import_id: int) -> set[int]:
    """Put the earlier observations back and return the pilots concerned."""
    series_id, day, _, previous_import_id, previous = import_changes.of(session, import_id)
    grains, pilots = observations.grains_and_pilots(session, set(series_id.tolist()))
    current = _current(session, series_id, day)
    had = previous_import_id != import_changes.NOTHING
    earlier = Observations(series_id, day, previous, previous_import_id)
    observation_columns.replace(session, earlier.at(had))
    observation_columns.remove(session, series_id[~had], day[~had])
    every = np.ones(len(day), bool)
    rollup_sums.add(session, rollup_sums.Change(grains, series_id, day, every, current, had, previous))
    import_changes.forget(session, import_id)
    observations.remove_series_of(session, import_id)
    return pilots


def _current(session: Session, series_id: Ints, day: Ints) -> Values:
    """Return what is stored of these series on these days; all of it is, for nothing was built on the import."""
    if not len(day):
        return Values(*np.empty((3, 0)))
    stored = observation_columns.stored(session, set(series_id.tolist()), (int(day.min()), int(day.max())))
    return stored.values.at(places(keys(series_id, day), stored.keys))
