"""What metrics meant before: their stored versions, and the days on which what they count was changed."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.domain.actions import Action
from cxdash.domain.metric_versions import COUNTING, Version, changed_parts, content_of, metric_of
from cxdash.domain.metrics import Metric, MetricClass
from cxdash.store.definition_tables import MetricVersion
from cxdash.store.tables import AuditEvent, MetricRow

_UNCLASSIFIED = MetricClass.UNCLASSIFIED.value


def of(session: Session, metric_id: int) -> tuple[Version, ...]:
    """Return the versions of a metric, the first one first; none where its meaning never changed while in use."""
    return tuple(_version(row) for row in _rows(session, metric_id))


def newest(session: Session) -> dict[int, tuple[int, date | None]]:
    """Return number and day of the newest version of every metric that has any, by the metric's id."""
    query = select(MetricVersion.metric_id, MetricVersion.number, MetricVersion.made_on).order_by(MetricVersion.number)
    return {metric_id: (number, made_on) for metric_id, number, made_on in session.execute(query)}


def add(
    session: Session,
    metric_id: int,
    metric: Metric,
    *,
    number: int,
    made_on: date | None = None,
    person_id: int | None = None,
    reason: str = "",
) -> None:
    """Store what a metric means from a day on."""
    row = MetricVersion(
        metric_id=metric_id,
        number=number,
        made_on=made_on,
        person_id=person_id,
        reason=reason,
        content=content_of(metric),
    )
    session.add(row)


def redefined(session: Session) -> dict[int, tuple[date, ...]]:
    """Return the days on which what a metric counts was changed, by its id, the first one first.

    The versions say so; for what was changed before a metric had any, the log does. That somebody says for the first
    time what a metric of a tracker counts is no change.
    """
    found = {metric_id: set(days) for metric_id, days in _logged(session, _first_versions(session)).items()}
    for metric_id, days in _counted_anew(session).items():
        found.setdefault(metric_id, set()).update(days)
    return {metric_id: tuple(sorted(days)) for metric_id, days in found.items()}


def _counted_anew(session: Session) -> dict[int, list[date]]:
    by_metric: dict[int, list[MetricVersion]] = {}
    for row in _rows(session):
        by_metric.setdefault(row.metric_id, []).append(row)
    return {
        metric_id: [
            later.made_on
            for earlier, later in pairwise(rows)
            if later.made_on is not None
            and COUNTING & changed_parts(metric_of(earlier.content), metric_of(later.content))
        ]
        for metric_id, rows in by_metric.items()
    }


def _logged(session: Session, first_versions: Mapping[int, int]) -> dict[int, list[date]]:
    """Return the days of the log, for each metric up to the entry that made its first version."""
    query = (
        select(AuditEvent.id, AuditEvent.row_key, AuditEvent.at, AuditEvent.before)
        .where(AuditEvent.row_table == MetricRow.__tablename__, AuditEvent.action == Action.METRIC_EDIT.value)
        .order_by(AuditEvent.id)
    )
    found: dict[int, list[date]] = {}
    for number, key, at, before in session.execute(query):
        is_change = before and COUNTING & before.keys() and before.get("metric_class") != _UNCLASSIFIED
        if is_change and number < first_versions.get(int(key), number + 1):
            found.setdefault(int(key), []).append(at.date())
    return found


def _first_versions(session: Session) -> dict[int, int]:
    """Return the number of the log's entry that stored a metric's first version, by the metric's id."""
    query = select(AuditEvent.id, AuditEvent.after).where(AuditEvent.row_table == MetricVersion.__tablename__)
    return {after["metric_id"]: number for number, after in session.execute(query) if after and after["number"] == 1}


def _rows(session: Session, metric_id: int | None = None) -> Sequence[MetricVersion]:
    query = select(MetricVersion).order_by(MetricVersion.metric_id, MetricVersion.number)
    if metric_id is not None:
        query = query.where(MetricVersion.metric_id == metric_id)
    return session.scalars(query).all()


def _version(row: MetricVersion) -> Version:
    return Version(
        number=row.number,
        made_on=row.made_on,
        person=row.person.name if row.person else "",
        reason=row.reason,
        metric=metric_of(row.content),
    )
