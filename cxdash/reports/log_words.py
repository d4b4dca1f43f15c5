"""One entry of the log in plain words: which thing, which of its fields, from what, to what."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from cxdash.domain.actions import OF_THE_SAMPLE
from cxdash.domain.merging import in_words
from cxdash.domain.ownership import Function
from cxdash.domain.plans import days_between
from cxdash.domain.readiness import Dimension
from cxdash.domain.responsibilities import Activity
from cxdash.domain.responsibilities import Part as ResponsiblePart
from cxdash.domain.sign_offs import About
from cxdash.reports import (
    commitment_log_words,
    council_log_words,
    gate_log_words,
    money_entry_log_words,
    money_log_words,
    proof_log_words,
    quarter_log_words,
    workshop_log_words,
)
from cxdash.reports.gate_log_words import Change
from cxdash.reports.log_names import Names
from cxdash.store.log import LogEntry

_SILENT = frozenset(
    {"id", "slug", "version", "created_at", "use_case_id", "function", "metric_id", "dimension", "joined_into_id"}
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(T.*)?")
_LINKED = {"use_case_step": "step_id", "use_case_module": "module_id", "use_case_friction": "friction_id"}
_LINK_WORDS = {"use_case_step": "Journey step", "use_case_module": "Module", "use_case_friction": "Friction point"}
_DECLARED = {"occasion": ("Out of the ordinary", "note"), "exclusion": ("Left out", "reason")}
_KINDS = {
    "metric": "Metric",
    "metric_version": "Definition of a metric",
    "module": "Module",
    "journey": "Journey",
    "journey_step": "Journey step",
    "friction_point": "Friction point",
    "person": "Person",
    "site": "Site",
    "segment": "Segment",
    "organisation": "Organisation",
    "saved_view": "Saved view",
    "plan_version": "Measurement plan of a pilot",
    "tracker_import": "Import of",
    "register": "Register",
    "remembered_mapping": "Answers kept for a tracker's layout",
    "subject": "Figures of a use case or pilot",
    "mention": "Comment that names",
}
"""What rows are called that belong to no use case, or are named otherwise."""
_GONE = {"due": "no day to be closed by"}
"""What is said of fields that were emptied, where “no” and the field's name is no English."""
_NAMED_BY = {"mention": "person_id"}
"""What names rows that have no name of their own."""
_TOLD_BY = {
    table: words
    for words in (
        gate_log_words,
        council_log_words,
        quarter_log_words,
        commitment_log_words,
        proof_log_words,
        money_log_words,
        money_entry_log_words,
        workshop_log_words,
    )
    for table in words.TABLES
}
_MOVED = ("use_case", "stage")
"""The row of the move says it."""
_PEOPLE = frozenset({"owner_id", "comparison_waiver_id", "confirmed_by", "undone_by", "person_id"})
_WORDS = {
    "person_id": "owner",
    "run_cost_year": "run cost a year",
    "one_off_cost": "one-off cost",
    "usage_cost": "usage cost per case",
}
"""What fields are called, where their own name does not say it."""


def reason(entry_reason: str, said: Collection[Change]) -> str:
    """Return why something changed, where what changed does not say it already; "" where the reason says nothing."""
    told = any(entry_reason in after for _, _, after in said)
    return "" if told or entry_reason == OF_THE_SAMPLE else entry_reason


def changes(entry: LogEntry, known_as: str | None, names: Names) -> Iterator[Change]:
    """Yield what changed, from what, to what; ``known_as`` names the row where its first entry is at hand."""
    name = known_as or subject(entry, names)
    if entry.table in _TOLD_BY:
        told = () if entry.after is None else tuple(_TOLD_BY[entry.table].changes(entry, name, names))
        yield from told or _fields(entry, name, names)
    else:
        yield from _changes(entry, name, names)


def _changes(entry: LogEntry, name: str, names: Names) -> Iterator[Change]:
    match entry.table:
        case "ownership":
            yield name, *_sides("person_id", entry, names)
        case "use_case_module" if entry.before is not None and entry.after is not None:
            module = names.get(("module_id", int(entry.key.rpartition("/")[2])), "a module")
            yield f"Part in {module}", *_sides("part", entry, names)
        case "use_case_step" | "use_case_module" | "use_case_friction":
            yield name, *_sides(_LINKED[entry.table], entry, names)
        case "comment" | "mention":
            yield name, "", _talk(entry, names)
        case "occasion" | "exclusion":
            yield name, _days(entry.before), _days(entry.after)
        case "readiness":
            yield _judgement(entry, name, names)
        case "sign_off":
            given = "approved" if (entry.after or entry.before or {}).get("proof_point_id") else "signed"
            yield name, "", given if entry.before is None else "taken back"
        case "responsibility":
            yield name, _part(entry.before), _part(entry.after)
        case "stage_move":
            said = entry.after or entry.before
            yield "Stage", _value("from_stage", entry, said, names), _value("to_stage", entry, said, names)
        case _:
            yield from _fields(entry, name, names)


def _fields(entry: LogEntry, name: str, names: Names) -> Iterator[Change]:
    if entry.before is None:
        said = gate_log_words.imported(entry.after or {}) if entry.table == "tracker_import" else "added"
        yield name, "", said if entry.table != "use_case" else "recorded"
        return
    if entry.after is None:
        yield name, "there", "removed"
        return
    for field in entry.after:
        if field == "archived_at":
            what = "Archived" if entry.table == "use_case" else f"{name}: archived"
            yield what, *(("no", "yes") if entry.after[field] else ("yes", "no"))
        elif field not in _SILENT and (entry.table, field) != _MOVED and not isinstance(entry.after[field], dict):
            words = _word(field)
            what = words[:1].upper() + words[1:] if entry.table == "use_case" else f"{name}: {words}"
            yield what, *_sides(field, entry, names)


def _talk(entry: LogEntry, names: Names) -> str:
    if entry.table == "mention":
        return "told" if entry.before is None else "has seen it"
    if entry.before is not None:
        return "withdrawn"
    text = names.comments.get(_number(entry.key))
    return "added, withdrawn since" if text is None else f"“{text}”"


def _judgement(entry: LogEntry, name: str, names: Names) -> Change:
    """Return one edit of readiness as one change, however many of its fields it touched."""
    before, after = (
        {field: _value(field, entry, side, names) for field in side or {} if field not in _SILENT}
        for side in (entry.before, entry.after)
    )
    said = [field for field in {**before, **after} if before.get(field) or after.get(field)]
    if len(said) == 1 and entry.after is not None:
        return f"{name}: {_word(said[0])}", before.get(said[0], ""), after.get(said[0], "")
    had = "; ".join(_named(field, before[field]) for field in said if before.get(field))
    has = "; ".join(
        _named(field, after[field]) if after[field] else _GONE.get(field, f"no {_word(field)}")
        for field in said
        if field in after
    )
    return name, had, has


def _named(field: str, value: str) -> str:
    return f"{_word(field)} “{value}”" if field == "evidence" else f"{_word(field)} {value}"


def _word(field: str) -> str:
    return _WORDS.get(field, field.removesuffix("_id").replace("_", " "))


def subject(entry: LogEntry, names: Names) -> str:
    """Name the row an entry is about."""
    said: Mapping[str, Any] = entry.after or entry.before or {}
    last = entry.key.rpartition("/")[2]
    match entry.table:
        case "ownership":
            words = Function(last).label
        case "readiness":
            words = f"{Dimension(last).label} readiness"
        case "sign_off":
            what = "Approval of a proof point" if said.get("about") == About.PROOF else "Signature"
            words = f"{what} for {said.get('function', '')}"
        case "responsibility":
            activity = Activity(entry.key.split("/")[1]).label
            words = f"{activity}: {names.person(_number(last))}"
        case "use_case_metric":
            use = names.uses.get(_number(entry.key))
            words = names.get(("metric_id", said.get("metric_id", 0)), use.metric.name if use else "Metric")
        case "occasion" | "exclusion":
            kind, field = _DECLARED[entry.table]
            words = f"{kind}: {said[field]}"
        case "pilot" | "approach":
            name = said.get("name") or names.get((f"{entry.table}_id", _number(last)), "")
            words = f"{entry.table.capitalize()} {name}".strip()
        case table if table in _TOLD_BY:
            words = _TOLD_BY[table].subject(entry, names)
        case table if table in _KINDS:
            name = (
                said.get("name")
                or said.get("file")
                or names.get((_NAMED_BY.get(table, f"{table}_id"), _number(last)), "")
            )
            words = f"{_KINDS[table]} {name}".strip()
        case _:
            words = _LINK_WORDS.get(entry.table, "Comment" if entry.table == "comment" else "Use case")
    return words


def _number(key: str) -> int:
    return int(key) if key.isdecimal() else 0


def _part(row: Mapping[str, Any] | None) -> str:
    return "" if row is None else ResponsiblePart(row["part"]).label.lower()


def _days(stretch: Mapping[str, Any] | None) -> str:
    if stretch is None:
        return ""
    return days_between(*(date.fromisoformat(stretch[name]) for name in ("starts", "ends_before")))


def _sides(field: str, entry: LogEntry, names: Names) -> tuple[str, str]:
    return _value(field, entry, entry.before, names), _value(field, entry, entry.after, names)


def _value(field: str, entry: LogEntry, side: Mapping[str, Any] | None, names: Names) -> str:
    value = (side or {}).get(field)
    if value is None or value == "":
        return ""
    if isinstance(value, int) and (field in _PEOPLE or field.endswith("_by_id")):
        return names.person(value)
    if field.endswith("_id") and isinstance(value, int):
        return names.get((field, value), str(value))
    if isinstance(value, list):
        return ", ".join(str(each).replace("_", " ") for each in value)
    if isinstance(value, str) and _DAY.fullmatch(value):
        value = date.fromisoformat(value[:10])
    elif isinstance(value, int | float) and not isinstance(value, bool):
        value = names.sized(field, value, entry) or value
    return in_words(value)
