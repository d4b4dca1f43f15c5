"""Every reading of a tracker against what is stored: new, changed, as before, or in the way of another."""

from collections.abc import Iterator
from operator import itemgetter

import numpy as np
from sqlalchemy.orm import Session

from cxdash.changes.all_readings import AllReadings, Cells
from cxdash.changes.matching import Names
from cxdash.changes.planned_figures import OUTCOMES, PlannedFigures
from cxdash.changes.register_items import Outcome
from cxdash.changes.targets import NOT_STORED, NOWHERE, Targets
from cxdash.store import observation_columns
from cxdash.store.import_changes import NOTHING
from cxdash.store.observation_columns import Bools, Floats, Ints, Values, keys, places
from cxdash.trackers.problems import problem
from cxdash.trackers.reading_columns import Label
from cxdash.trackers.readings import Problem

NEEDS_ANSWER = "needs_answer"
"""The code of what is not wrong in the file: nobody has said yet what a name stands for."""

_ALIKE = 1e-9
_NEW, _CHANGED, _UNCHANGED = map(OUTCOMES.index, (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED))
_Told = Iterator[tuple[int, Problem]]  # each with the number of its reading


def compare(
    session: Session, read: AllReadings, targets: Targets, names: Names
) -> tuple[PlannedFigures, list[Problem]]:
    """Compare readings with the stored observations; return figures and problems, both in the order of the file.

    No figure becomes of a reading that has no target, that has another cadence than its series, or whose period an
    earlier reading of its series gave. It is a problem, unless its name is left out or it says what that one said.
    """
    fit = np.flatnonzero(_fitting(read.labels, targets)[read.label])
    target, day = targets.of_label[read.label[fit]], read.day[fit]
    values = _as_stored(read.values.at(fit), targets.scale[target])
    first = _first_alike(keys(target, day))
    again = np.flatnonzero(first != np.arange(len(first)))
    other = again[~same(values.at(again), values.at(first[again]))]
    told = [*_unfit(read, targets, names), *_given_twice(read, fit[other], fit[first[other]])]
    taken = np.flatnonzero(first == np.arange(len(first)))
    figures = _beside_stored(session, targets, target[taken], day[taken], values.at(taken), read.cells.at(fit[taken]))
    return figures, [problem for _, problem in sorted(told, key=itemgetter(0))]


def same(one: Values, other: Values) -> Bools:
    """Say which observations say the same, to nine significant digits: more than any spreadsheet shows."""
    alike = np.ones(len(one.value), bool)
    for a, b in zip(one, other, strict=True):
        with np.errstate(invalid="ignore"):  # infinity less infinity
            close = abs(a - b) <= _ALIKE * np.maximum(abs(a), abs(b))
        alike &= (a == b) | close | (np.isnan(a) & np.isnan(b))
    return alike


def _as_stored(read: Values, scale: Floats) -> Values:
    """Return what is stored: numerator and denominator decide where both are there, and the value follows from them."""
    value, numerator, denominator = read
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):  # where there is no pair, or a huge one
        ratio = scale * numerator / denominator
    is_pair = ~np.isnan(numerator) & ~np.isnan(denominator) & (denominator != 0)
    return Values(np.where(is_pair, ratio, value), numerator, denominator)


def _fitting(labels: tuple[Label, ...], targets: Targets) -> Bools:
    """Say of which labels the readings have a target of their cadence."""
    pairs = zip(labels, targets.of_label.tolist(), strict=True)
    return np.array([target != NOWHERE and label.grain is targets.grains[target] for label, target in pairs], bool)


def _first_alike(which: Ints) -> Ints:
    """Return for every key the place where it stands first."""
    _, first, at = np.unique(which, return_index=True, return_inverse=True)
    return first[at]


def _beside_stored(
    session: Session, targets: Targets, target: Ints, day: Ints, values: Values, cells: Cells
) -> PlannedFigures:
    """Put each figure beside the observation of its series and day, if there is one."""
    series_id = targets.series_id[target]
    days = (int(day.min()), int(day.max())) if len(day) else (0, 0)
    stored = observation_columns.stored(session, set(series_id.tolist()) - {NOT_STORED}, days)
    at = places(keys(series_id, day), stored.keys)
    is_there = at >= 0
    old_import_id = np.full(len(at), NOTHING)
    old_import_id[is_there] = stored.import_id[at[is_there]]
    old = Values(*(np.full(len(at), np.nan) for _ in values))
    for column, earlier in zip(old, stored.values, strict=True):
        column[is_there] = earlier[at[is_there]]
    outcome = np.where(is_there, np.where(same(values, old), _UNCHANGED, _CHANGED), _NEW)
    return PlannedFigures(targets.series, targets.grains, target, day, values, old, old_import_id, outcome, cells)


def _unfit(read: AllReadings, targets: Targets, names: Names) -> _Told:
    """Tell of readings whose name waits for an answer, and of those that mix cadences; a label's all alike."""
    pairs = enumerate(zip(read.labels, targets.of_label.tolist(), strict=True))
    found = ((number, _trouble(label, target, targets, names)) for number, (label, target) in pairs)
    troubles = {number: trouble for number, trouble in found if trouble is not None}
    rows = np.flatnonzero(np.isin(read.label, list(troubles)))
    for row, label, source in zip(rows.tolist(), read.label[rows].tolist(), read.cells.at(rows).sources(), strict=True):
        code, places = troubles[label]
        yield row, problem(code, source, **places)


def _trouble(label: Label, target: int, targets: Targets, names: Names) -> tuple[str, dict[str, str]] | None:
    """Return the code of what keeps a label's readings out, with what its sentence names; None where nothing does."""
    if target != NOWHERE:
        kept_by = targets.grains[target]
        if label.grain is kept_by:
            return None
        return "mixed_cadence", {"kept_by": kept_by, "grain": label.grain}
    name = label.entity if names.places.get(label.entity) is None else label.metric
    if name is None or name in names.skipped:
        return None
    return NEEDS_ANSWER, {"name": name}


def _given_twice(read: AllReadings, rows: Ints, earlier: Ints) -> _Told:
    """Tell of readings that differ from an earlier one of the same series and period."""
    pairs = zip(rows.tolist(), read.cells.at(rows).sources(), read.cells.at(earlier).sources(), strict=True)
    for row, source, other in pairs:
        yield row, problem("given_twice", source, other=str(other))
