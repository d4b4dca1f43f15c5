"""What the plans of many pilots say about single days, each kind in one query: the unusual ones and those left out."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.domain.plans import Declared, LeftOut, OccasionKind
from cxdash.store.plan_tables import Exclusion, Occasion
from cxdash.store.tables import MetricRow


def occasions(session: Session, pilot_ids: Collection[int]) -> Mapping[int, Sequence[Declared]]:
    """Return the occasions of these pilots, by pilot id, in order of time; pilots without any are left out."""
    query = (
        select(Occasion.pilot_id, Occasion.kind, Occasion.starts, Occasion.ends_before, Occasion.note)
        .where(Occasion.pilot_id.in_(pilot_ids))
        .order_by(Occasion.starts, Occasion.id)
    )
    found: dict[int, list[Declared]] = defaultdict(list)
    for pilot_id, kind, starts, ends_before, note in session.execute(query):
        found[pilot_id].append(Declared(OccasionKind(kind), starts, ends_before, note))
    return found


def left_out(session: Session, pilot_ids: Collection[int]) -> Mapping[int, Sequence[LeftOut]]:
    """Return the days left out of these pilots' figures, by pilot id, in order of time, metrics by their slugs."""
    query = (
        select(Exclusion.pilot_id, Exclusion.starts, Exclusion.ends_before, Exclusion.reason, MetricRow.slug)
        .outerjoin(MetricRow, MetricRow.id == Exclusion.metric_id)
        .where(Exclusion.pilot_id.in_(pilot_ids))
        .order_by(Exclusion.starts, Exclusion.id)
    )
    found: dict[int, list[LeftOut]] = defaultdict(list)
    for pilot_id, starts, ends_before, reason, metric in session.execute(query):
        found[pilot_id].append(LeftOut(starts, ends_before, reason, metric or ""))
    return found
