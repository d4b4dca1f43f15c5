"""What was stored since a revision of the log that may make figures read otherwise: imports, their cells, the log."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cxdash.store import log
from cxdash.store.import_tables import ImportChange, TrackerImport
from cxdash.store.log import LogEntry
from cxdash.store.money_tables import MoneyEntry
from cxdash.store.plan_tables import EffectRevision
from cxdash.store.tables import (
    AuditEvent,
    MetricRow,
    Observation,
    PersonRow,
    Pilot,
    Series,
    Subject,
    UseCase,
    UseCaseMetric,
)

POLICY_TABLES = frozenset({"money_policy", "budget_line", "organisation"})
"""What every amount rests on."""
_PILOT_TABLES = frozenset({"pilot", "occasion", "exclusion"})
_USE_TABLES = frozenset({"use_case_metric", "valuation"})
_USE_CASE_TABLES = frozenset({"use_case", "stage_move"})
Touch = tuple[str, str]
"""A pilot and a metric, by their slugs."""


class ImportSince(NamedTuple):
    """An import that came or was taken back since; ``at`` is when, in UTC, and ``who`` did it."""

    id: int
    file: str
    is_undone: bool
    who: str
    at: datetime


class Source(NamedTuple):
    """How many figures of a pilot's metric came with one import; both by their slugs."""

    pilot: str
    metric: str
    import_id: int
    file: str
    figures: int


class Revised(NamedTuple):
    """A result of a closed window that stands beside an earlier one, and why."""

    made_on: date
    because: str


def imports(session: Session, revision: int) -> Sequence[ImportSince]:
    """Return the imports that came since, or were taken back since, oldest first.

    One that came and went since changed nothing, for undoing is exact, and is left out.
    """
    query = (
        select(AuditEvent.row_key, AuditEvent.before, AuditEvent.at, PersonRow.name)
        .join(PersonRow, PersonRow.id == AuditEvent.person_id)
        .where(AuditEvent.id > revision, AuditEvent.row_table == "tracker_import")
        .order_by(AuditEvent.id)
    )
    came: dict[int, tuple[datetime, str]] = {}
    went: dict[int, tuple[datetime, str]] = {}
    for key, before, at, who in session.execute(query):
        (came if before is None else went)[int(key)] = (at, who)
    files = select(TrackerImport.id, TrackerImport.file, TrackerImport.undone_at)
    found = session.execute(files.where(TrackerImport.id.in_({*came, *went})).order_by(TrackerImport.id))
    return [
        ImportSince(row.id, row.file, row.undone_at is not None, who, at)
        for row in found
        if (row.id in came) is not (row.undone_at is not None)
        for at, who in [came.get(row.id) or went[row.id]]
    ]


def cells(session: Session, import_ids: Collection[int]) -> Mapping[int, Mapping[Touch, int]]:
    """Return how many figures each import brought or changed, by pilot and metric."""
    query = (
        select(ImportChange.import_id, Pilot.slug, MetricRow.slug, func.count())
        .join_from(ImportChange, Series, Series.id == ImportChange.series_id)
        .join(Subject, Subject.id == Series.subject_id)
        .join(Pilot, Pilot.id == Subject.pilot_id)
        .join(MetricRow, MetricRow.id == Series.metric_id)
        .where(ImportChange.import_id.in_(import_ids))
        .group_by(ImportChange.import_id, Pilot.slug, MetricRow.slug)
    )
    found: dict[int, dict[Touch, int]] = defaultdict(dict)
    for import_id, pilot, metric, number in session.execute(query):
        found[import_id][pilot, metric] = number
    return found


def sources(session: Session, starts: date, ends_before: date, *, metrics: Collection[str]) -> Sequence[Source]:
    """Return which imports the pilots' figures of these metrics (slugs) came from in a period, both arms together."""
    query = (
        select(Pilot.slug, MetricRow.slug, TrackerImport.id, TrackerImport.file, func.count())
        .join_from(Subject, Series, Series.subject_id == Subject.id)
        .join(Pilot, Pilot.id == Subject.pilot_id)
        .join(MetricRow, MetricRow.id == Series.metric_id)
        .join(Observation, Observation.series_id == Series.id)
        .join(TrackerImport, TrackerImport.id == Observation.import_id)
        .where(
            MetricRow.slug.in_(metrics),
            Series.counts_in_total,
            Observation.day >= starts.toordinal(),
            Observation.day < ends_before.toordinal(),
        )
        .group_by(Pilot.slug, MetricRow.slug, TrackerImport.id, TrackerImport.file)
        .order_by(Pilot.slug, MetricRow.slug, TrackerImport.id)
    )
    return [Source._make(row) for row in session.execute(query)]


def revised(session: Session, pilots: Collection[str]) -> Mapping[Touch, Sequence[Revised]]:
    """Return the second and later results of these pilots' closed windows, oldest first, by pilot and metric."""
    columns = (EffectRevision.made_on, EffectRevision.because)
    query = (
        select(Pilot.slug, MetricRow.slug, *columns)
        .join_from(EffectRevision, Pilot, Pilot.id == EffectRevision.pilot_id)
        .join(MetricRow, MetricRow.id == EffectRevision.metric_id)
        .where(Pilot.slug.in_(pilots), EffectRevision.number > 1)
        .order_by(EffectRevision.number)
    )
    found: dict[Touch, list[Revised]] = defaultdict(list)
    for row in session.execute(query):
        found[row[0], row[1]].append(Revised._make(row[2:]))
    return found


def places(session: Session) -> Mapping[str, tuple[int, int]]:
    """Return the id of each pilot and of its use case, by the pilot's slug."""
    query = select(Pilot.slug, Pilot.id, Pilot.use_case_id)
    return {slug: (pilot_id, use_case_id) for slug, pilot_id, use_case_id in session.execute(query)}


def use_cases(session: Session) -> Mapping[str, int]:
    """Return the id of each use case by its slug."""
    return {row.slug: row.id for row in session.execute(select(UseCase.slug, UseCase.id))}


def titles(session: Session) -> Mapping[int, str]:
    """Return the title of each use case by its id, archived ones among them."""
    return {row.id: row.title for row in session.execute(select(UseCase.id, UseCase.title))}


def entries(session: Session, revision: int) -> Sequence[tuple[LogEntry, int | None]]:
    """Return what the log says since of plans, values, costs and stages, oldest first, each with its use case's id."""
    tables = _PILOT_TABLES | _USE_TABLES | _USE_CASE_TABLES | POLICY_TABLES | {"money_entry"}
    query = log.entries().where(AuditEvent.id > revision, AuditEvent.row_table.in_(tables)).order_by(AuditEvent.id)
    found = [LogEntry._make(row) for row in session.execute(query)]
    of_pilots = {row.id: row.use_case_id for row in session.execute(select(Pilot.id, Pilot.use_case_id))}
    uses = select(UseCaseMetric.id, UseCaseMetric.use_case_id)
    of_uses = {row.id: row.use_case_id for row in session.execute(uses)}
    spent = select(MoneyEntry.id, MoneyEntry.use_case_id).where(MoneyEntry.id.in_(_numbers("money_entry", found)))
    of_entries = {row.id: row.use_case_id for row in session.execute(spent)}
    owners = {"pilot": of_pilots, "use_case_metric": of_uses, "valuation": of_uses, "money_entry": of_entries}
    return [(entry, _use_case_of(entry, owners, of_pilots)) for entry in found]


def pilot_of(entry: LogEntry) -> int | None:
    """Return the id of the pilot that an entry is about; None where it is about none alone."""
    if entry.table == "pilot":
        return _number(entry.key)
    said = _said(entry).get("pilot_id") if entry.table in _PILOT_TABLES | {"money_entry"} else None
    return said if isinstance(said, int) else None


def _use_case_of(entry: LogEntry, owners: Mapping[str, Mapping[int, int]], of_pilots: Mapping[int, int]) -> int | None:
    said = _said(entry).get("use_case_id")
    if isinstance(said, int):
        return said
    if entry.table == "use_case":
        return _number(entry.key)
    if entry.table in owners:
        return owners[entry.table].get(_number(entry.key))
    pilot = pilot_of(entry)
    return None if pilot is None else of_pilots.get(pilot)


def _said(entry: LogEntry) -> Mapping[str, Any]:
    return entry.after or entry.before or {}


def _numbers(table: str, found: Collection[LogEntry]) -> set[int]:
    return {_number(each.key) for each in found if each.table == table}


def _number(key: str) -> int:
    first = key.partition("/")[0]
    return int(first) if first.isdecimal() else 0
