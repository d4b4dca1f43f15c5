"""Since when a use case is active, parked, stopped or retired, why, and what was learned until then."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.stages import Status
from cxdash.store import status_changes, use_cases


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of a use case; what nobody said is None or ""."""

    status: Status
    since: date | None
    reason: str
    learning: str


def standing(session: Session, slug: str) -> Standing:
    """Return the status of a use case; NotFoundError where there is none."""
    stored = use_cases.get(session, slug)
    status, reason = Status(stored.status), ""
    if status is not Status.ACTIVE:
        changes = status_changes.changes(session).get(stored.id, ())
        reason = changes[-1].reason if changes else ""
    return Standing(status, stored.status_since, reason, stored.learning)
