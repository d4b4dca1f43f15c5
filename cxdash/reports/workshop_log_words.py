"""Log entries about workshops in plain words: opened, led, moved on, timed and closed."""

from collections.abc import Iterator, Mapping
from typing import Any

from cxdash.domain.workshops.phases import Phase
from cxdash.reports.gate_log_words import Change
from cxdash.reports.log_names import Names
from cxdash.store.log import LogEntry

TABLES = frozenset({"workshop"})


def subject(entry: LogEntry, names: Names) -> str:
    """Name the workshop that an entry is about."""
    said: Mapping[str, Any] = entry.after or entry.before or {}
    title = said.get("title") or names.get(("workshop_id", int(entry.key)), "")
    return f"Workshop “{title}”" if title else "Workshop"


def changes(entry: LogEntry, name: str, names: Names) -> Iterator[Change]:
    """Yield what a workshop that is there says now."""
    before, after = entry.before, entry.after or {}
    if before is None:
        yield name, "", f"opened, led by {names.person(after['leader_id'])}"
        return
    if "phase" in after:
        yield f"{name}: phase", Phase(before["phase"]).label, Phase(after["phase"]).label
    if "leader_id" in after:
        yield f"{name}: led by", names.person(before["leader_id"]), names.person(after["leader_id"])
    if after.get("closed_at"):
        yield name, "open", "closed"
    elif "summoned_id" in after:
        yield name, "", "everybody called to a card" if after["summoned_id"] else "everybody let go"
    elif "phase" not in after and _TIMED & set(after):
        yield f"{name}: timer", "", _timer(after)


_TIMED = frozenset({"timer_seconds", "timer_ends_at", "timer_left"})


def _timer(after: Mapping[str, Any]) -> str:
    if after.get("timer_seconds") == 0:
        return "stopped"
    return "held" if after.get("timer_left") is not None else "running"
