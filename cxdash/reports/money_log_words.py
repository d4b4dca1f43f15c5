"""Log entries about money in plain words: its policy, budget lines, and what stands behind unit values."""

from collections.abc import Iterator, Mapping
from typing import Any

from cxdash.domain.figures import percent
from cxdash.reports.gate_log_words import Change, day
from cxdash.reports.log_names import Names
from cxdash.store.log import LogEntry

TABLES = frozenset({"money_policy", "budget_line", "valuation"})
_SHARES = {"adoption_low": "adoption at least", "adoption": "adoption", "adoption_high": "adoption at most"}
_Row = Mapping[str, Any]


def subject(entry: LogEntry, names: Names) -> str:
    """Name the version of the policy, the budget line or the metric that an entry is about."""
    said: _Row = entry.after or entry.before or {}
    match entry.table:
        case "budget_line":
            words = f"Budget line {said.get('name') or names.get(('budget_line_id', int(entry.key)), '')}".strip()
        case "valuation":
            use = names.uses.get(int(entry.key))
            words = f"Value of {use.metric.name}" if use else "Value of a metric"
        case _:
            words = f"Money policy, version {entry.key}"
    return words


def changes(entry: LogEntry, name: str, names: Names) -> Iterator[Change]:
    """Yield what a row about money that is there says now."""
    before, after = entry.before, entry.after or {}
    match entry.table:
        case "money_policy":
            yield name, "", "in force"
        case "budget_line" if before is None:
            owner = f", {names.person(after['owner_id'])} answers for it" if after.get("owner_id") else ""
            yield name, "", f"{names.money(after['annual_amount'])} a year{owner}"
        case "budget_line":
            yield from _line(name, before or {}, after, names)
        case "valuation":
            yield from _value(name, before or {}, after, names)


def _line(name: str, before: _Row, after: _Row, names: Names) -> Iterator[Change]:
    if "name" in after:
        yield f"{name}: name", before["name"], after["name"]
    if "annual_amount" in after:
        yield f"{name}: a year", names.money(before["annual_amount"]), names.money(after["annual_amount"])
    if "owner_id" in after:
        yield f"{name}: owner", _person(before["owner_id"], names), _person(after["owner_id"], names)
    if "archived" in after:
        yield f"{name}: archived", _yes(before["archived"]), _yes(after["archived"])


def _value(name: str, before: _Row, after: _Row, names: Names) -> Iterator[Change]:
    """Yield each field that says something else; of a new row those that say anything."""
    for field in after:
        was, now = before.get(field), after[field]
        if was == now or (not before and now in (None, "")):
            continue
        match field:
            case "finance_class":
                yield f"{name}: class", was or "", now or ""
            case "owner_id":
                yield f"{name}: owner", _person(was, names), _person(now, names)
            case "valued_on":
                yield f"{name}: looked at", _day(was), _day(now)
            case "budget_line_id":
                yield f"{name}: budget line", _named_line(was, names), _named_line(now, names)
            case "confirmed_by_id":
                yield f"{name}: class confirmed by", _person(was, names), _person(now, names)
            case _ if field in _SHARES:
                yield f"{name}: {_SHARES[field]}", _share(was), _share(now)


def _person(number: object, names: Names) -> str:
    return names.person(number) if number else ""


def _yes(said: object) -> str:
    return "yes" if said else "no"


def _day(stored: object) -> str:
    return day(stored) if stored else ""


def _share(stored: float | None) -> str:
    return "" if stored is None else percent(stored)


def _named_line(number: object, names: Names) -> str:
    return names.get(("budget_line_id", number), "a line") if isinstance(number, int) else ""
