"""Closed quarters: which there are, what each kept, and why figures of them read otherwise since."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from cxdash.domain.errors import NotFoundError
from cxdash.store.quarter_tables import QuarterClose, RestatementReason
from cxdash.store.tables import AuditEvent, PersonRow


class Closed(NamedTuple):
    """A closed quarter without what it kept, which is large.

    ``quarter`` is its name by the calendar of its closing; ``revision`` the newest entry of the log at that moment.
    """

    id: int
    quarter: str
    starts: date
    closed_on: date
    who: str
    note: str
    revision: int
    digest: str


class Reason(NamedTuple):
    """Why a figure reads otherwise, who says so and when."""

    words: str
    who: str
    on: date


def find(session: Session, starts: date) -> Closed | None:
    """Return the closed quarter that begins on a day; None where it is open."""
    row = session.execute(_closed().where(QuarterClose.starts == starts)).first()
    return None if row is None else Closed._make(row)


def every(session: Session) -> Sequence[Closed]:
    """Return every closed quarter, the newest first."""
    return [Closed._make(row) for row in session.execute(_closed().order_by(QuarterClose.starts.desc()))]


def get(session: Session, close_id: int) -> QuarterClose:
    """Return the row of a closing; NotFoundError tells where to look."""
    found = session.get(QuarterClose, close_id)
    if found is None:
        raise NotFoundError(f"No quarter was closed under the number {close_id}. Open it on This quarter.")
    return found


def figures(session: Session, close_id: int) -> Mapping[str, Any]:
    """Return the figures as they were frozen."""
    kept: Mapping[str, Any] = session.scalars(select(QuarterClose.figures).where(QuarterClose.id == close_id)).one()
    return kept


def page(session: Session, close_id: int) -> Mapping[str, Any]:
    """Return the page as it was frozen."""
    kept: Mapping[str, Any] = session.scalars(select(QuarterClose.page).where(QuarterClose.id == close_id)).one()
    return kept


def reasons(session: Session, close_id: int) -> Mapping[str, Reason]:
    """Return why figures of a closed quarter read otherwise, by the figures' names."""
    query = select(RestatementReason).options(joinedload(RestatementReason.person))
    rows = session.scalars(query.where(RestatementReason.close_id == close_id))
    return {row.figure: Reason(row.reason, row.person.name, row.made_on) for row in rows}


def reason(session: Session, close_id: int, figure: str) -> RestatementReason | None:
    """Return the row of one figure's reason as it is now; None where nobody gave one."""
    return session.get(RestatementReason, (close_id, figure), populate_existing=True)


def revision(session: Session) -> int:
    """Return the number of the newest log entry; what is stored later has a higher one."""
    return session.scalar(select(func.max(AuditEvent.id))) or 0


def _closed() -> Select[*tuple[Any, ...]]:
    columns = (
        QuarterClose.id,
        QuarterClose.quarter,
        QuarterClose.starts,
        QuarterClose.closed_on,
        PersonRow.name,
        QuarterClose.note,
        QuarterClose.revision,
        QuarterClose.digest,
    )
    return select(*columns).join(PersonRow, PersonRow.id == QuarterClose.person_id)
