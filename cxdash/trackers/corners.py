"""What the corner of a table says, above the names of its rows: the period or the metric of all its figures."""

from cxdash.domain.metrics import Catalogue
from cxdash.trackers.frames import Frame
from cxdash.trackers.kinds import Kind
from cxdash.trackers.written_period import When


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


def metric_in_corner(frame: Frame, catalogue: Catalogue) -> str | None:
    """Return the metric that stands where the names of the rows have their header; they are names of others."""
    for column in frame.columns:
        if column.kind is Kind.TEXT and column.field is None and catalogue.named(column.last) is not None:
            return column.last if not any(catalogue.named(text) for text in column.texts) else None
    return None
