"""Which of two lines over a column names its metric, and which names whose it is, or only a group of metrics."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cxdash.trackers.columns.metric_names import MetricNames
from cxdash.trackers.tables.frames import ColumnProfile


@dataclass(frozen=True, slots=True)
class TwoLines:
    """A column's metric by its label, and whose it is; None where the other line is the title of a group."""

    label: str
    entity: str | None


def two_lines(columns: Iterable[ColumnProfile], names: MetricNames) -> Mapping[int, TwoLines]:
    """Return the metric and the name of columns with two lines over them, by place, where other columns settle them.

    Metrics that are known show the line that names metrics. What stands in the other line is a name where the same
    metric comes below several of them (``Leeds`` and ``York`` over ``Calls`` and ``CSAT``); where none does, it is a
    title over some of the metrics (``Customers`` over ``CSAT``, ``Staff`` over ``Attrition``).
    """
    lines = _two_each(columns)
    at = _metric_line(list(lines.values()), names)
    if at is None:
        return {}
    groups = {each[1 - at] for each in lines.values()}
    if len(groups) < 2:
        return {}
    below = {group: {each[at] for each in lines.values() if each[1 - at] == group} for group in groups}
    alike = {group for group in groups if any(below[group] & below[other] for other in groups if other != group)}
    if not alike:
        known = {index: each for index, each in lines.items() if at == 1 and names.find(each[at]) is not None}
        return {index: TwoLines(each[at], None) for index, each in known.items()}
    return {index: TwoLines(each[at], each[1 - at]) for index, each in lines.items() if each[1 - at] in alike}


def _two_each(columns: Iterable[ColumnProfile]) -> dict[int, list[str]]:
    """Return the last line over each column and the one above it, or all above it where that one is not enough."""
    lines = {column.index: [line for line in column.rest or column.parts if line] for column in columns}
    lines = {index: each for index, each in lines.items() if len(each) > 1}
    nearest = {index: each[-2:] for index, each in lines.items()}
    if len(set(map(tuple, nearest.values()))) == len(nearest):
        return nearest
    return {index: [" – ".join(each[:-1]), each[-1]] for index, each in lines.items()}


def _metric_line(lines: Sequence[Sequence[str]], names: MetricNames) -> int | None:
    """Return which line names metrics that are known; None where neither does, or both do."""
    known = [sum(names.find(each[at]) is not None for each in lines) for at in (0, 1)]
    if (known[0] > 0) == (known[1] > 0):
        return None
    return 0 if known[0] else 1
