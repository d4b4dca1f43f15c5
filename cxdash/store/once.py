"""A question that several parts of one answer ask, answered once in a session that only reads."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from sqlalchemy.orm import Session

_Answer = TypeVar("_Answer")
_ANSWERS = "answers"


def reads_only() -> dict[Any, Any]:
    """Return what a session is marked with that stores nothing, so that what it reads may be kept until its end."""
    return {_ANSWERS: {}}


def once(session: Session, question: Hashable, ask: Callable[[], _Answer]) -> _Answer:
    """Return what the question was answered before; a session that also writes asks each time.

    The answer is shared by all who ask in this session: copy it before changing it.
    """
    answers = session.info.get(_ANSWERS)
    if answers is None:
        return ask()
    if question not in answers:
        answers[question] = ask()
    return cast("_Answer", answers[question])
