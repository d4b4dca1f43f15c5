"""Columns that belong together: a metric's value, the part counted, and the whole it is counted out of."""

from collections.abc import Iterable
from dataclasses import dataclass

from cxdash.domain.comparisons import Arm
from cxdash.domain.metrics import Catalogue, Metric, plain
from cxdash.trackers.frames import ColumnProfile
from cxdash.trackers.roles import MetricNames
from cxdash.trackers.vocabulary import words
from cxdash.trackers.words import arm_in, arm_of

_PARTS, _WHOLES, _VALUES = words("part"), words("whole"), words("rate")


@dataclass(slots=True)
class MetricColumns:
    """The columns of one metric (for one entity and side, where the header says so)."""

    label: str
    value: ColumnProfile | None = None
    part: ColumnProfile | None = None
    whole: ColumnProfile | None = None
    entity: str | None = None
    arm: Arm | None = None


def metric_columns(columns: list[ColumnProfile], catalogue: Catalogue, names: MetricNames) -> list[MetricColumns]:
    """Group a table's columns of figures by metric; counts that make up a rate of the catalogue join it."""
    parts, wholes = _counts(columns, catalogue, names)
    groups: list[MetricColumns] = []
    by_key: dict[tuple[str, str | None, Arm | None], MetricColumns] = {}
    used = {column.index for column in (*parts.values(), *wholes.values())}
    for column in columns:
        if column.index in used:
            continue
        group, role = _by_header(column, catalogue, names)
        found = by_key.get((names.key(group.label), group.entity, group.arm))
        if found is not None and getattr(found, role) is None:
            setattr(found, role, column)
        else:
            setattr(group, role, column)
            groups.append(group)
            by_key.setdefault((names.key(group.label), group.entity, group.arm), group)
    for slug in {*parts, *wholes}:
        metric = catalogue.get(slug)
        if metric is None:
            continue
        group = by_key.get((slug, None, None)) or MetricColumns(metric.name)
        if group not in groups:
            groups.append(group)
        group.part, group.whole = parts.get(slug, group.part), wholes.get(slug, group.whole)
    return _nameless(groups)


def _counts(
    columns: list[ColumnProfile], catalogue: Catalogue, names: MetricNames
) -> tuple[dict[str, ColumnProfile], dict[str, ColumnProfile]]:
    """Return the columns that count a metric's part and whole, for metrics of which enough is there."""
    by_words = {_words(column.label): column for column in reversed(columns)} | {
        _words(column.last): column for column in reversed(columns)
    }
    shown = {
        metric.slug
        for column in columns
        if (metric := names.find(column.last)) is not None and _is_rate(column, metric)
    }
    parts: dict[str, ColumnProfile] = {}
    wholes: dict[str, ColumnProfile] = {}
    for metric in catalogue:
        part = by_words.get(_words(metric.numerator)) if metric.numerator else None
        whole = by_words.get(_words(metric.denominator)) if metric.denominator else None
        if metric.denominator and part is not None and whole is not None and part is not whole:
            parts[metric.slug], wholes[metric.slug] = part, whole
        elif metric.slug in shown and whole is not None:
            wholes[metric.slug] = whole
    return parts, wholes


def _is_rate(column: ColumnProfile, metric: Metric) -> bool:
    """Whether a column named like a metric holds its rate rather than the count with the same name."""
    return plain(column.last) != plain(metric.numerator)


def _words(text: str) -> frozenset[str]:
    return frozenset(plain(text).split()) - {"of", "number", "der", "the", "anzahl"}


def _by_header(column: ColumnProfile, catalogue: Catalogue, names: MetricNames) -> tuple[MetricColumns, str]:
    """Return a column's metric and its role in it, from the lines of its header."""
    lines = [line for line in column.rest or column.parts if line]
    if not lines:
        return MetricColumns(column.letter), "value"
    arm = next((found for line in lines if (found := arm_of(line)) is not None), None)
    lines = [line for line in lines if arm_of(line) is None] or lines
    role = _role(lines[-1])
    if role is not None and len(lines) > 1:
        return MetricColumns(" – ".join(lines[:-1]), arm=arm), role
    if len(lines) > 1 and names.find(lines[-1]) is not None and names.find(lines[0]) is None:
        entity, said = arm_in(lines[0])
        return MetricColumns(lines[-1], entity=entity, arm=said or arm), "value"
    if len(lines) > 1 and names.find(lines[0]) is not None and names.find(lines[-1]) is None:
        entity, said = arm_in(lines[-1])
        return MetricColumns(lines[0], entity=entity, arm=said or arm), "value"
    label = " – ".join(lines)
    stem, said = arm_in(label)
    for mark, name in (("part", _PARTS), ("whole", _WHOLES)):
        head, _, tail = plain(label).rpartition(" ")
        if tail in name and head and catalogue.named(head):
            return MetricColumns(head, arm=arm or said), mark
    return MetricColumns(stem if said else label, arm=arm or said), "value"


def _role(line: str) -> str | None:
    name = plain(line)
    if name in _PARTS:
        return "part"
    if name in _WHOLES:
        return "whole"
    return "value" if name in _VALUES else None


def _nameless(groups: list[MetricColumns]) -> list[MetricColumns]:
    """Give columns headed only ``Numerator`` or ``n`` to the metric before them."""
    kept: list[MetricColumns] = []
    for group in groups:
        role = _role(group.label) if group.value is not None and not (group.part or group.whole) else None
        if role in {"part", "whole"} and kept and getattr(kept[-1], role) is None:
            setattr(kept[-1], role, group.value)
        else:
            kept.append(group)
    return kept


def all_columns(groups: Iterable[MetricColumns]) -> list[ColumnProfile]:
    """Return every column of these groups."""
    return [column for group in groups for column in (group.value, group.part, group.whole) if column is not None]
