"""The layouts that are understood, in the order in which they are asked."""

from cxdash.trackers.content import LayoutReader
from cxdash.trackers.layouts.event_log import EventLog
from cxdash.trackers.layouts.long import Long
from cxdash.trackers.layouts.none import NoTable
from cxdash.trackers.layouts.register import Register
from cxdash.trackers.layouts.wide_entity import WideEntity
from cxdash.trackers.layouts.wide_metric import WideMetric
from cxdash.trackers.layouts.wide_period import WidePeriod

LAYOUTS: tuple[LayoutReader, ...] = (
    WidePeriod(),
    Long(),
    Register(),
    EventLog(),
    WideMetric(),
    WideEntity(),
    NoTable(),
)
