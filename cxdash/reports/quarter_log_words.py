"""Log entries about quarters in plain words: their closing, why figures read otherwise since, and who gets digests."""

from collections.abc import Iterator, Mapping
from typing import Any

from cxdash.domain.closing import SUMS
from cxdash.reports.gate_log_words import Change, day, with_reason
from cxdash.reports.log_names import Names
from cxdash.store.log import LogEntry

TABLES = frozenset({"quarter_close", "restatement_reason", "subscription"})


def subject(entry: LogEntry, names: Names) -> str:
    """Name the quarter, figure or digest that an entry is about."""
    said: Mapping[str, Any] = entry.after or entry.before or {}
    first, _, rest = entry.key.partition("/")
    match entry.table:
        case "quarter_close":
            words = f"Close of {names.quarter(said.get('quarter'))}"
        case "restatement_reason":
            quarter = names.quarter(names.get(("close_id", int(first)), ""))
            words = f"Why {SUMS.get(rest, f'the figure “{rest}”')} of {quarter} was restated"
        case _:
            words = f"{rest.capitalize()} digest for {names.person(int(first))}"
    return words


def changes(entry: LogEntry, name: str, _: Names) -> Iterator[Change]:
    """Yield what a row about quarters that is there says now."""
    before, after = entry.before, entry.after or {}
    match entry.table:
        case "quarter_close":
            seal = str(after.get("digest", ""))[:12]
            said = f"closed on {day(after['closed_on'])} as it stood, under the seal {seal}"
            yield name, "", with_reason(said, after.get("note"))
        case "restatement_reason" if "reason" in after:
            yield name, (before or {}).get("reason", ""), after["reason"]
        case "subscription":
            yield from _subscription(name, before, after)


def _subscription(name: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> Iterator[Change]:
    if before is None:
        yield name, "", "subscribed"
    elif after.get("ended_on"):
        yield name, "", "ended"
    elif "ended_on" in after:
        yield name, "", "subscribed again"
    elif after.get("last_sent_on"):
        yield name, "", f"sent on {day(after['last_sent_on'])}"
