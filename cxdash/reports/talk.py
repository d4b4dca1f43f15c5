"""What was said about a use case, ready to be read, and where a person is named."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cxdash.store import comments


@dataclass(frozen=True, slots=True)
class Said:
    """One comment; ``text`` is empty where its author withdrew it."""

    id: int
    who: str
    person_id: int
    at: datetime
    text: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A comment that names a person who has not seen it yet."""

    who: str
    text: str
    use_case_id: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A use case on which a person is named and has not looked yet, and how often."""

    slug: str
    title: str
    times: int


def of_use_case(session: Session, slug: str) -> tuple[Said, ...]:
    """Return what was said about a use case, the oldest first."""
    return tuple(
        Said(each.id, each.person.name, each.person_id, each.at, each.text, each.withdrawn_at is not None)
        for each in comments.of_use_case(session, slug)
    )


def naming(session: Session, person_id: int, *, slug: str | None = None) -> tuple[Named, ...]:
    """Return the comments that name a person and wait to be seen, on one use case or on all."""
    return tuple(
        Named(comment.person.name, comment.text, comment.use_case_id)
        for _, comment in comments.unseen_mentions(session, person_id, slug=slug)
    )


def waiting(session: Session, person_id: int) -> tuple[Waiting, ...]:
    """Return the use cases in the lists on which a person is named and has not looked yet, by title."""
    return tuple(Waiting(*row) for row in comments.unseen_by_use_case(session, person_id))


def people(session: Session) -> tuple[str, ...]:
    """Return everybody who may be named, in alphabetical order."""
    return tuple(comments.people(session))
