"""What the corner of a table says, above the names of its rows: the period or the metric of all its figures."""

from cxdash.trackers.columns.metric_names import MetricNames
from cxdash.trackers.files.kinds import Kind
from cxdash.trackers.periods.written_period import When
from cxdash.trackers.tables.frames import Frame

_SAMPLE = 50


def period_in_corner(frame: Frame) -> When | None:
    """Return the period that stands where the names of the rows have their header."""
    return next(
        (
            column.when
            for column in frame.columns
            if column.kind is Kind.TEXT and column.when is not None and column.when.complete and column.when.grain
        ),
        None,
    )


def metric_in_corner(frame: Frame, names: MetricNames) -> str | None:
    """Return the metric that stands where the names of the rows have their header; they are names of others."""
    for column in frame.columns:
        if column.kind is Kind.TEXT and column.field is None and names.find(column.last) is not None:
            return column.last if not any(names.find(text) for text in column.texts[:_SAMPLE]) else None
    return None
