"""Log entries about proof points in plain words: written, sent for approval, renewed, checked, used and repeated."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from cxdash.domain.merging import in_words
from cxdash.domain.proof_drift import Later
from cxdash.domain.proof_points import Story
from cxdash.reports.gate_log_words import Change, day, with_reason
from cxdash.reports.log_names import Names
from cxdash.store.log import LogEntry

TABLES = frozenset({"proof_point", "proof_use", "repeat"})
_DAYS = frozenset({"expires_on", "client_permission_on"})


def subject(entry: LogEntry, names: Names) -> str:
    """Name the proof point that an entry is about."""
    said: Mapping[str, Any] = entry.after or entry.before or {}
    if entry.table == "proof_point":
        headline = said.get("headline") or names.get(("proof_point_id", int(entry.key)), "of a pilot")
        return f"Proof point “{headline}”"
    headline = names.get(("proof_point_id", said.get("proof_point_id", 0)), "a proof point")
    return f"{'Use' if entry.table == 'proof_use' else 'Repeat'} of “{headline}”"


def changes(entry: LogEntry, name: str, names: Names) -> Iterator[Change]:
    """Yield what a row about a proof point says now."""
    before, after = entry.before, entry.after or {}
    match entry.table:
        case "proof_use":
            yield name, "", with_reason(f"on {day(after['used_on'])}, {after['place']}", after.get("note"))
        case "repeat":
            yield name, "", f"planned as {names.get(('pilot_id', after['pilot_id']), 'a pilot')}"
        case _ if before is None:
            yield name, "", "begun"
        case _:
            yield from _edited(name, before, after)


def _edited(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    if after.get("retired_on"):
        yield name, "", with_reason(f"retired on {day(after['retired_on'])}", after.get("retired_why"))
    if after.get("asked_on"):
        yield name, "", f"approval asked for on {day(after['asked_on'])}"
    if "evidence" in after:
        yield f"{name}: evidence", before["evidence"].get("change", ""), after["evidence"].get("change", "")
    if "later" in after:
        was, became = (Later.from_json(side["later"]).holding.value for side in (before, after))
        if was != became:
            yield f"{name}: later figures", was, became
    for each in fields(Story):
        if each.name in after:
            what = each.name.removesuffix("_on").replace("_", " ")
            was, became = (_value(each.name, side.get(each.name)) for side in (before, after))
            yield f"{name}: {what}", was, became


def _value(field: str, value: object) -> str:
    if value in (None, ""):
        return ""
    return day(str(value)) if field in _DAYS else in_words(value)
