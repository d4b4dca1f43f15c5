"""The layouts that are understood, in the order in which they are asked; of equals the first wins."""

from cxdash.trackers.content import LayoutReader
from cxdash.trackers.layouts import (
    event_log,
    friction,
    long,
    money,
    none,
    register,
    wide_entity,
    wide_metric,
    wide_period,
)

LAYOUTS: tuple[LayoutReader, ...] = (
    wide_period.WidePeriod(),
    long.Long(),
    register.Register(),
    friction.Friction(),
    money.Money(),
    event_log.EventLog(),
    wide_metric.WideMetric(),
    wide_entity.WideEntity(),
    none.NoTable(),
)
