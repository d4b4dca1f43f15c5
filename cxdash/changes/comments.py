"""Comments on a use case written, withdrawn by their author, and seen by the people they name."""

from sqlalchemy.orm import Session

from cxdash.domain.comments import check_comment, mentioned
from cxdash.domain.errors import NotAllowedError
from cxdash.store import audit, comments, use_cases
from cxdash.store.definition_tables import Comment, Mention
from cxdash.store.schema import now


def add(session: Session, slug: str, text: str) -> Comment:
    """Store what somebody says about a use case, and whom it names.

    Raises:
        RuleError: the comment is empty or too long.
        NotFoundError: there is no such use case.
    """
    check_comment(text)
    author = audit.person_of(session).id
    comment = Comment(use_case_id=use_cases.get(session, slug).id, person_id=author, text=text.strip())
    session.add(comment)
    session.flush()
    known = comments.people(session)
    for name in mentioned(comment.text, known):
        if known[name] != author:
            session.add(Mention(comment_id=comment.id, person_id=known[name]))
    session.flush()
    return comment


def withdraw(session: Session, comment_id: int) -> None:
    """Take a comment's words off the page; that there was one stays, and the log keeps what it said.

    Raises:
        NotAllowedError: somebody else wrote it.
        NotFoundError: there is no such comment.
    """
    comment = comments.get(session, comment_id)
    if comment.person_id != audit.person_of(session).id:
        raise NotAllowedError("Only its author may withdraw a comment. Answer it instead.")
    if comment.withdrawn_at is None:
        comment.withdrawn_at, comment.text = now(), ""


def see(session: Session, slug: str) -> None:
    """Mark where the person is named on a use case as seen."""
    for mention, _ in comments.unseen_mentions(session, audit.person_of(session).id, slug=slug):
        mention.seen_at = now()
