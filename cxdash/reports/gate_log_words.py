"""Log entries about gates in plain words: reviews, votes, conditions, waivers, money and the policy."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from cxdash.domain.figures import count
from cxdash.domain.gate_policy import START
from cxdash.domain.gate_reviews import Decision
from cxdash.domain.gates import sentences
from cxdash.reports.log_names import Names
from cxdash.store.log import LogEntry

Change = tuple[str, str, str]
TABLES = frozenset({"gate_review", "gate_vote", "gate_condition", "gate_waiver", "attestation", "gate_policy"})


def subject(entry: LogEntry, names: Names) -> str:
    """Name the review, waiver and so on that an entry is about."""
    said: Mapping[str, Any] = entry.after or entry.before or {}
    first = int(entry.key.partition("/")[0])
    match entry.table:
        case "gate_review":
            words = f"Review of the gate to {said.get('to_stage') or names.get(('review_id', first), 'the next stage')}"
        case "gate_vote":
            gate = names.get(("review_id", first), "the next stage")
            words = f"Vote of {entry.key.rpartition('/')[2]} at the gate to {gate}"
        case "gate_condition":
            words = f"Condition “{said.get('text') or names.get(('condition_id', first), 'that is no more')}”"
        case "gate_waiver":
            code = str(said.get("criterion") or names.get(("waiver_id", first), ""))
            words = f"Waiver of “{sentences(START).get(code, 'a criterion').rstrip('.')}”"
        case "attestation":
            words = "Money attested"
        case _:
            words = f"Gate policy, version {entry.key}"
    return words


def changes(entry: LogEntry, name: str, names: Names) -> Iterator[Change]:
    """Yield what a row about gates that is there says now; nothing where its fields speak for themselves."""
    before, after = entry.before, entry.after or {}
    match entry.table:
        case "gate_review":
            yield from _review(name, before, after, names)
        case "gate_vote":
            yield name, (before or {}).get("vote", ""), with_reason(after.get("vote", ""), after.get("reason"))
        case "gate_condition" if before is None:
            yield name, "", f"asked of {names.person(after['owner_id'])} by {day(after['due'])}"
        case "gate_condition" if after.get("met_on"):
            yield name, "", with_reason(f"met on {day(after['met_on'])}", after.get("evidence"))
        case "gate_waiver":
            yield from _waiver(name, before, after)
        case "attestation":
            yield name, "", "taken back" if before is not None else _worth(after, names)
        case "gate_policy":
            yield name, "", "in force"


def _review(name: str, before: Mapping[str, Any] | None, after: Mapping[str, Any], names: Names) -> Iterator[Change]:
    if before is None:
        yield name, "", with_reason("asked for", after.get("note"))
        return
    if after.get("decision"):
        words = Decision(after["decision"]).label.lower()
        waits = " (waits for a second person)" if not after.get("effective_on") else ""
        yield name, "", with_reason(f"decided: {words}{waits}", after.get("rationale"))
    elif after.get("effective_on"):
        second = names.get(("person_id", after.get("seconded_by_id") or 0), "")
        yield name, "", f"in effect, {second} stands by it too" if second else "in effect"
    elif before.get("decision") and "decision" in after:
        yield name, Decision(before["decision"]).label.lower(), "decision taken back"
    if after.get("withdrawn_on"):
        yield name, "", "withdrawn"
    if "digest" in after:
        yield name, "", "evidence frozen anew, votes are asked for again"
    if "meeting_id" in after:
        was, now = (names.get(("meeting_id", side.get("meeting_id") or 0), "") for side in (before, after))
        yield f"{name}: meeting", was, now


def _waiver(name: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> Iterator[Change]:
    if before is None:
        yield name, "", with_reason(f"asked for until {day(after['expires_on'])}", after.get("reason"))
    elif after.get("ended_on"):
        yield name, "", with_reason("ended", after.get("ended_why"))
    elif after.get("approved_on"):
        yield name, "", "approved"


def _worth(money: Mapping[str, Any], names: Names) -> str:
    low, likely, high = (names.money(money[each]) for each in ("low", "likely", "high"))
    return f"{likely} a year, {low} to {high}"


def imported(row: Mapping[str, Any]) -> str:
    """Say what an import brought: ``12 new, 3 changed figures``."""
    return f"{row.get('new', 0)} new, {count(int(row.get('changed') or 0), 'changed figure')}"


def with_reason(words: str, why: object) -> str:
    """Say what was done, and after a colon why, or what came of it."""
    return f"{words}: {why}" if why else words


def day(stored: object) -> str:
    """Write a day that the log keeps as text."""
    return f"{date.fromisoformat(str(stored)[:10]):%-d %b %Y}"
