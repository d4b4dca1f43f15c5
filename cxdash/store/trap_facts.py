"""Days that say how use cases stood earlier: when they were recorded, began and rested, and when plans were locked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.store.tables import Pilot, UseCase


class Dated(NamedTuple):
    """A use case with its days; ``recorded_on`` is when the log begins to tell of it."""

    id: int
    title: str
    stage: str
    stage_since: date | None
    status: str
    status_since: date | None
    idea_on: date | None
    recorded_on: date


def use_cases(session: Session) -> Sequence[Dated]:
    """Return every use case that is not archived, by title."""
    columns = (
        UseCase.id,
        UseCase.title,
        UseCase.stage,
        UseCase.stage_since,
        UseCase.status,
        UseCase.status_since,
        UseCase.idea_on,
        UseCase.created_at,
    )
    query = select(*columns).where(UseCase.archived_at.is_(None)).order_by(UseCase.title)
    return [Dated(*row[:-1], row[-1].date()) for row in session.execute(query)]


def locks(session: Session) -> Mapping[int, Sequence[date]]:
    """Return the days on which plans of pilots were locked, by use case; archived pilots are left out."""
    query = select(Pilot.use_case_id, Pilot.locked_on).where(Pilot.archived_at.is_(None))
    found: dict[int, list[date]] = defaultdict(list)
    for use_case_id, locked_on in session.execute(query):
        if locked_on is not None:
            found[use_case_id].append(locked_on)
    return found
