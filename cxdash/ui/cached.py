"""Answers computed once per state of the data: the revision is part of every key."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from cxdash.store import organisation
from cxdash.store.database import Database
from cxdash.ui import session

_Arguments = ParamSpec("_Arguments")
_Answer = TypeVar("_Answer")
_Key = tuple[Hashable, ...]

_AT_MOST = 256
_answers: OrderedDict[_Key, object] = OrderedDict()
_lock = threading.Lock()
_run = threading.local()


@contextmanager
def one_run() -> Iterator[None]:
    """Answer a whole run of a page from the revision that is the newest at its start; the entry script runs in it.

    What runs outside, such as what a click does before the page is drawn anew, looks up the newest revision.
    """
    database = session.database()
    commits = database.commits
    _run.seen = (database, commits, database.revision())
    try:
        yield
    finally:
        del _run.seen


def _revision(database: Database) -> int:
    """Return the run's revision; the newest one outside a run, and in a run that has changed something itself."""
    of, commits, revision = getattr(_run, "seen", (None, 0, 0))
    return revision if of is database and commits == database.commits else database.revision()


def report(
    question: Callable[Concatenate[Session, _Arguments], _Answer],
    /,
    *words: _Arguments.args,
    **named: _Arguments.kwargs,
) -> _Answer:
    """Return ``question(session, …)``, computed again only after the data changed.

    The answer is shared by all sessions: copy it before changing it. Arguments are plain, hashable values: slugs,
    quarters, days.
    """
    database = session.database()
    key = (id(database), _revision(database), question, words, *sorted(named.items()))
    with _lock:
        if key in _answers:
            _answers.move_to_end(key)
            return _answers[key]  # type: ignore[return-value] # what this question answered before
    with database.reading() as reading:
        answer = question(reading, *words, **named)
    with _lock:
        _answers[key] = answer
        while len(_answers) > _AT_MOST:
            _answers.popitem(last=False)
    return answer


def forget() -> None:
    """Forget every answer; for a process that changes its database."""
    with _lock:
        _answers.clear()


def today() -> date:
    """Return the day pages judge by: the calendar's, or the day a sample portfolio is shown as of."""
    return report(organisation.as_of) or date.today()
