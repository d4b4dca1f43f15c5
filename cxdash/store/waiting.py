"""What waits for people in tables of its own: actions of the council, and comments that name them."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from cxdash.store.council_tables import CouncilAction, CouncilMeeting
from cxdash.store.definition_tables import Comment, Mention
from cxdash.store.tables import PersonRow, UseCase


class OpenAction(NamedTuple):
    """An action that is neither done nor dropped; use case and meeting are None where it belongs to none."""

    person_id: int
    text: str
    due: date
    use_case: str | None
    title: str | None
    meeting: str | None


class OpenMention(NamedTuple):
    """A comment that names a person who has not seen it yet."""

    person_id: int
    who: str
    text: str
    use_case: str
    title: str


def actions(session: Session) -> list[OpenAction]:
    """Return every action that waits, the first due first."""
    query = (
        select(
            CouncilAction.person_id,
            CouncilAction.text,
            CouncilAction.due,
            UseCase.slug,
            UseCase.title,
            CouncilMeeting.name,
        )
        .outerjoin(UseCase, UseCase.id == CouncilAction.use_case_id)
        .outerjoin(CouncilMeeting, CouncilMeeting.id == CouncilAction.meeting_id)
        .where(CouncilAction.done_on.is_(None), CouncilAction.dropped_on.is_(None))
        .order_by(CouncilAction.due, CouncilAction.id)
    )
    return [OpenAction._make(row) for row in session.execute(query)]


def mentions(session: Session) -> list[OpenMention]:
    """Return where anybody is named on a use case in the lists and has not looked yet, the oldest first."""
    author = aliased(PersonRow)
    query = (
        select(Mention.person_id, author.name, Comment.text, UseCase.slug, UseCase.title)
        .join(Comment, Comment.id == Mention.comment_id)
        .join(author, author.id == Comment.person_id)
        .join(UseCase, UseCase.id == Comment.use_case_id)
        .where(Mention.seen_at.is_(None), Comment.withdrawn_at.is_(None), UseCase.archived_at.is_(None))
        .order_by(Comment.id)
    )
    return [OpenMention._make(row) for row in session.execute(query)]
