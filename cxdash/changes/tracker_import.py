"""A tracker planned and stored: looking is free, storing is one transaction that can be undone."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy.orm import Session

from cxdash.changes import effects, friction, money_list, names, register, tracker_plan, use_cases
from cxdash.changes.matching import Answers, resolve
from cxdash.changes.planned_figures import PlannedFigures
from cxdash.changes.register_items import Outcome
from cxdash.changes.targets import NOT_STORED, SeriesName
from cxdash.changes.tracker_plan import Plan
from cxdash.domain.metrics import Aggregation, Direction, Metric, MetricClass, plain
from cxdash.domain.use_cases import UseCaseValues, slug_of
from cxdash.store import (
    audit,
    import_changes,
    imports,
    metrics,
    named,
    observation_columns,
    observations,
    rollup_sums,
    subjects,
)
from cxdash.store import use_cases as stored_use_cases
from cxdash.store.import_tables import ImportFile, RememberedMapping, TrackerImport
from cxdash.store.observation_columns import Observations, keys
from cxdash.store.observations import SeriesKey, SeriesRow
from cxdash.store.tables import MetricRow
from cxdash.trackers.answers import memory
from cxdash.trackers.reading_columns import Readings
from cxdash.trackers.readings import Problem, Tracker

if TYPE_CHECKING:
    from cxdash.domain.periods import Grain


def plan(session: Session, tracker: Tracker, answers: Answers | None = None) -> Plan:
    """Return what importing a tracker would change; answers a person gave for the same headers before are used."""
    given = answers or remembered_answers(session, tracker)
    return tracker_plan.plan(session, tracker, resolve(session, tracker, given))


def remembered_answers(session: Session, tracker: Tracker) -> Answers:
    """Return what was answered when tables with these headers were last imported; nothing where most are new."""
    known = [Answers.from_json(row.answers) for row in _known(session, tracker)]
    if not known:
        return Answers()
    homes = {each.use_case for each in known if each.use_case and stored_use_cases.find(session, each.use_case)}
    return Answers(
        use_case=homes.pop() if len(homes) == 1 else None,
        entities={name: answer for each in known for name, answer in each.entities.items()},
        metrics={name: answer for each in known for name, answer in each.metrics.items()},
        reading=memory.carried_over({key: answer for each in known for key, answer in each.reading.items()}, tracker),
    )


def is_known(session: Session, tracker: Tracker) -> bool:
    """Say whether most tables of a tracker have headers that were imported before."""
    return bool(_known(session, tracker))


def _known(session: Session, tracker: Tracker) -> list[RememberedMapping]:
    """Return what is remembered about a tracker's headers; nothing where most of those that say anything are new."""
    stored = imports.remembered(session, memory.fingerprints(tracker))
    telling = memory.telling_fingerprints(tracker)
    if telling and 2 * sum(each in stored for each in telling) <= len(telling):
        return []
    return list(stored.values())


def _remember(session: Session, planned: Plan) -> None:
    """Keep the answers for the next tracker with these headers, the use case that took nameless figures among them."""
    answers = planned.names.answers
    if any(place.subject == planned.names.home for place in planned.names.places.values()):
        answers = replace(answers, use_case=_slug_of_home(session, planned.names.home))
    answers = replace(answers, reading=memory.with_places(answers.reading, planned.tracker))
    for fingerprint in memory.telling_fingerprints(planned.tracker):
        row = session.get(RememberedMapping, fingerprint) or RememberedMapping(fingerprint=fingerprint)
        row.answers = answers.to_json()
        row.confirmed_by = audit.person_of(session).id
        session.add(row)


def _slug_of_home(session: Session, home: str) -> str:
    """Return the slug of the use case that took nameless figures; a new one has been made by now."""
    kind, name = home.split(":", 1)
    return (
        name
        if kind == "use_case"
        else next(each.slug for each in stored_use_cases.active(session) if each.title == name)
    )


def apply(session: Session, planned: Plan, content: bytes, *, today: date) -> int:
    """Store a plan in the caller's transaction and return the import's id.

    Journey steps, the register, what hurts and what it costs come first, then observations in bulk with what stood
    there before, then the sums by week, month and quarter, then the effects of every pilot touched. One log entry names
    the import. The answers are remembered for the next tracker with the same headers.

    Args:
        planned: a plan made in this same transaction, so that nothing has changed since.
        content: the file as it was uploaded, kept beside the import.
        today: the day for which effects are judged.
    """
    tracker = planned.tracker
    row = TrackerImport(
        file=tracker.file,
        sha256=tracker.sha256,
        person_id=audit.person_of(session).id,
        new=planned.new,
        changed=planned.changed,
        unchanged=planned.unchanged,
        rejected=planned.rejected,
        problems={"problems": [_problem_as_json(problem) for problem in planned.problems]},
    )
    session.add(row)
    session.flush()
    reason = f"Import {row.id}: {tracker.file}"
    audit.belongs_to_import(session, row.id, reason=reason)
    session.add(ImportFile(import_id=row.id, content=content))
    friction.make_steps(session, planned.friction)
    register.apply(session, planned.register, import_id=row.id, today=today, reason=reason)
    friction.apply(session, planned.friction, import_id=row.id)
    money_list.apply(session, planned.money, import_id=row.id)
    _store(session, planned, import_id=row.id)
    touched = {item.name for item in planned.register.pilots} | {name.subject for name in planned.rows.moving().named()}
    _remember(session, planned)
    effects.recompute(
        session,
        pilot_ids=_pilots_of(session, planned, touched),
        today=today,
        because=f"Figures of {tracker.file}",
        import_id=row.id,
    )
    session.flush()
    return row.id


def _store(session: Session, planned: Plan, *, import_id: int) -> None:
    """Write the figures that are new or changed, what stood there before, and what that adds to the sums."""
    moving = planned.rows.moving()
    series = _series_for(session, planned, moving, import_id=import_id)
    ids = np.array([series[name].id if name in series else NOT_STORED for name in moving.series], int)
    series_id = ids[moving.target]
    in_order = np.argsort(keys(series_id, moving.day))  # as they lie on disk
    moving, series_id = moving.at(in_order), series_id[in_order]
    now = Observations(series_id, moving.day, moving.values, np.full(len(moving), import_id))
    is_new = moving.old_import_id == import_changes.NOTHING
    observation_columns.insert(session, now.at(is_new))
    observation_columns.replace(session, now.at(~is_new))
    done = import_changes.Changes(series_id, moving.day, moving.cells.written(), moving.old_import_id, moving.old)
    import_changes.keep(session, import_id, done)
    grains = {row.id: row.grain for row in series.values()}
    every = np.ones(len(moving), bool)
    change = rollup_sums.Change(grains, series_id, moving.day, ~is_new, moving.old, every, moving.values)
    rollup_sums.add(session, change)


def _series_for(
    session: Session, planned: Plan, moving: PlannedFigures, *, import_id: int
) -> dict[SeriesName, SeriesRow]:
    """Return the series of every figure to be stored, with subjects, metrics, segments and series made where new."""
    found = {name: row for name, (_, row) in planned.series.items()}
    grains = dict(zip(moving.series, moving.grains, strict=True))
    missing = {name: grains[name] for name in moving.named() if name not in found}
    if not missing:
        return found
    subject_ids = _subjects_for(session, {name.subject for name in missing})
    metric_ids = _metrics_for(session, dict.fromkeys(name.metric for name in missing), planned)
    segments = _segments_for(session, {name.segment for name in missing})
    keys: dict[SeriesName, tuple[SeriesKey, Grain]] = {
        name: (SeriesKey(subject_ids[name.subject], metric_ids[name.metric], segments[name.segment], name.arm), grain)
        for name, grain in missing.items()
    }
    made = observations.add_series(session, keys.values(), import_id=import_id)
    return found | {name: made[key] for name, (key, _) in keys.items()}


def _subjects_for(session: Session, keys: set[str]) -> dict[str, int]:
    found = subjects.ids(session, keys)
    made = {plain(each.title): each for each in stored_use_cases.active(session)}  # by the register of the same file
    registered = {plain(each.name): each for each in stored_use_cases.pilots(session)}
    for key in sorted(keys - found.keys()):
        kind, name = key.split(":", 1)
        if kind == "pilot":
            subject = subjects.of_pilot(session, stored_use_cases.get_pilot(session, name))
        elif kind == "new_pilot":
            subject = subjects.of_pilot(session, registered[plain(name)])
        elif kind == "use_case":
            subject = subjects.of_use_case(session, stored_use_cases.get(session, name))
        else:
            use_case = made.get(plain(name)) or use_cases.create(session, UseCaseValues(name))
            subject = subjects.of_use_case(session, use_case)
        found[key] = subject.id
    return found


def _metrics_for(session: Session, slugs: Iterable[str], planned: Plan) -> dict[str, int]:
    """Return the ids of metrics; new ones are made in the order of the file, which people know."""
    ids = metrics.ids(session)
    units = {
        planned.names.metric_of(label): label.unit
        for table in planned.tracker.tables
        for label in Readings.of(table.readings).labels
        if label.unit
    }
    for slug in (each for each in slugs if each.startswith("new:")):
        label = slug.removeprefix("new:")
        row = metrics.as_row(_unclassified(label, units.get(slug, "")), position=len(ids))
        row.slug = names.free_slug(session, MetricRow, label)
        session.add(row)
        session.flush()
        ids[slug] = row.id
    return ids


def _unclassified(label: str, unit: str) -> Metric:
    """A metric nobody has defined yet: its values may be shown, and judge nothing."""
    return Metric(
        slug=slug_of(label),
        name=label,
        unit=unit or "count",
        direction=Direction.NONE,
        metric_class=MetricClass.UNCLASSIFIED,
        aggregation=Aggregation.RATIO_OF_SUMS if unit == "%" else Aggregation.SUM,
        notes="Named in an uploaded tracker. Say what it counts, which way is good and what class it has.",
    )


def _segments_for(session: Session, wanted: set[str]) -> dict[str, int]:
    found = named.segments(session)
    return found | named.add_segments(session, wanted - found.keys())


def _pilots_of(session: Session, planned: Plan, touched: set[str]) -> set[int]:
    """Return the pilots whose figures or plans an import touched; a change to a use case touches all of its pilots."""
    titles = {item.title for item in planned.register.use_cases if item.outcome is not Outcome.UNCHANGED}
    return {
        pilot.id
        for pilot in stored_use_cases.pilots(session)
        if f"pilot:{pilot.slug}" in touched or pilot.name in touched or pilot.use_case.title in titles
    }


def _problem_as_json(problem: Problem) -> dict[str, str]:
    return {"source": str(problem.source), "code": problem.code, "message": problem.message}
