"""Log entries about gates and the council in plain words: reviews, votes, conditions, waivers, money, meetings."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from cxdash.domain.figures import count
from cxdash.domain.gate_policy import START
from cxdash.domain.gate_reviews import Decision
from cxdash.domain.gates import sentences
from cxdash.store.log import LogEntry

Change = tuple[str, str, str]
Names = Mapping[tuple[str, int], str]
_GATES = frozenset({"gate_review", "gate_vote", "gate_condition", "gate_waiver", "attestation", "gate_policy"})
_COUNCIL = frozenset({"council_meeting", "council_presence", "council_topic", "council_action"})
TABLES = _GATES | _COUNCIL


def subject(entry: LogEntry, names: Names) -> str:
    """Name the review, waiver, meeting and so on that an entry is about."""
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
        case "gate_policy":
            words = f"Gate policy, version {entry.key}"
        case "council_action":
            words = f"Action “{said.get('text') or names.get(('action_id', first), 'of the council')}”"
        case "council_topic":
            words = f"Topic “{said.get('title') or names.get(('topic_id', first), 'of a meeting')}”"
        case "council_presence":
            words = f"{names.get(('person_id', int(entry.key.rpartition('/')[2])), 'Somebody')} at the meeting"
        case _:
            words = f"Meeting {said.get('name') or names.get(('meeting_id', first), 'of the council')}"
    return words


def changes(entry: LogEntry, name: str, names: Names) -> Iterator[Change]:
    """Yield what a row about gates says now; nothing where its fields speak for themselves."""
    before, after = entry.before, entry.after
    if after is None:
        yield name, "there", "removed"
        return
    match entry.table:
        case "gate_review":
            yield from _review(name, before, after, names)
        case "gate_vote":
            yield name, (before or {}).get("vote", ""), _with(after.get("vote", ""), after.get("reason"))
        case "gate_condition" if before is None:
            owner = names.get(("person_id", after["owner_id"]), "somebody")
            yield name, "", f"asked of {owner} by {_day(after['due'])}"
        case "gate_condition" if after.get("met_on"):
            yield name, "", _with(f"met on {_day(after['met_on'])}", after.get("evidence"))
        case "gate_waiver":
            yield from _waiver(name, before, after)
        case "attestation":
            yield name, "", "taken back" if before is not None else f"{after['likely']:,.0f} a year"
        case "gate_policy":
            yield name, "", "in force"
        case "council_presence":
            yield name, "", "present"


def _review(name: str, before: Mapping[str, Any] | None, after: Mapping[str, Any], names: Names) -> Iterator[Change]:
    if before is None:
        yield name, "", _with("asked for", after.get("note"))
        return
    if after.get("decision"):
        words = Decision(after["decision"]).label.lower()
        waits = " (waits for a second person)" if not after.get("effective_on") else ""
        yield name, "", _with(f"decided: {words}{waits}", after.get("rationale"))
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
        yield name, "", _with(f"asked for until {_day(after['expires_on'])}", after.get("reason"))
    elif after.get("ended_on"):
        yield name, "", _with("ended", after.get("ended_why"))
    elif after.get("approved_on"):
        yield name, "", "approved"


def imported(row: Mapping[str, Any]) -> str:
    """Say what an import brought: ``12 new, 3 changed figures``."""
    return f"{row.get('new', 0)} new, {count(int(row.get('changed') or 0), 'changed figure')}"


def _with(words: str, why: object) -> str:
    return f"{words}: {why}" if why else words


def _day(stored: object) -> str:
    return f"{date.fromisoformat(str(stored)[:10]):%-d %b %Y}"
