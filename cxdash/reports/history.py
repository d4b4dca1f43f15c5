"""The log of a use case in plain words: who, when, what, before, after, why."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.actions import Action
from cxdash.domain.merging import in_words
from cxdash.domain.ownership import Function
from cxdash.domain.plans import days_between
from cxdash.domain.readiness import Dimension
from cxdash.domain.responsibilities import Activity
from cxdash.domain.responsibilities import Part as ResponsiblePart
from cxdash.domain.sign_offs import About
from cxdash.store import earlier_values, log
from cxdash.store.log import LogEntry

COLUMNS = ("When", "Who", "What", "Before", "After", "Why")
_SILENT = frozenset(
    {"id", "slug", "version", "created_at", "use_case_id", "function", "metric_id", "dimension", "joined_into_id"}
)
_WRITTEN_WHOLE = frozenset({"comment", "readiness", "sign_off"})
"""Rows that are made in one go: what follows is a change of its own, however soon."""
_ONE_GESTURE = timedelta(seconds=1)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(T.*)?")
_LINKED = {"use_case_step": "step_id", "use_case_module": "module_id", "use_case_friction": "friction_id"}
_LINK_WORDS = {"use_case_step": "Journey step", "use_case_module": "Module", "use_case_friction": "Friction point"}
_DECLARED = {"occasion": ("Out of the ordinary", "note"), "exclusion": ("Left out", "reason")}
_Names = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One changed field; "" where there was or is nothing.

    Attributes:
        number: of the entry in the log, where what it changed may be put back; on the entry's first line only.
        why: the reason that was given, else what the person did.
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
    names = log.names(session)
    entries = log.of_use_case(session, slug)
    made = {(entry.table, entry.key): entry for entry in entries if entry.before is None}
    whose = {key: _subject(entry, names) for key, entry in made.items()}
    recorded = next((entry for entry in made.values() if entry.table == "use_case"), None)
    found = []
    for entry in entries:
        if _belongs_to_creation(entry, made.get((entry.table, entry.key))):
            continue
        is_first = entry.before is None and _came_with(entry, recorded)
        number = entry.id if earlier_values.is_restorable(entry) and not is_first else None
        why = entry.reason or Action(entry.action).label.capitalize()
        for what, before, after in _changes(entry, whose.get((entry.table, entry.key)), names):
            is_of_a_metric = entry.table == "use_case_metric"
            found.append(Line(number, entry.at, entry.who, what, before, after, why, is_of_a_metric))
            number = None
    return tuple(found)


def of_use_case(session: Session, slug: str) -> pd.DataFrame:
    """Return the same lines as a table with ``COLUMNS``."""
    rows = [(each.at, each.who, each.what, each.before, each.after, each.why) for each in lines(session, slug)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


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


def _changes(entry: LogEntry, subject: str | None, names: _Names) -> Iterator[tuple[str, str, str]]:
    """Yield what changed, from what, to what."""
    name = subject or _subject(entry, names)
    match entry.table:
        case "ownership":
            yield name, _value("person_id", entry.before, names), _value("person_id", entry.after, names)
        case "use_case_module" if entry.before is not None and entry.after is not None:
            module = names.get(("module_id", int(entry.key.rpartition("/")[2])), "a module")
            yield f"Part in {module}", _value("part", entry.before, names), _value("part", entry.after, names)
        case "use_case_step" | "use_case_module" | "use_case_friction":
            field = _LINKED[entry.table]
            yield name, _value(field, entry.before, names), _value(field, entry.after, names)
        case "comment":
            yield "Comment", "", "withdrawn" if entry.before is not None else "added"
        case "occasion" | "exclusion":
            yield name, _days(entry.before), _days(entry.after)
        case "readiness":
            yield _judgement(entry, name, names)
        case "sign_off":
            yield name, "", "signed" if entry.before is None else "taken back"
        case "responsibility":
            yield name, _part(entry.before), _part(entry.after)
        case "stage_move":
            yield "Stage", _value("from_stage", entry.after, names), _value("to_stage", entry.after, names)
        case _:
            yield from _fields(entry, name, names)


def _fields(entry: LogEntry, name: str, names: _Names) -> Iterator[tuple[str, str, str]]:
    if entry.before is None:
        yield name, "", "added" if entry.table != "use_case" else "recorded"
        return
    if entry.after is None:
        yield name, "there", "removed"
        return
    for field in entry.after:
        if field == "archived_at":
            what = "Archived" if entry.table == "use_case" else f"{name}: archived"
            yield what, *(("no", "yes") if entry.after[field] else ("yes", "no"))
        elif field not in _SILENT:
            words = _word(field)
            what = words.capitalize() if entry.table == "use_case" else f"{name}: {words}"
            yield what, _value(field, entry.before, names), _value(field, entry.after, names)


def _judgement(entry: LogEntry, name: str, names: _Names) -> tuple[str, str, str]:
    """Return one edit of readiness as one change, however many of its fields it touched."""
    before, after = (
        {field: _value(field, side, names) for field in side or {} if field not in _SILENT}
        for side in (entry.before, entry.after)
    )
    said = [field for field in {**before, **after} if before.get(field) or after.get(field)]
    if len(said) == 1 and entry.after is not None:
        return f"{name}: {_word(said[0])}", before.get(said[0], ""), after.get(said[0], "")
    before_words, after_words = (
        "; ".join(_named(field, side[field]) for field in said if field in side) for side in (before, after)
    )
    return name, before_words, after_words


def _named(field: str, value: str) -> str:
    return f"{_word(field)} “{value}”" if field == "evidence" and value else f"{_word(field)} {value or '–'}"


def _word(field: str) -> str:
    return field.removesuffix("_id").replace("_", " ")


def _subject(entry: LogEntry, names: _Names) -> str:
    """Name the row an entry is about."""
    said: Mapping[str, Any] = entry.after or entry.before or {}
    last = entry.key.rpartition("/")[2]
    match entry.table:
        case "ownership":
            words = Function(last).label
        case "readiness":
            words = f"{Dimension(last).label} readiness"
        case "sign_off":
            what = "Approval of a proof" if said.get("about") == About.PROOF else "Signature"
            words = f"{what} for {said.get('function', '')}"
        case "responsibility":
            activity = Activity(entry.key.split("/")[1]).label
            words = f"{activity}: {names.get(('person_id', int(last)), 'somebody')}"
        case "use_case_metric":
            words = names.get(("metric_id", said.get("metric_id", 0)), "Metric")
        case "occasion" | "exclusion":
            kind, field = _DECLARED[entry.table]
            words = f"{kind}: {said[field]}"
        case "pilot" | "approach":
            words = f"{entry.table.capitalize()} {said.get('name', '')}".strip()
        case _:
            words = _LINK_WORDS.get(entry.table, "Use case")
    return words


def _part(row: Mapping[str, Any] | None) -> str:
    return "" if row is None else ResponsiblePart(row["part"]).label.lower()


def _days(stretch: Mapping[str, Any] | None) -> str:
    if stretch is None:
        return ""
    return days_between(*(date.fromisoformat(stretch[name]) for name in ("starts", "ends_before")))


def _value(field: str, values: Mapping[str, Any] | None, names: _Names) -> str:
    value = (values or {}).get(field)
    if value is None or value == "":
        return ""
    if field.endswith("_id") and isinstance(value, int):
        return names.get((field, value), str(value))
    if isinstance(value, str) and _DAY.fullmatch(value):
        return in_words(date.fromisoformat(value[:10]))
    return in_words(value)
