"""Columns that belong together: a metric's value, the part counted, and the whole it is counted out of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from cxdash.domain.comparisons import Arm
from cxdash.domain.metrics import Catalogue, Metric, plain
from cxdash.trackers.columns.header_lines import TwoLines, two_lines
from cxdash.trackers.columns.metric_names import MetricNames
from cxdash.trackers.columns.sides import have_sides, side_of
from cxdash.trackers.files.cells import Cell
from cxdash.trackers.tables.frames import ColumnProfile
from cxdash.trackers.vocabulary import words
from cxdash.trackers.words import arm_in

Rows = Sequence[Sequence[Cell]]
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


def metric_columns(
    columns: list[ColumnProfile], catalogue: Catalogue, names: MetricNames, rows: Rows
) -> list[MetricColumns]:
    """Group a table's columns of figures by metric; counts that make up a rate of the catalogue join it.

    What a person called a metric, a part or a whole is that.

    Args:
        rows: some rows of the sheet, which tell what rate a part and a whole make up.
    """
    told = [column for column in columns if _told_role(column) is not None]
    groups = _recognised([column for column in columns if column not in told], catalogue, names)
    return _with_told(groups, told, names, rows)


def _recognised(columns: list[ColumnProfile], catalogue: Catalogue, names: MetricNames) -> list[MetricColumns]:
    parts, wholes = _counts(columns, catalogue, names)
    groups: list[MetricColumns] = []
    by_key: dict[tuple[str, str | None, Arm | None], MetricColumns] = {}
    used = {column.index for column in (*parts.values(), *wholes.values())}
    sided = have_sides(columns)
    settled = {} if sided else two_lines(columns, names)
    for column in columns:
        if column.index in used:
            continue
        said = column.said_name("metric")
        group, role = (
            (MetricColumns(said), "value")
            if said
            else _by_header(column, catalogue, names, settled.get(column.index), sided=sided)
        )
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
    columns = [column for column in columns if column.said_name("metric") is None]
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


def _by_header(
    column: ColumnProfile, catalogue: Catalogue, names: MetricNames, settled: TwoLines | None, *, sided: bool
) -> tuple[MetricColumns, str]:
    """Return a column's metric and its role in it, from the lines of its header."""
    lines = [line for line in column.rest or column.parts if line]
    if not lines:
        return MetricColumns(column.letter), "value"
    sides = {line: side_of(line, sided=sided) for line in lines}
    arm = next((found for found in sides.values() if found is not None), None)
    lines = [line for line in lines if sides[line] is None] or lines
    role = _role(lines[-1])
    if role is not None and len(lines) > 1:
        return MetricColumns(" – ".join(lines[:-1]), arm=arm), role
    told = settled or _told_by_lines(lines, names)
    if told is not None:
        entity, said = arm_in(told.entity) if told.entity else (None, None)
        return MetricColumns(told.label, entity=entity, arm=said or arm), "value"
    label = " – ".join(lines)
    stem, said = arm_in(label)
    for mark, name in (("part", _PARTS), ("whole", _WHOLES)):
        head, _, tail = plain(label).rpartition(" ")
        if tail in name and head and catalogue.named(head):
            return MetricColumns(head, arm=arm or said), mark
    return MetricColumns(stem if said else label, arm=arm or said), "value"


def _told_by_lines(lines: Sequence[str], names: MetricNames) -> TwoLines | None:
    """Return a metric that is known, and the other line as whose it is; None where neither or both are metrics."""
    first, last = names.find(lines[0]), names.find(lines[-1])
    if len(lines) < 2 or (first is None) == (last is None):
        return None
    return TwoLines(lines[-1], lines[0]) if last is not None else TwoLines(lines[0], lines[-1])


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
        bare = group.value is not None and group.value.said is None and not (group.part or group.whole)
        role = _role(group.label) if bare else None
        if role in {"part", "whole"} and kept and getattr(kept[-1], role) is None:
            setattr(kept[-1], role, group.value)
        else:
            kept.append(group)
    return kept


def _told_role(column: ColumnProfile) -> str | None:
    said = (column.said or "").partition(":")[0]
    return {"numerator": "part", "denominator": "whole"}.get(said)


def _with_told(
    groups: list[MetricColumns], told: list[ColumnProfile], names: MetricNames, rows: Rows
) -> list[MetricColumns]:
    """Add the parts and wholes that a person pointed out, by name or in the order in which they stand."""
    nameless: dict[str, list[ColumnProfile]] = {"part": [], "whole": []}
    for column in told:
        role = _told_role(column) or "part"
        named = column.said_name("numerator") or column.said_name("denominator")
        if named is None:
            nameless[role].append(column)
            continue
        group = next((each for each in groups if names.key(each.label) == names.key(named)), None)
        if group is None or getattr(group, role) is not None:
            group = MetricColumns(named)
            groups.append(group)
        setattr(group, role, column)
    for part, whole in zip_longest(nameless["part"], nameless["whole"]):
        _join(groups, part, whole, rows)
    return groups


def _join(groups: list[MetricColumns], part: ColumnProfile | None, whole: ColumnProfile | None, rows: Rows) -> None:
    """Give a part and a whole to the rate they make up; without one they are a metric of their own."""
    rates = [group for group in groups if group.value is not None and not (group.part or group.whole)]
    if part is not None and whole is not None:
        rates = [each for each in rates if each.value is not None and _is_rate_of(each.value, part, whole, rows)]
    column = part or whole
    if column is None:
        return
    left = [group for group in rates if group.value is not None and group.value.index < column.index]
    own = MetricColumns(column.last or column.letter)
    group = left[-1] if left else rates[0] if rates else own
    if group is own:
        groups.append(own)
    group.part, group.whole = part or group.part, whole or group.whole


def _is_rate_of(value: ColumnProfile, part: ColumnProfile, whole: ColumnProfile, rows: Rows) -> bool:
    """Whether a column is one divided by another in most rows, as a fraction, in percent or per thousand."""
    compared = fitting = 0
    for cells in rows:
        width = len(cells)
        found = [cells[each.index] if each.index < width else None for each in (value, part, whole)]
        rate, counted, total = (cell if isinstance(cell, float) else None for cell in found)
        if rate is None or counted is None or not total:
            continue
        compared += 1
        fitting += any(abs(rate - counted / total * per) <= 0.01 * per for per in (1, 100, 1_000))
    return compared > 0 and fitting >= 0.8 * compared


def all_columns(groups: Iterable[MetricColumns]) -> list[ColumnProfile]:
    """Return every column of these groups."""
    return [column for group in groups for column in (group.value, group.part, group.whole) if column is not None]
