"""Which log entries about amounts may be why a cost or a modelled benefit of a closed quarter reads otherwise."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cxdash.domain.money_entries import CostKind, Side
from cxdash.domain.periods import Grain, Period
from cxdash.store.log import LogEntry


def may_count(entry: LogEntry, side: Side, period: Period) -> bool:
    """Say whether an entry is about an amount of one side that counts in a quarter, or may.

    What is paid once counts from its period on, everything else in its period. An edit names what it changed alone, so
    that one of which side and period are not named may be about any.
    """
    if entry.table != "money_entry":
        return False
    said = _said(entry)
    if said.get("side", side.value) != side.value:
        return False
    if not {"starts", "grain"} <= said.keys():
        return True
    its = Period(date.fromisoformat(said["starts"]), Grain(said["grain"]))
    is_over = its.ends_before <= period.starts and said.get("kind") != CostKind.ONE_OFF.value
    return its.starts < period.ends_before and not is_over


def brought_by(entry: LogEntry) -> int | None:
    """Return the import that had brought an amount that was removed; None of what is there or came by hand."""
    return _said(entry).get("import_id") if entry.table == "money_entry" and entry.after is None else None


def _said(entry: LogEntry) -> Mapping[str, Any]:
    return entry.after or entry.before or {}
