"""One entry of the log in plain words: which thing, which of its fields, from what, to what."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from cxdash.domain.merging import in_words
from cxdash.domain.ownership import Function
from cxdash.domain.plans import days_between
from cxdash.domain.readiness import Dimension
from cxdash.domain.responsibilities import Activity
from cxdash.domain.responsibilities import Part as ResponsiblePart
from cxdash.domain.sign_offs import About
from cxdash.reports import gate_log_words
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
    "mention": "Mention in a comment",
}
"""What rows are called that belong to no use case, or are named otherwise."""
_PEOPLE = frozenset({"owner_id", "comparison_waiver_id", "confirmed_by", "undone_by", "person_id"})
Names = Mapping[tuple[str, int], str]


def changes(entry: LogEntry, known_as: str | None, names: Names) -> Iterator[tuple[str, str, str]]:
    """Yield what changed, from what, to what; ``known_as`` names the row where its first entry is at hand."""
    name = known_as or subject(entry, names)
    if entry.table in gate_log_words.TABLES:
        yield from tuple(gate_log_words.changes(entry, name, names)) or _fields(entry, name, names)
    else:
        yield from _changes(entry, name, names)


def _changes(entry: LogEntry, name: str, names: Names) -> Iterator[tuple[str, str, str]]:
    match entry.table:
        case "ownership":
            yield name, _value("person_id", entry.before, names), _value("person_id", entry.after, names)
        case "use_case_module" if entry.before is not None and entry.after is not None:
            module = names.get(("module_id", int(entry.key.rpartition("/")[2])), "a module")
            yield f"Part in {module}", _value("part", entry.before, names), _value("part", entry.after, names)
        case "use_case_step" | "use_case_module" | "use_case_friction":
            field = _LINKED[entry.table]
            yield name, _value(field, entry.before, names), _value(field, entry.after, names)
        case "comment":
            yield "Comment", "", "withdrawn" if entry.before is not None else "added"
        case "occasion" | "exclusion":
            yield name, _days(entry.before), _days(entry.after)
        case "readiness":
            yield _judgement(entry, name, names)
        case "sign_off":
            yield name, "", "signed" if entry.before is None else "taken back"
        case "responsibility":
            yield name, _part(entry.before), _part(entry.after)
        case "stage_move":
            yield "Stage", _value("from_stage", entry.after, names), _value("to_stage", entry.after, names)
        case _:
            yield from _fields(entry, name, names)


def _fields(entry: LogEntry, name: str, names: Names) -> Iterator[tuple[str, str, str]]:
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
        elif field not in _SILENT and not isinstance(entry.after[field], dict):
            words = _word(field)
            what = words.capitalize() if entry.table == "use_case" else f"{name}: {words}"
            yield what, _value(field, entry.before, names), _value(field, entry.after, names)


def _judgement(entry: LogEntry, name: str, names: Names) -> tuple[str, str, str]:
    """Return one edit of readiness as one change, however many of its fields it touched."""
    before, after = (
        {field: _value(field, side, names) for field in side or {} if field not in _SILENT}
        for side in (entry.before, entry.after)
    )
    said = [field for field in {**before, **after} if before.get(field) or after.get(field)]
    if len(said) == 1 and entry.after is not None:
        return f"{name}: {_word(said[0])}", before.get(said[0], ""), after.get(said[0], "")
    before_words, after_words = (
        "; ".join(_named(field, side[field]) for field in said if field in side) for side in (before, after)
    )
    return name, before_words, after_words


def _named(field: str, value: str) -> str:
    return f"{_word(field)} “{value}”" if field == "evidence" and value else f"{_word(field)} {value or '–'}"


def _word(field: str) -> str:
    return field.removesuffix("_id").replace("_", " ")


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
            what = "Approval of a proof" if said.get("about") == About.PROOF else "Signature"
            words = f"{what} for {said.get('function', '')}"
        case "responsibility":
            activity = Activity(entry.key.split("/")[1]).label
            words = f"{activity}: {names.get(('person_id', int(last)), 'somebody')}"
        case "use_case_metric":
            words = names.get(("metric_id", said.get("metric_id", 0)), "Metric")
        case "occasion" | "exclusion":
            kind, field = _DECLARED[entry.table]
            words = f"{kind}: {said[field]}"
        case "pilot" | "approach":
            words = f"{entry.table.capitalize()} {said.get('name', '')}".strip()
        case table if table in gate_log_words.TABLES:
            words = gate_log_words.subject(entry, names)
        case table if table in _KINDS:
            name = said.get("name") or said.get("file") or names.get((f"{table}_id", _number(entry.key)), "")
            words = f"{_KINDS[table]} {name}".strip()
        case _:
            words = _LINK_WORDS.get(entry.table, "Use case")
    return words


def _number(key: str) -> int:
    return int(key) if key.isdecimal() else 0


def _part(row: Mapping[str, Any] | None) -> str:
    return "" if row is None else ResponsiblePart(row["part"]).label.lower()


def _days(stretch: Mapping[str, Any] | None) -> str:
    if stretch is None:
        return ""
    return days_between(*(date.fromisoformat(stretch[name]) for name in ("starts", "ends_before")))


def _value(field: str, values: Mapping[str, Any] | None, names: Names) -> str:
    value = (values or {}).get(field)
    if value is None or value == "":
        return ""
    if isinstance(value, int) and (field in _PEOPLE or field.endswith("_by_id")):
        return names.get(("person_id", value), "somebody")
    if field.endswith("_id") and isinstance(value, int):
        return names.get((field, value), str(value))
    if isinstance(value, list):
        return ", ".join(str(each).replace("_", " ") for each in value)
    if isinstance(value, str) and _DAY.fullmatch(value):
        return in_words(date.fromisoformat(value[:10]))
    return in_words(value)
