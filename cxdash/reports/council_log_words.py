"""Log entries about the council in plain words: its meetings, who was there, topics and actions."""

from collections.abc import Iterator, Mapping
from typing import Any

from cxdash.reports.gate_log_words import Change, day, with_reason
from cxdash.reports.log_names import Names
from cxdash.store.log import LogEntry

TABLES = frozenset({"council_meeting", "council_presence", "council_topic", "council_action"})


def subject(entry: LogEntry, names: Names) -> str:
    """Name the meeting, topic or action that an entry is about."""
    said: Mapping[str, Any] = entry.after or entry.before or {}
    first = int(entry.key.partition("/")[0])
    match entry.table:
        case "council_action":
            words = f"Action “{said.get('text') or names.get(('action_id', first), 'of the council')}”"
        case "council_topic":
            words = f"Topic “{said.get('title') or names.get(('topic_id', first), 'of a meeting')}”"
        case "council_presence":
            meeting = names.get(("meeting_id", first), "a meeting of the council")
            words = f"{names.person(int(entry.key.rpartition('/')[2]))} at {meeting}"
        case _:
            words = f"Meeting {said.get('name') or names.get(('meeting_id', first), 'of the council')}"
    return words


def changes(entry: LogEntry, name: str, names: Names) -> Iterator[Change]:
    """Yield what a row about the council that is there says now; nothing where its fields speak for themselves."""
    before, after = entry.before, entry.after or {}
    match entry.table:
        case "council_presence":
            yield name, "", "present"
        case "council_meeting":
            yield from _meeting(name, before, after)
        case "council_topic" if before is None:
            yield name, "", "put on the agenda"
        case "council_topic" if after.get("archived_at"):
            yield name, "", "taken off the agenda"
        case "council_action":
            yield from _action(name, before, after, names)


def _meeting(name: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> Iterator[Change]:
    if before is None:
        yield name, "", f"planned for {day(after['held_on'])}"
    elif after.get("closed_on"):
        yield name, "", f"minutes agreed on {day(after['closed_on'])}"


def _action(name: str, before: Mapping[str, Any] | None, after: Mapping[str, Any], names: Names) -> Iterator[Change]:
    if before is None:
        yield name, "", f"asked of {names.person(after['person_id'])} by {day(after['due'])}"
    elif after.get("done_on"):
        yield name, "", with_reason(f"done on {day(after['done_on'])}", after.get("outcome"))
    elif after.get("dropped_on"):
        yield name, "", with_reason(f"given up on {day(after['dropped_on'])}", after.get("outcome"))
