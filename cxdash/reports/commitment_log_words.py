"""Log entries about commitments in plain words: made, reworded, given to somebody else, kept or missed."""

from collections.abc import Iterator, Mapping
from typing import Any

from cxdash.reports.gate_log_words import Change, with_reason
from cxdash.reports.log_names import Names
from cxdash.store.log import LogEntry

TABLES = frozenset({"commitment"})


def subject(entry: LogEntry, names: Names) -> str:
    """Name the commitment that an entry is about."""
    said: Mapping[str, Any] = entry.after or entry.before or {}
    text = said.get("text") or names.get(("commitment_id", int(entry.key)), "for a quarter")
    return f"Commitment “{text}”"


def changes(entry: LogEntry, name: str, names: Names) -> Iterator[Change]:
    """Yield what a commitment that is there says now."""
    before, after = entry.before, entry.after or {}
    if before is None:
        yield name, "", f"made for {names.quarter(after['quarter'])}, {names.person(after['owner_id'])} answers for it"
        return
    if "text" in after:
        yield "Commitment", before.get("text", ""), after["text"]
    if "owner_id" in after:
        yield f"{name}: owner", names.person(before.get("owner_id")), names.person(after["owner_id"])
    if "outcome" in after or "outcome_note" in after:
        outcome = after.get("outcome") or before.get("outcome") or "judged"
        yield name, before.get("outcome", ""), with_reason(outcome, after.get("outcome_note"))
