"""An import taken back: every observation and row it touched is as it was before, or nothing happens."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import effects
from cxdash.domain.errors import NotFoundError, UndoRefusedError
from cxdash.domain.periods import Grain
from cxdash.store import audit, imports, observations, restoring, rollups, use_cases
from cxdash.store.observations import Stored
from cxdash.store.schema import now
from cxdash.store.tables import TrackerImport

_OWN = frozenset({"tracker_import", "remembered_mapping"})
"""The import itself and what people answered about its headers: both stay."""


def undo(session: Session, import_id: int, *, today: date) -> None:
    """Restore exactly what stood before an import.

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
    touched = _restore_observations(session, import_id)
    _restore_rows(session, import_id)
    row.undone_at = now()
    row.undone_by = audit.person_of(session).id
    left = {pilot.id for pilot in use_cases.pilots(session)}
    effects.recompute(session, pilot_ids=touched & left, today=today)


def _refuse_if_built_on(session: Session, row: TrackerImport) -> None:
    later = sorted({*imports.overwritten_by(session, row.id), *imports.built_on(session, row.id)})
    if later:
        named = ", ".join(str(each) for each in later)
        raise UndoRefusedError(
            f"Import {row.id} ({row.file}) cannot be undone yet: later imports rest on it. Undo these first: {named}."
        )


def _restore_observations(session: Session, import_id: int) -> set[int]:
    """Put the earlier observations back and return the pilots concerned."""
    done = imports.changes_of(session, import_id)
    series_ids = {each.series_id for each in done}
    grains, pilots = observations.grains_and_pilots(session, series_ids)
    current = observations.stored_values(session, series_ids)
    observations.write(session, {(each.series_id, each.day): each.previous for each in done if each.previous})
    observations.remove(session, [(each.series_id, each.day) for each in done if each.previous is None])
    rollups.add(session, [_change(each, current, grains) for each in done])
    imports.forget_changes(session, import_id)
    observations.remove_series_of(session, import_id)
    return pilots


def _change(
    done: imports.Done, current: Mapping[tuple[int, int], Stored], grains: Mapping[int, Grain]
) -> rollups.Change:
    before = current[done.series_id, done.day].value
    after = done.previous.value if done.previous else None
    return rollups.Change(done.series_id, grains[done.series_id], done.day, before, after)


def _restore_rows(session: Session, import_id: int) -> None:
    """Take back rows created and edited by the import, newest first, unless somebody edited them since."""
    for entry in imports.entries_of(session, import_id):
        if entry.row_table not in _OWN:
            restoring.restore(session, entry)
