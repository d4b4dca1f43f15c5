"""Two use cases that want the same become one: what the second said is told on the page of the first."""

from sqlalchemy.orm import Session

from cxdash.changes import comments
from cxdash.domain.archives import check_current
from cxdash.domain.comments import LONGEST
from cxdash.domain.errors import RuleError
from cxdash.store import audit, named, use_cases
from cxdash.store.schema import now
from cxdash.store.tables import UseCase


def tell(session: Session, into: str, *, title: str, statement: str) -> None:
    """Leave on a use case what somebody had typed who wanted the same.

    Raises:
        NotFoundError: there is no such use case.
    """
    said = ": ".join(part for part in (title.strip(), statement.strip()) if part)
    name = audit.person_of(session).name
    words = f"{name} wanted the same: {said}" if said else f"{name} wanted the same."
    comments.add(session, into, words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…")


def join(session: Session, slug: str, *, into: str) -> None:
    """Archive a use case that wants the same as another, and tell there what it said; its page keeps the link.

    Raises:
        RuleError: it would join itself, one of both is archived, or it has pilots, whose figures would leave the lists.
        NotFoundError: there is no such use case.
    """
    leaving, staying = use_cases.get(session, slug), use_cases.get(session, into)
    if leaving.id == staying.id:
        raise RuleError("A use case cannot join itself. Choose another one.")
    named.hold(session, UseCase, [leaving.id, staying.id])
    check_current(leaving.title, leaving.archived_at)
    if staying.archived_at is not None:
        raise RuleError(f"“{staying.title}” is archived, so nobody works on it. Choose one that is not.")
    current = [pilot.name for pilot in leaving.pilots if pilot.archived_at is None]
    if current:
        raise RuleError(
            f"“{leaving.title}” has the pilot “{current[0]}”, whose figures would leave the lists with it. Keep both, "
            "and tell them apart in their statements."
        )
    leaving.joined_into_id, leaving.archived_at = staying.id, now()
    tell(session, into, title=leaving.title, statement=leaving.statement)
