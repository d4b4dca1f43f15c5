"""Plans of pilots as they are stored: occasions, days left out, and every version of what was locked."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cxdash.domain.periods import Grain, Period
from cxdash.domain.plans import Content, Declared, LeftOut, OccasionKind, PlanVersion, in_order, left_out_in_order
from cxdash.store import metrics
from cxdash.store.plan_tables import Exclusion, Occasion, PlanVersionRow
from cxdash.store.tables import MetricRow, Observation, PersonRow, Pilot, Series, Subject


def versions(session: Session, pilot_ids: Collection[int]) -> Mapping[int, tuple[PlanVersion, ...]]:
    """Return every version of these pilots' plans, the lock first; nothing for a pilot that was never locked."""
    query = (
        select(PlanVersionRow, PersonRow.name)
        .join(PersonRow, PersonRow.id == PlanVersionRow.person_id)
        .where(PlanVersionRow.pilot_id.in_(pilot_ids))
        .order_by(PlanVersionRow.pilot_id, PlanVersionRow.number)
    )
    found: dict[int, list[PlanVersion]] = defaultdict(list)
    for row, name in session.execute(query):
        found[row.pilot_id].append(PlanVersion(row.number, row.made_on, name, row.reason, row.content))
    return {pilot_id: tuple(each) for pilot_id, each in found.items()}


def newest_number(session: Session, pilot_id: int) -> int:
    """Return the number of the newest version of a pilot's plan, 0 where it was never locked."""
    query = select(func.max(PlanVersionRow.number)).where(PlanVersionRow.pilot_id == pilot_id)
    return session.scalar(query) or 0


class Author(NamedTuple):
    """Who changes a plan, on which day and why."""

    person_id: int
    day: date
    reason: str = ""


def add_version(session: Session, pilot_id: int, *, number: int, content: Content, author: Author) -> None:
    """Store one version of a plan."""
    session.add(
        PlanVersionRow(
            pilot_id=pilot_id,
            number=number,
            made_on=author.day,
            person_id=author.person_id,
            reason=author.reason,
            content=dict(content),
        )
    )


def occasions_of(pilot: Pilot) -> tuple[Declared, ...]:
    """Return what a pilot's plan declares as out of the ordinary, in order of time."""
    return in_order(Declared(OccasionKind(row.kind), row.starts, row.ends_before, row.note) for row in pilot.occasions)


def left_out_of(pilot: Pilot) -> tuple[LeftOut, ...]:
    """Return the days left out of a pilot's figures, with the slugs of their metrics, in order of time."""
    return left_out_in_order(_left_out(row) for row in pilot.exclusions)


def store_occasions(session: Session, pilot: Pilot, wanted: Sequence[Declared]) -> None:
    """Make a stored pilot's occasions those that are wanted; what stays keeps its row."""
    rows = {
        Declared(OccasionKind(row.kind), row.starts, row.ends_before, row.note): row for row in list(pilot.occasions)
    }
    for each in rows.keys() - set(wanted):
        session.delete(rows[each])
    for each in wanted:
        if each not in rows:
            session.add(
                Occasion(
                    pilot_id=pilot.id,
                    kind=each.kind.value,
                    starts=each.starts,
                    ends_before=each.ends_before,
                    note=each.note.strip(),
                )
            )
    session.flush()
    session.expire(pilot, ["occasions"])


def store_left_out(session: Session, pilot: Pilot, wanted: Sequence[LeftOut], *, author: Author) -> None:
    """Make the days left out of a stored pilot's figures those that are wanted; what stays keeps who left it out."""
    metric_ids = metrics.ids(session)
    rows = {_left_out(row): row for row in list(pilot.exclusions)}
    for each in rows.keys() - set(wanted):
        session.delete(rows[each])
    for each in wanted:
        if each not in rows:
            session.add(
                Exclusion(
                    pilot_id=pilot.id,
                    metric_id=metric_ids[each.metric] if each.metric else None,
                    starts=each.starts,
                    ends_before=each.ends_before,
                    reason=each.reason.strip(),
                    person_id=author.person_id,
                    made_on=author.day,
                )
            )
    session.flush()
    session.expire(pilot, ["exclusions"])


def figures_until(session: Session, pilot_id: int, metric: str = "") -> date | None:
    """Return the first day after a pilot's newest figures, of one metric (slug) or any; None where there are none."""
    query = (
        select(Series.grain, func.max(Observation.day))
        .join(Series, Series.id == Observation.series_id)
        .join(Subject, Subject.id == Series.subject_id)
        .where(Subject.pilot_id == pilot_id)
        .group_by(Series.grain)
    )
    if metric:
        query = query.join(MetricRow, MetricRow.id == Series.metric_id).where(MetricRow.slug == metric)
    ends = [Period(date.fromordinal(day), Grain(grain)).ends_before for grain, day in session.execute(query)]
    return max(ends, default=None)


def _left_out(row: Exclusion) -> LeftOut:
    return LeftOut(row.starts, row.ends_before, row.reason, row.metric.slug if row.metric else "")
