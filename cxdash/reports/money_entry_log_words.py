"""Log entries about costs and modelled benefits in plain words: what was planned, spent or expected, and corrected."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from cxdash.domain.money_entries import Basis, Side, kind_label, kind_of
from cxdash.domain.period_words import period_label
from cxdash.domain.periods import Grain, Period
from cxdash.reports.gate_log_words import Change, day
from cxdash.reports.log_names import Names
from cxdash.store.log import LogEntry

TABLES = frozenset({"money_entry"})
_PLACE = ("side", "kind", "basis", "line", "grain", "starts")
_OWN = {"amount": "amount", "note": "note", "line": "line", "basis": "basis", "kind": "kind", "pilot_id": "pilot"}
_Row = Mapping[str, Any]


def subject(entry: LogEntry, names: Names) -> str:  # noqa: ARG001 - as every table's words are asked
    """Name an amount: ``Actual run cost “Licences”, Jul 2026``; an edit names its line alone."""
    said: _Row = entry.before or entry.after or {}
    if set(_PLACE) <= said.keys():
        return _in_full(said)
    return f"Cost or benefit “{said['line']}”" if said.get("line") else "Cost or benefit"


def changes(entry: LogEntry, name: str, names: Names) -> Iterator[Change]:
    """Yield what an amount that is there says now."""
    before, after = entry.before, entry.after or {}
    if before is None:
        of = names.get(("pilot_id", after["pilot_id"]), "") if after.get("pilot_id") else ""
        yield name, "", f"{names.money(after['amount'])}{f', {of}' if of else ''}"
        return
    for field, words in _OWN.items():
        if field in after:
            yield f"{name}: {words}", _value(field, before[field], names), _value(field, after[field], names)
    if "starts" in after or "grain" in after:
        yield f"{name}: period", _period(before), _period(after)


def _in_full(said: _Row) -> str:
    side = Side(said["side"])
    kind = kind_of(side, said["kind"])
    what = kind_label(kind).lower() if kind is not None else ""
    noun = "cost" if side is Side.COST else "benefit" if kind is None else ""
    line = f" “{said['line']}”" if said["line"] else ""
    words = " ".join(filter(None, (Basis(said["basis"]).label, what, noun)))
    return f"{words}{line}, {_period(said)}"


def _period(said: _Row) -> str:
    """Write a row's period, or the part of it that an edit changed: its first day, or how long it is."""
    starts, grain = said.get("starts"), said.get("grain")
    if starts and grain:
        return period_label(Period(date.fromisoformat(starts), Grain(grain)))
    return f"from {day(starts)}" if starts else str(grain)


def _value(field: str, value: object, names: Names) -> str:
    if field == "amount" and isinstance(value, int | float):
        return names.money(value)
    if field == "pilot_id":
        return names.get(("pilot_id", value), "a pilot") if isinstance(value, int) else "the use case as a whole"
    return str(value or "").replace("_", "-")
