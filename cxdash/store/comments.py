"""What was said about use cases, by whom, and whom it named."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from cxdash.domain.errors import NotFoundError
from cxdash.store.definition_tables import Comment, Mention
from cxdash.store.tables import PersonRow, UseCase


def of_use_case(session: Session, slug: str) -> Sequence[Comment]:
    """Return what was said about a use case, the oldest first, withdrawn comments included."""
    query = (
        select(Comment)
        .join(UseCase, UseCase.id == Comment.use_case_id)
        .where(UseCase.slug == slug)
        .options(joinedload(Comment.person))
        .order_by(Comment.id)
    )
    return session.scalars(query).all()


def get(session: Session, comment_id: int) -> Comment:
    """Return one comment; NotFoundError where there is none."""
    found = session.get(Comment, comment_id)
    if found is None:
        raise NotFoundError("There is no such comment. Open the page of the use case again.")
    return found


def unseen_mentions(session: Session, person_id: int, *, slug: str | None = None) -> list[tuple[Mention, Comment]]:
    """Return where a person is named and has not looked yet, on one use case or on all, the oldest first."""
    query = (
        select(Mention, Comment)
        .join(Comment, Comment.id == Mention.comment_id)
        .join(UseCase, UseCase.id == Comment.use_case_id)
        .where(Mention.person_id == person_id, Mention.seen_at.is_(None), Comment.withdrawn_at.is_(None))
        .options(joinedload(Comment.person))
        .order_by(Comment.id)
    )
    if slug is not None:
        query = query.where(UseCase.slug == slug)
    return [(mention, comment) for mention, comment in session.execute(query)]


def unseen_by_use_case(session: Session, person_id: int) -> list[tuple[str, str, int]]:
    """Return slug and title of each use case in the lists on which a person waits to see their name, and how often."""
    query = (
        select(UseCase.slug, UseCase.title, func.count(Mention.comment_id))
        .join(Comment, Comment.use_case_id == UseCase.id)
        .join(Mention, Mention.comment_id == Comment.id)
        .where(Mention.person_id == person_id, Mention.seen_at.is_(None), Comment.withdrawn_at.is_(None))
        .where(UseCase.archived_at.is_(None))
        .group_by(UseCase.id, UseCase.slug, UseCase.title)
        .order_by(UseCase.title)
    )
    return [(slug, title, times) for slug, title, times in session.execute(query)]


def people(session: Session) -> dict[str, int]:
    """Return the id of everybody who is not archived, by name."""
    query = select(PersonRow.name, PersonRow.id).where(PersonRow.archived_at.is_(None)).order_by(PersonRow.name)
    return {row[0]: row[1] for row in session.execute(query)}


def how_many(session: Session, slug: str) -> int:
    """Return how many comments of a use case stand."""
    query = (
        select(func.count(Comment.id))
        .join(UseCase, UseCase.id == Comment.use_case_id)
        .where(UseCase.slug == slug, Comment.withdrawn_at.is_(None))
    )
    return session.scalar(query) or 0
