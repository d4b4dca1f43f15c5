"""The log of a use case in plain words: who, when, what, before, after, why."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.actions import Action
from cxdash.reports import log_names, log_words
from cxdash.store import earlier_values, log
from cxdash.store.log import LogEntry

COLUMNS = ("When", "Who", "What", "Before", "After", "Why")
_WRITTEN_WHOLE = frozenset(
    {"comment", "readiness", "sign_off", "gate_review", "gate_condition", "gate_waiver", "attestation", "proof_point"}
    | {"money_entry", "valuation"}
)
"""Rows that are made in one go: what follows is a change of its own, however soon."""
_ONE_GESTURE = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One changed field; "" where there was or is nothing.

    Attributes:
        number: of the entry in the log, where what it changed may be put back; on the entry's first line only.
        why: the reason that was given, where what changed does not say it, else what the person did.
        is_of_a_metric: whether locked plans may hold what changed, so that putting it back amends them.
    """

    number: int | None
    at: datetime
    who: str
    what: str
    before: str
    after: str
    why: str
    is_of_a_metric: bool = False


def lines(session: Session, slug: str) -> tuple[Line, ...]:
    """Return one line per changed field, newest first."""
    entries = log.of_use_case(session, slug)
    names = log_names.names(session, entries)
    made = {_row(entry): entry for entry in entries if entry.before is None}
    whose = {key: log_words.subject(entry, names) for key, entry in made.items()}
    recorded = next((entry for entry in made.values() if entry.table == "use_case"), None)
    said = {entry.id: tuple(log_words.changes(entry, whose.get(_row(entry)), names)) for entry in entries}
    told = {_gesture(entry) for entry in entries if entry.reason and not log_words.reason(entry.reason, said[entry.id])}
    found = []
    for entry in entries:
        if _belongs_to_creation(entry, made.get(_row(entry))):
            continue
        is_first = entry.before is None and _came_with(entry, recorded)
        number = entry.id if earlier_values.is_restorable(entry) and not is_first else None
        why = "" if _gesture(entry) in told else entry.reason
        for what, before, after in said[entry.id]:
            is_of_a_metric = entry.table == "use_case_metric"
            did = Action(entry.action).label.capitalize()
            found.append(Line(number, entry.at, entry.who, what, before, after, why or did, is_of_a_metric))
            number = None
    return tuple(found)


def of_use_case(session: Session, slug: str) -> pd.DataFrame:
    """Return the same lines as a table with ``COLUMNS``."""
    rows = [(each.at, each.who, each.what, each.before, each.after, each.why) for each in lines(session, slug)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(entry: LogEntry) -> tuple[str, str]:
    return entry.table, entry.key


def _gesture(entry: LogEntry) -> tuple[str, str, str]:
    """Return what entries share that one gesture made for one reason."""
    return entry.who, entry.action, entry.reason


def _belongs_to_creation(entry: LogEntry, made: LogEntry | None) -> bool:
    """Say whether an entry only fills a row that the same gesture had just made."""
    if made is None or entry is made or entry.after is None or entry.table in _WRITTEN_WHOLE:
        return False
    return entry.action == made.action and entry.who == made.who and entry.at - made.at < _ONE_GESTURE


def _came_with(entry: LogEntry, recorded: LogEntry | None) -> bool:
    """Say whether a row was there from the first: stored by the same import as the use case, or within a second."""
    if recorded is None or (entry.action, entry.who, entry.reason) != (recorded.action, recorded.who, recorded.reason):
        return False
    return entry.action == Action.TRACKER_IMPORT or entry.at - recorded.at < _ONE_GESTURE
