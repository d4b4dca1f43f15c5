"""What a log entry says was there before: the parts of a use case that may be put back."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from cxdash.domain.merging import Part
from cxdash.domain.metrics import Role
from cxdash.domain.ownership import Function
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.store.log import LogEntry

PLAIN_FIELDS = ("title", "statement", "idea_on", "help_mode", "notes")
"""What may be put back of the use case's own row; a status needs a reason of today, and a stage a decision."""
READINESS_FIELDS = ("level", "evidence", "person_id", "due", "cost_to_close")
"""What may be put back of a dimension of readiness."""
_LINKS = {"use_case_step": ("steps", "step_id"), "use_case_module": ("modules", "module_id")}
_SIZES = ("baseline", "margin", "unit_value", "unit_value_low", "unit_value_high", "annual_volume")
_TARGET = ("target_kind", "target_size")
_Names = Mapping[tuple[str, int], str]


def is_restorable(entry: LogEntry) -> bool:
    """Say whether what an entry changed may be put back: a field, an owner, a tie, a metric use or readiness."""
    if entry.table == "use_case":
        return entry.before is not None and any(name in entry.before for name in PLAIN_FIELDS)
    if entry.table == "readiness":
        return any(name in (entry.before or entry.after or {}) for name in READINESS_FIELDS)
    return entry.table in {"ownership", "use_case_metric", "use_case_friction", *_LINKS}


def is_tie(entry: LogEntry) -> bool:
    """Say whether an entry is about a friction point, or about the part in a module that is used before and after."""
    changed_part = entry.table == "use_case_module" and entry.before is not None and entry.after is not None
    return entry.table == "use_case_friction" or changed_part


def readiness_before(entry: LogEntry, names: _Names) -> dict[str, Any]:
    """Return what an edit of readiness changed, as it was, by the names of ``domain.readiness.Readiness``."""
    before = entry.before or {}
    was = {name: before[name] for name in READINESS_FIELDS if name in before}
    if was.get("due") is not None:
        was["due"] = date.fromisoformat(str(was["due"]))
    if "person_id" in was:
        was["owner"] = names.get(("person_id", was.pop("person_id") or 0), "")
    return was


def parts_before(entry: LogEntry, names: _Names, metrics: Mapping[int, str]) -> Iterator[tuple[Part, object]]:
    """Yield each part that an entry changed with its value before; None where nothing was there.

    A metric that was edited comes as a mapping of what changed, to be laid over its use as it is.

    Args:
        entry: one that is restorable.
        names: what the log's numbers stand for, as ``log.names`` returns it.
        metrics: slugs of metrics by id.
    """
    before = entry.before
    match entry.table:
        case "use_case":
            for name in PLAIN_FIELDS:
                if before is not None and name in before:
                    yield (name, None), _plain(name, before[name])
        case "ownership":
            function = Function(entry.key.rpartition("/")[2])
            yield ("owners", function), None if before is None else names.get(("person_id", before["person_id"]))
        case "use_case_step" | "use_case_module":
            field, column = _LINKS[entry.table]
            linked = names.get((column, (entry.before or entry.after or {})[column]))
            yield (field, linked), None if before is None else linked
        case _:
            yield from _metric_before(entry, metrics)


def _metric_before(entry: LogEntry, metrics: Mapping[int, str]) -> Iterator[tuple[Part, object]]:
    whole = entry.after if entry.before is None else entry.before
    slug = metrics.get((whole or {}).get("metric_id", 0), "")
    if entry.before is None:
        yield ("metrics", slug), None
    elif entry.after is None:
        yield ("metrics", slug), use_from(slug, entry.before)
    else:
        yield ("metrics", slug), entry.before


def use_from(slug: str, row: Mapping[str, Any], like: MetricUse | None = None) -> MetricUse:
    """Return a metric use as logged values say it; what they do not say is taken from ``like``."""
    was = like or MetricUse(slug, Role.SECONDARY)
    target = was.target
    if any(name in row for name in _TARGET):
        kind = row.get("target_kind", None if target is None else target.kind.value)
        size = row.get("target_size", None if target is None else target.size)
        target = None if kind is None or size is None else Target(TargetKind(kind), size)
    sizes = {name: row.get(name, getattr(was, name)) for name in _SIZES}
    return MetricUse(
        slug,
        Role(row.get("role", was.role.value)),
        target,
        value_source=row.get("value_source", was.value_source),
        margin_relative=row.get("margin_relative", was.margin_relative),
        **sizes,
    )


def _plain(name: str, value: object) -> object:
    if name == "idea_on" and isinstance(value, str):
        return date.fromisoformat(value)
    return value
