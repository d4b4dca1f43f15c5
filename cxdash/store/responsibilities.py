"""Everybody's part in the activities of use cases."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from cxdash.domain.responsibilities import Activity, Part, Parts, Responsibilities
from cxdash.store.gate_tables import Responsibility
from cxdash.store.tables import PersonRow


def rows(session: Session, use_case_id: int) -> dict[tuple[str, int], Responsibility]:
    """Return the stored parts of a use case by activity and person."""
    query = select(Responsibility).where(Responsibility.use_case_id == use_case_id)
    return {(row.activity, row.person_id): row for row in session.scalars(query)}


def of_use_case(session: Session, use_case_id: int) -> Responsibilities:
    """Return who has which part in each activity of a use case."""
    query = (
        select(Responsibility.activity, Responsibility.part, PersonRow.name)
        .join(PersonRow, PersonRow.id == Responsibility.person_id)
        .where(Responsibility.use_case_id == use_case_id)
        .order_by(PersonRow.name)
    )
    found: dict[Activity, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for activity, part, name in session.execute(query):
        found[Activity(activity)][part].append(name)
    return Responsibilities(
        {
            activity: Parts(**{part.value: tuple(sorted(found[activity][part.value])) for part in Part})
            for activity in Activity
            if activity in found
        }
    )
